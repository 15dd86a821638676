"""A table with a row for each badge, for spreadsheets; its columns are those of the xlsx target too."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile

from ..record import BadgeRecord, Day
from . import Exporter, Option, writable

COLUMNS = (
    "name",
    "description",
    "recipient.name",
    "recipient.email",
    "issuer.name",
    "issuer.url",
    "issuer.email",
    "issuer.description",
    "creator.name",
    "creator.url",
    "creator.email",
    "creator.description",
    "issued_on",
    "expires_on",
    "activity.start",
    "activity.end",
    "activity.place",
    "tags",
    "skills.name",
    "skills.study_load_minutes",
    "esco_competencies.name",
    "esco_competencies.uri",
    "esco_competencies.description",
    "esco_competencies.study_load_minutes",
    "alignments.name",
    "alignments.url",
    "alignments.description",
    "alignments.framework",
    "criteria.url",
    "criteria.text",
    "evidence.name",
    "evidence.url",
    "evidence.description",
    "evidence.narrative",
    "credential_url",
    "credential_id",
    "recipient.identity",
    "recipient.hashed",
    "recipient.salt",
    "language",
    "platform",
    "open_badges_version",
    "warnings.field",
    "warnings.code",
    "warnings.message",
    "file",
)
"""The record's keys in the order of the table: what people look for first comes first."""

Value = str | bool | Day | None

_BOM = "\ufeff"  # without it Excel takes the accents for those of another encoding
_STARTS_A_FORMULA = frozenset("=+-@＝＋－＠")
_MOVES_ON = frozenset("\t\r")  # to the next cell or row, in some programs
_NUMBER = re.compile(r"[+-][0-9]+(?:[.,][0-9]+)?")
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}


def row(record: BadgeRecord) -> list[Value]:
    r"""Give a record's values in the order of `COLUMNS`. A list has a line for each item, so its columns align.

    >>> from badgepdf.record import Competency
    >>> lists = row(BadgeRecord(esco_competencies=(Competency("heal"), Competency("help", "http://example.org"))))
    >>> lists[COLUMNS.index("esco_competencies.name")], lists[COLUMNS.index("esco_competencies.uri")]
    ('heal\nhelp', '\nhttp://example.org')
    """
    return [_value(record, *column.partition(".")[::2]) for column in COLUMNS]


def _value(record: BadgeRecord, key: str, part: str) -> Value:
    value = getattr(record, key)
    if isinstance(value, tuple):
        return _lines(getattr(item, part) if part else item for item in value)
    found: Value = getattr(value, part) if part and value is not None else value
    return writable(found) if isinstance(found, str) else found


def _lines(items: Iterable[str | int | None]) -> str | None:
    lines = ["" if item is None else " ".join(writable(str(item)).splitlines()) for item in items]
    return "\n".join(lines) if any(lines) else None


def text_of(value: Value) -> str:
    """Give a value as text: days are ISO, absent is empty.

    >>> text_of(None), text_of(True)
    ('', 'true')
    """
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def harmless(text: str) -> str:
    r"""Put an apostrophe before what a spreadsheet would run as a formula; any other text is given as it is.

    A number with a sign is none: a spreadsheet reads it as the number it is.

    >>> harmless("=1+1"), harmless(" ＝1+1"), harmless("-1"), harmless("a = 1")
    ("'=1+1", "' ＝1+1", '-1', 'a = 1')
    """
    first = next(dropwhile(_is_passed_over, text), "")
    runs = first in _STARTS_A_FORMULA and not _NUMBER.fullmatch(text)
    return f"'{text}" if runs or text[:1] in _MOVES_ON else text


def _is_passed_over(char: str) -> bool:
    return char.isspace() or not char.isprintable()


def table(rows: Iterable[Iterable[str]], separator: str = ",") -> str:
    """Give rows as CSV after RFC 4180, no cell a formula."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=separator).writerows([harmless(cell) for cell in cells] for cells in rows)
    return made.getvalue()


def _render(records: Sequence[BadgeRecord], _lang: str, separator: str = ",") -> str:
    rows = ([text_of(value) for value in row(record)] for record in records)
    return _BOM + table([COLUMNS, *rows], _SEPARATORS.get(separator, separator))


def _separator(name: str) -> str:
    if name not in _SEPARATORS:
        raise ValueError(f"{name!r} is none of {', '.join(_SEPARATORS)}")
    return _SEPARATORS[name]


EXPORTER = Exporter(
    "csv",
    "a table with a row for each badge, for spreadsheets",
    _render,
    options={"separator": Option("what stands between two cells: comma, semicolon or tab", _separator)},
    grows=True,
)
