"""Images and drawings of a PDF as pixels, through pdfium; imported only when somebody asks for them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from ctypes import byref, c_float
from itertools import groupby
from typing import Any, NamedTuple

import pypdfium2_raw as fpdf
from PIL import Image as Pillow

from .model import BBox, Image
from .pdfium import images_on
from .pdfium_library import Frame, frame_of, opened, page_opened
from .reading import Refused

_MAX_SIDE = 2048  # pixels: a badge's picture is scaled down to this
_SMALL = 60  # points: no run of dark modules in a QR code is longer
_QUIET = 8  # points: the margin around a drawing that is rendered
_UNKNOWN = 10**6  # segments of a form, which are not counted


class Drawing(NamedTuple):
    """Something drawn on a page: a path, small paths that follow each other, or a form; it is made of `segments`."""

    page: int
    box: BBox
    segments: int


def render_images(data: bytes, wanted: Sequence[Image]) -> Iterator[tuple[Image, Pillow.Image]]:
    """Give images of the PDF, their masks applied, without those that are not there or damaged."""
    with opened(data) as document:
        for number, places in groupby(wanted, key=lambda image: image.page):
            with page_opened(document, number - 1) as page:
                there = list(images_on(page, frame_of(page), number))
                for place in places:
                    at = (handle for handle, image in there if _is_at(place, image))
                    rendered = next(filter(None, (_render(document, page, handle, place) for handle in at)), None)
                    if rendered:
                        yield place, rendered


def _is_at(place: Image, image: Image) -> bool:
    return all(abs(a - b) < 1 for a, b in zip(image[:4], place[:4], strict=True))


def render_drawings(
    data: bytes, wanted: Callable[[Drawing], bool], dpis: Sequence[int]
) -> Iterator[tuple[Drawing, Iterator[Pillow.Image]]]:
    """Give the drawings of all pages that are wanted, on white paper, at each resolution in turn. Raises Refused.

    An image is rendered when it is asked for, which must be before the next drawing is.
    """
    with opened(data) as document:
        for index in range(fpdf.FPDF_GetPageCount(document)):
            with page_opened(document, index) as page:
                for drawing in filter(wanted, _drawings(page, frame_of(page), index + 1)):
                    yield drawing, (_render_area(page, drawing.box, dpi / 72) for dpi in dpis)


def _drawings(page: Any, frame: Frame, number: int) -> Iterator[Drawing]:
    """Give what is drawn on a page: each path and form by itself, but small paths that follow each other as one."""
    small: list[Drawing] = []
    for index in range(fpdf.FPDFPage_CountObjects(page)):
        handle = fpdf.FPDFPage_GetObject(page, index)
        drawing = _drawing(handle, frame, number)
        if drawing and max(drawing.box[2] - drawing.box[0], drawing.box[3] - drawing.box[1]) < _SMALL:
            small.append(drawing)
            continue
        if small:
            yield _together(small)
            small = []
        if drawing:
            yield drawing
    if small:
        yield _together(small)


def _drawing(handle: Any, frame: Frame, number: int) -> Drawing | None:
    kind = fpdf.FPDFPageObj_GetType(handle)
    left, bottom, right, top = edges = [c_float() for _ in range(4)]
    if kind not in (fpdf.FPDF_PAGEOBJ_PATH, fpdf.FPDF_PAGEOBJ_FORM):
        return None
    if not fpdf.FPDFPageObj_GetBounds(handle, *map(byref, edges)):
        return None
    segments = fpdf.FPDFPath_CountSegments(handle) if kind == fpdf.FPDF_PAGEOBJ_PATH else _UNKNOWN
    return Drawing(number, frame.box(fpdf.FS_RECTF(left, top, right, bottom)), segments)


def _together(drawings: list[Drawing]) -> Drawing:
    x0, top, x1, bottom = zip(*(drawing.box for drawing in drawings), strict=True)
    box = min(x0), min(top), max(x1), max(bottom)
    return Drawing(drawings[0].page, box, sum(drawing.segments for drawing in drawings))


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


def _render(document: Any, page: Any, handle: Any, image: Image) -> Pillow.Image | None:
    """Render one image at its own resolution."""
    scale = min(1.0, _MAX_SIDE / max(image.width, image.height, 1))
    width, height = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    fpdf.FPDFPageObj_SetMatrix(handle, fpdf.FS_MATRIX(width, 0, 0, height, 0, 0))
    bitmap = fpdf.FPDFImageObj_GetRenderedBitmap(document, page, handle)
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
    return Pillow.frombuffer("RGBA", size, pixels, "raw", "BGRA", stride, 1)
