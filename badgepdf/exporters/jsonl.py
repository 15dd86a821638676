"""The records as JSON Lines, for programs that read one record after the other."""

from __future__ import annotations

from collections.abc import Sequence

from ..record import BadgeRecord
from . import Exporter

_BREAKS = "\x85\u2028\u2029"  # JSON lets these stand as they are, yet some programs end a line at them


def _render(records: Sequence[BadgeRecord], _lang: str) -> str:
    return "".join(_on_one_line(record.to_json(indent=None)) + "\n" for record in records)


def _on_one_line(text: str) -> str:
    for char in _BREAKS:
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


EXPORTER = Exporter("jsonl", "the records as JSON Lines, one a line", _render, grows=True)
