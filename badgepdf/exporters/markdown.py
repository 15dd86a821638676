"""Markdown (CommonMark): a section a badge; whatever a badge says, it stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..record import BadgeRecord
from . import Exporter
from .sections import IMAGES, WORDS, Listing, Section, Text, sections

# What means something wherever it stands, in the Markdown of GitHub, Pandoc and site generators too; then what makes an
# address a link by itself; then what means something where a line starts.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&|~#$^@]|:(?=//)|(?<=www)\.|^[-+=:%]", re.IGNORECASE)
_NUMBERED = re.compile(r"^(\d+)([.)])")
_IN_ADDRESSES = re.compile(r"[()]|&(?=#?\w+;)")


def _render(records: Sequence[BadgeRecord], lang: str, images: str | None = None) -> str:
    blocks = [block for section in sections(records, lang, images) for block in _blocks(section)]
    return "\n\n".join(blocks or [WORDS[lang].nothing]) + "\n"


def _blocks(section: Section) -> Iterator[str]:
    yield f"## {_text(section.title)}"
    if section.picture:
        yield f"![{_text(section.title)}]({_address(section.picture)})"
    if section.description:
        yield "\\\n".join(map(_text, section.description))
    if section.facts:
        yield "\n".join(f"- **{label}** {_linked(value)}" for label, value in section.facts)
    for listing in section.listings:
        yield from _listing(listing)
    yield from map(_linked, section.links)


def _listing(listing: Listing) -> Iterator[str]:
    yield f"### {listing.title}"
    yield "\n".join(f"- {_linked(item)}" for item in listing.items)
    if listing.note:
        yield listing.note


def _linked(text: Text) -> str:
    return f"[{_text(text.text)}]({_address(text.url)})" if text.url else _text(text.text)


def _address(url: str) -> str:
    return _IN_ADDRESSES.sub(r"\\\g<0>", url)


def _text(text: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", text))


EXPORTER = Exporter("markdown", "a section of Markdown for each badge", _render, tuple(WORDS), options=IMAGES)
