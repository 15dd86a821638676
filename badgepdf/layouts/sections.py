"""The sections of a page: the text or the list that stands under or beside its heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from ..address import is_identifier, last_segment
from ..dates import is_no_expiry, parse_date, parse_minutes
from ..document import Line
from ..esco import is_esco
from ..languages import fold, holds_word, is_word
from .labels import LISTS, SECTIONS, WRAPPED, Cell, heading_words, is_prose
from .lists import is_marked
from .rules import BULLETS, is_full
from .tables import below_head, cells
from .values import (
    ALIGNED,
    CENTRED,
    EVEN,
    GAP,
    INDENT,
    LEAST,
    LOOSE,
    NEXT,
    OUTDENT,
    OVER,
    ROW,
    SAME_TOP,
    TITLE_SIZE,
    UNDER,
    Value,
    Values,
    is_aligned,
    is_centred,
)

_SEVERAL, _JUMP = 3, 2.2  # distances between the lines of a list; how many times as wide as these an end is
_LOW = 0.6  # of the page's height: what goes on on the next page reaches below that
_TITLE = 1.8  # times the size of a label: what is below it is a title, and no text of its section
_ELSEWHERE = 8  # times the size: how far right of a column another one begins at least
_CHIPS = 3  # in a row below a heading in the middle
_COLUMN = 6  # lines that begin in one place: a column of the page
_BELOW_HEADING = 4.0  # times the size: the space below a heading that ends its section before it begins
_CARD = 5  # times the size: how far below each other titled entries stand at most
_CHIP = 9  # words of one
_UNITS = 4  # words of a level
_HTTP = re.compile(r"https?://|www\.")
_LEFT = 5  # points: how far left of its bullets a list is over
_TABLE = 4  # points: how exactly the cells of a column are aligned
_SHORT = 8  # letters: a column of texts has longer ones
_EXACTLY = 0.3  # times the size: how exactly a pair of chips is centred
_SMALLER = 0.95  # of the size: what is smaller and right of an item says more of it
_SMALL = 0.85  # of the size: what is smaller is another text


_left = attrgetter("x0")


class Reader(Values):
    """Finds the values of labels, and the sections under headings."""

    def section(self, cell: Cell) -> Value:
        """Find the lines under a label that heads a text or a list, to the next label in its column."""
        if self._is_sign(cell):
            return Value((), "beside", 0.0)
        if cell.rest is None and self.directions[0] == OVER and self._is_caption(cell):
            above = self._next(OVER, cell)
            if above is not None and self.lines[above].style.size > TITLE_SIZE * self.body:
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
        if place is not None and cell.label.key in LISTS and _is_fact(self.lines[place].text):
            place = None  # of a column of facts beside the list
        if cell.rest or place is not None:
            first = cell.rest or self.lines[place or 0]
            return Value((first, *self._cell_below(cell, first, place)), "right of", 0.95)
        return Value(tuple(self._column(cell)), "below", 0.95)

    def _heads_list(self, cell: Cell) -> bool:
        """Tell whether a bullet or a number stands right below a label, or most labels have their values there."""
        below = self.below(cell)
        return below is not None and (is_marked(below) or self.directions[0] == UNDER)

    def _is_elsewhere(self, cell: Cell, place: int) -> bool:
        """Tell whether a line stands right of the column in which the values of other labels are."""
        column = self._value_column(cell)
        return column > 0 and self.lines[place].x0 > column + _ELSEWHERE * cell.line.style.size

    def _cell_below(self, cell: Cell, first: Line, place: int | None) -> Iterator[Line]:
        """Give the further lines of a table's cell, or of a paragraph that begins with its label."""
        left = first.x0 - ALIGNED * first.style.size if place is not None else cell.line.x0 - 2
        above, last = first.baseline, first
        right = max([line.x1 for _, line in self.on_page[first.page]])
        listed = first.words[0].text in BULLETS
        for i in range(min(cell.place, place if place is not None else cell.place), len(self.lines)):
            line = self.lines[i]
            if i in (cell.place, place) or i in self.taken or line.page < first.page:
                continue
            if _is_aside(line, first):
                continue
            if line.page > first.page or line.baseline - above > LOOSE * first.style.size:
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
            and line.baseline > cell.line.baseline - ROW * line.style.size
            and i not in header
            and not any(abs(line.x0 - self.lines[k].x0) < _TABLE for k in header)
            and not self._is_in_grid_of_bullets(line)
            and not self._is_chip(line)
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
        first = next((line for line in below if abs(line.x0 - cell.line.x0) < INDENT), None)
        if first and first.baseline - cell.line.baseline < GAP * size:
            edge = max(cell.line.x1, first.x1, cell.line.x0 + _ELSEWHERE * size)
            higher = (line for line in below if first.baseline - line.baseline > LEAST * first.style.size)
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

    def _is_chip(self, line: Line) -> bool:
        """Tell whether a line stands in a row with two others that are set as it is, and none of them is a label."""
        alike = [
            i for i, other in self._row(line) if other.style == line.style and abs(other.baseline - line.baseline) < 1
        ]
        return len(alike) >= _CHIPS - 1 and self.cells.keys().isdisjoint(alike)

    def _end_of_text(self, cell: Cell) -> float:
        """Give where a wide space below a heading ends, all columns taken together."""
        last = cell.line.baseline
        for line in self.lines[cell.place + 1 :]:
            if line.page != cell.line.page:
                break
            if line.baseline - last > GAP * max(line.style.size, cell.line.style.size):
                return line.baseline
            last = max(last, line.baseline)
        return float("inf")

    def _begins_column(self, place: int, cell: Cell) -> bool:
        """Tell whether a label heads a column of its own, and not that of a table's study loads or levels."""
        other = self.cells.get(place)
        if other is None:
            return False
        beside = abs(other.line.baseline - cell.line.baseline) < ROW * cell.line.style.size
        below, under = self.below(cell), self.below(other)
        table = beside and other.label.key == "other" and not (below and is_marked(below))
        return not table or (under is not None and is_prose(under))

    @staticmethod
    def _is_below(other: Cell, cell: Cell) -> bool:
        apart = other.line.page == cell.line.page and other.line.baseline > cell.line.baseline + 1
        return apart and abs(other.line.x0 - cell.line.x0) < OUTDENT * cell.line.style.size

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
        reach = after[0].baseline + ROW * first.style.size if after else 0.0
        told = [one for one in after if one.style != first.style and _is_before_address(one, after[0])]
        low = after[0].baseline + WRAPPED * after[0].style.size if after else 0.0  # of an address beside two lines
        told += [one for one in after if one.baseline < low and _is_before_address(after[0], one)]
        following = [*(one for one in after if one.baseline < reach), *told]
        near = bool(after) and first.baseline - cell.line.baseline < GAP * cell.line.style.size
        aligned = sum(any(_is_in_column(line, other) for other in following) for line in row.values())
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
            beyond = self._is_beyond(line, above, first, pitch) or _is_jump(line, given)
            if beyond and not _is_next_title(line, given):
                return
            if i in header:
                above, pitch = line, _CARD / EVEN * line.style.size  # until the rows below it tell
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
        for i in range(place + 1, min(place + NEXT, len(self.lines))):
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
        return min([cell.line.x0 - OUTDENT * cell.line.style.size, *bullets])

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

    def _is_beyond(self, line: Line, above: Line, first: Line | None, pitch: float) -> bool:
        """Tell whether a section ends above a line: at a wide space, or on the page before, where there was room."""
        if line.page > above.page:
            return above.baseline < _LOW * self.heights[above.page]
        return self._is_apart(line, above, first, pitch)

    def _is_apart(self, line: Line, above: Line, first: Line | None, pitch: float) -> bool:
        """Tell whether a wide space stands above a line, wider than between the rows before (`pitch`)."""
        size = max(line.style.size, above.style.size, first.style.size if first else 0.0)
        widest = max((GAP if first else _BELOW_HEADING) * size, EVEN * pitch)
        return line.baseline - above.baseline > widest and not (first and self._is_in_grid(line, first))

    def _is_in_grid(self, line: Line, first: Line) -> bool:
        """Tell whether a row has the columns of the first one of a section, as cards and tables have."""
        row, heads = ([one, *(beside for _, beside in self._row(one))] for one in (line, first))
        if len(row) < 2 or len(row) != len(heads) or line.style != first.style:
            return False
        pairs = zip(sorted(row, key=_left), sorted(heads, key=_left), strict=True)
        return all(min(abs(one.x0 - head.x0), abs(one.x1 - head.x1)) < 1 for one, head in pairs)

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
        return abs(middle - (cell.line.x0 + cell.line.x1) / 2) < (_EXACTLY if pair else CENTRED) * line.style.size

    def _are_chips(self, row: Sequence[Line]) -> bool:
        """Tell whether two lines in a row have no label in it: else they are two columns."""
        return {i for one in row for i, _ in self._row(one)}.isdisjoint(self.cells)

    @staticmethod
    def _is_beside(line: Line, cell: Cell) -> bool:
        """Tell whether a line stands no lower than a label on its page."""
        return line.page == cell.line.page and line.baseline <= cell.line.baseline + 1

    def _is_sign(self, cell: Cell) -> bool:
        """Tell whether a label is a sign on each of several cards, of which two stand in one row: it heads nothing."""
        alike = [c for c in self.cells.values() if c.label.key == cell.label.key and c.line.style == cell.line.style]
        heights = [round(c.line.baseline) for c in alike if c.rest is None and c.line.page == cell.line.page]
        return cell.rest is None and len(set(heights)) < len(heights)

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
            if below.baseline - line.baseline > GAP * line.style.size:
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


def _is_in_column(head: Line, line: Line) -> bool:
    """Tell whether a cell begins or ends where the head of its column does."""
    return min(abs(head.x0 - line.x0), abs(head.x1 - line.x1)) < _TABLE


def _is_fact(text: str) -> bool:
    return parse_date(text).value is not None or is_no_expiry(text)


def _is_right_of_all(line: Line, given: Sequence[Line]) -> bool:
    return bool(given) and line.page == given[-1].page and line.x0 > max(one.x1 for one in given) + line.style.size


def _is_before_address(line: Line, beside: Line) -> bool:
    """Tell whether a line has an address right of it that begins a bit higher up, in smaller type or on two lines."""
    return line.top < beside.baseline + SAME_TOP * line.style.size and line.x1 < beside.x0 and _is_address(beside.text)


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
    """Leave out the lines right of all others, of another size and in no row of theirs: what stands beside a list.

    A column has several lines in rows: its others are cells too, beside what is on two lines.
    """
    sizes = Counter(line.style.size for line in lines)
    size = max(sizes, key=lambda size: sizes[size], default=0.0)
    right = max((line.x1 for line in lines if line.style.size == size), default=0.0)
    rows = [line.baseline for line in lines if line.style.size == size]
    beside = [line for line in lines if line.style.size != size and line.x0 >= right]
    asides = [line for line in beside if all(abs(line.baseline - row) > SAME_TOP * size for row in rows)]
    columns = {round(line.x0) for line in beside if line not in asides}
    return [line for line in lines if line not in asides or round(line.x0) in columns]


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
        return 0 < pitch < (line.baseline - above.baseline) / EVEN and line.page == above.page
    if not is_prose(line) or is_prose(first):
        return False
    return line.style != first.style or (0 < pitch < (line.baseline - above.baseline) / EVEN)


def _is_jump(line: Line, given: Sequence[Line]) -> bool:
    """Tell whether a line stands more than twice as far below a list of several lines as these do below each other."""
    if len(given) <= _SEVERAL or line.baseline - given[-1].baseline <= LOOSE * line.style.size:
        return False
    apart = (below.baseline - above.baseline for above, below in pairwise(given) if below.page == above.page)
    gaps = [gap for gap in apart if gap > LEAST * line.style.size]  # chips and cells stand in rows
    far = len(gaps) >= _SEVERAL and line.baseline - given[-1].baseline > _JUMP * max(gaps)
    return far and line.page == given[-1].page


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


def _is_menu(label: Line, beside: Line) -> bool:
    """Tell whether two words in capitals and one style are entries of a menu, and none the other's value."""
    return label.style == beside.style and label.text.isupper() and beside.text.isupper()


def _goes_on_centred(whole: Line, last: Line, line: Line) -> bool:
    """Tell whether a line goes on in the middle below a centred one (`whole`, with its label) that has no full stop."""
    centred = abs((whole.x0 + whole.x1) - (line.x0 + line.x1)) < line.style.size and line.x0 > whole.x0 + INDENT
    return centred and line.style.size == last.style.size and not last.text.endswith((".", "!", "?"))


def _is_address(text: str) -> bool:
    return re.fullmatch(r"[<(\[]?(?=\S*[\d/])\S+[>)\]]?|https?://.*", text) is not None


def _is_over(heading: Line, listed: Line) -> bool:
    """Tell whether a heading in the middle stands over the first item of a list that begins left of it."""
    middle = (heading.x0 + heading.x1) / 2
    return listed.page == heading.page and listed.x0 < middle < listed.x1 + OUTDENT * heading.style.size
