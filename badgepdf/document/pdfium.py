"""The default engine: pdfium, through pypdfium2's raw API.

Built for speed. A page's text comes in one bulk call; a word then costs three calls (origin of its first character,
box of its last, text object), and a style is looked up once for each text object. Nothing of pdfium outlives a call of
this module.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from ctypes import byref, c_double, c_float, c_int, c_ulong, c_ushort
from typing import Any

import pypdfium2_raw as fpdf

from .model import MANY, SKEW, BBox, Image, Link, Page, Style, Word, clean, is_plain
from .pdfium_library import (
    PDF,
    Frame,
    as_pointer,
    char_box,
    char_matrix,
    char_origin,
    font_name,
    font_size,
    frame_of,
    image_size,
    is_generated,
    object_bounds,
    object_type,
    opened,
    page_object,
    path_segments,
    pointer,
    start_of,
    text_font,
    text_object,
)
from .reading import INFO_KEYS, Reading

_WORD = re.compile("[^\\s\ufffe\x02]+[\ufffe\x02]?")  # pdfium marks a hyphen at a line's end and joins the lines
_LINE = re.compile(r"[^\r\n]+")
_WORD_GAP = 0.12  # of a character's height: what parts words where their order is not pdfium's
_CELL_GAP = 0.5  # of a character's height: what parts them all the same where blanks are printed
_HYPHENS = "\ufffe\x02"
_AS_HYPHEN = dict.fromkeys(map(ord, _HYPHENS), "-")
_DISPLAY = 14.0  # points: the type of titles, which is set closer than text
_FEWEST = 4  # letters of a word that is looked into
_LOST = 0.08  # of the size: how much wider than between its letters the space in a word is where a blank was lost
_JUMP = 5  # points: more than any superscript is raised
_Name = ctypes.c_char * 256  # room for a font's
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def read(data: bytes) -> Reading:
    """Read a PDF through pdfium. Raises Locked, Refused."""
    with opened(data) as pdf:
        count = fpdf.FPDF_GetPageCount(pdf.handle)
        pages = tuple([_read_page(pdf, index) for index in range(count)])
        return Reading(pages, {key: text for key in INFO_KEYS if (text := _info(pdf.handle, key.encode()))})


def _info(document: Any, key: bytes) -> str:
    size = fpdf.FPDF_GetMetaText(document, key, None, 0)
    if size <= 2:
        return ""
    buffer = bytearray(size)
    fpdf.FPDF_GetMetaText(document, key, start_of(buffer), size)
    return buffer[: size - 2].decode("utf-16-le", "replace")


def _read_page(pdf: PDF, index: int) -> Page:
    page, number = pdf.page(index), index + 1
    frame = frame_of(page)
    words, links = _words(page, frame, number), _links(pdf.handle, page, frame, number)
    images, segments = _drawn(page, frame, number)
    return Page(number, *frame.size, words, links, images, segments=segments)


def _words(page: Any, frame: Frame, number: int) -> tuple[Word, ...]:
    textpage = fpdf.FPDFText_LoadPage(page)
    if not textpage:
        return ()
    try:
        return tuple(_read_words(pointer(textpage), _bulk_text(textpage), frame, number))
    finally:
        fpdf.FPDFText_ClosePage(textpage)


def _bulk_text(textpage: Any) -> str:
    """Give the text of a page, one character for each that pdfium counts; one beyond the BMP counts as two halves."""
    count = fpdf.FPDFText_CountChars(textpage)
    buffer = bytearray(2 * (count + 1))
    units = max(fpdf.FPDFText_GetText(textpage, 0, count, start_of(buffer, c_ushort)) - 1, 0)
    text = buffer[: 2 * units].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    if units == count:
        return "".join(map(chr, memoryview(buffer).cast("H")[:units]))
    return "".join([chr(fpdf.FPDFText_GetUnicode(textpage, i) or 0xFFFD) for i in range(count)])


def _whole(text: str) -> str:
    """Put halves of characters together again, and composed characters into one."""
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return unicodedata.normalize("NFC", text)


def _read_words(textpage: Any, text: str, frame: Frame, number: int) -> Iterator[Word]:
    x, y, box = c_double(), c_double(), fpdf.FS_RECTF()
    at_x, at_y, at_box = byref(x), byref(y), byref(box)
    styles = _Styles(textpage)
    known = styles.of_object
    left, top, turns = frame.left, frame.top, frame.turns
    plain = is_plain(text)
    new = tuple.__new__  # what a named tuple calls: there are hundreds of words
    for written, first, last in _cut(textpage, text, frame):
        if not plain and not (written := clean(_whole(written))):
            continue
        key = text_object(textpage, first)
        style, direction = known.get(key) or styles.look_up(key, first)
        upright = turns == direction == 0
        parts: Iterable[tuple[str, int, int]] = ((written, first, last),)
        if upright and style.size > _DISPLAY and last - first > _FEWEST:
            parts = _at_lost_blanks(textpage, written, first, last, style.size)
        for part, start, stop in parts:
            char_origin(textpage, start, at_x, at_y)
            char_box(textpage, stop, at_box)
            if upright:
                yield new(Word, (part, x.value - left, box.right - left, top - y.value, style, number, True))
            else:
                x0, baseline = frame.place(x.value, y.value)
                yield Word(part, x0, max(x0, frame.box(box)[2]), baseline, style, number, direction == turns)


def _at_lost_blanks(textpage: Any, written: str, first: int, last: int, size: float) -> Iterator[tuple[str, int, int]]:
    """Cut a word of large type where characters are farther apart than its others: there pdfium missed a blank.

    It takes letters that are set closer than their font has them for one word, blanks and all. A blank is told by the
    space between the boxes that the font gives its characters, which is none inside a word, or the same everywhere.
    """
    start = first
    if len(written) == last - first + 1 and not _RIGHT_TO_LEFT.search(written):
        box, right, gaps = fpdf.FS_RECTF(), 0.0, []
        at_box = byref(box)
        for i in range(first, last + 1):
            char_box(textpage, i, at_box)
            gaps.append((box.left - right) / size)
            right = box.right
        gaps = gaps[1:]
        widest = sorted(gaps)[len(gaps) // 2] + _LOST
        for i, gap in enumerate(gaps, first + 1):
            if gap > widest:
                yield written[start - first : i - first], start, i - 1
                start = i
    yield written[start - first :], start, last


def _cut(textpage: Any, text: str, frame: Frame) -> Iterator[tuple[str, int, int]]:
    """Cut a page's text into words: what is written, and the indices of the first and the last character."""
    if frame.turns or any(mark in text for mark in _HYPHENS) or _RIGHT_TO_LEFT.search(text):
        return _cut_with_care(textpage, text, frame)
    return _cut_at_blanks(text)


def _cut_at_blanks(text: str) -> Iterator[tuple[str, int, int]]:
    end = 0
    for written in text.split():
        start = text.index(written, end)
        end = start + len(written)
        yield written, start, end - 1


def _cut_with_care(textpage: Any, text: str, frame: Frame) -> Iterator[tuple[str, int, int]]:
    mixed = [line.span() for line in _LINE.finditer(text)]
    mixed = [(start, end) for start, end in mixed if _RIGHT_TO_LEFT.search(text, start, end)]
    for start, end in mixed:
        yield from _cut_by_place(textpage, text, range(start, end), frame)
    for match in _WORD.finditer(text):
        start, end = match.span()
        if mixed and any(a <= start < b for a, b in mixed):
            continue
        if frame.turns:
            yield from _cut_at_jumps(textpage, text, range(start, end), frame)
            continue
        written = match[0]
        yield (written.translate(_AS_HYPHEN) if written[-1] in _HYPHENS else written), start, end - 1


def _cut_at_jumps(textpage: Any, text: str, places: range, frame: Frame) -> Iterator[tuple[str, int, int]]:
    """Cut a word where its characters jump to another base line: on turned pages pdfium misses ends of lines."""
    x, y = c_double(), c_double()
    start, above = places.start, None
    for i in places:
        char_origin(textpage, i, byref(x), byref(y))
        baseline = frame.place(x.value, y.value)[1]
        if above is not None and abs(baseline - above) > _JUMP:
            yield text[start:i].translate(_AS_HYPHEN), start, i - 1
            start = i
        above = baseline
    yield text[start : places.stop].translate(_AS_HYPHEN), start, places.stop - 1


def _cut_by_place(textpage: Any, text: str, places: range, frame: Frame) -> Iterator[tuple[str, int, int]]:
    """Cut a line with right-to-left script: pdfium guesses an order for it, so its characters are put in their own.

    The blanks that it guesses count between words of other scripts only. One that begins where a letter does stands
    behind that, whatever its box.
    """
    box = fpdf.FS_RECTF()
    placed: list[tuple[float, float, float, int]] = []
    guessed = {i for i in places if is_generated(textpage, i)}
    for i in places:
        if i not in guessed or (i - 1 in places and not _RIGHT_TO_LEFT.search(text, i - 1, i + 2)):
            char_box(textpage, i, byref(box))
            x0, top, x1, bottom = frame.box(box)
            placed.append((x0, x1, bottom - top, i))
    placed.sort(key=lambda char: (round(char[0], 1), text[char[3]].isspace(), char))
    word: list[int] = []
    reached = 0.0
    gap = _WORD_GAP if not any(text[i].isspace() for *_, i in placed if i not in guessed) else _CELL_GAP
    for x0, x1, height, i in placed:
        if word and (text[i].isspace() or x0 - reached > gap * height):
            yield "".join([text[k] for k in word]), word[0], word[-1]
            word = []
        if not text[i].isspace():
            word.append(i)
            reached = x1
    if word:
        yield "".join([text[k] for k in word]), word[0], word[-1]


class _Styles:
    """The styles of a page's text, each looked up once for a text object, font names once for a font."""

    def __init__(self, textpage: Any) -> None:
        self._textpage = textpage
        self.of_object: dict[int, tuple[Style, int]] = {0: (Style("", 0.0, bold=False, italic=False), 0)}
        self._of_setting: dict[tuple[float, ...], tuple[Style, int]] = {}
        self._size, self._matrix, self._name = c_float(), fpdf.FS_MATRIX(), _Name()
        self._at_size, self._at_matrix, self._at_name = byref(self._size), byref(self._matrix), byref(self._name)

    def look_up(self, key: int, index: int) -> tuple[Style, int]:
        """Give the style and direction of an object's character: quarter turns anticlockwise in the PDF's own space."""
        found, matrix = as_pointer(key), self._matrix
        font_size(found, self._at_size)
        char_matrix(self._textpage, index, self._at_matrix)
        font = text_font(found)
        setting = (font, self._size.value, matrix.a, matrix.b, matrix.c, matrix.d)
        known = self._of_setting.get(setting)
        if known is None:
            known = self._of_setting[setting] = _style(self._font_name(font), *setting[1:])
        self.of_object[key] = known
        return known

    def _font_name(self, font: int) -> str:
        self._name.value = b""  # where pdfium knows no name, it writes nothing
        font_name(as_pointer(font), self._at_name, c_ulong(len(self._name)))
        return self._name.value.decode("utf-8", "replace")


def _style(font: str, size: float, a: float, b: float, c: float, d: float) -> tuple[Style, int]:
    width = (a * a + b * b) ** 0.5
    height = abs(a * d - b * c) / width if width else 0.0
    skewed = abs(a * c + b * d) > SKEW * width * height
    direction = (0 if a > 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)
    return Style.of(font, size * height, skewed), direction


def _links(document: Any, page: Any, frame: Frame, number: int) -> tuple[Link, ...]:
    found = []
    position, link, rect = c_int(0), fpdf.FPDF_LINK(), fpdf.FS_RECTF()
    while fpdf.FPDFLink_Enumerate(page, position, link):
        action = fpdf.FPDFLink_GetAction(link)
        size = fpdf.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if size > 1 and fpdf.FPDFLink_GetAnnotRect(link, rect):
            buffer = bytearray(size)
            fpdf.FPDFAction_GetURIPath(document, action, start_of(buffer), size)
            found.append(Link(clean(_decoded(bytes(buffer[: size - 1]))), *frame.box(rect), number))
    return tuple(found)


def _decoded(uri: bytes) -> str:
    """Decode an address: UTF-16 and UTF-8 are not allowed in one and are found all the same, else it is Latin-1."""
    if uri.startswith((b"\xfe\xff", b"\xff\xfe")):
        return uri.decode("utf-16", "replace")
    try:
        return uri.decode("utf-8")
    except UnicodeDecodeError:
        return uri.decode("latin-1")


def _drawn(page: Any, frame: Frame, number: int) -> tuple[tuple[Image, ...], int]:
    """Give the images on a page, and how many segments its paths have: a form may have many."""
    images, segments = [], 0
    for _, found, kind in objects_on(page):
        if kind == fpdf.FPDF_PAGEOBJ_PATH:
            segments += path_segments(found)
        elif kind == fpdf.FPDF_PAGEOBJ_IMAGE:
            images.append(image_of(found, frame, number))
        elif kind == fpdf.FPDF_PAGEOBJ_FORM:
            segments += MANY
    return tuple(images), segments


def objects_on(page: Any) -> Iterator[tuple[int, Any, int]]:
    """Give the index, a pointer and the kind of each object that stands on the page itself and is no text."""
    handle, text = pointer(page), fpdf.FPDF_PAGEOBJ_TEXT
    for index in range(fpdf.FPDFPage_CountObjects(page)):
        found = as_pointer(page_object(handle, index))
        if (kind := object_type(found)) != text:
            yield index, found, kind


def places_in(frame: Frame) -> Callable[[Any], BBox | None]:
    """Give what tells the box of an object; None where pdfium knows none."""
    left, bottom, right, top = edges = [c_float() for _ in range(4)]
    at_edges = [byref(edge) for edge in edges]

    def place(found: Any) -> BBox | None:
        if not object_bounds(found, *at_edges):
            return None
        (xa, ya), (xb, yb) = frame.place(left.value, bottom.value), frame.place(right.value, top.value)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)

    return place


def image_of(found: Any, frame: Frame, number: int) -> Image:
    """Give the place and the size of an image object."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    image_size(found, byref(width), byref(height))
    return Image(*(places_in(frame)(found) or (0.0, 0.0, 0.0, 0.0)), number, width.value, height.value)
