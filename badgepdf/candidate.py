"""What a rule or a credential offers for a field."""

from __future__ import annotations

from typing import Any, NamedTuple

from .record import Source

PRINTED, BAKED = 1, 2
"""How much a candidate counts: what is baked into the PDF beats what is printed on it."""


class Candidate(NamedTuple):
    """A value that was read for a field ("recipient.name"), where it stands, and how much it counts."""

    field: str
    value: Any
    source: Source
    level: int = PRINTED
