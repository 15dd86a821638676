"""The columns of a table under a heading: which one names the items, and what the others say of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ..dates import parse_minutes
from ..document import Line
from ..languages import holds_word
from .labels import is_prose
from .lists import at_edges
from .rules import continues_address, is_heading

_APART = 4  # times the size: how far below each other the cells of a column are at most
_TABLE = 4  # points: how exactly the cells of a column are aligned
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_MARK = 2  # letters of a grade


def cells(heads: Sequence[Line], rows: Sequence[Line], key: str, own: Line | None = None) -> list[Line]:
    """Give the cells of a table that name its items, their study loads and addresses, in their order.

    `heads` are those of its columns, `own` is the one above the names if that is known; `key` is what the table lists.
    """
    columns: dict[int, list[Line]] = {}
    edges = _edges(heads, rows)
    parted: list[tuple[int, Line]] = []
    for row in rows:
        for line in at_edges(row, edges):
            place = _column_of(line, heads)
            column = columns.setdefault(place, [])
            if column and _is_glued(column[-1], line):
                parted[parted.index((place, column[-1]))] = (place, glued := Line.of((*column[-1].words, *line.words)))
                column[-1] = glued
            else:
                column.append(line)
                parted.append((place, line))
    named = next((i for i, head in enumerate(heads) if head is own or is_heading(head, key)), None)
    if named is None:
        named = next((i for i in sorted(columns) if _are_names(columns[i])), 0)
    return [
        kept
        for place, line in parted
        if (kept := line if place == named else _said(line, heads[place], columns[place]))
    ]


def below_head(head: Line, rows: Iterable[Line]) -> list[Line]:
    """Give the cells that stand under a head, down to a wide space."""
    found, last = [], head.baseline
    for line in rows:
        if _overlap(head, line) > 0:
            if line.baseline - last > _APART * line.style.size:
                break
            found.append(line)
            last = line.baseline
    return found


def is_load_or_level(text: str) -> bool:
    """Tell whether a text is a study load or holds a level's word."""
    return parse_minutes(text) is not None or holds_word(text, "levels")


def _said(line: Line, head: Line, column: Sequence[Line]) -> Line | None:
    """Give a cell that says how long an item takes or where it is defined, a number with its unit; None for others."""
    if parse_minutes(line.text) is not None or any(continues_address(above, line) for above in column):
        return line
    if _NUMBER.fullmatch(line.text):
        unit = next((word for word in head.words if parse_minutes(f"1 {word.text.strip('()')}") is not None), None)
        return Line.of((*line.words, line.words[-1]._replace(text=unit.text.strip("()")))) if unit else None
    if "://" in line.text or "/esco/" in line.text:
        return line
    links = len(column) > 1 and len({other.text for other in column}) == 1 and len(line.text) > _MARK
    links = links and not is_load_or_level(line.text) and not holds_word(head.text, "levels")
    return line if links or is_prose(line) else None  # the same words in each row may be a link


def _are_names(column: Sequence[Line]) -> bool:
    texts = [line.text for line in column]
    said = sum(text.rstrip(".").isdecimal() or "://" in text or is_load_or_level(text) for text in texts)
    return 2 * said < len(texts)


def _column_of(line: Line, heads: Sequence[Line]) -> int:
    """Give the place of the head that a cell stands under, or of the last one that begins left of it."""
    under = max(range(len(heads)), key=lambda i: _overlap(heads[i], line))
    if _overlap(heads[under], line) > 0:
        return under
    left = [i for i, head in enumerate(heads) if head.x0 <= line.x0 + _TABLE]
    return max(left, key=lambda i: heads[i].x0, default=0)


def _overlap(head: Line, line: Line) -> float:
    return min(head.x1, line.x1) - max(head.x0, line.x0)


def _is_glued(before: Line, line: Line) -> bool:
    """Tell whether two pieces of a row are one cell ("7" and "h 30")."""
    same = before.page == line.page and abs(before.baseline - line.baseline) < 1
    return same and 0 <= line.x0 - before.x1 < line.style.size / 2


def _edges(heads: Iterable[Line], rows: Sequence[Line]) -> list[float]:
    """Give the left edges of a table's columns: where a word of the header and words of two rows begin."""
    starts = Counter(round(word.x0) for row in rows for word in row.words)
    words = (word.x0 for line in heads for word in line.words)
    return [x0 for x0 in words if sum(starts[round(x0) + away] for away in (-1, 0, 1)) > 1]
