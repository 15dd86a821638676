"""Rules that layouts are made of. All are relative: right of, below, between, above; never a coordinate.

A layout cuts a document into `Block`s, one for each badge, and a block into `Part`s: the value lines of a label, or
a stretch of text between two marks. A rule reads one part of a block and gives candidates for a field, or a notice
where it can't read what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ..address import web_address
from ..candidate import Candidate
from ..dates import Period, is_no_expiry, parse_date, parse_period, period_in
from ..document import Document, Image, Line, Link, Word
from ..languages import Found, Label, bare_place, is_word, label_index, language_of, speakers
from ..record import Notice, Source
from .names import is_broken_off

_MOST = 3  # parts of one kind that are looked at: more are as contradictory as these
_LISTS = frozenset({"skills", "esco", "tags", "alignments", "evidence"})  # whose parts add up
_MOST_LISTS = 9
_LABEL = 5  # words: what is longer is text
_LEADING = 1.5  # times the size: how far below each other the lines of a paragraph are at most
_WIDEST = 2  # times the size: how far below each other lines of one text are at most
_RUN = 0.7  # of the size: the space between two facts on one line, behind the sign that parts them, at most
_NEXT = 5  # lines: how far behind an address the line is that goes on with it at most
_EVEN = 1.2  # how much one distance between lines of one text may differ from another
_SAME_SIZE = 0.3  # points
_ADDRESS_ENDS = re.compile(r"(?:https?://|\bdata\.europa\.eu/)\S*$")
_ADDRESS_GOES_ON = re.compile(r"(?=.*[\d/_=-])[\w/.?=&%#~+-]+[>)\]›]?[.,;]?")
_LETTERS = re.compile(r"[a-z]+(?:\.[a-z]+)?")
_BLANK = 0.2  # of the size: how wide a blank is at least
_SIGNS = ((0x2190, 0x2200), (0x2300, 0x2400), (0x2500, 0x2800), (0x2900, 0x2980), (0x2B00, 0x2C00))
_GLYPHS = ((0xE000, 0xF900), (0x1F300, 0x1FB00))  # of fonts of symbols, and pictures
BULLETS = frozenset("•‣◦*·–—-›\ufffd\x7f").union(*(map(chr, range(*codes)) for codes in (*_SIGNS, *_GLYPHS)))
SITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?", re.IGNORECASE)  # an organisation's site
EMAIL = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:.]+")


class Part(NamedTuple):
    """The lines of one value. `rule` says how they were found, `sure` how sure that is, from 0 to 1.

    `row` is the line of its label, where it has one.
    """

    lines: tuple[Line, ...]
    rule: str
    row: Line | None = None
    label: Label | None = None
    sure: float = 1.0

    @classmethod
    def labelled(cls, row: Line, found: Found) -> Part:
        """Give the part that begins with a label on the line `row`."""
        rest = row.after(found.words)
        printed = " ".join(word.text for word in row.words[: found.words])
        return cls((rest,) if rest else (), f"right of the label {printed!r}", row, found.label)

    def extended(self, line: Line) -> Part:
        """Give the part with one more line of its value."""
        return self._replace(lines=(*self.lines, line))


@dataclass
class Block:
    """What a document says of one badge.

    `single` tells that it is the only one, `date_order` how numeric dates are meant where the document tells, `doubt`
    why it may be no badge at all.
    """

    document: Document
    blanks: frozenset[str]
    single: bool = True
    date_order: str | None = None
    doubt: str | None = None
    parts: dict[str, Part] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    translations: list[Label] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    picture: Image | None = None
    _told: tuple[int, tuple[str, ...]] = (0, ())

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages in which the labels are printed; several if they can't be told apart."""
        if self.document.language:
            return (self.document.language,)
        if self._told[0] != len(self.labels):  # which only grow
            self._told = len(self.labels), tuple(speakers(self.labels))
        return self._told[1]

    @property
    def language(self) -> str | None:
        """The code of the one language in which the labels are printed, None if that can't be told.

        Where they are printed in several, or could be, it is that of the text.
        """
        told = tuple(dict.fromkeys((*self.languages, *speakers(self.translations))))
        if len(told) == 1:
            return told[0]
        text = "\n".join(line.text for line in self.document.lines if len(line.words) > _LABEL)
        return language_of(text, told) or (self.languages[0] if len(self.languages) == 1 else None)

    def lines(self, key: str) -> tuple[Line, ...]:
        """Give the value lines of a part: none where it is absent or prints a blank ("-")."""
        part = self.parts.get(key)
        if part is None or joined(part.lines) in self.blanks:
            return ()
        return part.lines

    def source(self, key: str, lines: Sequence[Line] = (), origin: str = "printed") -> Source:
        """Say where a part, or some lines of it, stands; a value over several pages is placed on its first."""
        part = self.parts[key]
        if not lines:
            lines = part.lines or ((part.row,) if part.row else ())
        page = lines[0].page
        box = self.document.box(line for line in lines if line.page == page)
        return Source(origin, part.rule, page, box, "\n".join(line.text for line in lines), part.sure)

    def links(self, key: str) -> Iterator[Link]:
        """Give the links on the rows of a part, its label's row included."""
        if part := self.parts.get(key):
            yield from links_over((*part.lines, *((part.row,) if part.row else ())), self.document.links)


Result = Iterator[Candidate | Notice]
Rule = Callable[[Block], Result]


def joined(lines: Iterable[Line]) -> str:
    """Join the lines of one value: a blank between them, none behind a hyphen inside a word ("Woll- / und Seide")."""
    text = ""
    for line in lines:
        if not text:
            text = line.text
        elif text.endswith("‐") and text[-2:-1].isalnum():  # which only typesetting puts there
            text = text[:-1] + line.text
        elif text.endswith("-") and text[-2:-1].isalnum() and not is_word(line.words[0].text, "ands"):
            text += line.text
        else:
            text += f" {line.text}"
    return text


def prose(lines: Sequence[Line], right: float) -> str:
    """Join the lines of free text: a line that was full runs on, one that ended early stays a line of its own.

    `right` is how far the text reaches to the right on its page.
    """
    rows: list[list[Line]] = []
    for line in lines:
        if rows and is_full(rows[-1][-1], line, right):
            rows[-1].append(line)
        else:
            rows.append([line])
    return "\n".join(joined(row) for row in rows)


def is_full(line: Line, following: Line, right: float) -> bool:
    """Tell whether the first word of the following line would not have fitted behind this one."""
    first = following.words[0]
    width = first.x1 - first.x0
    if following.x0 + width > right - line.style.size:
        return False  # it would not have fitted on any line: this tells nothing
    return line.x1 + _BLANK * line.style.size + width > right


def unwrapped(lines: Iterable[Line]) -> str:
    """Join the lines of an address; a blank inside a line stays, and makes it none."""
    return "".join(line.text for line in lines)


def continues_address(above: Line, line: Line | Word) -> bool:
    """Tell whether a line goes on with the address that ends the one above: one word that no sentence holds.

    `line` may be its first word.
    """
    near = above.page == line.page and 0 < line.baseline - above.baseline < _WIDEST * above.style.size
    if not near or _ADDRESS_ENDS.search(above.text) is None:
        return False
    below = abs(line.x0 - above.x0) < 1 and line.style == above.style
    below = below or not is_whole(above.text)
    return _ADDRESS_GOES_ON.fullmatch(line.text) is not None or (below and _LETTERS.fullmatch(line.text) is not None)


def next_of_address(lines: Sequence[Line], place: int) -> Line | None:
    """Give the line that goes on with the address that ends another: below it, not in the next column."""
    above = lines[place]
    if any(is_next_in_row(above, line) for line in lines[place + 1 : place + _NEXT]):
        return None
    near = (line for line in lines[place + 1 : place + _NEXT] if line.x0 < above.x1 and above.x0 < line.x1)
    return next((line for line in near if continues_address(above, line.words[0])), None)


def is_next_in_row(line: Line, other: Line) -> bool:
    """Tell whether a line goes on in its row with another one, as several facts on one line do."""
    return is_right_of(line, other) and other.x0 - line.x1 < _RUN * line.style.size


def is_right_of(line: Line, other: Line) -> bool:
    """Tell whether a line has another one right of it."""
    return other.page == line.page and abs(other.baseline - line.baseline) < 1 and other.x0 > line.x1


def stands_out(line: Line, body: float) -> bool:
    """Tell whether a line begins in larger or bolder type than the body text, as labels and headings do."""
    style = line.style
    return style.size > 1.04 * body or (style.bold and style.size >= body)


def label_at(line: Line) -> Found | None:
    """Find the label with which a line begins."""
    return label_index().match([word.text for word in line.words])


def is_heading(line: Line, key: str) -> bool:
    """Tell whether a label with the meaning `key` is all that stands on the line."""
    found = label_at(line)
    return found is not None and found.label.key == key and found.words == len(line.words)


def paragraph(lines: Sequence[Line], place: int) -> range:
    """Give the lines around one that are set in its size and as close as the lines of a paragraph are."""
    start, stop = place, place + 1
    while start and _is_next(lines[start - 1], lines[start]):
        start -= 1
    while stop < len(lines) and _is_next(lines[stop - 1], lines[stop]):
        stop += 1
    return range(start, stop)


def _is_next(above: Line, line: Line) -> bool:
    size = line.style.size
    near = above.page == line.page and line.baseline - above.baseline < _LEADING * size
    return near and abs(above.style.size - size) < _SAME_SIZE


def run(lines: Sequence[Line], start: int) -> Sequence[Line]:
    """Give the lines from `start` on that are set in one style and at even distances; a page break is none."""
    stop, leading = start + 1, _WIDEST * lines[start].style.size
    while stop < len(lines) and lines[stop].style == lines[start].style:
        above, line = lines[stop - 1], lines[stop]
        if above.page == line.page:
            if line.baseline - above.baseline > leading:
                break
            leading = min(leading, _EVEN * (line.baseline - above.baseline))
        stop += 1
    return lines[start:stop]


def links_around(line: Line, links: Iterable[Link]) -> Iterator[Link]:
    """Give the links in whose height the middle of a line is."""
    return (link for link in links if link.page == line.page and link.top <= line.middle <= link.bottom)


def links_over(lines: Iterable[Line], links: Iterable[Link]) -> Iterator[Link]:
    """Give the links whose middle is as high as one of the lines, and that do not end before it begins."""
    rows = [(line.page, line.top, line.bottom, line.x0) for line in lines]
    for link in links:
        middle = (link.top + link.bottom) / 2
        if any(page == link.page and top <= middle <= bottom and link.x1 > x0 for page, top, bottom, x0 in rows):
            yield link


def image_above(line: Line, images: Iterable[Image], floor: tuple[int, float]) -> Image | None:
    """Give the image that stands nearest above a line; `floor` is the page and height where the search ends."""
    above = [
        image
        for image in images
        if image.page == line.page and image.bottom <= line.baseline and (image.page, image.top) >= floor
    ]
    return max(above, key=lambda image: image.bottom, default=None)


# Rule factories: what they return is what stands in `Layout.rules`.


def text(field_name: str, key: str) -> Rule:
    """Read a value on one or more lines."""

    def rule(block: Block) -> Result:
        if lines := block.lines(key):
            yield Candidate(field_name, joined(lines), block.source(key))

    return rule


def free_text(field_name: str, key: str) -> Rule:
    """Read paragraphs."""

    def rule(block: Block) -> Result:
        if lines := block.lines(key):
            yield Candidate(field_name, prose(lines, block.document.right_edge), block.source(key))

    return rule


def day(field_name: str, key: str) -> Rule:
    """Read a date in the manner of the document's languages."""

    def rule(block: Block) -> Result:
        lines = block.lines(key)
        printed = joined(lines)
        if not lines or is_no_expiry(printed):
            return
        reading = parse_date(printed, block.languages, block.date_order)
        if reading.value is not None:
            yield Candidate(field_name, reading.value, block.source(key))
        elif reading.readings:
            could_be = " or ".join(str(r) for r in reading.readings)
            yield Notice(field_name, "ambiguous_date", f"{printed!r} can mean {could_be}; neither is taken")
        else:
            yield Notice(field_name, "unreadable_date", f"{printed!r} is not read as a date")

    return rule


def person(key: str) -> Rule:
    """Read the recipient: an e-mail address is no name."""

    def rule(block: Block) -> Result:
        if lines := block.lines(key):
            printed = joined(lines)
            field_name = "recipient.email" if EMAIL.fullmatch(printed) else "recipient.name"
            yield Candidate(field_name, printed, block.source(key))

    return rule


def activity(period: str, place: str, single: str = "") -> Rule:
    """Read a period as the activity that the badge is for, and its place, which may stand behind it.

    A part `single` is a day that is one too where a place is told.
    """

    def rule(block: Block) -> Result:
        lines, where = block.lines(period), block.lines(place)
        source = block.source(period) if lines else None
        found = period_in(joined(lines), block.languages)
        if not found and (between := parse_period(joined(lines).rstrip(" .,;"), block.languages)):
            found = between, ""
        if not lines and where and (day_ := parse_date(joined(block.lines(single)), block.languages).value):
            found, source = (Period(day_, day_), ""), block.source(single)
        if found and source:
            told, behind = found
            yield Candidate("activity.start", told.start, source)
            yield Candidate("activity.end", told.end, source)
            value = bare_place(joined(where).strip(".,: ") if where else behind)
            if value and not is_broken_off(value):
                yield Candidate("activity.place", value, block.source(place) if where else source)
        elif lines:
            yield Notice("activity", "unreadable_date", f"{joined(lines)!r} is not read as a period")

    return rule


def code(field_name: str, unless: str = "") -> Rule:
    """Read an address from the QR codes of a document that is one badge's, where it has no part `unless`."""

    def rule(block: Block) -> Result:
        for found in block.document.codes if block.single and unless not in block.parts else ():
            if url := web_address(found.text):
                yield Candidate(field_name, url, Source("qr", "a QR code", found.page, found.bbox, found.text))
            else:
                yield Notice(field_name, "no_address", f"a QR code on page {found.page} holds no web address")

    return rule


def web(field_name: str, key: str) -> Rule:
    """Read an address: of the link over the value, else as printed."""

    def rule(block: Block) -> Result:
        lines = block.lines(key)
        linked = next(filter(None, (web_address(link.url) for link in block.links(key))), None)
        if url := linked or web_address(unwrapped(lines)):
            yield Candidate(field_name, url, block.source(key, origin="link" if linked else "printed"))
        elif lines:
            yield Notice(field_name, "no_address", f"{joined(lines)!r} is not a web address")

    return rule


def email(field_name: str, key: str) -> Rule:
    """Read an e-mail address."""

    def rule(block: Block) -> Result:
        lines = block.lines(key)
        if not lines:
            return
        if EMAIL.fullmatch(address := unwrapped(lines)):
            yield Candidate(field_name, address, block.source(key))
        else:
            yield Notice(field_name, "no_address", f"{joined(lines)!r} is not an e-mail address")

    return rule


@cache
def numbered(key: str) -> tuple[str, ...]:
    """Give the names under which the parts of one kind are kept: the first bears the kind's own."""
    return (key, *(f"{key} {n}" for n in range(2, (_MOST_LISTS if key in _LISTS else _MOST) + 1)))


def is_whole(address: str) -> bool:
    """Tell whether an address goes nowhere on, as one does that ends with a sign in the middle of it."""
    return not address.endswith(("/", "-", "_", "=", "?", "&"))
