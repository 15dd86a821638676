"""Where the value of each label stands: behind it, right of it, below it or above it; in a cell, a column or a list."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import ClassVar, NamedTuple

from ..document import ASCENT, Line, Style
from ..languages import Label, speakers
from .labels import DAYS, LISTS, SECTIONS, WRAPPED, Cell, find_cells, is_continued, suits
from .lists import is_marked
from .names import is_broken_off
from .rules import EMAIL, SITE, continues_address, is_full, is_next_in_row, joined
from .sentences import announced, announced_last
from .unlisted import is_like, meaning, meanings

_RIGHT, UNDER, OVER, _LEFT_OF = "right of", "below", "above", "left of"
_USUAL, _UNUSUAL = (_RIGHT, UNDER), (OVER, _LEFT_OF)
_FARTHER = 1.5  # times as far away: what is nearer belongs to a label
_SHARE = 0.5  # of the lines in one style: how many are labels at least where all are
_TELLING = 2  # values that are set otherwise than their labels, where all are that can be checked
_MANY = 3  # labels or values below each other, which tell a column
_TRANSLATED = 1.6  # times the size: how far below a label its translation stands
_LISTED = LISTS | {"evidence"}
_CONTACTS = frozenset({"address", "issuer_website", "issuer_contact", "recipient_email"})  # no part of any name
_CHECKED = _CONTACTS | {"credential_id", *DAYS}  # whose form tells where the values stand
_WHOLE = frozenset({"credential_id", *DAYS})  # which have their form on one line
_FORMED = _CHECKED | {"recipient"}
_IN_BLOCK = 1.35  # times the size: how far below each other the lines of a table's cell are at most
_MIDDLE = 0.8  # of the size: how exactly a label stands at half the height of its value
EVEN = 1.2  # how much one distance between the rows of a table may differ from another
_BESIDE = 0.3  # of the size: how exactly the first line of a cell stands beside its label
NEXT = 5  # lines: how far behind a text the next item of a list stands
LEAST = 0.7  # of the size: how much higher than another a line of another row stands
_COUNTED = re.compile(r"[\d.)]{1,5}")  # what stands before the next label
_MOST_INDENTED = 5  # times the size: how far right of their labels values below them begin at most
INDENT = 20  # points: how far right of its heading a list begins at most
ROW = 0.4  # of the size: how far apart the base lines of one row are at most
SAME_TOP = 0.35  # of the size: how far apart their tops are where they are aligned by these
_REACH = SAME_TOP + ASCENT  # times the largest size: how far apart base lines of one row can be
_BELOW = 3.0  # times the size: how far below or above its label a value may stand
TITLE_SIZE = 1.5  # times the body size: what is centred and as large goes on below
_VALUE_BELOW = 1.6  # times the size: how far below each other the lines of a value on several are at most
LOOSE = 2.5  # times the size: how far below each other the lines of a table's cell are at most
_CELL_SPACES = 1, 2  # times the size: between where the lines of one cell end at most and the next cell
_LONG = 10  # words: no label has as many
_TIGHT = 2.0  # times the size: how far below each other the lines of one value are at most
ALIGNED = 0.8  # of the size: how exactly a value begins where its label does
OUTDENT = 2.0  # times the size: how far left of its heading a text may begin
CENTRED = 1.5  # times the size: how exactly centred lines lie below each other
GAP = 3.2  # times the size: the space that ends a section


class Value(NamedTuple):
    """The lines of a value, where they stand from their label, and how sure that is, from 0 to 1."""

    lines: tuple[Line, ...]
    where: str
    sure: float


class Values:
    """Finds the values of labels; the direction in which a page puts them is told by those that can be checked."""

    def __init__(self, lines: Sequence[Line], body: float, heights: Mapping[int, float]) -> None:
        self.lines = list(lines)
        self.heights = heights  # of the pages, by their numbers
        self.body = body
        self.on_page: dict[int, list[tuple[int, Line]]] = {}
        self.cells = find_cells(lines, body)
        self.taken: set[int] = set()
        self._described: set[int] = set()  # the headings of lists whose items have texts below them
        self._known_right: dict[int, int | None] = {}
        self._known_block: dict[int, dict[int, Line]] = {}
        self._known_blocks: dict[tuple[int, float], Sequence[Sequence[tuple[int, Line]]]] = {}
        self._known_rows: dict[tuple[int, float, float], list[tuple[int, Line]]] = {}
        self._known_stack: dict[tuple[int, int], tuple[float, int | None]] = {}
        self._known_columns: dict[float, float] = {}  # of values, by where their labels begin
        self._is_styled_apart = False  # until the values that can be checked tell, and where they begin
        self._value_edges: set[int] = set()
        self._value_styles: set[Style] = set()
        self.translations: list[Label] = []
        self._drop(self._is_first_item)
        for place in [place for place, cell in self.cells.items() if self._is_translation(cell)]:
            translation = self.cells.pop(place)
            self.translations.append(translation.label)
            if rest := translation.rest:  # which belongs to the label above
                self.lines[place] = rest
            else:
                self.taken.add(place)
        self._drop(self._is_beside_label)
        self._drop(self._is_in_value)
        for i, line in enumerate(self.lines):
            self.on_page.setdefault(line.page, []).append((i, line))
        self._by_height = {
            page: sorted((line.baseline, i) for i, line in found) for page, found in self.on_page.items()
        }
        self._drop(self._is_in_inner_table)
        self._indent = self._find_indent()
        self._largest = max((line.style.size for line in self.lines), default=0.0)
        self._reach = _REACH * self._largest

    def _drop(self, is_none: Callable[[Cell], bool]) -> None:
        """Take away the labels that are none."""
        for place in [place for place, cell in self.cells.items() if is_none(cell)]:
            del self.cells[place]

    def _find_indent(self) -> float:
        """Give how far right of their labels several values begin that stand right below them; 0 where none do.

        Behind a sign that stands before each label they begin left of it: then it is less than 0.
        """
        found: Counter[int] = Counter()
        for place, cell in self.cells.items():
            size = cell.line.style.size
            near = (line for line in self.lines[place + 1 : place + 1 + NEXT] if line.page == cell.line.page)
            lower = (line for line in near if LEAST * size < line.baseline - cell.line.baseline < _BELOW * size)
            aways = (line.x0 - cell.line.x0 for line in lower if not _COUNTED.fullmatch(line.text))
            indent = next((away for away in aways if abs(away) < _MOST_INDENTED * size), 0.0)
            if not (cell.rest or cell.ahead) and abs(indent) > ALIGNED * size:
                found[round(indent)] += 1
        usual, count = found.most_common(1)[0] if found else (0, 0)
        return usual if count >= _MANY else 0.0

    def _is_stacked(self, one: Line, other: Line) -> bool:
        indented = self._indent and abs(other.x0 - one.x0 - self._indent) < 1
        return bool(indented) or is_aligned(one, other) or abs(one.x1 - other.x1) < 1

    def _is_in_value(self, cell: Cell) -> bool:
        """Tell whether a label's word goes on with a value or a list: below text of its style that a label heads."""
        if cell.rest or cell.ahead or cell.has_colon or cell.label.key in _CONTACTS:
            return False
        place, reach = cell.place, _VALUE_BELOW * cell.line.style.size
        if cell.line.text.islower() and cell.span == 1:  # as chips may be, below each other
            reach = LOOSE * cell.line.style.size
        while (above := self._right_above(place, reach, evenly=cell.label.key in SECTIONS)) is not None:
            if self.lines[above].style != cell.line.style:
                return place != cell.place and above in self.cells and self.cells[above].rest is None
            if above in self.cells:
                return False
            place = above
        return place != cell.place and cell.line.text.islower() and self._is_below_heading(self.lines[place])

    def _is_below_heading(self, line: Line) -> bool:
        """Tell whether the heading of a list stands near above a line, and begins a bit left of it."""
        headings = (cell.line for cell in self.cells.values() if cell.label.key in LISTS and cell.rest is None)
        return any(
            one.page == line.page
            and -1 < line.x0 - one.x0 < INDENT
            and 0 < line.baseline - one.baseline < _BELOW * line.style.size
            for one in headings
        )

    def _right_above(self, place: int, reach: float, *, evenly: bool) -> int | None:
        """Give the line that begins where another one does and stands as near above it as lines of one value do.

        `evenly` takes one that is farther away too, as long as it is as far from that above it.
        """
        line = self.lines[place]
        above = (i for i in range(place - 1, -1, -1) if self._is_over(self.lines[i], line))
        first = next(above, None)
        if first is None or line.baseline - self.lines[first].baseline <= reach:
            return first
        second = next(above, None) if evenly else None
        if second is None:
            return None
        gaps = [line.baseline - self.lines[first].baseline, self.lines[first].baseline - self.lines[second].baseline]
        return first if max(gaps) < EVEN * min(gaps) and max(gaps) < LOOSE * line.style.size else None

    @staticmethod
    def _is_over(other: Line, line: Line) -> bool:
        return other.page == line.page and abs(other.x0 - line.x0) < 1 and other.baseline < line.baseline - 1

    def unlisted(self) -> Iterator[tuple[str, Cell, Value]]:
        """Find labels that no language lists: set as those that are known, and in a column or a row with one.

        Gives what each means, as its value tells.
        """
        known: dict[Style, list[Line]] = {}
        for cell in self.cells.values():
            known.setdefault(cell.line.style, []).append(cell.line)
        for i, line in enumerate(self.lines):
            alike = known.get(line.style, ()) if i not in self.cells and i not in self.taken else ()
            if not any(_is_in_column(line, other) for other in alike):
                continue
            colon = next((n for n, word in enumerate(line.words, 1) if word.text.endswith(":")), len(line.words))
            words = [word.text for word in line.words[:colon]]
            told = announced_last(words) or meanings(words, self._spoken)
            possible = told if len(words) < _LONG else frozenset()
            cell, before = Cell(i, line, Label("other", frozenset()), colon, line.after(colon)), set(self.taken)
            value = self.value(cell) if possible else None
            if value and (key := meaning(possible, joined(value.lines), cell.bare)):
                self.cells[i] = cell
                self._known_columns.clear()
                yield key, cell, value
            else:
                self.taken = before

    def _is_first_item(self, cell: Cell) -> bool:
        """Tell whether a label's word right below the heading of a list is set as the next item, not as the heading."""
        heading, following = self.cells.get(cell.place - 1), self.lines[cell.place + 1 : cell.place + 2]
        if heading is None or heading.rest or heading.label.key not in _LISTED or cell.rest or cell.has_colon:
            return False
        alike = any(line.style == cell.line.style and self._is_over(cell.line, line) for line in following)
        return alike and cell.line.style != heading.line.style and self._is_over(heading.line, cell.line)

    def _is_translation(self, cell: Cell) -> bool:
        """Tell whether a label is that right above it, or left of it in its row, in another language."""
        for other in self.cells.values():
            cut = other.line.text.endswith(("-", "/")) and other.rest is None
            if other.line.page != cell.line.page or not (cut or other.label.key == cell.label.key):
                continue
            away = cell.line.baseline - other.line.baseline
            size = max(cell.line.style.size, other.line.style.size)
            below = 0 < away < _TRANSLATED * size and abs(other.line.x0 - cell.line.x0) < 2
            beside = abs(away) < 1 and other.line.x1 < cell.line.x0 and cell.rest is None and other.rest is None
            smaller = below and other.line.style.size > cell.line.style.size
            styled = smaller and not cell.label.languages | other.label.languages
            one, two = cell.label.languages, other.label.languages
            foreign = one != two and not (one and two and (one <= two or two <= one))
            if (below and cut) or styled or ((below or beside) and foreign):
                return True
        return False

    def _is_beside_label(self, cell: Cell) -> bool:
        """Tell whether a label's word stands in the column of the values ("Assessment: Portfolio")."""
        if cell.label.key == "name" and cell.rest and not cell.has_colon:
            return self._begins_label(cell)
        if cell.rest or cell.ahead or cell.has_colon:
            return False
        ahead = [one for one in self.lines if one.x1 < cell.line.x0 and one.page == cell.line.page]
        row = [one for one in ahead if abs(one.baseline - cell.line.baseline) < 1]
        if len(row) != 1:
            return False
        on_page = [other for other in self.cells.values() if other.line.page == cell.line.page]
        if any(c.line is row[0] and c.label.key in SECTIONS and c.line.style == cell.line.style for c in on_page):
            return False  # two headings
        cells = [other.line.x0 for other in on_page]
        labels, own = (sum(abs(x0 - one.x0) < 1 for x0 in cells) for one in (row[0], cell.line))
        if labels < _MANY or own != 1:
            return False
        column = [line for line in self.lines if abs(line.x0 - cell.line.x0) < 1 and line.page == cell.line.page]
        return sum(line.style == cell.line.style for line in column) > _MANY

    def _begins_label(self, cell: Cell) -> bool:
        """Tell whether a label and what follows it are a longer one, with its value in the column of the values."""
        right = [line.x0 for line in self.lines if line.page == cell.line.page and _is_right_of(cell.line, line)]
        others = [
            other.line for other in self.cells.values() if other.rest is None and other.line.page == cell.line.page
        ]
        values = (line for line in self.lines for other in others if _is_right_of(other, line))
        return bool(right) and sum(abs(line.x0 - right[0]) < 1 for line in values) >= _MANY

    @cached_property
    def directions(self) -> tuple[str, ...]:
        """The directions in which to look, the one that fits most dates, addresses and numbers first."""
        votes: Counter[str] = Counter()
        apart: Counter[bool] = Counter()  # whether values are set otherwise than their labels
        for cell in self.cells.values():
            if cell.rest or cell.ahead or cell.label.key not in _CHECKED:
                continue
            found = ((way, self._next(way, cell)) for way in self._ways)
            fitting = {way: at for way, at in found if at is not None and suits(cell.label.key, self.lines[at].text)}
            if {UNDER, OVER} <= fitting.keys() and self._is_nearer(fitting[OVER], fitting[UNDER], cell):
                del fitting[UNDER]
            for way, at in islice(fitting.items(), 1):
                votes[way] += 1
                value = self.lines[at]
                apart[value.style != cell.line.style] += 1
                self._value_edges.add(round(value.x0))
                self._value_styles.add(value.style)
        self._is_styled_apart = apart[True] >= _TELLING and not apart[False]
        self._known_right.clear()
        self._known_columns.clear()
        chosen = sorted(_USUAL, key=lambda way: -votes[way])
        unusual = [way for way in _UNUSUAL if votes[way] > max(votes[usual] for usual in _USUAL)]
        return (*unusual, *([] if unusual else chosen))

    def _is_nearer(self, one: int, other: int, cell: Cell) -> bool:
        """Tell whether one line is clearly nearer to a label than another one, in height."""
        near, far = (abs(self.lines[place].baseline - cell.line.baseline) for place in (one, other))
        return _FARTHER * near < far

    def _next(self, way: str, cell: Cell) -> int | None:
        """Give the line that stands next to a label in a direction, where that may be its value."""
        return self._ways[way](self, cell)

    def _free(self, place: int, cell: Cell) -> bool:
        """Tell whether a line is no label: neither a known one, nor set as most are where `cell` is set otherwise."""
        line = self.lines[place]
        if line.style == cell.line.style:
            like_label = self._is_styled_apart and line.style in self._styles_of_labels
            if line.style in self._label_styles and self._is_in_head(line):
                return False
            return place not in self.cells and not (like_label and round(line.x0) not in self._value_edges)
        return place not in self.cells and not self._is_set_as_label(line)

    def _is_in_head(self, line: Line) -> bool:
        """Tell whether a line is in a row with at least three labels set as it is and little else: heads of columns."""
        row = [(i, other) for i, other in self._row(line) if other.style == line.style]
        labels = sum(i in self.cells for i, _ in row)
        return labels >= _MANY and labels > 1 + len(row) - labels

    def _is_set_as_label(self, line: Line) -> bool:
        """Tell whether a line has the style of labels: that of nothing else, or its words are those of labels."""
        if line.style in self._label_styles:
            return True
        return line.style in self._styles_of_labels and bool(meanings([w.text for w in line.words], self._spoken))

    @cached_property
    def _styles_of_labels(self) -> Mapping[Style, int]:
        """The styles in which at least three labels of one value stand alone, and how many do."""
        cells = (cell for cell in self.cells.values() if cell.label.key not in SECTIONS)
        alone = Counter(cell.line.style for cell in cells if cell.rest is None and cell.ahead is None)
        return {style: count for style, count in alone.items() if count >= _MANY}

    @cached_property
    def _label_styles(self) -> frozenset[Style]:
        styles = Counter(line.style for line in self.lines)
        return frozenset(style for style, count in self._styles_of_labels.items() if _SHARE * styles[style] <= count)

    @cached_property
    def _spoken(self) -> tuple[str, ...]:
        return tuple(speakers(cell.label for cell in self.cells.values()))

    def _row(self, line: Line) -> list[tuple[int, Line]]:
        key = line.page, line.baseline, line.style.size
        if key not in self._known_rows:
            self._known_rows[key] = self._find_row(*key)
        return [found for found in self._known_rows[key] if found[1] is not line]

    def _find_row(self, page: int, baseline: float, size: float) -> list[tuple[int, Line]]:
        top, heights = baseline - ASCENT * size, self._by_height[page]
        start = bisect_left(heights, (baseline - self._reach, 0))
        stop = bisect_right(heights, (baseline + self._reach, len(self.lines)))
        near = [(i, self.lines[i]) for _, i in heights[start:stop]]
        return [
            (i, other)
            for i, other in sorted(near)
            if abs(other.baseline - baseline) <= ROW * max(size, other.style.size)
            or abs(other.baseline - ASCENT * other.style.size - top) <= SAME_TOP * max(size, other.style.size)
        ]

    def _right(self, cell: Cell) -> int | None:
        if cell.place not in self._known_right:
            self._known_right[cell.place] = self._find_right(cell)
        return self._known_right[cell.place]

    def _find_right(self, cell: Cell) -> int | None:
        first, last = cell.line.words[0].baseline, cell.line.words[-1].baseline
        halfway = (cell.line._replace(baseline=(first + last) / 2),) if last > first else ()  # of a label on two lines
        above = list(self._stacked_above(cell))  # the label itself, where it is set as others are
        smaller = [line for line in above if cell.line.style.size < line.style.size]  # than what it translates
        own = [line for line in smaller if line.style in self._styles_of_labels]
        for line in (*own, cell.line, *halfway, *above):
            right = [(other.x0, i) for i, other in self._row(line) if other.x0 >= line.x1]
            if right:
                place = min(right)[1]
                return place if self._free(place, cell) and not self._is_under(self.lines[place], cell) else None
        return None

    def _is_under(self, line: Line, cell: Cell) -> bool:
        """Tell whether a line stands right below another label than `cell`."""
        for other in self.cells.values():
            away = line.baseline - other.line.baseline
            near = other.line.page == line.page and ROW * line.style.size < away < _TIGHT * line.style.size
            aligned = -2 < line.x0 - other.line.x0 < OUTDENT * line.style.size
            if other is not cell and near and other.rest is None and aligned:
                return True
        return False

    def _stacked_above(self, cell: Cell) -> Iterator[Line]:
        """Give the line right above a label that may be the same label in another language."""
        for i in range(cell.place - 1, max(-1, cell.place - 4), -1):
            line = self.lines[i]
            away = cell.line.baseline - line.baseline
            if (
                line.page == cell.line.page
                and abs(line.x0 - cell.line.x0) < 1
                and 1 < away < _TRANSLATED * line.style.size
            ):
                if i not in self.cells:
                    yield line
                return

    def _left(self, cell: Cell) -> int | None:
        left = [(-other.x1, i) for i, other in self._row(cell.line) if other.x1 <= cell.line.x0]
        return min(left)[1] if left and self._free(min(left)[1], cell) else None

    def _below(self, cell: Cell) -> int | None:
        return self._stacked(cell, 1)

    def has_value_beside(self, cell: Cell) -> bool:
        """Tell whether right of a label stands what is in one column with the values of other labels."""
        place = self._right(cell)
        if place is None or abs(self.lines[place].x0 - self._value_column(cell)) < 2:
            return place is not None
        right = self.lines[place].x1
        others = (self._right(one) for one in self.cells.values() if one.rest is None and one is not cell)
        return sum(other is not None and abs(self.lines[other].x1 - right) < 1 for other in others) >= _MANY

    def is_pair(self, cell: Cell, value: Line) -> bool:
        """Tell whether a label is set as others are, and what may be its value as those that can be checked."""
        apart = cell.line.style != value.style and value.style in self._value_styles
        return apart and cell.line.style in self._styles_of_labels

    def below(self, cell: Cell) -> Line | None:
        """Give the line below a label."""
        place = self._below(cell)
        return self.lines[place] if place is not None else None

    def _above(self, cell: Cell) -> int | None:
        return self._stacked(cell, -1)

    def _stacked(self, cell: Cell, way: int) -> int | None:
        """Give the next line that is aligned with a label, downwards (1) or upwards (-1)."""
        if (cell.place, way) not in self._known_stack:
            self._known_stack[cell.place, way] = self._find_stacked(cell.line, way)
        distance, place = self._known_stack[cell.place, way]
        if place is None or not self._free(place, cell):
            return None
        return place if distance <= _BELOW * max(cell.line.style.size, self.lines[place].style.size) else None

    def _find_stacked(self, line: Line, way: int) -> tuple[float, int | None]:
        least, heights = ROW * line.style.size, self._by_height[line.page]
        ends = sorted([line.baseline + way * away for away in (least, _BELOW * self._largest)])
        beside = heights[bisect_left(heights, (ends[0], 0)) : bisect_right(heights, (ends[1], len(self.lines)))]
        away = [(way * (baseline - line.baseline), i) for baseline, i in beside]
        near = sorted([found for found in away if found[0] > least])
        found = next(((d, i) for d, i in near if self._is_stacked(line, self.lines[i])), (0.0, None))
        place = found[1]
        barred = place is not None and any(d < found[0] and self._bars(i, line, self.lines[place]) for d, i in near)
        return (0.0, None) if barred else found

    def _bars(self, place: int, label: Line, value: Line) -> bool:
        """Tell whether a line that may be the first one of a value stands between that and its label."""
        line, middle = self.lines[place], (label.x0 + label.x1) / 2
        return line.style == value.style and line.x0 < middle < line.x1 and line.x0 < value.x0 and value.x1 < line.x1

    def value(self, cell: Cell) -> Value | None:
        """Find the value of a label that has one value; lines that it runs over are joined."""
        if cell.ahead:
            return Value((cell.ahead,), "before", 0.9)
        if cell.rest:
            return Value((cell.rest, *self._wrapped(cell, cell.place, cell.rest, cell.line.x0)), "right of", 1.0)
        usual = self.directions
        if centred := self.centred_block(cell):
            self.taken.update(centred)
            return Value(tuple(centred.values()), "right of", 0.9)
        said = _announces(cell) and not self._is_in_row_of_labels(cell)
        ways = _USUAL if said else self._nearest(cell, (*usual, *self._unusual(cell)))
        for way in sorted(ways, key=lambda way: self._unlike(cell, way)):
            place = self._next(way, cell)
            if place is not None and place not in self.taken:
                line = self.lines[place]
                if cell.label.key in DAYS and (more := self._rest_of_day(cell, place)):
                    self.taken.update({place, more})
                    return Value((line, self.lines[more]), "below", 0.9)
                self.taken.add(place)
                if way == OVER:
                    return Value((*self._lines_above(place), line), way, 0.95)
                return Value((line, *self._wrapped(cell, place, line)), way, 0.95)
        return None

    def _is_in_row_of_labels(self, cell: Cell) -> bool:
        """Tell whether a label has another one in its row that is set as it is: their values stand alike."""
        beside = (self.cells.get(i) for i, line in self._row(cell.line) if line.style == cell.line.style)
        return any(other is not None and other.rest is None for other in beside)

    def _nearest(self, cell: Cell, ways: Sequence[str]) -> Sequence[str]:
        """Put above for below, or the other way round, where what stands there is clearly nearer to a label."""
        over, under = self._next(OVER, cell), self._next(UNDER, cell)
        right_below = (
            under is not None and self.lines[under].baseline < cell.line.baseline + _TIGHT * cell.line.style.size
        )
        if under is not None and (self._is_nearer(under, over, cell) if over is not None else right_below):
            return [UNDER if way == OVER else way for way in ways]
        if over is not None and under is not None and self._is_nearer(over, under, cell):
            return [OVER if way == UNDER else way for way in ways]
        return ways

    def in_group(self, cell: Cell) -> Value | None:
        """Find the value of a heading whose group has labels of its own: the first with the form of its value."""
        for i in range(cell.place + 1, len(self.lines)):
            line = self.lines[i]
            other = self.cells.get(i)
            if line.style == cell.line.style or line.page > cell.line.page or (other and other.label.key in SECTIONS):
                return None
            if i not in self.taken and is_like(cell.label.key, line.text):
                self.taken.add(i)
                return Value((line, *self._wrapped(cell, i, line)), "in the group below", 0.75)
        return None

    def _unlike(self, cell: Cell, way: str) -> int:
        """Count what tells that what stands in a direction is not a label's value: its form, and how it is set."""
        place = self._next(way, cell)
        if place is None:
            return 2
        line = self.lines[place]
        unfit = cell.label.key in _FORMED and not suits(cell.label.key, line.text)
        return 2 * unfit + (bool(self._value_styles) and line.style not in self._value_styles)

    def _lines_above(self, place: int) -> tuple[Line, ...]:
        """Give the lines of a value of which the last one stands above its label."""
        found = [self.lines[place]]
        for i, line in reversed(self.on_page[found[0].page]):
            away = found[0].baseline - line.baseline
            if i < place and away > 1 and is_aligned(line, found[0]):
                if away > _TIGHT * line.style.size or line.style != found[0].style or i in self.taken:
                    break
                self.taken.add(i)
                found.insert(0, line)
        return tuple(found[:-1])

    def _unusual(self, cell: Cell) -> Iterator[str]:
        """Give the directions that no other label takes in which what a label asks for stands, if that has a form."""
        for way in self._ways if cell.label.key in _FORMED else ():
            place = self._next(way, cell)
            if way in self.directions or place is None or not suits(cell.label.key, self.lines[place].text):
                continue
            if not self._is_of_other(place, cell):
                yield way

    def _is_of_other(self, place: int, cell: Cell) -> bool:
        """Tell whether right above a line stands what is set as a label is, whose value it may be."""
        above = self._right_above(place, _TIGHT * self.lines[place].style.size, evenly=False)
        return above not in (None, cell.place) and self.lines[above or 0].style == cell.line.style

    def _rest_of_day(self, cell: Cell, place: int) -> int | None:
        """Give the line below a value that completes it to a day ("9 septembre" / "2024")."""
        line = self.lines[place]
        below = (i for i, other in self.on_page[line.page] if i > place and abs(other.x0 - line.x0) < 1)
        more = next(below, None)
        if more is None or suits(cell.label.key, line.text) or not self._free(more, cell):
            return None
        near = self.lines[more].baseline - line.baseline < _TIGHT * line.style.size
        return more if near and suits(cell.label.key, f"{line.text} {self.lines[more].text}") else None

    def _wrapped(self, cell: Cell, place: int, first: Line, left: float | None = None) -> Iterator[Line]:
        """Give the lines onto which a value wraps, since its column was full; `left` is where else they may begin."""
        if cell.label.key in _WHOLE and suits(cell.label.key, first.text) and not first.text.endswith(("-", "‐", "/")):
            return
        begins = (first.x0, first.x0 if left is None else left)
        beginning = [line for _, line in self.on_page[first.page] if _begins_at(line, begins)]
        alike = [line for line in beginning if line.style == first.style]  # which a head or a foot is not
        column = [line.x1 for line in (alike if len(alike) >= _MANY else beginning)]
        following = [(i, line) for i, line in self._row(first) if line.x0 > first.x1]
        pairs = (i for i, line in following if abs(line.baseline - first.baseline) < 1)
        if left is not None and any(i in self.cells for i in pairs):
            return  # one pair of several on a line
        if any(is_next_in_row(first, line) for _, line in following):
            return
        beside = min([line.x0 for _, line in following], default=float("inf"))
        ends = [max(column, default=first.x1), *(beside - space * first.style.size for space in _CELL_SPACES)]
        above = first
        for i in range(place + 1, len(self.lines)):
            line = self.lines[i]
            if line.page != first.page or line.baseline - above.baseline > _TIGHT * first.style.size:
                return
            centred = line.style == first.style and is_centred(first, line) and self._is_centred_value(cell, first)
            at_right = above.text.endswith("-") and abs(line.x1 - above.x1) < 1
            if not (centred or at_right or _begins_at(line, begins)) or line.baseline - above.baseline < 1:
                continue
            goes_on = continues_address(above, line) or is_broken_off(above.text)
            near = line.style == above.style and line.baseline - above.baseline < WRAPPED * line.style.size
            fits = (
                centred
                or goes_on
                or any(is_full(above, line, right) for right in ends)
                or above.text.endswith(("-", "‐", "/"))
                or (near and line.text[0].islower())
            )
            told = EMAIL.fullmatch(line.text) or SITE.fullmatch(line.text)
            apart = line.style != first.style or (told and not EMAIL.fullmatch(above.text + line.text))
            if i in self.cells or (apart and not goes_on) or not fits:
                return
            if self._has_label(line, cell) or (line.x0 > cell.line.x1 and self._begins_row(line, cell)):
                return
            yield line
            self.taken.add(i)
            above = line

    def _is_centred_value(self, cell: Cell, first: Line) -> bool:
        """Tell whether a value is as large as a title, or centred below its label which is set otherwise."""
        below = is_centred(cell.line, first) and abs(cell.line.x0 - first.x0) > 1 and cell.line.style != first.style
        return first.style.size > TITLE_SIZE * self.body or (cell.rest is None and below)

    def _has_label(self, line: Line, cell: Cell) -> bool:
        """Tell whether a label stands left of a line, and no farther left than another one whose value it may be in."""
        left = ((i, other) for i, other in self._row(line) if other.x1 <= line.x0)
        return any(i in self.cells and other.x0 > cell.line.x0 - 2 for i, other in left)

    def _is_in_inner_table(self, cell: Cell) -> bool:
        """Tell whether a name's label is a head of a small table that stands right of another label."""
        if cell.label.key != "name" or cell.rest or cell.ahead:
            return False
        size = cell.line.style.size
        near = [one for _, one in self.on_page[cell.line.page] if abs(one.baseline - cell.line.baseline) < size / 2]
        left = any(one.x1 < cell.line.x0 and one.style != cell.line.style for one in near)
        return left and any(one.x0 > cell.line.x1 and self._are_headings(cell, one) for one in near)

    def _are_headings(self, cell: Cell, other: Line) -> bool:
        """Tell whether a label and a line in its row and style both stand above text in another one."""
        below = [line for _, line in self.on_page[other.page] if line.baseline - other.baseline > 1]
        below = [line for line in below if line.style != other.style]  # the heads may have several lines
        starts = (cell.line.x0, other.x0)
        under = [next((line for line in below if abs(line.x0 - x0) < INDENT), None) for x0 in starts]
        near = all(line and line.baseline - self._bottom(other) < GAP * line.style.size for line in under)
        return other.style == cell.line.style and near and all(line and line.style != other.style for line in under)

    def _bottom(self, head: Line) -> float:
        """Give the base line of the last line of a head that may have several, as others in its row."""
        reach = head.baseline + WRAPPED * head.style.size
        return max(
            one.baseline for _, one in self.on_page[head.page] if one.style == head.style and one.baseline < reach
        )

    def _begins_row(self, line: Line, cell: Cell) -> bool:
        """Tell whether a label that is not known stands beside a line, in the column and style of another one.

        Labels are aligned at their beginnings or at their ends.
        """
        for i, other in self._row(line):
            aligned = min(abs(other.x0 - cell.line.x0), abs(other.x1 - cell.line.x1)) < 2
            if (
                aligned
                and other.baseline > cell.line.baseline + 1
                and other.style == cell.line.style
                and not is_continued(i, self.lines)
            ):
                return True
        return False

    def centred_block(self, cell: Cell) -> dict[int, Line]:
        """Give the block right of a label that stands at half its height, as in a table; empty where there is none."""
        if cell.rest or cell.ahead:
            return {}
        if self.directions[0] == UNDER:
            return {}
        if cell.place not in self._known_block:
            self._known_block[cell.place] = self._find_block(cell)
        return self._known_block[cell.place]

    def _find_block(self, cell: Cell) -> dict[int, Line]:
        column = self._value_column(cell)
        blocks = self._blocks_at(cell.line.page, column) if column >= 0 else ()
        for n, block in enumerate(blocks):
            top, bottom = block[0][1], block[-1][1]
            off = (top.top + bottom.bottom) / 2 - cell.line.middle
            beside = abs(top.baseline - cell.line.baseline) < _BESIDE * top.style.size  # which is no middle
            if len(block) == 1 or beside or abs(off) >= _MIDDLE * cell.line.style.size:
                continue
            if [c for c in self.cells.values() if self._is_level(c, cell, top, bottom)] == [cell]:
                more = chain.from_iterable(blocks[n + 1 :])
                return dict([*block, *self._rest_of_list(cell, bottom, more)])
        return {}

    def _blocks_at(self, page: int, column: float) -> Sequence[Sequence[tuple[int, Line]]]:
        """Give the lines that begin in a column of a page, those that stand as close as one cell's together."""
        if (page, column) not in self._known_blocks:
            blocks: list[list[tuple[int, Line]]] = []
            for i, line in self.on_page[page]:
                if abs(line.x0 - column) >= 2:
                    continue
                if blocks and _is_of_block(blocks[-1][-1][1], line):
                    blocks[-1].append((i, line))
                else:
                    blocks.append([(i, line)])
            self._known_blocks[page, column] = blocks
        return self._known_blocks[page, column]

    def _rest_of_list(self, cell: Cell, last: Line, lines: Iterable[tuple[int, Line]]) -> Iterator[tuple[int, Line]]:
        """Give the lines of a list that go on below a block at half the height of its label, to the next label."""
        labels = (line for _, line in self.on_page[cell.line.page] if abs(line.x0 - cell.line.x0) < 2)
        below = next((line.top for line in labels if line.baseline > cell.line.baseline + 1), float("inf"))
        for i, line in lines if cell.label.key in LISTS else ():
            if line.baseline > below or line.baseline - last.baseline > LOOSE * line.style.size:
                return
            yield i, line
            last = line

    @staticmethod
    def _is_level(other: Cell, cell: Cell, top: Line, bottom: Line) -> bool:
        beside = other.line.page == cell.line.page and abs(other.line.x0 - cell.line.x0) < 2
        return beside and top.top < other.line.middle < bottom.bottom

    def _value_column(self, cell: Cell) -> float:
        """Give the left edge that the values of most labels in a column have, -1 where they have none in common."""
        if cell.line.x0 not in self._known_columns:
            self._known_columns[cell.line.x0] = self._find_value_column(cell.line.x0)
        return self._known_columns[cell.line.x0]

    def _find_value_column(self, x0: float) -> float:
        column = [cell for cell in self.cells.values() if abs(cell.line.x0 - x0) < 2 and cell.rest is None]
        edges = Counter([round(self.lines[place].x0) for cell in column if (place := self._right(cell)) is not None])
        edge, count = edges.most_common(1)[0] if edges else (-1, 0)
        return edge if count > 1 else -1

    _ways: ClassVar[Mapping[str, Callable[[Values, Cell], int | None]]] = {
        _RIGHT: _right,
        UNDER: _below,
        OVER: _above,
        _LEFT_OF: _left,
    }


def _announces(cell: Cell) -> bool:
    """Tell whether a label is a part of a sentence, which what it announces follows."""
    key, words = cell.label.key, cell.printed.split()
    if key not in ("recipient", "name"):
        return key in ("confers", "bestows")
    ends = (announced(" ".join(words[i:])) for i in range(len(words)))
    return announced(cell.printed) is not None or any(told and told.key == key == "recipient" for told in ends)


def _is_of_block(above: Line, line: Line) -> bool:
    """Tell whether a line goes on below another one as close as in a table's cell."""
    pitch = _TIGHT if is_marked(above) and is_marked(line) else _IN_BLOCK
    return line.baseline - above.baseline < pitch * line.style.size or continues_address(above, line)


def _is_right_of(label: Line, line: Line) -> bool:
    return (
        label.page == line.page and line.x0 > label.x1 and abs(line.baseline - label.baseline) < ROW * label.style.size
    )


def _is_in_column(line: Line, other: Line) -> bool:
    """Tell whether two lines begin or end in one column, or stand in one row."""
    same = min(abs(line.x0 - other.x0), abs(line.x1 - other.x1), abs(line.baseline - other.baseline)) < 1
    return same and line.page == other.page


def _begins_at(line: Line, places: tuple[float, float]) -> bool:
    return abs(line.x0 - places[0]) < 2 or abs(line.x0 - places[1]) < 2


def is_aligned(one: Line, other: Line) -> bool:
    """Tell whether two lines begin at the same place, or are centred one below the other."""
    size = max(one.style.size, other.style.size)
    return abs(one.x0 - other.x0) < ALIGNED * size or is_centred(one, other)


def is_centred(one: Line, other: Line) -> bool:
    middles = (one.x0 + one.x1) / 2 - (other.x0 + other.x1) / 2
    return abs(middles) < CENTRED * min(one.style.size, other.style.size)
