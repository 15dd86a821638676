"""Where a PDF carries a credential: an Info key, the XMP packet, embedded files."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from ..document import Document
from ..document.metadata import CARRIERS, holds_keys

_KEYS = ("openbadges", "openbadge")
_LARGEST = 8 * 2**20  # characters of a payload; a badge's picture may be in it

# Readers of these packets look for the literal prefix and not for its namespace, and so do writers.
_ATTRIBUTE = re.compile(r"""openbadges:(?:assertion|credential)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ELEMENT = re.compile(
    r"""<openbadges:(assertion|credential)\b(?P<attributes>[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*)>"""
)
_VERIFY = re.compile(r"""\bverify\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CDATA = re.compile(r"\s*<!\[CDATA\[(.*?)\]\]>\s*", re.DOTALL)


class Carrier(NamedTuple):
    """A place in the PDF and the text that stands in it."""

    place: str
    text: str


def carriers(document: Document) -> Iterator[Carrier]:
    """Give what a PDF carries, in the order in which it counts: Info key, XMP, embedded files."""
    # pdfminer, behind pdfplumber, cannot decode the UTF-8 of PDF 2.0
    info = {**document.info, **document.metadata.info} if document.engine == "pdfplumber" else document.info
    for key in _KEYS:
        if text := info.get(key, "").strip("\0 \t\r\n\ufeff")[:_LARGEST]:
            yield Carrier(f"Info key {key}", text)
    if not holds_keys(document.data, CARRIERS):
        return
    metadata = document.metadata
    if metadata.xmp and (packet := _in_xml(_decoded(metadata.xmp))):
        yield Carrier("XMP openbadges:assertion", packet[:_LARGEST])
    for name, data in metadata.attachments:
        if held := _in_file(data):
            yield Carrier(f"embedded file {name}", held)


def _decoded(data: bytes) -> str:
    for mark, encoding in ((b"\xfe\xff", "utf-16"), (b"\xff\xfe", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return data.decode("utf-8", "replace")


def _in_xml(text: str) -> str | None:
    try:
        return _held_in_xml(text)
    except ValueError:  # of a character reference with thousands of digits
        return None


def _held_in_xml(text: str) -> str | None:
    """Find the credential in XMP or SVG: an element with an attribute `verify` or contents, or an attribute."""
    if element := _ELEMENT.search(text):
        verify = _VERIFY.search(element["attributes"])
        end = text.find(f"</openbadges:{element[1]}", element.end())
        content = text[element.end() : end] if end >= 0 else ""
        if verify and (verify[1] or verify[2]):
            return unescape(verify[1] or verify[2]).strip()
        cdata = _CDATA.fullmatch(content)
        if held := (cdata[1] if cdata else unescape(content)).strip():
            return held
    if attribute := _ATTRIBUTE.search(text):
        return unescape(attribute[1] or attribute[2] or "").strip() or None
    return None


def _in_file(data: bytes) -> str | None:
    """Find the credential in an embedded file: JSON, a JWS, or a baked PNG or SVG."""
    if len(data) > _LARGEST:
        return None
    if data.startswith(b"\x89PNG\r\n"):
        return _in_png(data)
    text = _decoded(data).strip()
    if "<svg" in text[:2000]:
        return _in_xml(text)
    if text.startswith("{"):
        return text if _is_badge(text) else None
    return text if re.fullmatch(r"[\w-]+\.[\w-]+\.[\w-]*", text) else None


def _in_png(data: bytes) -> str | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            chunks = getattr(image, "text", {})
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
    ):  # a damaged picture carries nothing
        return None
    held = chunks.get("openbadges") or chunks.get("openbadgecredential")
    return str(held).strip() if held else None


def _is_badge(text: str) -> bool:
    """Tell whether a JSON file, which may be anything, speaks of a badge."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and bool({"badge", "credentialSubject", "vc"} & data.keys())
