"""What the value of a label is: without what stands behind it, and which label it has where several may be meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice

from ..address import web_address
from ..dates import is_no_expiry, is_until, parse_date, period_in
from ..document import Line, Link
from ..languages import fold, holds_word, is_title, is_word
from .addressees import is_right_below
from .awards import recipient_and_issuer
from .days import keep_place, period_with_place, wrapped_period
from .labels import SECTIONS, Cell, subject_of
from .names import is_honorific, is_name, person_in
from .rules import EMAIL, SITE, Block, Part, joined, links_over
from .sections import Reader
from .sentences import only_day, read_sentence, without_article
from .texts import YEAR, add_part, has_day, sentences_in, words_of
from .unlisted import says_whose
from .values import is_aligned

_LINKED = ("issuer_website", "address")  # what a label may itself be the link to
_ENDS_OF_PERIOD = ("starts", "ends")
_HALVES = ("given", "family")  # of a person's name, each with a label of its own
_SENTENCE = 8  # words of a name: what is longer and ends with a full stop is a sentence
_FULL_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}")
_STREET = re.compile(  # a number, or a town's
    r"\d{1,5}\s*(?:[a-zA-Z]|bis|ter)?$|^\d{1,5},?\s|\b\d{4,5}\b|\s\d{1,4}\s?[a-zA-Z]?,\s|\b\d{2,3}[- ]\d{2,3}\b"
)
_EMPTY = re.compile(r"[\W_]*")


def read_cells(block: Block, reader: Reader) -> None:
    """Read the values of all labels, those on one line with them first."""
    cells = tuple(reader.cells.values())
    alone = {cell.place for cell in cells if cell.rest is None and cell.ahead is None}
    centred = {place for place in alone if reader.centred_block(reader.cells[place])}
    ranks = {cell.place: (not _is_half_of_name(cell), cell.place in alone, cell.place not in centred) for cell in cells}
    order = sorted(cells, key=lambda c: (*ranks[c.place], c.place))
    block.labels, block.translations = [cell.label for cell in cells], reader.translations
    for cell in order:
        key = cell.label.key
        if key in _LINKED and any(links_over([cell.line], _narrow(block.document.links, cell.line))):
            add_part(block, key, Part((), f"the link on the label {cell.printed!r}", cell.line, cell.label, 0.95))
            continue
        if cell.place in reader.taken or (key == "name" and is_title(cell.printed) and not _titles(reader, cell)):
            continue
        value = reader.section(cell) if key in SECTIONS else reader.value(cell)
        if value is None and key in ("recipient", "issuer") and cell.rest is None:
            value = reader.in_group(cell)
        if value is None or not value.lines or _EMPTY.fullmatch(joined(value.lines)):
            continue
        part = Part(value.lines, f"{value.where} the label {cell.printed!r}", cell.line, cell.label, value.sure)
        add_part(block, *_settled(block, reader, cell, part))
    for key, cell, value in reader.unlisted():
        rule = f"{value.where} {cell.printed!r}, whose words are those of labels"
        block.parts.setdefault(key, Part(value.lines, rule, cell.line, cell.label, 0.7))
    _read_name_in_two(block)
    _read_period_in_two(block)
    _read_under_issuer(block, reader)


def _is_half_of_name(cell: Cell) -> bool:
    return cell.label.key == "other" and any(is_word(cell.bare, kind) for kind in _HALVES)


def _read_name_in_two(block: Block) -> None:
    """Put a person's name together that a form has in two fields, of which one may be called "name" only."""
    given, family, bare = (block.parts.pop(key, None) for key in (*_HALVES, "half_name"))
    first, last = given or bare, family or bare
    if first and last and first is not last:
        told = Part((*first.lines, *last.lines), "the given and the family name", first.row, first.label, 0.9)
        block.parts["recipient"] = told


def _read_period_in_two(block: Block) -> None:
    """Put a period together of which a form has the first and the last day in two fields."""
    start, end = (block.parts.pop(key, None) for key in _ENDS_OF_PERIOD)
    if start and end and "activity" not in block.parts:
        first, last = (Line.of(words_of(part.lines)) for part in (start, end))
        whole = Line.of((*first.words, first.words[-1]._replace(text="–"), *last.words))
        if period_in(whole.text, block.languages):
            block.parts["activity"] = start._replace(lines=(whole,), rule="the first and the last day", sure=0.9)


def _settled(block: Block, reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    """Say what the value of a label is, and read what else it tells: whose, a day, a place, who confers it."""
    key = cell.label.key
    if key in _SETTLED:
        return _SETTLED[key](block, reader, cell, part)
    return (key, part) if key in SECTIONS else _settled_else(block, reader, cell, part)


def _settled_else(block: Block, reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    told = period_with_place(Line.of(words_of(part.lines)), block.languages)
    told = told or wrapped_period(reader, part.lines[-1], block.languages)
    if not told:
        return cell.label.key, part
    keep_place(block, told.place)
    return "activity", part._replace(lines=(told.period,))


def _settled_name(_block: Block, _reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    if told := _no_name(part.lines):
        return told, part
    if is_word(cell.bare, "courses"):
        return "course", part._replace(sure=0.75)
    return "name", part


def _settled_activity(block: Block, reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    last = part.lines[-1]
    if is_until(last.words[-1].text):
        begins = (last._replace(x0=x0) for x0 in (last.x0, cell.line.x0))
        below = (o for one in begins for _, o in reader.on_page[last.page] if is_right_below(one, o))
        part = part._replace(lines=(*part.lines, *islice(below, 1)))
    told = has_day(block, part.lines) or only_day(Line.of(words_of(part.lines)), block.languages)
    return ("activity" if told else "other"), part


def _settled_party(block: Block, reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    if cell.label.key == "recipient" and parse_date(joined(part.lines), block.languages).value:
        return "issued_on", part  # "Conferred on 6 May 2024"
    if EMAIL.fullmatch(joined(part.lines)):  # "Organisation e-mail: ..."
        return ("recipient_email" if cell.label.key == "recipient" else "issuer_contact"), part
    if cell.label.key == "recipient" and is_honorific(joined(part.lines)):
        below = next((line for _, line in reader.on_page[cell.line.page] if line.top > cell.line.top + 1), None)
        return "recipient", part._replace(lines=(below,)) if below and is_name(below.text) else part
    if cell.label.key == "issuer" and part.lines[0].text[0].islower():  # "by the Lee College"
        part = part._replace(lines=(without_article(part.lines[0]), *part.lines[1:]))
    return cell.label.key, _alone(block, cell.label.key, part)


def _settled_mail(block: Block, reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    if says_whose(cell.bare, {*cell.label.languages, *block.languages}):
        return cell.label.key, part
    heading = _heading_over(reader, cell)
    told = says_whose(heading.text, block.languages) if heading else frozenset()
    if len(told) == 1:
        return "recipient_email" if told == {"recipient"} else "issuer_contact", part
    whose = _nearest(reader, cell, ("recipient", "issuer", "issuer_website"))
    return {"recipient": "recipient_email"}.get(whose, "issuer_contact") if whose else cell.label.key, part


def _settled_conferring(block: Block, reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    _read_conferring(block, reader, cell)
    if cell.label.key == "confers":
        return "recipient", part
    _read_receiving(block, reader, part.lines[-1])
    return "name", part


def _settled_day(block: Block, _reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    return cell.label.key, _day_alone(block, cell.label.key, part)


def _settled_number(_block: Block, _reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    return ("other" if _FULL_DATE.fullmatch(joined(part.lines)) else cell.label.key), part


def _settled_other(block: Block, reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    """Say whose name stands behind a bare "Name": whose details the heading above announces, else a person's."""
    if half := next((kind for kind in (*_HALVES, *_ENDS_OF_PERIOD) if is_word(cell.bare, kind)), None):
        return half, part
    if not is_word(cell.bare, "persons"):
        return _settled_else(block, reader, cell, part)
    named, heading = person_in(joined(part.lines)), _heading_over(reader, cell)
    whose = says_whose(heading.text, block.languages) if heading else frozenset()
    if heading and not whose and holds_word(heading.text, "badges"):
        return "name", part._replace(sure=0.85)
    if whose == {"issuer"}:
        return "issuer", part._replace(sure=0.85)
    if named.isalpha() and named.istitle():
        return "half_name", part
    if whose == {"recipient"}:
        return "recipient", part._replace(sure=0.85)
    return ("recipient", part._replace(sure=0.75)) if is_name(named) else ("other", part)


def _heading_over(reader: Reader, cell: Cell) -> Line | None:
    """Give the heading of the group that a label is in: larger than it and the text, or bold where the label is not.

    A style that only one line has is the title's.
    """
    size, bold = max(cell.line.style.size, reader.body), cell.line.style.bold
    styles = Counter(line.style for line in reader.lines)
    above = (line for line in reversed(reader.lines[: cell.place]) if styles[line.style] > 1)
    return next(
        (
            line
            for line in above
            if line.page == cell.line.page
            and _is_over_column(reader, line, cell)
            and (line.style.size > 1.1 * size or (line.style.bold and not bold and line.x0 <= cell.line.x0 + 1))
        ),
        None,
    )


def _is_over_column(reader: Reader, heading: Line, cell: Cell) -> bool:
    """Tell whether a heading reaches over a label or what is left of that in its row, or has nothing else below it."""
    low = cell.line.baseline
    left = [one for _, one in reader.on_page[cell.line.page] if one.x1 < cell.line.x0 and one.baseline < low + 1]
    row = any(one.baseline > low - 1 and one.x0 < heading.x1 for one in left)
    return heading.x1 > cell.line.x0 or row or all(one.baseline <= heading.baseline for one in left)


_SETTLED: dict[str, Callable[[Block, Reader, Cell, Part], tuple[str, Part]]] = {
    "name": _settled_name,
    "recipient": _settled_party,
    "issuer": _settled_party,
    "recipient_email": _settled_mail,
    "issuer_contact": _settled_mail,
    "confers": _settled_conferring,
    "bestows": _settled_conferring,
    "credential_id": _settled_number,
    "issued_on": _settled_day,
    "expires_on": _settled_day,
    "activity": _settled_activity,
    "other": _settled_other,
}


def _no_name(lines: Sequence[Line]) -> str | None:
    """Say what the value of a name's label is where it is no name: an address, a text, or a day or an ID."""
    printed = joined(lines)
    if web_address(printed):
        return "address"
    if EMAIL.fullmatch(printed):
        return "other"
    if period_in(printed):
        return "activity"
    if printed.endswith(".") and len(printed.split()) > _SENTENCE:
        return "description"
    return "other" if _ends_with_day(printed) or printed.startswith("urn:") else None


def _ends_with_day(printed: str) -> bool:
    """Tell whether a text is a day, or ends with one as what is signed does ("Albi, 3 mai 2024")."""
    words = printed.split() if YEAR.search(printed) else []
    return any(isinstance(parse_date(" ".join(words[i:])).value, date) for i in range(len(words)))


def _until(line: Line, spoken: Sequence[str]) -> tuple[Line, ...]:
    """Give the day until when something is valid: "3 years (until 3 May 2027)", "from 3 May 2024 to 3 May 2027"."""
    bare = Line.of(word._replace(text=text) for word in line.words if (text := word.text.strip("()[]")))
    if told := read_sentence([bare], spoken).parts.get("expires_on"):
        return told.lines
    behind = (bare.after(i) for i, word in enumerate(bare.words, 1) if is_until(word.text))
    return tuple(last for last in behind if last and parse_date(last.text, spoken).value)[:1]


def _day_alone(block: Block, key: str, part: Part) -> Part:
    """Give a day without the issuer or the expiry behind it ("2 May 2025 by Lee College"), which are kept too."""
    line = Line.of(words_of(part.lines))
    if parse_date(line.text, block.languages).value:
        return part
    if key == "expires_on" and (last := _until(line, block.languages)):
        return part._replace(lines=last)
    if key == "expires_on" and not is_no_expiry(line.text) and (day := only_day(line, block.languages)):
        return part._replace(lines=(day,))
    for i in range(len(line.words) - 1, 0, -1):
        day, behind = Line.of(line.words[:i]), Line.of(line.words[i:])
        (said, *_) = next(sentences_in([behind]))
        if not parse_date(day.text, block.languages).value:
            continue
        told = read_sentence([said], block.languages).parts
        ending = [key for key in ("issuer", "expires_on") if key in told and _ends_alike(told[key].lines[-1], said)]
        if len(ending) == 1:
            block.parts.setdefault(ending[0], told[ending[0]]._replace(sure=0.85))
            return part._replace(lines=(day,))
    return part


def _ends_alike(one: Line, other: Line) -> bool:
    return one.words[-1].text.rstrip(".") == other.words[-1].text.rstrip(".")


def _alone(block: Block, key: str, part: Part) -> Part:
    """Give a recipient or an issuer without the day, the issuer or the recipient behind it, which are kept too."""
    if cut := _without_date(part):
        part, dated = cut
        block.parts.setdefault("issued_on", dated)
    else:
        part = _without_street(part)
    if split := recipient_and_issuer(key, part):
        part, other = split
        block.parts.setdefault("issuer" if key == "recipient" else "recipient", other)
    return part


def _read_conferring(block: Block, reader: Reader, cell: Cell) -> None:
    """Read the issuer above words that say that it confers something."""
    if subject := subject_of(cell.line):
        if named := _whole_name(reader, cell, without_article(subject)):
            add_part(block, "issuer", Part((named,), f"in {cell.printed!r}", cell.line, cell.label, 0.8))
        return
    before = ((i, reader.lines[i]) for i in range(cell.place))
    above = [(i, line) for i, line in before if line.page == cell.line.page and is_aligned(line, cell.line)]
    if not above:
        return
    near = [found for found in above[-2:] if above[-1][1].baseline - found[1].baseline < 2 * found[1].style.size]
    place, line = max(near, key=lambda found: (found[1].style.size, found[0]))
    spaced = sum(len(word.text) == 1 for word in line.words) > 2
    if place not in reader.taken and place not in reader.cells and not spaced and not is_title(line.text):
        reader.taken.add(place)
        line = without_article(line)
        add_part(block, "issuer", Part((line,), f"above {cell.printed!r}", cell.line, cell.label, 0.8))


def _whole_name(reader: Reader, cell: Cell, subject: Line) -> Line | None:
    """Give an organisation's name, or the one above that its kind alone stands for ("La Fédération atteste que")."""
    if len(subject.words) > 1:
        return subject
    kind = fold(subject.text)
    above = [line for line in reader.lines[: cell.place] if len(line.words) > 1 and kind in fold(line.text).split()]
    return above[0] if len({line.text for line in above}) == 1 else None


def _read_receiving(block: Block, reader: Reader, name: Line) -> None:
    """Read the recipient below a badge and a preposition that stands alone ("a")."""
    below = [(i, line) for i, line in reader.on_page[name.page] if line.baseline > name.baseline + 1]
    if len(below) > 1 and is_word(below[0][1].text, "to") and is_name(person_in(below[1][1].text)):
        (place, line) = below[1]
        reader.taken.update({below[0][0], place})
        add_part(block, "recipient", Part((line,), f"below {below[0][1].text!r}", below[0][1], sure=0.85))


def _without_street(part: Part) -> Part:
    """Give a name without the lines of its postal address below it."""
    ends = (i for i, line in enumerate(part.lines) if i and (_STREET.search(line.text) or SITE.fullmatch(line.text)))
    return part._replace(lines=part.lines[: next(ends, None)])


def _read_under_issuer(block: Block, reader: Reader) -> None:
    """Read an address right below the issuer's name."""
    last = block.parts["issuer"].lines[-1] if "issuer" in block.parts else None
    for i, line in enumerate(reader.lines):
        if last is None or line.page != last.page or i in reader.cells or abs(line.x0 - last.x0) > 2:
            continue
        if 0 < line.baseline - last.baseline < 2 * last.style.size:
            is_mail, is_site = EMAIL.fullmatch(line.text), SITE.fullmatch(line.text)
            if is_mail or is_site:
                part = Part((line,), "below the issuer", sure=0.85)
                block.parts.setdefault("issuer_contact" if is_mail else "issuer_website", part)
                reader.taken.add(i)
                last = line


def _without_date(part: Part) -> tuple[Part, Part] | None:
    """Cut a date off the end of a value; None where there is none."""
    line = Line.of(words_of(part.lines))
    for i in range(1, len(line.words)):
        behind = Line.of(line.words[i:])
        if parse_date(behind.text).value:
            return part._replace(lines=(Line.of(line.words[:i]),)), part._replace(lines=(behind,), sure=0.75)
    return None


def _titles(reader: Reader, cell: Cell) -> bool:
    """Tell whether words that name the kind of paper stand above the badge's name, or beside it.

    Below them it is larger, or they are set as other labels are and it as other values.
    """
    below = reader.below(cell)
    if cell.has_colon or reader.has_value_beside(cell) or below is None:
        return cell.has_colon or reader.has_value_beside(cell)
    return below.style.size > 1.2 * cell.line.style.size or reader.is_pair(cell, below)


def _nearest(reader: Reader, cell: Cell, keys: Sequence[str]) -> str | None:
    """Give which of some labels stands nearest before another one."""
    before = (c.label.key for i, c in sorted(reader.cells.items(), reverse=True) if i < cell.place)
    return next((key for key in before if key in keys), None)


def _narrow(links: Sequence[Link], line: Line) -> Iterator[Link]:
    return (link for link in links if link.x0 < line.x1 and abs(link.x1 - line.x1) < 3 * line.style.size)
