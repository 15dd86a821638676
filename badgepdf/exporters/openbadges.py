"""The credential inside the PDF, exactly as it was baked. Nothing is made up to look like one."""

from __future__ import annotations

from collections.abc import Sequence

from ..record import BadgeRecord
from . import Exporter


def _render(records: Sequence[BadgeRecord], _lang: str) -> str:
    credentials = dict.fromkeys(record.baked for record in records if record.baked)
    return "".join(f"{credential}\n" for credential in credentials)


def _refusal(record: BadgeRecord) -> str | None:
    return None if record.baked else "no credential is baked into it"


EXPORTER = Exporter(
    "openbadges", "the credential baked into the PDF, exactly as it was baked", _render, refusal=_refusal
)
