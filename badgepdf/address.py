"""Web addresses: which texts are one, and the ID that a badge's address ends with."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011"), "-")
"""What typesetting puts for a hyphen, to be translated where an address or an ID is printed."""
_SHARED = "/public_url"  # what Credly adds to a badge's address
_IN_PATHS = "/:@!$&'()*+,;=~%"
_NO_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_IN_BRACKETS = re.compile(r"\[[0-9A-Fa-f:.]+\](:\d*)?")


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


def web_uri(text: str) -> str | None:
    """Give an address of the web in the characters of RFC 3986 only, None if the text is no such address.

    >>> web_uri("https://example.org/é?a=[1]"), web_uri("https://example.org:x/")
    ('https://example.org/%C3%A9?a=%5B1%5D', None)
    """
    address = web_address(text)
    if address is None:
        return None
    parts = urlsplit(_NO_ESCAPE.sub("%25", address))
    try:
        _ = parts.port
    except ValueError:  # no number, or too large a one
        return None
    host = parts.netloc if _IN_BRACKETS.fullmatch(parts.netloc) else quote(parts.netloc, safe=":!$&'()*+,;=~%")
    rest = (quote(parts.path, safe=_IN_PATHS), *(quote(part, safe=_IN_PATHS + "?") for part in parts[3:]))
    return urlunsplit((parts.scheme, host, *rest))


def is_identifier(segment: str) -> bool:
    """Tell whether a segment of an address can be an ID: it holds a digit, or letters in no word's case.

    >>> is_identifier("107919"), is_identifier("xRkQmWTf"), is_identifier("verify")
    (True, True, False)
    """
    cased = segment.islower() or segment.istitle() or segment.isupper()
    return any(c.isdigit() for c in segment) or (segment.isalpha() and not cased)


def last_segment(url: str) -> str | None:
    """Give the last segment of an address's path without its extension, or what Credly puts behind it.

    >>> last_segment("https://openbadgepassport.com/app/badge/info/107919")
    '107919'
    """
    segment = urlsplit(url).path.rstrip("/").removesuffix(_SHARED).rpartition("/")[2]
    return segment.rpartition(".")[0] or segment or None
