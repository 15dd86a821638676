"""Tables and lines of records: what a spreadsheet or a program reads is what the badge says, and nothing runs."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from datetime import date, datetime
from typing import Any

import jsonschema
import pytest
from conftest import BADGES

import badgepdf
from badgepdf import BadgeRecord, ExportError, YearMonth, export
from badgepdf.cli import main
from badgepdf.exporters.csv_table import COLUMNS, harmless
from badgepdf.record import Competency, Evidence, Notice, Profile, Recipient

RECORD = BadgeRecord(
    file="in/é.pdf",
    name="Médiation; numérique",
    recipient=Recipient("Ada Fictive", hashed=True),
    issuer=Profile("Université d'Exemple", "https://u.example.org"),
    issued_on=date(2024, 2, 29),
    expires_on=YearMonth(2027, 2),
    tags=("a b", "c"),
    esco_competencies=(
        Competency("animer", "http://data.europa.eu/esco/skill/S1.4.1", "one\ntwo", 90),
        Competency("écouter"),
        Competency(None, "http://data.europa.eu/esco/skill/S1.4.2"),
    ),
    evidence=(Evidence(name="log"), Evidence(url="https://e.example.org")),
    credential_url="https://badges.example.org/b/1?x=1&y=2",
    credential_id="1",
    warnings=(Notice("tags", "may-be-several", "may be several"),),
)

RUNS = (
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\tplain",
    "\n=1+1",
    "  =1+1",
    "\xa0=1+1",
    "\u200e=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "+33 6 12",
    "-",
    "- a list\n- of two",
)
RUNS_NOT = ("", "\nplain", "a = 1", "'=1", "-5", "+33612345678", "-1,5", "2024-02-29", "a\n=1", "#1", "«-»", "−")
ODD = (
    'a "quote", b; c',
    "line\nbreak\n",
    "x" * 10_000,
    "שלום עולם",
    "\u202ertl",
    "👩‍👩‍👧 emoji 𝒳",
    "_x0041_",
    "]]>&<a>",
    "sep=;",
    "ID;P",
    "\\N \\n",
    "C1 é\u2028è\u2029",
)
UNWRITABLE = {
    "nul \x00": "nul \ufffd",
    "\x00=1+1": "\ufffd=1+1",
    "\x01\x08\x0b\x1f\x7f\x85": "\ufffd" * 6,
    "lone \ud800 \udfff": "lone \ufffd \ufffd",
    "\ufffe\uffff": "\ufffd\ufffd",
    "a\r\nb\rc": "a\nb\nc",
}


def rows_of(text: str, **how: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True, **how))


def sheet_of(data: bytes) -> Any:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(data)).active


def cells_of(data: bytes) -> list[dict[str, Any]]:
    header, *rows = sheet_of(data).iter_rows()
    return [{key.value: cell for key, cell in zip(header, row, strict=True)} for row in rows]


# what csv and xlsx share


def test_a_column_for_every_key_of_the_record() -> None:
    def paths(schema: dict[str, Any], name: str = "") -> list[str]:
        some = schema.get("anyOf", [schema])[0]
        inner = some.get("items", some)
        if "properties" not in inner:
            return [name]
        keys = inner["properties"].items()
        return [path for key, part in keys for path in paths(part, f"{name}.{key}" if name else key)]

    assert {*COLUMNS, "schema_version", "sources"} == set(paths(badgepdf.json_schema()))
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_a_list_has_a_line_for_each_item_so_columns_align() -> None:
    (row,) = rows_of(export(RECORD, "csv"))
    assert row["esco_competencies.name"] == "animer\nécouter\n"
    assert row["esco_competencies.uri"].split("\n") == [
        "http://data.europa.eu/esco/skill/S1.4.1",
        "",
        "http://data.europa.eu/esco/skill/S1.4.2",
    ]
    assert row["esco_competencies.description"] == "one two\n\n"
    assert row["esco_competencies.study_load_minutes"] == "90\n\n"
    assert (row["tags"], row["evidence.narrative"]) == ("a b\nc", "")
    assert (row["evidence.name"], row["evidence.url"]) == ("log\n", "\nhttps://e.example.org")


# csv


def test_csv_is_the_record_in_a_row() -> None:
    text = export(RECORD, "csv")
    (row,) = rows_of(text)
    assert text.startswith("\ufeffname,description,")
    assert text.endswith("\r\n")
    assert text.count("\r\n") == 2
    assert row["name"] == "Médiation; numérique"
    assert (row["issued_on"], row["expires_on"], row["recipient.hashed"]) == ("2024-02-29", "2027-02", "true")
    assert (row["creator.name"], row["activity.start"], row["issuer.email"]) == ("", "", "")
    assert (row["warnings.code"], row["file"]) == ("may-be-several", "in/é.pdf")


@pytest.mark.parametrize("text", RUNS)
def test_what_would_run_begins_with_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_what_moves_on_to_another_cell_begins_with_an_apostrophe() -> None:
    assert (harmless("\tplain"), harmless("\rplain"), harmless("\x00=1")) == ("'\tplain", "'\rplain", "'\x00=1")


@pytest.mark.parametrize("text", [*RUNS_NOT, *ODD])
def test_what_would_not_run_is_left_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("target", ["csv", "linkedin-csv"])
@pytest.mark.parametrize("text", [*RUNS, *RUNS_NOT, *ODD, *UNWRITABLE])
def test_no_cell_is_a_formula_and_all_come_back(text: str, target: str) -> None:
    record = BadgeRecord(name=text, issuer=Profile(text, text), credential_id=text, credential_url=text)
    (row,) = rows_of(export(record, target))
    assert {value for value in row.values() if value not in {"", "unknown"}} == {
        harmless(UNWRITABLE.get(text, text))
    } - {""}
    assert None not in row


@pytest.mark.parametrize(("name", "separator"), [("comma", ","), ("semicolon", ";"), ("tab", "\t")])
def test_the_separator_can_be_another(name: str, separator: str, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = rows_of(export(RECORD, "csv", separator=separator), delimiter=separator)
    assert row["name"] == "Médiation; numérique"
    assert export(RECORD, "csv", separator=name) == export(RECORD, "csv", separator=separator)
    assert main(["extract", str(BADGES[0]), "--to", "csv", "--option", f"separator={name}"]) == 0
    assert capsys.readouterr().out.startswith(f"\ufeffname{separator}description{separator}")


def test_an_unknown_separator_is_not_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(BADGES[0]), "--to", "csv", "--option", "separator=;"]) == 2
    assert "comma, semicolon or tab" in capsys.readouterr().err


# jsonl


def test_jsonl_gives_every_badge_back(badges_of_folder: list[BadgeRecord]) -> None:
    lines = [json.loads(line) for line in export(badges_of_folder, "jsonl").splitlines()]
    assert [BadgeRecord.from_dict(line) for line in lines] == badges_of_folder
    for line in lines:
        jsonschema.validate(line, badgepdf.json_schema())


@pytest.mark.parametrize("text", [*RUNS, *ODD, *UNWRITABLE])
def test_jsonl_keeps_a_record_on_a_line_whatever_is_in_it(text: str) -> None:
    record = BadgeRecord(name=text)
    made = export([record, record], "jsonl")
    sent = made.encode("utf-8", "backslashreplace").decode("utf-8")  # as the command writes it
    assert [BadgeRecord.from_dict(json.loads(line)) for line in sent.splitlines()] == [record, record]


# xlsx


def test_xlsx_has_days_as_dates_and_months_as_text() -> None:
    (row,) = cells_of(export(RECORD, "xlsx"))
    assert (row["issued_on"].value, row["issued_on"].is_date) == (datetime(2024, 2, 29), True)  # noqa: DTZ001
    assert row["issued_on"].number_format == "yyyy-mm-dd"
    assert (row["expires_on"].value, row["expires_on"].data_type) == ("2027-02", "s")
    (old,) = cells_of(export(BadgeRecord(issued_on=date(1899, 12, 31)), "xlsx"))
    assert (old["issued_on"].value, old["issued_on"].data_type) == ("1899-12-31", "s")


def test_xlsx_is_the_table_of_csv() -> None:
    (row,) = cells_of(export(RECORD, "xlsx"))
    (same,) = rows_of(export(RECORD, "csv"))
    texts = {key: cell.value or "" for key, cell in row.items() if not cell.is_date}
    assert texts == {key: same[key] for key in texts}
    assert len(texts) == len(COLUMNS) - 1


def test_xlsx_can_be_sorted_and_filtered() -> None:
    for records in ([], [RECORD, RECORD]):
        sheet = sheet_of(export(records, "xlsx"))
        assert [cell.value for cell in sheet[1]] == list(COLUMNS)
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == f"A1:AT{len(records) + 1}"
        assert sheet.column_dimensions["B"].width > sheet.column_dimensions["M"].width > 10


@pytest.mark.parametrize("text", [*RUNS, *RUNS_NOT, *ODD, *UNWRITABLE])
def test_xlsx_holds_text_and_no_formula_or_link(text: str) -> None:
    record = BadgeRecord(name=text, credential_url=text, tags=(text, "https://example.org"))
    made = export(record, "xlsx")
    written = UNWRITABLE.get(text, text)
    (row,) = cells_of(made)
    assert (row["name"].value or "") == written
    assert {cell.data_type for cell in row.values() if cell.value} == {"s"}
    assert [cell for cell in row.values() if cell.hyperlink] == []
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b"hyperlink" not in sheet


def test_xlsx_is_the_same_in_every_run() -> None:
    made = export(RECORD, "xlsx")
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        core = parts.read("docProps/core.xml")
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
    assert core.count(b"2000-01-01T00:00:00Z") == 2
    assert export(RECORD, "xlsx") == made


@pytest.mark.parametrize(("character", "most"), [("x", 32_767), ("𝒳", 16_383)])
def test_xlsx_refuses_what_no_cell_holds_and_cuts_nothing(character: str, most: int) -> None:
    (row,) = cells_of(export(BadgeRecord(description=character * most), "xlsx"))
    assert row["description"].value == character * most
    with pytest.raises(ExportError, match=r"long\.pdf: description is longer than the 32767 characters that a cell"):
        export(BadgeRecord(file="long.pdf", description=character * (most + 1)), "xlsx")


def test_xlsx_says_how_many_badges_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("badgepdf.exporters.xlsx._MOST_BADGES", 2)
    assert len(cells_of(export([RECORD] * 2, "xlsx"))) == 2
    with pytest.raises(ExportError, match="a sheet holds 2 badges and no more"):
        export([RECORD] * 3, "xlsx")


def test_without_xlsxwriter_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ExportError, match=r"XlsxWriter is not installed; pip install 'badgepdf\[xlsx\]'"):
        export((), "xlsx")


def test_xlsx_is_bytes_and_not_for_a_terminal(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.xlsx"
    assert main(["extract", str(BADGES[0]), "--to", "xlsx", "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"PK")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["extract", str(BADGES[0]), "--to", "xlsx"]) == 2


# linkedin-csv


def test_linkedin_csv_is_the_table_of_its_export() -> None:
    older = BadgeRecord(name="Erste Hilfe, Stufe 1", issued_on=YearMonth(2022, 6))
    assert export([RECORD, older], "linkedin-csv") == (
        "Name,Url,Authority,Started On,Finished On,License Number\r\n"
        '"Erste Hilfe, Stufe 1",,,Jun 2022,,\r\n'
        "Médiation; numérique,https://badges.example.org/b/1?x=1&y=2,Université d'Exemple,Feb 2024,Feb 2027,1\r\n"
    )


def test_linkedin_csv_has_its_header_where_there_are_no_badges() -> None:
    assert export([], "linkedin-csv") == "Name,Url,Authority,Started On,Finished On,License Number\r\n"


def test_linkedin_csv_has_english_months() -> None:
    records = [BadgeRecord(name="x", issued_on=YearMonth(2022, month)) for month in range(1, 13)]
    months = [row["Started On"] for row in rows_of(export(records, "linkedin-csv"))]
    assert [datetime.strptime(month, "%b %Y").month for month in months] == [*range(1, 13)]  # noqa: DTZ007


# all of them


def test_tables_of_every_badge(badges_of_folder: list[BadgeRecord]) -> None:
    rows, sheet = rows_of(export(badges_of_folder, "csv")), cells_of(export(badges_of_folder, "xlsx"))
    for record, row, cells in zip(badges_of_folder, rows, sheet, strict=True):
        assert row["name"] == harmless(record.name or "") == harmless(cells["name"].value or "")
        assert row["esco_competencies.uri"].split() == [c.uri for c in record.esco_competencies if c.uri]
        assert row["issued_on"] == str(record.issued_on or "")
        if type(record.issued_on) is date:
            assert cells["issued_on"].value.date() == record.issued_on
    for row in rows_of(export(badges_of_folder, "linkedin-csv")):
        assert not row["Started On"] or datetime.strptime(row["Started On"], "%b %Y")  # noqa: DTZ007


def test_no_exporter_loads_what_it_may_not_need() -> None:
    code = (
        "import sys; from badgepdf.exporters import exporters; exporters();"
        "print([m for m in ('icalendar', 'xlsxwriter', 'openpyxl') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


@pytest.mark.parametrize(("target", "made"), [("csv", 1), ("jsonl", 0), ("linkedin-csv", 1)])
def test_no_records_are_no_rows(target: str, made: int) -> None:
    assert export([], target).count("\r\n" if made else "\n") == made
