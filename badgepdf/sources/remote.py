"""PDFs at addresses: what stands there, what is in folders and what matches patterns, through fsspec."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..errors import BadgePDFError, UnreadableDocument
from .items import MAGIC, SUFFIXES, empty_folder, is_wanted, no_match, read_at_most, reason_of, suffix

LARGEST_FETCHED = 256 * 2**20
"""Bytes of what is fetched from one address."""
MOST_LISTED = 100_000
"""How many names are looked at in one folder at an address, with its subfolders."""

_NO_FSSPEC = "pip install 'badgepdf[remote]'"
_WEB = re.compile(r"https?://", re.IGNORECASE)
_USER = re.compile(r"(?<=://)(?<!abfs://)(?<!abfss://)[^/?#\s]*@")  # of abfs, it is the container


def shown(source: str) -> str:
    """Give an address as it may be shown: without the name and the password in it.

    >>> shown("https://ada:secret@badges.example.org/a.pdf")
    'https://badges.example.org/a.pdf'
    """
    return _USER.sub("", source)


@contextmanager
def _reaching(address: str) -> Iterator[None]:
    """Turn all that reaching an address raises into UnreadableDocument, with nothing of its password in it."""
    try:
        yield
    except UnreadableDocument:
        raise
    except Exception as error:  # noqa: BLE001 - each kind of storage has its own errors
        name = shown(address)
        fact, way_out = (
            f"cannot be read ({_without_password(reason_of(error), address)})",
            "check the address and your rights",
        )
        if isinstance(error, ModuleNotFoundError) and (error.name or "").startswith("fsspec"):
            fact, way_out = "reading an address needs fsspec", _NO_FSSPEC
        raise UnreadableDocument(name, fact, way_out) from (error if name == address else None)


def _without_password(text: str, address: str) -> str:
    from urllib.parse import unquote

    for user in _USER.findall(address):
        password = user[:-1].partition(":")[2]
        for secret in filter(None, (user, password, unquote(password))):
            text = text.replace(secret, "")
    return shown(text)


def _storage(address: str) -> tuple[Any, str]:
    """Give the file system that an address is in, and its path there."""
    from fsspec.core import url_to_fs

    streamed = {"block_size": 0} if _WEB.match(address) else {}  # else a server's word on the size would be believed
    storage, path = url_to_fs(address, **streamed)
    return storage, path


def fetched(address: str) -> bytes:
    with _reaching(address):
        storage, path = _storage(address)
        with storage.open(path, "rb") as file:
            return read_at_most(file, LARGEST_FETCHED, shown(address), "what is there", "download it and name the file")


def listed(address: str) -> list[str | BadgePDFError]:
    """Give what an address stands for: what is in a folder, what a pattern matches, or itself.

    On the web, where `?` and `[` are part of an address, a pattern has a `*`, and a folder ends with a slash.
    """
    on_web = bool(_WEB.match(address))
    is_pattern = "*" in address if on_web else bool(MAGIC.search(address))
    is_file = not address.endswith("/") and (on_web or suffix(address) in SUFFIXES)
    if is_file and not is_pattern:
        return [address]
    try:
        with _reaching(address):
            storage, path = _storage(address)
            if is_pattern and not storage.exists(path):
                found, none = storage.glob(path), no_match
            elif not is_file and (on_web or storage.isdir(path)):
                found, none = _walked(storage, path, shown(address)), empty_folder
            else:
                return [address]
            names = sorted(_full(name, path, address, storage) for name in found)
    except UnreadableDocument as error:
        return [error]
    return [name for name in names if is_wanted(name)] or [none(shown(address))]


def _walked(storage: Any, path: str, name: str) -> Iterator[str]:
    """Give the files in a folder and its subfolders; UnreadableDocument if there are too many to look at."""
    listed = 0
    for _, folders, files in storage.walk(path, detail=True, on_error="raise"):
        listed += len(folders) + len(files)
        if listed > MOST_LISTED:
            fact = f"there are more than {MOST_LISTED} files in this folder, which is the limit"
            raise UnreadableDocument(name, fact, "name its subfolders")
        yield from (info["name"] for info in files.values())


def _full(name: str, path: str, address: str, storage: Any) -> str:
    """Give the address of a file that was found, with the host and the user of the address that was given."""
    if address.count("/") == 2:  # nothing but a host
        address += "/"
    before, found, after = address.rpartition(path) if path else ("", "", "")
    return before + name + after.lstrip("/") if found else str(storage.unstrip_protocol(name))
