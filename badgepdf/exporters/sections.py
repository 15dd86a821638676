"""What a page shows of each badge, in the words of its language, for targets that differ in their markup only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from ..address import web_uri
from ..esco import STATEMENT, canonical, portal_address
from ..files import picture_names
from ..languages import languages
from ..record import Activity, BadgeRecord, Day, YearMonth
from . import Option, by_date

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Text(NamedTuple):
    """A text on one line, and the address that it leads to."""

    text: str
    url: str | None = None


class Fact(NamedTuple):
    """A labelled text."""

    label: str
    value: Text


class Listing(NamedTuple):
    """Texts under a title, and what has to be said of them."""

    title: str
    items: tuple[Text, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One badge: `picture` is an address, the description comes in lines."""

    title: str
    picture: str | None
    description: tuple[str, ...]
    facts: tuple[Fact, ...]
    listings: tuple[Listing, ...]
    links: tuple[Text, ...]


class Words(NamedTuple):
    """The words of a page about badges."""

    badge: str
    recipient: str
    issuer: str
    issued_on: str
    expires_on: str
    activity: str
    identifier: str
    skills: str
    esco_competencies: str
    alignments: str
    credential: str
    criteria: str
    first_of_month: str
    nothing: str


WORDS = {
    "en": Words(
        "Badge",
        "Earned by:",
        "Issued by:",
        "Issued on:",
        "Expires on:",
        "Activity:",
        "ID:",
        "Skills",
        "ESCO competencies",
        "Other frameworks",
        "See the badge",
        "See the criteria",
        "1",
        "No badges.",
    ),
    "fr": Words(
        "Badge",
        "Obtenu par :",
        "Émis par :",
        "Émis le :",
        "Expire le :",
        "Activité :",
        "Identifiant :",
        "Compétences",
        "Compétences ESCO",
        "Autres référentiels",
        "Voir le badge",
        "Voir les critères",
        "1er",
        "Aucun badge.",
    ),
}


def folder_address(text: str) -> str:
    """Give the address of a folder on the web, to put a file's name behind. ValueError if it is none."""
    address = web_uri(text)
    if address is None or "?" in address or "#" in address:
        raise ValueError(f"{text!r} is no address of a folder on the web")
    return address.rstrip("/") + "/"


IMAGES = {"images": Option("where the pictures are on the web, as https://example.org/badges/", folder_address)}
"""The option of targets that show the pictures which `--images` saves."""


def sections(
    records: Sequence[BadgeRecord], lang: str, images: str | None = None, uploaded: Callable[[str], str] = str
) -> list[Section]:
    """Give the badges' sections in order of date, with pictures if `images` is the address of their folder.

    `uploaded` gives the name that a saved picture has there. ValueError if `images` is no such address.
    """
    pictures: dict[int, str] = {}
    if images is not None:
        folder = folder_address(images)
        named = zip(records, picture_names(records), strict=True)
        pictures = {id(record): folder + quote(uploaded(name), safe="") for record, name in named if name}
    return [_section(record, pictures.get(id(record)), lang) for record in by_date(records)]


def _section(record: BadgeRecord, picture: str | None, lang: str) -> Section:
    return Section(
        title=_line(record.name) or WORDS[lang].badge,
        picture=picture,
        description=tuple(line for text in (record.description or "").splitlines() if (line := _line(text))),
        facts=tuple(_facts(record, lang)),
        listings=tuple(listing for listing in _listings(record, lang) if listing.items),
        links=tuple(_links(record, WORDS[lang])),
    )


def _facts(record: BadgeRecord, lang: str) -> Iterator[Fact]:
    words = WORDS[lang]
    facts = (
        (words.recipient, record.recipient.name, None),
        (words.issuer, record.issuer.name, record.issuer.url),
        (words.issued_on, _day(record.issued_on, lang), None),
        (words.expires_on, _day(record.expires_on, lang), None),
        (words.activity, _activity(record.activity, lang), None),
        (words.identifier, record.credential_id, None),
    )
    for label, value, url in facts:
        if text := _line(value):
            yield Fact(label, Text(text, _address(url)))


def _listings(record: BadgeRecord, lang: str) -> Iterator[Listing]:
    words = WORDS[lang]
    yield Listing(words.skills, _texts((skill.name, None) for skill in record.skills))
    esco = [(c.name, canonical(c.uri) if c.uri else None) for c in record.esco_competencies]
    pages = ((name or uri, portal_address(uri, lang)) for name, uri in esco)
    yield Listing(words.esco_competencies, _texts(pages), STATEMENT)
    yield Listing(words.alignments, _texts((a.name or a.url, _address(a.url)) for a in record.alignments))


def _links(record: BadgeRecord, words: Words) -> Iterator[Text]:
    for text, url in ((words.credential, record.credential_url), (words.criteria, record.criteria.url)):
        if address := _address(url):
            yield Text(text, address)


def _texts(pairs: Iterator[tuple[str | None, str | None]]) -> tuple[Text, ...]:
    return tuple(Text(text, url) for value, url in pairs if (text := _line(value)))


def _line(value: str | None) -> str:
    """Give a text on one line, without what no page can show."""
    return _CONTROLS.sub("", " ".join((value or "").split()))


def _address(url: str | None) -> str | None:
    return web_uri(url) if url else None


def _activity(activity: Activity | None, lang: str) -> str | None:
    if activity is None:
        return None
    days = dict.fromkeys(filter(None, (_day(activity.start, lang), _day(activity.end, lang))))
    return ", ".join(filter(None, (" – ".join(days), activity.place)))


def _day(day: Day | None, lang: str) -> str | None:
    if day is None:
        return None
    month = f"{languages()[lang].month_names[day.month - 1]} {day.year}"
    if isinstance(day, YearMonth):
        return month
    return f"{WORDS[lang].first_of_month if day.day == 1 else day.day} {month}"
