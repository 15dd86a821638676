"""One small model of a credential, whichever version of Open Badges (0.5 to 3.0) it was written in.

The versions name the same things differently; the names are tried in turn, and a single thing counts as a list of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from ..address import web_address
from ..esco import canonical, is_esco
from ..record import Alignment, Competency, Criteria, Evidence, Profile, Recipient

EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")
_HASH = re.compile(r"(?:sha\d+|md5)\$[0-9a-f]+", re.IGNORECASE)
_ISSUED, _ISSUED_3 = ("issuedOn", "issued_on"), ("awardedDate", "validFrom", "issuanceDate")
_EXPIRES_3 = ("validUntil", "expirationDate")
_MANY = 1000  # more tags, alignments or pieces of evidence than that are not taken
_Json = dict[str, Any]


class Identity(NamedTuple):
    """One way in which a credential tells its earner: by an e-mail address (`kind` "email"), a name, or another."""

    kind: str
    value: str
    hashed: bool
    salt: str | None


@dataclass(frozen=True)
class Credential:
    """What a credential says of a badge. `proof` tells that it carries one; `notices` are pairs of code and message."""

    version: str
    url: str | None
    ident: str | None
    name: str | None
    description: str | None
    identities: tuple[Identity, ...]
    recipient: Recipient
    issuer: Profile
    creator: Profile | None
    issued_on: date | None
    expires_on: date | None
    tags: tuple[str, ...]
    alignments: tuple[Alignment, ...]
    esco_competencies: tuple[Competency, ...]
    criteria: Criteria
    evidence: tuple[Evidence, ...]
    language: str | None
    proof: bool
    notices: tuple[tuple[str, str], ...]

    def fields(self) -> Iterator[tuple[str, Any]]:
        """Give the value for each field of the record."""
        yield from (("name", self.name), ("description", self.description))
        yield from (("credential_url", self.url), ("credential_id", self.ident))
        yield from (("issued_on", self.issued_on), ("expires_on", self.expires_on))
        for group, value in (("recipient", self.recipient), ("issuer", self.issuer), ("criteria", self.criteria)):
            yield from ((f"{group}.{part}", getattr(value, part)) for part in value.__slots__)
        if self.creator:
            yield from ((f"creator.{part}", getattr(self.creator, part)) for part in self.creator.__slots__)
        yield from (("tags", self.tags), ("alignments", self.alignments))
        yield from (("esco_competencies", self.esco_competencies), ("evidence", self.evidence))


def read_credential(data: Any) -> Credential:
    """Build the model from the JSON of an assertion or a credential, or the claims of one as a JWT.

    ValueError if it is neither.
    """
    if not isinstance(data, dict):
        raise ValueError("it is no JSON object")  # noqa: TRY004 - it is what a file holds, no mistake of a caller
    claims, data = data, data["vc"] if isinstance(data.get("vc"), dict) else data
    subject = _object(data.get("credentialSubject"))
    badge_or_url = subject.get("achievement") if subject else data.get("badge")
    if not subject and badge_or_url is None:
        raise ValueError("it is neither an assertion nor a credential")
    badge = _object(badge_or_url)
    issuer_or_url = data.get("issuer", claims.get("iss")) if subject else badge.get("issuer")
    issuer = _object(issuer_or_url)
    origin = _text(issuer.get("origin"))
    url = _address(_first(data, "id")) or _address(_first(_object(_first(data, "verify", "verification")), "url"))
    identities = tuple(_identities(data, subject))
    tags, aligned = _list(_first(badge, "tags", "tag")), _list(_first(badge, "alignment", "alignments"))
    evidence = _list(data.get("evidence"))
    alignments = [a for item in aligned[:_MANY] if (a := _alignment(item)) != Alignment()]
    language = _text(_first(badge, "@language", "inLanguage")) or _text(_first(data, "@language", "inLanguage"))
    return Credential(
        version=_version(data, subject=bool(subject)),
        url=url,
        ident=_ident(data, url),
        name=_text(badge.get("name")) or (_text(data.get("name")) if subject else None),
        description=_text(badge.get("description")),
        identities=identities,
        recipient=_recipient(identities, data, subject),
        issuer=_profile(issuer, origin),
        creator=_creator(badge),
        issued_on=_day(_first(data, *(_ISSUED_3 if subject else _ISSUED))) or _day(claims.get("nbf")),
        expires_on=_day(_first(data, *(_EXPIRES_3 if subject else ("expires",)))) or _day(claims.get("exp")),
        tags=tuple(tag for item in tags[:_MANY] if (tag := _text(item))),
        alignments=tuple(a for a in alignments if not (a.url and is_esco(a.url))),
        esco_competencies=tuple(
            Competency(a.name, canonical(a.url), a.description) for a in alignments if a.url and is_esco(a.url)
        ),
        criteria=_criteria(badge.get("criteria"), origin),
        evidence=tuple(e for item in evidence[:_MANY] if (e := _evidence(item, origin)) != Evidence()),
        language=language.partition("-")[0].lower() if language else None,
        proof="proof" in data,
        notices=(*_unresolved(badge_or_url, issuer_or_url), *_cut(tags=tags, alignments=aligned, evidence=evidence)),
    )


def _unresolved(badge: Any, issuer: Any) -> Iterator[tuple[str, str]]:
    for what, value in (("badge", badge), ("issuer", issuer)):
        if isinstance(value, str):
            yield "not_resolved", f"the credential gives only the address of its {what}: {value}"


def _cut(**lists: list[Any]) -> Iterator[tuple[str, str]]:
    for what, items in lists.items():
        if len(items) > _MANY:
            yield "too_many", f"the credential lists {len(items)} {what}: the first {_MANY} are taken"


def _first(data: _Json, *names: str) -> Any:
    """Give what stands under the first of some names that is there and not null."""
    return next((data[name] for name in names if data.get(name) is not None), None)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _object(value: Any) -> _Json:
    """Give an object, the first of a list of them, or an empty one for anything else."""
    found = next((item for item in _list(value) if isinstance(item, dict)), {})
    return dict(found)


def _text(value: Any) -> str | None:
    """Give a text, also where it comes with its language or in a list of one."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    return value.strip() or None if isinstance(value, str) else None


def _address(value: Any, origin: str | None = None) -> str | None:
    """Give a web address: a text, an object's id, or a path relative to the issuer's origin (Open Badges 0.5)."""
    text = _text(value.get("id") if isinstance(value, dict) else value)
    if text and origin and text.startswith("/"):
        text = urljoin(origin, text)
    return web_address(text) if text else None


def _day(value: Any) -> date | None:
    """Give the day of a date, of a time in its own offset, or of unix seconds (UTC); None if it is none of these."""
    from dateutil.parser import isoparse

    try:
        if isinstance(value, str) and not re.fullmatch(r"\d{9,11}", value):
            return isoparse(value.strip()).date() if re.match(r"\s*\d{4}-\d\d-\d\d", value) else None
        if isinstance(value, (int, float, str)) and not isinstance(value, bool):
            return datetime.fromtimestamp(float(value), timezone.utc).date()
    except (ValueError, OverflowError, OSError):  # no date: the field stays empty
        return None
    return None


def _version(data: _Json, *, subject: bool) -> str:
    if subject:
        return "3.0"
    contexts = " ".join(str(context) for context in _list(data.get("@context")))
    if "openbadges/v2" in contexts:
        return "2.0"
    if "openbadges/v1" in contexts:
        return "1.1"
    return "1.0" if "uid" in data else "0.5"


def _ident(data: _Json, url: str | None) -> str | None:
    """Give the ID where the address does not hold it: a uid, or that of an urn."""
    if url:
        return None
    text = _text(_first(data, "uid", "id", "jti"))
    if text is None or (":" in text and not text.lower().startswith("urn:")):
        return None  # an address that is none of the web is no ID
    return text.rpartition(":")[2]


def _identities(data: _Json, subject: _Json) -> Iterator[Identity]:
    for item in _list(subject.get("identifier")) if subject else _list(data.get("recipient")):
        entry = item if isinstance(item, dict) else {"identity": item, "salt": data.get("salt")}
        value = _text(_first(entry, "identity", "identityHash"))
        if value is None:
            continue
        kind = _text(_first(entry, "identityType", "type")) or "email"
        hashed = bool(entry.get("hashed", _HASH.fullmatch(value) is not None))
        yield Identity("email" if kind == "emailAddress" else kind, value, hashed, _text(entry.get("salt")))


def _recipient(identities: Sequence[Identity], data: _Json, subject: _Json) -> Recipient:
    """Say who earned it. A hash stays a hash; an identifier of the type `name` (Open Badges 3.0) is a name."""
    extra = {} if subject else _object(_first(data, "extensions:recipientProfile", "recipientProfile"))
    name = _text(subject.get("name")) or _text(extra.get("name"))
    email = _text(subject.get("email"))
    names = (i.value for i in identities if i.kind == "name" and not i.hashed)
    others = sorted((i for i in identities if i.kind != "name" or i.hashed), key=lambda i: i.kind != "email")
    name = name or next(names, None)
    if not others:
        return Recipient(name, email)
    first = others[0]
    plain = first.value.removeprefix("mailto:")
    if not first.hashed and EMAIL.fullmatch(plain):
        email = email or plain
    return Recipient(name, email, first.value, first.hashed, first.salt)


def _profile(data: _Json, origin: str | None) -> Profile:
    email = _text(_first(data, "email", "contact"))
    return Profile(
        name=_text(data.get("name")),
        url=_address(data.get("url")) or _address(origin),
        email=email.removeprefix("mailto:") if email else None,
        description=_text(data.get("description")),
    )


def _creator(badge: _Json) -> Profile | None:
    creator = _object(_first(badge, "creator")) or _object(badge.get("extensions:OriginalCreator"))
    return _profile(creator, None) if _first(creator, "name", "url", "email") else None


def _alignment(item: Any) -> Alignment:
    if not isinstance(item, dict):
        return Alignment(url=_address(item))
    return Alignment(
        name=_text(_first(item, "targetName", "name")),
        url=_address(_first(item, "targetUrl", "url")),
        description=_text(_first(item, "targetDescription", "description")),
        framework=_text(_first(item, "targetFramework", "frameworkName")),
    )


def _criteria(value: Any, origin: str | None) -> Criteria:
    held = _object(value)
    text = _text(held.get("narrative")) if held else None
    url = _address(held or value, origin)
    if text is None and url is None and not held:
        text = _text(value)
    return Criteria(url, text)


def _evidence(item: Any, origin: str | None) -> Evidence:
    if not isinstance(item, dict):
        url = _address(item, origin)
        return Evidence(url=url, narrative=None if url else _text(item))
    return Evidence(
        name=_text(item.get("name")),
        url=_address(item),
        description=_text(item.get("description")),
        narrative=_text(item.get("narrative")),
    )


def looks_like_factory(url: str) -> bool:
    """Tell whether an address has the form of Open Badge Factory's, on whichever host.

    >>> looks_like_factory("https://badges.example.org/v1/assertion/53a6f66909584fedd5ba381fb8bcad5a98352060.html")
    True
    """
    path = urlsplit(url).path
    return re.fullmatch(r"/(?:v1/assertion|obv3/credentials)/[0-9a-f]{40}(?:\.\w+)?", path) is not None
