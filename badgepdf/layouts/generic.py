"""Any sensible template: labels and their values, lists under headings, sentences, the title, links and QR codes.

Nothing is known of the template. What is read must be told by its label, or stand where only it can stand; how sure
that is goes with each value, and what is not sure enough is left out and quoted in a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..address import web_address
from ..dates import order_of_dates
from ..document import Document, Line, Page
from ..languages import holds_word, is_word
from . import Layout
from .addressees import read_addressee
from .awards import read_announced, read_sentences
from .contacts import read_contacts, read_identifier, read_letterhead
from .days import read_lone_date, read_lone_expiry, read_lone_period
from .descriptions import read_description
from .displayed import read_displayed
from .doubts import complete_names, leave_out_cut_names, leave_out_labels_of_evidence, leave_out_partial_lists
from .facts import RULES, person
from .links import is_own, read_address
from .pairs import cut_pairs, join_labels
from .rules import BULLETS, Block, Part, numbered
from .sections import Reader
from .settled import read_cells
from .texts import FOOT, MANY, TITLE, has_day, height_of_page
from .titles import end_of_head, read_beside_day, read_person, read_title

_NEAR_HEAD = 6  # lines at the top of a page, between which a browser's margin is looked for
_SMALL_PRINT = 0.92
_HEAD_OF_LETTER = 0.45  # of the page's height: its reference stands above that
_ENOUGH = 5  # what the signs of a badge must weigh
_CORE = 2  # of recipient, issuer and day of issue: how many a badge tells at least
_SIGNS = "".join(BULLETS) + " "
_STAMP = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},? \d{1,2}[:.]\d\d(?: [AP]M)?")


def blocks(document: Document, blanks: frozenset[str]) -> Iterator[Block]:
    """Give the one block that the document is, and what speaks for its being a badge."""
    margins = _browser_margins(document.pages[0])
    lines = join_labels(cut_pairs([line for line in document.lines if line not in margins]))
    body = _body_size(lines)
    reader = Reader(lines, body, {page.number: page.height for page in document.pages})
    block = Block(document, blanks, date_order=order_of_dates(document.text))
    if printed := [line for line in margins if web_address(line.text) and is_own(line.text)]:
        block.parts["address"] = Part(tuple(printed), "the address of the page that a browser printed", sure=0.95)
    read_cells(block, reader)
    small_print = _issuer_in_small_print(block, reader)
    letter = read_addressee(block, reader)
    displayed = read_displayed(block, reader)
    if not read_sentences(block, reader) and letter and not displayed:
        del block.parts["recipient"]  # of a letter that awards nothing
    row = block.parts["credential_id"].row if letter and "credential_id" in block.parts else None
    if row and row.words[0].text.endswith((".", ":")) and row.baseline < _HEAD_OF_LETTER * height_of_page(block, row):
        del block.parts["credential_id"]  # the reference of the letter ("Réf. : ...")
    read_announced(block, reader)
    read_lone_expiry(block, reader)
    read_lone_period(block, reader)
    read_title(block, reader)
    read_address(block, reader)
    read_letterhead(block, reader.lines, end_of_head(reader))
    if small_print:
        block.parts.setdefault("issuer", small_print)
    read_beside_day(block, reader)
    read_person(block, reader)
    read_lone_date(block, reader, letter=letter)
    if displayed or not letter:
        read_description(block, reader)
    read_contacts(block, reader.lines)
    read_identifier(block, reader.lines)
    complete_names(block, reader)
    leave_out_cut_names(block, reader)
    leave_out_partial_lists(block, reader)
    leave_out_labels_of_evidence(block, reader)
    block.doubt = _doubt(block, reader)
    yield block


def _browser_margins(page: Page) -> list[Line]:
    """Give what a browser prints around a page: the time and the title above it, its address below; mostly nothing."""
    stamp = next((line for line in page.lines[:MANY] if _STAMP.fullmatch(line.text)), None)
    if stamp is None:
        return []
    foot = page.lines[-MANY:]
    head = [line for line in page.lines[:_NEAR_HEAD] if abs(line.baseline - stamp.baseline) < 1]
    return [*head, *(line for line in foot if line.baseline > FOOT * page.height and line.baseline > stamp.baseline)]


def _issuer_in_small_print(block: Block, reader: Reader) -> Part | None:
    """Take out an issuer that a label tells in the small print at the foot: whoever runs the one in the head."""
    row = block.parts["issuer"].row if "issuer" in block.parts else None
    if row is None or row.baseline < _SMALL_PRINT * height_of_page(block, row) or row.style.size > 0.85 * reader.body:
        return None
    return block.parts.pop("issuer")


def _body_size(lines: Sequence[Line]) -> float:
    """Give the size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.style.size] += sum(len(word.text) for word in line.words if len(word.text) > 2)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _doubt(block: Block, reader: Reader) -> str | None:
    """Say why the document may be no badge; None where the signs that it is one weigh enough."""
    has: set[str] = {key for key in ("issuer", "skills", "esco", "address") if key in block.parts}
    has |= {"recipient"} if any(person(block, key) for key in numbered("recipient")) else set()
    days = [key for key in ("issued_on", "activity") if has_day(block, block.lines(key))]
    has |= {"issued_on"} if any(key == "issued_on" or block.parts[key].label for key in days) else set()
    printed = block.document.text
    signs = {
        "the word for badge": 2 * holds_word(printed, "badges"),
        "the word for certificate": holds_word(printed, "certificates"),
        "a recipient": "recipient" in has,
        "an issuer": "issuer" in has,
        "a day of issue": "issued_on" in has,
        "all three of these": len(has & {"recipient", "issuer", "issued_on"}) == 3,
        "skills": bool(has & {"skills", "esco"}),
        "an address with an ID": "address" in has or bool(block.document.codes),
        "words of another kind of document": -4 * holds_word(_headlines(block.document, reader.body), "others"),
        "words of a badge to be worn": -5 * holds_word(printed, "passes"),
        "labels of what is offered": -5 * any(is_word(_labelled(line), "offers") for line in reader.lines),
    }
    weight, core = sum(signs.values()), has & {"recipient", "issuer", "issued_on"}
    labelled = any(block.parts[key].label for key in core & block.parts.keys())
    if weight < _ENOUGH:
        told = ", ".join(f"{sign} ({int(value):+})" for sign, value in signs.items() if value)
        return f"its signs weigh {weight}, {_ENOUGH} are needed: {told or 'none'}"
    if len(core) < _CORE:
        return f"of a recipient, an issuer and a day of issue it tells {len(core)}, {_CORE} are needed"
    if not labelled and "address" not in has:
        return "no label names its recipient, its issuer or its day of issue, and no address in it has a badge's ID"
    return None


def _labelled(line: Line) -> str:
    """Give what stands before the colon of a line, or the whole of it, without a bullet."""
    told = line.text.partition(":")[0].strip(" ")
    return told.strip(_SIGNS) if told[:1] in BULLETS or told[-1:] in BULLETS else told  # which are thousands


def _headlines(document: Document, body: float) -> str:
    """Give the large text in the upper half of the first page."""
    half = document.pages[0].height / 2
    shown = (line for line in document.lines if line.page == 1 and line.baseline < half)
    return "\n".join(line.text for line in shown if line.style.size > TITLE * body)


LAYOUT = Layout(
    name="generic",
    about="any other template: labels, lists, sentences, links and QR codes",
    marks=(),
    enough=0,
    blocks=blocks,
    rules=RULES,
    blanks=frozenset({"-", "–", "—", "None", "N/A", "n/a"}),
)
