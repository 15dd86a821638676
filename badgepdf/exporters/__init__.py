"""Records become what other programs and forms take: one file a target, found by itself; other packages add theirs."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, Literal, NamedTuple, overload

from ..errors import ExportError, UnknownName
from ..plugins import added
from ..record import BadgeRecord


class Option(NamedTuple):
    """A setting of a target: one line about it, and how a text becomes its value (ValueError if it does not)."""

    about: str
    read: Callable[[str], Any]


@dataclass(frozen=True)
class Exporter:
    """A target: its name, one line about it, how records become its text, and the languages its words come in.

    `render` takes the records, the code of a language (one of `languages`, if there are any) and as keywords the
    `options` that were given. It gives text, or bytes for a binary file, and never changes a record.
    `refusal` says why a record can't be written for this target, None if it can; a `binary` one is not for a terminal.
    One that `grows` gives for no records what stands at the beginning, and for records only more behind that, each
    record the same whatever stands before it: results can be written as they come.
    """

    name: str
    about: str
    render: Callable[..., str | bytes]
    languages: tuple[str, ...] = ()
    refusal: Callable[[BadgeRecord], str | None] = lambda _record: None
    options: Mapping[str, Option] = field(default_factory=dict)
    binary: bool = False
    grows: bool = False


_NOT_FOR_FILES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@cache
def exporters() -> dict[str, Exporter]:
    """Give the exporters of this package by name: the `EXPORTER` of each of its modules."""
    modules = (import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    return {m.EXPORTER.name: m.EXPORTER for m in modules if hasattr(m, "EXPORTER")}


def all_exporters() -> dict[str, Exporter]:
    """Give these and those that other packages add; a name of this package stays its own. Raises PluginError."""
    return added("badgepdf.exporters", Exporter) | exporters()


def exporter_of(target: str) -> Exporter:
    """Give the exporter of a target. Raises UnknownName, PluginError."""
    found = exporters().get(target) or all_exporters().get(target)
    if found is None:
        raise UnknownName("target", target, all_exporters())
    return found


@overload
def export(
    records: BadgeRecord | Iterable[BadgeRecord], target: Literal["xlsx"], *, lang: str | None = None, **options: Any
) -> bytes: ...
@overload
def export(
    records: BadgeRecord | Iterable[BadgeRecord], target: str, *, lang: str | None = None, **options: Any
) -> str: ...
def export(
    records: BadgeRecord | Iterable[BadgeRecord], target: str, *, lang: str | None = None, **options: Any
) -> str | bytes:
    """Turn records into a target's text, such as "json" or "linkedin"; a binary target such as "xlsx" gives bytes.

    `lang` is the code of the language for the target's own words, English if None; a target without words of its
    own takes none. `options` are the target's own, such as `today` of "html". Raises UnknownName for a target, a
    language or an option that is not there, ExportError for a record that the target can't hold.
    """
    records = (records,) if isinstance(records, BadgeRecord) else tuple(records)
    exporter = exporter_of(target)
    if lang is not None and lang not in exporter.languages:
        raise UnknownName(f"language for {target}", lang, exporter.languages)
    for name in options:
        if name not in exporter.options:
            raise UnknownName(f"option for {target}", name, exporter.options)
    for record in records:
        if refusal := refused(record, target):
            raise refusal
    return exporter.render(records, lang or "en", **options)


def refused(record: BadgeRecord, target: str) -> ExportError | None:
    """Give the error that a target has for a record, None if it takes it."""
    if fact := exporter_of(target).refusal(record):
        return ExportError(record.file or record.name or "this badge", fact, "its data can be had with --to json")
    return None


def by_date(records: Iterable[BadgeRecord]) -> list[BadgeRecord]:
    """Put records in order of their day of issue, the undated last; records of one day keep their order."""
    return sorted(records, key=lambda record: (record.issued_on is None, str(record.issued_on or "")))


def writable(text: str) -> str:
    r"""Give text that tables and calendars can hold: what is no character to them is U+FFFD, a line ends in LF.

    >>> writable("a\0b\r\nc") == "a\ufffdb\nc"
    True
    """
    return _NOT_FOR_FILES.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
