"""Dates, periods and durations as badges print them.

A month without a day stays a month; what can mean two days is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from .languages import Language, fold, languages
from .record import Day, YearMonth


class Period(NamedTuple):
    """From one day or month to another, both included."""

    start: Day
    end: Day


class DateReading(NamedTuple):
    """What a printed date means: `value`, or the `readings` it could have if there are several."""

    value: Day | None
    readings: tuple[Day, ...] = ()


_YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})(?:\s?[-/.月]\s?(\d{1,2})\s?日?|\s?月)?")
_NUMERIC = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?!\d)")
_ROMAN = re.compile(r"(\d{1,2})[\s./-]+([IVX]{1,4})[\s./-]+(\d{4})")
_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_MONTH_ONLY = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})")
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d")
_TIME = re.compile(  # of a day: "18 June 2025, 10:42"
    r"[,\s]+(?:(?:at|um|kl\.?|klo|à|a las|alle|às|om)\s)?\d{1,2}[:h]\d\d(?::\d\d)?(?:\s?(?:h|[ap]m|uhr|utc))?$",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*[–—]\s*|\s+-\s+|(?<=\d)-(?=\d\d? [^\W\d])")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NOTHING = DateReading(None)
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)\s*(\w+)")
_HOURS_AND_MINUTES = re.compile(r"(\d{1,3})\s*h\s*([0-5]\d)")
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d]+)\.?")
_DIGIT = re.compile(r"\d")
_LONGEST = 60  # characters of a date
_AHEAD, _LONGEST_PERIOD = 3, 14  # words before a period, and in it
_DIGITS_OF_A_YEAR = 4
_HOUR = 60  # minutes
_REMEMBERED = 2**10  # texts: each is asked for by several rules
_YEARS = range(1900, 2200)  # what lies outside is a misprint or no year


def parse_date(text: str, spoken: Iterable[str] = (), order: str | None = None) -> DateReading:
    """Read a text that is a date and nothing else; `spoken` are the codes of the document's languages, best first.

    Dots are day-first everywhere. With slashes or hyphens `order` decides ("dmy" or "mdy"), else the languages; without
    any, every order counts.

    >>> parse_date("15.06.2023").value, parse_date("1er mars 2024", ["fr"]).value, parse_date("lokakuuta 2025").value
    (datetime.date(2023, 6, 15), datetime.date(2024, 3, 1), YearMonth(year=2025, month=10))
    >>> parse_date("15-XI-2025").value, parse_date("3 V 2024 r.", ["pl"]).value
    (datetime.date(2025, 11, 15), datetime.date(2024, 5, 3))
    >>> parse_date("03/04/2024", ["fr"]).value
    datetime.date(2024, 4, 3)
    >>> parse_date("3 April 2024, 9:30").value, parse_date("the twenty-eighth of February 2025").value
    (datetime.date(2024, 4, 3), datetime.date(2025, 2, 28))
    >>> parse_date("03/04/2024", ["en"])
    DateReading(value=None, readings=(datetime.date(2024, 4, 3), datetime.date(2024, 3, 4)))
    >>> parse_date("every Monday")
    DateReading(value=None, readings=())
    """
    text = text.strip().rstrip(".,;").strip()
    if _DIGIT.search(text) is None or len(text) > _LONGEST:
        return _NOTHING
    return _read(text, tuple(spoken), order)


@lru_cache(_REMEMBERED)
def _read(text: str, spoken: tuple[str, ...], order: str | None) -> DateReading:
    if text[-1].isalpha() and fold(text.split()[-1]) in _fillers():  # "3.2.2028 asti"
        text = text.rpartition(" ")[0]
    if _ISO_TIME.match(text):
        return _iso_time(text)
    text = _TIME.sub("", text)
    known = languages()
    speaking = [known[code] for code in spoken if code in known] or list(known.values())
    readings = tuple(dict.fromkeys(_readings(text, speaking, order)))
    if not readings and len(speaking) < len(known):  # what is printed between labels in another language
        readings = tuple(dict.fromkeys(_readings(text, list(known.values()), order)))
    return DateReading(readings[0]) if len(readings) == 1 else DateReading(None, readings)


@cache
def _fillers() -> frozenset[str]:
    return frozenset().union(*(language.filler for language in languages().values()))


def order_of_dates(text: str) -> str | None:
    """Tell from the dates with slashes or hyphens in a text in which order they are written; None if none tells.

    >>> order_of_dates("Issued 03/04/2024, printed 03/22/2024."), order_of_dates("03/04/2024")
    ('mdy', None)
    """
    numbers = [(int(first), int(second)) for first, second in _SLASHED.findall(text)]
    days_first = any(first > 12 >= second for first, second in numbers)
    months_first = any(second > 12 >= first for first, second in numbers)
    return None if days_first == months_first else "dmy" if days_first else "mdy"


def parse_period(text: str, spoken: Iterable[str] = ()) -> Period | None:
    """Read a text that is a period and nothing else; None if it is none, or can mean several.

    What the first date leaves out is that of the second; a period that would run backwards began the year before.

    >>> parse_period("03.02. – 05.02.2026").start, parse_period("28.12. - 5.1.2026").start
    (datetime.date(2026, 2, 3), datetime.date(2025, 12, 28))
    >>> parse_period("3 March and 5 May 2026", ["en"]).end, parse_period("3 March 2025 and 5 May 2026", ["en"])
    (datetime.date(2026, 5, 5), None)
    >>> parse_period("3 to 5 March 2026", ["en"]) == parse_period("du 3 au 5 mars 2026".removeprefix("du"), ["fr"])
    True
    """
    spoken = tuple(spoken)
    words = _DASH.sub(" – ", text).split()
    for at in (i for i, word in enumerate(words) if fold(word) in _until() or _is_and(words, i)):
        last = " ".join(words[at + 1 :])
        end = parse_date(last, spoken).value
        start = end and _start(" ".join(words[:at]), last, end, spoken)
        if start and end:
            return Period(start, end)
    return None


def _is_and(words: Sequence[str], at: int) -> bool:
    """Tell whether a word joins two days of which the first is completed by the second ("3 March and 5 May 2026")."""
    return (
        at > 0
        and fold(words[at]) in _ands()
        and not any(len(word) >= _DIGITS_OF_A_YEAR for word in words[:at] if word.isdecimal())
    )


@cache
def _ands() -> frozenset[str]:
    return frozenset(fold(word) for language in languages().values() for word in language.words["ands"])


@cache
def _until() -> frozenset[str]:
    return frozenset({"–"}).union(*(language.until for language in languages().values()))


def is_filler(text: str) -> bool:
    """Tell whether a word may stand before or in a date, in any language, and is none of it."""
    return fold(text) in _fillers()


def is_until(text: str) -> bool:
    """Tell whether a word, in any language, or a dash stands before the end of a period."""
    return fold(text) in _until()


def period_in(text: str, spoken: Iterable[str] = ()) -> tuple[Period, str] | None:
    """Find the period with which a text begins, a word before it left out, and what stands behind it.

    >>> period_in("du 3 au 5 mars 2026 – Lyon", ["fr"])[1]
    'Lyon'
    """
    words, spoken = text.split(), tuple(spoken)
    if _DIGIT.search(text) is None or not (_DASH.search(text) or any(fold(word) in _until() for word in words)):
        return None
    for start in range(min(_AHEAD, len(words))):
        for end in range(min(len(words), start + _LONGEST_PERIOD), start, -1):
            if found := parse_period(" ".join(words[start:end]).strip(",;:("), spoken):
                return found, " ".join(words[end:]).strip(" –—-,;:·().")
    return None


def _start(text: str, whole: str, end: Day, spoken: tuple[str, ...]) -> Day | None:
    """Read the first date of a period, completed by the second (`whole`, which means `end`)."""
    if not text:
        return None
    if value := parse_date(text, spoken).value:
        return value if _key(value) <= _key(end) else None
    bare = text.rstrip(".")
    rest = re.sub(r"^\D*\d{1,2}(?:er|st|nd|rd|th)?\b", "", whole)
    spellings = (f"{bare}{rest}", f"{bare}.{end.year}", f"{text} {end.year}")
    for year in (end.year, end.year - 1):
        for spelling in spellings:
            value = parse_date(spelling.replace(str(end.year), str(year)), spoken).value
            if value and _key(value) <= _key(end):
                return value
    return None


def _key(day: Day) -> tuple[int, int, int]:
    return (day.year, day.month, 1) if isinstance(day, YearMonth) else (day.year, day.month, day.day)


def parse_minutes(text: str) -> int | None:
    """Read a duration in any language as minutes; None if the text is anything else.

    >>> parse_minutes("10:30 h"), parse_minutes("45 Min."), parse_minutes("1 Stunde und 5 Minuten")
    (630, 45, 65)
    >>> parse_minutes("5 km"), parse_minutes("10:30")
    (None, None)
    """
    if _DIGIT.search(text) is None:
        return None
    folded = fold(text)
    if clock := _CLOCK.fullmatch(folded):
        return int(clock[1]) * 60 + int(clock[2]) if clock[3] in _units() and _units()[clock[3]] == _HOUR else None
    if short := _HOURS_AND_MINUTES.fullmatch(folded):
        return int(short[1]) * 60 + int(short[2])
    parts, left = _AMOUNT.findall(folded), _AMOUNT.sub("", folded).split()
    if not parts or len(left) > len(parts) - 1 or any(unit not in _units() for _, unit in parts):
        return None
    total = sum(float(number.replace(",", ".")) * _units()[unit] for number, unit in parts)
    return round(total) if total == round(total) else None


@cache
def _units() -> dict[str, int]:
    known = languages().values()
    hours = {unit: _HOUR for language in known for unit in language.hours}
    return hours | {unit: 1 for language in known for unit in language.minutes}


def is_no_expiry(text: str) -> bool:
    """Tell whether a text says, in any language, that there is no expiry.

    >>> is_no_expiry("N’expire pas")
    True
    """
    return fold(text) in _no_expiry()


def tells_no_expiry(text: str) -> bool:
    """Tell whether a sentence says, among other things, that there is no expiry.

    >>> tells_no_expiry("Issued on 3 May 2024, it does not expire.")
    True
    """
    folded, known = f" {fold(text).replace('. ', ' ').rstrip('.')} ", _no_expiry_by_word()
    return any(phrase in folded for word in folded.split() for phrase in known.get(word, ()))


@cache
def _no_expiry() -> frozenset[str]:
    return frozenset().union(*(language.no_expiry for language in languages().values()))


@cache
def _no_expiry_by_word() -> dict[str, list[str]]:
    """Give what several words say, a blank around it, by the longest of them."""
    found: dict[str, list[str]] = {}
    for phrase in _no_expiry():
        if " " in phrase:
            found.setdefault(max(phrase.split(), key=len), []).append(f" {phrase} ")
    return found


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


def _readings(text: str, speaking: list[Language], order: str | None) -> Iterator[Day]:
    """Give every day or month that the text can mean."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
        yield from _day(int(year), int(month), int(day)) if day else _month(int(year), int(month))
    elif match := _NUMERIC.fullmatch(text):
        first, mark, second, year = match.groups()
        told = {order} if order else {way for language in speaking for way in language.orders}
        for way in sorted({"dmy"} if mark == "." else told):
            day, month = (first, second) if way == "dmy" else (second, first)
            yield from _day(int(year), int(month), int(day))
    elif (match := _ROMAN.fullmatch(text)) and match[2] in _MONTHS:
        yield from _day(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
    elif match := _MONTH_ONLY.fullmatch(text):
        yield from _month(int(match.group(2)), int(match.group(1)))
    else:
        words = _TOKEN.findall(fold(text))
        for language in speaking:
            if not _month_words(language.code).isdisjoint(words):
                yield from _in_words(text, language)


def _in_figures(text: str, days: Mapping[str, int]) -> str:
    """Give text with the days that are spelled out ("the twenty-eighth of") in figures."""
    for name, number in days.items():
        if name in text:
            return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", str(number), text)
    return text


@cache
def _month_words(code: str) -> frozenset[str]:
    return frozenset(word for name in languages()[code].months for word in _TOKEN.findall(name))


@cache
def _months(code: str) -> re.Pattern[str]:
    names = sorted(languages()[code].months, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _in_words(text: str, language: Language) -> Iterator[Day]:
    """Read a date with the month's name, its parts in any order; nothing but a date may stand in the text."""
    folded = fold(text)
    named = _months(language.code).findall(folded)
    if not named:
        return
    name = max(named, key=len)
    numbers: list[str] = []
    for token in _TOKEN.findall(_in_figures(folded.replace(name, " ", 1), language.days)):
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
