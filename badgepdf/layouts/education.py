"""openbadges.education (Open Educational Badges): a certificate with a sentence, then boxes with competencies.

Order on the first page: the issuer's name in a header, the recipient, the sentence that tells the day or the period,
the picture, the badge's name (two lines at most), its description, a QR code with the badge's address. On the pages
behind it, sections under headings: competencies in boxes, criteria, a narrative, the badges of a micro degree. Before
November 2024 the issuer stood under the description and there was no QR code. A collection shows cards, one for each
badge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..candidate import Candidate
from ..dates import parse_date, parse_minutes
from ..document import Document, Line
from ..esco import canonical, is_esco
from ..languages import Label
from ..record import Alignment, Competency, Notice, Skill
from . import Layout, Mark
from .lists import nearest
from .rules import (
    Block,
    Part,
    Result,
    activity,
    code,
    day,
    free_text,
    image_above,
    joined,
    label_at,
    links_around,
    paragraph,
    person,
    run,
    text,
)
from .sentences import holds_phrase, read_sentence

_FOLLOWING = "following"  # "the following badge", which only this platform says so
_SECTIONS = ("skills", "criteria", "narrative", "parts")
_LEGEND, _ESCO = "(E)", "[E]"
_APART = 3  # times the size: the lines of one card are not farther apart
_SAME_COLUMN = 2  # points


def blocks(document: Document, blanks: frozenset[str]) -> Iterator[Block]:
    """Give one block for the badge that the certificate is for, or one for each card of a collection."""
    lines = document.lines
    award = next((i for i, line in enumerate(lines) if holds_phrase(line.text, _FOLLOWING)), None)
    if award is None:
        yield from (_card(document, blanks, card) for card in _cards(lines))
        return
    block = Block(document, blanks)
    sentence = paragraph(lines, award)
    _read_sentence(block, lines[sentence.start : sentence.stop], ("recipient", "issued_on", "activity", "place"))
    header = _read_above(block, lines[: sentence.start])
    rest = list(_without_margins(lines[sentence.stop :], header))
    _read_below(block, rest)
    _read_sections(block, rest)
    block.labels += _made_with(lines)
    yield block


def _without_margins(lines: Sequence[Line], header: Sequence[Line]) -> Iterator[Line]:
    """Give lines without the header, which each page repeats, and without the footer of the first page."""
    repeated = {(line.text, round(line.x0), round(line.baseline)) for line in header}
    footer = 0
    for line in lines:
        if holds_phrase(line.text, "made_with"):
            footer = line.page
        if line.page != footer and (line.text, round(line.x0), round(line.baseline)) not in repeated:
            yield line


def _made_with(lines: Sequence[Line]) -> list[Label]:
    told = (read_sentence([line]).labels for line in lines if holds_phrase(line.text, "made_with"))
    return [label for labels in told for label in labels]


def _read_sentence(block: Block, lines: Sequence[Line], keys: Sequence[str], suffix: str = "") -> None:
    sentence = read_sentence(lines)
    block.labels += sentence.labels
    block.parts |= {f"{key}{suffix}": sentence.parts[key] for key in keys if key in sentence.parts}


def _read_above(block: Block, lines: Sequence[Line]) -> Sequence[Line]:
    """Read the recipient directly above the sentence and the issuer in the header, which is given."""
    if not lines:
        return ()
    size = lines[-1].style.size
    start = paragraph(lines, len(lines) - 1).start
    block.parts.setdefault("recipient", Part(tuple(lines[start:]), "directly above the sentence"))
    header = tuple(line for line in lines[:start] if line.style.size < size)
    if header:
        block.parts["issuer"] = Part(header, "in the header of the first page")
    return header


def _read_below(block: Block, lines: Sequence[Line]) -> None:
    """Read the badge's name below the sentence, the description below it, and an issuer in dashes."""
    if not lines:
        return
    title = run(lines, 0)
    block.parts["name"] = Part(tuple(title), "below the picture")
    block.picture = image_above(title[0], block.document.images, (1, 0.0))
    if len(title) < len(lines):
        block.parts["description"] = Part(tuple(run(lines, len(title))), "below the name")
    for place, line in enumerate(lines):
        dashed = line.after(1) if line.words[0].text == "-" else None
        found = label_at(dashed) if dashed else None
        if dashed and found and found.label.key == "issuer":
            value = [dashed.after(found.words), *(lines[i] for i in paragraph(lines, place) if i > place)]
            block.parts["issuer"] = Part.labelled(dashed, found)._replace(lines=tuple(_undashed(value)))
            block.labels.append(found.label)


def _undashed(lines: Sequence[Line | None]) -> Iterator[Line]:
    """Give lines without a dash that stands alone."""
    for line in filter(None, lines):
        if words := [word for word in line.words if word.text != "-"]:
            yield Line.of(words)


def _read_sections(block: Block, lines: Sequence[Line]) -> None:
    """Read what stands under the headings; a section goes on under the same heading on the next page."""
    headings = [(i, label) for i, line in enumerate(lines) if (label := _heading(line, block))]
    block.labels += [label for _, label in headings]
    for n, (start, label) in enumerate(headings, 1):
        stop = headings[n][0] if n < len(headings) else len(lines)
        section = lines[start + 1 : stop]
        if label.key in ("skills", "parts") and section:
            told = paragraph(section, 0)
            _read_sentence(block, section[told.start : told.stop], ("recipient", "name"), "_told")
            section = section[told.stop :]
        held = block.parts.get(label.key) or Part((), f"under the heading {lines[start].text!r}")
        block.parts[label.key] = held._replace(lines=(*held.lines, *_without_legend(section)))


def _heading(line: Line, block: Block) -> Label | None:
    found = label_at(line) if line.style.size > block.document.body_size else None
    whole = found and found.words == len(line.words) and found.label.key in _SECTIONS
    return found.label if found and whole else None


def _without_legend(lines: Sequence[Line]) -> Iterator[Line]:
    """Give lines without the legend at the foot of a page."""
    legend = 0
    for line in lines:
        if line.words[0].text == _LEGEND:
            legend = line.page
        if line.page != legend:
            yield line


def _competencies(block: Block) -> Result:
    """Read the boxes: a name, its study load right of it, and a link to ESCO over the box."""
    lines = block.lines("skills")
    cells = [cell for line in lines for cell in _cells(line)]
    loads = [cell for cell in cells if parse_minutes(cell.text) is not None]
    boxes: dict[int, list[Line]] = {i: [] for i in range(len(loads))}
    for cell in cells:
        place = nearest(cell, loads)
        if cell not in loads and place is not None:
            boxes[place].append(cell)
    for i, load in enumerate(loads):
        if boxes[i]:
            yield from _competency(block, boxes[i], load)


def _cells(line: Line) -> Iterator[Line]:
    """Cut a line where the style changes to that of its last word: a study load may stand close to the name."""
    words = line.words
    at = next((i for i in range(1, len(words)) if len({w.style.size for w in words[i:]}) == 1), len(words))
    if at < len(words) and words[at].style.size != words[0].style.size:
        yield from (Line.of(words[:at]), Line.of(words[at:]))
    else:
        yield line


def _competency(block: Block, lines: Sequence[Line], load: Line) -> Result:
    name, minutes = joined(lines), parse_minutes(load.text)
    marked = name.endswith(_ESCO)
    name = name.removesuffix(_ESCO).rstrip()
    link = next((link.url for link in links_around(load, block.document.links)), None)
    source = block.source("skills", [*lines, load])
    if link and is_esco(link):
        yield Candidate("esco_competencies", Competency(name, canonical(link), None, minutes), source)
    elif marked and link:
        yield Candidate("alignments", Alignment(name, link), source)
    elif marked:
        yield Candidate("esco_competencies", Competency(name, None, None, minutes), source)
        yield Notice("esco_competencies", "broken_address", f"{name!r} is marked as ESCO's and has no link to it")
    else:
        yield Candidate("skills", Skill(name, minutes), source)


def _cards(lines: Sequence[Line]) -> list[list[Line]]:
    """Find the cards of a collection, row by row: lines one below the other that end with a date."""
    cards = []
    for i, line in enumerate(lines):
        if parse_date(line.text).value is None:
            continue
        card = [line]
        for above in reversed(lines[:i]):
            aligned = above.page == line.page and abs(above.x0 - line.x0) < _SAME_COLUMN
            if aligned and card[0].baseline - above.baseline < _APART * above.style.size:
                card.insert(0, above)
        cards.append(card)
    rows: list[list[list[Line]]] = []
    for card in sorted(cards, key=lambda card: (card[0].page, card[0].top)):
        first = rows[-1][0] if rows else None
        if first and first[0].page == card[0].page and card[0].top < first[-1].bottom:
            rows[-1].append(card)
        else:
            rows.append([card])
    return [card for row in rows for card in sorted(row, key=lambda card: card[0].x0)]


def _card(document: Document, blanks: frozenset[str], card: Sequence[Line]) -> Block:
    """Read a card: the name in bold, the issuer, the day."""
    block = Block(document, blanks, single=False)
    name = tuple(line for line in card if line.style.bold)
    block.parts["name"] = Part(name, "in bold on the card")
    block.parts["issuer"] = Part(tuple(line for line in card[:-1] if not line.style.bold), "below the name")
    block.parts["issued_on"] = Part((card[-1],), "the date on the card")
    block.labels += _made_with(document.lines)
    return block


LAYOUT = Layout(
    name="openbadges-education",
    platform="openbadges-education",
    about="openbadges.education (Open Educational Badges), certificates and collections",
    marks=(
        Mark("text", r"OPENBADGES\.EDUCATION", 2),
        Mark("phrase", _FOLLOWING, 2),
        Mark("maker", r"^ReportLab", 1),
    ),
    enough=3,
    blanks=frozenset({"None"}),
    blocks=blocks,
    rules=(
        text("name", "name"),
        text("name", "name_told"),
        free_text("description", "description"),
        person("recipient"),
        person("recipient_told"),
        text("issuer.name", "issuer"),
        day("issued_on", "issued_on"),
        activity("activity", "place", single="issued_on"),
        _competencies,
        free_text("criteria.text", "criteria"),
        code("credential_url"),
    ),
)
