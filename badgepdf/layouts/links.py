"""The address of the badge, where no label tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from ..address import is_identifier, last_segment, web_address
from ..document import Line
from ..esco import is_esco
from .contacts import letters
from .lists import glued
from .rules import Block, Part, is_whole, joined, links_over, next_of_address
from .sections import Reader
from .texts import MANY

_FORM = re.compile(r"/(?:\w*assertions?|badges?|credentials?|verif\w*|awards?|certificat\w*|obv3)/", re.IGNORECASE)
_WITH_LINKS = frozenset(
    {"issuer_website", "issuer_contact", "evidence", "criteria", "alignments", "esco", "skills"}
    | {"issuer", "creator", "other"}
)
_FILES = (".pdf", ".zip", ".docx", ".jpg", ".jpeg", ".mp4")  # what ends so is evidence, and no badge's page
_HASH = re.compile(r"\?(?:.*&)?\w+=[\w-]*\d[\w-]{7,}")  # a query that names one badge
_BARE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/\S+$", re.IGNORECASE)  # an address that is printed without its scheme


def read_address(block: Block, reader: Reader) -> None:
    """Find the badge's address where no label tells it: the one link, or the one printed address, that has an ID."""
    if "address" in block.parts and _labelled_address(block):
        return
    block.parts.pop("address", None)
    identifier = letters(joined(block.lines("credential_id")))
    linked = [line for key, part in block.parts.items() if key.split()[0] in _WITH_LINKS for line in part.lines]
    fenced = [line for line in linked if len(identifier) <= MANY or identifier not in letters(line.text)]
    theirs = {link.url for link in links_over(fenced, block.document.links)}
    theirs |= {address for line in fenced if (address := web_address(line.text))}
    found: dict[str, tuple[Line, ...]] = {}
    for i, line in enumerate(reader.lines):
        for word in line.words if "/" in line.text and line not in fenced else ():
            printed = word.text
            if word is line.words[-1] and (following := next_of_address(reader.lines, i)):
                printed += following.words[0].text
            printed = printed.strip(".,;()[]<>")
            printed = f"https://{printed}" if _BARE.match(printed) and _FORM.search(printed) else printed
            if address := web_address(printed):
                found.setdefault(address, (Line.of([word._replace(text=printed)]),))
    for link in block.document.links:
        if link.url not in found:
            near = (line for line in reader.lines if line.page == link.page)
            found[link.url] = tuple(islice((line for line in near if any(links_over([line], [link]))), 1))
    known = [a for a in found if web_address(a) and a not in theirs and not is_esco(a) and is_own(a)]
    formed = [address for address in known if len(identifier) > MANY and identifier in letters(address)]
    formed = formed or [address for address in known if _FORM.search(address)]
    formed = formed or ([] if _is_in_code(block, known) else [a for a in known if not _is_version(a)])
    if formed and len({last_segment(address) for address in formed}) == 1 and found[formed[0]]:
        block.parts["address"] = Part(found[formed[0]], "the only address with an ID", sure=0.8)


def _is_version(address: str) -> bool:
    """Tell whether an address ends with a short number, as those of the items of a framework do."""
    return re.fullmatch(r"\d+(?:\.\d+)+|\w{1,3}", last_segment(address) or "") is not None


def _is_in_code(block: Block, addresses: Sequence[str]) -> bool:
    """Tell whether a QR code gives another address than those that were found."""
    codes = {address for code in block.document.codes if (address := web_address(code.text))}
    return bool(codes) and codes.isdisjoint(addresses)


def is_own(address: str) -> bool:
    """Tell whether an address ends with what may be a badge's ID."""
    own = is_identifier(last_segment(address) or "") or _HASH.search(address) is not None
    return is_whole(address) and own and not address.lower().endswith(_FILES)


def _labelled_address(block: Block) -> bool:
    """Tell whether the label of the address has one: a link on it, or an address on the lines behind it."""
    part = block.parts["address"]
    if any(web_address(link.url) and not link.url.endswith("/") for link in block.links("address")):
        return True
    printed = [word.rstrip(".,;)") for word in glued(part.lines).split()]
    found = [word for word in printed if is_whole(word) and (web_address(word) or _BARE.match(word))]
    if len(found) == 1:
        address = found[0] if web_address(found[0]) else f"https://{found[0]}"
        block.parts["address"] = part._replace(lines=(Line.of([part.lines[0].words[0]._replace(text=address)]),))
    return len(found) == 1
