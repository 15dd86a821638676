"""Words of the languages that badges are printed in: data in TOML, one file a language, and one index over all.

The language of a document is a result: a label is looked up in all languages at once, and says which it belongs to.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import tomli  # which is compiled, and four times as fast as tomllib: all languages are read at every start

_APOSTROPHES = re.compile("['’‘ʼ`´]+")
_TOKEN = re.compile(r"\w+")
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")  # "(is|was)": one of these
_LABEL_END = ":：.…?؟"
_SPACED = 3  # letters that stand alone: a letter-spaced label has as many, and as many as it has other words
_FEWEST = 4  # letters of a label of which one letter may be lacking, as often as that
_LONGEST = 8  # words of a label
_SMALL = 4  # letters of an article or a preposition
_CLEAR = 2  # times as many small words of one language as of any other tell it
_MANY = 20  # parts of a letter-spaced label
_REMEMBERED = 2**12  # lines whose label is looked up once
_ODD = re.compile("[\ufffd■\ue000-\uf8ff\u0300-\u036f\u0700-\u074f]")  # what stands for a letter that a font lacks


class Language(NamedTuple):
    """One language. `months` gives the number of each month's names and short forms, folded; `month_names` the names.

    `days` gives the numbers of days that are spelled out. `orders` holds the ways in which a numeric date may be meant:
    "dmy", "mdy". `phrases` are what stands around a value in a sentence, "{}" in the place of the value. `words` are
    those that tell what a paper is.
    """

    code: str
    name: str
    orders: tuple[str, ...]
    months: Mapping[str, int]
    month_names: tuple[str, ...]
    filler: frozenset[str]
    ordinals: frozenset[str]
    days: Mapping[str, int]
    no_expiry: frozenset[str]
    until: frozenset[str]
    hours: frozenset[str]
    minutes: frozenset[str]
    phrases: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, tuple[str, ...]]


class Label(NamedTuple):
    """What a label means, the languages that print it, and whether it was known only without some characters."""

    key: str
    languages: frozenset[str]
    damaged: bool = False


class Found(NamedTuple):
    """A label at the beginning of a line: what it means and how many words it takes, colons included."""

    label: Label
    words: int


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Give text in the form in which labels are compared.

    >>> fold("Site Web de l’ÉMETTEUR :")
    "site web de l'émetteur"
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = _APOSTROPHES.sub("'", text.casefold())
    return " ".join(text.split()).rstrip(_LABEL_END).rstrip()


def bare_place(text: str) -> str:
    """Take the preposition off a place.

    >>> bare_place("te Mechelen"), bare_place("Mechelen")
    ('Mechelen', 'Mechelen')
    """
    words = text.split()
    spellings = (phrase for language in languages().values() for phrase in language.phrases.get("place", ()))
    ahead = {tuple(fold(phrase.removesuffix("{}")).split()) for phrase in spellings if phrase.endswith("{}")}
    counts = [count for count in range(1, len(words)) if tuple(map(fold, words[:count])) in ahead]
    if not counts and words and words[0][0].islower() and is_word(words[0], "to"):
        counts = [1]
    return " ".join(words[max(counts, default=0) :])


class _Kind(NamedTuple):
    """The words of a kind: whole ones and those of several parts in small letters, short ones (VAT) as written.

    Those of several parts are listed by their first ones.
    """

    whole: frozenset[str]
    parted: Mapping[str, Sequence[str]]
    short: frozenset[str]


@cache
def _kind(kind: str) -> _Kind:
    listed = {word for language in languages().values() for word in language.words[kind]}
    short = {word for word in listed if len(word) <= _FEWEST and word.isupper() and word.isalpha()}
    other = {word.casefold() for word in listed - short}
    whole = {word for word in other if _TOKEN.fullmatch(word)}
    parted: dict[str, list[str]] = {}
    for word in sorted(other - whole):
        parted.setdefault(_TOKEN.findall(word)[0], []).append(word)
    return _Kind(frozenset(whole), parted, frozenset(short))


@lru_cache(maxsize=256)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(text))


@lru_cache(maxsize=256)
def _small(text: str) -> tuple[str, frozenset[str]]:
    """Give a text in small letters, and its words."""
    small = text.casefold()
    return small, frozenset(_TOKEN.findall(small))


def holds_word(text: str, kind: str) -> bool:
    """Tell whether a text holds a word of a kind: "badges", "certificates", "others".

    >>> holds_word("Certificat de badge numérique", "badges"), holds_word("badger", "badges")
    (True, False)
    """
    known, (small, words) = _kind(kind), _small(text)
    if not known.whole.isdisjoint(words):
        return True
    if known.short and not known.short.isdisjoint(_tokens(text)):
        return True
    near = (word for first in known.parted.keys() & words for word in known.parted[first] if word in small)
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", small) for word in near)


@cache
def _folded(kind: str) -> frozenset[str]:
    return frozenset(fold(word) for language in languages().values() for word in language.words[kind])


def is_word(text: str, kind: str) -> bool:
    """Tell whether a text is a word of a kind."""
    return fold(text) in _folded(kind)


@cache
def _titles() -> frozenset[str]:
    """Give the headings that name the kind of paper, without blanks, and the words that they are made of."""
    kinds = [language.words[kind] for language in languages().values() for kind in ("titles", "badges", "certificates")]
    folded = [fold(title) for titles in kinds for title in titles]
    words = {word for title in folded for word in title.split()}
    singular = {word[:-1] for word in words if word.endswith("s") and len(word) > _FEWEST}
    return frozenset({title.replace(" ", "") for title in folded} | words | singular)


@cache
def _badge_within() -> re.Pattern[str]:
    """Give what finds a word for badges in a longer word."""
    return re.compile("|".join(re.escape(word) for word in sorted(_kind("badges").whole) if len(word) > _FEWEST))


def without_badge(word: str) -> str:
    """Give what a compound says besides the word for badge with which it begins; nothing of that word itself.

    >>> without_badge("badgeindehaver"), without_badge("badge"), without_badge("number")
    ('indehaver', '', 'number')
    """
    found = _badge_within().match(word)
    rest = word[found.end() :] if found else word
    return rest if len(rest) >= _FEWEST else ""


def is_title(text: str) -> bool:
    """Tell whether a heading names the kind of paper and no badge, in any spacing or in two languages.

    >>> is_title("C E R T I F I C A T"), is_title("Badge numérique / Digital badge"), is_title("First Aid")
    (True, True, False)
    """
    parts = re.split(r"\s[/|·–—-]\s", text)
    if len(text.split()) == 1 and _badge_within().search(text.casefold()):
        return True
    if all(fold(part).replace(" ", "") in _titles() or _titles().issuperset(fold(part).split()) for part in parts):
        return True
    return holds_word(text, "certificates") and holds_word(text, "badges")


def without_accents(text: str) -> str:
    """Give text without its diacritics.

    >>> without_accents("Bénéficiaire")
    'Beneficiaire'
    """
    return text if text.isascii() else unicodedata.normalize("NFD", text).translate(_WITHOUT_MARKS)


class _WithoutMarks(dict[int, int | None]):
    """What `str.translate` needs to leave out combining characters, each looked up when it first comes."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()


def without_foreign(text: str) -> str:
    """Give text without the characters that a Western European font (Windows-1252) cannot show.

    >>> without_foreign("Upływa w dniu")
    'Upywa w dniu'
    """
    return text.encode("cp1252", "ignore").decode("cp1252")


@cache
def languages() -> dict[str, Language]:
    """Give every language by its code."""
    files = sorted(Path(__file__).parent.glob("*.toml"))
    return {file.stem: _language(file.stem, tomli.loads(file.read_text("utf-8"))) for file in files}


def _language(code: str, data: dict[str, Any]) -> Language:
    dates = data["dates"]
    months = {fold(name): number for number, names in enumerate(dates["months"], 1) for name in names}
    months |= {without_accents(name): number for name, number in months.items()}
    return Language(
        code,
        data["name"],
        tuple(dates["orders"]),
        months,
        tuple(names[0] for names in dates["months"]),
        frozenset(map(fold, dates["filler"])),
        frozenset(map(fold, dates["ordinals"])),
        _numbered(dates.get("days", ())),
        frozenset(map(fold, dates["no_expiry"])),
        frozenset(map(fold, dates["until"])),
        frozenset(map(fold, data["durations"]["hours"])),
        frozenset(map(fold, data["durations"]["minutes"])),
        {key: tuple(_spelled_out(texts)) for key, texts in data["phrases"].items()},
        {kind: tuple(texts) for kind, texts in data["words"].items()},
        {key: tuple(_spelled_out(texts)) for key, texts in data["labels"].items()},
    )


def _numbered(names: Sequence[str]) -> dict[str, int]:
    """Give the numbers of the days that are spelled out, the longest names first."""
    return dict(sorted(((fold(name), day) for day, name in enumerate(names, 1)), key=lambda item: -len(item[0])))


def _spelled_out(texts: Iterable[str]) -> Iterator[str]:
    """Give each text once for every choice that it leaves.

    >>> list(_spelled_out(["(is|was) awarded to {}", "Skill(s)"]))
    ['is awarded to {}', 'was awarded to {}', 'Skill(s)']
    """
    for text in texts:
        if "|" not in text:
            yield text
            continue
        parts = [part.split("|") if i % 2 else [part] for i, part in enumerate(_CHOICE.split(text))]
        yield from (" ".join("".join(chosen).split()) for chosen in product(*parts))


class _Spellings:
    """Labels by the first words of their spellings, which are taken apart only where a line begins with such a word."""

    def __init__(self, labels: Mapping[str, Label]) -> None:
        self._texts: dict[str, list[tuple[str, Label]]] = {}
        self._parted: dict[str, list[tuple[tuple[str, ...], Label]]] = {}
        for text, label in labels.items():
            first = text.partition(" ")[0].rstrip(_LABEL_END)  # also "n.", which is compared without its dot
            self._texts.setdefault(first, []).append((text, label))

    def beginning(self, first: str) -> Sequence[tuple[tuple[str, ...], Label]]:
        """Give the labels that begin with a word, the longest first: their words, folded."""
        if first not in self._texts:
            return ()
        if first not in self._parted:
            parted = [(tuple(map(fold, text.split())), label) for text, label in self._texts[first]]
            self._parted[first] = sorted(parted, key=_length)
        return self._parted[first]


class LabelIndex:
    """Every label of every language; built once, asked for each line."""

    def __init__(self, known: Iterable[Language]) -> None:
        """Build the index. ValueError if one label has two meanings."""
        spelled = [(text, key, lang.code) for lang in known for key, texts in lang.labels.items() for text in texts]
        folded = [(fold(text), key, code) for text, key, code in spelled]
        exact, clashing = _gathered(folded)
        for text in (text for text in exact if text in clashing):
            keys = sorted({key for spelling, key, _ in folded if spelling == text})
            codes = ("/".join(sorted({c for spelling, k, c in folded if (spelling, k) == (text, key)})) for key in keys)
            meanings = ", ".join(f"{key} ({spoken})" for key, spoken in zip(keys, codes, strict=True))
            raise ValueError(f"the label {text!r} has several meanings: {meanings}")
        bare = [(kept, key, code) for text, key, code in folded if (kept := without_accents(text)) != text]
        lossy = [
            (fold(kept), key, code)
            for text, key, code in spelled
            if not text.isascii() and (kept := without_foreign(text)) != text
        ]
        self._labels = exact
        self._exact = _Spellings(exact)
        self._bare = _Spellings(_unlike(exact, *_gathered(bare)))
        self._lossy = _Spellings(_unlike(exact, *_gathered(lossy, damaged=True)))
        self._known, self._known_any = lru_cache(_REMEMBERED)(self._find), lru_cache(_REMEMBERED)(self._find_any)

    @cached_property
    def _dense(self) -> dict[str, Label]:
        return {text.replace(" ", ""): label for text, label in self._labels.items()}

    @cached_property
    def _by_size(self) -> dict[tuple[str, int], list[tuple[str, Label]]]:
        sizes: dict[tuple[str, int], list[tuple[str, Label]]] = {}
        for text, label in self._dense.items():
            sizes.setdefault((text[:1], len(text)), []).append((text, label))
        return sizes

    def match(self, words: Sequence[str]) -> Found | None:
        """Find the longest label at the beginning of `words`.

        Where no spelling fits, one without its accents does, then one without the characters that its font lacked.
        """
        return self._known(tuple(words)) if words else None

    def _find(self, words: tuple[str, ...]) -> Found | None:
        first = fold(words[0])
        found = _longest(self._exact.beginning(first), words)
        if found is None:
            bare = without_accents(first)
            near = [*self._exact.beginning(bare), *self._bare.beginning(bare)]
            near.sort(key=_length)
            found = _longest(near, [without_accents(word) for word in words]) if near else None
        return found or _longest(self._lossy.beginning(first), words)

    def match_any(self, words: Sequence[str]) -> Found | None:
        """Find the label as `match` does, also where it is letter-spaced or its font lacks a letter.

        Where a font lacks a letter, another character stands in its place, or nothing.
        """
        return self._known_any(tuple(words)) if words else None

    def _find_any(self, words: tuple[str, ...]) -> Found | None:
        if found := self._find(words):
            return found
        if label := self._dense.get(_dense(words[:1])):  # whose letters were put together again
            return Found(label, 1)
        if 1 < len(words) <= _MANY and (label := self._dense.get(_dense(words))):  # letter-spaced in parts
            return Found(label, len(words))
        if found := self._match_spaced(words):
            return found
        return self._match_lacking(words) if any(map(_ODD.search, words[:_LONGEST])) else None

    def _match_spaced(self, words: Sequence[str]) -> Found | None:
        alone = [i for i, word in enumerate(words, 1) if len(word.rstrip(":")) == 1]
        if len(alone) >= _SPACED and 2 * len(alone) >= alone[-1]:
            for count in range(len(words), alone[0], -1):
                if label := self._dense.get(_dense(words[:count])):
                    return Found(label, count)
        return None

    def _match_lacking(self, words: Sequence[str]) -> Found | None:
        for count in range(min(len(words), _LONGEST), 0, -1):
            printed = _ODD.sub("", _dense(words[:count]))
            if len(printed) < _FEWEST:
                break
            sizes = range(len(printed), len(printed) + _FEWEST + 1)
            near = (item for size in sizes for item in self._by_size.get((printed[0], size), ()))
            fitting = {label for text, label in near if _lacks_a_letter(text, printed)}
            if len({label.key for label in fitting}) == 1:
                return Found(fitting.pop(), count)
        return None


def _lacks_a_letter(text: str, printed: str) -> bool:
    """Tell whether a text is printed whole but for one letter, wherever that stands or stood."""
    if len(set(text) - set(printed)) > 1:
        return False
    missing, at = set(), 0
    for letter in text:
        if at < len(printed) and printed[at] == letter:
            at += 1
        else:
            missing.add(letter)
    return at == len(printed) and len(missing) <= 1


def _dense(words: Iterable[str]) -> str:
    return unicodedata.normalize("NFC", "".join(map(fold, words)))


@cache
def _label(key: str, codes: frozenset[str], *, damaged: bool) -> Label:
    """Give the one label of its kind: thousands of spellings share some hundreds."""
    return Label(key, codes, damaged)


def _gathered(spellings: Iterable[tuple[str, str, str]], *, damaged: bool = False) -> tuple[dict[str, Label], set[str]]:
    """Give the label of each spelling, and the spellings that have several meanings."""
    found: dict[str, Label] = {}
    clashing = set()
    for text, key, code in spellings:
        known = found.get(text)
        if known is None:
            found[text] = _label(key, frozenset((code,)), damaged=damaged)
        elif known.key != key:
            clashing.add(text)
        elif code not in known.languages:
            found[text] = _label(key, known.languages | {code}, damaged=damaged)
    return found, clashing


def _unlike(exact: Mapping[str, Label], found: Mapping[str, Label], clashing: set[str]) -> dict[str, Label]:
    """Give what is no whole label and means one thing: what lost what told it from another says nothing."""
    return {text: label for text, label in found.items() if text and text not in exact and text not in clashing}


def _length(spelled: tuple[tuple[str, ...], Label]) -> int:
    return -len(spelled[0])


def _longest(labels: Sequence[tuple[tuple[str, ...], Label]], words: Sequence[str]) -> Found | None:
    if not labels:
        return None
    longest = len(labels[0][0])
    spelled = [fold(word) for word in words[:longest]]
    for parts, label in labels:
        count = len(parts)
        if tuple(spelled[:count]) == parts and not any(word.endswith(":") for word in words[: count - 1]):
            while count < len(words) and not fold(words[count]):  # a colon that stands alone
                count += 1
            return Found(label, count)
    return None


@cache
def label_index() -> LabelIndex:
    """Give the index over the labels of all languages."""
    return LabelIndex(languages().values())


@cache
def vanishing_languages(key: str) -> frozenset[str]:
    """Give the languages whose label leaves no letter in a Western European font."""
    spelled = {code: language.labels.get(key, ()) for code, language in languages().items()}
    return frozenset(c for c, texts in spelled.items() if texts and not any(map(fold, map(without_foreign, texts))))


def speakers(found: Iterable[Label]) -> Iterator[str]:
    """Give the codes of the languages that print most of some labels, the best first, ties in alphabetical order."""
    votes: dict[str, int] = {}
    for label in found:
        for code in label.languages:
            votes[code] = votes.get(code, 0) + 1
    best = max(votes.values(), default=0)
    return iter(sorted(code for code, count in votes.items() if count == best))


@cache
def _small_words(code: str) -> frozenset[str]:
    """Give the articles, prepositions and the like of a language: the short words of its labels and phrases."""
    language = languages()[code]
    texts = (text for listed in (language.labels, language.phrases) for found in listed.values() for text in found)
    words = (word for text in texts for word in fold(text).split())
    return frozenset(word for word in words if len(word) <= _SMALL and word.isalpha())


def language_of(text: str, codes: Sequence[str]) -> str | None:
    """Tell in which of some languages a text is, by the small words that only one of them has; None if that is close.

    >>> language_of("The holder plans and leads an event of the college.", ["fr", "en"])
    'en'
    """
    found = Counter(_TOKEN.findall(text.casefold()))
    if len(codes) < 2:
        return None
    scores = []
    for code in codes:
        others = frozenset().union(*(_small_words(other) for other in codes if other != code))
        scores.append((sum(found[word] for word in _small_words(code) - others), code))
    (best, code), (second, _) = sorted(scores, reverse=True)[:2]
    return code if best >= _CLEAR * max(second, 1) else None
