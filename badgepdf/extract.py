"""The pipeline: source -> Document -> layout -> candidates -> record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from .document import Document, Source, open_document
from .document.picture import PDFPicture
from .errors import BadgeNotFound, printable
from .layouts import Fit, Layout, fits
from .layouts.rules import Block, Candidate
from .record import BadgeRecord, Notice
from .resolve import Decision, build, decide


class Finding(NamedTuple):
    """One badge of a PDF: the record, and how each field was decided."""

    record: BadgeRecord
    decisions: Sequence[Decision]


class Analysis(NamedTuple):
    """All that was found in a PDF: how well each layout fits it, its badges, and the error where there is none."""

    document: Document
    fits: Sequence[Fit]
    findings: Sequence[Finding]
    refusal: BadgeNotFound | None = None


def extract(source: Source, *, engine: str | None = None) -> BadgeRecord:
    """Read the badge of a PDF: a path, bytes, or a binary file object.

    Where the PDF holds several badges (or one in several languages) the first is given, with a warning.
    `engine` is "pdfium", "pdfplumber" or None: the first, and the second where it refuses the file.
    Raises UnreadableDocument, EncryptedDocument, BadgeNotFound.
    """
    records = extract_all(source, engine=engine)
    if len(records) == 1:
        return records[0]
    message = f"the PDF holds {len(records)} badges or languages and this is the first; extract_all gives all"
    return replace(records[0], warnings=(*records[0].warnings, Notice("record", "several_badges", message)))


def extract_all(source: Source, *, engine: str | None = None) -> list[BadgeRecord]:
    """Read every badge of a PDF, in the order of its pages: language blocks and collections give one record each.

    The list is never empty. Parameters and errors are those of `extract`.
    """
    analysis = analyse(source, engine=engine)
    if analysis.refusal:
        raise analysis.refusal
    return [finding.record for finding in analysis.findings]


def analyse(source: Source, *, engine: str | None = None) -> Analysis:
    """Read every badge of a PDF and keep what led to each value. Raises UnreadableDocument, EncryptedDocument."""
    document = open_document(source, engine)
    if not any(page.words for page in document.pages):
        return Analysis(document, (), (), _no_text(document.name))
    fitting = fits(document)
    best = fitting[0]
    if best.score >= best.layout.enough:
        blocks = best.layout.blocks(document, best.layout.blanks)
        findings = [_finding(block, best.layout) for block in blocks]
        if any(_is_badge(finding.record) for finding in findings):
            return Analysis(document, fitting, findings)
    return Analysis(document, fitting, (), _not_found(document.name, fitting))


def _finding(block: Block, layout: Layout) -> Finding:
    results = [result for rule in layout.rules for result in rule(block)]
    decisions = decide(r for r in results if isinstance(r, Candidate))
    notices = [*block.notices, *(r for r in results if isinstance(r, Notice))]
    document = block.document
    record = build(
        decisions,
        notices,
        file=printable(document.path) if document.path else None,
        platform=layout.name,
        language=block.language,
        picture=PDFPicture.of(document, block.picture) if block.picture else None,
    )
    return Finding(record, decisions)


def _is_badge(record: BadgeRecord) -> bool:
    """Tell whether enough of a badge was read to call it one."""
    core = (record.name, record.recipient.name, record.issuer.name, record.issued_on, record.credential_url)
    return sum(value is not None for value in core) >= 3


def _no_text(name: str) -> BadgeNotFound:
    return BadgeNotFound(
        name,
        "the PDF has no text layer (a scan, or pictures only)",
        "download the badge's PDF from its platform again, or run text recognition (OCR) on it first",
        no_text_layer=True,
    )


def _not_found(name: str, fitting: Sequence[Fit]) -> BadgeNotFound:
    looked = "; ".join(f"{f.layout.name}: its marks weigh {f.score}, {f.layout.enough} are needed" for f in fitting)
    return BadgeNotFound(name, f"no badge found (looked for {looked})", "'badgepdf explain FILE' shows the marks")
