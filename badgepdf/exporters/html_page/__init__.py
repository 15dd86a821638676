"""One page for many badges, which ends the copying between two windows; it holds all it needs and asks for nothing."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from ...address import web_address
from ...errors import BadgePDFError
from ...esco import STATEMENT, portal_address
from ...files import picture_name
from ...identity import identity
from ...record import BadgeRecord
from .. import Exporter, Option
from ..linkedin import form_fields, linkedin
from .pictures import Pictures
from .words import FIELDS, PAGE, SCRIPT

_IN_SCRIPT = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
)  # so that no text ends the script or begins a comment


def _render(records: Sequence[BadgeRecord], lang: str, *, title: str | None = None) -> str:
    pictures = Pictures()
    badges = [_badge(record, pictures, lang) for record in records]
    data = {"badges": badges, "words": SCRIPT[lang], "lang": lang}
    words = PAGE[lang] | ({"title": title} if title else {})
    style, script = _asset("page.css"), _asset("page.js")
    has_esco = any(record.esco_competencies for record in records)
    return Template(_asset("page.html")).substitute(
        {key: escape(text) for key, text in words.items()},
        lang=lang,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        esco=f'<p lang="en">{STATEMENT}</p>' if has_esco else "",
        data=_as_json(data),
        pictures=_as_json(pictures.addresses),
    )


def _as_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)


@cache
def _asset(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"


def _badge(record: BadgeRecord, pictures: Pictures, lang: str) -> dict[str, Any]:
    """Give what the script shows of a badge; addresses that are none of the web are left out."""
    warnings = [f"{warning.field}: {warning.message}" for warning in record.warnings]
    try:
        picture = pictures.add(record)
    except BadgePDFError as error:
        picture = None
        warnings.append(str(error))
    entry, activity = linkedin(record), record.activity
    return {
        "key": identity(record),
        "name": record.name or record.file or "-",
        "description": record.description,
        "issuer": record.issuer.name,
        "issuerLink": _web(record.issuer.url),
        "recipient": record.recipient.name or record.recipient.email,
        "issued": str(record.issued_on) if record.issued_on else None,
        "expires": str(record.expires_on) if record.expires_on else None,
        "activity": [str(day) for day in (activity.start, activity.end) if day] if activity else None,
        "expiryUnread": any(warning.field == "expires_on" for warning in record.warnings),
        "skills": [skill.name for skill in record.skills],
        "esco": [_item(c.name or c.uri, portal_address(c.uri, lang)) for c in record.esco_competencies],
        "alignments": [_item(a.name or a.url, a.url) for a in record.alignments],
        "address": _web(record.credential_url),
        "picture": picture,
        "pictureName": f"{picture_name(record)}.png",
        "file": record.file,
        "warnings": warnings,
        "origins": list(_origins(record, lang)),
        "linkedin": {"fields": form_fields(record, lang), "skills": entry.skills, "link": entry.add_url},
    }


def _web(address: str | None) -> str | None:
    return web_address(address) if address else None


def _item(name: str | None, address: str | None) -> dict[str, str | None]:
    return {"name": name or "-", "address": _web(address)}


def _origins(record: BadgeRecord, lang: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Give for each value its field, the value, its page, the text as printed and the rule."""
    data = record.to_dict()
    for path, source in record.sources.items():
        field, _, index = path.partition("[")
        value: Any = data
        for name in field.split("."):
            value = value[name] if value else None
        if index and value:
            item = value[int(index.rstrip("]"))]
            value = item if isinstance(item, str) else item.get("name") or item.get("url") or item.get("uri")
        page = str(source.page) if source.page else ""
        yield (
            FIELDS[lang].get(field, field),
            str(value or ""),
            page,
            source.text or "",
            f"{source.origin}: {source.rule}",
        )


EXPORTER = Exporter(
    "html",
    "one page with all badges: LinkedIn's fields to copy, filters, skills over time",
    _render,
    tuple(PAGE),
    options={"title": Option("the title of the page", str)},
)
