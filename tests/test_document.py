"""What a page becomes, wherever its corner lies and however it is turned; both engines must agree."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

import pytest
import qrcode
from PIL import Image, ImageChops
from printed import printed
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject, RectangleObject

import badgepdf
from badgepdf.document import Document, kept_open, open_document, pdfium_library
from badgepdf.document.metadata import CARRIERS, holds_keys, read_metadata
from badgepdf.document.pixels import render_images

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


@pytest.mark.parametrize(
    ("objects", "expected"),
    [(b"<</Metadata 5 0 R>>", True), (b"<</Pages 5 0 R>>", False)],
)
def test_signs_of_metadata_are_found_in_compressed_objects(objects: bytes, expected: bool) -> None:
    stream = b"1 0 obj <</Type /ObjStm /Filter /FlateDecode>> stream\n" + zlib.compress(objects) + b"\nendstream endobj"
    assert holds_keys(b"%PDF-1.5 " + stream, CARRIERS) is expected


@pytest.mark.parametrize(
    "stream",
    [b"<</Type /ObjStm /Filter /LZWDecode>> stream\n\x80\x0b", b"<</Type /ObjStm>> without a stream"],
)
def test_an_object_stream_that_cannot_be_read_may_hold_anything(stream: bytes) -> None:
    assert holds_keys(b"%PDF-1.5 1 0 obj " + stream, CARRIERS)


def test_a_file_without_signs_of_metadata_costs_nothing() -> None:
    assert read_metadata(b"%PDF-1.4", "x.pdf") == ({}, None, (), None)


@pytest.mark.parametrize(("blank", "expected"), [(105, ["Posa", "di", "fibra"]), (20, ["Posadifibra"])])
@pytest.mark.parametrize("spacing", [0, 3])
def test_a_blank_that_is_no_character_is_seen_in_large_type(blank: int, spacing: int, expected: list[str]) -> None:
    writer = PdfWriter(io.BytesIO(printed(("x", 52))))
    content = DecodedStreamObject()
    content.set_data(b"BT /F 52 Tf %d Tc 60 700 Td [(Posa) -%d (di) -%d (fibra)] TJ ET" % (spacing, blank, blank))
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content)
    assert [word.text for word in open_document(written(writer)).pages[0].words] == expected


def test_threads_take_turns(badge: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    expected = badgepdf.extract(badge)
    with ThreadPoolExecutor(8) as pool:
        records = list(pool.map(badgepdf.extract, [badge] * 64))
    assert records == [expected] * 64
    assert PdfReader(badge).metadata is not None


QR = "https://badges.example.org/a/123456"


def matrix() -> list[list[bool]]:
    made = qrcode.QRCode(border=0)
    made.add_data(QR)
    made.make()
    rows: list[list[bool]] = made.get_matrix()
    return rows


def drawn_code(kind: str) -> bytes:
    """Draw a QR code, 3 points a module: as an image in shades or in colours, as the mask of a black one, as small
    squares, beside others or not, as one path, or as squares in a form."""
    writer, rows = PdfWriter(), matrix()
    squares = [f"{3 * x} {90 - 3 * y} 3 3 re" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]
    one_by_one = " f ".join([*squares, ""]).encode()
    content, resources = DecodedStreamObject(), DictionaryObject()
    if kind == "image":
        image = image_of(sheet_of(rows))
        resources[NameObject("/XObject")] = DictionaryObject({NameObject("/X"): writer._add_object(image)})
        content.set_data(b"q 90 0 0 90 300 300 cm /X Do Q")
    elif kind in ("colours", "mask"):
        shades = sheet_of(rows)
        image = image_of(shades.convert("RGB") if kind == "colours" else Image.new("RGB", shades.size))
        if kind == "mask":
            image[NameObject("/SMask")] = writer._add_object(image_of(ImageChops.invert(shades)))
        resources[NameObject("/XObject")] = DictionaryObject({NameObject("/X"): writer._add_object(image)})
        content.set_data(b"q 90 0 0 90 300 300 cm /X Do Q")
    elif kind == "form":
        form = DecodedStreamObject()
        form.set_data(one_by_one)
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = RectangleObject((0, 0, 100, 100))
        resources[NameObject("/XObject")] = DictionaryObject({NameObject("/X"): writer._add_object(form)})
        content.set_data(b"q 1 0 0 1 300 300 cm /X Do Q")
    else:
        drawn = " ".join([*squares, "f"]).encode() if kind == "path" else one_by_one
        drawn += b"-120 0 3 3 re f -126 0 3 3 re f " if kind == "signed" else b""
        content.set_data(b"q 1 0 0 1 300 300 cm " + drawn + b" Q")
    page = writer.add_blank_page(595, 842)
    page[NameObject("/Resources")] = resources
    page[NameObject("/Contents")] = writer._add_object(content)
    return written(writer)


def sheet_of(rows: list[list[bool]]) -> Image.Image:
    side = len(rows)
    pixels = bytes(0 if dark else 255 for row in rows for dark in row)
    image = Image.frombytes("L", (side, side), pixels).resize((3 * side, 3 * side), Image.Resampling.NEAREST)
    sheet = Image.new("L", (3 * side + 24, 3 * side + 24), 255)
    sheet.paste(image, (12, 12))
    return sheet


def image_of(picture: Image.Image) -> DecodedStreamObject:
    image = DecodedStreamObject()
    image.set_data(picture.tobytes())
    for key, value in (
        ("/Subtype", "/Image"),
        ("/ColorSpace", "/DeviceRGB" if picture.mode == "RGB" else "/DeviceGray"),
    ):
        image[NameObject(key)] = NameObject(value)
    for key, number in (("/Width", picture.width), ("/Height", picture.height), ("/BitsPerComponent", 8)):
        image[NameObject(key)] = NumberObject(number)
    return image


@pytest.mark.parametrize("kind", ["image", "colours", "mask", "squares", "signed", "path", "form"])
def test_codes(kind: str) -> None:
    (code,) = open_document(drawn_code(kind)).codes
    assert (code.text, code.page) == (QR, 1)
    assert abs((code.bbox[2] - code.bbox[0]) - 93) < 10


def test_what_is_nothing_like_a_code_is_not_rendered(badge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from badgepdf.document import pixels

    monkeypatch.setattr(pixels, "_render_area", None)
    monkeypatch.setattr(pixels, "shades_of", lambda *_, **__: ())
    assert open_document(badge).codes == ()


def test_an_image_without_a_code_is_decoded_once(badge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from badgepdf.document import barcode, pixels

    places: list[tuple[float, ...]] = []

    real = pixels._decoded

    def decoded(handle: object, image: badgepdf.document.Image) -> Image.Image | None:
        places.append(image[:4])
        return real(handle, image)

    monkeypatch.setattr(pixels, "_decoded", decoded)
    monkeypatch.setattr(barcode, "_codeless", {})
    certificate = badge.parent.parent / "education" / "de-2411.pdf"
    codes = open_document(certificate).codes
    assert len(places) > len(codes) == 1
    places.clear()
    assert open_document(certificate).codes == codes
    assert places == [codes[0].bbox]


def test_a_pdf_with_an_address_pays_nothing_for_codes(badge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from badgepdf.document import barcode

    monkeypatch.setattr(barcode, "read_codes", None)
    assert badgepdf.extract(badge).credential_url


def test_a_pdf_is_parsed_once_for_its_text_and_its_codes(badge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[int] = []

    class Counted(pdfium_library.PDF):
        def __init__(self, data: bytes) -> None:
            parsed.append(len(data))
            super().__init__(data)

    monkeypatch.setattr(pdfium_library, "PDF", Counted)
    record = badgepdf.extract(badge.parent.parent / "education" / "de-2411.pdf")
    assert record.credential_url
    assert record.sources["credential_url"].origin == "qr"
    assert len(parsed) == 1


def test_nothing_stays_open_behind_a_record_or_an_error(badge: Path) -> None:
    badgepdf.extract(badge)
    with pytest.raises(badgepdf.UnreadableDocument):
        badgepdf.extract(b"%PDF-1.7\nnothing")
    assert pdfium_library._kept == {}


def test_pages_can_be_gone_back_to(badge: Path) -> None:
    writer = PdfWriter()
    for _ in range(9):
        writer.append(badge)
    out = io.BytesIO()
    writer.write(out)
    data = out.getvalue()
    with kept_open(data):
        first = open_document(data)
        with pdfium_library.opened(data) as pdf:
            heights = [pdfium_library.frame_of(pdf.page(i)).size for i in (0, 8, 3, 0, 1, 2, 3, 4, 5, 0)]
        assert len(set(heights)) == 1
        assert open_document(data).pages == first.pages


def test_a_picture_that_was_looked_at_is_still_where_it_was(badge: Path) -> None:
    data = badge.read_bytes()
    with kept_open(data):
        before = open_document(data)
        assert [image for _, image in render_images(data, before.images)]
        assert open_document(data).pages == before.pages
