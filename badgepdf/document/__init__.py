"""Bytes become a `Document`. The only room that imports a PDF library, and the border where their errors end.

pdfium reads by default. pdfplumber is asked where pdfium refuses a file, or by name as a second opinion.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ..errors import EncryptedDocument, UnknownName, UnreadableDocument
from .direction import in_reading_order
from .model import ASCENT, BBox, Document, Image, Line, Link, Page, Style, Word, bbox
from .reading import Locked, Reading, Refused

__all__ = [
    "ASCENT",
    "BBox",
    "Document",
    "Image",
    "Line",
    "Link",
    "Loaded",
    "Page",
    "Source",
    "Style",
    "Word",
    "bbox",
    "kept_open",
    "load",
    "open_document",
]

Source = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO


def _pdfium(data: bytes) -> Reading:
    from .pdfium import read

    return read(data)


def _plumber(data: bytes) -> Reading:
    from .plumber import read

    return read(data)


ENGINES: dict[str, Callable[[bytes], Reading]] = {"pdfium": _pdfium, "pdfplumber": _plumber}


def open_document(source: Source | Loaded, engine: str | None = None) -> Document:
    """Read a whole PDF: a path, bytes, or a binary file object.

    `engine` is "pdfium" or "pdfplumber"; None means pdfium, and pdfplumber where pdfium refuses the file.
    Raises UnreadableDocument, EncryptedDocument, UnknownName.
    """
    if engine is not None and engine not in ENGINES:
        raise UnknownName("engine", engine, ENGINES)
    data, name, path = load(source)
    _must_look_like_pdf(data, name)
    refusals: list[Refused] = []
    for candidate in ENGINES if engine is None else (engine,):
        try:
            reading = ENGINES[candidate](data)
        except Locked as error:
            raise EncryptedDocument(
                name, "is locked: it opens only with a password or a certificate", "unlock it and read the copy"
            ) from error
        except Refused as error:
            refusals.append(error)
            continue
        if not reading.pages:
            raise UnreadableDocument(name, "the PDF has no pages", "download the badge again")
        return Document(name, path, data, candidate, in_reading_order(reading.pages), reading.info)
    reasons = " and ".join(str(r) for r in refusals)
    raise UnreadableDocument(
        name, f"broken PDF ({reasons})", "it may be cut short: download the badge again"
    ) from refusals[0]


def kept_open(data: bytes) -> AbstractContextManager[None]:
    """While this lasts, these bytes are parsed once, however often they are looked at."""
    from .pdfium_library import kept_open

    return kept_open(data)


class Loaded(NamedTuple):
    """A source that is in memory already: its bytes, its name for messages, its path if it has one."""

    data: bytes
    name: str
    path: str | None = None


def load(source: Source | Loaded) -> Loaded:
    """Read a source's bytes. Raises UnreadableDocument, and TypeError if it is no source at all."""
    if isinstance(source, Loaded):
        return source
    if isinstance(source, (bytes, bytearray, memoryview)):
        return Loaded(bytes(source), "<bytes>")
    if isinstance(source, (str, os.PathLike)):
        path = os.fspath(source)
        try:
            if not stat.S_ISREG(os.stat(path).st_mode) and not os.path.isdir(path):  # noqa: PTH112, PTH116
                raise UnreadableDocument(path, "is a device or a pipe, and no file", "name a file, or pass its bytes")
            return Loaded(Path(path).read_bytes(), path, path)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path
            reason = getattr(error, "strerror", None) or str(error)
            way_out = "name a file" if isinstance(error, IsADirectoryError) else "check the path and who may read it"
            raise UnreadableDocument(path, f"cannot be read ({reason})", way_out) from error
    if not hasattr(source, "read"):
        raise TypeError(f"a badge is read from a path, bytes or a binary file object, not {type(source).__name__}")
    data = source.read()
    if not isinstance(data, bytes):
        raise TypeError("badgepdf reads binary files: open it with mode 'rb'")
    name = getattr(source, "name", None)
    name = name if isinstance(name, str) else "<stream>"
    if not data:
        raise UnreadableDocument(name, "there is nothing to read in it", "give it at its beginning, and not empty")
    return Loaded(data, name)


def _must_look_like_pdf(data: bytes, name: str) -> None:
    if not data:
        raise UnreadableDocument(name, "the file is empty", "download the badge again")
    if b"%PDF-" not in data[:1024]:
        raise UnreadableDocument(name, f"not a PDF (it begins with {data[:16]!r})", "give the PDF of a badge")
