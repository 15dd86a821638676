"""The records as JSON Lines, for programs that read one record after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..record import BadgeRecord
from . import Exporter

# JSON lets these stand as they are, yet some programs end a line at them
_BREAKS = re.compile("[\x85\u2028\u2029]")


def _render(records: Sequence[BadgeRecord], _lang: str) -> str:
    return "".join(_BREAKS.sub(_escaped, record.to_json(indent=None)) + "\n" for record in records)


def _escaped(char: re.Match[str]) -> str:
    return f"\\u{ord(char[0]):04x}"


EXPORTER = Exporter("jsonl", "the records as JSON Lines, one a line", _render, grows=True)
