"""Where the value of each label stands: behind it, right of it, below it or above it; in a cell, a column or a list."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import ClassVar, NamedTuple

from ..address import is_identifier, last_segment
from ..dates import parse_date, parse_minutes
from ..document import ASCENT, Line, Style
from ..esco import is_esco
from ..languages import Label, fold, holds_word, is_word, speakers
from .labels import DAYS, LISTS, SECTIONS, WRAPPED, Cell, find_cells, heading_words, is_continued, is_prose, suits
from .lists import is_marked
from .names import is_broken_off
from .rules import BULLETS, EMAIL, SITE, continues_address, is_full, joined
from .sentences import announced, announced_last
from .tables import below_head, cells
from .unlisted import is_like, meaning, meanings

_RIGHT, _UNDER, _OVER, _LEFT_OF = "right of", "below", "above", "left of"
_USUAL, _UNUSUAL = (_RIGHT, _UNDER), (_OVER, _LEFT_OF)
_FARTHER = 1.5  # times as far away: what is nearer belongs to a label
_SHARE = 0.5  # of the lines in one style: how many are labels at least where all are
_TELLING = 2  # values that are set otherwise than their labels, where all are that can be checked
_MANY = 3  # labels or values below each other, which tell a column
_TRANSLATED = 1.6  # times the size: how far below a label its translation stands
_CONTACTS = frozenset({"address", "issuer_website", "issuer_contact", "recipient_email"})  # no part of any name
_CHECKED = _CONTACTS | {"credential_id", *DAYS}  # whose form tells where the values stand
_WHOLE = frozenset({"credential_id", *DAYS})  # which have their form on one line
_FORMED = _CHECKED | {"recipient"}
_TITLE = 1.8  # times the size of a label: what is below it is a title, and no text of its section
_IN_BLOCK = 1.35  # times the size: how far below each other the lines of a table's cell are at most
_MIDDLE = 0.8  # of the size: how exactly a label stands at half the height of its value
_ELSEWHERE = 8  # times the size: how far right of a column another one begins at least
_EVEN = 1.2  # how much one distance between the rows of a table may differ from another
_CHIPS = 3  # in a row below a heading in the middle
_COLUMN = 6  # lines that begin in one place: a column of the page
_BESIDE = 0.3  # of the size: how exactly the first line of a cell stands beside its label
_NEXT = 5  # lines: how far behind a text the next item of a list stands
_LEAST = 0.7  # of the size: how much higher than another a line of another row stands
_BELOW_HEADING = 3.5  # times the size: the space below a heading that ends its section before it begins
_CARD = 5  # times the size: how far below each other titled entries stand at most
_CHIP = 9  # words of one
_UNITS = 4  # words of a level
_COUNTED = re.compile(r"[\d.)]{1,5}")  # what stands before the next label
_HTTP = re.compile(r"https?://|www\.")
_MOST_INDENTED = 5  # times the size: how far right of their labels values below them begin at most
_INDENT = 20  # points: how far right of its heading a list begins at most
_LEFT = 5  # points: how far left of its bullets a list is over
_TABLE = 4  # points: how exactly the cells of a column are aligned
_SHORT = 8  # letters: a column of texts has longer ones
_ROW = 0.4  # of the size: how far apart the base lines of one row are at most
_SAME_TOP = 0.35  # of the size: how far apart their tops are where they are aligned by these
_REACH = _SAME_TOP + ASCENT  # times the largest size: how far apart base lines of one row can be
_BELOW = 3.0  # times the size: how far below or above its label a value may stand
_TITLE_SIZE = 1.5  # times the body size: what is centred and as large goes on below
_VALUE_BELOW = 1.6  # times the size: how far below each other the lines of a value on several are at most
_LOOSE = 2.5  # times the size: how far below each other the lines of a table's cell are at most
_TIGHT = 2.0  # times the size: how far below each other the lines of one value are at most
_ALIGNED = 0.8  # of the size: how exactly a value begins where its label does
_OUTDENT = 2.0  # times the size: how far left of its heading a text may begin
_CENTRED = 1.5  # times the size: how exactly centred lines lie below each other
_EXACTLY = 0.3  # times the size: how exactly a pair of chips is centred
_GAP = 3.2  # times the size: the space that ends a section
_SMALLER = 0.95  # of the size: what is smaller and right of an item says more of it
_SMALL = 0.85  # of the size: what is smaller is another text


class Value(NamedTuple):
    """The lines of a value, where they stand from their label, and how sure that is, from 0 to 1."""

    lines: tuple[Line, ...]
    where: str
    sure: float


class Reader:
    """Finds the values of labels; the direction in which a page puts them is told by those that can be checked."""

    def __init__(self, lines: Sequence[Line], body: float) -> None:
        self.lines = list(lines)
        self.body = body
        self.on_page: dict[int, list[tuple[int, Line]]] = {}
        self.cells = find_cells(lines, body)
        self.taken: set[int] = set()
        self._described: set[int] = set()  # the headings of lists whose items have texts below them
        self._known_right: dict[int, int | None] = {}
        self._known_block: dict[int, dict[int, Line]] = {}
        self._known_rows: dict[tuple[int, float, float], list[tuple[int, Line]]] = {}
        self._known_stack: dict[tuple[int, int], tuple[float, int | None]] = {}
        self._known_columns: dict[float, float] = {}  # of values, by where their labels begin
        self._is_styled_apart = False  # until the values that can be checked tell, and where they begin
        self._value_edges: set[int] = set()
        self._value_styles: set[Style] = set()
        self.translations: list[Label] = []
        for place in [place for place, cell in self.cells.items() if self._is_translation(cell)]:
            translation = self.cells.pop(place)
            self.translations.append(translation.label)
            if rest := translation.rest:  # which belongs to the label above
                self.lines[place] = rest
            else:
                self.taken.add(place)
        for place in [place for place, cell in self.cells.items() if self._is_beside_label(cell)]:
            del self.cells[place]
        for place in [place for place, cell in self.cells.items() if self._is_in_value(cell)]:
            del self.cells[place]
        for i, line in enumerate(self.lines):
            self.on_page.setdefault(line.page, []).append((i, line))
        self._by_height = {
            page: sorted((line.baseline, i) for i, line in found) for page, found in self.on_page.items()
        }
        for place in [place for place, cell in self.cells.items() if self._is_in_inner_table(cell)]:
            del self.cells[place]
        self._indent = self._find_indent()
        self._largest = max((line.style.size for line in self.lines), default=0.0)
        self._reach = _REACH * self._largest

    def _find_indent(self) -> float:
        """Give how far right of their labels several values begin that stand right below them; 0 where none do.

        Behind a sign that stands before each label they begin left of it: then it is less than 0.
        """
        found: Counter[int] = Counter()
        for place, cell in self.cells.items():
            size = cell.line.style.size
            near = (line for line in self.lines[place + 1 : place + 1 + _NEXT] if line.page == cell.line.page)
            lower = (line for line in near if _LEAST * size < line.baseline - cell.line.baseline < _BELOW * size)
            aways = (line.x0 - cell.line.x0 for line in lower if not _COUNTED.fullmatch(line.text))
            indent = next((away for away in aways if abs(away) < _MOST_INDENTED * size), 0.0)
            if not (cell.rest or cell.ahead) and abs(indent) > size:
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
        while (above := self._right_above(place, reach, evenly=cell.label.key in SECTIONS)) is not None:
            if self.lines[above].style != cell.line.style:
                return place != cell.place and above in self.cells and self.cells[above].rest is None
            if above in self.cells:
                return False
            place = above
        return False

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
        return first if max(gaps) < _EVEN * min(gaps) and max(gaps) < _LOOSE * line.style.size else None

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
            possible = announced_last(words) or meanings(words, self._spoken)
            cell, before = Cell(i, line, Label("other", frozenset()), colon, line.after(colon)), set(self.taken)
            value = self.value(cell) if possible else None
            if value and (key := meaning(possible, joined(value.lines), cell.bare)):
                self.cells[i] = cell
                self._known_columns.clear()
                yield key, cell, value
            else:
                self.taken = before

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
            if {_UNDER, _OVER} <= fitting.keys() and self._is_nearer(fitting[_OVER], fitting[_UNDER], cell):
                del fitting[_UNDER]
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
            return place not in self.cells and not (like_label and round(line.x0) not in self._value_edges)
        return place not in self.cells and not self._is_set_as_label(line)

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
            if abs(other.baseline - baseline) <= _ROW * max(size, other.style.size)
            or abs(other.baseline - ASCENT * other.style.size - top) <= _SAME_TOP * max(size, other.style.size)
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
            near = other.line.page == line.page and _ROW * line.style.size < away < _TIGHT * line.style.size
            aligned = -2 < line.x0 - other.line.x0 < _OUTDENT * line.style.size
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
        least, heights = _ROW * line.style.size, self._by_height[line.page]
        ends = sorted([line.baseline + way * away for away in (least, _BELOW * self._largest)])
        beside = heights[bisect_left(heights, (ends[0], 0)) : bisect_right(heights, (ends[1], len(self.lines)))]
        away = [(way * (baseline - line.baseline), i) for baseline, i in beside]
        near = sorted([found for found in away if found[0] > least])
        return next(((d, i) for d, i in near if self._is_stacked(line, self.lines[i])), (0.0, None))

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
        ways = _USUAL if _announces(cell) else self._nearest(cell, (*usual, *self._unusual(cell)))
        for way in sorted(ways, key=lambda way: self._unlike(cell, way)):
            place = self._next(way, cell)
            if place is not None and place not in self.taken:
                line = self.lines[place]
                if cell.label.key in DAYS and (more := self._rest_of_day(cell, place)):
                    self.taken.update({place, more})
                    return Value((line, self.lines[more]), "below", 0.9)
                self.taken.add(place)
                if way == _OVER:
                    return Value((*self._lines_above(place), line), way, 0.95)
                return Value((line, *self._wrapped(cell, place, line)), way, 0.95)
        return None

    def _nearest(self, cell: Cell, ways: Sequence[str]) -> Sequence[str]:
        """Put above for below, or the other way round, where what stands there is clearly nearer to a label."""
        over, under = self._next(_OVER, cell), self._next(_UNDER, cell)
        right_below = (
            under is not None and self.lines[under].baseline < cell.line.baseline + _TIGHT * cell.line.style.size
        )
        if under is not None and (self._is_nearer(under, over, cell) if over is not None else right_below):
            return [_UNDER if way == _OVER else way for way in ways]
        if over is not None and under is not None and self._is_nearer(over, under, cell):
            return [_OVER if way == _UNDER else way for way in ways]
        return ways

    def in_group(self, cell: Cell) -> Value | None:
        """Find the value of a heading whose group has labels of its own: the first with the form of its value."""
        for i in range(cell.place + 1, len(self.lines)):
            line = self.lines[i]
            if line.style == cell.line.style or line.page > cell.line.page:
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
                if away > _VALUE_BELOW * line.style.size or line.style != found[0].style or i in self.taken:
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
        if left is not None and any(i in self.cells for i, _ in following):
            return  # one pair of several on a line
        beside = [line.x0 - first.style.size for _, line in following]
        ends = [max(column, default=first.x1), *([min(beside)] if beside else ())]
        above = first
        for i in range(place + 1, len(self.lines)):
            line = self.lines[i]
            if line.page != first.page or line.baseline - above.baseline > _TIGHT * first.style.size:
                return
            centred = line.style == first.style and is_centred(first, line) and self._is_centred_value(cell, first)
            if not (centred or _begins_at(line, begins)) or line.baseline - above.baseline < 1:
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
        return first.style.size > _TITLE_SIZE * self.body or (cell.rest is None and below)

    def _has_label(self, line: Line, cell: Cell) -> bool:
        """Tell whether a label stands left of a line, and no farther left than another one whose value it may be in."""
        left = ((i, other) for i, other in self._row(line) if other.x1 <= line.x0)
        return any(i in self.cells and other.x0 > cell.line.x0 - 2 for i, other in left)

    def section(self, cell: Cell) -> Value:
        """Find the lines under a label that heads a text or a list, to the next label in its column."""
        if self._is_sign(cell):
            return Value((), "beside", 0.0)
        if cell.rest is None and self.directions[0] == _OVER and self._is_caption(cell):
            above = self._next(_OVER, cell)
            if above is not None and self.lines[above].style.size > _TITLE_SIZE * self.body:
                return Value((), "above", 0.0)  # the title: no list and no text is as large
            return Value(tuple(self._column_above(cell)), "above", 0.85)
        if centred := self.centred_block(cell):
            self.taken.update(centred)
            return Value(tuple(centred.values()), "right of", 0.9)
        place = self._right(cell) if cell.rest is None and not self._heads_list(cell) else None
        if place is not None and (_is_menu(cell.line, self.lines[place]) or self._is_elsewhere(cell, place)):
            place = None
        if place is not None and self._are_headings(cell, self.lines[place]):
            place = None
        if place is not None and cell.label.key in LISTS and parse_date(self.lines[place].text).value:
            place = None  # of a column of facts beside the list
        if cell.rest or place is not None:
            first = cell.rest or self.lines[place or 0]
            return Value((first, *self._cell_below(cell, first, place)), "right of", 0.95)
        return Value(tuple(self._column(cell)), "below", 0.95)

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
        starts = (cell.line.x0, other.x0)
        under = [next((line for line in below if abs(line.x0 - x0) < _INDENT), None) for x0 in starts]
        near = all(line and line.baseline - other.baseline < _GAP * line.style.size for line in under)
        return other.style == cell.line.style and near and all(line and line.style != other.style for line in under)

    def _heads_list(self, cell: Cell) -> bool:
        """Tell whether a bullet or a number stands right below a label, or most labels have their values there."""
        below = self.below(cell)
        return below is not None and (is_marked(below) or self.directions[0] == _UNDER)

    def _is_elsewhere(self, cell: Cell, place: int) -> bool:
        """Tell whether a line stands right of the column in which the values of other labels are."""
        column = self._value_column(cell)
        return column > 0 and self.lines[place].x0 > column + _ELSEWHERE * cell.line.style.size

    def _cell_below(self, cell: Cell, first: Line, place: int | None) -> Iterator[Line]:
        """Give the further lines of a table's cell, or of a paragraph that begins with its label."""
        left = first.x0 - _ALIGNED * first.style.size if place is not None else cell.line.x0 - 2
        above, last = first.baseline, first
        right = max([line.x1 for _, line in self.on_page[first.page]])
        listed = first.words[0].text in BULLETS
        for i in range(min(cell.place, place if place is not None else cell.place), len(self.lines)):
            line = self.lines[i]
            if i in (cell.place, place) or i in self.taken or line.page < first.page:
                continue
            if _is_aside(line, first):
                continue
            if line.page > first.page or line.baseline - above > _LOOSE * first.style.size:
                return
            if i in self.cells and self.cells[i].line.baseline > cell.line.baseline + 1:
                if line.x0 < first.x0 + 1:
                    return
                continue
            if place is not None and line.x0 >= left and self._begins_row(line, cell):
                return
            goes_on = last.text.endswith((*",;|·•/",)) and line.style == first.style and line.x0 > cell.line.x0 - 2
            below = place is not None and line.style == first.style and abs(first.x0 + first.x1 - line.x0 - line.x1) < 2
            if (line.x0 >= left or goes_on or below) and line.baseline > first.baseline - 1:
                wraps = listed or last.text.endswith((*",;|·•/-",)) or is_full(last, line, right)
                wraps = wraps or _goes_on_centred(cell.line, last, line)
                wraps = _is_address(line.text) or (wraps and not _is_address(last.text))
                if place is None and (line.style.size < _SMALL * first.style.size or not wraps):
                    return
                self.taken.add(i)
                above, last = max(above, line.baseline), line
                yield line

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

    def _bound(self, cell: Cell, header: frozenset[int]) -> float:
        """Give where the next column begins: another label, or the left edge of at least three lines."""
        below = [c.line.baseline for c in self.cells.values() if self._is_below(c, cell)]
        end = min([*below, self._end_of_text(cell)])
        near = [(i, line) for i, line in self.on_page[cell.line.page] if line.baseline < end]
        left = max(cell.line.x1, cell.line.x0 + 8 * cell.line.style.size)
        right = [
            (i, line)
            for i, line in near
            if line.x0 > left
            and line.baseline > cell.line.baseline - _ROW * line.style.size
            and i not in header
            and not any(abs(line.x0 - self.lines[k].x0) < _TABLE for k in header)
            and not self._is_in_grid_of_bullets(line)
        ]
        starts = _columns_of_texts([line for i, line in near if i not in header]) if right else ()
        others = [line.x0 for i, line in right if self._begins_column(i, cell) or round(line.x0 / 2) in starts]
        heads = [line for i, line in self._row(cell.line) if i not in header and line.x0 > cell.line.x1]
        others += [line.x0 for line in heads if self._are_headings(cell, line)]
        others += self._higher_up(cell, [line for i, line in near if i not in header])
        others += self._gutters(cell, [line for i, line in near if i not in header], [line for _, line in right])
        return min(others, default=float("inf")) - 1

    @staticmethod
    def _higher_up(cell: Cell, near: Sequence[Line]) -> Iterator[float]:
        """Give where lines begin that stand right of a heading and higher up than the first line below it does."""
        size = cell.line.style.size
        below = [line for line in near if line.baseline > cell.line.baseline + 1]
        first = next((line for line in below if abs(line.x0 - cell.line.x0) < _INDENT), None)
        if first and first.baseline - cell.line.baseline < _GAP * size:
            edge = max(cell.line.x1, first.x1, cell.line.x0 + _ELSEWHERE * size)
            higher = (line for line in below if first.baseline - line.baseline > _LEAST * first.style.size)
            yield from (line.x0 for line in higher if line.x0 > edge)

    def _is_in_grid_of_bullets(self, line: Line) -> bool:
        """Tell whether an item stands right of another one with its bullet, in its row and style."""
        return is_marked(line) and any(
            other.x1 < line.x0 and other.style == line.style and other.text[0] == line.text[0]
            for _, other in self._row(line)
        )

    def _gutters(self, cell: Cell, near: Sequence[Line], right: Sequence[Line]) -> Iterator[float]:
        """Give where many lines of the page begin, and up to where none that begins left of that reaches."""
        starts = Counter([round(line.x0 / 2) for _, line in self.on_page[cell.line.page]]) if right else Counter[int]()
        for x0 in {line.x0 for line in right if starts[round(line.x0 / 2)] >= _COLUMN}:
            left = (line for line in near if line.x0 < x0 - 2 and line.baseline > cell.line.baseline - 1)
            if all(line.x1 < x0 for line in left):
                yield x0

    def _end_of_text(self, cell: Cell) -> float:
        """Give where a wide space below a heading ends, all columns taken together."""
        last = cell.line.baseline
        for line in self.lines[cell.place + 1 :]:
            if line.page != cell.line.page:
                break
            if line.baseline - last > _GAP * max(line.style.size, cell.line.style.size):
                return line.baseline
            last = max(last, line.baseline)
        return float("inf")

    def _begins_column(self, place: int, cell: Cell) -> bool:
        """Tell whether a label heads a column of its own, and not that of a table's study loads or levels."""
        other = self.cells.get(place)
        if other is None:
            return False
        beside = abs(other.line.baseline - cell.line.baseline) < _ROW * cell.line.style.size
        below, under = self.below(cell), self.below(other)
        table = beside and other.label.key == "other" and not (below and is_marked(below))
        return not table or (under is not None and is_prose(under))

    @staticmethod
    def _is_below(other: Cell, cell: Cell) -> bool:
        apart = other.line.page == cell.line.page and other.line.baseline > cell.line.baseline + 1
        return apart and abs(other.line.x0 - cell.line.x0) < _OUTDENT * cell.line.style.size

    def _header(self, cell: Cell) -> dict[int, Line]:
        """Give the header of the table that a section is: a row of a style of its own, or with labels in it."""
        below = (i for i in range(cell.place + 1, len(self.lines)) if self.lines[i].baseline > cell.line.baseline + 1)
        start = next(below, 0)
        if not start or self.lines[start].page != cell.line.page:
            return {}
        first = self.lines[start]
        row = {start: first, **dict(self._row(first))}
        if len(row) == 1:
            return {}
        rest = (line for line in self.lines[max(row) + 1 :] if line.page == first.page)
        after = [line for line in rest if line.baseline > first.baseline + 1]
        reach = after[0].baseline + _ROW * first.style.size if after else 0.0
        told = [one for one in after if one.style != first.style and _is_before_address(one, after[0])]
        following = [*(one for one in after if one.baseline < reach), *told]
        near = bool(after) and first.baseline - cell.line.baseline < _GAP * cell.line.style.size
        aligned = sum(any(abs(line.x0 - other.x0) < _TABLE for other in following) for line in row.values())
        apart = bool(following) and (following[0].style != first.style or any(i in self.cells for i in row))
        same = len({line.style for line in row.values()}) == 1
        return row if near and same and apart and aligned > 1 else {}

    def _beside_in_header(self, cell: Cell) -> dict[int, Line]:
        """Give the further columns of the table whose header a label itself is in: no headings, and no texts."""
        rows = [line for _, line in self.on_page[cell.line.page] if line.baseline > cell.line.baseline + 1]
        found = {}
        for i, head in self._row(cell.line):
            other = self.cells.get(i)
            if head.x0 < cell.line.x1 or head.style != cell.line.style or (other and other.label.key != "other"):
                continue
            below = [line for line in below_head(head, rows) if _HTTP.search(line.text) is None or is_esco(line.text)]
            of_numbers = not below and parse_minutes(f"1 {head.text}") is not None  # which end right of it
            if any(is_marked(line) or is_prose(line) for line in below):
                continue
            if of_numbers or (below and below[0].style != head.style):
                found[i] = head
        return found

    def _column(self, cell: Cell) -> Iterator[Line]:
        """Give the lines below a heading: of a table, the cells that say something of its items."""
        inside = {} if (header := self._header(cell)) else self._beside_in_header(cell)
        header = header or inside
        self.taken.update(header)
        rows = self._behind_numbers(_without_asides(list(self._below_heading(cell, frozenset(header)))))
        if cell.place in self._described:
            rows = [line for line in rows if line.style == rows[0].style or _is_address(line.text)]
        own = cell.line if inside else self._head_of_own(cell)
        heads = [*([cell.line] if own else ()), *header.values()]
        listed = cells(heads, rows, cell.label.key, own) if heads and cell.label.key in LISTS else rows
        yield from (line for line in listed if not self._is_level_beside(line, rows))

    def _behind_numbers(self, rows: list[Line]) -> list[Line]:
        """Give what stands right of captions that only count the items of a list ("Piece 1", "Piece 2")."""
        captions = [row for row in rows if len(row.words) == 2 and row.text[-1].isdigit()]
        others = [row for row in rows if row not in captions]
        edge = max((row.x1 for row in captions), default=0.0)
        if len({row.words[0].text for row in captions}) != 1 or any(row.x0 < edge for row in others):
            return rows
        beside = [[one for one in self._row(row) if one[1].x0 > row.x1] for row in captions]
        if any(len(found) != 1 for found in beside):
            return rows
        self.taken.update(i for found in beside for i, _ in found)
        return others or [line for found in beside for _, line in found]

    def _head_of_own(self, cell: Cell) -> Line | None:
        """Give the label itself where it is one of at least three heads of a table."""
        beside = [self.cells.get(i) for i, line in self._row(cell.line) if line.style == cell.line.style]
        heads = [other for other in beside if other is None or other.label.key not in SECTIONS]
        return cell.line if len(beside) == len(heads) > 1 else None

    def _is_level_beside(self, line: Line, rows: Sequence[Line]) -> bool:
        """Tell whether a line says the level of the item left of it: in a word for one, or in small print."""
        beside = [other for _, other in self._row(line) if other in rows and other.x1 < line.x0]
        counted = len(line.words) == 2 and is_word(line.words[0].text, "levels") and line.text[-1].isdigit()
        small = all(line.style.size < _SMALLER * other.style.size for other in beside) and len(line.words) < _UNITS
        told = _is_address(line.text) or parse_minutes(line.text) is not None
        return bool(beside) and (counted or is_word(line.text, "levels") or (small and not told))

    def _below_heading(self, cell: Cell, header: frozenset[int]) -> Iterator[Line]:
        left, bound = self._left_edge(cell), self._bound(cell, header)
        above, first, pitch = cell.line, None, 0.0
        given: list[Line] = []
        for i in range(cell.place + 1, len(self.lines)):
            line = self.lines[i]
            if line.page > above.page:
                left, bound = 0.0, float("inf")
            elif self._is_beside(line, cell) or not (
                left <= line.x0 < bound or self._is_centred_below(line, cell, given)
            ):
                continue
            elif self._is_apart(line, above, first, pitch) and not _is_next_title(line, given):
                return
            if i in header:
                above, pitch = line, _CARD / _EVEN * line.style.size  # until the rows below it tell
            if self._is_passed_over(i, cell, header, first):
                continue
            ends = self._ends(i, cell.line, first)
            if ends and _is_right_of_all(line, given):
                bound = min(bound, line.x0 - 1)  # a column beside the list begins there
                continue
            listed = cell.label.key in LISTS
            if ends or (listed and _says_more(line, above, first, pitch)):
                if not (listed and self._is_of_entry(i, first)):
                    return
                above = line
                self._described.add(cell.place)
                continue
            lower = line.page == above.page and line.baseline > above.baseline + 1
            pitch = line.baseline - above.baseline if lower else pitch
            first = first or line
            self.taken.add(i)
            above = line
            given.append(line)
            yield line

    def _is_of_entry(self, place: int, first: Line | None) -> bool:
        """Tell whether a text stands between two items of a list, which it says more of: each has one below it."""
        line = self.lines[place]
        if first is None or place in self.cells or line.style.bold or line.style.size > first.style.size:
            return False
        if line.style in self._styles_of_labels:
            return False
        for i in range(place + 1, min(place + _NEXT, len(self.lines))):
            other = self.lines[i]
            if i in self.cells or other.page != line.page or first.style == line.style:
                return False
            if other.style == first.style and abs(other.x0 - first.x0) < 1:
                return other.baseline - line.baseline < _CARD * line.style.size
            line = other
        return False

    def _left_edge(self, cell: Cell) -> float:
        """Give where the lines below a heading begin at the least: a bit left of it, or where its bullets do."""
        below = self.lines[cell.place + 1 : cell.place + 2]
        bullets = (line.x0 for line in below if is_marked(line) and _is_over(cell.line, line))
        return min([cell.line.x0 - _OUTDENT * cell.line.style.size, *bullets])

    def _is_passed_over(self, place: int, cell: Cell, header: frozenset[int], first: Line | None) -> bool:
        """Tell whether a line within a section is none of its lines: taken, of a table's header, or an item's level."""
        if place in header or place in self.taken:
            return True
        told = self._is_repeated(place, cell, header) or (first and _says_level(self.lines[place], first))
        if told:
            self.taken.add(place)
        return bool(told)

    def _ends(self, place: int, label: Line, first: Line | None) -> bool:
        """Tell whether a line is none of a section: a label, a heading, a title, small print, left of its bullets."""
        line = self.lines[place]
        if place in self.cells or self._heads(line, label, first):
            return True
        top = first or line
        outdented = is_marked(top) and not is_marked(line) and line.page == top.page and line.x0 < top.x0 - _LEFT
        small = line.style.size < _SMALL * top.style.size and not _is_address(line.text)
        return outdented or small or self._leads_to_badge(place) or top.style.size > _TITLE * label.style.size

    def _leads_to_badge(self, place: int) -> bool:
        """Tell whether a line says where the badge is seen or verified: it ends with an address, or one is below."""
        line = self.lines[place]
        told = [word.text for other in self.lines[place : place + 2] for word in other.words]
        address = next((word for word in told if _HTTP.match(word)), None)
        if address is None or is_marked(line):
            return False
        heads = heading_words().keys() & {fold(word.text) for word in line.words}
        own = is_identifier(last_segment(address.rstrip(".")) or "") and not heads
        named = holds_word(line.text, "badges") or holds_word(line.text, "certificates")
        return holds_word(line.text, "verify") or (own and named)

    def _is_repeated(self, place: int, cell: Cell, header: frozenset[int]) -> bool:
        """Tell whether a line repeats the header of a table on its next page."""
        line, heads = self.lines[place], (cell.line, *(self.lines[i] for i in header))
        return any(line.page > head.page and (line.text, line.style) == (head.text, head.style) for head in heads)

    def _is_apart(self, line: Line, above: Line, first: Line | None, pitch: float) -> bool:
        """Tell whether a wide space stands above a line, wider than between the rows before (`pitch`)."""
        widest = max((_GAP if first else _BELOW_HEADING) * max(line.style.size, above.style.size), _EVEN * pitch)
        return line.baseline - above.baseline > widest and not (first and self._is_in_grid(line, first))

    def _is_in_grid(self, line: Line, first: Line) -> bool:
        """Tell whether a row has the columns of the first one of a section, as cards have."""
        rows = [
            {round(other.x0) for other in (one, *(beside for _, beside in self._row(one)))} for one in (line, first)
        ]
        return len(rows[0]) > 1 and rows[0] == rows[1] and line.style == first.style

    def _is_centred_below(self, line: Line, cell: Cell, given: Sequence[Line]) -> bool:
        """Tell whether a line that begins elsewhere is centred below a heading, in a row or a column of such lines."""
        return is_centred(cell.line, line) or self._is_in_centred_row(line, cell) or _is_in_grid(line, given)

    def _is_in_centred_row(self, line: Line, cell: Cell) -> bool:
        """Tell whether a line is one of several that are centred together below a heading, as chips are."""
        row = [line, *(other for _, other in self._row(line) if other.style == line.style)]
        if self._is_beside(line, cell) or len(row) < 2 or self._row(cell.line):
            return False
        pair = len(row) < _CHIPS
        if any(len(other.words) > _CHIP for other in row) or (pair and not self._are_chips(row)):
            return False
        middle = (min(other.x0 for other in row) + max(other.x1 for other in row)) / 2
        return abs(middle - (cell.line.x0 + cell.line.x1) / 2) < (_EXACTLY if pair else _CENTRED) * line.style.size

    def _are_chips(self, row: Sequence[Line]) -> bool:
        """Tell whether two lines in a row have no label in it: else they are two columns."""
        return {i for one in row for i, _ in self._row(one)}.isdisjoint(self.cells)

    @staticmethod
    def _is_beside(line: Line, cell: Cell) -> bool:
        """Tell whether a line stands no lower than a label on its page."""
        return line.page == cell.line.page and line.baseline <= cell.line.baseline + 1

    def centred_block(self, cell: Cell) -> dict[int, Line]:
        """Give the block right of a label that stands at half its height, as in a table; empty where there is none."""
        if cell.rest or cell.ahead:
            return {}
        if self.directions[0] == _UNDER:
            return {}
        if cell.place not in self._known_block:
            self._known_block[cell.place] = self._find_block(cell)
        return self._known_block[cell.place]

    def _is_sign(self, cell: Cell) -> bool:
        """Tell whether a label is a sign on each of several cards, of which two stand in one row: it heads nothing."""
        alike = [c for c in self.cells.values() if c.label.key == cell.label.key and c.line.style == cell.line.style]
        heights = [round(c.line.baseline) for c in alike if c.rest is None and c.line.page == cell.line.page]
        return cell.rest is None and len(set(heights)) < len(heights)

    def _find_block(self, cell: Cell) -> dict[int, Line]:
        column = self._value_column(cell)
        if column < 0:
            return {}
        lines = [(i, line) for i, line in self.on_page[cell.line.page] if abs(line.x0 - column) < 2]
        blocks: list[list[tuple[int, Line]]] = []
        for i, line in lines:
            above = blocks[-1][-1][1] if blocks else None
            pitch = _TIGHT if above and is_marked(above) and is_marked(line) else _IN_BLOCK
            near = above and line.baseline - above.baseline < pitch * line.style.size
            if above and (near or continues_address(above, line)):
                blocks[-1].append((i, line))
            else:
                blocks.append([(i, line)])
        for block in blocks:
            top, bottom = block[0][1], block[-1][1]
            off = (top.top + bottom.bottom) / 2 - cell.line.middle
            beside = abs(top.baseline - cell.line.baseline) < _BESIDE * top.style.size  # which is no middle
            if len(block) == 1 or beside or abs(off) >= _MIDDLE * cell.line.style.size:
                continue
            if [c for c in self.cells.values() if self._is_level(c, cell, top, bottom)] == [cell]:
                more = (found for found in lines if found[1].baseline > bottom.baseline)
                return dict([*block, *self._rest_of_list(cell, bottom, more)])
        return {}

    def _rest_of_list(self, cell: Cell, last: Line, lines: Iterable[tuple[int, Line]]) -> Iterator[tuple[int, Line]]:
        """Give the lines of a list that go on below a block at half the height of its label, to the next label."""
        labels = (line for _, line in self.on_page[cell.line.page] if abs(line.x0 - cell.line.x0) < 2)
        below = next((line.top for line in labels if line.baseline > cell.line.baseline + 1), float("inf"))
        for i, line in lines if cell.label.key in LISTS else ():
            if line.baseline > below or line.baseline - last.baseline > _LOOSE * line.style.size:
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

    def _is_caption(self, cell: Cell) -> bool:
        """Tell whether a label is smaller than what stands above it, which is no sentence above a list."""
        before = (line for i, line in reversed(self.on_page[cell.line.page]) if i < cell.place)
        above = next((line for line in before if is_aligned(line, cell.line)), None)
        if above is None or (cell.label.key in LISTS and above.text.endswith(".")):
            return False
        return cell.line.style.size < _SMALL * above.style.size

    def _column_above(self, cell: Cell) -> list[Line]:
        """Find the lines over a label that stands below its list, up to the next label."""
        found: list[Line] = []
        below = cell.line
        for i in range(cell.place - 1, -1, -1):
            line = self.lines[i]
            if i in self.cells or i in self.taken or line.page != below.page or is_prose(line):
                break
            if found and line.style != found[0].style:
                break
            if below.baseline - line.baseline > _GAP * line.style.size:
                break
            found.insert(0, line)
            below = line
            self.taken.add(i)
        return found

    @staticmethod
    def _heads(line: Line, label: Line, first: Line | None) -> bool:
        """Tell whether a line is set as the label of the section is, where the text below it is not."""
        if first is None:
            return False
        larger = line.style.size > 1.15 * max(first.style.size, label.style.size)
        bolder = line.style.bold and not first.style.bold and line.style.size > first.style.size
        return larger or bolder or (first.style != label.style and line.style == label.style)

    _ways: ClassVar[Mapping[str, Callable[[Reader, Cell], int | None]]] = {
        _RIGHT: _right,
        _UNDER: _below,
        _OVER: _above,
        _LEFT_OF: _left,
    }


def _is_right_of_all(line: Line, given: Sequence[Line]) -> bool:
    return bool(given) and line.page == given[-1].page and line.x0 > max(one.x1 for one in given) + line.style.size


def _is_before_address(line: Line, beside: Line) -> bool:
    """Tell whether a line has an address right of it that begins a bit higher up, in smaller type or on two lines."""
    return line.top < beside.baseline + _SAME_TOP * line.style.size and line.x1 < beside.x0 and _is_address(beside.text)


def _is_aside(line: Line, first: Line) -> bool:
    """Tell whether a line stands right of a value's first one, in another style: in a column beside it."""
    told = _is_address(line.text) or parse_minutes(line.text) is not None
    return line.x0 > first.x1 and line.style != first.style and not told


def _columns_of_texts(lines: Sequence[Line]) -> set[int]:
    """Give half the left edges of at least four texts, where they are no addresses."""
    texts = [line for line in lines if parse_minutes(line.text) is None]
    starts = Counter([round(line.x0 / 2) for line in texts if len(line.text) > _SHORT])
    names = {round(line.x0 / 2) for line in texts if not _is_address(line.text)}
    return {start for start, count in starts.items() if count >= 4 and start in names}


def _without_asides(lines: Sequence[Line]) -> list[Line]:
    """Leave out the lines right of all others, of another size and in no row of theirs: what stands beside a list."""
    sizes = Counter(line.style.size for line in lines)
    size = max(sizes, key=lambda size: sizes[size], default=0.0)
    right = max((line.x1 for line in lines if line.style.size == size), default=0.0)
    rows = [line.baseline for line in lines if line.style.size == size]
    beside = (line for line in lines if line.style.size != size and line.x0 >= right)
    asides = [line for line in beside if all(abs(line.baseline - row) > _SAME_TOP * size for row in rows)]
    return [line for line in lines if line not in asides]


def _says_level(line: Line, item: Line) -> bool:
    """Tell whether small print below an item says its level."""
    small = line.style.size < _SMALL * item.style.size
    return small and len(line.words) < _UNITS and holds_word(line.text, "levels")


def _says_more(line: Line, above: Line, first: Line | None, pitch: float) -> bool:
    """Tell whether a line is a sentence below a list: set otherwise than its items, or farther away."""
    if first is None or is_marked(line):
        return False
    if first.text.endswith((";", ",")) and above.text.endswith("."):  # which ended the last item
        return True
    if is_marked(first):
        return 0 < pitch < (line.baseline - above.baseline) / _EVEN and line.page == above.page
    if not is_prose(line) or is_prose(first):
        return False
    return line.style != first.style or (0 < pitch < (line.baseline - above.baseline) / _EVEN)


def _is_next_title(line: Line, given: Sequence[Line]) -> bool:
    """Tell whether a line is set as the first one of a list, and the last one is not: as titles of entries are."""
    if not given or given[-1].page != line.page or line.baseline - given[-1].baseline > _CARD * line.style.size:
        return False
    return line.style == given[0].style != given[-1].style and abs(line.x0 - given[0].x0) < 1


def _is_in_grid(line: Line, given: Sequence[Line]) -> bool:
    """Tell whether a line is centred below one of a list's, as a cell is, or stands between two of one row."""
    middle = (line.x0 + line.x1) / 2
    return any(
        other.style == line.style and other.page == line.page and abs((other.x0 + other.x1) / 2 - middle) < 2
        for other in given
    )


def _announces(cell: Cell) -> bool:
    """Tell whether a label is a part of a sentence, which what it announces follows."""
    key = cell.label.key
    return key in ("confers", "bestows") or (key in ("recipient", "name") and announced(cell.printed) is not None)


def _is_menu(label: Line, beside: Line) -> bool:
    """Tell whether two words in capitals and one style are entries of a menu, and none the other's value."""
    return label.style == beside.style and label.text.isupper() and beside.text.isupper()


def _goes_on_centred(whole: Line, last: Line, line: Line) -> bool:
    """Tell whether a line goes on in the middle below a centred one (`whole`, with its label) that has no full stop."""
    centred = abs((whole.x0 + whole.x1) - (line.x0 + line.x1)) < line.style.size and line.x0 > whole.x0 + _INDENT
    return centred and line.style.size == last.style.size and not last.text.endswith((".", "!", "?"))


def _is_right_of(label: Line, line: Line) -> bool:
    return (
        label.page == line.page and line.x0 > label.x1 and abs(line.baseline - label.baseline) < _ROW * label.style.size
    )


def _is_in_column(line: Line, other: Line) -> bool:
    """Tell whether two lines begin or end in one column, or stand in one row."""
    same = min(abs(line.x0 - other.x0), abs(line.x1 - other.x1), abs(line.baseline - other.baseline)) < 1
    return same and line.page == other.page


def _begins_at(line: Line, places: tuple[float, float]) -> bool:
    return abs(line.x0 - places[0]) < 2 or abs(line.x0 - places[1]) < 2


def _is_address(text: str) -> bool:
    return re.fullmatch(r"[<(\[]?(?=\S*[\d/])\S+[>)\]]?|https?://.*", text) is not None


def is_aligned(one: Line, other: Line) -> bool:
    """Tell whether two lines begin at the same place, or are centred one below the other."""
    size = max(one.style.size, other.style.size)
    return abs(one.x0 - other.x0) < _ALIGNED * size or is_centred(one, other)


def _is_over(heading: Line, listed: Line) -> bool:
    """Tell whether a heading in the middle stands over the first item of a list that begins left of it."""
    middle = (heading.x0 + heading.x1) / 2
    return listed.page == heading.page and listed.x0 < middle < listed.x1 + _OUTDENT * heading.style.size


def is_centred(one: Line, other: Line) -> bool:
    middles = (one.x0 + one.x1) / 2 - (other.x0 + other.x1) / 2
    return abs(middles) < _CENTRED * min(one.style.size, other.style.size)
