"""What a user names becomes PDFs to read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from .errors import BadgePDFError, UnreadableDocument


class Item(NamedTuple):
    """A PDF to read: at a path or an address, or in memory already, named after where it was found."""

    name: str
    data: bytes | None = None


def find_sources(given: Iterable[str]) -> list[str | BadgePDFError]:
    found: list[str | BadgePDFError] = []
    for source in given:
        if not os.path.isdir(source):
            found.append(source)
            continue
        try:
            found += _walk(source)
        except BadgePDFError as error:
            found.append(error)
    return found


def _walk(folder: str) -> list[str | BadgePDFError]:
    found: dict[str, str | BadgePDFError] = {}

    def refuse(error: OSError) -> None:
        path = str(error.filename or folder)
        fact = f"the folder cannot be listed ({error.strerror})"
        found[path] = UnreadableDocument(path, fact, "check the path and who may read it")

    for root, _, names in os.walk(folder, onerror=refuse):
        found |= {path: path for name in names if name.lower().endswith(".pdf") if (path := str(Path(root, name)))}
    if not found:
        raise UnreadableDocument(folder, "there is no PDF in this folder", "name a folder that holds PDFs")
    return [found[path] for path in sorted(found)]


def items_of(source: str) -> Iterator[Item | BadgePDFError]:
    yield Item(source)


def parts_of(name: str, data: bytes) -> Iterator[Item | BadgePDFError]:
    yield Item(name, data)


def fetch(item: Item) -> bytes | str:
    return item.name if item.data is None else item.data


def is_address(name: str) -> bool:
    return "://" in name
