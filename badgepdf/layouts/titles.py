"""What is set in large type: the badge's name and its recipient, where no label tells them."""

from __future__ import annotations

from collections.abc import Sequence

from ..document import Line
from ..languages import fold, holds_word, is_title
from ..resolve import ENOUGH
from .names import is_addressee, is_name, is_organisation
from .rules import Block, Part, joined, numbered, run
from .sections import Reader
from .sentences import read_sentence
from .texts import DIGIT, MANY, SHORT, TITLE, add_part, goes_on_below
from .values import is_aligned

_DOUBTFUL = 0.4  # how sure a text is that could be the name as well as another
_INITIALS = 3  # letters: a large text as short is a monogram
_HEAD = 0.6  # of the page's height: a title stands above that


def read_title(block: Block, reader: Reader) -> None:
    """Read the badge's name where no label tells it: the largest text at the top of the first page.

    Else it is that of the course for which the badge is given.
    """
    if "name" not in block.parts and block.document.pages:
        _read_largest(block, reader)
    course = block.parts.pop("course", None)
    if course and ("name" not in block.parts or block.parts["name"].sure < ENOUGH):
        block.parts["name"] = course


def _read_largest(block: Block, reader: Reader) -> None:
    runs = _without_person(block, reader, _candidates(block, reader))
    tie = len(runs) > 1 and runs[1][0].style.size > 0.97 * runs[0][0].style.size
    for found in runs[:MANY]:
        person = "recipient" not in block.parts and is_name(joined(found)) and joined(found).istitle()
        sure = 0.9 if found[0].style.size > 1.5 * reader.body else 0.75
        first = found is runs[0] and not tie and not person
        rule = "the largest text at the top of the first page" if first else "large text at the top of the first page"
        add_part(block, "name", Part(tuple(found), rule, sure=sure if first else _DOUBTFUL))


def _candidates(block: Block, reader: Reader) -> list[Sequence[Line]]:
    """Give the large texts that may be the badge's name, the largest first: nothing that was read, nor the issuer.

    What names the kind of paper is no name, and what is above the largest such one and smaller is none either.
    """
    texts = _large_texts(reader)
    papers = [found[0] for found in texts if _names_paper(joined(found))]
    heading = max(papers, key=lambda line: line.style.size, default=None)
    end = _HEAD * block.document.pages[0].height
    named = (f for f in texts if f[0].baseline < end and f[0] not in papers)
    runs = _over_columns([f for f in named if sum(map(str.isalpha, joined(f))) > _INITIALS])
    known = [line for i, line in enumerate(reader.lines) if i in reader.taken or i in reader.cells]
    issuers = {fold(joined(block.lines(key))) for key in numbered("issuer")}
    free = (f for f in runs if not any(line in f for line in known) and fold(joined(f)) not in issuers)
    return sorted((f for f in free if not (heading and _is_above(f[0], heading))), key=lambda f: -f[0].style.size)


def _is_above(line: Line, heading: Line) -> bool:
    return line.top < heading.top and line.style.size < heading.style.size


def _large_texts(reader: Reader) -> list[Sequence[Line]]:
    """Give the texts of the first page that are set in large type."""
    found: list[Sequence[Line]] = []
    place = 0
    while place < len(reader.lines) and reader.lines[place].page == 1:
        if reader.lines[place].style.size > TITLE * reader.body:
            found.append(_title_run(reader, place))
            place += len(found[-1])
        else:
            place += 1
    return found


def _without_person(block: Block, reader: Reader, runs: list[Sequence[Line]]) -> list[Sequence[Line]]:
    """Take out the one person's name where none is known, and keep it if what is around it says that it is one."""
    people = [f for f in runs if is_name(joined(f)) and not is_organisation(joined(f))]
    if "recipient" in block.parts or not people:
        return runs
    lines = reader.lines
    told = [f for f in people if len(f) == 1 and _is_person_by_neighbours(lines, lines.index(f[0]))]
    if len(told) == 1:
        block.parts["recipient"] = Part(tuple(told[0]), "a name with an honorific or a day of birth", sure=0.8)
        return [f for f in runs if f is not told[0]]
    return [f for f in runs if f is not people[0]] if len(people) == 1 and len(runs) > 1 else runs


def read_beside_day(block: Block, reader: Reader) -> None:
    """Read the recipient and the issuer on a line of facts: without a label, beside the day of issue."""
    row = block.parts["issued_on"].row if "issued_on" in block.parts else None
    beside = [(i, line) for i, line in reader.on_page[row.page] if line.style == row.style] if row else []
    facts = [line for i, line in beside if row and abs(line.baseline - row.baseline) < 1 and i not in reader.cells]
    people = [line for line in facts if is_name(line.text) and not is_organisation(line.text)]
    issuers = [line for line in facts if is_organisation(line.text) and not DIGIT.search(line.text)]
    for key, found in (("recipient", people), ("issuer", issuers)):
        if len(found) == 1 and key not in block.parts:
            block.parts[key] = Part(tuple(found), "in one line with the day of issue", sure=0.7)


def read_person(block: Block, reader: Reader) -> None:
    """Read the recipient where no label tells it: the one large text that is like a person's name, and no badge's."""
    named = joined(block.lines("name"))
    if "recipient" in block.parts or not named or is_name(named):
        return
    lines = ((i, line) for i, line in enumerate(reader.lines) if i not in reader.taken and i not in reader.cells)
    found = [
        line
        for i, line in lines
        if line.page == 1
        and ("issuer" in block.parts or _is_person_by_neighbours(reader.lines, i))
        and line.style.size > TITLE * reader.body
        and is_name(line.text)
        and not (is_organisation(line.text) or _names_paper(line.text))
        and line not in block.lines("issuer")
    ]
    if len(found) == 1 and found[0] not in block.parts["name"].lines:
        block.parts["recipient"] = Part(tuple(found), "the only large text like a person's name", sure=0.6)


def _is_person_by_neighbours(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a day of birth stands below a name, or above it or in it an honorific, or a badge's "... by:"."""
    line, above, below = lines[place], lines[place - 1] if place else None, lines[place + 1 : place + 2]
    born = any(is_aligned(line, other) and "birth" in read_sentence([other]).parts for other in below)
    if born or above is None or is_addressee(line.text):
        return born or is_addressee(line.text)
    told = above.text.endswith(":") and holds_word(above.text, "badges") and is_aligned(above, line)
    return told or is_addressee(f"{above.text} {line.text}")


def end_of_head(reader: Reader) -> float:
    """Give how high the first label of the first page stands, or the first line of prose."""
    lines = [line for _, line in reader.on_page.get(1, ())]
    top = min((line.baseline for line in lines), default=0.0)  # beside which a number or the kind of paper may stand
    labels = [cell.line for cell in reader.cells.values() if cell.line.page == 1]
    first = (line for line in lines if line in labels or len(line.words) > SHORT)
    return min((line.top for line in first if line.baseline > top + line.style.size), default=float("inf"))


def _over_columns(runs: Sequence[Sequence[Line]]) -> list[Sequence[Line]]:
    """Join large texts that go on right below each other, with lines of another column between them."""
    joint: list[Sequence[Line]] = []
    for found in runs:
        above = next((one for one in joint if goes_on_below(one[-1], found[0])), None)
        if above is None:
            joint.append(found)
        else:
            joint[joint.index(above)] = (*above, *found)
    return joint


def _title_run(reader: Reader, place: int) -> Sequence[Line]:
    found = run(reader.lines, place)
    stop = next((i for i in range(1, len(found)) if not is_aligned(found[0], found[i])), len(found))
    return found[:stop]


def _names_paper(printed: str) -> bool:
    """Tell whether a large text names the kind of paper: a word for badge is in hardly any badge's name."""
    return is_title(printed) or holds_word(printed, "badges")
