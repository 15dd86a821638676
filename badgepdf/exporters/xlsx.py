"""The table of the csv target as an Excel workbook, for those who would sort, filter and count badges."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from ..errors import ExportError
from ..record import BadgeRecord
from . import Exporter
from .csv_table import COLUMNS, Value, row, text_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_MOST_CHARACTERS = 32_767  # that a cell holds, as UTF-16 counts them
_MOST_BADGES = 1_048_575  # that a sheet holds below its header
_FIRST_YEAR = 1900  # Excel has no earlier days
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - any day will do, as long as it is always the same
_ONLY_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = {
    "description": 50,
    "criteria.text": 50,
    "esco_competencies.uri": 60,
    "credential_url": 50,
    "issued_on": 11,
    "expires_on": 11,
    "activity.start": 11,
    "activity.end": 11,
    "language": 9,
}
_WIDTH = 24  # characters, where nothing else is said
_ISO = "yyyy-mm-dd"
_LISTS = frozenset(name for name in BadgeRecord.__slots__ if isinstance(getattr(BadgeRecord(), name), tuple))


def _render(records: Sequence[BadgeRecord], _lang: str) -> bytes:
    if len(records) > _MOST_BADGES:
        raise ExportError("xlsx", f"a sheet holds {_MOST_BADGES} badges and no more", "write fewer, or use --to csv")
    made = io.BytesIO()
    book = _workbook(made)
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet("Badges")
    heading, day = book.add_format({"bold": True}), book.add_format({"num_format": _ISO, "valign": "top"})
    plain, lines = book.add_format({"valign": "top"}), book.add_format({"valign": "top", "text_wrap": True})
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, _WIDTHS.get(column, _WIDTH))
        sheet.write_string(0, at, column, heading)
    for number, record in enumerate(records, 1):
        for at, (column, value) in enumerate(zip(COLUMNS, row(record), strict=True)):
            if _is_excel_day(value):
                sheet.write_datetime(number, at, value, day)
            elif value is not None:
                sheet.write_string(number, at, text_of(value), lines if _is_list(column) else plain)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(records), len(COLUMNS) - 1)
    book.close()
    return made.getvalue()


def _workbook(made: io.BytesIO) -> Workbook:
    try:
        from xlsxwriter import Workbook
    except ModuleNotFoundError as error:
        raise ExportError("xlsx", "XlsxWriter is not installed", "pip install 'badgepdf[xlsx]'") from error
    return Workbook(made, {"in_memory": True, **_ONLY_TEXT})


def _is_excel_day(value: Value) -> bool:
    return isinstance(value, date) and value.year >= _FIRST_YEAR


def _is_list(column: str) -> bool:
    return column.partition(".")[0] in _LISTS


def _refusal(record: BadgeRecord) -> str | None:
    for column, value in zip(COLUMNS, row(record), strict=True):
        if len(text_of(value).encode("utf-16-le")) > 2 * _MOST_CHARACTERS:
            return f"{column} is longer than the {_MOST_CHARACTERS} characters that a cell of Excel holds"
    return None


EXPORTER = Exporter(
    "xlsx", "the same table as an Excel workbook, days as dates", _render, refusal=_refusal, binary=True
)
