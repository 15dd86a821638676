"""The record of one badge: frozen dataclasses, their JSON form and its schema.

Absent is `None` or `()`, never an empty string. Nothing here knows of PDFs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from .shape import build, opened, plain, schema

SCHEMA_VERSION = 1


class _Packed:
    """Pickled as its values: a dataclass with slots looks for its fields anew for each object, there and back."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple([getattr(self, name) for name in type(self).__slots__])


@dataclass(frozen=True, slots=True, order=True)
class YearMonth(_Packed):
    """A month of which no day is stated.

    >>> str(YearMonth(2024, 2))
    '2024-02'
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        date(self.year, self.month, 1)  # ValueError says what is wrong

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


Day = date | YearMonth


@dataclass(frozen=True, slots=True)
class Recipient(_Packed):
    """Who earned the badge. `identity` is the credential's own identifier, `hashed` if it is a hash (with `salt`)."""

    name: str | None = None
    email: str | None = None
    identity: str | None = None
    hashed: bool | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True)
class Profile(_Packed):
    """An issuer or a creator."""

    name: str | None = None
    url: str | None = None
    email: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Activity(_Packed):
    """When and where the learning took place, where that is stated apart from the day of issue."""

    start: Day | None = None
    end: Day | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Skill(_Packed):
    """A skill attested, of no framework; study load in minutes."""

    name: str
    study_load_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Competency(_Packed):
    """A competency of ESCO; `uri` is canonical (`http://data.europa.eu/esco/...`) or None."""

    name: str | None = None
    uri: str | None = None
    description: str | None = None
    study_load_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Alignment(_Packed):
    """An alignment to any framework but ESCO."""

    name: str | None = None
    url: str | None = None
    description: str | None = None
    framework: str | None = None


@dataclass(frozen=True, slots=True)
class Criteria(_Packed):
    """What had to be done: an address, a text, or both."""

    url: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence(_Packed):
    """A piece of evidence for the earner's claim."""

    name: str | None = None
    url: str | None = None
    description: str | None = None
    narrative: str | None = None


@dataclass(frozen=True, slots=True)
class Source(_Packed):
    """Where a value was read.

    `origin` is "baked" (in the credential inside the PDF; `rule` is its place), "printed", "link" (an address under a
    printed text), "qr" (a QR code), or "online" (fetched from the issuer's site); `rule` names the rule that found it,
    `page` counts from 1, `bbox` is (x0, top, x1, bottom) in points from the page's top left, `text` is as printed,
    `sure` is how sure it is that this is the value, from 0.5 to 1.
    """

    origin: str
    rule: str
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    text: str | None = None
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Notice(_Packed):
    """A warning: the `field` it is about, a `code` for programs, a `message` for people."""

    field: str
    code: str
    message: str


class Picture(Protocol):
    """Something that can give the badge's image on demand."""

    def png(self) -> bytes | None:
        """Give the picture as PNG bytes, its mask applied; None if it proves to be no picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeRecord:
    """One badge, as its PDF states it. Every field may be absent; `sources` says where each value was read.

    `baked` is the credential inside the PDF exactly as it was baked: an address, JSON or a compact JWS.
    """

    schema_version: int = SCHEMA_VERSION
    file: str | None = None
    name: str | None = None
    description: str | None = None
    recipient: Recipient = Recipient()
    issuer: Profile = Profile()
    creator: Profile | None = None
    issued_on: Day | None = None
    expires_on: Day | None = None
    activity: Activity | None = None
    tags: tuple[str, ...] = ()
    skills: tuple[Skill, ...] = ()
    esco_competencies: tuple[Competency, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    criteria: Criteria = Criteria()
    evidence: tuple[Evidence, ...] = ()
    credential_url: str | None = None
    credential_id: str | None = None
    language: str | None = None
    platform: str = "unknown"
    open_badges_version: str | None = None
    sources: Mapping[str, Source] = field(default_factory=dict, hash=False)
    warnings: tuple[Notice, ...] = ()
    picture: Picture | None = field(default=None, repr=False, compare=False)
    baked: str | None = field(default=None, repr=False, compare=False)

    @property
    def image(self) -> bytes | None:
        """The badge's image as PNG bytes, its mask applied; None where the PDF shows none.

        It is decoded when it is first asked for. Where the record was read from a path, the file is opened again:
        `UnreadableDocument` is raised if it is gone or has changed since.
        """
        return self.picture.png() if self.picture else None

    def to_dict(self) -> dict[str, Any]:
        """Give the record as JSON-ready data: every key is present, absent is None or [], dates are ISO strings."""
        data: dict[str, Any] = plain(self)
        return data

    def to_json(self, indent: int | None = 2) -> str:
        """Give the record as JSON text."""
        return json.dumps(self, default=opened, ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> BadgeRecord:
        """Build a record from what `to_dict` gave. ValueError names the key that does not fit.

        >>> BadgeRecord.from_dict({"name": "First Aid", "issued_on": "2024-02"}).issued_on
        YearMonth(year=2024, month=2)
        """
        record: BadgeRecord = build(cls, data, "record")
        if record.schema_version != SCHEMA_VERSION:
            raise ValueError(f"record.schema_version: {record.schema_version} is not {SCHEMA_VERSION}")
        return record


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of `BadgeRecord.to_dict()`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "BadgeRecord",
        **schema(BadgeRecord),
    }
