"""Many PDFs: one result each, in a stable order, whatever happens to one of them."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from .document import Loaded, load
from .errors import BadgePDFError, ExtractionTimeout, UnreadableDocument, printable
from .extract import How, records_of
from .record import BadgeRecord
from .sources import Item, fetch, find_sources, is_address, items_of
from .workers import Limits, error_of, in_executor, in_order

_DEFAULT = Limits()
_TOGETHER = 8  # files that go to a worker in one message


@dataclass(frozen=True)
class BatchResult:
    """What became of one PDF: its records, or the error.

    `path` is the path, the address, or where in an archive or a mail it is ("mails.zip!a.pdf"). `sha256` is that of
    the PDF's bytes, None where they could not be read. `seconds` is the time that reading it took. `made` is each of
    the records in the form that a run of the command writes, empty elsewhere.
    """

    path: str
    records: tuple[BadgeRecord, ...] = ()
    error: BadgePDFError | None = None
    sha256: str | None = None
    seconds: float = 0.0
    made: tuple[bytes, ...] = ()


def extract_folder(
    folder: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    timeout: float | None = _DEFAULT.timeout,
    memory: int | None = _DEFAULT.memory,
    online: bool = False,
    layout: str | None = None,
    language: str | None = None,
) -> Iterator[BatchResult]:
    """Read every PDF in a folder and its subfolders, in archives and mails too: a result each, sorted by path.

    `jobs` is the number of worker processes, None for one a processor; 0 reads in this process, without any limit.
    `executor` runs it elsewhere: any of `concurrent.futures`, with a worker process for each of its threads.
    `timeout` (seconds) and `memory` (MiB, on Linux) are the limits for each PDF; None is no limit. `online`, `layout`
    and `language` are those of `extract`. A file's error is in its result, and so is that of a subfolder that can't be
    listed. Raises UnreadableDocument if the folder itself can't be listed or holds no PDF, UnknownName, and
    RuntimeError where no worker process starts.
    """
    name = os.fspath(folder)
    sources = find_sources([name])
    if sources == [name] and not is_address(name) and not Path(name).exists():
        raise UnreadableDocument(name, "the folder cannot be listed (it is not there)", "check the path")
    if len(sources) == 1 and isinstance(sources[0], BadgePDFError):
        raise sources[0]
    how, limits = How(None, online, layout, language).checked(), Limits(timeout, memory).checked()
    return read_all(expanded(sources), how, limits, jobs=jobs, executor=executor)


def extract_files(
    paths: Iterable[str | os.PathLike[str]],
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    timeout: float | None = _DEFAULT.timeout,
    memory: int | None = _DEFAULT.memory,
) -> Iterator[BatchResult]:
    """Read some files as `extract_folder` does: a result for each PDF, in the order given."""
    if isinstance(paths, str):
        raise TypeError("extract_files takes several paths; extract_all reads one")
    sources = [os.fspath(path) for path in paths]
    return read_all(expanded(sources), How(), Limits(timeout, memory).checked(), jobs=jobs, executor=executor)


def expanded(sources: Iterable[str | BadgePDFError]) -> Iterator[Item | BadgePDFError]:
    """Give the PDFs that are in files, archives and mails, and what went wrong in their places."""
    return chain.from_iterable(items_of(source) if isinstance(source, str) else (source,) for source in sources)


def read_all(
    items: Iterable[Item | BadgePDFError],
    how: How,
    limits: Limits,
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    form: Callable[[BadgeRecord], bytes] | None = None,
) -> Iterator[BatchResult]:
    """Give a result for each item, in their order, with its records in a form that workers make of them.

    ValueError if `jobs` is below 0.
    """
    if jobs is not None and jobs < 0:
        raise ValueError(f"jobs must be 0 or more, not {jobs}")
    read = partial(read_item, how=how, limits=limits, form=form)
    if executor is not None:
        outcomes = in_executor(read, items, executor, limits)
    elif jobs == 0:
        outcomes = ((item, read(item)) for item in items)
    else:
        outcomes = in_order(read, _grouped(items), jobs or os.cpu_count() or 1, limits)
    return (_result(item, outcome, limits) for item, outcome in outcomes)


def _grouped(items: Iterable[Item | BadgePDFError]) -> Iterator[list[Item | BadgePDFError]]:
    """Put some files together that are read one after the other; what is in memory already stays by itself."""
    group: list[Item | BadgePDFError] = []
    for item in items:
        by_itself = isinstance(item, Item) and item.data is not None
        if group and (by_itself or len(group) == _TOGETHER):
            yield group
            group = []
        if by_itself:
            yield [item]
        else:
            group.append(item)
    if group:
        yield group


def _result(item: Item | BadgePDFError, outcome: BatchResult | Exception, limits: Limits) -> BatchResult:
    if isinstance(outcome, BatchResult):
        return outcome
    error = error_of(item.name, outcome, limits)
    seconds = limits.timeout if isinstance(error, ExtractionTimeout) else None
    sha256 = sha256_of(item) if isinstance(item, Item) else None
    return BatchResult(item.name, error=error, sha256=sha256, seconds=seconds or 0.0)


def read_item(
    item: Item | BadgePDFError, *, how: How, limits: Limits, form: Callable[[BadgeRecord], bytes] | None = None
) -> BatchResult:
    """Read one PDF in this process; nothing is raised."""
    if isinstance(item, BadgePDFError):
        return BatchResult(item.name, error=item)
    started = time.perf_counter()
    result = BatchResult(item.name)
    try:
        loaded = _loaded(item)
        result = replace(result, sha256=hashlib.sha256(loaded.data).hexdigest())
        found = records_of(loaded, how)
        records = tuple(replace(record, file=printable(item.name)) for record in found)
        result = replace(result, records=records, made=tuple(map(form, records)) if form else ())
    except Exception as error:  # noqa: BLE001 - what one file causes must not cost the other files' results
        result = replace(result, error=error_of(item.name, error, limits))
    return replace(result, seconds=time.perf_counter() - started)


def _loaded(item: Item) -> Loaded:
    source = fetch(item)
    return load(source) if isinstance(source, str) else Loaded(source, item.name)


def sha256_of(item: Item) -> str | None:
    """Give the SHA-256 of a PDF's bytes as hexadecimal digits, None where they can't be read, or are elsewhere."""
    if item.data is None and is_address(item.name):
        return None
    try:
        return hashlib.sha256(_loaded(item).data).hexdigest()
    except BadgePDFError:  # reading the badge says it again
        return None
