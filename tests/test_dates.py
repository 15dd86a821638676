"""Dates as badges print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from badgepdf import YearMonth
from badgepdf.dates import is_no_expiry, parse_date
from badgepdf.languages import languages

CODES = sorted(languages())
DAYS = st.dates(date(1990, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "spoken", "value"),
    [
        ("15.06.2023", [], date(2023, 6, 15)),
        ("5. 6. 2023", ["de"], date(2023, 6, 5)),
        ("2023-06-15", [], date(2023, 6, 15)),
        ("2023/6/5", ["en"], date(2023, 6, 5)),
        ("2024年3月3日", [], date(2024, 3, 3)),
        ("2024年3月", [], YearMonth(2024, 3)),
        ("03/2024", [], YearMonth(2024, 3)),
        ("2024-06-15T23:30:00-05:00", [], date(2024, 6, 15)),
        ("1er janvier 2024", ["fr"], date(2024, 1, 1)),
        ("le 12 août 2024", ["fr"], date(2024, 8, 12)),
        ("12 AOUT 2024", ["fr"], date(2024, 8, 12)),
        ("March 3rd, 2026", ["en"], date(2026, 3, 3)),
        ("3 Sept. 2026", ["en"], date(2026, 9, 3)),
        ("3. März 2024", ["de"], date(2024, 3, 3)),
        ("5 de octubre de 2024", ["es"], date(2024, 10, 5)),
        ("30. lokakuuta 2025", ["fi"], date(2025, 10, 30)),
        ("1 stycznia 2024 r.", ["pl"], date(2024, 1, 1)),
        ("20 كانون الثاني 2024", ["ar"], date(2024, 1, 20)),
        ("octobre 2025", ["fr"], YearMonth(2025, 10)),
        ("03/04/2024", ["fr"], date(2024, 4, 3)),
        ("25/12/2024", ["en"], date(2024, 12, 25)),
        ("12/25/2024", ["en"], date(2024, 12, 25)),
        ("05/05/2024", ["en"], date(2024, 5, 5)),
        ("31.02.2024", [], None),
        ("29.02.2023", [], None),
        ("1.1.24", ["fr"], None),
        ("every Monday", ["en"], None),
        ("12 mars", ["fr"], None),
        ("12 mars 2024 et 13 mars 2025", ["fr"], None),
        ("2024", [], None),
        ("", [], None),
        ("jusqu'au 12 mars 2024", ["fr"], None),
        ("99999999999999999999", [], None),
        ("15.06.0024", [], None),
        ("15.06.2924", [], None),
    ],
)
def test_reading(text: str, spoken: list[str], value: object) -> None:
    assert parse_date(text, spoken).value == value


@pytest.mark.parametrize(("text", "spoken"), [("03/04/2024", ["en"]), ("03-04-2024", []), ("3/4/2024", ["fr", "en"])])
def test_two_readings_are_no_value(text: str, spoken: list[str]) -> None:
    reading = parse_date(text, spoken)
    assert reading.value is None
    assert reading.readings == (date(2024, 4, 3), date(2024, 3, 4))


@given(DAYS)
def test_dots_are_day_first_in_every_language(day: date) -> None:
    for spoken in ([], *([code] for code in CODES)):
        assert parse_date(day.strftime("%d.%m.%Y"), spoken).value == day


@given(DAYS, st.sampled_from(CODES))
def test_month_names_in_full_and_short(day: date, code: str) -> None:
    for name, number in languages()[code].months.items():
        if number == day.month:
            assert parse_date(f"{day.day} {name} {day.year:04}", [code]).value == day
            assert parse_date(f"{name.upper()} {day.year:04}", [code]).value == YearMonth(day.year, day.month)


PIECES = [
    "0",
    "00",
    "0000",
    "5",
    "31",
    "32",
    "1999",
    "9999",
    "24:00",
    "T",
    "Z",
    "-",
    "/",
    ".",
    " ",
    "mars",
    "May",
    "年",
    "月",
    "፩",
    "٣",
]


@given(st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@example("05/0000")
@example("0000-05")
@example("mars 0000")
@example("፩ mars 2024")
@example("9999-12-31T24:00")
def test_no_text_is_an_exception(text: str) -> None:
    parse_date(text)
    is_no_expiry(text)


def test_no_expiry_in_every_language() -> None:
    for language in languages().values():
        assert language.no_expiry
        assert all(is_no_expiry(f" {phrase.upper()}. ") for phrase in language.no_expiry)
    assert not is_no_expiry("31.12.2030")
