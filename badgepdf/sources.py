"""What the user names, and the PDFs it stands for: files, folders, patterns, archives, mails and addresses.

Archives and mails come from strangers: nothing is written to disk, no size they state is believed, and every part that
can't be read is an error in its place. Addresses need fsspec: `badgepdf[remote]`.
"""

from __future__ import annotations

import base64
import email
import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from .errors import BadgePDFError, UnreadableDocument, printable

DEEPEST = 4
"""How many archives and mails may be inside one another, the one that was named included."""
MOST_MEMBERS = 20_000
"""How many members are taken out of one archive or mail, with those of the archives and mails in it."""
LARGEST_MEMBER = 64 * 2**20
"""Bytes of one member of an archive, unpacked."""
MOST_BYTES = 4 * 2**30
"""Bytes of all members that are taken out of one archive or mail, unpacked, with those of the archives in it."""
LARGEST_DIRECTORY = 8 * 2**20
"""Bytes of the list of members in a ZIP archive, which is held in memory."""
LARGEST_MAIL = 64 * 2**20
"""Bytes of one mail, with its attachments as they were sent."""
LARGEST_FETCHED = 256 * 2**20
"""Bytes of what is fetched from one address."""
MOST_LISTED = 100_000
"""How many names are looked at in one folder at an address, with its subfolders."""

_PDF, _ZIP, _MAIL, _MBOX = "PDF", "archive", "mail", "mail folder"
_STARTS = {b"%PDF-": _PDF, b"PK\x03\x04": _ZIP, b"PK\x05\x06": _ZIP, b"From ": _MBOX}
_SUFFIXES = {".pdf": _PDF, ".zip": _ZIP, ".eml": _MAIL, ".mbox": _MBOX}
_TYPES = {"application/pdf", "application/x-pdf", "application/zip", "application/x-zip-compressed"}
_FORWARDED = {"message/rfc822", "message/global"}
_PIECE = 2**20  # bytes that are read or unpacked at once
_START = 1024  # bytes that tell what a file is
_LINE = 2**16  # bytes of a mail folder that are read at once; no line that matters is longer
_ENCRYPTED = 0x1  # among a member's flags
_UNPACK = "unpack it and name the PDFs"
_SAVE_AGAIN = "save or download it again"
_NO_FSSPEC = "pip install 'badgepdf[remote]'"
_HEADER = re.compile(rb"[!-9;-~]+:[ \t]")
_SEPARATOR = re.compile(rb"From .*\d\d:\d\d.*\d{4}")  # with its date: a line of a letter may begin with "From " too
_MAGIC = re.compile(r"[*?\[]")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_USER = re.compile(r"(?<=://)(?<!abfs://)(?<!abfss://)[^/?#\s]*@")  # of abfs, it is the container
_AFTER_PATH = re.compile(r"[?#]|::")
_MENTIONS = re.compile(rb"pdf|zip|rfc822", re.IGNORECASE)


class Item(NamedTuple):
    """A PDF to read: at a path or an address (`data` is None), or already in memory, named after where it was found."""

    name: str
    data: bytes | None = None


def find_sources(given: Iterable[str]) -> list[str | BadgePDFError]:
    """Give the files and addresses that some arguments stand for, in the order given; nothing is raised.

    A folder stands for every PDF, archive and mail in it and its subfolders, sorted by path; a pattern for its sorted
    matches. What can't be listed, or holds nothing to read, is an error in its place. The addresses may hold passwords:
    print them only as `shown` gives them.
    """
    return [source for name in given for source in _sources(name)]


def _sources(name: str) -> list[str | BadgePDFError]:
    if is_address(name):
        return _listed_address(name)
    if os.path.isdir(name):  # noqa: PTH112 - unlike Path's, it takes any text
        return _listed_folder(name)
    if _MAGIC.search(name) and not os.path.lexists(name):
        return _matches(name)
    return [name]


def items_of(source: str) -> Iterator[Item | BadgePDFError]:
    """Give the PDFs of one source as `find_sources` gives it, one after the other; nothing is raised.

    A file that can't be opened is taken for a PDF: reading it will say what is wrong. An address with a name or a
    password in it is fetched at once, so that the Item needs to know neither.
    """
    return _in_address(source) if is_address(source) else _in_file(source)


def parts_of(name: str, data: bytes) -> Iterator[Item | BadgePDFError]:
    """Give the PDFs in some bytes, such as those of standard input: one, or those of an archive or of mails."""
    kind = _kind(name, data)
    if kind == _PDF and _HEADER.match(data) and b"%PDF-" not in data[:_START]:
        kind = _MAIL
    if kind == _PDF:
        return iter((Item(name, data),))
    return _in_container(kind, io.BytesIO(data), name)


def fetch(item: Item) -> bytes | str:
    """Give what `extract` takes: an item's bytes, fetched if they are at an address, or its path.

    Raises UnreadableDocument if an address can't be read, or holds more than LARGEST_FETCHED bytes.
    """
    if item.data is not None:
        return item.data
    return _fetched(item.name) if is_address(item.name) else item.name


def shown(source: str) -> str:
    """Give an address as it may be shown: without the name and the password in it.

    >>> shown("https://ada:secret@badges.example.org/a.pdf")
    'https://badges.example.org/a.pdf'
    """
    return _USER.sub("", source)


def is_address(name: str) -> bool:
    """Tell whether a source stands elsewhere, and is reached by fsspec."""
    return "://" in name


def _suffix(name: str) -> str:
    """Give the ending of a path, an address or a member's name, in small letters."""
    path = _AFTER_PATH.split(name)[0] if is_address(name) else name
    return os.path.splitext(path)[1].lower()  # noqa: PTH122 - unlike Path's, it takes any text


def _is_wanted(name: str) -> bool:
    """Tell whether a file in a folder or an archive is one to read; what macOS adds to archives is none."""
    *folders, last = re.split(r"[/\\]", name)
    return _suffix(name) in _SUFFIXES and not last.startswith("._") and "__MACOSX" not in folders


def _kind(name: str, data: bytes) -> str:
    """Tell what a file is by how it begins, else by its suffix."""
    by_start = (kind for start, kind in _STARTS.items() if data.startswith(start))
    return next(by_start, None) or _SUFFIXES.get(_suffix(name), _PDF)


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _listed_folder(top: str) -> list[str | BadgePDFError]:
    found: dict[str, str | BadgePDFError] = {}

    def refuse(error: OSError) -> None:
        path = str(error.filename or top)
        found[path] = _unlisted(path, error)

    for root, _, names in os.walk(top, onerror=refuse):
        paths = (str(Path(root, name)) for name in names)
        found |= {path: path for path in paths if _is_wanted(os.path.relpath(path, top))}
    return [found[path] for path in sorted(found)] or [_empty_folder(top)]


def _unlisted(name: str, error: Exception) -> UnreadableDocument:
    fact = f"the folder cannot be listed ({_reason(error)})"
    refusal = UnreadableDocument(name, fact, "check the path and who may read it")
    refusal.__cause__ = error
    return refusal


def _empty_folder(name: str) -> UnreadableDocument:
    fact = "there is no PDF in this folder, and no archive or mail"
    return UnreadableDocument(name, fact, "name a folder that holds some")


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
    return found or [_no_match(pattern)]


def _no_match(name: str) -> UnreadableDocument:
    return UnreadableDocument(name, "nothing matches this pattern", "check it, and the folder that it is used in")


def _in_file(path: str) -> Iterator[Item | BadgePDFError]:
    try:
        file = _opened(path)
        kind = _kind(path, file.read(_START)) if file else _PDF
    except (OSError, ValueError):  # reading it as a PDF says what is wrong
        yield Item(path)
        return
    if file is None:
        yield Item(path)
        return
    with file:
        if kind != _PDF:
            file.seek(0)
            yield from _in_container(kind, file, path)
    if kind == _PDF:
        yield Item(path)


def _opened(path: str) -> BinaryIO | None:
    """Open a file; None for what is none, such as a pipe: opening that could wait for ever."""
    return Path(path).open("rb") if stat.S_ISREG(os.stat(path).st_mode) else None  # noqa: PTH116


@dataclass
class _Allowance:
    """What may still be taken out of an archive or a mail that was named."""

    members: int = field(default_factory=lambda: MOST_MEMBERS)
    size: int = field(default_factory=lambda: MOST_BYTES)

    def count(self, name: str) -> None:
        """Count a member that is about to be taken."""
        if self.members < 1:
            raise _Exhausted(name, f"{MOST_MEMBERS} files were taken out already, which is the limit", _UNPACK)
        self.members -= 1

    def spend(self, name: str, size: int) -> None:
        """Count the bytes of a member."""
        if size > self.size:
            fact = f"what is in it comes to more than {_mib(MOST_BYTES)} unpacked, which is the limit"
            raise _Exhausted(name, fact, _UNPACK)
        self.size -= size


class _Exhausted(UnreadableDocument):
    """Nothing more is taken out of what was named: the reason is given as an UnreadableDocument."""


def _mib(size: int) -> str:
    return f"{size / 2**20:g} MiB"


class _Place(NamedTuple):
    """An archive or a mail: its name, how deep it is inside others, and what may still be taken out."""

    name: str
    depth: int
    left: _Allowance

    def named(self, member: str | int) -> str:
        return f"{self.name}!{printable(str(member))}"

    def inside(self, member: str) -> _Place:
        """Give the place of an archive or mail in this one, by its full name."""
        if self.depth >= DEEPEST:
            fact = f"archives and mails are inside one another more than {DEEPEST} deep, which is the limit"
            raise UnreadableDocument(member, fact, _UNPACK)
        return _Place(member, self.depth + 1, self.left)


_Found = Iterator[Item | BadgePDFError]


def _in_container(kind: str, file: BinaryIO, name: str) -> _Found:
    """Give the PDFs in an archive, a mail or a mail folder that was named; that there is none is an error."""
    found = False
    for item in _ended(_guarded(name, _READERS[kind](file, _Place(name, 1, _Allowance())))):
        found = True
        yield item
    if not found:
        yield UnreadableDocument(name, f"there is no PDF in this {kind}", "name one that holds PDFs")


def _in_member(name: str, data: bytes, place: _Place) -> _Found:
    """Give a member of an archive or a mail that is a PDF, or the PDFs in it."""
    kind = _kind(name, data)
    if kind == _PDF:
        yield Item(name, data)
    else:
        yield from _READERS[kind](io.BytesIO(data), place.inside(name))


def _guarded(name: str, found: _Found) -> _Found:
    """Give what is found up to the first error, which is given too, whatever it is: what is read may be hostile."""
    try:
        yield from found
    except _Exhausted:
        raise
    except UnreadableDocument as error:
        yield error
    except Exception as error:  # noqa: BLE001 - zipfile, zlib and email raise a dozen kinds, and any on made-up data
        refusal = UnreadableDocument(name, f"cannot be read ({_reason(error)})", _SAVE_AGAIN)
        refusal.__cause__ = error
        yield refusal


def _ended(found: _Found) -> _Found:
    """Give what is found until the allowance is used up; that it is, is said."""
    try:
        yield from found
    except _Exhausted as error:
        yield UnreadableDocument(error.name, error.fact, error.way_out)


def _read(file: Any, limit: int, name: str, what: str, way_out: str) -> bytes:
    """Read a file to its end, whatever size it claims; UnreadableDocument as soon as it is more than a limit."""
    data = bytearray()
    while piece := file.read(min(_PIECE, limit + 1 - len(data))):
        data += piece
        if len(data) > limit:
            raise UnreadableDocument(name, f"{what} is larger than {_mib(limit)}, which is the limit", way_out)
    return bytes(data)


class _Wary(io.BufferedReader):
    """A ZIP archive that does not give its list of members, which zipfile reads at once, if that is too long."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > LARGEST_DIRECTORY:
            raise ValueError(f"its list of members takes more than {_mib(LARGEST_DIRECTORY)}, which is the limit")
        return super().read(size)


def _in_zip(file: BinaryIO, place: _Place) -> _Found:
    with _Wary(cast("io.RawIOBase", file)) as wary, zipfile.ZipFile(wary) as archive:
        for info in archive.infolist():
            if _is_wanted(info.filename):
                name = place.named(info.filename)
                yield from _guarded(name, _in_zipped(archive, info, name, place))


def _in_zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, place: _Place) -> _Found:
    place.left.count(name)
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableDocument(name, "is locked with a password", _UNPACK)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others unpack without a limit
        raise UnreadableDocument(name, f"is packed in an unusual way (method {info.compress_type})", _UNPACK)
    with archive.open(info) as member:
        data = _read(member, LARGEST_MEMBER, name, "this file, unpacked,", _UNPACK)
    place.left.spend(name, len(data))
    yield from _in_member(name, data, place)


class _Lenient(Compat32):
    """How mails are parsed: what is not ASCII in their headers is taken for UTF-8."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - as the parser calls it
        return value.encode("ascii", "surrogateescape").decode("utf-8", "replace")


def _in_mail(file: BinaryIO, place: _Place) -> _Found:
    data = _read(file, LARGEST_MAIL, place.name, "the mail", "save its attachments and name them")
    message = email.message_from_bytes(data, policy=_Lenient())
    defects: list[Exception] = []
    yield from _in_message(message, place, defects)
    if defects and _MENTIONS.search(data):
        fact = f"the mail is cut short or broken, attachments may be missing ({type(defects[0]).__name__})"
        raise UnreadableDocument(place.name, fact, _SAVE_AGAIN)


def _in_message(message: Message, place: _Place, defects: list[Exception]) -> _Found:
    """Give the PDFs among a mail's parts; what is wrong with how they are divided goes into `defects`.

    The parts are kept on a stack, for mails may nest them as deep as the parser goes.
    """
    parts, number = [message], 0
    while parts:
        part = parts.pop()
        number += 1
        if part.get_content_maintype() == "multipart":
            defects += part.defects
        if part.is_multipart() and part.get_content_type() not in _FORWARDED:
            parts += reversed(cast("list[Message]", part.get_payload()))
        else:
            yield from _guarded(place.named(number), _in_part(part, place, number, defects))


def _in_part(part: Message, place: _Place, number: int, defects: list[Exception]) -> _Found:
    """Give the PDFs in a part of a mail, if it is one to read; a part without a file's name goes by its number."""
    given = _file_name(part)
    name = place.named(given or number)
    if part.is_multipart():
        yield from _guarded(name, _in_forwarded(part, name, place, defects))
    elif (part.get_content_type() in _TYPES or _is_wanted(given)) and not _is_apples(part, given):
        yield from _guarded(name, _in_attached(part, name, place))


def _is_apples(part: Message, name: str) -> bool:
    """Tell whether a part is what macOS keeps beside a file, under the file's name."""
    return part.get_content_type() == "application/applefile" or name.startswith("._")


def _file_name(part: Message) -> str:
    """Give the name of an attached file; one that is encoded in a way that nobody knows stays as it is."""
    name = part.get_filename("")
    try:
        return str(make_header(decode_header(name)))
    except (LookupError, ValueError):  # of unknown charsets, and of bytes that are not in the one named
        return name


def _in_forwarded(part: Message, name: str, place: _Place, defects: list[Exception]) -> _Found:
    """Give the PDFs in a mail that is a part of another; a few programs encode it, so that it has to be parsed yet."""
    (message,) = cast("list[Message]", part.get_payload())
    place.left.count(name)
    if _encoding(part) == "base64":
        yield from _in_member(f"{name}.eml", _decoded(message, "base64"), place)
    else:
        yield from _in_message(message, place.inside(name), defects)


def _in_attached(part: Message, name: str, place: _Place) -> _Found:
    place.left.count(name)
    data = _decoded(part, _encoding(part))
    place.left.spend(name, len(data))
    yield from _in_member(name, data, place)


def _encoding(part: Message) -> str:
    return str(part.get("content-transfer-encoding", "")).strip().lower()


def _decoded(part: Message, encoding: str) -> bytes:
    """Give a part's bytes. ValueError if it is base64 that is broken: email would leave out what it can't decode."""
    if encoding == "base64":
        return base64.b64decode("".join(str(part.get_payload()).split()), validate=True)
    return cast("bytes", part.get_payload(decode=True))


def _in_mbox(file: BinaryIO, place: _Place) -> _Found:
    """Give the PDFs in a mail folder: mails without any are as they should be, and each that was named has its own."""
    for number, mail in enumerate(_mails(file), 1):
        name = place.named(number)
        left = _Allowance() if place.depth == 1 else place.left
        found = _guarded(name, _in_mail(io.BytesIO(mail), _Place(name, place.depth, left)))
        yield from _ended(found) if place.depth == 1 else found


def _mails(file: BinaryIO) -> Iterator[bytes]:
    """Give the mails of a mail folder one by one, each at most one byte longer than LARGEST_MAIL."""
    mail = bytearray()
    first, begins = True, True
    while line := file.readline(_LINE):
        if begins and (first or _SEPARATOR.match(line)):
            if not first:
                yield bytes(mail)
            mail.clear()
        else:
            mail += line[: LARGEST_MAIL + 1 - len(mail)]
        first, begins = False, line.endswith(b"\n")
    if not first:
        yield bytes(mail)


_READERS: dict[str, Callable[[BinaryIO, _Place], _Found]] = {_ZIP: _in_zip, _MAIL: _in_mail, _MBOX: _in_mbox}


def _in_address(address: str) -> _Found:
    name = shown(address)
    if name == address and _suffix(address) == ".pdf":
        yield Item(address)
        return
    try:
        data = _fetched(address)
    except UnreadableDocument as error:
        yield error
        return
    yield from parts_of(name, data)


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
            f"cannot be read ({_without_password(_reason(error), address)})",
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


def _fetched(address: str) -> bytes:
    with _reaching(address):
        storage, path = _storage(address)
        with storage.open(path, "rb") as file:
            return _read(file, LARGEST_FETCHED, shown(address), "what is there", "download it and name the file")


def _listed_address(address: str) -> list[str | BadgePDFError]:
    """Give what an address stands for: what is in a folder, what a pattern matches, or itself.

    On the web, where `?` and `[` are part of an address, a pattern has a `*`, and a folder ends with a slash.
    """
    on_web = bool(_WEB.match(address))
    is_pattern = "*" in address if on_web else bool(_MAGIC.search(address))
    is_file = not address.endswith("/") and (on_web or _suffix(address) in _SUFFIXES)
    if is_file and not is_pattern:
        return [address]
    try:
        with _reaching(address):
            storage, path = _storage(address)
            if is_pattern and not storage.exists(path):
                found, none = storage.glob(path), _no_match
            elif not is_file and (on_web or storage.isdir(path)):
                found, none = _walked(storage, path, shown(address)), _empty_folder
            else:
                return [address]
            names = sorted(_full(name, path, address, storage) for name in found)
    except UnreadableDocument as error:
        return [error]
    return [name for name in names if _is_wanted(name)] or [none(shown(address))]


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
