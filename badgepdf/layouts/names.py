"""What can be a person's name, what an organisation's, and what is printed around them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..languages import fold, languages

PARTICLES = frozenset(  # in small letters, of names in many languages
    {"de", "du", "des", "da", "do", "dos", "das", "di", "del", "della", "dei", "degli", "van", "von", "der", "den"}
    | {"dem", "ter", "ten", "te", "zu", "zur", "vom", "af", "av", "i", "y", "e", "la", "le", "las", "los", "el", "al"}
    | {"bin", "ibn", "ben", "bint", "a", "ap", "st", "san", "op", "t"}
)
_JOINING = PARTICLES | frozenset(  # what stands between the words of a name, and ends none
    {"of", "for", "and", "the", "in", "with", "at", "by", "from", "to", "&", "d’", "l’", "à", "et", "pour", "en", "aux"}
    | {"au", "sur", "dans", "avec", "par", "sous", "chez", "für", "und", "im", "am", "an", "auf", "mit", "bei", "zum"}
    | {"para", "con", "com", "em", "no", "per", "nel", "nella", "tra", "su", "voor", "met", "bij", "aan", "och", "og"}
    | {"til", "till", "på", "med", "ved", "om", "från", "ja", "dla", "w", "na", "z", "ze", "przy", "o"}
)
PLACE_PARTICLES = PARTICLES | frozenset(  # in small letters, of places
    {"am", "an", "im", "bei", "ob", "sur", "sous", "lès", "lez", "en", "près", "sul", "upon", "under", "nad", "pod"}
    | {"vid", "aan", "bij", "als", "ved"}
)
_AN_END = 5  # letters of a word that ends others
_FORMS = frozenset(  # of companies
    {"AG", "SE", "KG", "GmbH", "mbH", "SA", "SAS", "SARL", "SCOP", "SpA", "S.p.A", "Srl", "S.r.l", "S.L", "SL", "S.A"}
    | {"Ltd", "LLC", "LLP", "PLC", "Inc", "CIC", "BV", "B.V", "NV", "N.V", "AB", "AS", "ASA", "A/S", "ApS", "Oy", "Oyj"}
    | {"OÜ", "MTÜ", "Lda", "SCCL", "SCRL"}
)
_ABBREVIATED = frozenset({"ltd", "inc", "co", "corp", "bros", "assoc", "assn", "dept", "univ", "inst", "mbh", "gem"})
_REMEMBERED = 2**12  # words
_PARTS = re.compile(r"[\s’'/-]+")
_ELIDED = re.compile(r"^(?:[a-z]{1,4}|\w)[’'](?=\w)|[’']$")
NAME = re.compile(r"[^\d@/\\:;!?…_\"«»<>|=+*#]+")
_BEHIND_NAME = re.compile(r",\s+(?=[^\W\d_A-Z])|\s+\((?=[^)]*\d)|,\s+(?=\D*\d)")
_BEHIND_ORGANISATION = re.compile(
    r"\s*[(<](?=(?:https?://|www\.)|[^()\s]+\.\w+/?[)>])|,\s+(?=[^,]*\d)|,\s+\d|\s+https?://|\s+\S+@"
)


def is_capital(text: str) -> bool:
    """Tell whether a text begins with a capital, or with a letter of a script that has none.

    >>> is_capital("Weaving"), is_capital("weaving"), is_capital("نسيج"), is_capital("3 May")
    (True, False, True, False)
    """
    return text[:1].isalpha() and not text[0].islower()


def is_name(text: str) -> bool:
    """Tell whether a text can be a person's name: two to seven words, in capitals but for particles.

    >>> is_name("Sanne van den Heuvel"), is_name("Geneviève d’Aubigny Le Floc’h"), is_name("your own name")
    (True, True, False)
    """
    words = text.split()
    if not 1 < len(words) < 8 or not NAME.fullmatch(text):
        return False
    words = [_ELIDED.sub("", word) for word in words]
    return not words[-1][:1].islower() and all(w in PARTICLES for w in words if w[:1].islower())


@cache
def _organisations() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Give the words that name organisations: whole words, ends of words, and those of several words."""
    listed = {fold(word) for language in languages().values() for word in language.words["organisations"]}
    several = tuple(f" {text} " for text in listed if " " in text)
    return frozenset(listed), tuple(text for text in listed if len(text) >= _AN_END and " " not in text), several


def is_organisation(text: str) -> bool:
    """Tell whether a text holds a word that names an organisation, alone or at the end of another word.

    Or it ends with a company's legal form.

    >>> is_organisation("Volkshochschule Musterstadt"), is_organisation("Ville de Lorgues"), is_organisation("Ann Lee")
    (True, True, False)
    >>> is_organisation("Nordlicht Spedition AG"), is_organisation("Nordlicht Spedition")
    (True, False)
    """
    if any(_names_organisation(word) for word in _PARTS.split(text) if word):
        return True
    if " " in text and text.rpartition(" ")[2].rstrip(".,") in _FORMS:
        return True
    spaced = f" {fold(text)} "
    return any(told in spaced for told in _organisations()[2])


@lru_cache(_REMEMBERED)
def _names_organisation(word: str) -> bool:
    exact, ends, _ = _organisations()
    bare = fold(word).strip(",;()")
    return bare in exact or bare.endswith(ends)


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(fold(word) for language in languages().values() for word in language.words["honorifics"])


def is_honorific(text: str) -> bool:
    """Tell whether a text is an honorific and nothing else.

    >>> is_honorific("Madame"), is_honorific("Madame Anne Muster")
    (True, False)
    """
    return fold(text) in _honorifics()


def is_addressee(text: str) -> bool:
    """Tell whether a text is an honorific and a person's name, and nothing else.

    >>> is_addressee("Frau Anne Muster"), is_addressee("Anne Muster"), is_addressee("Madame, Monsieur")
    (True, False, False)
    """
    first, _, name = text.partition(" ")
    return fold(first) in _honorifics() and is_name(name)


def is_broken_off(text: str) -> bool:
    """Tell whether a name ends with a particle, a preposition or a conjunction, which none does.

    >>> is_broken_off("Akademie für"), is_broken_off("Akademie für Fachwerk e. V.")
    (True, False)
    """
    words = text.split()
    return len(words) > 1 and words[-1] in _JOINING


def person_in(text: str) -> str:
    """Take off what stands around a person's name: an honorific, a date of birth, a role.

    >>> person_in("Mme Anaïs Delaunay, née le 3 mars 1990")
    'Anaïs Delaunay'
    """
    words = _BEHIND_NAME.split(text)[0].strip(" ,.;").split()
    while len(words) > 1 and fold(words[0]) in _honorifics():
        words = words[1:]
    return " ".join(words)


def organisation_in(text: str) -> str:
    """Take off what stands behind an organisation's name: an address of the web or of the post, a full stop.

    >>> organisation_in("Fundacja Dolina, ul. Lipowa 4, 38-000 Krosno"), organisation_in("La Maison (www.m.example)")
    ('Fundacja Dolina', 'La Maison')
    >>> organisation_in("Looms Leeds."), organisation_in("Looms Inc.")
    ('Looms Leeds', 'Looms Inc.')
    """
    name = _BEHIND_ORGANISATION.split(text)[0].strip(" ,;·–—-")
    last = name.removesuffix(".").rpartition(" ")[2]
    short = name.count(".") > 1 and len(last) < _AN_END  # "Norr ek. för."
    return name if short or "." in last or fold(last) in _ABBREVIATED else name.removesuffix(".")
