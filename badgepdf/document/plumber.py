"""The second engine: pdfplumber. Slower, and an independent opinion on what a page says."""

from __future__ import annotations

import io
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from .model import SKEW, Image, Link, Page, Style, Word, clean
from .reading import INFO_KEYS, Locked, Reading, Refused


def read(data: bytes) -> Reading:
    """Read a PDF through pdfplumber. Raises Locked, Refused."""
    try:
        with pdfplumber.open(io.BytesIO(data), unicode_norm="NFC", raise_unicode_errors=False) as pdf:
            pages = tuple(_page(page) for page in pdf.pages)
            found = {key: pdf.metadata.get(key) for key in INFO_KEYS}
            return Reading(pages, {key: text for key, text in found.items() if isinstance(text, str)})
    except PdfminerException as error:
        if any(isinstance(arg, PDFPasswordIncorrect) for arg in error.args):
            raise Locked("pdfplumber: password") from error
        raise Refused(f"pdfplumber: {type(error.args[0]).__name__ if error.args else 'unreadable'}") from error
    except Exception as error:  # on broken files it leaks TypeError, AssertionError, KeyError, RecursionError ...
        raise Refused(f"pdfplumber: {type(error).__name__}") from error


def _page(page: Any) -> Page:
    number = page.page_number
    found = page.dedupe_chars().extract_words(x_tolerance_ratio=0.15, y_tolerance=1, return_chars=True)
    left, top, right, bottom = page.cropbox
    words = [word for w in found if (word := _word(w, left, top, number)).text]
    links = [Link(a["uri"], *_box(a, left, top), number) for a in page.hyperlinks if isinstance(a["uri"], str)]
    images = [Image(*_box(i, left, top), number, *i["srcsize"]) for i in page.images]
    return Page(number, float(right - left), float(bottom - top), tuple(words), tuple(links), tuple(images))


def _box(placed: dict[str, Any], left: float, top: float) -> tuple[float, float, float, float]:
    """Give the box of something in the visible part of the page, whose corner is given."""
    return placed["x0"] - left, placed["top"] - top, placed["x1"] - left, placed["bottom"] - top


def _word(found: dict[str, Any], left: float, top: float, number: int) -> Word:
    char = found["chars"][0]
    a, b, c, d, _, y = char["matrix"]
    style = Style.of(str(char["fontname"]), char["size"], skewed=abs(c) > SKEW * abs(d))
    baseline = char["bottom"] - (y - char["y0"]) - top
    upright = a > 0 and abs(b) < SKEW * a
    return Word(clean(found["text"]), found["x0"] - left, found["x1"] - left, baseline, style, number, upright)
