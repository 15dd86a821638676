"""The records themselves as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..record import BadgeRecord
from . import Exporter


def _render(records: Sequence[BadgeRecord], _lang: str) -> str:
    return json.dumps([record.to_dict() for record in records], ensure_ascii=False, indent=2) + "\n"


EXPORTER = Exporter("json", "the records as a JSON array, every key present", _render)
