"""A page as cells: which lines are labels, and where the value of each one stands.

Whatever the template, a label is told from other text by a colon, by its style, by standing alone, or by its
neighbours, and its value stands behind it, right of it, below it or above it. Lists, paragraphs and single values are
found alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from ..address import web_address
from ..dates import is_no_expiry, parse_date, parse_minutes
from ..document import Line, Word
from ..languages import Found, Label, fold, holds_word, label_index, languages
from .names import is_name
from .rules import BULLETS, EMAIL, SITE, continues_address, is_full, stands_out
from .sentences import announced

DASHES = frozenset({"—", "–", "-", "|", "/", "·", "•"})
DAYS = ("issued_on", "expires_on")
SECTIONS = ("description", "skills", "esco", "alignments", "criteria", "tags", "evidence", "narrative", "parts")
_TRANSLATION = 5  # words of a label's translation, its slash included
_TRANSLATED = 1.6  # times the size: how far below a label its translation stands
_LARGE = 1.6  # times the size of the text: no heading of a section is as large
_IN_BLOCK = 1.35  # times the size: how far below each other the lines of a table's cell are at most
_MIDDLE = 0.8  # of the size: how exactly a label stands at half the height of its value
_WORDS_OF_A_NAME = 6
_TABLE = 4  # points: how exactly the cells of a column are aligned
_SHORT = 8  # letters: a column of texts has longer ones
_UNKNOWN = 3  # words that are not known between a label and its colon
_HEADING = 7  # words of a heading
_PAIRS = frozenset({"·", "|", "•"})  # between two pairs of label and value on one line
_ROW = 0.4  # of the size: how far apart the base lines of one row are at most
_BELOW = 3.0  # times the size: how far below or above its label a value may stand
_TIGHT = 2.0  # times the size: how far below each other the lines of one value are at most
_ALIGNED = 0.8  # of the size: how exactly a value begins where its label does
_OUTDENT = 2.0  # times the size: how far left of its heading a text may begin
_CENTRED = 1.5  # times the size: how exactly centred lines lie below each other
_GAP = 3.2  # times the size: the space that ends a section
_SMALL = 0.85  # of the size: what is smaller is another text


class Cell(NamedTuple):
    """A label on a line, and what stands behind or before it there."""

    place: int
    line: Line
    label: Label
    span: int
    rest: Line | None = None
    ahead: Line | None = None

    @property
    def printed(self) -> str:
        words = self.line.words[len(self.ahead.words) + 1 :] if self.ahead else self.line.words[: self.span]
        return " ".join(word.text for word in words)

    @property
    def has_colon(self) -> bool:
        return self.ahead is None and self.line.words[self.span - 1].text.endswith((":", "："))


class Value(NamedTuple):
    """The lines of a value, where they stand from their label, and how sure that is, from 0 to 1."""

    lines: tuple[Line, ...]
    where: str
    sure: float


class Page(NamedTuple):
    """What the search looks at: all lines, and the labels among them by the place of their line."""

    lines: Sequence[Line]
    cells: dict[int, Cell]


def cut_pairs(lines: Iterable[Line]) -> list[Line]:
    """Cut lines that hold several pairs of label and value ("Issued 3 March 2024 · No expiry · ID 77")."""
    cut: list[Line] = []
    for line in lines:
        parts = [piece for part in _parts(line) for piece in _at_labels(part)]
        labelled = sum(label_index().match([w.text for w in part.words]) is not None for part in parts)
        cut += parts if len(parts) > 1 and labelled >= 1 and labelled * 2 >= len(parts) else [line]
    return cut


def _parts(line: Line) -> Iterator[Line]:
    words: list[Word] = []
    for word in line.words:
        if word.text in _PAIRS and words:
            yield Line.of(words)
            words = []
        elif word.text not in _PAIRS:
            words.append(word)
    if words:
        yield Line.of(words)


def _at_labels(line: Line) -> Iterator[Line]:
    """Cut a line before each label with a colon in it."""
    words, start = [word.text for word in line.words], 0
    for i in range(1, len(words)):
        found = label_index().match(words[i:]) if words[i][0].isupper() else None
        told = any(word.endswith(":") for word in words[start:i])
        if found and told and words[i + found.words - 1].endswith(":"):
            yield Line.of(line.words[start:i])
            start = i
    yield Line.of(line.words[start:])


def find_cells(lines: Sequence[Line], body: float) -> dict[int, Cell]:
    """Find the labels that are labels, by the place of their line; `body` is the size of the text."""
    found = {i: cell for i, line in enumerate(lines) if (cell := _cell(i, line, body))}
    return {i: cell for i, cell in found.items() if _is_label(cell, lines, found)}


def _cell(place: int, line: Line, body: float) -> Cell | None:
    words = [word.text for word in line.words]
    if is_no_expiry(line.text):  # which may begin with a label: "expires never"
        return None
    if len(words) > 1 and _is_number(words[0], line):  # of a numbered heading or label
        inner = _cell(place, Line.of(line.words[1:]), body)
        return inner._replace(line=line, span=inner.span + 1) if inner and inner.rest is None else None
    found = _bilingual(words)
    heads = (words[-1].endswith(":") or stands_out(line, body)) and (not found or found.words < len(words))
    heads = heads and line.style.size < _LARGE * body and not holds_word(line.text, "badges")
    if heads and not any(word.endswith(":") for word in words[:-1]) and (label := _heading(words)):
        return Cell(place, line, label, len(words))
    if found:
        return Cell(place, line, found.label, found.words, line.after(found.words))
    if phrase := announced(line.text):
        return Cell(place, line, phrase, len(words))
    for i in range(1, len(words) - 1):
        if words[i] in DASHES and (behind := _bilingual(words[i + 1 :])) and behind.words == len(words) - i - 1:
            if words[i] == "/":  # a label whose first language is not known
                return Cell(place, line, behind.label, len(words))
            return Cell(place, line, behind.label, behind.words, ahead=Line.of(line.words[:i]))
    return None


def _is_number(text: str, line: Line) -> bool:
    """Tell whether a word counts headings ("2.", in bold) or labels ("2.1")."""
    return re.fullmatch(r"\d{1,2}(?:\.\d{1,2})+[.)]?" + (r"|\d{1,2}[.)]" if line.style.bold else ""), text) is not None


def _heading(words: Sequence[str]) -> Label | None:
    """Find what a short heading is about: its first or last word heads a section by itself ("Skills you showed")."""
    if not 1 < len(words) <= _HEADING:
        return None
    found = {label.key: label for word in (words[0], words[-1]) if (label := heading_words().get(fold(word)))}
    if "esco" in found:
        return found["esco"]
    return next(iter(found.values())) if len(found) == 1 else None


@cache
def heading_words() -> dict[str, Label]:
    """Give the labels of one word that head a section, and ESCO, which is the same in all languages."""
    found: dict[str, Label] = {"esco": Label("esco", frozenset())}
    for language in languages().values():
        for key in ("skills", "criteria", "evidence", "esco"):
            for text in language.labels.get(key, ()):
                if " " not in text:
                    known = found.get(fold(text))
                    codes = known.languages | {language.code} if known else frozenset({language.code})
                    found[fold(text)] = Label(key, codes)
    return found


def _bilingual(words: Sequence[str]) -> Found | None:
    """Find a label, and behind a slash or in brackets the same one in another language; ESCO in it says what it is."""
    found = _with_translation(words)
    if found and found.label.key == "skills" and any(fold(word) == "esco" for word in words[: found.words]):
        return found._replace(label=found.label._replace(key="esco"))
    return found


def _with_translation(words: Sequence[str]) -> Found | None:
    found = label_index().match_any(words)
    if not found:
        return None
    count = found.words
    if words[count - 1].endswith(":"):
        return found
    colon = next((i for i, word in enumerate(words[count : count + _UNKNOWN + 1], count + 1) if word.endswith(":")), 0)
    if colon and not any(word in DASHES for word in words[count:colon]):
        return Found(found.label, colon)
    while count < len(words) - 1 and words[count] in DASHES:
        other = label_index().match_any(words[count + 1 :])
        if not other:
            if words[count] == "/" and len(words) - count <= _TRANSLATION and not any(":" in w for w in words[count:]):
                count = len(words)  # a translation that is not known, or goes on on the next line
            break
        count += 1 + other.words
    if count < len(words) and words[count].startswith("("):
        inner = [words[count].removeprefix("("), *words[count + 1 :]]
        end = next((i for i, word in enumerate(inner, 1) if word.rstrip(":").endswith(")")), 0)
        other = label_index().match_any([word.rstrip(":").removesuffix(")") for word in inner[:end]]) if end else None
        if other and other.words == end:
            count += end
    if count == len(words) - 1 and words[count] in (":", "/"):
        count += 1
    return Found(found.label, count)


def _is_label(cell: Cell, lines: Sequence[Line], found: dict[int, Cell]) -> bool:
    """Tell a label from text that begins like one."""
    line, rest = cell.line, cell.rest
    if cell.ahead:
        return _suits(cell.label.key, cell.ahead.text) or any(c.ahead for i, c in found.items() if i != cell.place)
    if rest is None:
        whole = cell.span > 1 or cell.has_colon or not line.text[0].islower() or not _has_neighbours(cell.place, lines)
        return whole and not _continues(cell.place, lines)
    if cell.has_colon or _looks_apart(line.words[: cell.span], rest):
        return not _is_prose(rest) or cell.label.key in SECTIONS
    if cell.label.key in SECTIONS:
        return False
    if _suits(cell.label.key, rest.text) or (announced(cell.printed) and _is_short(rest)):
        return True
    if cell.label.key == "name":
        return False
    around = (found.get(cell.place - 1), found.get(cell.place + 1))
    near = [c for c in around if c and c.line.style.size == line.style.size]
    return any(c.label.key != cell.label.key and c.rest and _close(c.line, line) for c in near) and _is_short(rest)


def _looks_apart(label: Sequence[Word], rest: Line) -> bool:
    """Tell whether a label is set in another style, or in capitals that its value is not set in."""
    first, printed = rest.words[0].style, "".join(word.text for word in label)
    own = label[0].style
    styled = (own.font, own.bold, own.italic) != (first.font, first.bold, first.italic) or own.size != first.size
    return styled or (printed.isupper() and len(printed) > 2 and rest.text.upper() != rest.text)


def _suits(key: str, text: str) -> bool:
    """Tell whether a text has the form that the values of a label have: a date, an address, a number."""
    if key in DAYS:
        reading = parse_date(text)
        return bool(reading.value or reading.readings) or (key == "expires_on" and is_no_expiry(text))
    if key in ("recipient_email", "issuer_contact"):
        return EMAIL.fullmatch(text) is not None
    if key in ("address", "issuer_website"):
        return web_address(text) is not None or re.fullmatch(r"[\w.-]+\.\w{2,}/\S+", text) is not None
    if key == "recipient":
        return is_name(text) and len(text.split()) < _WORDS_OF_A_NAME
    return key == "credential_id" and " " not in text and any(c.isdigit() for c in text)


def _is_short(line: Line) -> bool:
    return len(line.words) <= 12 and not _is_prose(line)


def _is_prose(line: Line) -> bool:
    """Tell whether a line ends like a sentence of some length."""
    return len(line.words) > 7 and line.text.endswith((".", "!", "?"))


def _close(one: Line, other: Line) -> bool:
    return one.page == other.page and abs(one.baseline - other.baseline) < 2.2 * max(one.style.size, other.style.size)


def _has_neighbours(place: int, lines: Sequence[Line]) -> bool:
    """Tell whether other text stands on the line, as in justified prose that falls apart."""
    line = lines[place]
    near = lines[max(0, place - 3) : place + 4]
    return any(
        other is not line and other.page == line.page and abs(other.baseline - line.baseline) < 1 for other in near
    )


def _continues(place: int, lines: Sequence[Line]) -> bool:
    """Tell whether a line is the end of the one above: a paragraph's last word may be a label too."""
    line = lines[place]
    for above in reversed(lines[max(0, place - 4) : place]):
        if above.page == line.page and abs(above.x0 - line.x0) < 1 and above.style.size == line.style.size:
            near = line.baseline - above.baseline < 1.45 * line.style.size
            return near and (line.text[0].islower() or above.text.endswith("/"))
    return False


class Reader:
    """Finds the values of labels; the direction in which a page puts them is told by those that can be checked."""

    def __init__(self, lines: Sequence[Line], body: float) -> None:
        self.lines = list(lines)
        self.body = body
        self.cells = find_cells(lines, body)
        self.taken: set[int] = set()
        for place in [place for place, cell in self.cells.items() if self._is_translation(cell)]:
            rest = self.cells.pop(place).rest
            if rest:  # which belongs to the label above
                self.lines[place] = rest
            else:
                self.taken.add(place)

    def _is_translation(self, cell: Cell) -> bool:
        """Tell whether a label is that right above it, or left of it in its row, in another language."""
        for other in self.cells.values():
            if other.line.page != cell.line.page or other.label.key != cell.label.key:
                continue
            away = cell.line.baseline - other.line.baseline
            below = 0 < away < _TRANSLATED * cell.line.style.size and abs(other.line.x0 - cell.line.x0) < 2
            beside = abs(away) < 1 and other.line.x1 < cell.line.x0 and cell.rest is None and other.rest is None
            if (below or beside) and other.label.languages != cell.label.languages:
                return True
        return False

    @cached_property
    def directions(self) -> tuple[Callable[[Cell], int | None], ...]:
        """The directions in which to look, the one that fits most dates, addresses and numbers first."""
        ways = (self._right, self._below, self._above, self._left)
        votes: Counter[str] = Counter()
        for cell in self.cells.values():
            if cell.rest or cell.ahead or cell.label.key == "recipient":
                continue
            fitting = [w for w in ways if (at := w(cell)) is not None and _suits(cell.label.key, self.lines[at].text)]
            votes.update(way.__name__ for way in fitting[:1])
        chosen = sorted(ways[:2], key=lambda way: -votes[way.__name__])
        unusual = [way for way in ways[2:] if votes[way.__name__] > max(votes[w.__name__] for w in ways[:2])]
        return (*unusual, *([] if unusual else chosen))

    def _free(self, place: int) -> bool:
        return place not in self.cells

    def _row(self, line: Line) -> Iterator[tuple[int, Line]]:
        for i, other in enumerate(self.lines):
            limit = _ROW * max(line.style.size, other.style.size)
            if other.page == line.page and other is not line and abs(other.baseline - line.baseline) <= limit:
                yield i, other

    def _right(self, cell: Cell) -> int | None:
        for line in (cell.line, *self._stacked_above(cell)):
            right = [(other.x0, i) for i, other in self._row(line) if other.x0 >= line.x1]
            if right:
                place = min(right)[1]
                return place if self._free(place) and not self._is_under(self.lines[place], cell) else None
        return None

    def _is_under(self, line: Line, cell: Cell) -> bool:
        """Tell whether a line stands right below another label than `cell`."""
        for other in self.cells.values():
            away = line.baseline - other.line.baseline
            near = other.line.page == line.page and _ROW * line.style.size < away < _TIGHT * line.style.size
            if other is not cell and near and other.rest is None and abs(other.line.x0 - line.x0) < 2:
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
        return min(left)[1] if left and self._free(min(left)[1]) else None

    def _below(self, cell: Cell) -> int | None:
        return self._stacked(cell, lambda other: other.baseline - cell.line.baseline)

    def has_value_beside(self, cell: Cell) -> bool:
        """Tell whether right of a label stands what is in one column with the values of other labels."""
        place = self._right(cell)
        return place is not None and abs(self.lines[place].x0 - self._value_column(cell)) < 2

    def below(self, cell: Cell) -> Line | None:
        """Give the line below a label."""
        place = self._below(cell)
        return self.lines[place] if place is not None else None

    def _above(self, cell: Cell) -> int | None:
        return self._stacked(cell, lambda other: cell.line.baseline - other.baseline)

    def _stacked(self, cell: Cell, distance: Callable[[Line], float]) -> int | None:
        line = cell.line
        near = [
            (distance(other), i)
            for i, other in enumerate(self.lines)
            if other.page == line.page and distance(other) - _ROW * line.style.size > 0 and is_aligned(line, other)
        ]
        if not near:
            return None
        away, place = min(near)
        size = max(line.style.size, self.lines[place].style.size)
        return place if away <= _BELOW * size and self._free(place) else None

    def value(self, cell: Cell) -> Value | None:
        """Find the value of a label that has one value; lines that it runs over are joined."""
        if cell.ahead:
            return Value((cell.ahead,), "before", 0.9)
        if cell.rest:
            return Value((cell.rest, *self._wrapped(cell.place, cell.rest, cell.line.x0)), "right of", 1.0)
        for way in self.directions:
            place = way(cell)
            if place is not None and place not in self.taken:
                line = self.lines[place]
                self.taken.add(place)
                where = {"_right": "right of", "_left": "left of", "_below": "below", "_above": "above"}[way.__name__]
                return Value((line, *self._wrapped(place, line)), where, 0.95)
        return None

    def _wrapped(self, place: int, first: Line, left: float | None = None) -> Iterator[Line]:
        """Give the lines onto which a value wraps, since its column was full; `left` is where else they may begin."""
        begins = (first.x0, first.x0 if left is None else left)
        column = [line.x1 for line in self.lines if line.page == first.page and _begins_at(line, begins)]
        right = max(column, default=first.x1)
        above = first
        for i in range(place + 1, len(self.lines)):
            line = self.lines[i]
            if line.page != first.page or line.baseline - above.baseline > _TIGHT * first.style.size:
                return
            if not _begins_at(line, begins) or line.baseline - above.baseline < 1:
                continue
            fits = is_full(above, line, right) or above.text.endswith(("-", "‐", "/")) or continues_address(above, line)
            apart = line.style != first.style or EMAIL.fullmatch(line.text) or SITE.fullmatch(line.text)
            if i in self.cells or (apart and not continues_address(above, line)) or not fits or self._has_label(line):
                return
            yield line
            self.taken.add(i)
            above = line

    def _has_label(self, line: Line) -> bool:
        return any(i in self.cells and other.x1 <= line.x0 for i, other in self._row(line))

    def section(self, cell: Cell) -> Value:
        """Find the lines under a label that heads a text or a list, to the next label in its column."""
        if cell.rest is None and self.directions[0] == self._above and self._is_caption(cell):
            return Value(tuple(self._column_above(cell)), "above", 0.85)
        if cell.rest is None and (centred := self._centred_block(cell)):
            return Value(tuple(centred), "right of", 0.9)
        place = self._right(cell) if cell.rest is None else None
        if place is not None and _is_menu(cell.line, self.lines[place]):
            place = None
        if cell.rest or place is not None:
            first = cell.rest or self.lines[place or 0]
            return Value((first, *self._cell_below(cell, first, place)), "right of", 0.95)
        return Value(tuple(self._column(cell)), "below", 0.95)

    def _cell_below(self, cell: Cell, first: Line, place: int | None) -> Iterator[Line]:
        """Give the further lines of a table's cell, or of a paragraph that begins with its label."""
        left = first.x0 - _ALIGNED * first.style.size if place is not None else cell.line.x0 - 2
        above, last = first.baseline, first
        right = max(line.x1 for line in self.lines if line.page == first.page)
        listed = first.words[0].text in BULLETS
        for i in range(min(cell.place, place if place is not None else cell.place), len(self.lines)):
            line = self.lines[i]
            if i in (cell.place, place) or i in self.taken or line.page < first.page:
                continue
            if line.page > first.page or line.baseline - above > _TIGHT * first.style.size:
                return
            if i in self.cells and self.cells[i].line.baseline > cell.line.baseline + 1:
                if line.x0 < first.x0 + 1:
                    return
                continue
            if place is not None and line.x0 >= left and self._begins_row(line, cell):
                return
            if line.x0 >= left and line.baseline > first.baseline - 1:
                wraps = listed or last.text.endswith((",", ";", "-")) or is_full(last, line, right)
                wraps = wraps or _is_address(line.text)
                if place is None and (line.style.size < _SMALL * first.style.size or not wraps):
                    return
                self.taken.add(i)
                above, last = max(above, line.baseline), line
                yield line

    def _begins_row(self, line: Line, cell: Cell) -> bool:
        """Tell whether a label that is not known stands beside a line, in the column and style of another one."""
        for i, other in self._row(line):
            below = other.baseline > cell.line.baseline + 1 and abs(other.x0 - cell.line.x0) < 2
            if below and other.style == cell.line.style and not _continues(i, self.lines):
                return True
        return False

    def _bound(self, cell: Cell, header: frozenset[int]) -> float:
        """Give where the next column begins: another label, or the left edge of at least three lines."""
        below = [c.line.baseline for c in self.cells.values() if self._is_below(c, cell)]
        end = min([*below, self._end_of_text(cell)])
        near = [(i, line) for i, line in enumerate(self.lines) if line.page == cell.line.page and line.baseline < end]
        starts = Counter(round(line.x0 / 2) for _, line in near if len(line.text) > _SHORT)
        others = [
            line.x0
            for i, line in near
            if line.baseline > cell.line.baseline - _ROW * line.style.size
            and line.x0 > max(cell.line.x1, cell.line.x0 + 8 * cell.line.style.size)
            and i not in header
            and (self._begins_column(i, cell) or starts[round(line.x0 / 2)] >= 4)
        ]
        return min(others, default=float("inf")) - 1

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
        return not (beside and other.label.key == "other")

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
        rest = (line for line in self.lines[max(row) + 1 :] if line.page == first.page)
        after = [line for line in rest if line.baseline > first.baseline + 1]
        following = [line for line in after if line.baseline - after[0].baseline < _ROW * first.style.size]
        near = bool(after) and first.baseline - cell.line.baseline < _GAP * cell.line.style.size
        aligned = sum(any(abs(line.x0 - other.x0) < _TABLE for other in following) for line in row.values())
        apart = bool(following) and (following[0].style != first.style or any(i in self.cells for i in row))
        same = len({line.style for line in row.values()}) == 1
        return row if near and same and apart and len(row) > 1 and aligned > 1 else {}

    def _column(self, cell: Cell) -> Iterator[Line]:
        """Give the lines below a heading; numbers under the name of a unit are given with it."""
        header = self._header(cell)
        self.taken.update(header)
        units = [line for line in header.values() if parse_minutes(f"1 {line.text}") is not None]
        for line in self._below_heading(cell, frozenset(header)):
            unit = next((u for u in units if abs(u.x0 - line.x0) < _TABLE or abs(u.x1 - line.x1) < _TABLE), None)
            if unit and line.text.isdecimal():
                yield Line.of((*line.words, line.words[0]._replace(text=unit.text)))
            else:
                yield line

    def _below_heading(self, cell: Cell, header: frozenset[int]) -> Iterator[Line]:
        left, bound = cell.line.x0 - _OUTDENT * cell.line.style.size, self._bound(cell, header)
        above, first = cell.line, None
        for i in range(cell.place + 1, len(self.lines)):
            line = self.lines[i]
            if line.page > above.page:
                left, bound = 0.0, float("inf")
            elif line.baseline <= cell.line.baseline + 1 or not left <= line.x0 < bound:
                if not is_centred(cell.line, line):
                    continue
            elif line.baseline - above.baseline > _GAP * max(line.style.size, above.style.size):
                return
            if i in header:
                above = line
                continue
            if i in self.taken:
                continue
            if i in self.cells or self._heads(line, cell.line, first):
                return
            first = first or line
            if line.style.size < _SMALL * first.style.size and not _is_address(line.text):
                return
            self.taken.add(i)
            above = line
            yield line

    def _centred_block(self, cell: Cell) -> list[Line]:
        """Give the block right of a label that stands at half its height, as in a table; empty where there is none."""
        column = self._value_column(cell)
        lines = [
            (i, line) for i, line in enumerate(self.lines) if line.page == cell.line.page and abs(line.x0 - column) < 2
        ]
        blocks: list[list[tuple[int, Line]]] = []
        for i, line in lines:
            if blocks and line.baseline - blocks[-1][-1][1].baseline < _IN_BLOCK * line.style.size:
                blocks[-1].append((i, line))
            else:
                blocks.append([(i, line)])
        for block in blocks:
            top, bottom = block[0][1], block[-1][1]
            held = [c for c in self.cells.values() if self._is_level(c, cell, top, bottom)]
            off = (top.top + bottom.bottom) / 2 - (cell.line.top + cell.line.bottom) / 2
            if len(block) > 1 and held == [cell] and abs(off) < _MIDDLE * cell.line.style.size:
                self.taken.update(i for i, _ in block)
                return [line for _, line in block]
        return []

    @staticmethod
    def _is_level(other: Cell, cell: Cell, top: Line, bottom: Line) -> bool:
        beside = other.line.page == cell.line.page and abs(other.line.x0 - cell.line.x0) < 2
        return beside and top.top < (other.line.top + other.line.bottom) / 2 < bottom.bottom

    def _value_column(self, cell: Cell) -> float:
        """Give the left edge that the values of most labels in a column have, -1 where they have none in common."""
        column = (other for other in self.cells.values() if abs(other.line.x0 - cell.line.x0) < 2)
        beside = (other for other in column if other.rest is None)
        places = (self._right(other) for other in beside)
        edges = Counter(round(self.lines[place].x0) for place in places if place is not None)
        edge, count = edges.most_common(1)[0] if edges else (-1, 0)
        return edge if count > 1 else -1

    def _is_caption(self, cell: Cell) -> bool:
        """Tell whether a label is smaller than what stands above it."""
        above = [
            line for line in self.lines[: cell.place] if line.page == cell.line.page and is_aligned(line, cell.line)
        ]
        return bool(above) and cell.line.style.size < _SMALL * above[-1].style.size

    def _column_above(self, cell: Cell) -> list[Line]:
        """Find the lines over a label that stands below its list, up to the next label."""
        found: list[Line] = []
        below = cell.line
        for i in range(cell.place - 1, -1, -1):
            line = self.lines[i]
            if i in self.cells or i in self.taken or line.page != below.page or _is_prose(line):
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
        if first is None or first.style == label.style:
            return False
        return line.style == label.style or line.style.size > 1.15 * max(first.style.size, label.style.size)


def _is_menu(label: Line, beside: Line) -> bool:
    """Tell whether two words in capitals and one style are entries of a menu, and none the other's value."""
    return label.style == beside.style and label.text.isupper() and beside.text.isupper()


def _begins_at(line: Line, places: Sequence[float]) -> bool:
    return any(abs(line.x0 - place) < 2 for place in places)


def _is_address(text: str) -> bool:
    return re.fullmatch(r"[<(]?(?=\S*[\d/])\S+[>)]?", text) is not None


def is_aligned(one: Line, other: Line) -> bool:
    """Tell whether two lines begin at the same place, or are centred one below the other."""
    size = max(one.style.size, other.style.size)
    return abs(one.x0 - other.x0) < _ALIGNED * size or is_centred(one, other)


def is_centred(one: Line, other: Line) -> bool:
    middles = (one.x0 + one.x1) / 2 - (other.x0 + other.x1) / 2
    return abs(middles) < _CENTRED * min(one.style.size, other.style.size)
