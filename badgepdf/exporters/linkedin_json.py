"""The fields of LinkedIn's form as data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from ..record import BadgeRecord
from . import Exporter, by_date
from .linkedin import linkedin


def _render(records: Sequence[BadgeRecord], _lang: str) -> str:
    entries = ((record, linkedin(record)) for record in by_date(records))
    data = [{**asdict(entry), "add_url": entry.add_url, "file": record.file} for record, entry in entries]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


EXPORTER = Exporter("linkedin-json", "the fields of LinkedIn's form as a JSON array", _render)
