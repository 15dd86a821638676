"""What a PDF becomes once it is read: plain data, the same from every engine.

Lengths are points; x grows to the right and y grows downwards from the top left of the page as it is shown
(rotation and crop box applied). Text is left to right as it stands on the paper, free of control characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .barcode import Code
    from .metadata import Metadata

BBox = tuple[float, float, float, float]

ASCENT, DESCENT = 0.75, 0.25
"""A word's box spans the em: what lies above and below the base line, as parts of the size."""

SKEW = 0.05
"""How far a text matrix may lean before the text counts as italic."""

_REMEMBERED = 2**10  # styles
MANY = 10**6
"""The number of segments where they are not counted."""

_SAME_LINE = 0.35  # of the size: how far base lines of one line may be apart (boxes drawn apart, superscripts)
_SPACED = 5  # letters that stand alone: a letter-spaced line has as many
_BETWEEN_WORDS = 0.15  # of the size: how much wider than between letters a gap between words is at least
_RAISED = 0.9  # of the size: how large letters are at most that are raised behind others
_OVERLAP = 0.5  # of the size: how far words that are no line lie over each other at least
_GAP = 0.8  # of the size: a gap that ends a line where the type changes; justified text has smaller ones
_WIDE_GAP = 1.8  # of the size: a gap that ends a line within its row (cells, columns)
_WIDEST_GAP = 6  # times the size: the space between the words of a justified line is less than that
_EVEN_GAP = 1.3  # how much one gap between the words of a justified line may differ from another
_LEADING = 1.75  # times the size: how far below each other the lines of a text are at most
_HEAD = 0.08  # of the page's height: where its head margin ends
_FOOT = 0.94  # of the page's height: where its foot margin begins
_ALONE = 2.2  # of the size: the space above a line that stands alone
_DIGITS = re.compile(r"\d+")
_MARKS = ":()’'-"  # around and in the words of a label, which are no bullets or numbers
_NUMBER = re.compile(r"\d{1,4}(?:\s?/\s?\d{1,4})?")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\\(cid:\\d+\\)")
_HALVES = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile("[\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+")


def is_plain(text: str) -> bool:
    """Tell whether a page's text is free of all that `clean` mends, composed, and without halves of characters."""
    flat = text.replace("\r\n", " ")
    if flat.isprintable():  # which none of these characters is
        return flat.isascii() or ("(cid:" not in flat and unicodedata.is_normalized("NFC", flat))
    if flat.isascii():
        return False
    return _UNSAFE.search(flat) is None and _HALVES.search(flat) is None and unicodedata.is_normalized("NFC", flat)


def clean(text: str) -> str:
    """Free text of what nobody sees or a terminal would act on; a character without a meaning becomes U+FFFD."""
    if _UNSAFE.search(text) is None:
        return text
    return _UNSAFE.sub("\ufffd", _INVISIBLE.sub("", text).replace("\xad", "-"))


class Style(NamedTuple):
    """How text is set. Whether a weight or a slant is faked cannot be known from `font`, its PostScript name."""

    font: str
    size: float
    bold: bool
    italic: bool

    @classmethod
    @lru_cache(_REMEMBERED)
    def of(cls, font: str, size: float, skewed: bool) -> Style:
        """Give the style of a font by its name (a subset's prefix is dropped), size and matrix."""
        font = font.partition("+")[2] or font
        return cls(font, round(size, 2), bool(_BOLD.search(font)), skewed or bool(_ITALIC.search(font)))


class Word(NamedTuple):
    """A run of text without white space. `page` counts from 1; `upright` is false for text turned on its side."""

    text: str
    x0: float
    x1: float
    baseline: float
    style: Style
    page: int
    upright: bool = True

    @property
    def top(self) -> float:
        return self.baseline - ASCENT * self.style.size

    @property
    def bottom(self) -> float:
        return self.baseline + DESCENT * self.style.size


_left, _baseline = attrgetter("x0"), attrgetter("baseline")


class Line(NamedTuple):
    """Words on one base line with no wide gap between them, or a part of such a line; `style` is the first word's."""

    words: tuple[Word, ...]
    text: str
    page: int
    style: Style
    x0: float
    x1: float
    baseline: float
    top: float
    bottom: float

    @classmethod
    def of(cls, words: Iterable[Word]) -> Line:
        words = tuple(words)
        first, style, baseline = words[0], words[0].style, words[0].baseline
        top, bottom = baseline - ASCENT * style.size, baseline + DESCENT * style.size
        for word in words:
            if word.style is not style or word.baseline != baseline:
                top, bottom = min(top, word.top), max(bottom, word.bottom)
        text = " ".join([w.text for w in words])
        return cls(words, text, first.page, style, first.x0, words[-1].x1, baseline, top, bottom)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def after(self, count: int) -> Line | None:
        """Give what stands behind the first `count` words, None where nothing does."""
        return Line.of(self.words[count:])._replace(x1=self.x1) if count < len(self.words) else None


def bbox(lines: Iterable[Line]) -> BBox:
    """Give the box around lines, rounded to a tenth of a point."""
    (x0, top, x1, bottom), *others = [(line.x0, line.top, line.x1, line.bottom) for line in lines]
    for left, upper, right, lower in others:
        x0, top, x1, bottom = min(x0, left), min(top, upper), max(x1, right), max(bottom, lower)
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)


class Link(NamedTuple):
    """A link annotation to an address outside the document."""

    url: str
    x0: float
    top: float
    x1: float
    bottom: float
    page: int


class Image(NamedTuple):
    """A raster image as it is placed on a page; `width` and `height` are its own pixels."""

    x0: float
    top: float
    x1: float
    bottom: float
    page: int
    width: int
    height: int


@dataclass(frozen=True)
class Page:
    """One page. `number` counts from 1; on a mirrored one, words and links are measured from the right edge.

    `segments` says how many segments the paths on it have, at least `MANY` where that is not known.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    mirrored: bool = False
    segments: int = MANY

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The upright words as lines, from top to bottom and from left to right; lines of one row follow each other."""
        rows: list[list[Word]] = []
        largest: Word | None = None  # of the row: small print beside it is measured by it
        height = 0.0  # of the base line of that word
        for word in sorted(_levelled([w for w in self.words if w.upright]), key=_baseline):
            size = word.style.size
            if largest and (
                word.baseline == height or word.baseline - height <= _SAME_LINE * max(size, largest.style.size)
            ):
                rows[-1].append(word)
                if size <= largest.style.size:
                    continue
            else:
                rows.append([word])
            largest, height = word, word.baseline
        lines = [_closed_up(line) for row in rows for part in _parted(row) for line in _split(part)]
        return tuple(_rejoined(lines, self.words))


def _levelled(words: list[Word]) -> list[Word]:
    """Put raised letters behind a word on its base line ("1er", "3rd"): browsers raise them more than others do."""
    for i, (left, word) in enumerate(pairwise(words), 1):
        if word.style is not left.style and word.style.size < _RAISED * left.style.size:
            size, raised = left.style.size, left.baseline - word.baseline
            if 0 < raised < size / 2 and -1 < word.x0 - left.x1 < _BETWEEN_WORDS * size:
                words[i] = word._replace(baseline=left.baseline)
    return words


def _parted(row: list[Word]) -> Iterable[list[Word]]:
    """Part what stands beside large print and has several lines itself: words of one line do not overlap."""
    row.sort(key=_left)
    touching = [(left, right) for left, right in pairwise(row) if left.x1 > right.x0]
    if not any(left.x1 - right.x0 > _OVERLAP * min(left.style.size, right.style.size) for left, right in touching):
        return [row]
    parts: list[list[Word]] = []
    for word in sorted(row, key=_baseline):
        near = parts and word.baseline - parts[-1][-1].baseline <= _SAME_LINE * min(
            word.style.size, parts[-1][-1].style.size
        )
        if near:
            parts[-1].append(word)
        else:
            parts.append([word])
    for part in parts:
        part.sort(key=_left)
    return parts


def _split(row: list[Word]) -> Iterable[Line]:
    """Cut a row of words into lines where the gap is wide, or wider than a blank and the type another one."""
    start = 0
    for i in range(1, len(row)):
        left, right = row[i - 1], row[i]
        gap = right.x0 - left.x1
        if gap > _GAP * left.style.size:
            one, other = left.style, right.style
            same = (one.font == other.font and one.size == other.size) or not left.text.strip(_MARKS).isalpha()
            if gap > (_WIDE_GAP if same else _GAP) * max(one.size, other.size):
                yield Line.of(row[start:i])
                start = i
    yield Line.of(row[start:] if start else row)


def _closed_up(line: Line) -> Line:
    """Join the letters of a letter-spaced line: the gaps between its words are wider than those between letters."""
    words = line.words
    alone = [word.text for word in words if len(word.text) == 1] if len(words) >= _SPACED else []
    letters = sum(map(str.isalpha, alone)) if len(alone) >= _SPACED else 0
    if letters < _SPACED or 2 * letters < len(words):
        return line
    gaps = [right.x0 - left.x1 for left, right in pairwise(words)]
    widest = sorted(gaps)[len(gaps) // 2] + _BETWEEN_WORDS * line.style.size
    joined = [words[0]]
    for word, gap in zip(words[1:], gaps, strict=True):
        if gap > widest:
            joined.append(word)
        else:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + word.text, x1=word.x1)
    return Line.of(joined)


def _rejoined(lines: list[Line], words: tuple[Word, ...]) -> list[Line]:
    """Join the pieces of justified lines in narrow columns: their text goes on at the left, right below them.

    What stands right of a word and begins where no other line does is no cell of a table.
    """
    if not any(_are_near(left, right) for left, right in pairwise(lines)):
        return lines
    starts = Counter([round(line.x0) for line in lines])
    order = {word[1:4]: i for i, word in enumerate(words)}
    first_words = {order.get(line.words[0][1:4]): line for line in lines}
    joined: list[Line] = []
    rest = deque(lines)
    while rest:
        run = [rest.popleft()]
        while rest and starts[round(rest[0].x0)] == 1 and _are_pieces(run[-1], rest[0], order):
            run.append(rest.popleft())
        whole = Line.of([word for line in run for word in line.words])
        below = first_words.get(order.get(whole.words[-1][1:4], -2) + 1)
        joined += [whole] if len(run) > 1 and below and _wraps(whole, below) else run
    return joined


def _are_near(left: Line, right: Line) -> bool:
    """Tell whether two lines in one row and style may be pieces of one."""
    near = left.baseline == right.baseline and right.x0 - left.x1 < _WIDEST_GAP * left.style.size
    return near and left.style is right.style and not left.words[-1].text.endswith(":")


def _are_pieces(left: Line, right: Line, order: dict[tuple[float, float, float], int]) -> bool:
    """Tell whether the right one of two such lines is written right behind the other."""
    ends, begins = (order.get(word[1:4], -1) for word in (left.words[-1], right.words[0]))
    return _are_near(left, right) and begins == ends + 1


def _wraps(whole: Line, below: Line) -> bool:
    """Tell whether a line with even gaps goes on right below its beginning, no farther to the right."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(whole.words)]
    away = below.baseline - whole.baseline
    near = abs(below.x0 - whole.x0) < 1 and 0 < away < _LEADING * whole.style.size and below.x1 <= whole.x1 + 1
    even = max(gaps) < min(_EVEN_GAP * min(gaps), _WIDEST_GAP * whole.style.size)
    return near and even and below.style is whole.style


@dataclass(frozen=True)
class Document:
    """A PDF as it was read. `name` is for messages, `path` is where it came from, None for bytes.

    `info` holds the keys of the Info dictionary that are looked at; `metadata` has them all. `language` is the code of
    the language that the caller says it is in, None where its labels are to tell.
    """

    name: str
    path: str | None
    data: bytes
    engine: str
    pages: tuple[Page, ...]
    info: Mapping[str, str]
    language: str | None = None

    def box(self, lines: Iterable[Line]) -> BBox:
        """Give the box around lines of one page, as they stand in the PDF."""
        lines = list(lines)
        x0, top, x1, bottom = bbox(lines)
        page = self.pages[lines[0].page - 1]
        return (
            (round(page.width - x1, 1), top, round(page.width - x0, 1), bottom)
            if page.mirrored
            else (x0, top, x1, bottom)
        )

    @property
    def producer(self) -> str:
        return clean(self.info.get("Producer", ""))

    @property
    def creator(self) -> str:
        return clean(self.info.get("Creator", ""))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all pages, without page numbers at the foot of a page.

        What stands at the head or the foot of several pages in one place is kept on the first, its foot nowhere.
        """
        if len(self.pages) == 1:
            return _without_number(self.pages[0])
        running = Counter([place for page in self.pages for place in {_margin(page, line) for line in page.lines}])
        found: list[Line] = []
        for page in self.pages:
            for line in _without_number(page):
                place = _margin(page, line)
                if place is None or running[place] < 2 or (page.number == 1 and line.baseline < page.height / 2):
                    found.append(line)
        return tuple(found)

    @cached_property
    def feet(self) -> tuple[Line, ...]:
        """The lines that stand at the foot of every page, as they stand on the first, which `lines` leaves out."""
        kept = set(map(id, self.lines))
        first = self.pages[0] if len(self.pages) > 1 else None
        feet = (line for line in first.lines if line.baseline > _FOOT * first.height) if first else ()
        return tuple([line for line in feet if id(line) not in kept])

    @cached_property
    def text(self) -> str:
        """The text of all lines, one a row."""
        return "\n".join([line.text for line in self.lines])

    @cached_property
    def right_edge(self) -> float:
        """How far the lines reach to the right; 0.0 where there is no text."""
        return max([line.x1 for line in self.lines], default=0.0)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple([link for page in self.pages for link in page.links])

    @cached_property
    def images(self) -> tuple[Image, ...]:
        return tuple([image for page in self.pages for image in page.images])

    @cached_property
    def body_size(self) -> float:
        """The size in which most lines end, so that labels before short values don't count; 0.0 without text."""
        sizes = Counter([line.words[-1].style.size for line in self.lines])
        return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The QR codes, read when first asked for: that takes more time than all the rest."""
        from .barcode import read_codes

        return read_codes(self)

    @cached_property
    def metadata(self) -> Metadata:
        """Info, XMP and embedded files, read when first asked for and only where the file shows signs of them."""
        from .metadata import read_metadata

        return read_metadata(self.data, self.name)


def _margin(page: Page, line: Line) -> tuple[str, int] | None:
    """Give what a line in a margin says, but for its numbers, and where; None for a line in the page's text."""
    if _HEAD * page.height < line.baseline < _FOOT * page.height:
        return None
    return _DIGITS.sub("", line.text), round(line.baseline)


def _without_number(page: Page) -> tuple[Line, ...]:
    """Give a page's lines without a number that stands alone in the foot margin, whichever number it is."""
    lines = page.lines
    if len(lines) > 1 and _NUMBER.fullmatch(lines[-1].text):
        last, above = lines[-1], lines[-2]
        if last.baseline > _FOOT * page.height and last.baseline - above.baseline > _ALONE * last.style.size:
            return lines[:-1]
    return lines
