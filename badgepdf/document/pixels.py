"""Images and drawings of a PDF as pixels, through pdfium; imported only when somebody asks for them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Container, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any, NamedTuple

import pypdfium2_raw as fpdf
from PIL import Image as Pillow

from .model import MANY, BBox, Image
from .pdfium import image_of, objects_on, places_in
from .pdfium_library import PDF, Frame, frame_of, opened, path_segments, start_of
from .reading import Refused

_MAX_SIDE = 2048  # pixels: a badge's picture is scaled down to this
_LARGEST_MARKED = 2**18  # bytes of a stored image
_SMALL = 60  # points: no run of dark modules in a QR code is longer
_NEAR = 24  # points: parts of one drawing that follow each other are no farther apart
_MODES = {
    fpdf.FPDFBitmap_Gray: ("L", "L"),
    fpdf.FPDFBitmap_BGR: ("RGB", "BGR"),
    fpdf.FPDFBitmap_BGRx: ("RGB", "BGRX"),
    fpdf.FPDFBitmap_BGRA: ("RGBA", "BGRA"),
}  # Pillow's name of a format, and of the order of bytes in it
_room = bytearray(3 * 640**2)  # for an image's pixels while the lock is held: fresh memory takes as long as decoding
_QUIET = 8  # points: the margin around a drawing that is rendered


class Drawing(NamedTuple):
    """Something drawn on a page: a path, small ones near each other, or a form; it is made of `segments`."""

    page: int
    box: BBox
    segments: int


class Shades(NamedTuple):
    """An image in grey, without its mask if it shows something without it.

    `mark` is the same for the same shades, whatever PDF they are in; None where more than the stored image made them.
    """

    place: Image
    pixels: Pillow.Image
    mark: bytes | None


def render_images(data: bytes, wanted: Sequence[Image]) -> Iterator[tuple[Image, Pillow.Image]]:
    """Give images of the PDF, without those that are not there or damaged."""
    with opened(data) as pdf:
        for page, place, handles in _placed(pdf, wanted):
            rendered = (_render(pdf.handle, page, handle, place) for handle in handles)
            if pixels := next(filter(None, rendered), None):
                yield place, pixels


def shades_of(data: bytes, wanted: Sequence[Image], unless: Container[bytes]) -> Iterator[Shades]:
    """Give images of the PDF as `render_images` does, but their shades only: that takes a third of the time.

    Those whose marks are in `unless` are left out before they are decoded.
    """
    with opened(data) as pdf:
        for page, place, handles in _placed(pdf, wanted):
            for handle in handles:
                mark = _mark(handle, place)
                if mark in unless:
                    break
                if found := _shades(pdf.handle, page, handle, place, mark):
                    yield found
                    break


def _placed(pdf: PDF, wanted: Sequence[Image]) -> Iterator[tuple[Any, Image, list[Any]]]:
    """Give the open page of each image, its place, and pointers to what stands there."""
    for number, places in groupby(wanted, key=lambda image: image.page):
        page = pdf.page(number - 1)
        frame = frame_of(page)
        objects = [(i, found) for i, found, kind in objects_on(page) if kind == fpdf.FPDF_PAGEOBJ_IMAGE]
        there = [(i, image_of(found, frame, number)) for i, found in objects]
        for place in places:
            yield page, place, [fpdf.FPDFPage_GetObject(page, i) for i, image in there if _is_at(place, image)]


def _mark(handle: Any, image: Image) -> bytes:
    """Give what tells a stored image from others; one that takes long to tell has no mark."""
    size = fpdf.FPDFImageObj_GetImageDataRaw(handle, None, 0)
    if not 0 < size <= _LARGEST_MARKED:
        return b""
    stored = bytearray(size)
    fpdf.FPDFImageObj_GetImageDataRaw(handle, start_of(stored), size)
    return b"%d %d " % (image.width, image.height) + sha256(stored).digest()


def _is_at(place: Image, image: Image) -> bool:
    return all(abs(a - b) < 1 for a, b in zip(image[:4], place[:4], strict=True))


def render_drawings(
    data: bytes, pages: Sequence[int], wanted: Callable[[Drawing], bool], dpis: Sequence[int]
) -> Iterator[tuple[Drawing, Iterator[Pillow.Image]]]:
    """Give the drawings on some pages, counted from 1, that are wanted, on white paper, at each resolution in turn.

    Raises Refused. An image is rendered when it is asked for, which must be before the next drawing is.
    """
    with opened(data) as pdf:
        for number in pages:
            page = pdf.page(number - 1)
            for drawing in filter(wanted, _drawings(page, frame_of(page), number)):
                yield drawing, (_render_area(page, drawing.box, dpi / 72) for dpi in dpis)


def _drawings(page: Any, frame: Frame, number: int) -> Iterator[Drawing]:
    """Give what is drawn on a page: each path and form by itself, but near small ones that follow each other as one."""
    small: Drawing | None = None
    place = places_in(frame)
    for _, found, kind in objects_on(page):
        drawing = _drawing(found, kind, place, number)
        if drawing and max(drawing.box[2] - drawing.box[0], drawing.box[3] - drawing.box[1]) < _SMALL:
            if small and _are_near(small.box, drawing.box):
                small = _together(small, drawing)
                continue
            small, drawing = drawing, small
        elif small:
            yield small
            small = None
        if drawing:
            yield drawing
    if small:
        yield small


def _drawing(found: Any, kind: int, place: Callable[[int], BBox | None], number: int) -> Drawing | None:
    if kind not in (fpdf.FPDF_PAGEOBJ_PATH, fpdf.FPDF_PAGEOBJ_FORM):
        return None
    box = place(found)
    return Drawing(number, box, path_segments(found) if kind == fpdf.FPDF_PAGEOBJ_PATH else MANY) if box else None


def _are_near(one: BBox, other: BBox) -> bool:
    return max(other[0] - one[2], one[0] - other[2], other[1] - one[3], one[1] - other[3]) < _NEAR


def _together(one: Drawing, other: Drawing) -> Drawing:
    (x0, top, x1, bottom), (left, upper, right, lower) = one.box, other.box
    box = min(x0, left), min(top, upper), max(x1, right), max(bottom, lower)
    return Drawing(one.page, box, one.segments + other.segments)


def _render_area(page: Any, box: BBox, scale: float) -> Pillow.Image:
    """Render a part of a page and a margin around it."""
    x0, top, x1, bottom = (scale * edge for edge in box)
    quiet = scale * _QUIET
    size = [min(_MAX_SIDE, round(length + 2 * quiet)) for length in (x1 - x0, bottom - top)]
    whole = [max(1, round(side * scale)) for side in frame_of(page).size]
    bitmap = fpdf.FPDFBitmap_Create(*size, 0)
    if not bitmap:
        raise Refused("pdfium: a part of a page cannot be rendered")
    try:
        fpdf.FPDFBitmap_FillRect(bitmap, 0, 0, *size, 0xFFFFFFFF)
        fpdf.FPDF_RenderPageBitmap(bitmap, page, round(quiet - x0), round(quiet - top), *whole, 0, 0)
        return _pixels(bitmap).convert("RGB")
    finally:
        fpdf.FPDFBitmap_Destroy(bitmap)


def _shades(document: Any, page: Any, handle: Any, image: Image, mark: bytes) -> Shades | None:
    """Give the shades of an image without its mask; with it where all are alike, as it is the mask that shows then."""
    decoded = _decoded(handle, image)
    if (pixels := decoded or _converted(handle)) and len(set(pixels.getextrema())) > 1:
        return Shades(image, pixels, mark if decoded and mark else None)
    rendered = _render(document, page, handle, image)
    return Shades(image, rendered, None) if rendered else None


def _decoded(handle: Any, image: Image) -> Pillow.Image | None:
    """Give the shades of an image that is kept with three bytes a pixel, whatever its colours mean exactly."""
    size = 3 * image.width * image.height
    if not 0 < size <= 3 * _MAX_SIDE**2:
        return None
    pixels = _room if size <= len(_room) else bytearray(size)  # pdfium fills none that is longer
    if fpdf.FPDFImageObj_GetImageDataDecoded(handle, start_of(pixels), size) != size:
        return None
    return Pillow.frombuffer("RGB", (image.width, image.height), pixels, "raw", "RGB", 0, 1).convert("L")


def _converted(handle: Any) -> Pillow.Image | None:
    """Give the shades of an image as pdfium converts its colours."""
    bitmap = fpdf.FPDFImageObj_GetBitmap(handle)
    if not bitmap:
        return None
    try:
        return _pixels(bitmap).convert("L")
    finally:
        fpdf.FPDFBitmap_Destroy(bitmap)


def _render(document: Any, page: Any, handle: Any, image: Image) -> Pillow.Image | None:
    """Render one image at its own resolution."""
    scale = min(1.0, _MAX_SIDE / max(image.width, image.height, 1))
    width, height = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    placed = fpdf.FS_MATRIX()
    fpdf.FPDFPageObj_GetMatrix(handle, placed)
    fpdf.FPDFPageObj_SetMatrix(handle, fpdf.FS_MATRIX(width, 0, 0, height, 0, 0))
    bitmap = fpdf.FPDFImageObj_GetRenderedBitmap(document, page, handle)
    fpdf.FPDFPageObj_SetMatrix(handle, placed)  # the page may be looked at again
    if not bitmap:
        return None
    try:
        return _pixels(bitmap)
    finally:
        fpdf.FPDFBitmap_Destroy(bitmap)


def _pixels(bitmap: Any) -> Pillow.Image:
    size = fpdf.FPDFBitmap_GetWidth(bitmap), fpdf.FPDFBitmap_GetHeight(bitmap)
    stride = fpdf.FPDFBitmap_GetStride(bitmap)
    pixels = ctypes.string_at(fpdf.FPDFBitmap_GetBuffer(bitmap), stride * size[1])
    mode, order = _MODES[fpdf.FPDFBitmap_GetFormat(bitmap)]
    return Pillow.frombuffer(mode, size, pixels, "raw", order, stride, 1)
