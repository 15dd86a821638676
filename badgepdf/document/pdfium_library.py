"""pdfium itself: its functions in lean forms, its start, its lock, open documents and pages.

pdfium keeps global state and is not thread-safe, so one lock is held while a document is open.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import c_int, c_void_p
from typing import Any, NamedTuple

import pypdfium2_raw as fpdf

from .reading import Locked, Refused

_LOCK = threading.RLock()
if hasattr(os, "register_at_fork"):  # a fork waits until no thread is inside pdfium
    os.register_at_fork(before=_LOCK.acquire, after_in_parent=_LOCK.release, after_in_child=_LOCK.release)
_NO_FONT_PATHS = (ctypes.POINTER(ctypes.c_char) * 1)()  # pdfium keeps the pointer
_ERRORS = {
    fpdf.FPDF_ERR_FILE: "file",
    fpdf.FPDF_ERR_FORMAT: "format",
    fpdf.FPDF_ERR_PAGE: "page",
}


def _lean(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Give a pdfium function with simpler types than the generated ones: pointers come out as plain integers."""
    function: Callable[..., Any] = ctypes.CFUNCTYPE(result, *arguments)(address(getattr(fpdf, name)))
    return function


def address(pointer: Any) -> int:
    """Give where a generated pointer points to, as the lean functions take it."""
    return c_void_p.from_buffer(pointer).value or 0


text_object = _lean("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
text_font = _lean("FPDFTextObj_GetFont", c_void_p, c_void_p)
font_name = _lean("FPDFFont_GetBaseFontName", ctypes.c_size_t, c_void_p, c_void_p, ctypes.c_size_t)
font_size = _lean("FPDFTextObj_GetFontSize", c_int, c_void_p, c_void_p)
char_matrix = _lean("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
char_origin = _lean("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)
char_box = _lean("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
is_generated = _lean("FPDFText_IsGenerated", c_int, c_void_p, c_int)
page_object = _lean("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
object_type = _lean("FPDFPageObj_GetType", c_int, c_void_p)
object_bounds = _lean("FPDFPageObj_GetBounds", c_int, c_void_p, *[c_void_p] * 4)
path_segments = _lean("FPDFPath_CountSegments", c_int, c_void_p)
image_size = _lean("FPDFImageObj_GetImagePixelSize", c_int, c_void_p, c_void_p, c_void_p)
image_data = _lean("FPDFImageObj_GetImageDataDecoded", ctypes.c_ulong, c_void_p, c_void_p, ctypes.c_ulong)


def _start() -> None:
    """Start pdfium without its scan of the system's fonts, which costs 7 ms and changes no word."""
    config = fpdf.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=_NO_FONT_PATHS)
    fpdf.FPDF_InitLibraryWithConfig(config)


_start()


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a document, and hold the lock until it is closed. Raises Locked, Refused."""
    with _LOCK:
        document = fpdf.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            code = fpdf.FPDF_GetLastError()
            if code in (fpdf.FPDF_ERR_PASSWORD, fpdf.FPDF_ERR_SECURITY):
                raise Locked("pdfium: encrypted")
            raise Refused(f"pdfium: {_ERRORS.get(code, f'error {code}')}")
        try:
            yield document
        finally:
            fpdf.FPDF_CloseDocument(document)


@contextmanager
def page_opened(document: Any, index: int) -> Iterator[Any]:
    """Open a page, counted from 0. Raises Refused."""
    page = fpdf.FPDF_LoadPage(document, index)
    if not page:
        raise Refused(f"pdfium: page {index + 1} cannot be read")
    try:
        yield page
    finally:
        fpdf.FPDF_ClosePage(page)


class Frame(NamedTuple):
    """The page's visible box in PDF coordinates, and how many quarter turns clockwise it is shown rotated."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point of the PDF into one of the page as shown, from its top left."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, rect: Any) -> tuple[float, float, float, float]:
        """Turn a rectangle of the PDF into (x0, top, x1, bottom) of the page as shown."""
        xa, ya = self.place(rect.left, rect.bottom)
        xb, yb = self.place(rect.right, rect.top)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def frame_of(page: Any) -> Frame:
    """Give the frame of an open page."""
    rect = fpdf.FS_RECTF()
    fpdf.FPDF_GetPageBoundingBox(page, rect)
    return Frame(rect.left, rect.bottom, rect.right, rect.top, fpdf.FPDFPage_GetRotation(page))
