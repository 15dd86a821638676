"""Texts of a page: which lines are one, and the sentences in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ..dates import parse_date, period_in
from ..document import Line, Word
from ..languages import holds_word, is_word
from .labels import WRAPPED
from .names import is_capital
from .rules import Block, Part, joined, numbered
from .sections import Reader
from .values import is_aligned

MANY = 3  # parts of one kind that are looked at: more are as contradictory as these
TITLE = 1.2  # times the body size: how large a title is at least
SHORT = 9  # words of a line that says one thing
_LONG_GREETING = 7  # words
BEGINNING = 4  # words of a sentence that say what it is about
_WIDEST = 2  # times the size: how far below each other lines of one text are at most
_EVEN = 1.25  # how much one distance between lines of a text may differ from another
_SAME_SIZE = 0.3  # points
FOOT = 0.9  # of the page's height: what is below that is its foot
DIGIT = re.compile(r"\d")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def words_of(lines: Iterable[Line]) -> list[Word]:
    """Give the words of some lines."""
    return [word for line in lines for word in line.words]


def words_read(block: Block) -> set[Word]:
    """Give the words of all that was read."""
    return set(words_of(line for part in block.parts.values() for line in part.lines))


def begins_with_badge(text: str) -> bool:
    """Tell whether one of the first words of a text is a word for badge."""
    return holds_word(" ".join(text.split()[:BEGINNING]), "badges")


def tells_event(text: str) -> bool:
    """Tell whether a text speaks of an event or a meeting, which has a day of its own."""
    return holds_word(text, "events") or holds_word(text, "meetings")


def goes_on_below(above: Line, line: Line, farthest: float = WRAPPED) -> bool:
    """Tell whether a line stands right below another one, set as it is and aligned with it.

    `farthest` is in times the size.
    """
    near = 0 < line.baseline - above.baseline < farthest * line.style.size
    return near and line.page == above.page and line.style == above.style and is_aligned(above, line)


def add_part(block: Block, key: str, part: Part) -> None:
    """Keep a part; further ones of its kind are numbered."""
    free = (name for name in numbered(key) if name not in block.parts)
    if name := next(free, None):
        block.parts[name] = part


def is_greeting(line: Line) -> bool:
    """Tell whether a short line greets somebody, by name or not ("Dear colleague,")."""
    ends = 1 < len(line.words) < _LONG_GREETING and line.text.endswith((",", ":", "!"))
    return ends and is_word(line.words[0].text, "dear")


def contiguous(told: dict[int, Line]) -> int:
    """Give how many lines follow each other at the beginning of a text."""
    first = min(told)
    return next((n for n in range(1, len(told) + 1) if first + n not in told), 1)


def paragraph_at(reader: Reader, place: int) -> dict[int, Line]:
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
        if abs(line.style.size - above.style.size) > _SAME_SIZE:
            break
        leading = min(leading, _EVEN * away) if away > 1 else leading
        if i in reader.taken or i in reader.cells:
            break
        found[i], above = line, line
        left, right = min(left, line.x0), max(right, line.x1)
    ends = (b for a, b in pairwise(found) if found[b].baseline - found[a].baseline > leading)
    end = next(ends, len(reader.lines))  # of the first paragraph: within one, lines are nearer each other
    return {i: line for i, line in found.items() if i < end}


def sentences_in(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Cut lines into sentences: behind a full stop that ends neither an abbreviation nor the number of a day."""
    sentence: list[Line] = []
    for line in lines:
        start = 0
        if is_greeting(line):  # which ends what is above it
            yield from filter(None, (sentence, [line]))
            sentence = []
            continue
        for i, word in enumerate(line.words):
            if not word.text.endswith((".", "!")):
                continue
            bare = word.text.rstrip(".")
            following = line.words[i + 1].text if i + 1 < len(line.words) else "A"
            if (len(bare) > 3 and is_capital(following)) or holds_word(following, "badges"):
                yield [*sentence, Line.of(line.words[start : i + 1])]
                sentence, start = [], i + 1
        if start < len(line.words):
            sentence.append(Line.of(line.words[start:]) if start else line)
    if sentence:
        yield sentence


def height_of_page(block: Block, line: Line) -> float:
    return block.document.pages[line.page - 1].height


def has_day(block: Block, lines: Sequence[Line]) -> bool:
    printed = joined(lines)
    reading = parse_date(printed, (), block.date_order)
    return bool(reading.value or reading.readings or period_in(printed))
