"""A run of `badgepdf extract`: what is named is read, and each result is written as soon as it is there."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from .batch import BatchResult, expanded, read_all
from .errors import BadgePDFError, PluginError, UnknownName, UnreadableDocument
from .exporters import exporter_of, refused
from .extract import How
from .files import check_output, prepare_folder, save_pictures
from .identity import identity
from .journal import Journal
from .output import Form, Growing, Output, Whole, to_stdout
from .progress import Progress
from .sources import Item, find_sources, parts_of
from .workers import Limits

STDIN = "-"
_STDIN_DEVICE = "/dev/stdin"  # where there is one, it tells which file stdin comes from
_STDIN_NAME = "<stdin>"


class Misuse(Exception):
    """Options that do not go together."""


class Run:
    """One run: what it was asked for, where results go, what came before. Raises BadgePDFError, Misuse at once."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._form = Form(options.to, options.lang, dict(_settings(options.to, options.option)))
        self._form.of(())  # what is not there is said before anything is read
        self._output = None if options.output == STDIN else options.output
        if exporter_of(options.to).binary and not self._output and sys.stdout.isatty():
            raise Misuse(f"{options.to} is no text for a terminal: give a file's name with -o")
        if options.resume and not (self._form.grows and self._output):
            raise Misuse("--resume goes on with a file that grows: give it with -o, and --to jsonl or csv")
        self._how = How(online=options.online, layout=options.layout, language=options.language).checked()
        self._sources = find_sources(options.sources)
        self._check_files()
        self._seen: set[str] = set()  # SHA-256 of PDFs and identities of badges
        self._picture_names: set[str] = set()
        self._lost = False

    def _check_files(self) -> None:
        inputs = [_STDIN_DEVICE if source == STDIN else source for source in self._sources if isinstance(source, str)]
        if self._output:
            check_output(self._output, inputs)
        if self._options.errors:
            check_output(self._options.errors, [*inputs, *([self._output] if self._output else [])])
        if self._options.images:
            prepare_folder(self._options.images)

    def __call__(self) -> int:
        """Read all that is named; give the exit code."""
        with ExitStack() as closing:
            into, errors, journal = self._open(closing)
            executor = closing.enter_context(_cluster(self._options.cluster))
            before = len(journal.entries) if journal else 0
            self._progress = Progress(len(self._sources), before, quiet=self._options.quiet)
            try:
                self._read(executor, into, errors, journal)
            except KeyboardInterrupt:
                if journal:
                    self._progress.say(f"{self._output} holds the results so far: --resume goes on")
                raise
            into.end()
        self._progress.end()
        return 1 if self._lost else 0

    def _read(self, executor: Executor | None, into: Output, errors: BinaryIO | None, journal: Journal | None) -> None:
        items = self._items()
        for result in self._results(journal.pending(items) if journal else items, executor):
            self._take(result, into, errors, journal)
            if result.error and self._options.fail_fast:
                break

    def _open(self, closing: ExitStack) -> tuple[Output, BinaryIO | None, Journal | None]:
        """Give what records go into, the file of errors, and the journal of a run that can be gone on with."""
        output, errors = self._output, self._options.errors
        if self._form.grows and output and not _is_device(output):
            settings = [1, self._form.target, self._form.lang, self._options.option, errors]
            paths = [output, *([errors] if errors else [])]
            journal = Journal(paths, settings, resume=self._options.resume)
            closing.push(journal.close)
            self._lost = any(entry.failed for entry in journal.entries)
            for entry in journal.entries:
                self._seen.update(filter(None, (entry.sha256, *entry.badges)))
            into = Growing(self._form, journal.files[0].write, begun=bool(journal.entries))
            return into, journal.files[1] if errors else None, journal
        said = closing.enter_context(Path(errors).open("wb")) if errors else None  # noqa: SIM115
        if not self._form.grows:
            return Whole(self._form, output), said, None
        write = closing.enter_context(Path(output).open("wb")).write if output else to_stdout  # noqa: SIM115
        return Growing(self._form, write), said, None

    def _items(self) -> Iterator[Item | BadgePDFError]:
        for source in self._sources:
            if source != STDIN:
                yield from expanded([source])
            elif sys.stdin is None:
                yield UnreadableDocument(STDIN, "standard input is closed", "name a file")
            else:
                yield from parts_of(_STDIN_NAME, sys.stdin.buffer.read())

    def _results(self, items: Iterator[Item | BadgePDFError], executor: Executor | None) -> Iterator[BatchResult]:
        """Read in worker processes; a single PDF without limits in this one, as nothing else is lost with it."""
        options, first = self._options, list(islice(items, 2))
        jobs = options.jobs
        if len(first) < 2 and not (jobs or options.timeout or options.memory):
            jobs = 0
        default = Limits()
        limits = Limits(options.timeout or default.timeout, options.memory or default.memory)
        form = self._form.row if self._form.grows and not executor else None  # a cluster may lack what makes it
        return read_all(chain(first, items), self._how, limits, jobs=jobs, executor=executor, form=form)

    def _take(self, result: BatchResult, into: Output, errors: BinaryIO | None, journal: Journal | None) -> None:
        if self._options.unique:
            result = self._without_repeated(result)
        self._progress.add(result)
        found = [result.error] if result.error else []
        judged = [(record, refused(record, self._options.to)) for record in result.records]
        found += [refusal for _, refusal in judged if refusal]
        taken = [record for record, refusal in judged if refusal is None]
        if self._options.images:
            saved = save_pictures(result.records, self._options.images, self._picture_names)
            found += [error for error in saved if isinstance(error, BadgePDFError)]
        into.add(taken, result.made)
        for error in found:
            self._lost = True
            self._progress.say(str(error))
            if errors:
                errors.write(_line_of(error, result))
        if journal:
            journal.add(result, [identity(record) for record in taken], failed=bool(found))

    def _without_repeated(self, result: BatchResult) -> BatchResult:
        """Take off the badges that came before, all of them where the PDF did."""
        is_known = result.sha256 in self._seen
        marks = {identity(record): place for place, record in enumerate(result.records)}
        fresh = [] if is_known else [place for mark, place in marks.items() if mark not in self._seen]
        self._seen.update(marks, filter(None, [result.sha256]))
        self._progress.repeated_files += is_known
        self._progress.repeated_badges += 0 if is_known else len(result.records) - len(fresh)
        made = [result.made[place] for place in fresh] if result.made else []
        return replace(result, records=tuple(result.records[place] for place in fresh), made=tuple(made))


def _settings(target: str, given: Iterable[tuple[str, str]]) -> Iterator[tuple[str, object]]:
    known = exporter_of(target).options
    for name, text in given:
        if name not in known:
            raise UnknownName(f"option for {target}", name, known)
        try:
            yield name, known[name].read(text)
        except ValueError as error:
            raise UnknownName(f"value of {name} for {target}", text, (known[name].about,)) from error


def _is_device(path: str) -> bool:
    return Path(path).exists() and not Path(path).is_file()


def _line_of(error: BadgePDFError, result: BatchResult) -> bytes:
    kind = type(error).__name__
    line = {"file": result.path, "error": kind, "fact": error.fact, "way_out": error.way_out, "sha256": result.sha256}
    return (json.dumps(line) + "\n").encode()


@contextmanager
def _cluster(address: str | None) -> Iterator[Executor | None]:
    """Give the executor of a Dask cluster. Raises PluginError where it can't be reached."""
    if address is None:
        yield None
        return
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise PluginError(address, "Dask is not installed", "pip install 'badgepdf[dask]'") from error
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise PluginError(address, f"no cluster is reached ({error})", "give the address of its scheduler") from error
    with client:
        yield client.get_executor(pure=False)
