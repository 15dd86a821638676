"""The reader of a letter: whom it greets, and who stands in its address."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..document import Line
from ..languages import fold
from .names import is_addressee, is_name, person_in
from .rules import Block, Part
from .sections import Reader
from .texts import DIGIT, height_of_page, is_greeting
from .values import is_aligned


def read_addressee(block: Block, reader: Reader) -> bool:
    """Read the recipient of a letter: the one name with an honorific that stands alone in the page's upper half."""
    if "recipient" in block.parts:
        return False
    upper = [line for line in reader.lines if line.page == 1 and line.baseline < height_of_page(block, line) / 2]
    found: dict[str, Line] = {}
    greets = any(map(is_greeting, upper))
    for line, below in pairwise(upper):
        next_ = next((other for other in upper[upper.index(below) + 1 :] if is_aligned(other, below)), None)
        if is_addressee(line.text) and (_is_street(line, below) or (greets and is_right_below(line, below))):
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


def _names_greeted(line: Line) -> set[str]:
    """Give the names in a line that greets somebody and says nothing else."""
    if not is_greeting(line):
        return set()
    words = [word.text.rstrip(",:!") for word in line.words]
    return {fold(word) for word in person_in(" ".join(words[1:])).split() if word[:1].isupper()}


def _is_street(name: Line, below: Line) -> bool:
    """Tell whether a line can be the street in the address of a letter: right below a name, with a number in it."""
    return is_right_below(name, below) and DIGIT.search(below.text) is not None


def is_right_below(name: Line, below: Line) -> bool:
    return 0 < below.baseline - name.baseline < 2 * name.style.size and abs(below.x0 - name.x0) < 1
