"""What the user names, and the PDFs it stands for: files, folders, patterns, archives, mails and addresses.

What is named is listed first (`find_sources`), and then opened (`items_of`) one after the other. Addresses need fsspec:
`badgepdf[remote]`.
"""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from ..errors import BadgePDFError, UnreadableDocument
from .items import (
    MAGIC,
    MAIL,
    PDF,
    Found,
    Item,
    empty_folder,
    is_address,
    is_wanted,
    kind_of,
    no_match,
    reason_of,
    suffix,
)

__all__ = ["Item", "fetch", "find_sources", "is_address", "items_of", "parts_of"]

_START = 1024  # bytes that tell what a file is
_HEADER = re.compile(rb"[!-9;-~]+:[ \t]")


def find_sources(given: Iterable[str]) -> list[str | BadgePDFError]:
    """Give the files and addresses that some arguments stand for, in the order given; nothing is raised.

    A folder stands for every PDF, archive and mail in it and its subfolders, sorted by path; a pattern for its sorted
    matches. What can't be listed, or holds nothing to read, is an error in its place. The addresses may hold passwords:
    print them only as `shown` gives them.
    """
    return [source for name in given for source in _sources(name)]


def _sources(name: str) -> list[str | BadgePDFError]:
    if is_address(name):
        from .remote import listed

        return listed(name)
    if os.path.isdir(name):  # noqa: PTH112 - unlike Path's, it takes any text
        return _listed_folder(name)
    if MAGIC.search(name) and not os.path.lexists(name):
        return _matches(name)
    return [name]


def items_of(source: str) -> Found:
    """Give the PDFs of one source as `find_sources` gives it, one after the other; nothing is raised.

    A file that can't be opened is taken for a PDF: reading it will say what is wrong. An address with a name or a
    password in it is fetched at once, so that the Item needs to know neither.
    """
    return _in_address(source) if is_address(source) else _in_file(source)


def parts_of(name: str, data: bytes) -> Found:
    """Give the PDFs in some bytes, such as those of standard input: one, or those of an archive or of mails."""
    kind = kind_of(name, data)
    if kind == PDF and _HEADER.match(data) and b"%PDF-" not in data[:_START]:
        kind = MAIL
    if kind == PDF:
        return iter((Item(name, data),))
    from .containers import pdfs_in

    return pdfs_in(kind, io.BytesIO(data), name)


def fetch(item: Item) -> bytes | str:
    """Give what `extract` takes: an item's bytes, fetched if they are at an address, or its path.

    Raises UnreadableDocument if an address can't be read, or holds more than LARGEST_FETCHED bytes.
    """
    if item.data is not None:
        return item.data
    if not is_address(item.name):
        return item.name
    from .remote import fetched

    return fetched(item.name)


def _listed_folder(top: str) -> list[str | BadgePDFError]:
    found: dict[str, str | BadgePDFError] = {}

    def refuse(error: OSError) -> None:
        path = str(error.filename or top)
        found[path] = _unlisted(path, error)

    for root, _, names in os.walk(top, onerror=refuse):
        ahead, inside = str(Path(root, "-"))[:-1], os.path.relpath(root, top)  # once for all the files in a folder
        paths = (ahead + name for name in names if is_wanted(f"{inside}/{name}"))
        found |= {path: path for path in paths}
    return [found[path] for path in sorted(found)] or [empty_folder(top)]


def _unlisted(name: str, error: Exception) -> UnreadableDocument:
    fact = f"the folder cannot be listed ({reason_of(error)})"
    refusal = UnreadableDocument(name, fact, "check the path and who may read it")
    refusal.__cause__ = error
    return refusal


def _matches(pattern: str) -> list[str | BadgePDFError]:
    """Give what a pattern matches, as a shell would: a folder stands for what is in it, unless the pattern does."""
    from glob import glob

    try:
        names = sorted(glob(pattern, recursive=True))  # noqa: PTH207 - Path's takes no absolute pattern
    except ValueError as error:  # a NUL in the pattern
        return [_unlisted(pattern, error)]
    if "**" in pattern:
        names = [name for name in names if not os.path.isdir(name)]  # noqa: PTH112
    found = [source for name in names for source in (_listed_folder(name) if os.path.isdir(name) else [name])]  # noqa: PTH112
    return found or [no_match(pattern)]


def _in_file(path: str) -> Found:
    try:
        file = _opened(path)
        kind = kind_of(path, file.read(_START)) if file else PDF
    except (OSError, ValueError):  # reading it as a PDF says what is wrong
        yield Item(path)
        return
    if file is None:
        yield Item(path)
        return
    with file:
        if kind != PDF:
            from .containers import pdfs_in

            file.seek(0)
            yield from pdfs_in(kind, file, path)
    if kind == PDF:
        yield Item(path)


def _opened(path: str) -> BinaryIO | None:
    """Open a file; None for what is none, such as a pipe: opening that could wait for ever."""
    is_file = stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - there may be thousands
    return open(path, "rb") if is_file else None  # noqa: PTH123


def _in_address(address: str) -> Found:
    from .remote import fetched, shown

    name = shown(address)
    if name == address and suffix(address) == ".pdf":
        yield Item(address)
        return
    try:
        data = fetched(address)
    except UnreadableDocument as error:
        yield error
        return
    yield from parts_of(name, data)
