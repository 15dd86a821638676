"""The records as JSON Lines, for programs that read one record after the other."""

from __future__ import annotations

from collections.abc import Sequence

from ..record import BadgeRecord
from . import Exporter

# JSON lets these stand as they are, yet some programs end a line at them
_BREAKS = str.maketrans({char: f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"})


def _render(records: Sequence[BadgeRecord], _lang: str) -> str:
    return "".join(record.to_json(indent=None).translate(_BREAKS) + "\n" for record in records)


EXPORTER = Exporter("jsonl", "the records as JSON Lines, one a line", _render, grows=True)
