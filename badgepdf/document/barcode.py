"""QR codes, through zxing-cpp: in a PDF's images, and where there is none in what is drawn on its pages."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import zxingcpp
from PIL import Image as Pillow

from .model import BBox, Document
from .reading import Refused

if TYPE_CHECKING:
    from .pixels import Drawing

_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_MOST = 0.5  # of the width: what a code must span for the image to be nothing else
_SQUARE = 0.8  # how far from square the image of a code may be
_SMALLEST = 24  # points: no phone reads a smaller code, and icons are smaller
_FEWEST = 200  # segments: the smallest code has some 100 runs of dark modules
_DPI = (100, 200, 150, 300)  # some codes are read at one of these and not at the others
_REMEMBERED = 2**10  # images without a code
_SECONDS = 3.0  # after that nothing further is looked at

_codeless: dict[bytes, None] = {}
"""Marks of images that hold no code: an issuer's logo and a badge's picture are in every PDF of a folder."""


class Code(NamedTuple):
    """A QR code: what it says, on which page, and where: the place of its image, or its own."""

    text: str
    page: int
    bbox: BBox


def read_codes(document: Document) -> tuple[Code, ...]:
    """Read the QR codes of a document. Drawings are rendered only where no image holds one.

    A document that pdfium cannot render, and only the other engine read, has none.
    """
    late = time.monotonic() + _SECONDS
    try:
        return tuple(dict.fromkeys(_in_images(document, late))) or tuple(dict.fromkeys(_in_drawings(document, late)))
    except Refused:
        return ()


def _in_images(document: Document, late: float) -> Iterator[Code]:
    from .pixels import shades_of

    square = (image for image in document.images if _is_square(*image[:4]))
    # what is repeated from page to page in its place and size is a logo
    places = {(image.width, image.height, *map(round, image[:4])): image for image in reversed(tuple(square))}
    for place, pixels, mark in shades_of(document.data, list(reversed(places.values())), _codeless):
        codes = _codes(pixels)
        yield from (Code(code.text, place.page, place[:4]) for code in codes)
        if mark and not codes:
            _codeless[mark] = None
            if len(_codeless) > _REMEMBERED:
                del _codeless[next(iter(_codeless))]
        if time.monotonic() > late:
            return


def _in_drawings(document: Document, late: float) -> Iterator[Code]:
    from .pixels import render_drawings

    pages = [page.number for page in document.pages if page.segments >= _FEWEST]
    for drawing, images in render_drawings(document.data, pages, _is_drawn_code, _DPI):
        for image in images:
            if time.monotonic() > late:
                return
            if codes := _codes(image):
                yield from (Code(code.text, drawing.page, drawing.box) for code in codes)
                break


def _is_drawn_code(drawing: Drawing) -> bool:
    return drawing.segments >= _FEWEST and _is_square(*drawing.box)


def _is_square(x0: float, top: float, x1: float, bottom: float) -> bool:
    width, height = x1 - x0, bottom - top
    return min(width, height) >= max(_SMALLEST, _SQUARE * max(width, height))


def _codes(image: Pillow.Image) -> list[zxingcpp.Barcode]:
    if image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255):
        paper = Pillow.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        image = paper
    return list(zxingcpp.read_barcodes(image if image.mode == "L" else image.convert("L"), formats=_FORMATS))


def is_barcode(image: Pillow.Image) -> bool:
    """Tell whether an image is a QR code, and not a picture with a small one in it."""
    for code in _codes(image):
        corners = code.position
        across = [p.x for p in (corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right)]
        if max(across) - min(across) > _MOST * image.width:
            return True
    return False
