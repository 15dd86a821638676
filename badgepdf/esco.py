"""Addresses of ESCO, the European classification of skills, competences, qualifications and occupations."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlencode

STATEMENT = "This service uses the ESCO classification of the European Commission."
"""What has to be said where ESCO's labels are shown."""

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_URI = re.compile(
    r"https?://data\.europa\.eu/esco/"
    rf"(?P<path>(?:skill|occupation)/(?:{_UUID}|[A-Z]\d+(?:\.\d+)*)|isced-f/\d+|isco/C\d+)"
    r"/?(?:[?#&].*)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"https?://(?:data\.europa\.eu/esco/|(?:[\w-]+\.)*ec\.europa\.eu/esco\b|esco\.ec\.europa\.eu/)", re.IGNORECASE
)
_PILLARS = {"skill": "skill", "isced-f": "skill", "occupation": "occupation", "isco": "occupation"}
_HELD = re.compile(r"[?&#]uri=(https?.*)", re.IGNORECASE)


def is_esco(url: str) -> bool:
    """Tell whether an address lies in ESCO: one of its URIs, or a page of its portal."""
    return _ADDRESS.match(url) is not None


def canonical(url: str) -> str | None:
    """Give the canonical URI of an ESCO address, portal form included; None if it holds none or only a part of one.

    >>> canonical("https://esco.ec.europa.eu/fr/classification/skill?uri=http%3A%2F%2Fdata.europa.eu%2Fesco%2Fskill%2FS1.4.1")
    'http://data.europa.eu/esco/skill/S1.4.1'
    >>> canonical("http://data.europa.eu/esco/skill/c81e728d-9d4c") is None
    True
    """
    url = url.strip()
    if is_esco(url) and (held := _HELD.search(url)):
        url = unquote(held.group(1))
    match = _URI.fullmatch(url)
    if match is None:
        return None
    kind, _, ident = match["path"].partition("/")
    ident = ident.lower() if "-" in ident else ident.upper()
    return f"http://data.europa.eu/esco/{kind.lower()}/{ident}"


def portal_address(uri: str | None, lang: str) -> str | None:
    """Give the page of ESCO's portal, in a language, that shows what a URI of ESCO names; None for another address.

    >>> portal_address("http://data.europa.eu/esco/skill/S1.4.1", "fr")
    'https://esco.ec.europa.eu/fr/classification/skill?uri=http%3A%2F%2Fdata.europa.eu%2Fesco%2Fskill%2FS1.4.1'
    """
    named = canonical(uri) if uri else None
    if named is None:
        return None
    pillar = _PILLARS[named.split("/")[-2]]
    return f"https://esco.ec.europa.eu/{lang}/classification/{pillar}?{urlencode({'uri': named})}"
