"""WordPress: a group of blocks a badge, to be pasted into its editor; whatever a badge says, it stays text."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from ..languages import without_accents
from ..record import BadgeRecord
from . import Exporter
from .sections import IMAGES, WORDS, Listing, Section, Text, sections


def _render(records: Sequence[BadgeRecord], lang: str, images: str | None = None) -> str:
    # without_accents: that is what WordPress makes of a file's name as it is uploaded
    groups = [_group(section) for section in sections(records, lang, images, without_accents)]
    return "\n\n".join(groups or [_paragraph(_text(WORDS[lang].nothing))]) + "\n"


def _group(section: Section) -> str:
    inner = "\n\n".join(_blocks(section))
    return _block("group", f'<div class="wp-block-group">{inner}</div>', ' {"layout":{"type":"constrained"}}')


def _blocks(section: Section) -> Iterator[str]:
    title = _text(section.title)
    yield _block("heading", f'<h2 class="wp-block-heading">{title}</h2>')
    if section.picture:
        image = f'<img src="{_attribute(section.picture)}" alt="{_attribute(section.title)}"/>'
        yield _block("image", f'<figure class="wp-block-image">{image}</figure>')
    if section.description:
        yield _paragraph("<br>".join(map(_text, section.description)))
    if section.facts:
        yield _list(f"<strong>{_text(label)}</strong> {_linked(value)}" for label, value in section.facts)
    for listing in section.listings:
        yield from _listing(listing)
    yield from (_paragraph(_linked(link)) for link in section.links)


def _listing(listing: Listing) -> Iterator[str]:
    yield _block("heading", f'<h3 class="wp-block-heading">{_text(listing.title)}</h3>', ' {"level":3}')
    yield _list(map(_linked, listing.items))
    if listing.note:
        yield _paragraph(_text(listing.note))


def _list(items: Iterator[str]) -> str:
    inner = "\n\n".join(_block("list-item", f"<li>{item}</li>") for item in items)
    return _block("list", f'<ul class="wp-block-list">{inner}</ul>')


def _paragraph(content: str) -> str:
    return _block("paragraph", f"<p>{content}</p>")


def _block(name: str, content: str, attributes: str = "") -> str:
    return f"<!-- wp:{name}{attributes} -->\n{content}\n<!-- /wp:{name} -->"


def _linked(text: Text) -> str:
    return f'<a href="{_attribute(text.url)}">{_text(text.text)}</a>' if text.url else _text(text.text)


def _text(text: str) -> str:
    """Give text that is no markup, no shortcode, and no address that WordPress puts a player or a card for."""
    return html.escape(text, quote=False).replace("[", "&#91;").replace("://", ":&#47;/")


def _attribute(text: str) -> str:
    text = html.escape(text, quote=False).replace('"', "&quot;")  # an apostrophe stays, as the editor leaves it
    return text.replace("[", "&#91;")  # shortcodes work in attributes too


EXPORTER = Exporter(
    "wordpress", "blocks for WordPress's editor, a group for each badge", _render, tuple(WORDS), options=IMAGES
)
