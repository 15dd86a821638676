"""A page with a few lines of text, in Helvetica, for tests that need no more."""

from __future__ import annotations

import io

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def printed(*lines: tuple[str, float], leading: float = 30) -> bytes:
    """Give a PDF that prints lines (a text and its size in points), one below the other."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject()
    for key, value in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", "/Helvetica")):
        font[NameObject(key)] = NameObject(value)
    font[NameObject("/Encoding")] = NameObject("/WinAnsiEncoding")
    fonts = DictionaryObject({NameObject("/F"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = DecodedStreamObject()
    drawn = (
        b"BT /F %g Tf 60 %g Td (%s) Tj ET" % (size, 780 - leading * i, _escaped(text))
        for i, (text, size) in enumerate(lines)
    )
    content.set_data(b"\n".join(drawn))
    page[NameObject("/Contents")] = writer._add_object(content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _escaped(text: str) -> bytes:
    encoded = text.encode("cp1252")
    for sign in (b"\\", b"(", b")"):
        encoded = encoded.replace(sign, b"\\" + sign)
    return encoded
