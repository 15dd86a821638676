"""What a label can mean that no language lists: its words occur in labels that are known, and its value decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from ..dates import is_filler, parse_date
from ..languages import fold, is_word, languages, without_accents, without_badge
from .labels import DAYS, suits
from .names import is_capital, is_name, is_organisation, organisation_in, person_in
from .rules import EMAIL, SITE

_STEM = 5  # letters by which the forms and the compounds of a word are told
_SHORT = 3  # letters of an article or a preposition, which tells nothing
_MOST = 6  # words of a label
_SHARE = 0.1  # of the labels that hold a word: how many must have a meaning
_SHARES = {"other": 0.25}  # which only where it is likely keeps a day from being one of issue
_TOKEN = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d\d|\d[./]")  # of a day or an address: in no organisation's name
_WORDS_OF_A_NAME = 12
_PREPOSITIONS = {"to": "recipient", "by": "issuer"}
_KINDS = frozenset(  # what the form of a value can tell from the rest
    {"recipient", "issuer", "creator", "recipient_email", "issuer_contact", "issuer_website", "credential_id"}
    | {"address", "name", "other", *DAYS}
)


def meanings(words: Sequence[str], spoken: Collection[str]) -> frozenset[str]:
    """Give the kinds of values that all words of a label announce in labels that are known; none if a word is new.

    `spoken` are the codes of the document's languages.

    >>> sorted(meanings(["Qui", "délivre", "ce", "badge", "?"], ["fr"]))
    ['issued_on', 'issuer']
    >>> meanings(["Prochaine", "réunion"], ["fr"])
    frozenset()
    """
    if len(words) == 1 and (alone := _behind_preposition(words[0])):
        return alone
    stems = {stem for word in words[: _MOST + 1] for stem in _stems(word)}
    if not stems or len(words) > _MOST:
        return frozenset()
    told = [frozenset().union(*(_known(code).get(stem, frozenset()) for code in spoken)) for stem in stems]
    return frozenset.intersection(*told)


def _behind_preposition(word: str) -> frozenset[str]:
    """Give what a preposition that stands alone announces: "to" or "by" somebody, or the day of issue."""
    told = {key for kind, key in _PREPOSITIONS.items() if is_word(word, kind)}
    return frozenset(told | ({"issued_on"} if is_filler(word) and word.rstrip(":").isalpha() else set()))


def says_whose(label: str, spoken: Collection[str]) -> frozenset[str]:
    """Give whom the words of a label name: the recipient, the issuer, or one of both.

    >>> says_whose("Détails du bénéficiaire", ["fr"]), says_whose("E-mail", ["en"])
    (frozenset({'recipient'}), frozenset())
    """
    told = (_known(code).get(stem, frozenset()) for stem in _stems(label) for code in spoken)
    return frozenset().union(*told) & {"recipient", "issuer"}


def names_holder(word: str, spoken: Collection[str]) -> bool:
    """Tell whether a word is one for the holder of a badge, which is a label of the recipient, with any ending.

    >>> names_holder("titulaires", ["fr"]), names_holder("innehavaren", ["sv"]), names_holder("personne", ["fr"])
    (True, True, False)
    """
    folded = fold(word)
    return any(folded.startswith(_holders(code)) for code in spoken)


@cache
def _holders(code: str) -> tuple[str, ...]:
    """Give the nouns among the labels of the recipient: no word of labels of other kinds, as participles are."""
    alone = [fold(text) for text in languages()[code].labels.get("recipient", ()) if " " not in text]
    other = {"issued_on", "issuer"}
    return tuple(word for word in alone if not any(_known(code).get(stem, other) & other for stem in _stems(word)))


def _stems(text: str) -> Iterable[str]:
    tokens = (without_badge(token) for token in _TOKEN.findall(fold(text)) if not is_word(token, "organisations"))
    return (without_accents(token)[:_STEM] for token in tokens if len(token) > _SHORT)


@cache
def _known(code: str) -> dict[str, frozenset[str]]:
    """Give the meanings of the labels of a language that hold a word, by its stem; those of phrases where none does."""
    labels, phrases = _counted(languages()[code].labels), _counted(languages()[code].phrases)
    return {
        stem: frozenset(key for key, count in keys.items() if count >= _SHARES.get(key, _SHARE) * keys.total())
        for stem, keys in (phrases | labels).items()
    }


def _counted(listed: Mapping[str, Sequence[str]]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for key, texts in listed.items():
        for stem in (stem for text in texts for stem in set(_stems(text))):
            found.setdefault(stem, Counter())[key] += 1
    return found


def meaning(possible: Collection[str], value: str, label: str = "") -> str | None:
    """Give the one of several kinds of values that a value has the form of; None if it may be of several.

    A label that names a kind of organisation ("Issuing library") has one for its value, whatever that is called.
    """
    if "issuer" in possible and is_organisation(label) and _may_be_organisation(value):
        return "issuer"
    fitting = [key for key in possible if key in _KINDS and is_like(key, value)]
    if "other" in possible or len(fitting) > 1:
        return None
    return fitting[0] if fitting else "name" if set(possible) == {"name"} and _is_badges_name(value) else None


def _may_be_organisation(text: str) -> bool:
    forms = (key for key in _KINDS if key not in ("recipient", "name", "other"))
    told = is_capital(text) and len(text.split()) < _WORDS_OF_A_NAME and not text.endswith(".")
    return told and not (_NUMBERS.search(text) or any(is_like(key, text) for key in forms if key != "issuer"))


def _is_badges_name(text: str) -> bool:
    return not (text.endswith(".") or _NUMBERS.search(text) or any(is_like(key, text) for key in _KINDS))


def is_like(key: str, text: str) -> bool:
    """Tell whether a text has the form of a kind of values, where that tells it from others."""
    if key in DAYS:
        return parse_date(text).value is not None
    if key == "recipient":
        return is_name(person_in(text)) and not is_organisation(text)
    if key in ("issuer", "creator"):
        dated = _NUMBERS.search(text) is not None
        return is_organisation(organisation_in(text)) and len(text.split()) < _WORDS_OF_A_NAME and not dated
    if key == "issuer_website":
        return SITE.fullmatch(text) is not None
    if key in ("recipient_email", "issuer_contact"):
        return EMAIL.fullmatch(text) is not None
    return key in ("address", "credential_id") and suits(key, text)
