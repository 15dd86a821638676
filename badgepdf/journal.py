"""A run that writes as it goes, and goes on where it was stopped or killed: nothing twice, nothing lost."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, NamedTuple

from .batch import BatchResult, sha256_of
from .errors import BadgePDFError, ExportError
from .sources import Item, is_address

_EVERY = 0.1  # seconds between two times that results are written through


class Entry(NamedTuple):
    """A result that is written: its PDF's name and SHA-256, how long the files were then, its badges, if it failed."""

    name: str
    sha256: str | None
    lengths: list[int]
    badges: list[str]
    failed: bool


class Journal:
    """What the files of a run hold already, kept beside the first of them as OUT.journal until the run is complete.

    Its first line says how the run was asked for, then there is a line for each result. `files` are open for writing,
    each as long as its last whole result; `entries` are those of the run that is gone on with.
    """

    def __init__(self, paths: Sequence[str], settings: Sequence[object], *, resume: bool) -> None:
        """Open the files of a new run, or with `resume` those of one that was stopped, if there is one.

        Raises ExportError where something would be lost, or nothing tells where to go on.
        """
        self._path = Path(f"{paths[0]}.journal")
        self._first = json.dumps(settings, default=str) + "\n"
        try:
            kept = self._kept(paths[0], resume)
            self.entries = [Entry(*json.loads(line)) for line in kept[1:]]
            lengths = self.entries[-1].lengths if self.entries else [0] * len(paths)
            with ExitStack() as opening:
                self._file = opening.enter_context(_opened(str(self._path), sum(map(len, kept))))
                pairs = zip(paths, lengths, strict=True)
                self.files = [opening.enter_context(_opened(path, length)) for path, length in pairs]
                self._closing = opening.pop_all()
            self._noted, self._pending = time.monotonic(), b""
            if not kept:
                self._pending = self._first.encode()
                self._write()
        except OSError as error:
            fact = f"cannot be written ({error.strerror})"
            raise ExportError(paths[0], fact, "check that its folder may be written to and has room") from error

    def _kept(self, output: str, resume: bool) -> list[bytes]:
        """Give the whole lines of the journal that is there, none where the run is new."""
        if not self._path.exists():
            if resume and Path(output).exists():
                fact = "is there, and no journal says where to go on: it is complete, or not of such a run"
                raise ExportError(output, fact, "leave out --resume to write it anew, or give another name")
            return []
        if not resume:
            fact = "holds the results of a run that was stopped"
            raise ExportError(output, fact, f"go on with --resume, or remove {self._path} to write it anew")
        lines = self._path.read_bytes().splitlines(keepends=True)
        whole = [line for line in lines if line.endswith(b"\n")]  # the last may be cut short
        if whole and whole[0] != self._first.encode():
            fact = "was begun with other options"
            raise ExportError(output, fact, f"give the same ones, or remove {self._path} to write it anew")
        return whole

    def _write(self) -> None:
        """Have what is noted written, behind the results that it is about."""
        for file in self.files:
            file.flush()
        self._file.write(self._pending)
        self._file.flush()
        self._noted, self._pending = time.monotonic(), b""

    def pending(self, items: Iterable[Item | BadgePDFError]) -> Iterator[Item | BadgePDFError]:
        """Leave out the PDFs whose results are written: those of the same name with the same contents.

        What stands at an address is told by that alone.
        """
        if not self.entries:
            yield from items
            return
        written = Counter((entry.name, entry.sha256) for entry in self.entries)
        for item in items:
            mark = (item.name, sha256_of(item) if isinstance(item, Item) else None)
            if written[mark]:
                written[mark] -= 1
            else:
                yield item

    def add(self, result: BatchResult, badges: Sequence[str], *, failed: bool) -> None:
        """Note that a result is written to the files; what a kill leaves unwritten is read again."""
        sha256 = None if is_address(result.path) else result.sha256
        line = json.dumps([result.path, sha256, [file.tell() for file in self.files], badges, failed])
        self._pending += f"{line}\n".encode()
        if time.monotonic() - self._noted > _EVERY:
            self._write()

    def close(self, stopped_by: type[BaseException] | None, *_error: object) -> None:
        """Close the files; the journal goes where nothing stopped the run."""
        try:
            self._write()
        finally:
            self._closing.close()
        if stopped_by is None:
            self._path.unlink()


def _opened(path: str, length: int) -> BinaryIO:
    """Open a file behind its first bytes; whatever follows them goes."""
    Path(path).touch()
    if Path(path).stat().st_size < length:
        raise ExportError(path, "is shorter than its journal says", "write it anew: remove the journal")
    file = Path(path).open("r+b")  # noqa: SIM115 - it stays open for the run
    file.seek(length)
    file.truncate()
    return file
