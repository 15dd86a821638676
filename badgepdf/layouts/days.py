"""Days that no label announces: of the closing line, until when a badge is valid, and of a course."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..dates import parse_date, period_in, tells_no_expiry
from ..document import Line, Word
from ..languages import holds_word, is_word
from ..record import Day
from .closings import closing_day
from .labels import DAYS, WRAPPED
from .names import PLACE_PARTICLES, is_capital
from .rules import Block, Part, joined
from .sections import Reader
from .sentences import announced, days_in, only_day, read_sentence
from .texts import (
    DIGIT,
    FOOT,
    SHORT,
    YEAR,
    height_of_page,
    paragraph_at,
    sentences_in,
    tells_event,
    words_of,
    words_read,
)

_OF = frozenset({"de", "du", "des", "del", "della", "dei", "di", "da", "do", "dos", "das", "van", "von", "der"})
_PREPOSITIONS, _SHORT = 3, 5  # words between a place and a period ("of the time from"), and letters of each, at most


def read_lone_date(block: Block, reader: Reader, *, letter: bool) -> None:
    """Read a day that stands alone: with its preposition ("le 12 mars 2024"), or behind a place, where a paper closes.

    A letter's day is that of the letter.
    """
    if "issued_on" in block.parts or not any(key in block.parts for key in ("recipient", "issuer")):
        return
    announced_days, closing = [], []
    for i, line in enumerate(reader.lines):
        if (
            line.style.size < 0.85 * reader.body
            or line.baseline > FOOT * height_of_page(block, line)
            or i in reader.taken
            or DIGIT.search(line.text) is None
        ):
            continue
        (first, *_) = next(sentences_in([line]))
        if part := _announced_day(block, line, first):
            announced_days.append(part)
        elif not letter and _is_below(block, line) and (day := closing_day(first, block.languages)):
            closing.append((line, Part((day,), "the day in the closing line", sure=0.7)))
    if closing and (announced_days or len(closing) > 1 or _tells_other_day(block, reader, *closing[0])):
        closing = []
    if len(found := announced_days + [part for _, part in closing]) == 1:
        block.parts["issued_on"] = found[0]._replace(sure=0.7)


def _announced_day(block: Block, line: Line, first: Line) -> Part | None:
    """Read a day behind a phrase of several words, or behind a preposition that is all that the line tells."""
    part = read_sentence([first], block.languages).parts.get("issued_on")
    (day, *more) = part.lines if part else (None,)
    if part is None or day is None or day.words[0] not in first.words:
        return None
    before = first.words.index(day.words[0])
    told = announced(Line.of(first.words[:before]).text) if before else None
    if told and told.key == "issued_on":
        return part
    alone = before == 1 and line.words[0].text[:1].islower() and not more and first.words[-1] == line.words[-1]
    return part if alone and len(first.words) == before + len(day.words) else None


def _is_below(block: Block, line: Line) -> bool:
    """Tell whether a line stands below the recipient, and the badge's name, on their page."""
    names = [one for key in ("recipient", "name") for one in block.lines(key)]
    below = all(one.page == line.page and one.baseline < line.baseline for one in names)
    return below and "recipient" in block.parts


def _tells_other_day(block: Block, reader: Reader, line: Line, closing: Part) -> bool:
    """Tell whether another text that was not read names an earlier day, which may be that of issue."""
    told = words_read(block)
    day = parse_date(joined(closing.lines), block.languages).value
    return any(
        _names_day_before(day, sentence, block.languages)
        for i, other in enumerate(reader.lines)
        if YEAR.search(other.text) and other is not line and other.baseline <= FOOT * height_of_page(block, other)
        if i not in reader.taken and i not in reader.cells and told.isdisjoint(other.words)
        for sentence in sentences_in([other])
    )


def _names_day_before(day: Day | None, sentence: Sequence[Line], spoken: Sequence[str]) -> bool:
    """Tell whether a sentence names an earlier day that is neither one of birth, an activity's nor a meeting's."""
    printed = joined(sentence)
    known = read_sentence(sentence, spoken).parts.keys() & {"birth", "expires_on", "activity"}
    if known or tells_event(printed):
        return False
    return any(day is None or str(other) <= str(day) for other in days_in(printed, spoken))


def read_lone_expiry(block: Block, reader: Reader) -> None:
    """Read the day of expiry from a sentence that says until when something is valid, where only one does."""
    if "expires_on" in block.parts:
        return
    found: dict[str, Part] = {}
    for i, line in enumerate(reader.lines):
        for sentence in sentences_in([line]) if i not in reader.taken and YEAR.search(line.text) else ():
            if part := _expiry_in(sentence, block.languages):
                found[joined(part.lines)] = part._replace(sure=0.75)
    if len(found) == 1 and not tells_no_expiry(" ".join(line.text for line in reader.lines)):
        (block.parts["expires_on"],) = found.values()


def _expiry_in(sentence: Sequence[Line], spoken: Sequence[str]) -> Part | None:
    """Read the day until which something is valid: behind a phrase, or the one that a sentence of validity names."""
    parts = read_sentence(sentence, spoken).parts
    if "expires_on" in parts or len(sentence) > 1 or not parts.keys().isdisjoint(("issued_on", "birth", "activity")):
        return parts.get("expires_on")
    (line,) = sentence
    day = only_day(line, spoken) if holds_word(line.text, "valid") and not holds_word(line.text, "since") else None
    return Part((day,), "the only day in a sentence of validity") if day else None


def read_lone_period(block: Block, reader: Reader) -> None:
    """Read a period with its days that stands in the text, where it is the only one."""
    if "activity" in block.parts:
        return
    found: dict[str, Part] = {}
    places: dict[str, Line | None] = {}
    spoken = block.languages
    for i, line in enumerate(reader.lines):
        if i in reader.taken or DIGIT.search(line.text) is None:
            continue
        small = line.style.size < 0.85 * reader.body or line.baseline > FOOT * height_of_page(block, line)
        if small or (i in reader.cells and reader.cells[i].label.key in DAYS):
            continue
        if told := period_with_place(line, spoken) or wrapped_period(reader, line, spoken):
            found[told.period.text] = Part((told.period,), "the only period in the text", sure=0.75)
            places[told.period.text] = told.place
        elif part := read_sentence([line], spoken).parts.get("activity"):
            found[joined(part.lines)] = part._replace(sure=0.75)
            places[joined(part.lines)] = _place_in_sentence(reader, i, spoken)
    if len(found) == 1:
        period, block.parts["activity"] = found.popitem()
        keep_place(block, places.get(period))


def keep_place(block: Block, place: Line | None) -> None:
    """Keep the place that stands beside a period, where no other was told."""
    if place:
        block.parts.setdefault("place", Part((place,), "beside the period", sure=0.7))


def wrapped_period(reader: Reader, line: Line, spoken: Sequence[str]) -> _Dated | None:
    """Find the period that goes on in the line right below ("3 February to 16 March" / "2025")."""
    if YEAR.search(line.text) and not line.text[-1].isalpha():
        return None
    near = WRAPPED * line.style.size
    lower = (other for _, other in reader.on_page[line.page] if 1 < other.baseline - line.baseline < near)
    below = next((other for other in lower if abs(other.x0 - line.x0) < 1 and other.style == line.style), None)
    whole = Line.of((*line.words, *below.words)) if below and YEAR.search(below.text) else None
    return period_with_place(whole, spoken) if whole else None


def _place_in_sentence(reader: Reader, place: int, spoken: Sequence[str]) -> Line | None:
    """Give the place that a sentence names behind or before its period, with a preposition, also in the next line."""
    text = list(paragraph_at(reader, place).values()) if place not in reader.cells else []
    for sentence in sentences_in(text):
        period = read_sentence(sentence, spoken).parts.get("activity")
        words = words_of(sentence) if period else []
        first, last = (period.lines[0].words[0], period.lines[-1].words[-1]) if period else (None, None)
        behind = next((words[i + 1 :] for i, word in enumerate(words) if last and _is_same(word, last)), [])
        if behind and is_word(behind[0].text, "at") and (named := _named_place(behind[1:])):
            return Line.of(named)
        ahead = next((words[:i] for i, word in enumerate(words) if first and _is_same(word, first)), [])
        if named := _named_before(ahead):
            return Line.of(named)
    return None


def _named_before(words: Sequence[Word]) -> Sequence[Word]:
    """Give the place that stands between its preposition and that of a period ("was held in Leeds from")."""
    end = next((i for i in range(len(words), 0, -1) if not words[i - 1].text.islower()), 0)
    starts = (i for i in range(end, 0, -1) if is_word(words[i - 1].text, "at"))
    start, between = next(starts, 0), words[end:]
    told = start and len(between) <= _PREPOSITIONS and all(len(word.text) <= _SHORT for word in between)
    return _named_place(words[start:end]) if told and words[start].text[0].isupper() else ()


def _is_same(word: Word, other: Word) -> bool:
    return (word.page, word.x0, word.baseline) == (other.page, other.x0, other.baseline)


def _named_place(words: Sequence[Word]) -> Sequence[Word]:
    """Give the words in capitals with which others begin, and the particles between them; none before an "and"."""
    ends = (i for i, word in enumerate(words) if not (word.text[0].isupper() or word.text in PLACE_PARTICLES))
    stops = (i for i, word in enumerate(words, 1) if word.text.endswith((".", ",", ";")))
    end = min(next(ends, len(words)), next(stops, len(words)))
    if end < len(words) and is_word(words[end].text, "ands"):
        return ()
    reached = end
    while end and words[end - 1].text.islower():
        end -= 1
    if reached < len(words) and any(word.text in _OF for word in words[end:reached]):
        return ()  # it goes on in small letters ("Maison de l'environnement")
    return words[:end] if not DIGIT.search("".join(word.text for word in words[:end])) else ()


class _Dated(NamedTuple):
    """A period on a line, and the place beside it."""

    period: Line
    place: Line | None


def period_with_place(line: Line, spoken: Sequence[str]) -> _Dated | None:
    """Find the period on a line: at its beginning, or behind a comma or a colon."""
    words = line.words
    for start in (i for i in range(len(words)) if not i or words[i - 1].text.endswith((",", ":"))):
        if told := period_in(" ".join(word.text for word in words[start:]), spoken):
            end = len(words) - len(told[1].split())
            begins = (i for i in range(start, end) if period_in(Line.of(words[i:end]).text, spoken) == (told[0], ""))
            first = max(begins, default=start)
            ahead = words[:first] if first and words[first - 1].text.endswith(",") else ()
            place = next(filter(_is_place, (_without_amount(words[end:]), ahead)), None)
            return _Dated(Line.of(words[first:end]), Line.of(place) if place else None)
    return None


def _without_amount(words: Sequence[Word]) -> Sequence[Word]:
    """Take off what stands behind a comma and begins with a number ("Leeds, 24 hours")."""
    ends = (i for i in range(1, len(words)) if words[i - 1].text.endswith(",") and words[i].text[0].isdigit())
    return words[: next(ends, None)]


def _is_place(words: Sequence[Word]) -> bool:
    """Tell whether words beside a period can be a place's name: a few, the first a capital, without a number."""
    text = " ".join(word.text for word in words)
    named = 0 < len(words) < SHORT and is_capital(text) and not re.search(r"[\d:.!?@]", text)
    return named and not is_word(text.rstrip(","), "modes")
