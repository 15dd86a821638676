"""A run of many PDFs: it writes as it goes, goes on where it was stopped, and says what became of all."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES

import badgepdf
from badgepdf import progress, run
from badgepdf.batch import BatchResult, read_all
from badgepdf.cli import main
from badgepdf.progress import Progress
from badgepdf.record import BadgeRecord, Notice

GOOD = ("en", "es", "fi", "fr", "nl", "pl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of six badges and, in their midst, two files that hold none."""
    received = tmp_path / "received"
    received.mkdir()
    for number, name in enumerate(GOOD):
        shutil.copy(FIXTURES / "passport" / f"{name}.pdf", received / f"{number}.pdf")
    (received / "2-broken.pdf").write_bytes(b"no PDF")
    (received / "3-empty.pdf").write_bytes(b"")
    return received


class Stops:
    """Reads as a run does, and is interrupted before a result; counts what it reads."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.after: int | None = None
        self.read: list[str] = []
        self._read_all = read_all
        monkeypatch.setattr(run, "read_all", self)

    def __call__(self, items: Any, *how: Any, **more: Any) -> Iterator[BatchResult]:
        for number, result in enumerate(self._read_all(items, *how, **{**more, "jobs": 0})):
            if number == self.after:
                raise KeyboardInterrupt
            self.read.append(Path(result.path).name)
            yield result


@pytest.fixture
def stops(monkeypatch: pytest.MonkeyPatch) -> Stops:
    return Stops(monkeypatch)


def extract(folder: Path, *more: str) -> int:
    return main(["extract", str(folder), "--to", "jsonl", "-o", str(folder.parent / "out"), *more])


def names_in(path: Path) -> list[str]:
    return [Path(json.loads(line)["file"]).name for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("target", ["jsonl", "csv"])
def test_a_stopped_run_goes_on_and_ends_as_if_never_stopped(folder: Path, stops: Stops, target: str) -> None:
    out, errors, whole = (folder.parent / name for name in ("out", "errors", "whole"))
    more = ("--to", target, "--errors", str(errors))
    assert main(["extract", str(folder), "--to", target, "-o", str(whole)]) == 1
    stops.read.clear()
    for stops.after in (3, 0, 4):
        assert extract(folder, *more, *(["--resume"] if stops.read else [])) == 130
    assert (folder.parent / "out.journal").exists()
    assert whole.read_bytes().startswith(out.read_bytes())
    stops.after = None
    assert extract(folder, *more, "--resume") == 1  # what failed in an earlier run is not forgotten
    assert out.read_bytes() == whole.read_bytes()
    assert names_in(errors) == ["2-broken.pdf", "3-empty.pdf"]
    assert stops.read == sorted(path.name for path in folder.iterdir())
    assert sorted(path.name for path in folder.parent.iterdir()) == ["errors", "out", "received", "whole"]


def test_what_a_kill_left_half_written_is_written_again(folder: Path, stops: Stops) -> None:
    stops.after = 5
    out, journal = folder.parent / "out", folder.parent / "out.journal"
    assert extract(folder) == 130
    kept = out.read_bytes()
    out.write_bytes(kept + b'{"file": "received/3.pdf", "na')
    journal.write_bytes(journal.read_bytes() + b'["received/3.pdf", "ab')
    stops.after = None
    assert extract(folder, "--resume") == 1
    assert out.read_bytes().startswith(kept)
    assert names_in(out) == [f"{number}.pdf" for number in range(6)]


def test_a_file_that_changed_is_read_again_and_another_name_too(folder: Path, stops: Stops) -> None:
    stops.after = 4
    assert extract(folder) == 130
    stops.read.clear()
    stops.after = None
    shutil.copy(FIXTURES / "passport" / "sv-base14.pdf", folder / "0.pdf")
    (folder / "1.pdf").rename(folder / "1b.pdf")
    assert extract(folder, "--resume") == 1
    assert stops.read == ["0.pdf", "1b.pdf", "3-empty.pdf", "3.pdf", "4.pdf", "5.pdf"]


def test_the_same_name_given_twice_has_two_results(folder: Path, stops: Stops) -> None:
    stops.after = 1
    one = str(folder / "1.pdf")
    command = ["extract", one, one, "--to", "jsonl", "-o", str(folder.parent / "out")]
    assert main(command) == 130
    stops.after = None
    assert main([*command, "--resume"]) == 0
    assert names_in(folder.parent / "out") == ["1.pdf", "1.pdf"]
    assert stops.read == ["1.pdf", "1.pdf"]


def test_nothing_of_a_stopped_run_is_lost_by_mistake(
    folder: Path, stops: Stops, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder.parent / "out"
    stops.after = 3
    extract(folder)
    kept = out.read_bytes()
    stops.after = None
    for more, message in (
        ((), "holds the results of a run that was stopped; go on with --resume, or remove"),
        (("--resume", "--to", "csv"), "was begun with other options; give the same ones, or remove"),
        (("--resume", "--errors", "x"), "was begun with other options; give the same ones, or remove"),
    ):
        assert extract(folder, *more) == 1
        assert message in capsys.readouterr().err
        assert out.read_bytes() == kept
    out.write_bytes(kept[:-1])
    assert extract(folder, "--resume") == 1
    assert "is shorter than its journal says" in capsys.readouterr().err


def test_a_complete_output_is_not_gone_on_with(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.parent / "out").write_text("complete")
    assert extract(folder, "--resume") == 1
    assert "is there, and no journal says where to go on" in capsys.readouterr().err
    assert (folder.parent / "out").read_text() == "complete"


@pytest.mark.parametrize("more", [["--to", "json", "-o", "x"], ["--to", "jsonl"], ["--to", "jsonl", "-o", "-"]])
def test_only_a_file_that_grows_is_gone_on_with(
    folder: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(folder), "--resume", *more]) == 2
    assert "give it with -o, and --to jsonl or csv" in capsys.readouterr().err


def test_errors_are_lines_of_json(folder: Path) -> None:
    errors = folder.parent / "errors"
    assert main(["extract", str(folder), "--to", "html", "--errors", str(errors), "-o", str(folder.parent / "o")]) == 1
    first, second = map(json.loads, errors.read_text().splitlines())
    assert first == {
        "file": str(folder / "2-broken.pdf"),
        "error": "UnreadableDocument",
        "fact": "not a PDF (it begins with b'no PDF')",
        "way_out": "give the PDF of a badge",
        "sha256": hashlib.sha256(b"no PDF").hexdigest(),
    }
    assert second["fact"] == "the file is empty"


def test_errors_are_not_written_over_what_is_read_or_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "out"
    out.touch()
    for errors in (out, folder / "1.pdf"):
        assert extract(folder, "--errors", str(errors)) == 1
        assert "is one of the files" in capsys.readouterr().err
    assert (folder / "1.pdf").read_bytes().startswith(b"%PDF")


def test_unique_leaves_out_what_came_before(folder: Path, stops: Stops, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(folder / "1.pdf", folder / "6-same-file.pdf")
    (folder / "7-same-badge.pdf").write_bytes((folder / "2.pdf").read_bytes() + b"\n% downloaded again\n")
    stops.after = 7
    assert extract(folder, "--unique") == 130
    stops.after = None
    assert extract(folder, "--unique", "--resume") == 1
    assert names_in(folder.parent / "out") == [f"{number}.pdf" for number in range(6)]
    assert "1 PDF there before, 1 badge there before" in capsys.readouterr().err
    (folder.parent / "out").unlink()
    assert extract(folder) == 1
    assert len(names_in(folder.parent / "out")) == 8


@pytest.mark.parametrize("target", ["jsonl", "csv"])
def test_what_grows_on_stdout_is_what_export_gives(
    folder: Path, target: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["extract", str(folder), "--to", target]) == 1
    records = [record for result in badgepdf.extract_folder(folder) for record in result.records]
    assert capfdbinary.readouterr().out.decode() == badgepdf.export(records, target)
    rows = list(csv.DictReader(io.StringIO(badgepdf.export(records, "csv").removeprefix("\ufeff"), newline="")))
    assert len(rows) == 6


@pytest.mark.parametrize(
    "target", [name for name, exporter in badgepdf.exporters.exporters().items() if exporter.grows]
)
def test_what_grows_is_the_same_in_pieces(target: str) -> None:
    records = [BadgeRecord(name="a"), BadgeRecord(name="b\n=1", warnings=(Notice("x", "y", "z"),)), BadgeRecord()]
    head = badgepdf.export((), target)
    pieces = [badgepdf.export(record, target) for record in records]
    assert all(piece.startswith(head) for piece in pieces)
    assert badgepdf.export(records, target) == head + "".join(piece[len(head) :] for piece in pieces)


def test_pictures_of_a_stopped_run_are_there(folder: Path, stops: Stops) -> None:
    stops.after = 3
    pictures = folder.parent / "pictures"
    assert extract(folder, "--images", str(pictures)) == 130
    assert len(list(pictures.iterdir())) == 2
    stops.after = None
    assert extract(folder, "--images", str(pictures), "--resume") == 1
    assert len(list(pictures.iterdir())) == 6


class Clock:
    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    return clock


def results(clock: Clock, told: Progress) -> None:
    for number in range(1, 101):
        clock.now = number / 2
        error = badgepdf.BadgeNotFound("x", "y", "z") if number == 50 else None
        records = () if error else (BadgeRecord(platform="p", warnings=(Notice("f", "odd", "m"),) * (number == 7)),)
        told.add(BatchResult(f"{number}.pdf", records, error, seconds=number % 10))
    told.end()


TABLE = """\
badgepdf: 99 PDFs read, 99 badges, 1 failed, 1 warning (see 'badgepdf explain 7.pdf')
  by platform p 99
  failed      no badge 1
  warnings    odd 1
  slowest     99.pdf (9.00 s), 9.pdf (9.00 s), 89.pdf (9.00 s)
"""


def test_a_log_has_a_line_now_and_then(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    results(clock, Progress(100))
    assert capsys.readouterr().err == (
        "badgepdf: 20 of 100 PDFs, 2 a second, 0 failed, 40 s left\n"
        "badgepdf: 40 of 100 PDFs, 2 a second, 0 failed, 30 s left\n"
        "badgepdf: 60 of 100 PDFs, 2 a second, 1 failed, 20 s left\n"
        "badgepdf: 80 of 100 PDFs, 2 a second, 1 failed, 10 s left\n"
        "badgepdf: 100 of 100 PDFs, 2 a second, 1 failed, 0 s left\n" + TABLE
    )


def test_a_terminal_has_one_line_that_changes(
    clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    results(clock, Progress(100))
    *states, last = capsys.readouterr().err.split("\r\x1b[K")
    assert "\n" not in "".join(states)
    assert states[1] == "2 of 100 PDFs, 2 a second, 0 failed, 49"
    assert len(states) == 100
    assert last == TABLE


def test_quiet_is_the_last_line_only(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    results(clock, Progress(100, quiet=True))
    assert capsys.readouterr().err == TABLE.splitlines(keepends=True)[0]


def test_archives_hold_more_than_they_count_for(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    results(clock, Progress(30))
    assert "badgepdf: 40 PDFs, 2 a second, 0 failed\n" in capsys.readouterr().err


@pytest.mark.parametrize(("seconds", "text"), [(0.4, "0 s"), (61, "1 min 1 s"), (7300, "2 h 1 min")])
def test_times_are_told_shortly(seconds: float, text: str) -> None:
    assert progress._time(seconds) == text
