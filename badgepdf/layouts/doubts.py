"""What is completed or left out in the end: names, lists and evidence of which a part stands where it was not found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..document import Line
from ..record import Notice
from .labels import WRAPPED
from .lists import is_marked
from .names import is_broken_off, is_name
from .rules import Block, is_right_of, joined, numbered
from .sections import Reader
from .texts import DIGIT, goes_on_below, words_of, words_read

_HEADING = 20  # points: how far from its list a heading begins at most
_VAGUE = 0.5  # how sure parts are at most that are no more than a guess
_FARTHEST = 1.8  # times the size: how far below each other the lines of a name are at most
_EVEN = 1.25  # how much farther away than its neighbours an item of a list stands at most
_NAMES = {"name": "name", "recipient": "recipient.name", "issuer": "issuer.name", "place": "activity.place"}


def complete_names(block: Block, reader: Reader) -> None:
    """Put lines below a name to it where the page prints both together elsewhere, or where it has one word alone."""
    read = set(words_of(line for part in block.parts.values() if part.sure > _VAGUE for line in part.lines))
    free = [line for line in reader.lines if read.isdisjoint(line.words)]
    for key in ("recipient", "issuer", "name"):
        lines = block.lines(key)
        if not lines or any(map(str.isdigit, lines[-1].text)):
            continue
        below = [line for line in free if goes_on_below(lines[-1], line, _FARTHEST)]
        if len(below) == 1 and (_is_elsewhere(reader, [*lines, *below]) or _is_half_a_name(key, [*lines, *below])):
            more = _stacked(below[0], free) if len(joined(lines).split()) == 1 else below
            block.parts[key] = block.parts[key]._replace(lines=(*lines, *more))


def _is_elsewhere(reader: Reader, lines: Sequence[Line]) -> bool:
    printed = joined(lines)
    return any(printed in line.text for line in reader.lines)


def _is_half_a_name(key: str, lines: Sequence[Line]) -> bool:
    """Tell whether a person's first name stands alone on a line, and the rest below it."""
    return key == "recipient" and len(joined(lines[:1]).split()) == 1 and is_name(joined(lines))


def _stacked(first: Line, lines: Sequence[Line]) -> list[Line]:
    """Give a line and those that go on right below it."""
    found = [first]
    for line in lines:
        if goes_on_below(found[-1], line, _FARTHEST):
            found.append(line)
    return found


def leave_out_cut_names(block: Block, reader: Reader) -> None:
    """Leave out the names of which the rest stands where it was not found.

    They end with a hyphen or a preposition, or a line goes on below them in small letters.
    """
    read = words_read(block)
    below = [line for line in reader.lines if _may_go_on(line.text[0]) and read.isdisjoint(line.words)]
    below = [line for line in below if DIGIT.search(line.text) is None]  # as in the street of an address
    for key, field_name in _NAMES.items():
        lines = block.lines(key)
        printed = joined(lines)
        ends = printed.endswith(("-", "‐")) or is_broken_off(printed)
        if ends or (lines and any(goes_on_below(lines[-1], line) for line in below)):
            _leave_out(block, key, field_name, f"{printed!r} goes on elsewhere, and is not taken")


def _may_go_on(letter: str) -> bool:
    """Tell whether a line that begins with a letter may go on another one: a small one, or of a script without any."""
    return letter.isalpha() and not letter.isupper()


def leave_out_partial_lists(block: Block, reader: Reader) -> None:
    """Leave out a list beside or below which a line like its items was read by nothing: it may be one of them."""
    free = _left_over(block, reader)
    for key in (name for kind in ("skills", "esco") for name in numbered(kind) if name in block.parts):
        items = block.parts[key].lines
        others = (line for line in free if _may_belong(line, items) and not _is_headed(reader, line, items))
        if left := next((item for item in items[-1:] if item.text.endswith(",")), None) or next(others, None):
            told = f"{left.text!r} may be one more of a list, or be followed by one: it is not taken"
            _leave_out(block, key, "skills" if key.startswith("skills") else "esco_competencies", told)


def leave_out_labels_of_evidence(block: Block, reader: Reader) -> None:
    """Leave out evidence beside which a line was read by nothing: what was taken for its name may be a label."""
    lines = block.lines("evidence")
    free = _left_over(block, reader) if lines else []
    if label := next((line for line in lines if any(is_right_of(line, other) for other in free)), None):
        _leave_out(block, "evidence", "evidence", f"{label.text!r} may be the label of what is beside it")


def _left_over(block: Block, reader: Reader) -> list[Line]:
    """Give the lines that were read by nothing."""
    read, known = words_read(block), reader.taken | reader.cells.keys()
    return [line for i, line in enumerate(reader.lines) if i not in known and read.isdisjoint(line.words)]


def _leave_out(block: Block, key: str, field_name: str, why: str) -> None:
    del block.parts[key]
    block.notices.append(Notice(field_name, "unsure", why))


def _may_belong(line: Line, items: Sequence[Line]) -> bool:
    """Tell whether a line is set as the items of a list are, and as near one of them as they are to each other."""
    alike = [item for item in items if item.style == items[0].style == line.style and item.page == line.page]
    if is_marked(line):
        alike = [item for item in alike if item.text[0] == line.text[0]]
    if any(abs(item.baseline - line.baseline) < 1 for item in alike):
        return True
    middle = line.x0 + line.x1
    column = sorted(o.baseline for o in alike if abs(o.x0 - line.x0) < 1 or abs(o.x0 + o.x1 - middle) < 2)
    usual = WRAPPED * line.style.size if len(items) == 1 else 0.0
    pitch = min((below - above for above, below in pairwise(column) if below - above > 1), default=usual)
    return any(pitch / _EVEN < abs(line.baseline - baseline) < _EVEN * pitch for baseline in column)


def _is_headed(reader: Reader, line: Line, items: Sequence[Line]) -> bool:
    """Tell whether a line has a label left of it that is not known, or is in a column with a heading of its own."""
    on_page = [other for _, other in reader.on_page[line.page] if other not in items]
    if any(abs(other.baseline - line.baseline) < 1 and other.x1 < line.x0 for other in on_page):
        return not is_marked(line)
    if any(abs(item.x0 - line.x0) < 1 for item in items):
        return False
    column = [other for other in on_page if abs(other.x0 - line.x0) < _HEADING and other.baseline < line.baseline - 1]
    heading = next((other for other in reversed(column) if not is_marked(other)), None)
    edge = next((item.x0 for item in items if item.x0 > line.x0), None)
    if heading is None or (edge is not None and heading.x1 > edge):  # a text above both columns
        return False
    return line.baseline - heading.baseline < _HEADING + line.style.size * len(column)
