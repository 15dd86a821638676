"""What a PDF says beside its pages: Info, XMP and embedded files, through pypdf."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_SIGNS = (b"/Info", b"/Metadata", b"/EmbeddedFile", b"/AF", b"/ObjStm")


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
    if not any(sign in data for sign in _SIGNS):
        return Metadata({}, None, ())
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        info = {str(key).lstrip("/"): str(value) for key, value in (reader.metadata or {}).items()}
        xmp = reader.root_object.get("/Metadata")
        packet = xmp.get_object().get_data() if xmp is not None else None
        listed = [Attachment(a.name, a.content) for a in reader.attachment_list]
        attachments = tuple(dict.fromkeys([*listed, *_associated(reader.root_object)]))
    except Exception as error:  # noqa: BLE001 - on broken files it leaks TypeError, AttributeError, RecursionError ...
        return Metadata({}, None, (), f"{name}: metadata unreadable ({type(error).__name__}: {error})")
    return Metadata(info, packet, attachments)
