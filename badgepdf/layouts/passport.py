"""Open Badge Passport's "Download PDF": a column of labels between the badge's name and the issuer's details.

Order on the page: picture, name, description, label lines (recipient to tags), alignments, criteria with free text,
evidence, endorsements, the issuer's heading and details, endorsements again, QR code and the badge's address. With
several languages the whole repeats. Labels are set larger than values; free text may hold anything, decoys in label
style included, so a fence is put around it: what is looked for must stand in its place in this order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..address import web_address
from ..candidate import Candidate
from ..dates import parse_date
from ..document import Document, Line
from ..esco import canonical, is_esco
from ..languages import Found, Label, vanishing_languages
from ..record import Alignment, Competency, Evidence, Notice
from . import Layout, Mark
from .rules import (
    Block,
    Part,
    Result,
    day,
    email,
    free_text,
    image_above,
    is_full,
    is_heading,
    joined,
    label_at,
    links_over,
    prose,
    stands_out,
    text,
    unwrapped,
    web,
)

_ADDRESS = re.compile(r"https?://\S+/app/badge/info/\S+")
_HEAD = ("recipient", "issuer", "creator", "issued_on", "expires_on", "tags", "alignments", "criteria")
_TAIL = (
    "issuer_description",
    "issuer_website",
    "issuer_contact",
    "creator_description",
    "creator_website",
    "creator_contact",
    "issuer_endorsed",
)
_APART = 4  # times the body size: the space above the heading of a section
_BETWEEN_ENTRIES = 2.2  # times the size: the distance from one alignment's last line to the next one's first
_ENDORSEMENT = 6  # lines within which an endorsement's date stands: its name and address may wrap
_COUNT = re.compile(r"\d+")


def blocks(document: Document, blanks: frozenset[str]) -> Iterator[Block]:
    """Cut the document into one block for each language in which it repeats the badge."""
    lines = document.lines
    floor, start = (0, 0.0), 0
    for end in _ends(document):
        yield _block(document, blanks, lines[start:end], floor)
        floor, start = (lines[end - 1].page, lines[end - 1].bottom), end


def _ends(document: Document) -> Iterator[int]:
    """Give where blocks end: behind the address that follows the issuer's details, if a name begins the next page."""
    lines, body = document.lines, document.body_size
    complete = False  # the issuer's details were seen
    for i, line in enumerate(lines[:-1], 1):
        complete = complete or _is_issuer_heading(document, line)
        following = lines[i]
        if complete and following.page > line.page and _is_title(following, body) and _ADDRESS.fullmatch(line.text):
            yield i
            complete = False
    yield len(lines)


def _is_title(line: Line, body: float) -> bool:
    return line.style.size > 1.6 * body


def _block(document: Document, blanks: frozenset[str], lines: Sequence[Line], floor: tuple[int, float]) -> Block:
    block = Block(document, blanks)
    body = document.body_size
    if lines and (address := _address(lines, document.right_edge)):
        block.parts["address"] = address
        lines = lines[: -len(address.lines)]
    title = next((i for i, line in enumerate(lines) if not _is_title(line, body)), len(lines))
    head = next((i for i in range(title, len(lines)) if _opens_label(lines[i], body)), len(lines))
    tail = _issuer_heading(document, lines)
    if title:
        block.parts["name"] = Part(tuple(lines[:title]), "the largest text, at the top")
        block.picture = image_above(lines[0], document.images, floor)
    if head > title:
        block.parts["description"] = Part(tuple(lines[title:head]), "between the name and the first label")
    labels = _labels(lines, body)
    if not {"recipient", "issuer"} & {found.label.key for found in labels.values()}:
        labels |= _labels_by_order(document, lines[:tail], body)
    end = _read_labels(block, labels, lines, range(head, tail), _HEAD)
    block.labels = [part.label for part in block.parts.values() if part.label]
    if any(label.damaged for label in block.labels):
        message = "the PDF's font lacks characters of its language: they are missing in the labels, maybe in values too"
        block.notices.append(Notice("record", "lossy_font", message))
    if "criteria" in block.parts:
        _read_criteria(block, lines[end - 1 : tail])
    _read_labels(block, labels, lines, range(tail + 1, len(lines)), _TAIL)
    return block


def _address(lines: Sequence[Line], right: float) -> Part | None:
    """Find the badge's address at the end of its lines: on the last one, or wrapped onto it."""
    wrapped = len(lines) > 1 and is_full(lines[-2], lines[-1], right)
    for count in (1, 2) if wrapped else (1,):
        if _ADDRESS.fullmatch(unwrapped(lines[-count:])):
            return Part(tuple(lines[-count:]), "the address at the end, under the QR code")
    return None


def _opens_label(line: Line, body: float) -> bool:
    found = label_at(line) if stands_out(line, body) else None
    return (found is not None and found.label.key in _HEAD) or (stands_out(line, body) and _lost_label(line))


def _lost_label(line: Line) -> bool:
    return not line.words[0].text.strip(":")


def _labels(lines: Sequence[Line], body: float) -> dict[int, Found]:
    """Give the label with which each line begins, where it stands out."""
    return {i: found for i, line in enumerate(lines) if stands_out(line, body) and (found := label_at(line))}


def _labels_by_order(document: Document, lines: Sequence[Line], body: float) -> dict[int, Found]:
    """Name labels of which the font left nothing but the colon, by their order.

    The first date is the day of issue; the first value under a link behind both dates is the criteria's.
    """
    lost = [i for i, line in enumerate(lines) if stands_out(line, body) and _lost_label(line)]
    issued = next((n for n, i in enumerate(lost) if parse_date(lines[i].text.lstrip(": ")).value), None)
    if issued not in (2, 3):
        return {}
    linked = (n for n, i in enumerate(lost) if n > issued + 1 and any(links_over([lines[i]], document.links)))
    criteria = next(linked, len(lost))
    keys = (*_HEAD[:issued], "issued_on", "expires_on", "tags")[:criteria]
    named = [*zip(keys, lost, strict=False), *(("criteria", i) for i in lost[criteria : criteria + 1])]
    languages = vanishing_languages("recipient")
    return {i: Found(Label(key, languages, damaged=True), 1) for key, i in named}


def _issuer_heading(document: Document, lines: Sequence[Line]) -> int:
    """Give the place of the heading over the issuer's details, the last one that has their first label below it."""
    for i in range(len(lines) - 2, -1, -1):
        if _is_issuer_heading(document, lines[i]) and stands_out(lines[i + 1], document.body_size):
            below = label_at(lines[i + 1])
            if below and below.label.key == "issuer_description":
                return i
    return len(lines)


def _is_issuer_heading(document: Document, line: Line) -> bool:
    """Tell whether a line is that heading: in the size of the name and centred, as no heading in free text is."""
    if not _is_title(line, document.body_size) or not is_heading(line, "issuer_info"):
        return False
    off_centre = (line.x0 + line.x1) / 2 - document.pages[line.page - 1].width / 2
    return abs(off_centre) < line.style.size


def _read_labels(
    block: Block, labels: dict[int, Found], lines: Sequence[Line], places: range, keys: Sequence[str]
) -> int:
    """Give each label's lines to its part; give the place behind the last label of `keys`, or behind all.

    A label counts once and in the order of `keys`; other lines belong to the value above.
    """
    at = -1
    for i in places:
        found = labels.get(i)
        if found and found.label.key in keys[at + 1 :]:
            at = keys.index(found.label.key)
            block.parts[keys[at]] = Part.labelled(lines[i], found)
            if at == len(keys) - 1:
                return i + 1
        elif at >= 0:
            block.parts[keys[at]] = block.parts[keys[at]].extended(lines[i])
    return places.stop


def _read_criteria(block: Block, lines: Sequence[Line]) -> None:
    """Cut what follows the criteria's label, the first of `lines`, into free text, evidence and endorsements.

    Free text may hold headings with the same words, so a section must stand apart and be built as the real one is.
    """
    endorsed = next((i for i in _sections(block, lines, "badge_endorsed") if _is_endorsed(lines[i + 1 :])), len(lines))
    starts = [i for i in _sections(block, lines[:endorsed], "evidence") if _is_evidence(block, lines[i + 1 : endorsed])]
    end = starts[-1] if starts else endorsed
    if starts:
        block.parts["evidence"] = Part(tuple(lines[end + 1 : endorsed]), "the numbered list under the heading")
    if end > 1:
        block.parts["criteria_text"] = Part(tuple(lines[1:end]), "between the criteria's label and the next section")


def _sections(block: Block, lines: Sequence[Line], key: str) -> Iterator[int]:
    """Give where a heading with the meaning `key` stands, larger than the text and apart from what is above it."""
    body = block.document.body_size
    for i in range(1, len(lines)):
        above, line = lines[i - 1], lines[i]
        apart = above.page != line.page or line.baseline - above.baseline > _APART * body
        if apart and stands_out(line, body) and is_heading(line, key):
            yield i


def _is_endorsed(lines: Sequence[Line]) -> bool:
    """Tell whether an endorsement follows: a name, an address or a dash, and a date, each on lines of its own."""
    return any(parse_date(line.text).value for line in lines[2:_ENDORSEMENT])


def _is_evidence(block: Block, lines: Sequence[Line]) -> bool:
    """Tell whether a numbered list follows, an item of which ends with a link that opens the evidence."""
    opening = [line for item in _items(lines) for line in item if _opens_evidence(line)]
    listed = bool(lines) and lines[0].words[0].text == "1."
    return listed and any(links_over(opening, block.document.links))


def _alignments(block: Block) -> Result:
    """Read the entries under the label: name, description in italics, address; a gap tells one from the next."""
    lines = block.lines("alignments")
    stated = lines[0].text if lines and _COUNT.fullmatch(lines[0].text) else None
    entries = list(_entries(lines[1:] if stated else lines, block.document.right_edge))
    for entry in entries:
        yield from _alignment(block, entry)
    if stated and int(stated) != len(entries):
        message = f"{stated} alignments are announced and {len(entries)} were read"
        yield Notice("alignments", "count_differs", message)


def _entries(lines: Sequence[Line], right: float) -> Iterator[list[Line]]:
    entry: list[Line] = []
    for line in lines:
        if entry and _begins_entry(entry, line, right):
            yield entry
            entry = []
        entry.append(line)
    if entry:
        yield entry


def _begins_entry(entry: list[Line], line: Line, right: float) -> bool:
    above = entry[-1]
    if line.page == above.page:
        return line.baseline - above.baseline > _BETWEEN_ENTRIES * line.style.size
    _, _, address = _in_entry(entry)
    wrapped = " " not in line.text and is_full(above, line, right) and not canonical(unwrapped(address))
    return bool(address) and not wrapped


def _in_entry(entry: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line], Sequence[Line]]:
    """Tell the name, the description and the address of an entry."""
    slanted = [i for i, line in enumerate(entry) if line.style.italic]
    if slanted:
        return entry[: slanted[0]], entry[slanted[0] : slanted[-1] + 1], entry[slanted[-1] + 1 :]
    starts = (i for i, line in enumerate(entry) if i and (line.text == "-" or web_address(line.text)))
    address = next(starts, len(entry))
    return entry[:address], (), entry[address:]


def _alignment(block: Block, entry: Sequence[Line]) -> Result:
    name, description, address = (
        part if part and joined(part) not in block.blanks else None for part in _in_entry(entry)
    )
    title = joined(name) if name else None
    about = prose(description, block.document.right_edge) if description else None
    printed = unwrapped(address) if address else None
    source = block.source("alignments", entry)
    if printed and is_esco(printed):
        uri = canonical(printed)
        yield Candidate("esco_competencies", Competency(title, uri, about), source)
        if uri is None:
            yield Notice("esco_competencies", "broken_address", f"{printed!r} is not a whole ESCO address")
        return
    url = web_address(printed) if printed else None
    yield Candidate("alignments", Alignment(title, url, about), source)
    if printed and url is None:
        yield Notice("alignments", "no_address", f"{printed!r} is not a web address")


def _evidence(block: Block) -> Result:
    """Read the numbered items: a name, what was said of it, and a link to the evidence."""
    right = block.document.right_edge
    for item in _items(block.lines("evidence")):
        opening = [line for line in item if _opens_evidence(line)]
        links = list(links_over(opening or item, block.document.links))
        told = [line for line in item if line not in opening]
        count = next((n for n in range(1, len(told)) if not is_full(told[n - 1], told[n], right)), len(told))
        url = web_address(links[-1].url) if links else None
        narrative = prose(told[count:], right) or None
        value = Evidence(joined(told[:count]) or None, url, narrative=narrative)
        yield Candidate("evidence", value, block.source("evidence", item))
        if url is None:
            yield Notice("evidence", "no_address", f"no link to a web page under {item[-1].text!r}")


def _items(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Cut a numbered list into its items, their numbers left out; what is numbered deeper inside stays inside."""
    item: list[Line] = []
    number, margin = 0, 0.0
    for line in lines:
        first = line.words[0]
        if first.text == f"{number + 1}." and (number == 0 or abs(first.x0 - margin) < 1):
            if item:
                yield item
            number, margin = number + 1, first.x0
            item = [rest] if (rest := line.after(1)) else []
        elif number:
            item.append(line)
    if item:
        yield item


def _opens_evidence(line: Line) -> bool:
    found = label_at(line)
    return found is not None and found.label.key == "open_evidence"


def _tags(block: Block) -> Result:
    """Read tags; they are joined by blanks, so several words may be one tag or many."""
    if not (lines := block.lines("tags")):
        return
    printed = joined(lines)
    yield Candidate("tags", printed, block.source("tags"))
    if " " in printed:
        yield Notice("tags", "tags_not_separable", "the PDF joins tags by blanks: they are kept as printed, as one")


LAYOUT = Layout(
    name="open-badge-passport",
    platform="open-badge-passport",
    about="Open Badge Passport, Download PDF",
    marks=(
        Mark("text", r"/app/badge/info/\w", 2),
        Mark("maker", r"^iText ", 3),
        Mark("label", "recipient", 1),
        Mark("label", "issuer", 1),
        Mark("label", "issued_on", 1),
        Mark("label", "issuer_description", 1),
    ),
    enough=6,
    blanks=frozenset({"-"}),
    blocks=blocks,
    rules=(
        text("name", "name"),
        free_text("description", "description"),
        text("recipient.name", "recipient"),
        text("issuer.name", "issuer"),
        text("creator.name", "creator"),
        day("issued_on", "issued_on"),
        day("expires_on", "expires_on"),
        _tags,
        _alignments,
        web("criteria.url", "criteria"),
        free_text("criteria.text", "criteria_text"),
        _evidence,
        free_text("issuer.description", "issuer_description"),
        web("issuer.url", "issuer_website"),
        email("issuer.email", "issuer_contact"),
        free_text("creator.description", "creator_description"),
        web("creator.url", "creator_website"),
        email("creator.email", "creator_contact"),
        web("credential_url", "address"),
    ),
)
