"""Many PDFs: one result each, in order, whatever one of them is."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import dying
import pytest
from conftest import FIXTURES, PDFS

import badgepdf
from badgepdf import BatchResult, UnreadableDocument, batch, workers
from badgepdf.sources import Item
from badgepdf.workers import Limits


@pytest.fixture
def folder(tmp_path: Path, badge: Path) -> Path:
    """Give a folder of good and bad PDFs, some in a subfolder."""
    inner = tmp_path / "2024" / "été"
    inner.mkdir(parents=True)
    shutil.copy(badge, inner / "b.PDF")
    shutil.copy(badge, tmp_path / "z.pdf")
    (tmp_path / "a.pdf").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("no PDF")
    shutil.copy(FIXTURES / "negative" / "locked.pdf", inner / "c.pdf")
    return tmp_path


@pytest.mark.parametrize("jobs", [None, 0, 1, 2])
def test_a_result_for_each_pdf_in_order(folder: Path, jobs: int | None) -> None:
    results = badgepdf.extract_folder(folder, jobs=jobs)
    assert [(Path(r.path).relative_to(folder).as_posix(), len(r.records), type(r.error).__name__) for r in results] == [
        ("2024/été/b.PDF", 1, "NoneType"),
        ("2024/été/c.pdf", 0, "EncryptedDocument"),
        ("a.pdf", 0, "UnreadableDocument"),
        ("z.pdf", 1, "NoneType"),
    ]


def test_processes_give_what_one_process_gives() -> None:
    one, two = (list(badgepdf.extract_files(PDFS, jobs=jobs)) for jobs in (0, 2))
    assert [(r.path, r.records, str(r.error)) for r in one] == [(r.path, r.records, str(r.error)) for r in two]


def test_a_worker_that_dies_costs_one_result(folder: Path) -> None:
    items = [Item(str(folder / name)) for name in ("z.pdf", "2024/été/b.PDF")]
    (_, died), (_, read) = workers.in_order(dying.read_unless_z, [items], 2, Limits())
    assert isinstance(died, Exception)
    assert "ended the worker process (exit code 3)" in str(workers.error_of("z.pdf", died, Limits()))
    assert isinstance(read, BatchResult)
    assert len(read.records) == 1


def test_what_holds_up_a_group_costs_one_result() -> None:
    given = [["a", "hang", "b"], ["slow", "c", "d"], ["e"], ["f", "g"]]
    found = list(workers.in_order(dying.said_back, given, 2, Limits(timeout=1.0)))
    assert [one for one, _ in found] == [one for group in given for one in group]
    assert [(one, type(outcome).__name__) for one, outcome in found if one != outcome] == [("hang", "TimeoutError")]


def test_processes_that_die_between_two_files_cost_nothing(badge: Path) -> None:
    def slowly() -> Iterator[list[Item]]:
        for _ in range(4):
            yield [Item(str(badge))]
            time.sleep(1)

    outcomes = [outcome for _, outcome in workers.in_order(dying.read_then_die, slowly(), 1, Limits())]
    assert [isinstance(outcome, BatchResult) and len(outcome.records) for outcome in outcomes] == [1, 1, 1, 1]


def test_no_interrupt_reaches_a_worker_not_even_while_it_starts() -> None:
    outcomes = [outcome for _, outcome in workers.in_order(dying.is_deaf, [[Item("a")], [Item("b")]], 2, Limits())]
    assert outcomes == [True, True]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_defect_is_the_result_of_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: str, _how: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr(batch, "records_of", fail)
    (result,) = badgepdf.extract_files([folder / "z.pdf"], jobs=0)
    assert "KeyError: 'oops'" in str(result.error)
    assert isinstance(result.error, UnreadableDocument)
    assert isinstance(result.error.__cause__, KeyError)


def test_stopping_early_leaves_nothing_running(folder: Path) -> None:
    before = set(multiprocessing.active_children())  # those that are kept for single calls
    results = badgepdf.extract_files([folder / "z.pdf"] * 50, jobs=2)
    assert next(results).records
    assert set(multiprocessing.active_children()) - before
    results.close()  # type: ignore[attr-defined]
    assert set(multiprocessing.active_children()) == before


def test_a_subfolder_that_cannot_be_listed_costs_only_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: str) -> object:  # as root, CI may list everything
        if path.endswith("2024"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    results = list(badgepdf.extract_folder(folder))
    assert [Path(result.path).name for result in results] == ["2024", "a.pdf", "z.pdf"]
    assert "the folder cannot be listed (Permission denied)" in str(results[0].error)


def test_a_folder_that_is_none_or_empty(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="cannot be listed"):
        badgepdf.extract_folder(tmp_path / "missing")
    with pytest.raises(UnreadableDocument, match="no PDF in this folder"):
        badgepdf.extract_folder(tmp_path)
    with pytest.raises(ValueError, match="jobs"):
        badgepdf.extract_files([], jobs=-1)
