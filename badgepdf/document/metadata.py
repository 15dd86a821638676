"""What a PDF says beside its pages: Info, XMP and embedded files, through pypdf."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

CARRIERS = (b"/Metadata", b"/EmbeddedFile", b"/AF")
"""The keys of what may carry a credential: XMP and embedded files."""

_OBJECT_STREAM = re.compile(rb"/ObjStm\b(?:(?!endobj).){0,500}?\bstream\r?\n", re.DOTALL)
_LARGEST = 2**22  # bytes of an object stream: what is larger is left to pypdf


class Attachment(NamedTuple):
    """A file embedded in the PDF."""

    name: str
    data: bytes


class Metadata(NamedTuple):
    """Info keys without their slash, the XMP packet as it is stored, embedded files, and what could not be read."""

    info: Mapping[str, str]
    xmp: bytes | None
    attachments: tuple[Attachment, ...]
    problem: str | None = None


def holds_keys(data: bytes, keys: tuple[bytes, ...]) -> bool:
    """Tell whether one of some keys is in a PDF, also in the object streams, which are compressed.

    A stream that cannot be inflated here (encrypted, damaged, of another filter) may hold any.
    """
    if any(key in data for key in keys):
        return True
    if (count := data.count(b"/ObjStm")) == 0:
        return False
    view, streams = memoryview(data), list(_OBJECT_STREAM.finditer(data))
    return len(streams) < count or any(_stream_holds(view[s.end() :], keys) for s in streams)


def _stream_holds(stream: memoryview, keys: tuple[bytes, ...]) -> bool:
    inflating = zlib.decompressobj()
    try:
        plain = inflating.decompress(stream, _LARGEST)
    except zlib.error:
        return True
    return not inflating.eof or any(key in plain for key in keys)


def _associated(catalog: Mapping[str, Any]) -> Iterator[Attachment]:
    """Give the files that PDF/A-3 associates with the document, which need not be listed among the embedded ones."""
    held = catalog.get("/AF")
    for item in held.get_object() if held is not None else ():
        spec = item.get_object()
        files = spec.get("/EF", {})
        stream = files.get("/UF") or files.get("/F")
        if stream is not None:
            name = spec.get("/UF") or spec.get("/F") or "without a name"
            yield Attachment(str(name), stream.get_object().get_data())


def read_metadata(data: bytes, name: str) -> Metadata:
    """Read a PDF's metadata; pypdf is imported only if the file shows a sign of any (`name` is for the problem)."""
    if not holds_keys(data, (b"/Info", *CARRIERS)):
        return Metadata({}, None, ())
    import pypdf

    try:
        with io.BytesIO(data) as stream:  # which lets go of the data: readers are circles, and stay a while
            reader = pypdf.PdfReader(stream)
            info = {str(key).lstrip("/"): str(value) for key, value in (reader.metadata or {}).items()}
            xmp = reader.root_object.get("/Metadata")
            packet = xmp.get_object().get_data() if xmp is not None else None
            listed = [Attachment(a.name, a.content) for a in reader.attachment_list]
            attachments = tuple(dict.fromkeys([*listed, *_associated(reader.root_object)]))
    except Exception as error:  # noqa: BLE001 - on broken files it leaks TypeError, AttributeError, RecursionError ...
        return Metadata({}, None, (), f"{name}: metadata unreadable ({type(error).__name__}: {error})")
    return Metadata(info, packet, attachments)
