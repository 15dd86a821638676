"""Many PDFs: one result each, in a stable order, whatever happens to one of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .errors import BadgePDFError, UnreadableDocument
from .extract import extract_all
from .record import BadgeRecord

_WORTH_A_PROCESS = 32  # files: below, starting worker processes takes longer than reading


@dataclass(frozen=True)
class BatchResult:
    """What became of one PDF: its records, or the error."""

    path: str
    records: tuple[BadgeRecord, ...] = ()
    error: BadgePDFError | None = None


def find_pdfs(folder: str | os.PathLike[str]) -> list[str]:
    """Give the PDFs in a folder and its subfolders, sorted by path.

    Raises UnreadableDocument if the folder can't be listed, or if there is no PDF in it.
    """
    found: list[str] = []

    def refuse(error: OSError) -> None:
        path = os.fspath(error.filename or folder)
        fact = f"the folder cannot be listed ({error.strerror})"
        raise UnreadableDocument(path, fact, "check the path and who may read it") from error

    for root, _, names in os.walk(os.fspath(folder), onerror=refuse):
        found += [str(Path(root, name)) for name in names if name.lower().endswith(".pdf")]
    if not found:
        raise UnreadableDocument(os.fspath(folder), "there is no PDF in this folder", "name a folder that holds PDFs")
    return sorted(found)


def extract_folder(folder: str | os.PathLike[str], *, jobs: int | None = None) -> Iterator[BatchResult]:
    """Read every PDF in a folder and its subfolders: a result each, sorted by path, as they become ready.

    `jobs` is the number of worker processes, 1 to stay in this one; None takes one for each processor where there
    are enough files. A file's error is in its result. Raises UnreadableDocument if the folder
    can't be listed or holds no PDF.
    """
    return extract_files(find_pdfs(folder), jobs=jobs)


def extract_files(paths: Iterable[str], *, jobs: int | None = None) -> Iterator[BatchResult]:
    """Read some PDFs as `extract_folder` does: a result each, in the order given."""
    paths = list(paths)
    if jobs is None:
        jobs = (os.cpu_count() or 1) if len(paths) >= _WORTH_A_PROCESS else 1
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    return map(_read, paths) if jobs == 1 else _in_processes(paths, jobs)


def _read(path: str) -> BatchResult:
    try:
        return BatchResult(path, tuple(extract_all(path)))
    except BadgePDFError as error:
        return BatchResult(path, error=error)
    except Exception as error:  # noqa: BLE001 - a defect of this library must not cost the other files' results
        fact = f"reading it failed ({type(error).__name__}: {error})"
        defect = UnreadableDocument(path, fact, "this is a defect of badgepdf: please report it with the file")
        defect.__cause__ = error
        return BatchResult(path, error=defect)


def _in_processes(paths: list[str], jobs: int) -> Iterator[BatchResult]:
    from pebble import ProcessExpired, ProcessPool

    with ProcessPool(max_workers=min(jobs, max(len(paths), 1))) as pool:
        futures = [pool.schedule(_read, args=(path,)) for path in paths]
        try:
            for path, future in zip(paths, futures, strict=True):
                try:
                    result = future.result()
                except ProcessExpired as error:
                    fact = f"reading it ended the worker process (exit code {error.exitcode})"
                    result = BatchResult(path, error=UnreadableDocument(path, fact, "download the badge again"))
                yield result
        finally:
            for future in futures:
                future.cancel()
