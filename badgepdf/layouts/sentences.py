"""Values in sentences: "awarded to X on D by Y", whatever the order of the parts.

The phrases around values are data in languages/. A sentence is cut where a phrase stands; what is between two of them
is the value that the one before announces, or the one behind closes. A phrase before a date counts only if a date
follows.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from ..dates import parse_date, parse_period
from ..document import Line, Word
from ..languages import Label, Language, fold, holds_word, is_word, label_index, languages
from ..record import Day
from .names import is_organisation
from .rules import Part

_DAYS, _PERIODS, _PLACE = ("issued_on", "expires_on", "birth"), ("activity",), "place"
_TEXTS = ("recipient", "issuer", "name")
_KEYS = frozenset(
    {"award", "following", "made_with", "recipient", "issuer", "name", "duration", _PLACE, *_DAYS, *_PERIODS}
    | {"aside", "inflected"}  # what was done for it; an issuer's name with a case ending, which is not taken
)
_ELIDED = re.compile(r"(?:l|d|all|dall|dell|nell|un|qu)['’](?=\w|$)", re.IGNORECASE)
_ARTICLES = {"le": "l'", "la": "l'", "el": "l'", "il": "l'", "dal": "dall'", "dalla": "dall'", "alla": "all'"}
_KINDS_AFTER = frozenset(
    {
        "la",
        "le",
        "les",
        "el",
        "il",
        "lo",
        "der",
        "die",
        "das",
        "het",
        "de",
        "o",
        "the",
        "els",
        "a",
        "os",
        "as",
        "los",
        "las",
    }
)
_OPENING, _CLOSING, _MARKS = '«“„"', '»”“"', '«»“”„"'  # quotation marks; ”so” and »so« are quoted too
_LONGER = 3  # words of a phrase that begins with another one
_LONGEST_DATE, _LONGEST_PERIOD = 6, 14  # words
_Role = dict[str, set[str]]  # the key of a value, and the languages that say so
_Said = tuple[str, str, str, tuple[str, ...]]  # a role of words, what they tell, in which language, what must follow
_Told = dict[tuple[str, ...], list[_Said]]


_NOTHING: frozenset[tuple[str, ...]] = frozenset()


class Phrase(NamedTuple):
    """Words that stand before a value, behind one, or both; without either they are a value or a sign themselves."""

    words: tuple[str, ...]
    before: Label | None  # what stands before it
    behind: Label | None
    itself: Label | None
    closers: frozenset[tuple[str, ...]] = _NOTHING  # where it is a word for many things: what must close the value


class Sentence(NamedTuple):
    """The parts that were found in a sentence, by their keys, the phrases that told them, and what one word told."""

    parts: dict[str, Part]
    labels: list[Label]
    weak: set[str]


class _Match(NamedTuple):
    start: int
    end: int
    phrase: Phrase


class Phrases:
    """The phrases of some languages, which are taken apart only where a text has the first of their words."""

    def __init__(self, known: Iterable[Language]) -> None:
        """Sort the phrases by their first words. ValueError if one is none, or has a key that is not known."""
        self._texts: dict[str, list[tuple[Language, str, str]]] = {}
        self._parted: dict[str, dict[tuple[str, ...], list[Phrase]]] = {}
        for language in known:
            for key, text in _told(language):
                for first in _first_words(language, key, text):
                    self._texts.setdefault(first, []).append((language, key, text))

    def beginning(self, words: Sequence[str]) -> dict[tuple[str, ...], list[Phrase]]:
        """Give the phrases that begin as `words` do, by their first two words, or the only one, the longest first.

        ValueError if a phrase has two meanings.
        """
        first = words[0] if words else ""
        if first not in self._texts:
            return {}
        if first not in self._parted:
            self._parted[first] = _parted_phrases(first, self._texts[first])
        return self._parted[first]


@cache
def phrases() -> Phrases:
    """Give the phrases of all languages."""
    return Phrases(languages().values())


def _first_words(language: Language, key: str, text: str) -> set[str]:
    """Give the first words of what stands before the value and of what stands behind it."""
    ahead, _, behind = text.partition("{}")
    firsts = {_parted(part.split(None, 1)[0])[0] for part in (ahead, behind) if part.strip()}
    if key not in _KEYS or not firsts or "{" in behind:
        raise ValueError(f"languages/{language.code}.toml: {key} = {text!r} is no phrase with one {{}} in it")
    return firsts


def _parted_phrases(first: str, texts: Iterable[tuple[Language, str, str]]) -> dict[tuple[str, ...], list[Phrase]]:
    """Take apart the phrases whose first word, before or behind the value, is `first`."""
    told: _Told = {}
    for language, key, text in texts:
        for words, role, closer in _spellings(text):
            if words[0] == first:
                told.setdefault(words, []).append((role, key, language.code, closer))
    found: dict[tuple[str, ...], list[Phrase]] = {}
    for words, said in told.items():
        by_role = _roles_of(said)
        _inherit(told, words, by_role)
        # words that close several kinds of values tell only where one ends
        telling = {role: keys for role, keys in by_role.items() if role != "before" or len(keys) == 1}
        labels = {role: _label(words, keys) for role, keys in telling.items()}
        closers = {closer for _, _, _, closer in said}
        needed = frozenset(closers) if () not in closers else _NOTHING
        phrase = Phrase(words, labels.get("before"), labels.get("behind"), labels.get("itself"), needed)
        found.setdefault(words[:2], []).append(phrase)
    for listed in found.values():
        listed.sort(key=lambda phrase: -len(phrase.words))
    return found


def _roles_of(said: Iterable[_Said]) -> dict[str, _Role]:
    """Give what words tell in each role, and in which languages."""
    found: dict[str, _Role] = {}
    for role, key, code, _ in said:
        found.setdefault(role, {}).setdefault(key, set()).add(code)
    return found


def _inherit(told: _Told, words: tuple[str, ...], by_role: dict[str, _Role]) -> None:
    """Let a longer phrase close what a shorter one does with which it begins ("certifies that Mr")."""
    if len(words) < _LONGER or "before" in by_role or "recipient" not in by_role.get("behind", ()):
        return
    for count in range(len(words) - 1, 1, -1):
        shorter = _roles_of(told.get(words[:count], ()))
        if "issuer" in shorter.get("before", ()):
            by_role["before"] = shorter["before"]


def _told(language: Language) -> Iterator[tuple[str, str]]:
    """Give the phrases of a language by their keys, and those that say who confers a badge on whom, or certifies it."""
    for key, texts in language.phrases.items():
        yield from ((key, text) for text in texts)
    for text in language.labels.get("confers", ()):
        if " " in text and is_word(text.split()[-1], "to"):
            yield "issuer", f"{{}} {text}"
            yield "recipient", f"{text} {{}}"
        elif " " in text and is_word(text.split()[-1], "that"):
            yield "issuer", f"{{}} {text}"
    for text in language.labels.get("bestows", ()):
        yield "issuer", f"{{}} {text}"
        yield "name", f"{text} {{}}"


def _at(words: tuple[str, ...], place: int) -> Iterator[Phrase]:
    """Give the phrases that stand at a place in some words, the longest first."""
    two = words[place : place + 2]
    known = phrases().beginning(two)
    for phrase in known.get(two, ()):
        if words[place : place + len(phrase.words)] == phrase.words:
            yield phrase
    if len(two) > 1:
        yield from known.get(two[:1], ())


@cache
def _spelled(key: str) -> tuple[str, ...]:
    listed = (text for language in languages().values() for text in language.phrases.get(key, ()))
    found = (words for text in listed for words, _, _ in _spellings(text))
    return tuple(dict.fromkeys(map(" ".join, found)))


def announced(text: str) -> Label | None:
    """Give what a text announces that is a phrase and nothing else ("awarded to", "délivré par")."""
    words = _parted(text)
    listed = phrases().beginning(words).get(words[:2], ())
    found = next((phrase for phrase in listed if phrase.words == words and phrase.behind and len(words) > 1), None)
    return found.behind if found else None


def announced_last(words: Sequence[str]) -> frozenset[str]:
    """Give what a label announces that ends with a phrase of several words ("Distinction awarded to")."""
    ends = (announced(" ".join(words[i:])) for i in range(1, len(words) - 1) if words[-1][0].islower())
    return frozenset(
        told.key for told in ends if told and told.key in ("recipient", "issuer", "issued_on", "expires_on")
    )


def holds_phrase(text: str, key: str) -> bool:
    """Tell whether a text, in which blanks and line ends are the same, holds a phrase with the meaning `key`."""
    folded = " ".join(text.casefold().split())
    return any(spelling in folded for spelling in _spelled(key))


def _spellings(text: str) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Give the roles of a phrase, also with its last article elided."""
    for words, role, closer in _roles(text):
        yield words, role, closer
        if role == "behind" and len(words) > 1 and words[-1] in _ARTICLES:
            yield (*words[:-1], _ARTICLES[words[-1]]), role, closer


def _roles(text: str) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Take a phrase apart: the words before the value announce it, those behind it close it.

    A single word that announces counts only where what closes the value follows.
    """
    ahead, slot, behind = text.partition("{}")
    opening, closing = _parted(ahead), _parted(behind)
    if not slot:
        yield opening, "itself", ()
    if slot and opening:
        yield opening, "behind", closing if len(opening) == 1 else ()
    if slot and closing:
        yield closing, "before", ()


@lru_cache(maxsize=2**11)
def _parted(text: str) -> tuple[str, ...]:
    """Give the words of a phrase, articles parted from them as in sentences."""
    words = [sys.intern(fold(word).rstrip(",;")) for word in text.split()]
    if "'" not in text and "’" not in text:
        return tuple(words)
    glued = ((word, _ELIDED.match(word)) for word in words)
    return tuple(
        part for word, found in glued for part in ((found[0], word[found.end() :]) if found else (word,)) if part
    )


def _label(words: Sequence[str], keys: _Role) -> Label:
    if len(keys) > 1:
        raise ValueError(f"the phrase {' '.join(words)!r} announces several things: {', '.join(sorted(keys))}")
    ((key, codes),) = keys.items()
    return _shared(key, frozenset(codes))


@cache
def _shared(key: str, codes: frozenset[str]) -> Label:
    """Give one label for all phrases that announce the same in the same languages: there are thousands."""
    return Label(key, codes)


def read_sentence(lines: Iterable[Line], spoken: Sequence[str] = ()) -> Sentence:
    """Read the parts of one sentence that runs over `lines`; `spoken` are the codes of the document's languages."""
    placed = [(line, part) for line in lines for word in line.words for part in _elided(word)]
    words = tuple([fold(word.text).rstrip(",;") for _, word in placed])
    quoted = _quoted([word.text for _, word in placed])
    found = [_without_name(match, placed) for match in _matches(words, spoken) if match.start not in quoted]
    matches = _in_one_style(found, placed)
    sentence = Sentence({}, [], set())
    if matches and (first := matches[0]).phrase.before and first.start and _tells_before(first, placed):
        _add(sentence, first.phrase.before, placed, range(_subject(placed, first), first.start), first)
    for i, match in enumerate(matches, 1):
        following = matches[i] if i < len(matches) else None
        _read_between(sentence, placed, match, following, spoken)
    return sentence


def _without_name(match: _Match, placed: Sequence[tuple[Line, Word]]) -> _Match:
    """Leave the article behind a phrase to the name that it is printed as a part of ("délivré par La Grange")."""
    words = [word.text for _, word in placed[match.start : match.end]]
    named = len(words) > 1 and words[-2].islower() and words[-1][0].isupper() and fold(words[-1]) in _KINDS_AFTER
    return match._replace(end=match.end - 1) if named else match


def _quoted(words: Sequence[str]) -> range:
    """Give the places of the words in quotation marks, where those are one pair."""
    starts = [i for i, text in enumerate(words) if opens_quotation(text)]
    ends = [i for i, text in enumerate(words, 1) if closes_quotation(text)]
    return range(starts[0], ends[0]) if len(starts) == len(ends) == 1 else range(0)


def opens_quotation(text: str) -> bool:
    """Tell whether a word begins with a quotation mark, or is one that opens."""
    return text[0] in (_OPENING if len(text) == 1 else _MARKS)


def closes_quotation(text: str) -> bool:
    """Tell whether a word ends with a quotation mark, or is one that closes."""
    bare = text.rstrip(".,;:")
    return bare[-1:] in (_CLOSING if len(bare) == 1 else _MARKS) if bare else False


def _matches(words: tuple[str, ...], spoken: Sequence[str]) -> Iterator[_Match]:
    """Find the phrases; in an aside behind a value ("after a meeting on D") those of one word announce nothing."""
    at, aside = 0, False
    while at < len(words):
        phrase = next((p for p in _at(words, at) if _fits(p, words[at:], spoken)), None)
        if phrase and not (aside and _is_said_aside(phrase)):
            yield _Match(at, at + len(phrase.words), phrase)
            aside = (at > 0 and _is_aside(phrase)) or (aside and len(phrase.words) == 1)
            at += len(phrase.words) + _dated(phrase, words[at + len(phrase.words) :], spoken)
        else:
            at += 1


def _is_aside(phrase: Phrase) -> bool:
    return phrase.behind is not None and phrase.behind.key == "aside"


def _is_said_aside(phrase: Phrase) -> bool:
    return len(phrase.words) == 1 and phrase.behind is not None and phrase.behind.key not in ("aside", *_PERIODS)


def _tells_before(match: _Match, placed: Sequence[tuple[Line, Word]]) -> bool:
    """Tell whether a phrase tells what stands before it: no day's preposition does, and only organisations confer."""
    phrase, ahead = match.phrase, " ".join(word.text for _, word in placed[: match.start])
    if len(phrase.words) == 1 and _is_dated(phrase):
        return False
    if phrase.before and phrase.before.key == "issuer" and phrase.behind and phrase.behind.key in _TEXTS:
        return "," not in ahead and is_organisation(ahead) and not _is_of_somebody(ahead.split())
    return True


def _subject(placed: Sequence[tuple[Line, Word]], match: _Match) -> int:
    """Give where an issuer's name begins before a phrase: behind the last "that", where there is one."""
    if match.phrase.before is None or match.phrase.before.key != "issuer":
        return 0
    words = [word.text for _, word in placed[: match.start]]
    start = max((i for i, text in enumerate(words[:-1], 1) if is_word(text, "that")), default=0)
    return start + (0 < start < len(words) - 1 and words[start] in _KINDS_AFTER)


def _is_of_somebody(words: Sequence[str]) -> bool:
    """Tell whether words begin with what somebody is ("The director of Lee College")."""
    found = (label_index().match(words[i:]) for i in (0, 1))
    return any(one is not None and one.label.key == "other" for one in found)


def _elided(word: Word) -> Iterator[Word]:
    """Part an article from the word it is glued to ("l’Association")."""
    if found := _ELIDED.match(word.text):
        middle = word.x0 + (word.x1 - word.x0) * found.end() / len(word.text)
        yield word._replace(text=found[0], x1=middle)
        yield word._replace(text=word.text[found.end() :], x0=middle)
    else:
        yield word


def is_article(text: str) -> bool:
    """Tell whether a word is an article."""
    return fold(text) in _KINDS_AFTER


def without_article(line: Line) -> Line:
    """Give a line without the article before a word for an organisation, or that its first word is glued to."""
    (*article, first) = _elided(line.words[0])
    if not article and fold(line.words[0].text) in _KINDS_AFTER and len(line.words) > 1:
        return Line.of(line.words[1:]) if is_organisation(line.words[1].text) else line
    return Line.of((first, *line.words[1:])) if article else line


def _whole(words: Iterable[Word]) -> Iterator[Word]:
    """Glue articles to their words again."""
    article: Word | None = None
    for word in words:
        glued = word._replace(text=article.text + word.text, x0=article.x0) if article else word
        article = glued if _ELIDED.fullmatch(glued.text) else None
        if article is None:
            yield glued
    if article:
        yield article


def _in_one_style(matches: list[_Match], placed: Sequence[tuple[Line, Word]]) -> list[_Match]:
    """Drop phrases in a style that few of them are set in: values may hold the same words."""
    styles = Counter(placed[match.start][1].style for match in matches).most_common(2)
    if len(styles) < 2 or styles[0][1] == styles[1][1]:
        return matches
    return [match for match in matches if placed[match.start][1].style == styles[0][0]]


def _fits(phrase: Phrase, words: Sequence[str], spoken: Sequence[str]) -> bool:
    """Tell whether a phrase with which a text begins counts there."""
    count = len(phrase.words)
    if _is_place(phrase):
        return False
    if phrase.closers and not any(_holds(words[count:], closer) for closer in phrase.closers):
        return False
    return not _is_dated(phrase) or _dated(phrase, words[count:], spoken) > 0


def _holds(words: Sequence[str], wanted: tuple[str, ...]) -> bool:
    return any(tuple(words[i : i + len(wanted)]) == wanted for i in range(1, len(words) - len(wanted) + 1))


def _is_dated(phrase: Phrase) -> bool:
    return phrase.behind is not None and phrase.behind.key in (*_DAYS, *_PERIODS)


def _dated(phrase: Phrase, words: Sequence[str], spoken: Sequence[str]) -> int:
    """Give how many words the date behind a phrase takes; 0 if the phrase announces none."""
    return _dated_as(phrase.behind, phrase, words, spoken)[1] if phrase.behind and _is_dated(phrase) else 0


def _dated_as(told: Label, phrase: Phrase, words: Sequence[str], spoken: Sequence[str]) -> tuple[str, int]:
    """Give what the date behind a phrase is, and how many words it takes; a day's preposition may announce a period."""
    count = _date_at(words, told.key, spoken)
    if count or len(phrase.words) > 1 or told.key != "issued_on" or not words or not words[0][0].isdigit():
        return told.key, count
    return "activity", _date_at(words, "activity", spoken)


def _is_place(phrase: Phrase) -> bool:
    told = phrase.behind or phrase.itself
    return told is not None and told.key == _PLACE


def _read_between(
    sentence: Sentence,
    placed: Sequence[tuple[Line, Word]],
    match: _Match,
    following: _Match | None,
    spoken: Sequence[str],
) -> None:
    """Read what stands between a phrase and the next one."""
    start, end, phrase = match.end, following.start if following else len(placed), match.phrase
    if phrase.itself:
        _add(sentence, phrase.itself, placed, range(match.start, match.end), match)
    if phrase.behind and _is_dated(phrase):
        key, read = _dated_as(phrase.behind, phrase, [word.text for _, word in placed[start:end]], spoken)
        _add(sentence, phrase.behind._replace(key=key), placed, range(start, start + read), match)
        start = _read_place(sentence, placed, range(start + read, end))
    elif phrase.behind:
        start += _named(phrase, [word.text for _, word in placed[start:end]])
        words = [fold(word.text) for _, word in placed[start:end]]
        last = next((i for i in range(len(words)) if _date_at(words[i:], "issued_on", spoken) == len(words) - i), None)
        if last == 0:
            return  # a day, and nothing of what the phrase announces
        _add(sentence, phrase.behind, placed, range(start, start + last if last else end), match)
        if last and phrase.behind.key in _TEXTS:
            _add(sentence, phrase.behind._replace(key="issued_on"), placed, range(start + last, end), match)
        return
    if following and following.phrase.before:
        _add(sentence, following.phrase.before, placed, range(start, end), following)


def _named(phrase: Phrase, words: Sequence[str]) -> int:
    """Give how many words stand between the word for badge and its name ("the badge entitled")."""
    if phrase.behind is None or phrase.behind.key != "name":
        return 0
    counts = (
        n
        for n in range(min(len(words), _LONGER), 0, -1)
        if words[0].islower() and is_word(" ".join(words[:n]), "named")
    )
    return next(counts, 0)


@cache
def _month_names() -> frozenset[str]:
    return frozenset(name for language in languages().values() for name in language.months)


def _date_at(words: Sequence[str], key: str, spoken: Sequence[str]) -> int:
    """Give how many words the date or period takes with which `words` begin."""
    for count in range(min(len(words), _LONGEST_PERIOD if key in _PERIODS else _LONGEST_DATE), 0, -1):
        text = " ".join(words[:count])
        if not (any(c.isdigit() for c in words[count - 1]) or fold(words[count - 1]) in _month_names()):
            continue  # a date ends with a number or a month, not with a word that may stand in it
        if key in _PERIODS:
            if parse_period(text.rstrip(".,;:"), spoken):
                return count
        elif (reading := parse_date(text.rstrip(":"), spoken)).value or reading.readings:
            return count
    return 0


def days_in(text: str, spoken: Sequence[str]) -> Iterator[Day]:
    """Give the days that a text names with a month and a year.

    >>> list(days_in("The jury met on 3 May 2024.", [])), list(days_in("Houses built before 1948", []))
    ([datetime.date(2024, 5, 3)], [])
    """
    words, at = text.split(), 0
    while at < len(words):
        count = _date_at(words[at:], "issued_on", spoken)
        if count and (day := parse_date(" ".join(words[at : at + count]).rstrip(":"), spoken).value):
            yield day
        at += count or 1


def only_day(line: Line, spoken: Sequence[str]) -> Line | None:
    """Give the one day or the end of the one period that a line names, whatever it says around it."""
    placed = [part for word in line.words for part in _elided(word)]
    words, at, found = [word.text for word in placed], 0, []
    while at < len(words):
        count = _date_at([word.strip("(").rstrip("),;") for word in words[at:]], "issued_on", spoken)
        if count:
            found.append(range(at, at + count))
        at += count or 1
    ahead = " ".join(words[: found[0].start]) if found else ""
    ends = 1 + holds_word(ahead, "since")
    if len(found) != ends:
        return None
    bare = [placed[i]._replace(text=placed[i].text.strip("()").rstrip(",;.")) for i in found[-1]]
    return Line.of(bare)


def _read_place(sentence: Sentence, placed: Sequence[tuple[Line, Word]], where: range) -> int:
    """Read a place right behind a date; give where the text goes on."""
    words = tuple([fold(placed[i][1].text) for i in where])
    for phrase in filter(_is_place, _at(words, 0)):
        match = _Match(where.start, where.start + len(phrase.words), phrase)
        if phrase.itself:
            _add(sentence, phrase.itself, placed, range(match.start, match.end), match)
            return match.end
        if phrase.behind:
            _add(sentence, phrase.behind, placed, range(match.end, where.stop), match)
            return where.stop
    return where.start


def _add(sentence: Sentence, label: Label, placed: Sequence[tuple[Line, Word]], where: range, match: _Match) -> None:
    """Keep the words of a range as a part; the first of a key counts."""
    sentence.labels.append(label)
    told = f"in the sentence, by {' '.join(match.phrase.words)!r}"
    words = [placed[i] for i in where]
    if words:
        words[-1] = (words[-1][0], words[-1][1]._replace(text=words[-1][1].text.rstrip(",;")))
    if words and where.stop == len(placed):  # the colon that ends the sentence
        words[-1] = (words[-1][0], words[-1][1]._replace(text=words[-1][1].text.rstrip(":")))
    rows = groupby(words, key=lambda item: id(item[0]))
    lines = tuple(Line.of(_whole(word for _, word in row)) for _, row in rows)
    weak = len(match.phrase.words) == 1
    if lines and (label.key not in sentence.parts or (label.key in sentence.weak and not weak)):
        (sentence.weak.add if weak else sentence.weak.discard)(label.key)
        sentence.parts[label.key] = Part(lines, told, label=label)
