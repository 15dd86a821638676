"""Many PDFs: one result each, in a stable order, whatever happens to one of them."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .document import Source
from .errors import BadgePDFError, UnreadableDocument
from .extract import How, records_of
from .record import BadgeRecord


@dataclass(frozen=True)
class BatchResult:
    """What became of one PDF: its records, or the error."""

    path: str
    records: tuple[BadgeRecord, ...] = ()
    error: BadgePDFError | None = None


def extract_folder(
    folder: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    online: bool = False,
    layout: str | None = None,
    language: str | None = None,
) -> Iterator[BatchResult]:
    """Read every PDF in a folder and its subfolders: a result each, sorted by path, as they become ready.

    `jobs` is the number of worker processes; None reads in this one. `online`, `layout` and `language` are those of
    `extract`. A file's error is in its result, and so is that of a subfolder that can't be listed. Raises
    UnreadableDocument if the folder itself can't be listed or holds no PDF, UnknownName.
    """
    return read_all(find_pdfs(folder), How(None, online, layout, language).checked(), jobs=jobs)


def extract_files(paths: Iterable[str | os.PathLike[str]], *, jobs: int | None = None) -> Iterator[BatchResult]:
    """Read some PDFs as `extract_folder` does: a result each, in the order given."""
    if isinstance(paths, str):
        raise TypeError("extract_files takes several paths; extract_all reads one")
    return read_all([os.fspath(path) for path in paths], How(), jobs=jobs)


def find_pdfs(folder: str | os.PathLike[str]) -> list[str | BatchResult]:
    """Give the PDFs in a folder and its subfolders, sorted by path; a subfolder that can't be listed is a result.

    Raises UnreadableDocument if the folder itself can't be listed, or if there is no PDF in it.
    """
    top = os.fspath(folder)
    found: dict[str, str | BatchResult] = {}

    def refuse(error: OSError) -> None:
        path = str(error.filename or top)
        fact = f"the folder cannot be listed ({error.strerror})"
        refusal = UnreadableDocument(path, fact, "check the path and who may read it")
        if path == top:
            raise refusal from error
        found[path] = BatchResult(path, error=refusal)

    for root, _, names in os.walk(top, onerror=refuse):
        found |= {path: path for name in names if name.lower().endswith(".pdf") if (path := str(Path(root, name)))}
    if not found:
        raise UnreadableDocument(top, "there is no PDF in this folder", "name a folder that holds PDFs")
    return [found[path] for path in sorted(found)]


def read_all(items: Sequence[str | BatchResult], how: How, *, jobs: int | None = None) -> Iterator[BatchResult]:
    """Read the paths among some items; give a result for each item, in their order. ValueError if `jobs` is below 1."""
    if jobs is not None and jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    paths = [item for item in items if isinstance(item, str)]
    read = partial(read_one, how=how)
    return _in_order(items, map(read, paths) if jobs is None else _in_processes(paths, jobs, read))


def _in_order(items: Sequence[str | BatchResult], read: Iterator[BatchResult]) -> Iterator[BatchResult]:
    for item in items:
        yield item if isinstance(item, BatchResult) else next(read)


def read_one(path: str, source: Source | None = None, *, how: How) -> BatchResult:
    """Read the PDF at a path, or that of another source under this name; nothing is raised."""
    try:
        return BatchResult(path, tuple(records_of(path if source is None else source, how)))
    except BadgePDFError as error:
        return BatchResult(path, error=error)
    except Exception as error:  # noqa: BLE001 - a defect of this library must not cost the other files' results
        fact = f"reading it failed ({type(error).__name__}: {error})"
        defect = UnreadableDocument(path, fact, "this is a defect of badgepdf: please report it with the file")
        defect.__cause__ = error
        return BatchResult(path, error=defect)


def _in_processes(paths: Sequence[str], jobs: int, read: Callable[[str], BatchResult]) -> Iterator[BatchResult]:
    """Read in fresh worker processes (never forked ones, which inherit the locks of this one's threads)."""
    from multiprocessing import get_context

    from pebble import ProcessExpired, ProcessPool

    workers = min(jobs, max(len(paths), 1))
    with ProcessPool(max_workers=workers, initializer=_start_worker, context=get_context("spawn")) as pool:
        futures = [pool.schedule(read, args=(path,)) for path in paths]
        try:
            for path, future in zip(paths, futures, strict=True):
                try:
                    result = future.result()
                except ProcessExpired as error:
                    fact = f"reading it ended the worker process (exit code {error.exitcode})"
                    result = BatchResult(path, error=UnreadableDocument(path, fact, "download the badge again"))
                yield result
        except BaseException:  # the caller stops, or Ctrl-C: what is not read yet is not waited for
            pool.stop()
            raise


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    hush()


def hush() -> None:
    """Silence what PDF libraries log about odd files: a process of our own says what matters by itself."""
    for name in ("pdfminer", "pypdf", "pyhanko"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
