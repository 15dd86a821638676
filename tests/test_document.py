"""What a page becomes, wherever its corner lies and however it is turned; both engines must agree."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import RectangleObject

import badgepdf
from badgepdf.document import Document, open_document
from badgepdf.document.metadata import read_metadata

if TYPE_CHECKING:
    from pathlib import Path

ENGINES = ("pdfium", "pdfplumber")
TURNS = {
    0: Transformation(),
    90: Transformation((0, 1, -1, 0, 842, 0)),
    180: Transformation((-1, 0, 0, -1, 595, 842)),
    270: Transformation((0, -1, 1, 0, 0, 595)),
}


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def turned(pdf: Path, degrees: int) -> bytes:
    """Give a PDF whose content lies turned on the page, and whose pages are shown turned back."""
    writer = PdfWriter(clone_from=pdf)
    for page in writer.pages:
        page.add_transformation(TURNS[degrees])
        if degrees % 180:
            page.mediabox = page.cropbox = RectangleObject((0, 0, 842, 595))
        page.rotate(degrees)
    return written(writer)


def shifted(pdf: Path) -> bytes:
    """Give a PDF whose pages have their corner far from 0, 0, and a crop box."""
    writer = PdfWriter(clone_from=pdf)
    for page in writer.pages:
        page.add_transformation(Transformation().translate(100, -50))
        page.mediabox = RectangleObject((50, -100, 750, 842))
        page.cropbox = RectangleObject((100, -50, 695, 792))
    return written(writer)


def places(document: Document) -> list[tuple[str, float, float]]:
    return [(line.text, line.x0, line.baseline) for line in document.lines]


def same_places(one: Document, other: Document) -> None:
    assert [text for text, _, _ in places(one)] == [text for text, _, _ in places(other)]
    for (_, *place), (text, *expected) in zip(places(one), places(other), strict=True):
        assert place == pytest.approx(expected, abs=2), text


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("degrees", TURNS)
def test_a_turned_page_reads_as_it_is_shown(badge: Path, degrees: int, engine: str) -> None:
    document = open_document(turned(badge, degrees), engine)
    assert (document.pages[0].width, document.pages[0].height) == pytest.approx((595, 842), abs=1)
    same_places(document, open_document(badge))
    assert [w.upright for w in document.pages[0].words] == [True] * len(document.pages[0].words)


@pytest.mark.parametrize("engine", ENGINES)
def test_places_count_from_the_visible_corner(badge: Path, engine: str) -> None:
    same_places(open_document(shifted(badge), engine), open_document(badge))


@pytest.mark.parametrize("engine", ENGINES)
def test_text_on_its_side_is_not_upright(badge: Path, engine: str) -> None:
    writer = PdfWriter(clone_from=badge)
    writer.pages[0].rotate(90)
    document = open_document(written(writer), engine)
    assert not any(word.upright for word in document.pages[0].words)


def test_links_and_images_lie_where_they_are_shown(badge: Path) -> None:
    one, other = (open_document(badge, engine) for engine in ENGINES)
    assert [link.url for link in one.links] == [link.url for link in other.links]
    boxes = [[(o.page, o.x0, o.top, o.x1, o.bottom) for o in d.links] for d in (one, other)]
    boxes += [[(o.page, o.x0, o.top, o.x1, o.bottom) for o in d.images] for d in (one, other)]
    assert boxes[0]
    assert boxes[2]
    assert [x for box in boxes[0] + boxes[2] for x in box] == pytest.approx(
        [x for box in boxes[1] + boxes[3] for x in box], abs=1
    )


def test_a_page_number_is_never_part_of_an_address(badge: Path) -> None:
    """In merged PDFs the printed number is not the page's own."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    for name in ("fr-base14", "nl-base14"):
        writer.append(badge.with_stem(name))
    found = badgepdf.extract_all(written(writer))
    expected = [badgepdf.extract(badge.with_stem(name)) for name in ("fr-base14", "nl-base14")]
    assert [r.credential_url for r in found] == [r.credential_url for r in expected]
    assert [r.issuer for r in found] == [r.issuer for r in expected]


def test_metadata(badge: Path) -> None:
    writer = PdfWriter(clone_from=badge)
    writer.add_metadata({"/Custom": "a value", "/Title": "A title"})
    writer.xmp_metadata = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
    writer.add_attachment("credential.json", b"{}")
    metadata = open_document(written(writer)).metadata
    assert (metadata.info["Custom"], metadata.info["Title"], metadata.problem) == ("a value", "A title", None)
    assert metadata.xmp
    assert b"xmpmeta" in metadata.xmp
    assert [(a.name, a.data) for a in metadata.attachments] == [("credential.json", b"{}")]


def test_metadata_that_cannot_be_read_is_said() -> None:
    metadata = read_metadata(b"%PDF-1.4 /Info /Metadata, and nothing else", "x.pdf")
    assert metadata.problem is not None
    assert metadata.problem.startswith("x.pdf: metadata unreadable (")


def test_a_file_without_signs_of_metadata_costs_nothing() -> None:
    assert read_metadata(b"%PDF-1.4", "x.pdf") == ({}, None, (), None)


def test_threads_take_turns(badge: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    expected = badgepdf.extract(badge)
    with ThreadPoolExecutor(8) as pool:
        records = list(pool.map(badgepdf.extract, [badge] * 64))
    assert records == [expected] * 64
    assert PdfReader(badge).metadata is not None
