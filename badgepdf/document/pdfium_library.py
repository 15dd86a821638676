"""pdfium itself: its functions in lean forms, its start, its lock, open documents and pages.

pdfium keeps global state and is not thread-safe, so one lock is held while a document is used.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import byref, c_char, c_int, c_size_t, c_void_p
from typing import Any, NamedTuple

import pypdfium2_raw as fpdf

from .reading import Locked, Refused

_LOCK = threading.RLock()
if hasattr(os, "register_at_fork"):  # a fork waits until no thread is inside pdfium
    os.register_at_fork(before=_LOCK.acquire, after_in_parent=_LOCK.release, after_in_child=_LOCK.release)
_NO_FONT_PATHS = (ctypes.POINTER(ctypes.c_char) * 1)()  # pdfium keeps the pointer
_PAGES = 4  # that stay open: parsing one takes longest of all, and few badges have more
_ERRORS = {
    fpdf.FPDF_ERR_FILE: "file",
    fpdf.FPDF_ERR_FORMAT: "format",
    fpdf.FPDF_ERR_PAGE: "page",
}


def _lean(name: str, result: Any = c_int) -> Callable[..., Any]:
    """Give a pdfium function that is called without checks and conversions, which take longer than these functions do.

    It takes pointers as `pointer` and `byref` make them, and C ints; it keeps the interpreter's lock. An address that
    it gives is an integer.
    """
    function: Callable[..., Any] = ctypes.PYFUNCTYPE(result)(_address(getattr(fpdf, name)))
    return function


def _address(generated: Any) -> int:
    return c_void_p.from_buffer(generated).value or 0


as_pointer: Callable[[int], Any] = c_void_p.from_param
"""Gives an address as the lean functions take it."""


def pointer(generated: Any) -> Any:
    """Give a generated pointer as the lean functions take it."""
    return as_pointer(_address(generated))


def start_of(buffer: bytearray, kind: Any = c_char) -> Any:
    """Give a pointer to the start of memory that pdfium fills; arrays of ctypes would leave a type for each length."""
    return byref(kind.from_buffer(buffer))


text_object = _lean("FPDFText_GetTextObject", c_size_t)
text_font = _lean("FPDFTextObj_GetFont", c_size_t)
font_name = _lean("FPDFFont_GetBaseFontName")
font_size = _lean("FPDFTextObj_GetFontSize")
char_matrix = _lean("FPDFText_GetMatrix")
char_origin = _lean("FPDFText_GetCharOrigin")
char_box = _lean("FPDFText_GetLooseCharBox")
is_generated = _lean("FPDFText_IsGenerated")
page_object = _lean("FPDFPage_GetObject", c_size_t)
object_type = _lean("FPDFPageObj_GetType")
object_bounds = _lean("FPDFPageObj_GetBounds")
path_segments = _lean("FPDFPath_CountSegments")
image_size = _lean("FPDFImageObj_GetImagePixelSize")


def _start() -> None:
    """Start pdfium without its scan of the system's fonts, which costs 7 ms and changes no word."""
    config = fpdf.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=_NO_FONT_PATHS)
    fpdf.FPDF_InitLibraryWithConfig(config)


_start()


class PDF:
    """An open document; the pages that were looked at last stay open with it."""

    def __init__(self, data: bytes) -> None:
        """Open a document. Raises Locked, Refused."""
        self._data = data  # pdfium reads on in it
        self.handle = fpdf.FPDF_LoadMemDocument64(data, len(data), None)
        self._pages: dict[int, Any] = {}
        if not self.handle:
            code = fpdf.FPDF_GetLastError()
            if code in (fpdf.FPDF_ERR_PASSWORD, fpdf.FPDF_ERR_SECURITY):
                raise Locked("pdfium: encrypted")
            raise Refused(f"pdfium: {_ERRORS.get(code, f'error {code}')}")

    def page(self, index: int) -> Any:
        """Open a page, counted from 0; it is good until `_PAGES` others are asked for. Raises Refused."""
        page = self._pages.pop(index, None) or fpdf.FPDF_LoadPage(self.handle, index)
        if not page:
            raise Refused(f"pdfium: page {index + 1} cannot be read")
        self._pages[index] = page
        if len(self._pages) > _PAGES:
            fpdf.FPDF_ClosePage(self._pages.pop(next(iter(self._pages))))
        return page

    def close(self) -> None:
        for page in self._pages.values():
            fpdf.FPDF_ClosePage(page)
        fpdf.FPDF_CloseDocument(self.handle)


_kept: dict[int, PDF | None] = {}  # by the identity of the bytes


@contextmanager
def kept_open(data: bytes) -> Iterator[None]:
    """While this lasts, a document that was opened stays open for the next who opens the same bytes."""
    if id(data) in _kept:
        yield
        return
    _kept[id(data)] = None
    try:
        yield
    finally:
        with _LOCK:
            if pdf := _kept.pop(id(data)):
                pdf.close()


@contextmanager
def opened(data: bytes) -> Iterator[PDF]:
    """Open a document, and hold the lock until it is used no more. Raises Locked, Refused."""
    with _LOCK:
        pdf = _kept.get(id(data)) or PDF(data)
        try:
            yield pdf
        finally:
            if id(data) in _kept:
                _kept[id(data)] = pdf
            else:
                pdf.close()


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
