"""Reminders for a calendar: 90 and 30 days before a badge expires, so that it can be renewed in time."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from ..identity import identity
from ..record import BadgeRecord, Day, YearMonth
from . import Exporter, writable

if TYPE_CHECKING:
    from icalendar import Event

_DAYS_BEFORE = (90, 30)
_FIRST = date.min + timedelta(days=max(_DAYS_BEFORE))  # before it there are no days to remind on
_HOUR = timedelta(hours=9)  # of the day, when a program that takes alarms gives them


class _Words(NamedTuple):
    summary: str
    nameless: str
    expires: str
    recipient: str
    issuer: str


_WORDS = {
    "en": _Words(
        "Badge expires in {0} days: {1}",
        "(badge without a name)",
        "Expires on: {0}",
        "Recipient: {0}",
        "Issued by: {0}",
    ),
    "fr": _Words(
        "Badge qui expire dans {0} jours : {1}",
        "(badge sans nom)",
        "Expire le : {0}",
        "Bénéficiaire : {0}",
        "Délivré par : {0}",
    ),
}


def _render(records: Sequence[BadgeRecord], lang: str) -> str:
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//badgepdf//badgepdf//EN")
    made.add("version", "2.0")
    for mark, expiry, record in _expiring(records):
        for days in _DAYS_BEFORE:
            made.add_component(_event(record, mark, expiry, days, _WORDS[lang]))
    return str(made.to_ical(), "utf-8")


class _Expiring(NamedTuple):
    mark: str
    expiry: date
    record: BadgeRecord


def _expiring(records: Iterable[BadgeRecord]) -> Iterable[_Expiring]:
    """Give each badge that expires once, in order of expiry; of two that are one the sooner, lest it be missed."""
    stated = ((_last_day(record.expires_on), record) for record in records if record.expires_on)
    found: dict[str, _Expiring] = {}
    for expiry, record in sorted(stated, key=lambda pair: pair[0]):
        mark = identity(record)
        found.setdefault(mark, _Expiring(mark, expiry, record))
    return found.values()


def _last_day(day: Day) -> date:
    if isinstance(day, YearMonth):
        return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
    return day


def _event(record: BadgeRecord, mark: str, expiry: date, days: int, words: _Words) -> Event:
    from icalendar import Alarm, Event

    day = expiry - timedelta(days=days)
    summary = words.summary.format(days, _line(record.name) or words.nameless)
    event = Event()
    event.add("uid", f"{mark}-{days}@badgepdf")
    event.add("dtstamp", _stamp(record, expiry))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", "\n".join(_description(record, words)))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _HOUR)
    alarm.add("description", summary)
    event.add_component(alarm)
    return event


def _stamp(record: BadgeRecord, expiry: date) -> datetime:
    """Give a time that is the same in every run, for what only tells which of two states is newer."""
    day = _last_day(record.issued_on) if record.issued_on else expiry
    return datetime.combine(day, time(), timezone.utc)


def _description(record: BadgeRecord, words: _Words) -> Iterator[str]:
    yield words.expires.format(record.expires_on)
    for label, value in ((words.recipient, record.recipient.name), (words.issuer, record.issuer.name)):
        if value:
            yield label.format(_line(value))
    if record.credential_url:
        yield _line(record.credential_url)


def _line(text: str | None) -> str:
    return " ".join(writable(text or "").split())


def _refusal(record: BadgeRecord) -> str | None:
    if record.expires_on and _last_day(record.expires_on) < _FIRST:
        return "its day of expiry is before those of a calendar"
    return None


EXPORTER = Exporter(
    "ics", "reminders for a calendar, 90 and 30 days before a badge expires", _render, tuple(_WORDS), _refusal
)
