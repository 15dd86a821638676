"""The record of one badge: frozen dataclasses, their JSON form and its schema.

Absent is `None` or `()`, never an empty string. Nothing here knows of PDFs.
"""

from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True, order=True)
class YearMonth:
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
class Recipient:
    """Who earned the badge. `identity` is the credential's own identifier, `hashed` if it is a hash (with `salt`)."""

    name: str | None = None
    email: str | None = None
    identity: str | None = None
    hashed: bool | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """An issuer or a creator."""

    name: str | None = None
    url: str | None = None
    email: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """When and where the learning took place, where that is stated apart from the day of issue."""

    start: Day | None = None
    end: Day | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill attested, of no framework; study load in minutes."""

    name: str
    study_load_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency of ESCO; `uri` is canonical (`http://data.europa.eu/esco/...`) or None."""

    name: str | None = None
    uri: str | None = None
    description: str | None = None
    study_load_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """An alignment to any framework but ESCO."""

    name: str | None = None
    url: str | None = None
    description: str | None = None
    framework: str | None = None


@dataclass(frozen=True, slots=True)
class Criteria:
    """What had to be done: an address, a text, or both."""

    url: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence for the earner's claim."""

    name: str | None = None
    url: str | None = None
    description: str | None = None
    narrative: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value was read.

    `origin` is "printed" (or "link", for an address under a printed text), `rule` names the rule that found it,
    `page` counts from 1, `bbox` is (x0, top, x1, bottom) in points from the page's top left, `text` is as printed.
    """

    origin: str
    rule: str
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
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
    """One badge, as its PDF states it. Every field may be absent; `sources` says where each value was read."""

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

    @property
    def image(self) -> bytes | None:
        """The badge's image as PNG bytes, its mask applied; None where the PDF shows none.

        It is decoded when it is first asked for. Where the record was read from a path, the file is opened again:
        `UnreadableDocument` is raised if it is gone or has changed since.
        """
        return self.picture.png() if self.picture else None

    def to_dict(self) -> dict[str, Any]:
        """Give the record as JSON-ready data: every key is present, absent is None or [], dates are ISO strings."""
        return {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self) if f.name != "picture"}

    def to_json(self, indent: int | None = 2) -> str:
        """Give the record as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> BadgeRecord:
        """Build a record from what `to_dict` gave. ValueError names the key that does not fit.

        >>> BadgeRecord.from_dict({"name": "First Aid", "issued_on": "2024-02"}).issued_on
        YearMonth(year=2024, month=2)
        """
        record: BadgeRecord = _build(cls, data, "record")
        if record.schema_version != SCHEMA_VERSION:
            raise ValueError(f"record.schema_version: {record.schema_version} is not {SCHEMA_VERSION}")
        return record


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of `BadgeRecord.to_dict()`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "BadgeRecord",
        **_schema(BadgeRecord),
    }


_PLAIN = (str, int, float, bool, type(None))
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def _plain(value: Any) -> Any:
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, YearMonth):
        return {name: _plain(getattr(value, name)) for name in value.__slots__}  # type: ignore[attr-defined]
    return str(value)  # a date or a month


def _fields(cls: Any) -> dict[str, Any]:
    """Give the name and the type of each field of a dataclass that has a JSON form."""
    hints = typing.get_type_hints(cls)
    return {f.name: hints[f.name] for f in dataclasses.fields(cls) if f.name != "picture"}


def _build(kind: Any, value: Any, where: str) -> Any:
    """Turn JSON-ready data into a value of the type `kind`."""
    args = typing.get_args(kind)
    if typing.get_origin(kind) is types.UnionType:
        if value is None and type(None) in args:
            return None
        if date in args:
            return _day(value, where)
        (kind,) = (a for a in args if a is not type(None))
        return _build(kind, value, where)
    if typing.get_origin(kind) is tuple:
        if not isinstance(value, (list, tuple)):
            raise ValueError(f"{where}: {value!r} is not a list")
        item = args[0]
        return tuple(_build(item, v, f"{where}[{i}]") for i, v in enumerate(value))
    if typing.get_origin(kind) is Mapping:
        return {k: _build(args[1], v, f"{where}.{k}") for k, v in value.items()}
    if dataclasses.is_dataclass(kind):
        known = _fields(kind)
        if not isinstance(value, Mapping):
            raise ValueError(f"{where}: {value!r} is not an object")
        if unknown := set(value) - set(known):
            raise ValueError(f"{where}: unknown keys {', '.join(sorted(unknown))}")
        parts = {k: _build(known[k], v, f"{where}.{k}") for k, v in value.items()}
        try:
            return kind(**parts)
        except TypeError as error:
            raise ValueError(f"{where}: {error}") from error
    if kind is float and type(value) is int:
        return value
    if type(value) is not kind:
        raise ValueError(f"{where}: {value!r} is not of type {kind.__name__}")
    return value


def _day(value: Any, where: str) -> Day:
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{where}: {value!r} is no date (YYYY-MM-DD or YYYY-MM)")
    year, month, day = match.groups()
    try:
        return date(int(year), int(month), int(day)) if day else YearMonth(int(year), int(month))
    except ValueError as error:
        raise ValueError(f"{where}: {value!r}: {error}") from error


_JSON_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def _schema(kind: Any) -> dict[str, Any]:
    """Give the JSON Schema of a type."""
    args = typing.get_args(kind)
    if typing.get_origin(kind) is types.UnionType:
        if date in args:
            some: list[dict[str, Any]] = [{"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"}]
        else:
            some = [_schema(a) for a in args if a is not type(None)]
        return {"anyOf": [*some, {"type": "null"}]} if type(None) in args else some[0]
    if typing.get_origin(kind) is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return {"type": "array", "items": _schema(args[0])}
        return {"type": "array", "items": _schema(args[0]), "minItems": len(args), "maxItems": len(args)}
    if typing.get_origin(kind) is Mapping:
        return {"type": "object", "additionalProperties": _schema(args[1])}
    if dataclasses.is_dataclass(kind):
        properties = {name: _schema(hint) for name, hint in _fields(kind).items()}
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return {"type": _JSON_TYPES[kind]}
