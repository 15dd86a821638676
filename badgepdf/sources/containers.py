"""The PDFs in ZIP archives, mails and mail folders.

They come from strangers: nothing is written to disk, no size they state is believed, and every part that can't be read
is an error in its place.
"""

from __future__ import annotations

import base64
import email
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from typing import BinaryIO, NamedTuple, cast

from ..errors import UnreadableDocument, printable
from .items import MAIL, MBOX, PDF, ZIP, Found, Item, is_wanted, kind_of, mib, read_at_most, reason_of

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

_TYPES = {"application/pdf", "application/x-pdf", "application/zip", "application/x-zip-compressed"}
_FORWARDED = {"message/rfc822", "message/global"}
_LINE = 2**16  # bytes of a mail folder that are read at once; no line that matters is longer
_ENCRYPTED = 0x1  # among a member's flags
_UNPACK = "unpack it and name the PDFs"
_SAVE_AGAIN = "save or download it again"
_SEPARATOR = re.compile(rb"From .*\d\d:\d\d.*\d{4}")  # with its date: a line of a letter may begin with "From " too
_MENTIONS = re.compile(rb"pdf|zip|rfc822", re.IGNORECASE)


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
            fact = f"what is in it comes to more than {mib(MOST_BYTES)} unpacked, which is the limit"
            raise _Exhausted(name, fact, _UNPACK)
        self.size -= size


class _Exhausted(UnreadableDocument):
    """Nothing more is taken out of what was named: the reason is given as an UnreadableDocument."""


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


def pdfs_in(kind: str, file: BinaryIO, name: str) -> Found:
    """Give the PDFs in an archive, a mail or a mail folder that was named; that there is none is an error."""
    found = False
    for item in _ended(_guarded(name, _READERS[kind](file, _Place(name, 1, _Allowance())))):
        found = True
        yield item
    if not found:
        yield UnreadableDocument(name, f"there is no PDF in this {kind}", "name one that holds PDFs")


def _in_member(name: str, data: bytes, place: _Place) -> Found:
    """Give a member of an archive or a mail that is a PDF, or the PDFs in it."""
    kind = kind_of(name, data)
    if kind == PDF:
        yield Item(name, data)
    else:
        yield from _READERS[kind](io.BytesIO(data), place.inside(name))


def _guarded(name: str, found: Found) -> Found:
    """Give what is found up to the first error, which is given too, whatever it is: what is read may be hostile."""
    try:
        yield from found
    except _Exhausted:
        raise
    except UnreadableDocument as error:
        yield error
    except Exception as error:  # noqa: BLE001 - zipfile, zlib and email raise a dozen kinds, and any on made-up data
        refusal = UnreadableDocument(name, f"cannot be read ({reason_of(error)})", _SAVE_AGAIN)
        refusal.__cause__ = error
        yield refusal


def _ended(found: Found) -> Found:
    """Give what is found until the allowance is used up; that it is, is said."""
    try:
        yield from found
    except _Exhausted as error:
        yield UnreadableDocument(error.name, error.fact, error.way_out)


class _Wary(io.BufferedReader):
    """A ZIP archive that does not give its list of members, which zipfile reads at once, if that is too long."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > LARGEST_DIRECTORY:
            raise ValueError(f"its list of members takes more than {mib(LARGEST_DIRECTORY)}, which is the limit")
        return super().read(size)


def _in_zip(file: BinaryIO, place: _Place) -> Found:
    with _Wary(cast("io.RawIOBase", file)) as wary, zipfile.ZipFile(wary) as archive:
        for info in archive.infolist():
            if is_wanted(info.filename):
                name = place.named(info.filename)
                yield from _guarded(name, _in_zipped(archive, info, name, place))


def _in_zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, place: _Place) -> Found:
    place.left.count(name)
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableDocument(name, "is locked with a password", _UNPACK)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others unpack without a limit
        raise UnreadableDocument(name, f"is packed in an unusual way (method {info.compress_type})", _UNPACK)
    with archive.open(info) as member:
        data = read_at_most(member, LARGEST_MEMBER, name, "this file, unpacked,", _UNPACK)
    place.left.spend(name, len(data))
    yield from _in_member(name, data, place)


class _Lenient(Compat32):
    """How mails are parsed: what is not ASCII in their headers is taken for UTF-8."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - as the parser calls it
        return value.encode("ascii", "surrogateescape").decode("utf-8", "replace")


def _in_mail(file: BinaryIO, place: _Place) -> Found:
    data = read_at_most(file, LARGEST_MAIL, place.name, "the mail", "save its attachments and name them")
    message = email.message_from_bytes(data, policy=_Lenient())
    defects: list[Exception] = []
    yield from _in_message(message, place, defects)
    if defects and _MENTIONS.search(data):
        fact = f"the mail is cut short or broken, attachments may be missing ({type(defects[0]).__name__})"
        raise UnreadableDocument(place.name, fact, _SAVE_AGAIN)


def _in_message(message: Message, place: _Place, defects: list[Exception]) -> Found:
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


def _in_part(part: Message, place: _Place, number: int, defects: list[Exception]) -> Found:
    """Give the PDFs in a part of a mail, if it is one to read; a part without a file's name goes by its number."""
    given = _file_name(part)
    name = place.named(given or number)
    if part.is_multipart():
        yield from _guarded(name, _in_forwarded(part, name, place, defects))
    elif (part.get_content_type() in _TYPES or is_wanted(given)) and not _is_apples(part, given):
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


def _in_forwarded(part: Message, name: str, place: _Place, defects: list[Exception]) -> Found:
    """Give the PDFs in a mail that is a part of another; a few programs encode it, so that it has to be parsed yet."""
    (message,) = cast("list[Message]", part.get_payload())
    place.left.count(name)
    if _encoding(part) == "base64":
        yield from _in_member(f"{name}.eml", _decoded(message, "base64"), place)
    else:
        yield from _in_message(message, place.inside(name), defects)


def _in_attached(part: Message, name: str, place: _Place) -> Found:
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


def _in_mbox(file: BinaryIO, place: _Place) -> Found:
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


_READERS: dict[str, Callable[[BinaryIO, _Place], Found]] = {ZIP: _in_zip, MAIL: _in_mail, MBOX: _in_mbox}
