"""A badge's image, decoded only when somebody asks for it."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from pathlib import Path

from ..errors import UnreadableDocument
from .model import Document, Image
from .reading import Refused


@dataclass(frozen=True)
class PDFPicture:
    """An image of a PDF. The PDF is kept by its path and checksum, or as `data` where it has no path."""

    place: Image
    name: str
    path: str | None
    checksum: int
    data: bytes | None

    @classmethod
    def of(cls, document: Document, place: Image) -> PDFPicture:
        """Point at an image of a document."""
        kept = None if document.path else document.data
        return cls(place, document.name, document.path, zlib.crc32(document.data), kept)

    def png(self) -> bytes | None:
        """Give the image as PNG bytes, its mask applied; None where it is a QR code that stands in for a picture.

        Raises UnreadableDocument where the PDF is gone or has changed since it was read, or the image is damaged.
        """
        from .barcode import is_barcode
        from .pixels import render_images

        try:
            image = next((image for _, image in render_images(self._bytes(), [self.place])), None)
        except Refused as error:
            raise UnreadableDocument(self.name, f"its picture cannot be read ({error})", "use another copy") from error
        if image is None:
            raise UnreadableDocument(self.name, "its picture is damaged", "download the badge again")
        if is_barcode(image):
            return None
        out = io.BytesIO()
        image.save(out, "PNG")
        return out.getvalue()

    def _bytes(self) -> bytes:
        if self.data is not None or self.path is None:
            return self.data or b""
        try:
            data = Path(self.path).read_bytes()
        except OSError as error:
            reason = f"its picture cannot be read ({error.strerror})"
            raise UnreadableDocument(self.name, reason, "put the file back, or read it again") from error
        if zlib.crc32(data) != self.checksum:
            raise UnreadableDocument(self.name, "the file has changed since it was read", "read it again")
        return data
