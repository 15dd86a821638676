"""Reminders of badges that expire, as a calendar reads them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from conftest import BADGES
from icalendar import Calendar

import badgepdf
from badgepdf import BadgeRecord, ExportError, YearMonth, export
from badgepdf.record import Day, Profile, Recipient

RECORD = BadgeRecord(
    name="Médiation & numérique",
    recipient=Recipient("Ada Fictive"),
    issuer=Profile("Université d'Exemple"),
    issued_on=date(2024, 2, 29),
    expires_on=date(2027, 2, 28),
    credential_url="https://badges.example.org/b/1?x=1&y=2",
    credential_id="1",
)
ODD = (
    "=cmd|'/c calc'!A1",
    "one\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\ntwo",
    'quotes ", commas, semicolons; and back\\slashes',
    "é" * 10_000,
    "nul \x00 \x01\x1b[31m\x85",
    "lone \ud800",
    "שלום עולם \u202e",
    "👩‍👩‍👧 emoji",
    "a\u2028b",
    "{0} {1} %s",
)


def events_of(*records: BadgeRecord, lang: str | None = None) -> list[Any]:
    text = export(records, "ics", lang=lang)
    assert text.count("\n") == text.count("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    read = Calendar.from_ical(text)
    assert isinstance(read, Calendar)
    events: list[Any] = read.walk("VEVENT")
    assert [event.errors for event in events] == [[]] * len(events)
    return events


def test_a_badge_is_reminded_of_90_and_30_days_before_it_expires() -> None:
    first, second = events_of(RECORD)
    assert (first["dtstart"].dt, second["dtstart"].dt) == (date(2026, 11, 30), date(2027, 1, 29))
    assert first["dtstart"].dt + timedelta(days=90) == second["dtstart"].dt + timedelta(days=30) == date(2027, 2, 28)
    assert first["dtend"].dt == date(2026, 12, 1)
    assert first["dtstart"].params["VALUE"] == "DATE"
    assert first["summary"] == "Badge expires in 90 days: Médiation & numérique"
    assert second["summary"] == "Badge expires in 30 days: Médiation & numérique"
    assert first["description"].split("\n") == [
        "Expires on: 2027-02-28",
        "Recipient: Ada Fictive",
        "Issued by: Université d'Exemple",
        "https://badges.example.org/b/1?x=1&y=2",
    ]


def test_in_french() -> None:
    first, _ = events_of(RECORD, lang="fr")
    assert first["summary"] == "Badge qui expire dans 90 jours : Médiation & numérique"
    assert first["description"].startswith("Expire le : 2027-02-28\nBénéficiaire : Ada Fictive\nDélivré par : ")


def test_nobody_is_busy_invited_or_answered() -> None:
    for event in events_of(RECORD):
        assert event["transp"] == "TRANSPARENT"
        (alarm,) = event.walk("VALARM")
        assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", timedelta(hours=9))
    text = export(RECORD, "ics")
    assert [word for word in ("METHOD", "ATTENDEE", "ORGANIZER") if word in text] == []
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")


def test_a_month_means_its_last_day() -> None:
    first, _ = events_of(replace(RECORD, expires_on=YearMonth(2028, 2)))
    assert first["dtstart"].dt + timedelta(days=90) == date(2028, 2, 29)
    assert first["description"].startswith("Expires on: 2028-02\n")


def test_what_does_not_expire_gives_an_empty_calendar() -> None:
    assert events_of(replace(RECORD, expires_on=None)) == events_of() == []
    assert export([], "ics").endswith("END:VCALENDAR\r\n")


def test_reminders_of_every_badge(badges_of_folder: list[BadgeRecord]) -> None:
    expiring = [record.expires_on for record in badges_of_folder if record.expires_on]
    assert (len(events_of(*badges_of_folder)) > 0) == (len(expiring) > 0)


def test_importing_twice_changes_nothing() -> None:
    records = [record for pdf in BADGES for record in badgepdf.extract_all(pdf)]
    made = export(records, "ics")
    uids = [event["uid"] for event in events_of(*records)]
    assert len(uids) == len(set(uids)) > 20
    assert export(records, "ics") == made == export([*records, *records], "ics")
    assert events_of(RECORD)[0]["dtstamp"].dt == datetime(2024, 2, 29, tzinfo=timezone.utc)
    assert events_of(replace(RECORD, issued_on=None))[0]["dtstamp"].dt == datetime(2027, 2, 28, tzinfo=timezone.utc)


def test_the_order_of_the_badges_does_not_matter() -> None:
    days: list[Day | None] = [date(2027, 5, 1), date(2026, 1, 1), YearMonth(2026, 3), None]
    records = [replace(RECORD, expires_on=day, credential_url=f"https://e.example.org/{day}") for day in days]
    made = export(records, "ics")
    random.Random(1).shuffle(records)  # noqa: S311
    assert export(records, "ics") == made


@pytest.mark.parametrize(
    "other",
    [
        replace(RECORD, name="Digital mediation", language="en", file="other.pdf"),
        replace(RECORD, issuer=Profile("elsewhere")),
        replace(RECORD, credential_id=None),
    ],
)
def test_one_badge_read_twice_is_one(other: BadgeRecord) -> None:
    assert len(events_of(RECORD, other)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"credential_url": "https://a.example.org"}, {"credential_url": "https://b.example.org"}),
        ({"credential_id": "1"}, {"credential_id": "2"}),
        ({"credential_id": "1", "issuer": Profile("a")}, {"credential_id": "1", "issuer": Profile("b")}),
        ({"name": "a"}, {"name": "b"}),
        ({"recipient": Recipient("a")}, {"recipient": Recipient("b")}),
        ({"recipient": Recipient(email="a")}, {"recipient": Recipient(email="b")}),
        ({"issued_on": date(2023, 1, 1)}, {"issued_on": date(2024, 1, 1)}),
    ],
)
def test_two_badges_are_two(one: dict[str, Any], other: dict[str, Any]) -> None:
    bare = BadgeRecord(expires_on=date(2027, 2, 28))
    assert len({event["uid"] for event in events_of(replace(bare, **one), replace(bare, **other))}) == 4


def test_of_two_days_of_expiry_of_one_badge_the_sooner_is_taken() -> None:
    later, silent = replace(RECORD, expires_on=date(2030, 1, 1)), replace(RECORD, expires_on=None)
    assert events_of(later, silent, RECORD) == events_of(RECORD)


@pytest.mark.parametrize("text", ODD)
def test_no_text_can_break_out_of_its_line(text: str) -> None:
    first, second = events_of(
        replace(RECORD, name=text, issuer=Profile(text), recipient=Recipient(text), credential_url=text)
    )
    assert (len(str(first["summary"])), first["summary"].count("\n")) == (len(second["summary"]), 0)
    assert first["description"].count("\n") == 3
    assert str(first["summary"]).startswith(f"Badge expires in 90 days: {text[:1]}")


def test_a_badge_without_a_name() -> None:
    assert events_of(replace(RECORD, name=None))[0]["summary"] == "Badge expires in 90 days: (badge without a name)"


def test_a_day_before_all_calendars_is_refused() -> None:
    with pytest.raises(ExportError, match="its day of expiry is before those of a calendar"):
        export(replace(RECORD, expires_on=date(1, 1, 1)), "ics")
    assert len(events_of(replace(RECORD, expires_on=date(9999, 12, 31)))) == 2
