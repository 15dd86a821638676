"""Any sensible template: labels and their values, lists under headings, sentences, the title, links and QR codes.

Nothing is known of the template. What is read must be told by its label, or stand where only it can stand; how sure
that is goes with each value, and what is not sure enough is left out and quoted in a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby, islice, pairwise
from typing import NamedTuple

from ..address import is_identifier, last_segment, web_address
from ..dates import is_filler, is_no_expiry, is_until, order_of_dates, parse_date, period_in, tells_no_expiry
from ..document import Document, Line, Link, Page, Word
from ..esco import is_esco
from ..languages import Label, fold, holds_word, is_title, is_word
from ..record import Day, Notice
from . import Layout
from .closings import closing_day
from .contacts import letters, read_contacts, read_identifier, read_letterhead
from .facts import RULES, person
from .labels import DAYS, SECTIONS, Cell, cut_pairs, join_labels, subject_of
from .lists import glued
from .names import is_addressee, is_broken_off, is_honorific, is_name, is_organisation, person_in
from .rules import (
    BULLETS,
    EMAIL,
    SITE,
    Block,
    Part,
    is_whole,
    joined,
    links_over,
    next_of_address,
    numbered,
    run,
)
from .sentences import (
    announced,
    closes_quotation,
    days_in,
    is_article,
    only_day,
    opens_quotation,
    read_sentence,
    without_article,
)
from .unlisted import names_holder, says_whose
from .values import Reader, is_aligned, is_centred

_LINKED = ("issuer_website", "address")  # what a label may itself be the link to
_NEAR_HEAD = 6  # lines at the top of a page, between which a browser's margin is looked for
_MANY = 3  # parts of one kind that are looked at: more are as contradictory as these
_TITLE = 1.2  # times the body size: how large a title is at least
_LONG = 14  # words of a line that says when and by whom
_BEFORE = 3  # words: how far before a badge's name the word for badge stands
_SENTENCE = 8  # words of a name: what is longer and ends with a full stop is a sentence
_SHORT = 9  # words of a line that says one thing
_NEXT = 2.4  # times the size: how far from each other lines of one list of facts are at most
_LONG_GREETING = 7  # words
_BEGINNING = 4  # words of a sentence that say what it is about
_DOUBTFUL = 0.4  # how sure a text is that could be the name as well as another
_WIDEST = 2  # times the size: how far below each other lines of one text are at most
_INITIALS = 3  # letters: a large text as short is a monogram
_WRAPPED = 1.4  # times the size: how far below each other the lines of a title are at most
_EVEN = 1.25  # how much one distance between lines of a text may differ from another
_SAME_SIZE = 0.3  # points
_HEAD = 0.6  # of the page's height: a title stands above that
_FOOT = 0.9
_SMALL_PRINT = 0.92
_ENOUGH = 5  # what the signs of a badge must weigh
_HEADED = 2.6  # times the size: how far above a text its heading stands at most
_FULL_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}")
_CORE = 2  # of recipient, issuer and day of issue: how many a badge tells at least
_TOLD = frozenset({"issuer", "issued_on", "expires_on", "activity"})  # what a sentence about the badge may tell
_FORM = re.compile(r"/(?:\w*assertions?|badges?|credentials?|verif\w*|awards?|certificat\w*|obv3)/", re.IGNORECASE)
_WITH_LINKS = frozenset(
    {
        "issuer_website",
        "issuer_contact",
        "evidence",
        "criteria",
        "alignments",
        "esco",
        "skills",
        "issuer",
        "creator",
        "other",
    }
)
_NAMES = {"name": "name", "recipient": "recipient.name", "issuer": "issuer.name", "place": "activity.place"}
_DIGIT = re.compile(r"\d")
_STREET = re.compile(r"\d{1,5}\s*(?:[a-zA-Z]|bis|ter)?$|^\d{1,5},?\s|\b\d{4,5}\b")  # a number, or a town's
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_INDEFINITE = frozenset({"a", "an", "un", "una", "une", "uno", "ein", "eine", "een", "en", "et", "um", "uma", "open"})
_SIGNS = "".join(BULLETS) + " "
_FILES = (".pdf", ".zip", ".docx", ".jpg", ".jpeg", ".mp4")  # what ends so is evidence, and no badge's page
_HASH = re.compile(r"\?(?:.*&)?\w+=[\w-]*\d[\w-]{7,}")  # a query that names one badge
_STAMP = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},? \d{1,2}[:.]\d\d(?: [AP]M)?")
_BARE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/\S+$", re.IGNORECASE)  # an address that is printed without its scheme
_EMPTY = re.compile(r"[\W_]*")


def blocks(document: Document, blanks: frozenset[str]) -> Iterator[Block]:
    """Give the one block that the document is, and what speaks for its being a badge."""
    margins = _browser_margins(document.pages[0])
    lines = join_labels(cut_pairs([line for line in document.lines if line not in margins]))
    body = _body_size(lines)
    reader = Reader(lines, body)
    block = Block(document, blanks, date_order=order_of_dates(document.text))
    if printed := [line for line in margins if web_address(line.text) and _is_own(line.text)]:
        block.parts["address"] = Part(tuple(printed), "the address of the page that a browser printed", sure=0.95)
    _read_cells(block, reader)
    small_print = _issuer_in_small_print(block, reader)
    letter = _read_addressee(block, reader)
    if not _read_sentences(block, reader) and letter:
        del block.parts["recipient"]  # of a letter that awards nothing
    row = block.parts["credential_id"].row if letter and "credential_id" in block.parts else None
    if row and row.words[0].text.endswith((".", ":")):
        del block.parts["credential_id"]  # the reference of the letter ("Réf. : ...")
    _read_announced(block, reader)
    _read_lone_expiry(block, reader)
    _read_lone_period(block, reader)
    _read_title(block, reader)
    _read_address(block, reader)
    read_letterhead(block, reader.lines, _end_of_head(reader))
    if small_print:
        block.parts.setdefault("issuer", small_print)
    _read_beside_day(block, reader)
    _read_person(block, reader)
    _read_lone_date(block, reader, letter=letter)
    if not letter:
        _read_description(block, reader)
    read_contacts(block, reader.lines)
    read_identifier(block, reader.lines)
    _drop_cut(block)
    block.doubt = _doubt(block, reader)
    yield block


def _browser_margins(page: Page) -> list[Line]:
    """Give what a browser prints around a page: the time and the title above it, its address below; mostly nothing."""
    stamp = next((line for line in page.lines[:_MANY] if _STAMP.fullmatch(line.text)), None)
    if stamp is None:
        return []
    foot = page.lines[-_MANY:]
    head = [line for line in page.lines[:_NEAR_HEAD] if abs(line.baseline - stamp.baseline) < 1]
    return [*head, *(line for line in foot if line.baseline > _FOOT * page.height and line.baseline > stamp.baseline)]


def _issuer_in_small_print(block: Block, reader: Reader) -> Part | None:
    """Take out an issuer that a label tells in the small print at the foot: whoever runs the one in the head."""
    row = block.parts["issuer"].row if "issuer" in block.parts else None
    if row is None or row.baseline < _SMALL_PRINT * _height(block, row) or row.style.size > 0.85 * reader.body:
        return None
    return block.parts.pop("issuer")


def _drop_cut(block: Block) -> None:
    """Leave out the names that end with a hyphen or a preposition: the rest of them stands where it was not found."""
    for key, field_name in _NAMES.items():
        printed = joined(block.lines(key))
        if printed.endswith(("-", "‐")) or is_broken_off(printed):
            del block.parts[key]
            block.notices.append(Notice(field_name, "unsure", f"{printed!r} goes on elsewhere, and is not taken"))


def _body_size(lines: Sequence[Line]) -> float:
    """Give the size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.style.size] += sum(len(word.text) for word in line.words if len(word.text) > 2)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _read_cells(block: Block, reader: Reader) -> None:
    """Read the values of all labels, those on one line with them first."""
    alone = {place for place, cell in reader.cells.items() if cell.rest is None and cell.ahead is None}
    centred = {place for place in alone if reader.centred_block(reader.cells[place])}
    order = sorted(reader.cells.values(), key=lambda c: (c.place in alone, c.place not in centred, c.place))
    block.labels, block.translations = [cell.label for cell in reader.cells.values()], reader.translations
    for cell in order:
        key = cell.label.key
        if key in _LINKED and any(links_over([cell.line], _narrow(block.document.links, cell.line))):
            _add(block, key, Part((), f"the link on the label {cell.printed!r}", cell.line, cell.label, 0.95))
            continue
        if cell.place in reader.taken or (key == "name" and is_title(cell.printed) and not _titles(reader, cell)):
            continue
        value = reader.section(cell) if key in SECTIONS else reader.value(cell)
        if value is None and key in ("recipient", "issuer") and cell.rest is None:
            value = reader.in_group(cell)
        if value is None or not value.lines or _EMPTY.fullmatch(joined(value.lines)):
            continue
        part = Part(value.lines, f"{value.where} the label {cell.printed!r}", cell.line, cell.label, value.sure)
        _add(block, *_settled(block, reader, cell, part))
    for key, cell, value in reader.unlisted():
        rule = f"{value.where} {cell.printed!r}, whose words are those of labels"
        block.parts.setdefault(key, Part(value.lines, rule, cell.line, cell.label, 0.7))
    _read_under_issuer(block, reader)


def _settled(block: Block, reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    """Say what the value of a label is, and read what else it tells: whose, a day, a place, who confers it."""
    key = cell.label.key
    if key in _SETTLED:
        return _SETTLED[key](block, reader, cell, part)
    return (key, part) if key in SECTIONS else _settled_else(block, reader, cell, part)


def _settled_else(block: Block, _reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    told = _period_with_place(part.lines[0], block.languages)
    if told and told.place:
        block.parts.setdefault("place", Part((told.place,), "beside the period", sure=0.7))
    return ("activity", part._replace(lines=(told.period,))) if told else (cell.label.key, part)


def _settled_name(_block: Block, _reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    if told := _no_name(part.lines):
        return told, part
    if is_word(cell.bare, "courses"):
        return "name", part._replace(sure=0.75)  # for which the badge is given, and as which it is often named
    return "name", part


def _settled_activity(block: Block, reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    last = part.lines[-1]
    if is_until(last.words[-1].text):
        begins = (last._replace(x0=x0) for x0 in (last.x0, cell.line.x0))
        below = (o for one in begins for _, o in reader.on_page[last.page] if _is_right_below(one, o))
        part = part._replace(lines=(*part.lines, *islice(below, 1)))
    told = _has_day(block, part.lines) or only_day(Line.of(_words(part.lines)), block.languages)
    return ("activity" if told else "other"), part


def _settled_party(block: Block, reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    if cell.label.key == "recipient" and parse_date(joined(part.lines), block.languages).value:
        return "issued_on", part  # "Conferred on 6 May 2024"
    if EMAIL.fullmatch(joined(part.lines)):  # "Organisation e-mail: ..."
        return ("recipient_email" if cell.label.key == "recipient" else "issuer_contact"), part
    if cell.label.key == "recipient" and is_honorific(joined(part.lines)):
        below = next((line for _, line in reader.on_page[cell.line.page] if line.top > cell.line.top + 1), None)
        return "recipient", part._replace(lines=(below,)) if below and is_name(below.text) else part
    return cell.label.key, _alone(block, cell.label.key, part)


def _settled_mail(_block: Block, reader: Reader, cell: Cell, part: Part) -> tuple[str, Part]:
    if says_whose(cell.bare, cell.label.languages):
        return cell.label.key, part
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
    if not is_word(cell.bare, "persons"):
        return _settled_else(block, reader, cell, part)
    styles = Counter(line.style for line in reader.lines)
    above = (line for line in reversed(reader.lines[: cell.place]) if styles[line.style] > 1)
    heading = next((line for line in above if line.style.size > 1.1 * max(cell.line.style.size, reader.body)), None)
    if heading and heading.page == cell.line.page:
        if holds_word(heading.text, "badges"):
            return "name", part._replace(sure=0.85)
        if len(whose := says_whose(heading.text, block.languages)) == 1:
            return next(iter(whose)), part._replace(sure=0.85)
    return ("recipient", part._replace(sure=0.75)) if is_name(person_in(joined(part.lines))) else ("other", part)


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
    if printed.endswith(".") and len(printed.split()) > _SENTENCE:
        return "description"
    if period_in(printed):
        return "activity"
    return "other" if _ends_with_day(printed) or printed.startswith("urn:") else None


def _ends_with_day(printed: str) -> bool:
    """Tell whether a text is a day, or ends with one as what is signed does ("Albi, 3 mai 2024")."""
    words = printed.split() if _YEAR.search(printed) else []
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
    line = Line.of(word for one in part.lines for word in one.words)
    if parse_date(line.text, block.languages).value:
        return part
    if key == "expires_on" and (last := _until(line, block.languages)):
        return part._replace(lines=last)
    if key == "expires_on" and not is_no_expiry(line.text) and (day := only_day(line, block.languages)):
        return part._replace(lines=(day,))
    for i in range(len(line.words) - 1, 0, -1):
        day, behind = Line.of(line.words[:i]), Line.of(line.words[i:])
        (said, *_) = next(_sentences([behind]))
        if not parse_date(day.text, block.languages).value:
            continue
        told = read_sentence([said], block.languages).parts
        ending = [key for key in ("issuer", "expires_on") if key in told and _ends_alike(told[key].lines[-1], said)]
        if len(ending) == 1:
            block.parts.setdefault(ending[0], told[ending[0]]._replace(sure=0.85))
            return part._replace(lines=(day,))
    return part


def _words(lines: Sequence[Line]) -> list[Word]:
    return [word for line in lines for word in line.words]


def _ends_alike(one: Line, other: Line) -> bool:
    return one.words[-1].text.rstrip(".") == other.words[-1].text.rstrip(".")


def _alone(block: Block, key: str, part: Part) -> Part:
    """Give a recipient or an issuer without the day, the issuer or the recipient behind it, which are kept too."""
    if cut := _without_date(part):
        part, dated = cut
        block.parts.setdefault("issued_on", dated)
    else:
        part = _without_street(part)
    if split := _both(key, part):
        part, other = split
        block.parts.setdefault("issuer" if key == "recipient" else "recipient", other)
    return part


def _read_conferring(block: Block, reader: Reader, cell: Cell) -> None:
    """Read the issuer above words that say that it confers something."""
    if subject := subject_of(cell.line):
        if named := _whole_name(reader, cell, without_article(subject)):
            _add(block, "issuer", Part((named,), f"in {cell.printed!r}", cell.line, cell.label, 0.8))
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
        _add(block, "issuer", Part((line,), f"above {cell.printed!r}", cell.line, cell.label, 0.8))


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
        _add(block, "recipient", Part((line,), f"below {below[0][1].text!r}", below[0][1], sure=0.85))


def _both(key: str, part: Part) -> tuple[Part, Part] | None:
    """Cut a recipient and an issuer on one line apart ("Ann Lee by Lee College"); None where there is but one."""
    line = Line.of(word for one in part.lines for word in one.words)
    for i in range(1, len(line.words) - 1):
        before, behind = Line.of(line.words[:i]), Line.of(line.words[i + 1 :])
        person, issuer = (before, behind) if key == "recipient" else (behind, before)
        named = is_name(person.text) and person.text[0].isupper() and not is_organisation(person.text)
        if not named or line.words[i].text[0].isupper():
            continue
        if key == "recipient" and (told := _by_whom(Line.of(line.words[i:]))):
            return part._replace(lines=(before,)), told
        if not is_organisation(issuer.text):
            continue
        if is_word(line.words[i].text, "to" if key == "issuer" else "by") or _says_by_whom(Line.of(line.words[i:])):
            behind = without_article(behind)
            other = Part((behind,), f"behind {line.words[i].text!r}", part.row, sure=0.8)
            return part._replace(lines=(before,)), other
    return None


def _without_street(part: Part) -> Part:
    """Give a name without the lines of its postal address below it."""
    ends = (i for i, line in enumerate(part.lines) if i and (_STREET.search(line.text) or SITE.fullmatch(line.text)))
    return part._replace(lines=part.lines[: next(ends, None)])


def _by_whom(line: Line) -> Part | None:
    """Read the issuer, whatever its name, where a line begins with words that announce one."""
    told = read_sentence([line]).parts.get("issuer")
    at = line.words.index(told.lines[0].words[0]) if told and told.lines[0].words[0] in line.words else 0
    if told is None or not at or _is_common(told) or announced(Line.of(line.words[:at]).text) is None:
        return None
    return _without_words_around("issuer", told)._replace(sure=0.85)


def _says_by_whom(line: Line) -> bool:
    return "issuer" in read_sentence([line]).parts


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
    line = Line.of(word for one in part.lines for word in one.words)
    for i in range(1, len(line.words)):
        behind = Line.of(line.words[i:])
        if parse_date(behind.text).value:
            return part._replace(lines=(Line.of(line.words[:i]),)), part._replace(lines=(behind,), sure=0.75)
    return None


def _titles(reader: Reader, cell: Cell) -> bool:
    """Tell whether words that name the kind of paper stand above the badge's name, which is larger, or beside it."""
    below = reader.below(cell)
    return (
        cell.has_colon
        or reader.has_value_beside(cell)
        or (below is not None and below.style.size > 1.2 * cell.line.style.size)
    )


def _nearest(reader: Reader, cell: Cell, keys: Sequence[str]) -> str | None:
    """Give which of some labels stands nearest before another one."""
    before = (c.label.key for i, c in sorted(reader.cells.items(), reverse=True) if i < cell.place)
    return next((key for key in before if key in keys), None)


def _narrow(links: Sequence[Link], line: Line) -> Iterator[Link]:
    return (link for link in links if link.x0 < line.x1 and abs(link.x1 - line.x1) < 3 * line.style.size)


def _add(block: Block, key: str, part: Part) -> None:
    """Keep a part; further ones of its kind are numbered."""
    free = (name for name in numbered(key) if name not in block.parts)
    if name := next(free, None):
        block.parts[name] = part


def _read_addressee(block: Block, reader: Reader) -> bool:
    """Read the recipient of a letter: the one name with an honorific that stands alone in the page's upper half."""
    if "recipient" in block.parts:
        return False
    upper = [line for line in reader.lines if line.page == 1 and line.baseline < _height(block, line) / 2]
    found: dict[str, Line] = {}
    greets = any(map(_is_greeting, upper))
    for line, below in pairwise(upper):
        next_ = next((other for other in upper[upper.index(below) + 1 :] if is_aligned(other, below)), None)
        if is_addressee(line.text) and (_is_street(line, below) or (greets and _is_right_below(line, below))):
            found[line.text] = line
        elif (
            is_addressee(f"{line.text} {below.text}") and is_aligned(line, below) and next_ and _is_street(below, next_)
        ):
            found[below.text] = below  # "Herrn" on a line of its own
    rule = "the only name with an honorific"
    if not found and (greeted := _greeted(upper)):
        found, rule = {greeted.text: greeted}, "the name of whom the letter greets"
        reader.taken.update(i for i, line in enumerate(reader.lines) if _names_greeted(line))
    if len(found) == 1:
        (line,) = found.values()
        block.parts["recipient"] = Part((line,), rule, sure=0.65)
    return len(found) == 1


def _greeted(lines: Sequence[Line]) -> Line | None:
    """Give the name above a street that holds a name which a letter greets ("Dear Ada,")."""
    for line in lines:
        names = _names_greeted(line)
        for place, other in enumerate(lines) if names else ():
            if other is line:
                break
            below = next((one for one in lines[place + 1 :] if abs(one.x0 - other.x0) < 1), None)
            named = is_name(person_in(other.text)) and names & set(fold(other.text).split())
            if named and below and _is_street(other, below):
                return other
    return None


def _is_greeting(line: Line) -> bool:
    """Tell whether a short line greets somebody, by name or not ("Dear colleague,")."""
    ends = 1 < len(line.words) < _LONG_GREETING and line.text.endswith((",", ":", "!"))
    return ends and is_word(line.words[0].text, "dear")


def _names_greeted(line: Line) -> set[str]:
    """Give the names in a line that greets somebody and says nothing else."""
    if not _is_greeting(line):
        return set()
    words = [word.text.rstrip(",:!") for word in line.words]
    return {fold(word) for word in person_in(" ".join(words[1:])).split() if word[:1].isupper()}


def _is_street(name: Line, below: Line) -> bool:
    """Tell whether a line can be the street in the address of a letter: right below a name, with a number in it."""
    return _is_right_below(name, below) and _DIGIT.search(below.text) is not None


def _is_right_below(name: Line, below: Line) -> bool:
    return 0 < below.baseline - name.baseline < 2 * name.style.size and abs(below.x0 - name.x0) < 1


def _read_announced(block: Block, reader: Reader) -> None:
    """Read the issuer and the days on a line of their own ("by Lee College") next to what a label tells."""
    for i, line in enumerate(reader.lines):
        if i in reader.taken or i in reader.cells or len(line.words) > _LONG or {"issuer", *DAYS} <= block.parts.keys():
            continue
        parts = {key: part for key, part in _announced_on(block, reader, line).items() if key not in block.parts}
        for key, part in parts.items():
            reader.taken.add(i)
            _add(block, key, part._replace(sure=0.75))


def _announced_on(block: Block, reader: Reader, line: Line) -> dict[str, Part]:
    """Give what a line tells that begins with a phrase; a day behind one word must not be all that it tells."""
    if below := _below_preposition(reader, line):
        return {"issuer": below}
    found = read_sentence(next(_sentences([line])), block.languages).parts
    parts: dict[str, Part] = {key: part for key, part in found.items() if key in ("issuer", *DAYS)}
    if "issuer" in parts and _is_common(parts["issuer"]):
        return {}
    starts = [
        line.words.index(part.lines[0].words[0]) for part in parts.values() if part.lines[0].words[0] in line.words
    ]
    ahead = min(starts, default=0)
    near = (other for k, other in reader.on_page[line.page] if k in reader.taken or k in reader.cells)
    if not 0 < ahead < _BEGINNING or not any(_is_next(line, other) for other in near):
        return {}
    return {} if set(parts) == {"issued_on"} and ahead == 1 else parts


def _below_preposition(reader: Reader, line: Line) -> Part | None:
    """Read the issuer below a word that announces it and stands alone in its row ("af")."""
    if not is_word(line.text, "by"):
        return None
    row = [other for _, other in reader.on_page[line.page] if abs(other.baseline - line.baseline) < 1]
    below = next((other for _, other in reader.on_page[line.page] if other.baseline > line.baseline + 1), None)
    if len(row) > 1 or below is None or not is_aligned(line, below):
        return None
    return Part((below,), f"below {line.text!r}", line, Label("issuer", frozenset()))


def _is_next(line: Line, other: Line) -> bool:
    away = abs(line.baseline - other.baseline)
    return 1 < away < _NEXT * max(line.style.size, other.style.size) and is_aligned(line, other)


def _read_sentences(block: Block, reader: Reader) -> bool:
    """Read the paragraphs that award a badge: they say to whom, and when or by whom. Tells whether there are any."""
    lines, place, awarded = reader.lines, 0, False
    while place < len(lines):
        if place in reader.taken or place in reader.cells:
            place += 1
            continue
        told = _flow(reader, place)
        if read := _read_award(block, list(told.values()), awarded=awarded):
            awarded = True
            reader.taken.update(i for i, line in told.items() if line.words[0] in read)
        place += 1 if awarded or len(told) == 1 else _contiguous(told)
    return awarded


def _contiguous(told: dict[int, Line]) -> int:
    """Give how many lines follow each other at the beginning of a text."""
    first = min(told)
    return next((n for n in range(1, len(told) + 1) if first + n not in told), 1)


def _flow(reader: Reader, place: int) -> dict[int, Line]:
    """Give the lines of one text by their places: of one size, at even distances, below each other.

    Lines of other columns are passed over; a label or what is read already ends the text.
    """
    above = reader.lines[place]
    found, leading = {place: above}, _WIDEST * above.style.size
    left, right = above.x0, above.x1
    for i in range(place + 1, len(reader.lines)):
        line = reader.lines[i]
        if line.page != above.page or line.baseline - above.baseline > leading:
            break
        if line.x1 <= left or line.x0 >= right:
            continue
        away = line.baseline - above.baseline
        if abs(line.style.size - above.style.size) > _SAME_SIZE or i in reader.taken or i in reader.cells:
            break
        leading = min(leading, _EVEN * away) if away > 1 else leading
        found[i], above = line, line
        left, right = min(left, line.x0), max(right, line.x1)
    ends = (b for a, b in pairwise(found) if found[b].baseline - found[a].baseline > leading)
    end = next(ends, len(reader.lines))  # of the first paragraph: within one, lines are nearer each other
    return {i: line for i, line in found.items() if i < end}


def _read_award(block: Block, lines: Sequence[Line], *, awarded: bool) -> set[Word]:
    """Read the sentences of a text if one awards a badge; once one did, others count that begin with the badge.

    Gives the words of those that were read.
    """
    found: set[Word] = set()
    weak: dict[str, Part] = {}  # days that only a preposition announces: others may be meant, as that of a jury
    for sentence in _sentences(lines):
        read = read_sentence(sentence, block.languages)
        parts = read.parts
        if "issuer" in parts and "recipient" not in parts and (both := _both("issuer", parts["issuer"])):
            parts["issuer"], parts["recipient"] = both
        person = person_in(joined(parts["recipient"].lines)) if "recipient" in parts else ""
        awards = (
            is_name(person)
            and not holds_word(person, "badges")
            and bool(parts.keys() & {"issued_on", "issuer", "name", "award"})
        )
        if "name" not in parts and (quoted := _quoted_badge(sentence)):
            parts["name"] = quoted
        awards = awards or ("recipient" in block.parts and _tells_award(block, sentence, parts))
        if not (found or awards or (awarded and parts.keys() & _TOLD and holds_word(_beginning(sentence), "badges"))):
            continue
        found.update(word for line in sentence for word in line.words)
        block.labels += read.labels
        if "issued_on" in read.weak:
            weak.setdefault(joined(parts["issued_on"].lines), parts.pop("issued_on"))
        _keep(block, parts, named=awards)
    if "issued_on" not in block.parts:
        for part in weak.values():
            _add(block, "issued_on", part._replace(sure=0.9))
    return found


def _tells_award(block: Block, sentence: Sequence[Line], parts: dict[str, Part]) -> bool:
    """Tell whether a sentence is about the badge of a known recipient.

    It tells a day, and the issuer or the expiry; or, in a letter, which badge the reader is awarded.
    """
    printed = joined(sentence)
    to_reader = holds_word(printed, "you") and holds_word(printed, "badges")
    if "issued_on" not in parts:
        return to_reader and block.parts["recipient"].label is None and parts.keys() >= {"name", "issuer"}
    if "expires_on" in parts or tells_no_expiry(printed):
        return True
    told = to_reader or ("issuer" in parts and holds_word(printed, "badges"))
    return told and not holds_word(printed, "events")


def _beginning(sentence: Sequence[Line]) -> str:
    return " ".join(word.text for word in sentence[0].words[:_BEGINNING])


def _keep(block: Block, parts: dict[str, Part], *, named: bool) -> None:
    """Keep what a sentence tells that nothing before it told; `named` tells that it awards, and names what."""
    for key in ("recipient", "issuer", "name", "issued_on", "expires_on", "activity", "place"):
        if key not in parts or key in block.parts or (key == "name" and not named):
            continue  # what follows the award says what the badge is, and not its name
        if not (key == "issuer" and _is_common(parts[key])):
            part = _without_words_around(key, parts[key])._replace(sure=0.9)
            _add(block, key, _as_elsewhere(block, part) if key == "issuer" else part)


def _as_elsewhere(block: Block, part: Part) -> Part:
    """Take the article off a name that begins another line without it ("The Lee Group" in a sentence)."""
    first = part.lines[0]
    bare = first.after(1) if is_article(first.words[0].text) else None
    if bare is None or not bare.text[0].isupper():
        return part
    printed = joined((bare, *part.lines[1:]))
    alone = any(line.text.startswith(printed) for line in block.document.lines if line.text[0] == printed[0])
    return part._replace(lines=(bare, *part.lines[1:])) if alone else part


def _quoted_badge(lines: Sequence[Line]) -> Part | None:
    """Give what stands in quotation marks behind a word for badge."""
    whole = Part(tuple(lines), "in quotation marks behind the word for badge")
    part = _quoted(whole)
    if part.lines == whole.lines:
        return None
    x0, baseline = part.lines[0].words[0].x0, part.lines[0].words[0].baseline
    words = _words(lines)
    at = next(i for i, word in enumerate(words) if (word.x0, word.baseline) == (x0, baseline))
    before = words[max(0, at - _BEFORE) : at]
    return part if holds_word(" ".join(word.text for word in before), "badges") else None


def _without_words_around(key: str, part: Part) -> Part:
    """Take the words before and behind a name in quotation marks off, and the article off an organisation's kind."""
    if key == "name":
        return _quoted(part)
    if key == "issuer":
        bare = without_article(part.lines[0])
        part = part._replace(lines=(bare, *part.lines[1:])) if is_organisation(bare.words[0].text) else part
    return _without_preposition(part)


def _without_preposition(part: Part) -> Part:
    """Take off what stands between a name and the day behind it ("Lee College in data")."""
    last = part.lines[-1]
    end = next((i for i in range(len(last.words), 1, -1) if not _is_before_day(last.words[i - 1].text)), 1)
    return part._replace(lines=(*part.lines[:-1], Line.of(last.words[:end])))


def _is_before_day(text: str) -> bool:
    return text.islower() and (is_broken_off(f"- {text}") or is_filler(text))


def _is_common(part: Part) -> bool:
    """Tell whether what stands in a name's place is none ("by this university"), or more than one."""
    printed = joined(part.lines)
    return printed[:1].islower() or ":" in printed


def _quoted(part: Part) -> Part:
    """Give what stands in quotation marks, or the whole part where nothing does."""
    words = [(line, word) for line in part.lines for word in line.words]
    starts = [i for i, (_, word) in enumerate(words) if opens_quotation(word.text)]
    if len(starts) != 1:
        return part
    ends = [i for i, (_, word) in enumerate(words) if closes_quotation(word.text)]
    if len(ends) != 1 or ends < starts:
        return part
    inside = words[starts[0] : ends[0] + 1]
    line, last = inside[-1]
    inside[-1] = (line, last._replace(text=last.text.rstrip(".,;:")))
    rows = groupby(inside, key=lambda item: id(item[0]))
    return part._replace(lines=tuple(Line.of(word for _, word in row) for _, row in rows))


def _sentences(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Cut lines into sentences: behind a full stop that ends neither an abbreviation nor the number of a day."""
    sentence: list[Line] = []
    for line in lines:
        start = 0
        if _is_greeting(line):  # which ends what is above it
            yield from filter(None, (sentence, [line]))
            sentence = []
            continue
        for i, word in enumerate(line.words):
            if not word.text.endswith((".", "!")):
                continue
            bare = word.text.rstrip(".")
            following = line.words[i + 1].text if i + 1 < len(line.words) else "A"
            if (len(bare) > 3 and following[:1].isupper()) or holds_word(following, "badges"):
                yield [*sentence, Line.of(line.words[start : i + 1])]
                sentence, start = [], i + 1
        if start < len(line.words):
            sentence.append(Line.of(line.words[start:]) if start else line)
    if sentence:
        yield sentence


def _read_lone_date(block: Block, reader: Reader, *, letter: bool) -> None:
    """Read a day that stands alone: with its preposition ("le 12 mars 2024"), or behind a place, where a paper closes.

    A letter's day is that of the letter.
    """
    if "issued_on" in block.parts or not any(key in block.parts for key in ("recipient", "issuer")):
        return
    announced_days, closing = [], []
    for i, line in enumerate(reader.lines):
        if (
            line.style.size < 0.85 * reader.body
            or line.baseline > _FOOT * _height(block, line)
            or i in reader.taken
            or _DIGIT.search(line.text) is None
        ):
            continue
        (first, *_) = next(_sentences([line]))
        if part := _announced_day(block, line, first):
            announced_days.append(part)
        elif not letter and _is_below(block, line) and (day := closing_day(first, block.languages)):
            closing.append((line, Part((day,), "the day in the closing line", sure=0.7)))
    if closing and (announced_days or len(closing) > 1 or _tells_other_day(block, reader, *closing[0])):
        closing = []
    if len(found := announced_days + [part for _, part in closing]) == 1:
        block.parts["issued_on"] = found[0]._replace(sure=0.7)


def _announced_day(block: Block, line: Line, first: Line) -> Part | None:
    """Read a day behind a phrase of several words, or behind a preposition that is all that the line tells."""
    part = read_sentence([first], block.languages).parts.get("issued_on")
    (day, *more) = part.lines if part else (None,)
    if part is None or day is None or day.words[0] not in first.words:
        return None
    before = first.words.index(day.words[0])
    told = announced(Line.of(first.words[:before]).text) if before else None
    if told and told.key == "issued_on":
        return part
    alone = before == 1 and line.words[0].text[:1].islower() and not more and first.words[-1] == line.words[-1]
    return part if alone and len(first.words) == before + len(day.words) else None


def _is_below(block: Block, line: Line) -> bool:
    """Tell whether a line stands below the recipient, and the badge's name, on their page."""
    names = [one for key in ("recipient", "name") for one in block.lines(key)]
    below = all(one.page == line.page and one.baseline < line.baseline for one in names)
    return below and "recipient" in block.parts


def _tells_other_day(block: Block, reader: Reader, line: Line, closing: Part) -> bool:
    """Tell whether another text that was not read names an earlier day, which may be that of issue."""
    told = {word for part in block.parts.values() for one in part.lines for word in one.words}
    day = parse_date(joined(closing.lines), block.languages).value
    return any(
        _names_day_before(day, sentence, block.languages)
        for i, other in enumerate(reader.lines)
        if _YEAR.search(other.text) and other is not line and other.baseline <= _FOOT * _height(block, other)
        if i not in reader.taken and i not in reader.cells and told.isdisjoint(other.words)
        for sentence in _sentences([other])
    )


def _names_day_before(day: Day | None, sentence: Sequence[Line], spoken: Sequence[str]) -> bool:
    """Tell whether a sentence names an earlier day that is neither one of birth, an activity's nor a meeting's."""
    printed = joined(sentence)
    known = read_sentence(sentence, spoken).parts.keys() & {"birth", "expires_on", "activity"}
    met = holds_word(printed, "events") or holds_word(printed, "meetings")
    return not (known or met) and any(day is None or str(other) <= str(day) for other in days_in(printed, spoken))


def _read_lone_expiry(block: Block, reader: Reader) -> None:
    """Read the day of expiry from a sentence that says until when something is valid, where only one does."""
    if "expires_on" in block.parts:
        return
    found: dict[str, Part] = {}
    for i, line in enumerate(reader.lines):
        for sentence in _sentences([line]) if i not in reader.taken and _YEAR.search(line.text) else ():
            if part := _expiry_in(sentence, block.languages):
                found[joined(part.lines)] = part._replace(sure=0.75)
    if len(found) == 1 and not tells_no_expiry(" ".join(line.text for line in reader.lines)):
        (block.parts["expires_on"],) = found.values()


def _expiry_in(sentence: Sequence[Line], spoken: Sequence[str]) -> Part | None:
    """Read the day until which something is valid: behind a phrase, or the one that a sentence of validity names."""
    parts = read_sentence(sentence, spoken).parts
    if "expires_on" in parts or len(sentence) > 1 or not parts.keys().isdisjoint(("issued_on", "birth", "activity")):
        return parts.get("expires_on")
    (line,) = sentence
    day = only_day(line, spoken) if holds_word(line.text, "valid") and not holds_word(line.text, "since") else None
    return Part((day,), "the only day in a sentence of validity") if day else None


def _read_lone_period(block: Block, reader: Reader) -> None:
    """Read a period with its days that stands in the text, where it is the only one."""
    if "activity" in block.parts:
        return
    found: dict[str, Part] = {}
    places: dict[str, Line | None] = {}
    spoken = block.languages
    for i, line in enumerate(reader.lines):
        if i in reader.taken or _DIGIT.search(line.text) is None:
            continue
        small = line.style.size < 0.85 * reader.body or line.baseline > _FOOT * _height(block, line)
        if small or (i in reader.cells and reader.cells[i].label.key in DAYS):
            continue
        if told := _period_with_place(line, spoken):
            found[told.period.text] = Part((told.period,), "the only period in the text", sure=0.75)
            places[told.period.text] = told.place
        elif part := read_sentence([line], spoken).parts.get("activity"):
            found[joined(part.lines)] = part._replace(sure=0.75)
    if len(found) == 1:
        period, block.parts["activity"] = found.popitem()
        if (place := places.get(period)) and "place" not in block.parts:
            block.parts["place"] = Part((place,), "beside the period", sure=0.7)


class _Dated(NamedTuple):
    """A period on a line, and the place beside it."""

    period: Line
    place: Line | None


def _period_with_place(line: Line, spoken: Sequence[str]) -> _Dated | None:
    """Find the period on a line: at its beginning, or behind a comma or a colon."""
    words = line.words
    for start in (i for i in range(len(words)) if not i or words[i - 1].text.endswith((",", ":"))):
        if told := period_in(" ".join(word.text for word in words[start:]), spoken):
            end = len(words) - len(told[1].split())
            begins = (i for i in range(start, end) if period_in(Line.of(words[i:end]).text, spoken) == (told[0], ""))
            first = max(begins, default=start)
            ahead = words[:first] if first and words[first - 1].text.endswith(",") else ()
            place = next(filter(_is_place, (_without_amount(words[end:]), ahead)), None)
            return _Dated(Line.of(words[first:end]), Line.of(place) if place else None)
    return None


def _without_amount(words: Sequence[Word]) -> Sequence[Word]:
    """Take off what stands behind a comma and begins with a number ("Leeds, 24 hours")."""
    ends = (i for i in range(1, len(words)) if words[i - 1].text.endswith(",") and words[i].text[0].isdigit())
    return words[: next(ends, None)]


def _is_place(words: Sequence[Word]) -> bool:
    """Tell whether words beside a period can be a place's name: a few, the first a capital, without a number."""
    text = " ".join(word.text for word in words)
    named = 0 < len(words) < _SHORT and text[0].isupper() and not re.search(r"[\d:.!?@]", text)
    return named and not is_word(text.rstrip(","), "modes")


def _read_title(block: Block, reader: Reader) -> None:
    """Read the badge's name where no label tells it: the largest text at the top of the first page."""
    if "name" in block.parts or not block.document.pages:
        return
    lines, body, height = reader.lines, reader.body, block.document.pages[0].height
    runs: list[Sequence[Line]] = []
    heading: Line | None = None  # the largest one that names no badge: what is above it and smaller is no name either
    place = 0
    while place < len(lines) and lines[place].page == 1:
        size = lines[place].style.size
        if size <= _TITLE * body:
            place += 1
            continue
        found = _title_run(reader, place)
        place += len(found)
        if (heading is None or size > heading.style.size) and is_title(joined(found)):
            heading = found[0]
        if found[0].baseline < _HEAD * height and _is_named(joined(found)):
            runs.append(found)
    runs = _over_columns(runs)
    for at in (i for i in range(len(lines)) if i in reader.taken or i in reader.cells):
        runs = [found for found in runs if lines[at] not in found]
    issuers = {fold(joined(block.lines(key))) for key in numbered("issuer")}
    above = [f for f in runs if heading and f[0].top < heading.top and f[0].style.size < heading.style.size]
    runs = [f for f in runs if f not in above and fold(joined(f)) not in issuers]
    runs.sort(key=lambda found: -found[0].style.size)
    people = [
        f for f in runs if is_name(joined(f)) and not (is_organisation(joined(f)) or holds_word(joined(f), "badges"))
    ]
    told = [f for f in people if len(f) == 1 and _is_person_by_neighbours(lines, lines.index(f[0]))]
    if len(told) == 1 and "recipient" not in block.parts:
        block.parts["recipient"] = Part(tuple(told[0]), "a name with an honorific or a day of birth", sure=0.8)
        runs.remove(told[0])
    elif len(people) == 1 and len(runs) > 1 and "recipient" not in block.parts:
        runs.remove(people[0])
    tie = len(runs) > 1 and runs[1][0].style.size > 0.97 * runs[0][0].style.size
    for found in runs[:_MANY]:
        person = "recipient" not in block.parts and is_name(joined(found)) and joined(found).istitle()
        sure = 0.9 if found[0].style.size > 1.5 * body else 0.75
        first = found is runs[0] and not tie and not person
        rule = "the largest text at the top of the first page" if first else "large text at the top of the first page"
        _add(block, "name", Part(tuple(found), rule, sure=sure if first else _DOUBTFUL))


def _read_beside_day(block: Block, reader: Reader) -> None:
    """Read the recipient and the issuer on a line of facts: without a label, beside the day of issue."""
    row = block.parts["issued_on"].row if "issued_on" in block.parts else None
    beside = [(i, line) for i, line in reader.on_page[row.page] if line.style == row.style] if row else []
    facts = [line for i, line in beside if row and abs(line.baseline - row.baseline) < 1 and i not in reader.cells]
    people = [line for line in facts if is_name(line.text) and not is_organisation(line.text)]
    issuers = [line for line in facts if is_organisation(line.text) and not _DIGIT.search(line.text)]
    for key, found in (("recipient", people), ("issuer", issuers)):
        if len(found) == 1 and key not in block.parts:
            block.parts[key] = Part(tuple(found), "in one line with the day of issue", sure=0.7)


def _read_person(block: Block, reader: Reader) -> None:
    """Read the recipient where no label tells it: the one large text that is like a person's name, and no badge's."""
    named = joined(block.lines("name"))
    if "recipient" in block.parts or not named or is_name(named):
        return
    lines = ((i, line) for i, line in enumerate(reader.lines) if i not in reader.taken and i not in reader.cells)
    found = [
        line
        for i, line in lines
        if line.page == 1
        and ("issuer" in block.parts or _is_person_by_neighbours(reader.lines, i))
        and line.style.size > _TITLE * reader.body
        and is_name(line.text)
        and not (is_organisation(line.text) or holds_word(line.text, "badges") or is_title(line.text))
        and line not in block.lines("issuer")
    ]
    if len(found) == 1 and found[0] not in block.parts["name"].lines:
        block.parts["recipient"] = Part(tuple(found), "the only large text like a person's name", sure=0.6)


def _is_person_by_neighbours(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a day of birth stands below a name, or above it or in it an honorific, or a badge's "... by:"."""
    line, above, below = lines[place], lines[place - 1] if place else None, lines[place + 1 : place + 2]
    born = any(is_aligned(line, other) and "birth" in read_sentence([other]).parts for other in below)
    if born or above is None or is_addressee(line.text):
        return born or is_addressee(line.text)
    told = above.text.endswith(":") and holds_word(above.text, "badges") and is_aligned(above, line)
    return told or is_addressee(f"{above.text} {line.text}")


def _end_of_head(reader: Reader) -> float:
    """Give how high the first label of the first page stands, or the first line of prose."""
    lines = [line for _, line in reader.on_page.get(1, ())]
    top = min((line.baseline for line in lines), default=0.0)  # beside which a number or the kind of paper may stand
    labels = [cell.line for cell in reader.cells.values() if cell.line.page == 1]
    first = (line for line in lines if line in labels or len(line.words) > _SHORT)
    return min((line.top for line in first if line.baseline > top + line.style.size), default=float("inf"))


def _over_columns(runs: Sequence[Sequence[Line]]) -> list[Sequence[Line]]:
    """Join large texts that go on right below each other, with lines of another column between them."""
    joint: list[Sequence[Line]] = []
    for found in runs:
        above = next((one for one in joint if _goes_on(one[-1], found[0])), None)
        if above is None:
            joint.append(found)
        else:
            joint[joint.index(above)] = (*above, *found)
    return joint


def _goes_on(above: Line, line: Line) -> bool:
    near = 0 < line.baseline - above.baseline < _WRAPPED * line.style.size
    return near and line.style == above.style and (abs(line.x0 - above.x0) < 1 or is_centred(above, line))


def _title_run(reader: Reader, place: int) -> Sequence[Line]:
    found = run(reader.lines, place)
    stop = next((i for i in range(1, len(found)) if not is_aligned(found[0], found[i])), len(found))
    return found[:stop]


def _is_named(printed: str) -> bool:
    return not is_title(printed) and sum(c.isalpha() for c in printed) > _INITIALS


def _read_description(block: Block, reader: Reader) -> None:
    """Read the description where no label tells it: the first paragraph below the name that speaks of the badge.

    Else the first paragraph of whole sentences there, if no heading says what it is, and not all labels are above it.
    """
    if "description" in block.parts or "name" not in block.parts:
        return
    name = block.parts["name"].lines[-1]
    start = next((i for i, line in enumerate(reader.lines) if line.page == name.page and line.top > name.top), 0)
    texts = list(_paragraphs(block, reader, start, name.style.size))
    spoken = next((text for text in texts if _speaks_of_badge(text, block.languages)), None)
    first = next((text for text in texts[:1] if not _is_headed(block, reader, min(text))), None)
    if first and not any(i in reader.cells for i in range(start, min(first))):
        spoken = first
    if first and max(reader.cells, default=len(reader.lines)) < min(first):
        first = None
    if told := spoken or first:
        rule = "the first paragraph that speaks of the badge" if spoken else "the first paragraph below the name"
        block.parts["description"] = Part(tuple(told.values()), rule, sure=0.7)
        reader.taken.update(told)


def _is_headed(block: Block, reader: Reader, place: int) -> bool:
    """Tell whether a heading that no language knows stands right above a text: bold, and no part of a value."""
    line, above = reader.lines[place], reader.lines[place - 1]
    near = above.page == line.page and 0 < line.baseline - above.baseline < _HEADED * line.style.size
    heads = above.style.bold and not line.style.bold and is_aligned(above, line)
    named = any(above in part.lines for part in block.parts.values())
    return near and heads and not named and place - 1 not in reader.taken


def _paragraphs(block: Block, reader: Reader, start: int, title: float) -> Iterator[dict[int, Line]]:
    """Give the paragraphs of whole sentences from a place on, by the places of their lines; `title` is a size."""
    place = start
    while place < len(reader.lines):
        told = {} if place in reader.taken or place in reader.cells else _flow(reader, place)
        if len(told) > 1 and _is_heading_of(reader.lines[place], list(told.values())[1]):
            del told[place]
        line = told[min(told)] if told else reader.lines[place]
        fits = 0.75 * reader.body < line.style.size < max(1.4 * reader.body, 0.8 * title)
        fits = fits and line.baseline < _FOOT * _height(block, line)
        if told and fits and not line.text.endswith("?") and _is_text(list(told.values())):
            yield told
            place = min(told) + _contiguous(told) - 1
        place += 1


def _speaks_of_badge(text: dict[int, Line], spoken: Sequence[str]) -> bool:
    """Tell whether a text begins with the badge or its holder, and not with what a badge is in general."""
    words = joined(text.values()).split()[:_BEGINNING]
    if fold(words[0]) in _INDEFINITE or is_title(" ".join(words[:2])):
        return False
    return holds_word(" ".join(words), "badges") or any(names_holder(word, spoken) for word in words)


def _is_heading_of(line: Line, below: Line) -> bool:
    """Tell whether a line is set otherwise than the text below it, and is no sentence."""
    return line.style != below.style and not line.text.endswith((".", ",", "!")) and len(line.words) < _SHORT


def _height(block: Block, line: Line) -> float:
    return block.document.pages[line.page - 1].height


def _is_text(lines: Sequence[Line]) -> bool:
    """Tell whether lines are whole sentences, and say nothing of a year or an address, as what is signed does."""
    printed = joined(lines)
    return (
        _YEAR.search(printed) is None
        and not tells_no_expiry(printed)
        and "://" not in printed
        and printed.endswith((".", "!", "…"))
        and len(printed.split()) > 5
        and printed[:1].isupper()
        and "?" not in printed
        and "ESCO" not in printed
    )


def _read_address(block: Block, reader: Reader) -> None:
    """Find the badge's address where no label tells it: the one link, or the one printed address, that has an ID."""
    if "address" in block.parts and _labelled_address(block):
        return
    block.parts.pop("address", None)
    fenced = [line for key, part in block.parts.items() if key.split()[0] in _WITH_LINKS for line in part.lines]
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
    known = [a for a in found if web_address(a) and a not in theirs and not is_esco(a) and _is_own(a)]
    identifier = letters(joined(block.lines("credential_id")))
    formed = [address for address in known if len(identifier) > _MANY and identifier in letters(address)]
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


def _is_own(address: str) -> bool:
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


def _doubt(block: Block, reader: Reader) -> str | None:
    """Say why the document may be no badge; None where the signs that it is one weigh enough."""
    has: set[str] = {key for key in ("issuer", "skills", "esco", "address") if key in block.parts}
    has |= {"recipient"} if any(person(block, key) for key in numbered("recipient")) else set()
    days = [key for key in ("issued_on", "activity") if _has_day(block, block.lines(key))]
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


def _has_day(block: Block, lines: Sequence[Line]) -> bool:
    printed = joined(lines)
    reading = parse_date(printed, (), block.date_order)
    return bool(reading.value or reading.readings or period_in(printed))


def _headlines(document: Document, body: float) -> str:
    """Give the large text in the upper half of the first page."""
    half = document.pages[0].height / 2
    shown = (line for line in document.lines if line.page == 1 and line.baseline < half)
    return "\n".join(line.text for line in shown if line.style.size > _TITLE * body)


LAYOUT = Layout(
    name="generic",
    about="any other template: labels, lists, sentences, links and QR codes",
    marks=(),
    enough=0,
    blocks=blocks,
    rules=RULES,
    blanks=frozenset({"-", "–", "—", "None", "N/A", "n/a"}),
)
