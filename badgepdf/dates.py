"""Dates as badges print them. A month without a day stays a month; what can mean two days is not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from .languages import Language, fold, languages
from .record import Day, YearMonth


class DateReading(NamedTuple):
    """What a printed date means: `value`, or the `readings` it could have if there are several."""

    value: Day | None
    readings: tuple[Day, ...] = ()


_YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})(?:\s?[-/.月]\s?(\d{1,2})\s?日?|\s?月)?")
_NUMERIC = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})")
_MONTH_ONLY = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})")
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NOTHING = DateReading(None)
_YEARS = range(1900, 2200)  # what lies outside is a misprint or no year


def parse_date(text: str, spoken: Iterable[str] = ()) -> DateReading:
    """Read a text that is a date and nothing else; `spoken` are the codes of the document's languages, best first.

    Dots are day-first everywhere. With slashes or hyphens the languages decide; without any, every order counts.

    >>> parse_date("15.06.2023").value, parse_date("1er mars 2024", ["fr"]).value, parse_date("lokakuuta 2025").value
    (datetime.date(2023, 6, 15), datetime.date(2024, 3, 1), YearMonth(year=2025, month=10))
    >>> parse_date("03/04/2024", ["fr"]).value
    datetime.date(2024, 4, 3)
    >>> parse_date("03/04/2024", ["en"])
    DateReading(value=None, readings=(datetime.date(2024, 4, 3), datetime.date(2024, 3, 4)))
    >>> parse_date("every Monday")
    DateReading(value=None, readings=())
    """
    text = text.strip().rstrip(".,;").strip()
    if _ISO_TIME.match(text):
        return _iso_time(text)
    known = languages()
    speaking = [known[code] for code in spoken if code in known] or list(known.values())
    readings = tuple(dict.fromkeys(_readings(text, speaking)))
    return DateReading(readings[0]) if len(readings) == 1 else DateReading(None, readings)


def is_no_expiry(text: str) -> bool:
    """Tell whether a text says, in any language, that there is no expiry.

    >>> is_no_expiry("N’expire pas")
    True
    """
    return fold(text) in _no_expiry()


@cache
def _no_expiry() -> frozenset[str]:
    return frozenset().union(*(language.no_expiry for language in languages().values()))


def _iso_time(text: str) -> DateReading:
    from dateutil.parser import isoparse

    try:
        return DateReading(isoparse(text).date())
    except (ValueError, OverflowError):
        return _NOTHING


def _day(year: int, month: int, day: int) -> Iterator[date]:
    try:
        found = date(year, month, day)
    except ValueError:  # the 30th of February is no reading
        return
    if year in _YEARS:
        yield found


def _month(year: int, month: int) -> Iterator[YearMonth]:
    if 1 <= month <= 12 and year in _YEARS:
        yield YearMonth(year, month)


def _readings(text: str, speaking: list[Language]) -> Iterator[Day]:
    """Give every day or month that the text can mean."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
        yield from _day(int(year), int(month), int(day)) if day else _month(int(year), int(month))
    elif match := _NUMERIC.fullmatch(text):
        first, mark, second, year = match.groups()
        orders = ("dmy",) if mark == "." else {order for language in speaking for order in language.orders}
        for order in sorted(orders):
            day, month = (first, second) if order == "dmy" else (second, first)
            yield from _day(int(year), int(month), int(day))
    elif match := _MONTH_ONLY.fullmatch(text):
        yield from _month(int(match.group(2)), int(match.group(1)))
    else:
        for language in speaking:
            yield from _in_words(text, language)


def _in_words(text: str, language: Language) -> Iterator[Day]:
    """Read a date with the month's name, its parts in any order; nothing but a date may stand in the text."""
    folded = fold(text)
    named = [name for name in language.months if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded)]
    if not named:
        return
    name = max(named, key=len)
    numbers: list[str] = []
    for token in _TOKEN.findall(folded.replace(name, " ", 1)):
        if token.isdecimal():
            numbers.append(token)
        elif token not in language.filler and token not in language.ordinals:
            return
    years = [n for n in numbers if len(n) == 4]
    days = [n for n in numbers if len(n) <= 2]
    if len(years) != 1 or len(years) + len(days) != len(numbers) or len(days) > 1:
        return
    year, month = int(years[0]), language.months[name]
    yield from _day(year, month, int(days[0])) if days else _month(year, month)
