"""How a record came about, for people: every candidate, the winner and why, at 80 columns."""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from .document import Document
from .errors import printable
from .extract import Analysis, Finding
from .layouts import Fit
from .record import Source
from .resolve import Decision

_WIDTH = 80
_LONGEST = 300  # characters of a text that are shown


def explain(analysis: Analysis) -> str:
    """Give the explanation of an analysis as text."""
    return "\n".join(_lines(analysis)) + "\n"


def _lines(analysis: Analysis) -> Iterator[str]:
    yield from _document(analysis.document)
    yield ""
    yield from _layouts(analysis.fits)
    for number, finding in enumerate(analysis.findings, 1):
        yield ""
        yield from _finding(finding, f"BADGE {number} OF {len(analysis.findings)}")
    if analysis.refusal:
        yield ""
        yield from _wrap(f"NO BADGE: {analysis.refusal.fact}")
        if analysis.refusal.no_text_layer:
            yield from _wrap(analysis.refusal.way_out, "  ")


def _document(document: Document) -> Iterator[str]:
    pages = len(document.pages)
    yield from _wrap(document.name)
    made = ", ".join(filter(None, (document.creator, document.producer))) or "a program that gives no name"
    yield from _wrap(f"{pages} page{'s' * (pages != 1)}, read by {document.engine}, made with {made}", "  ")
    metadata = document.metadata
    held = [f"{len(metadata.info)} Info keys", "XMP" if metadata.xmp else "no XMP"]
    held.append(f"{len(metadata.attachments)} embedded files")
    yield from _wrap(metadata.problem or ", ".join(held), "  ")


def _layouts(fits: Sequence[Fit]) -> Iterator[str]:
    yield "LAYOUTS"
    if not fits:
        yield "  none was tried: there is no text"
    for fit in fits:
        if fit.layout.is_fallback:
            yield f"  {fit.layout.name} reads what no other fits"
            continue
        verdict = "fits" if fit.score >= fit.layout.enough else "does not fit"
        yield from _wrap(f"{fit.layout.name} {verdict}: marks weigh {fit.score}, {fit.layout.enough} are enough", "  ")
        for mark in fit.layout.marks:
            sign = "+" if mark in fit.marks else "-"
            yield from _wrap(f"{sign} {mark.where} {mark.what!r} ({mark.weight})", "    ")


def _finding(finding: Finding, title: str) -> Iterator[str]:
    record = finding.record
    yield title
    yield from _wrap(
        f"platform {record.platform}, labels in {record.language or 'no language that could be told'}", "  "
    )
    for decision in finding.decisions:
        yield ""
        yield from _decision(decision)
    decided = {decision.field for decision in finding.decisions}
    data = record.to_dict()
    silent = [f for f in data if not data[f] and f not in decided and f not in {"sources", "warnings"}]
    yield ""
    yield from _wrap(f"No candidates: {', '.join(silent)}")
    yield ""
    yield f"Warnings: {len(record.warnings) or 'none'}"
    for warning in record.warnings:
        yield from _wrap(f"{warning.field} ({warning.code}): {warning.message}", "  ")


def _decision(decision: Decision) -> Iterator[str]:
    yield from _wrap(f"{decision.field}: {decision.why}")
    kept = decision.kept()
    for candidate in decision.candidates:
        won = any(candidate is winner for winner in kept)
        yield from _wrap(f"{'=>' if won else ' x'} {_shown(candidate.value)}", "  ", 3)
        yield from _wrap(_place(candidate.source), "     ")
        if candidate.source.text is not None:
            yield from _wrap(f"printed: {_shown(candidate.source.text)}", "     ")


def _shown(value: Any) -> str:
    """Give a value as one line of safe text; a long one is cut, its length said."""
    if dataclasses.is_dataclass(value) and hasattr(value, "name"):
        parts = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        text = "; ".join(f"{key} {part}" for key, part in parts.items() if part is not None)
    else:
        text = str(value)
    text = printable(" ".join(text.split()))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}... ({len(text)} characters)"


def _place(source: Source) -> str:
    x0, top, x1, bottom = source.bbox or (0, 0, 0, 0)
    where = f"page {source.page}, x {x0:g} to {x1:g}, y {top:g} to {bottom:g} pt" if source.bbox else "no place"
    sure = f"; {source.sure:.0%} sure" if source.sure < 1 else ""
    return f"{source.origin}, {source.rule}; {where}{sure}"


def _wrap(text: str, indent: str = "", hang: int = 2) -> list[str]:
    return textwrap.wrap(
        printable(text),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + " " * hang,
        break_on_hyphens=False,
    )
