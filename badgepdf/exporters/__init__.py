"""Records become what other programs and forms take: one file a target, found by itself."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from ..errors import ExportError, UnknownName
from ..record import BadgeRecord


@dataclass(frozen=True)
class Exporter:
    """A target: its name, one line about it, how records become its text, and the languages its words come in.

    `refusal` says why a record can't be written for this target, None if it can.
    `render` takes the records and, where there are `languages`, the code of one. It never changes a record.
    """

    name: str
    about: str
    render: Callable[[Sequence[BadgeRecord], str], str]
    languages: tuple[str, ...] = ()
    refusal: Callable[[BadgeRecord], str | None] = lambda _record: None


@cache
def exporters() -> dict[str, Exporter]:
    """Give every exporter by its name: the `EXPORTER` of each module in this package."""
    modules = (import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    return {m.EXPORTER.name: m.EXPORTER for m in modules if hasattr(m, "EXPORTER")}


def export(records: BadgeRecord | Iterable[BadgeRecord], target: str, *, lang: str | None = None) -> str:
    """Turn records into a target's text, such as "json" or "linkedin".

    `lang` is the code of the language for the target's own words, English if None; a target without words of its
    own takes none. Raises UnknownName for a target or language that is not there, ExportError for a record that the
    target can't hold.
    """
    records = (records,) if isinstance(records, BadgeRecord) else tuple(records)
    if target not in exporters():
        raise UnknownName("target", target, exporters())
    exporter = exporters()[target]
    if lang is not None and lang not in exporter.languages:
        raise UnknownName(f"language for {target}", lang, exporter.languages)
    for record in records:
        if refusal := refused(record, target):
            raise refusal
    return exporter.render(records, lang or "en")


def refused(record: BadgeRecord, target: str) -> ExportError | None:
    """Give the error that a target has for a record, None if it takes it."""
    if fact := exporters()[target].refusal(record):
        return ExportError(record.file or record.name or "this badge", fact, "its data can be had with --to json")
    return None


def by_date(records: Iterable[BadgeRecord]) -> list[BadgeRecord]:
    """Put records in order of their day of issue, the undated last; records of one day keep their order."""
    return sorted(records, key=lambda record: (record.issued_on is None, str(record.issued_on or "")))
