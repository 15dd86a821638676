"""Records become what other programs and forms take: one file a target, found by itself."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from ..errors import UnknownName
from ..record import BadgeRecord


@dataclass(frozen=True)
class Exporter:
    """A target: its name, one line about it, how records become its text, and the languages its words come in.

    `render` takes the records and, where there are `languages`, the code of one. It never changes a record.
    """

    name: str
    about: str
    render: Callable[[Sequence[BadgeRecord], str], str]
    languages: tuple[str, ...] = ()


@cache
def exporters() -> dict[str, Exporter]:
    """Give every exporter by its name: the `EXPORTER` of each module in this package."""
    modules = (import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    return {m.EXPORTER.name: m.EXPORTER for m in modules if hasattr(m, "EXPORTER")}


def export(records: BadgeRecord | Iterable[BadgeRecord], target: str, *, lang: str | None = None) -> str:
    """Turn records into a target's text, such as "json" or "linkedin".

    `lang` is the code of the language for the target's own words, English if None; a target without words of its
    own takes none. Raises UnknownName for a target or language that is not there.
    """
    if isinstance(records, BadgeRecord):
        records = (records,)
    if target not in exporters():
        raise UnknownName("target", target, exporters())
    exporter = exporters()[target]
    if lang is not None and lang not in exporter.languages:
        raise UnknownName(f"language for {target}", lang, exporter.languages)
    return exporter.render(tuple(records), lang or "en")


def by_date(records: Iterable[BadgeRecord]) -> list[BadgeRecord]:
    """Put records in order of their day of issue, the undated last; records of one day keep their order."""
    return sorted(records, key=lambda record: (record.issued_on is None, str(record.issued_on or "")))
