"""An award in display type: the recipient and the badge in large letters, and between them, in small ones, the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..dates import parse_date
from ..document import Line
from ..languages import holds_word, is_title
from .awards import keep_told
from .labels import SAID
from .names import is_name, is_organisation, person_in
from .rules import BULLETS, Block, Part, joined
from .sections import Reader
from .sentences import only_day, read_sentence
from .texts import begins_with_badge, sentences_in, tells_event
from .values import is_aligned

_LARGER = 1.15  # times the size of the text: what is as large is displayed
_APART = 3.5  # times the size: how far below each other the lines of one award stand at most
_NEAR = 8  # words: how far before a badge's name the word for badge stands
_DAYS = ("expires_on", "activity")
_SURE = 0.85


class Award(NamedTuple):
    """The lines of an award in their order, and which of them are the recipient's and the badge's name."""

    lines: Sequence[Line]
    recipient: Sequence[Line]
    name: Sequence[Line]


def read_displayed(block: Block, reader: Reader) -> bool:
    """Read an award in display type, where the first page holds one; tells whether it does."""
    found = [award for stretch in _stretches(reader) if (award := _award(stretch, reader.body))]
    if len(found) != 1:
        return False
    (award,) = found
    for key, lines in (("recipient", award.recipient), ("name", award.name)):
        block.parts.setdefault(key, Part(tuple(lines), "in display type, in the sentence of the award", sure=_SURE))
    _read_between(block, award)
    return True


def _stretches(reader: Reader) -> Iterator[list[Line]]:
    """Give the lines of the first page that stand alone in their rows, near each other, and are no fields or lists."""
    rows = Counter(round(line.baseline) for _, line in reader.on_page.get(1, ()))
    stretch: list[Line] = []
    for i, line in reader.on_page.get(1, ()):
        cell = reader.cells.get(i)
        field = cell is not None and (cell.rest or cell.ahead or cell.label.key not in {"name", *SAID})
        fits = rows[round(line.baseline)] == 1 and not field and line.words[0].text not in BULLETS
        if stretch and not (fits and _goes_on(stretch, line)):
            yield stretch
            stretch = []
        if fits:
            stretch.append(line)
    yield stretch


def _goes_on(stretch: Sequence[Line], line: Line) -> bool:
    """Tell whether a line stands near below others, and not in another column than all of them."""
    above = stretch[-1]
    near = line.baseline - above.baseline < _APART * max(line.style.size, above.style.size)
    return near and line.x0 < max(one.x1 for one in stretch) and line.x1 > min(one.x0 for one in stretch)


def _award(lines: Sequence[Line], body: float) -> Award | None:
    """Find the recipient and the badge among lines: both displayed, and the word for badge in the text between."""
    sizes = sorted(line.style.size for line in lines)
    groups = list(_displayed(lines, max(body, sizes[(len(sizes) - 1) // 2] if sizes else 0.0)))
    people = [group for group in groups if _is_person(joined(group))]
    named = [group for group in groups if group not in people and _is_announced(group, lines, groups)]
    if len(people) != 1 or len(named) != 1 or not _is_led_to(people[0][0], lines, groups):
        return None
    last = max(lines.index(group[-1]) for group in (people[0], named[0])) + 1
    ends = (i for i in range(last, len(lines)) if not _belongs(lines[i]))
    return Award(lines[: next(ends, None)], people[0], named[0])


def _is_led_to(person: Line, lines: Sequence[Line], groups: Sequence[Sequence[Line]]) -> bool:
    """Tell whether right above a displayed name stands text that leads to it, and not the kind of paper."""
    place = lines.index(person)
    above = lines[place - 1] if place else None
    return above is not None and not is_title(above.text) and not any(above in group for group in groups)


def _belongs(line: Line) -> bool:
    """Tell whether a line goes on with the sentence of an award, or says more of the badge."""
    return line.text[0].islower() or begins_with_badge(line.text)


def _displayed(lines: Sequence[Line], body: float) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not (line.style == group[-1].style and is_aligned(line, group[-1])):
            yield group
            group = []
        if line.style.size > _LARGER * body:
            group.append(line)
    if group:
        yield group


def _is_person(printed: str) -> bool:
    return is_name(person_in(printed)) and not (is_organisation(printed) or is_title(printed))


def _is_announced(group: Sequence[Line], lines: Sequence[Line], groups: Sequence[Sequence[Line]]) -> bool:
    """Tell whether the text right before what is displayed ends with a word for badge, or nearly so."""
    printed = joined(group)
    if is_organisation(printed) or is_title(printed) or holds_word(printed, "badges") or parse_date(printed).value:
        return False
    start = lines.index(group[0])
    shown = [line for other in groups for line in other]
    first = next((i for i in range(start, 0, -1) if lines[i - 1] in shown), 0)
    ahead = " ".join(line.text for line in lines[first:start]).split()[-_NEAR:]
    return holds_word(" ".join(ahead), "badges") and not ahead[-1].endswith((".", "!", "?"))


def _read_between(block: Block, award: Award) -> None:
    """Read the issuer and the days in the small letters around what is displayed."""
    days: dict[str, Part] = {}
    for sentence in sentences_in(award.lines):
        told = read_sentence(sentence, block.languages)
        shown = not {*award.recipient, *award.name}.isdisjoint(sentence)
        printed = joined(sentence)
        if not (shown or begins_with_badge(printed)):
            continue
        block.labels += told.labels
        if shown and "issued_on" not in told.parts:
            told.parts.update(_only_day(sentence, award, block.languages))
        day = told.parts.pop("issued_on", None)
        if day and not tells_event(printed):
            days[joined(day.lines)] = day._replace(sure=_SURE)
        issuer = told.parts.get("issuer")
        known = issuer and shown and is_organisation(joined(issuer.lines)) and len({o.style for o in issuer.lines}) == 1
        keep_told(
            block, {key: told.parts[key] for key in (*_DAYS, *(["issuer"] if known else [])) if key in told.parts}
        )
    if len(days) == 1:
        block.parts.setdefault("issued_on", *days.values())


def _only_day(sentence: Sequence[Line], award: Award, spoken: Sequence[str]) -> dict[str, Part]:
    """Give the one day between the recipient and the badge, where no phrase announces it."""
    text = [line for line in sentence if line not in (*award.recipient, *award.name)]
    days = [day for line in text if (day := only_day(line, spoken))]
    return {"issued_on": Part((days[0],), "the only day in the sentence of the award")} if len(days) == 1 else {}
