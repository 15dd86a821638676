"""The pipeline: source -> Document -> credential and layout -> candidates -> record."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from .assertion import Baked, read_baked
from .candidate import Candidate
from .document import Document, Loaded, Source, kept_open, load, open_document
from .document.picture import PDFPicture
from .errors import BadgeNotFound, UnknownName, printable
from .languages import languages
from .layouts import Fit, Layout, all_layouts, fits, layouts
from .layouts.rules import Block
from .record import BadgeRecord, Notice
from .resolve import Decision, build, decide
from .workers import Limits, alone, error_of


class How(NamedTuple):
    """How PDFs are to be read: what the functions of this library are asked for, checked once.

    `engine` is "pdfium", "pdfplumber" or None: the first, and the second where it refuses the file. `online` fetches
    what a credential inside the PDF only gives the address of. `layout` and `language` are a layout's name and a
    language's code where the caller knows better than what the document tells; None lets it tell.
    """

    engine: str | None = None
    online: bool = False
    layout: str | None = None
    language: str | None = None

    def checked(self) -> How:
        """Give this again. Raises UnknownName, PluginError."""
        if self.layout is not None and self.layout not in layouts() and self.layout not in all_layouts():
            raise UnknownName("layout", self.layout, all_layouts())
        if self.language is not None and self.language not in languages():
            raise UnknownName("language", self.language, languages())
        return self


class Finding(NamedTuple):
    """One badge of a PDF: the record, and how each field was decided."""

    record: BadgeRecord
    decisions: Sequence[Decision]


_ASKED_NOTHING = How()


class Analysis(NamedTuple):
    """All that was found in a PDF: how well each layout fits it, its badges, and the error where there is none."""

    document: Document
    fits: Sequence[Fit]
    findings: Sequence[Finding]
    refusal: BadgeNotFound | None = None


def extract(
    source: Source,
    *,
    engine: str | None = None,
    online: bool = False,
    layout: str | None = None,
    language: str | None = None,
    timeout: float | None = None,
) -> BadgeRecord:
    """Read the badge of a PDF: a path, bytes, or a binary file object.

    Where the PDF holds several badges (or one in several languages) the first is given, with a warning.
    `engine` is "pdfium", "pdfplumber" or None: the first, and the second where it refuses the file. `online` fetches
    what a credential inside the PDF only gives the address of, and notes it in the warnings (needs badgepdf[online]).
    `layout` (a name of `badgepdf layouts`) and `language` (a code of `badgepdf languages`) say how the page is to be
    read, where what it tells of itself would mislead. `timeout` (seconds) reads in a process of its own, which may take
    so long and 1 GiB of memory (on Linux) and is kept for the next call: for files that nobody vouches for.
    Raises UnreadableDocument, EncryptedDocument, BadgeNotFound, UnknownName, and with `timeout` ExtractionTimeout.
    """
    records = extract_all(source, engine=engine, online=online, layout=layout, language=language, timeout=timeout)
    if len(records) == 1:
        return records[0]
    message = f"the PDF holds {len(records)} badges or languages and this is the first; extract_all gives all"
    return replace(records[0], warnings=(*records[0].warnings, Notice("record", "several_badges", message)))


def extract_all(
    source: Source,
    *,
    engine: str | None = None,
    online: bool = False,
    layout: str | None = None,
    language: str | None = None,
    timeout: float | None = None,
) -> list[BadgeRecord]:
    """Read every badge of a PDF, in the order of its pages: language blocks and collections give one record each.

    The list is never empty. Parameters and errors are those of `extract`.
    """
    how = How(engine, online, layout, language)
    return records_of(source, how) if timeout is None else _alone(source, how.checked(), Limits(timeout).checked())


def _alone(source: Source, how: How, limits: Limits) -> list[BadgeRecord]:
    """Read in a worker process, to which the source goes as a path or as bytes."""
    sent = os.fspath(source) if isinstance(source, (str, os.PathLike)) else load(source)
    try:
        return alone(partial(records_of, how=how), sent, limits)
    except Exception as error:
        raise error_of(sent if isinstance(sent, str) else sent.name, error, limits) from error


def records_of(source: Source | Loaded, how: How) -> list[BadgeRecord]:
    """Do what `extract_all` does."""
    analysis = analyse(source, how)
    if analysis.refusal:
        raise analysis.refusal
    return [finding.record for finding in analysis.findings]


def analyse(source: Source | Loaded, how: How = _ASKED_NOTHING) -> Analysis:
    """Read every badge of a PDF and keep what led to each value. Raises UnreadableDocument, EncryptedDocument."""
    how, loaded = how.checked(), load(source)
    with kept_open(loaded.data):
        document = open_document(loaded, how.engine)
        if how.language is not None:
            document = replace(document, language=how.language)
        return analyse_document(document, read_baked(document, online=how.online), how.layout)


def analyse_document(document: Document, baked: Baked | None, named: str | None = None) -> Analysis:
    """Do the same for a document that is open already, and what is baked into it; `named` is the layout asked for."""
    has_text = any(page.words for page in document.pages)
    fitting = fits(document, named) if has_text else []
    chosen = (fit.layout for fit in fitting if fit.is_enough or named)
    layout = next((layout for layout in chosen if named in (None, layout.name)), None)
    blocks = list(layout.blocks(document, layout.blanks)) if layout else []
    findings = [_finding(document, baked, layout, block) for block in blocks if baked or not block.doubt]
    if findings and (baked or any(_is_badge(finding.record) for finding in findings)):
        return Analysis(document, fitting, findings)
    if baked:
        return Analysis(document, fitting, [_finding(document, baked)])
    if not has_text:
        return Analysis(document, fitting, (), _no_text(document.name))
    doubt = next((block.doubt for block in blocks if block.doubt), None) or "too little of a badge can be read"
    return Analysis(document, fitting, (), _not_found(document.name, fitting, doubt))


def _finding(
    document: Document, baked: Baked | None, layout: Layout | None = None, block: Block | None = None
) -> Finding:
    """Bring together what is baked into the PDF and what a block of it prints."""
    results = [result for rule in layout.rules for result in rule(block)] if layout and block else []
    candidates = [r for r in results if isinstance(r, Candidate)]
    notices = [*(block.notices if block else ()), *(r for r in results if isinstance(r, Notice))]
    language, platform = (block.language if block else None), (layout.platform if layout else "unknown")
    if baked:
        candidates += baked.candidates
        notices += baked.notices
        language, platform = baked.language or language, baked.platform or platform
    decisions = decide(candidates)
    record = build(
        decisions,
        notices,
        file=printable(document.path) if document.path else None,
        platform=platform,
        language=language,
        version=baked.version if baked else None,
        baked=baked.payload.raw or None if baked else None,
        picture=PDFPicture.of(document, block.picture) if block and block.picture else None,
    )
    return Finding(record, decisions)


def _is_badge(record: BadgeRecord) -> bool:
    """Tell whether enough of a badge was read to call it one."""
    day = record.issued_on or record.activity
    who = record.recipient.name or record.recipient.email
    core = (record.name, who, record.issuer.name, day, record.credential_url)
    return sum(value is not None for value in core) >= 3


def _no_text(name: str) -> BadgeNotFound:
    return BadgeNotFound(
        name,
        "the PDF has no text layer (a scan, pictures only, or damaged)",
        "download the badge's PDF from its platform again, or run text recognition (OCR) on it first",
        no_text_layer=True,
    )


def _not_found(name: str, fitting: Sequence[Fit], doubt: str) -> BadgeNotFound:
    named = [fit for fit in fitting if not fit.layout.is_fallback]
    looked = "; ".join(f"{f.layout.name}: its marks weigh {f.score}, {f.layout.enough} are needed" for f in named)
    reason = f"no badge found: {doubt} (looked for {looked})"
    return BadgeNotFound(name, reason, "'badgepdf explain FILE' shows the marks")
