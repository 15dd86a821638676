"""Dataclasses to JSON-ready data and back, and their JSON Schema: by their type hints alone.

Known are str, int, float, bool, date, tuples, mappings from str, dataclasses, and unions of one of these with None.
A date may stand for a month (`YYYY-MM`): the other type of its union is then called with year and month.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

_PLAIN = frozenset({str, int, float, bool, type(None)})
_JSON_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
HIDDEN = frozenset({"picture", "baked"})  # fields without a JSON form


def plain(value: Any) -> Any:
    """Turn a value into JSON-ready data: dates and months become ISO strings, tuples lists, dataclasses objects."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [v if type(v) in _PLAIN else plain(v) for v in value]
    held = opened(value)
    return held if type(held) is str else {k: v if type(v) in _PLAIN else plain(v) for k, v in held.items()}


def opened(value: Any) -> Any:
    """Give what a value that JSON does not know holds, or its text: what `json.dumps` asks for as `default`."""
    kind: Any = type(value)
    if reading := _reading(kind):
        names, read = reading
        return dict(zip(names, read(value), strict=True))
    return dict(value) if isinstance(value, Mapping) else str(value)


@cache
def _reading(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]] | None:
    """Give the fields of a dataclass that has no text of its own, two at least, and what reads them; None for others.

    Looking up the fields of each object took a batch most of the time that writing its results takes.
    """
    if not dataclasses.is_dataclass(kind) or kind.__str__ is not object.__str__:
        return None
    names = tuple(field.name for field in dataclasses.fields(kind) if field.name not in HIDDEN)
    return names, attrgetter(*names)


def build(kind: Any, value: Any, where: str) -> Any:
    """Turn JSON-ready data into a value of the type `kind`; ValueError names the place that does not fit."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType:
        return _build_union(args, value, where)
    if origin is tuple:
        _expect(isinstance(value, (list, tuple)), where, value, "list")
        if args[1] is not Ellipsis and len(value) != len(args):
            raise ValueError(f"{where}: {value!r} has not {len(args)} items")
        return tuple(build(args[0], v, f"{where}[{i}]") for i, v in enumerate(value))
    if origin is Mapping:
        _expect(isinstance(value, Mapping) and all(isinstance(k, str) for k in value), where, value, "object")
        return {k: build(args[1], v, f"{where}.{k}") for k, v in value.items()}
    if dataclasses.is_dataclass(kind):
        return _build_dataclass(kind, value, where)
    _expect(type(value) is kind or (kind is float and type(value) is int), where, value, kind.__name__)
    return value


def _expect(fits: bool, where: str, value: Any, name: str) -> None:
    if not fits:
        raise ValueError(f"{where}: {value!r} is not of type {name}")


def _build_union(args: tuple[Any, ...], value: Any, where: str) -> Any:
    if value is None and type(None) in args:
        return None
    kinds = [a for a in args if a is not type(None)]
    return _build_day(kinds, value, where) if date in kinds else build(kinds[0], value, where)


def _build_day(kinds: list[Any], value: Any, where: str) -> Any:
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{where}: {value!r} is no date (YYYY-MM-DD or YYYY-MM)")
    month_kind = next(kind for kind in kinds if kind is not date)
    year, month, day = match.groups()
    try:
        return date(int(year), int(month), int(day)) if day else month_kind(int(year), int(month))
    except ValueError as error:
        raise ValueError(f"{where}: {value!r}: {error}") from error


def _build_dataclass(kind: Any, value: Any, where: str) -> Any:
    _expect(isinstance(value, Mapping) and all(isinstance(k, str) for k in value), where, value, "object")
    known = _fields(kind)
    if unknown := set(value) - set(known):
        raise ValueError(f"{where}: unknown keys {', '.join(sorted(unknown))}")
    parts = {k: build(known[k], v, f"{where}.{k}") for k, v in value.items()}
    try:
        return kind(**parts)
    except TypeError as error:
        raise ValueError(f"{where}: {error}") from error


def _fields(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {f.name: hints[f.name] for f in dataclasses.fields(kind) if f.name not in HIDDEN}


def schema(kind: Any) -> dict[str, Any]:
    """Give the JSON Schema of what `plain` makes of a value of the type `kind`."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType:
        kinds = [a for a in args if a is not type(None)]
        day = {"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"}
        some = day if date in kinds else schema(kinds[0])
        return {"anyOf": [some, {"type": "null"}]} if type(None) in args else some
    if origin is tuple:
        size = {} if args[1] is Ellipsis else {"minItems": len(args), "maxItems": len(args)}
        return {"type": "array", "items": schema(args[0]), **size}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": schema(args[1])}
    if dataclasses.is_dataclass(kind):
        properties = {name: schema(hint) for name, hint in _fields(kind).items()}
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return {"type": _JSON_TYPES[kind]}
