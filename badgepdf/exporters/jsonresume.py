"""A JSON Resume document: the badges as its certificates, for a résumé in that format to take over."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..address import web_uri
from ..record import BadgeRecord, Day
from . import Exporter, by_date

_YEARS = range(1000, 3000)  # those that the schema's dates can have


def _render(records: Sequence[BadgeRecord], _lang: str) -> str:
    data = {**_owner(records), "certificates": [_certificate(record) for record in by_date(records)]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _owner(records: Sequence[BadgeRecord]) -> dict[str, Any]:
    """Say whose résumé it is, where all the badges are of one person."""
    names = {record.recipient.name for record in records}
    name = names.pop() if len(names) == 1 else None
    return {"basics": {"name": name}} if name else {}


def _certificate(record: BadgeRecord) -> dict[str, Any]:
    """Give the schema's four keys, then those of ours; a key whose value is not known is left out."""
    competencies = [{"name": c.name, "uri": c.uri} for c in record.esco_competencies]
    certificate = {
        "name": record.name,
        "date": _day(record.issued_on),
        "issuer": record.issuer.name,
        "url": web_uri(record.credential_url) if record.credential_url else None,
        "expires": _day(record.expires_on),
        "id": record.credential_id,
        "skills": [skill.name for skill in record.skills],
        "escoCompetencies": [
            {key: value for key, value in c.items() if value} for c in competencies if any(c.values())
        ],
    }
    return {key: value for key, value in certificate.items() if value}


def _day(day: Day | None) -> str | None:
    return str(day) if day and day.year in _YEARS else None


EXPORTER = Exporter("jsonresume", "a JSON Resume document with the badges as certificates", _render)
