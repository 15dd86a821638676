"""The table of LinkedIn's own data export, for programs that read certifications from there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..record import BadgeRecord, Day
from . import Exporter, by_date, writable
from .csv_table import table
from .linkedin import linkedin

_HEADER = ("Name", "Url", "Authority", "Started On", "Finished On", "License Number")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _render(records: Sequence[BadgeRecord], _lang: str) -> str:
    return table([_HEADER, *(list(_cells(record)) for record in by_date(records))])


def _cells(record: BadgeRecord) -> Iterator[str]:
    entry = linkedin(record)
    days = _month(record.issued_on), _month(record.expires_on)
    for cell in (entry.name, entry.credential_url, entry.organization, *days, entry.credential_id):
        yield writable(cell or "")


def _month(day: Day | None) -> str | None:
    return f"{_MONTHS[day.month - 1]} {day.year}" if day else None


EXPORTER = Exporter("linkedin-csv", "the table of LinkedIn's data export, Certifications.csv", _render)
