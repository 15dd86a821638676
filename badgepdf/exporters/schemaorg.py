"""JSON-LD in schema.org's vocabulary: people and their credentials, for the pages that show them to search engines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ..address import web_uri
from ..esco import STATEMENT, canonical, portal_address
from ..record import Alignment, BadgeRecord, Competency, Profile
from . import Exporter, by_date

_ESCO = {"@type": "DefinedTermSet", "name": "ESCO", "url": "https://esco.ec.europa.eu/", "creditText": STATEMENT}
_IN_A_PAGE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}  # none of them occurs outside a JSON string


def _render(records: Sequence[BadgeRecord], _lang: str) -> str:
    data = {"@context": "https://schema.org", "@graph": list(_graph(records))}
    return json.dumps(data, ensure_ascii=False, indent=2).translate(_IN_A_PAGE) + "\n"


def _graph(records: Sequence[BadgeRecord]) -> Iterator[dict[str, Any]]:
    """Give one person for each recipient that a name or an e-mail address tells, then the credentials of nobody known.

    The e-mail address tells people apart and is not written: a page is for everybody to read.
    """
    people: dict[tuple[str | None, str | None], list[dict[str, Any]]] = {}
    for record in by_date(records):
        people.setdefault((record.recipient.name, record.recipient.email), []).append(_credential(record))
    unowned = people.pop((None, None), [])
    for (name, _), credentials in people.items():
        yield _node("Person", name=name, hasCredential=credentials)
    yield from unowned


def _credential(record: BadgeRecord) -> dict[str, Any]:
    return _node(
        "EducationalOccupationalCredential",
        name=record.name,
        description=record.description,
        credentialCategory="badge",
        recognizedBy=_organization(record.issuer),
        creator=_organization(record.creator) if record.creator else None,
        datePublished=str(record.issued_on) if record.issued_on else None,
        expires=str(record.expires_on) if record.expires_on else None,
        identifier=record.credential_id,
        url=_address(record.credential_url),
        inLanguage=record.language,
        keywords=list(record.tags),
        competencyRequired=list(_competencies(record)),
    )


def _competencies(record: BadgeRecord) -> Iterator[dict[str, Any]]:
    yield from (_node("DefinedTerm", name=skill.name) for skill in record.skills)
    yield from (_esco_term(c) for c in record.esco_competencies if c.name or c.uri)
    yield from (_term(alignment) for alignment in record.alignments if alignment.name or alignment.url)


def _esco_term(competency: Competency) -> dict[str, Any]:
    uri = canonical(competency.uri) if competency.uri else None
    place = {"@id": uri, "termCode": uri.rpartition("/")[2], "url": portal_address(uri, "en")} if uri else {}
    words = {"name": competency.name, "description": competency.description}
    return _node("DefinedTerm", **words, **place, inDefinedTermSet=_ESCO)


def _term(alignment: Alignment) -> dict[str, Any]:
    framework = _node("DefinedTermSet", name=alignment.framework) if alignment.framework else None
    return _node(
        "DefinedTerm",
        name=alignment.name,
        description=alignment.description,
        url=_address(alignment.url),
        inDefinedTermSet=framework,
    )


def _organization(profile: Profile) -> dict[str, Any] | None:
    if profile == Profile():
        return None
    url = _address(profile.url)
    return _node("Organization", name=profile.name, url=url, email=profile.email, description=profile.description)


def _address(text: str | None) -> str | None:
    return web_uri(text) if text else None


def _node(kind: str, **values: Any) -> dict[str, Any]:
    return {"@type": kind, **{key: value for key, value in values.items() if value}}


EXPORTER = Exporter("schemaorg", "JSON-LD for a web page: people and their credentials for schema.org", _render)
