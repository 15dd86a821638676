"""Where records go: into a whole document at the end, or into text that grows with each result."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from .exporters import export, exporter_of, refused
from .files import write_output
from .record import BadgeRecord


class Form(NamedTuple):
    """The form in which records are written: a target, the language of its words, its options."""

    target: str
    lang: str | None
    options: Mapping[str, Any]

    def of(self, records: Sequence[BadgeRecord]) -> bytes:
        """Give records in this form."""
        made = export(records, self.target, lang=self.lang, **self.options)
        return made if isinstance(made, bytes) else made.encode("utf-8", "backslashreplace")

    def row(self, record: BadgeRecord) -> bytes:
        """Give what a record adds to what grows, nothing where the target has none for it."""
        return b"" if refused(record, self.target) else self.of((record,))[len(self.of(())) :]

    @property
    def grows(self) -> bool:
        """Tell whether records can be added at the end of what is written."""
        return exporter_of(self.target).grows


class Output(Protocol):
    """What takes records."""

    def add(self, records: Sequence[BadgeRecord], made: Sequence[bytes]) -> None:
        """Take some; `made` is each in the form that grows, empty where that is still to be done."""

    def end(self) -> None:
        """Have all of them written."""


class Whole:
    """Records that are written together at the end, to a file (whole or not at all) or to stdout."""

    def __init__(self, form: Form, path: str | None) -> None:
        self._form = form
        self._path = path
        self._records: list[BadgeRecord] = []

    def add(self, records: Sequence[BadgeRecord], made: Sequence[bytes]) -> None:  # noqa: ARG002 - made at the end
        """Keep some for the end."""
        self._records += records

    def end(self) -> None:
        """Write all that were added. Raises ExportError."""
        data = self._form.of(self._records)
        if self._path:
            write_output(self._path, data)
        else:
            to_stdout(data)


class Growing:
    """Records that are written as they come, behind what is written already if it is `begun`."""

    def __init__(self, form: Form, write: Callable[[bytes], object], *, begun: bool = False) -> None:
        self._form = form
        self._write = write
        if not begun:
            write(form.of(()))

    def add(self, records: Sequence[BadgeRecord], made: Sequence[bytes]) -> None:
        """Write some, all at once."""
        if rows := made or [self._form.row(record) for record in records]:
            self._write(b"".join(rows))

    def end(self) -> None:
        """Do nothing more: all are written."""


def to_stdout(data: bytes) -> None:
    """Write bytes to stdout, behind whatever text was printed."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.flush()
