"""Web addresses: which texts are one, and the ID that a badge's address ends with."""

from __future__ import annotations

from urllib.parse import urlsplit

HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011"), "-")
"""What typesetting puts for a hyphen, to be translated where an address or an ID is printed."""


def web_address(text: str) -> str | None:
    """Give an address of the web, None if the text is anything else; one that holds a password is none to pass on.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address("https://me:pw@a.org/")
    ('https://example.org/a', None, None)
    """
    if "://" not in text:
        return None
    text = text.translate(HYPHENS)
    if not text.isprintable() or " " in text or "\ufffd" in text:
        return None
    try:
        parts = urlsplit(text)
        is_plain = parts.scheme.lower() in {"http", "https"} and parts.hostname and parts.username is None
    except ValueError:  # "http://[" and the like
        return None
    return text if is_plain else None


def last_segment(url: str) -> str | None:
    """Give the last segment of an address's path without its extension.

    >>> last_segment("https://openbadgepassport.com/app/badge/info/107919")
    '107919'
    """
    segment = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return segment.rpartition(".")[0] or segment or None
