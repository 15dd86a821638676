"""Many PDFs: one result each, in order, whatever one of them is."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import FIXTURES, PDFS

import badgepdf
from badgepdf import BatchResult, UnreadableDocument, batch

if TYPE_CHECKING:
    from pathlib import Path


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


def summary(results: list[BatchResult], folder: Path) -> list[tuple[str, int, str]]:
    return [(r.path.removeprefix(f"{folder}/"), len(r.records), type(r.error).__name__) for r in results]


@pytest.mark.parametrize("jobs", [None, 1, 2])
def test_a_result_for_each_pdf_in_order(folder: Path, jobs: int | None) -> None:
    assert summary(list(badgepdf.extract_folder(folder, jobs=jobs)), folder) == [
        ("2024/été/b.PDF", 1, "NoneType"),
        ("2024/été/c.pdf", 0, "EncryptedDocument"),
        ("a.pdf", 0, "UnreadableDocument"),
        ("z.pdf", 1, "NoneType"),
    ]


def test_processes_give_what_one_process_gives() -> None:
    paths = [str(pdf) for pdf in PDFS]
    one, two = (list(badgepdf.extract_files(paths, jobs=jobs)) for jobs in (1, 2))
    assert [(r.path, r.records, str(r.error)) for r in one] == [(r.path, r.records, str(r.error)) for r in two]


def test_a_worker_that_dies_costs_one_result(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "extract_all", _die_on_z)
    results = list(badgepdf.extract_files([str(folder / name) for name in ("z.pdf", "2024/été/b.PDF")], jobs=2))
    assert [len(result.records) for result in results] == [0, 1]
    assert "ended the worker process (exit code 3)" in str(results[0].error)


def _die_on_z(path: str) -> list[badgepdf.BadgeRecord]:
    import os

    if path.endswith("z.pdf"):
        os._exit(3)
    return badgepdf.extract_all(path)


def test_a_defect_is_the_result_of_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: str) -> None:
        raise KeyError("oops")

    monkeypatch.setattr(batch, "extract_all", fail)
    (result,) = badgepdf.extract_files([str(folder / "z.pdf")], jobs=1)
    assert "KeyError: 'oops'" in str(result.error)
    assert isinstance(result.error, UnreadableDocument)
    assert isinstance(result.error.__cause__, KeyError)


def test_stopping_early_leaves_nothing_running(folder: Path) -> None:
    results = badgepdf.extract_folder(folder, jobs=2)
    assert next(iter(results)).path.endswith("b.PDF")
    results.close()  # type: ignore[attr-defined]


def test_a_folder_that_is_none_or_empty(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="cannot be listed"):
        badgepdf.extract_folder(tmp_path / "missing")
    with pytest.raises(UnreadableDocument, match="no PDF in this folder"):
        badgepdf.extract_folder(tmp_path)
    with pytest.raises(ValueError, match="jobs"):
        badgepdf.extract_files([], jobs=0)
