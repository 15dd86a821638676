"""A PDF to read, and what tells PDFs, archives and mails from other files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..errors import BadgePDFError, UnreadableDocument

PDF, ZIP, MAIL, MBOX = "PDF", "archive", "mail", "mail folder"
_STARTS = {b"%PDF-": PDF, b"PK\x03\x04": ZIP, b"PK\x05\x06": ZIP, b"From ": MBOX}
SUFFIXES = {".pdf": PDF, ".zip": ZIP, ".eml": MAIL, ".mbox": MBOX}
_PIECE = 2**20  # bytes that are read or unpacked at once
_AFTER_PATH = re.compile(r"[?#]|::")
MAGIC = re.compile(r"[*?\[]")


class Item(NamedTuple):
    """A PDF to read: at a path or an address (`data` is None), or already in memory, named after where it was found."""

    name: str
    data: bytes | None = None


Found = Iterator[Item | BadgePDFError]


def is_address(name: str) -> bool:
    """Tell whether a source stands elsewhere, and is reached by fsspec."""
    return "://" in name


def suffix(name: str) -> str:
    """Give the ending of a path, an address or a member's name, in small letters."""
    path = _AFTER_PATH.split(name)[0] if is_address(name) else name
    return os.path.splitext(path)[1].lower()  # noqa: PTH122 - unlike Path's, it takes any text


def is_wanted(name: str) -> bool:
    """Tell whether a file in a folder or an archive is one to read; what macOS adds to archives is none."""
    *folders, last = re.split(r"[/\\]", name)
    return suffix(name) in SUFFIXES and not last.startswith("._") and "__MACOSX" not in folders


def kind_of(name: str, data: bytes) -> str:
    """Tell what a file is by how it begins, else by its suffix."""
    by_start = (kind for start, kind in _STARTS.items() if data.startswith(start))
    return next(by_start, None) or SUFFIXES.get(suffix(name), PDF)


def reason_of(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def mib(size: int) -> str:
    return f"{size / 2**20:g} MiB"


def read_at_most(file: Any, limit: int, name: str, what: str, way_out: str) -> bytes:
    """Read a file to its end, whatever size it claims; UnreadableDocument as soon as it is more than a limit."""
    data = bytearray()
    while piece := file.read(min(_PIECE, limit + 1 - len(data))):
        data += piece
        if len(data) > limit:
            raise UnreadableDocument(name, f"{what} is larger than {mib(limit)}, which is the limit", way_out)
    return bytes(data)


def empty_folder(name: str) -> UnreadableDocument:
    fact = "there is no PDF in this folder, and no archive or mail"
    return UnreadableDocument(name, fact, "name a folder that holds some")


def no_match(name: str) -> UnreadableDocument:
    return UnreadableDocument(name, "nothing matches this pattern", "check it, and the folder that it is used in")
