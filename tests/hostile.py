"""PDFs that nobody means well with, written byte by byte."""

from __future__ import annotations

import zlib


def pdf(content: bytes, resources: bytes = b"", more: tuple[bytes, ...] = (), keys: bytes = b"") -> bytes:
    """Give a PDF of one page: its content stream, resources, and further objects from number 5 on."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % resources,
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), keys, content),
        *more,
    )
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out) + tail % (size, table, size, len(out))


def form_that_draws_itself() -> bytes:
    """Give a PDF of which a form draws itself twice, and so on: nobody comes to the end of it."""
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 11>>stream\n"
    return pdf(b"/F Do /F Do", b"/XObject<</F 5 0 R>>", (form + b"/F Do /F Do\nendstream",))


def bomb(megabytes: int) -> bytes:
    """Give a small PDF whose page takes so much memory once it is unpacked."""
    packed = zlib.compressobj(9)
    text = b"BT /F 9 Tf (AAAAAAAAAAAAAAAA) Tj ET\n" * 29_127  # a MiB
    content = b"".join(packed.compress(text) for _ in range(megabytes)) + packed.flush()
    return pdf(content, b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>", keys=b"/Filter/FlateDecode")
