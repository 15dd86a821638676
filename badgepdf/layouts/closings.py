"""The line with which a paper closes: where it was done, and when ("Fait à Lyon, le 3 mars 2024")."""

from __future__ import annotations

from collections.abc import Sequence

from ..dates import parse_date
from ..document import Line, Word
from ..languages import fold, is_word, label_index, languages
from .names import PLACE_PARTICLES, is_organisation
from .sentences import read_sentence

_LONGEST = 14  # words of the line
_LONGEST_DONE = 4  # words that say that it was done
_LONGEST_PLACE = 5  # words of a place
_LONGEST_DAY = 9  # words of a day ("this 14th day of June 2024")
_TOLD_BY_DAYS = frozenset({"issued_on"})


def closing_day(line: Line, spoken: Sequence[str]) -> Line | None:
    """Give the day of a line that tells nothing but a place and a day; None where it tells anything else."""
    words = line.words
    if not 2 < len(words) <= _LONGEST or not words[0].text[0].isupper() or not _ends_with_day(words):
        return None
    starts = range(max(1, len(words) - _LONGEST_DAY), len(words))
    first = next((i for i in starts if parse_date(_text(words[i:]), spoken).value), 0)
    if not first:
        return None
    ahead = words[: first - 1] if first > 1 and _is_preposition(words[first - 2 : first]) else words[:first]
    done = max((n for n in range(1, _LONGEST_DONE + 1) if is_word(_text(ahead[:n]), "done")), default=0)
    if not _is_place(ahead[done:]):
        return None
    apart = done or ahead[-1].text.endswith(",") or _stands_apart(ahead, words[first:], spoken)
    return Line.of(words[first:]) if apart else None


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _ends_with_day(words: Sequence[Word]) -> bool:
    return any(character.isdigit() for word in words[-3:] for character in word.text)


def _is_preposition(words: Sequence[Word]) -> bool:
    """Tell whether the last of two words stands before a day and belongs to no place ("Santander, a 18 de ...")."""
    return words[0].text.endswith(",") and len(words[1].text) <= _LONGEST_DONE and words[1].text.islower()


def _is_place(words: Sequence[Word]) -> bool:
    """Tell whether words are like a place's name: in capitals but for particles, and no organisation's."""
    if not 0 < len(words) <= _LONGEST_PLACE or not words[0].text[0].isupper():
        return False
    bare = [word.text.strip(",") for word in words]
    named = all(text[:1].isupper() or text in PLACE_PARTICLES for text in bare)
    return (
        named
        and not any(c.isdigit() or c in ":;!?@/" for text in bare for c in text)
        and not is_organisation(_text(words))
    )


def _stands_apart(place: Sequence[Word], day: Sequence[Word], spoken: Sequence[str]) -> bool:
    """Tell whether a place without a comma is one: before a preposition ("Umeå den 5 juni"), or by its ending."""
    if len(place) > 2 or label_index().match([word.text for word in (*place, *day)]):
        return False
    endings = tuple(ending for code in spoken for ending in languages()[code].words["locative"])
    if endings and fold(place[-1].text).endswith(endings):
        return True
    told = read_sentence([Line.of((*place, *day))], spoken).parts.keys()
    return not day[0].text[0].isdigit() and day[0].text.islower() and told <= _TOLD_BY_DAYS
