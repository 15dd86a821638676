"""Candidates become a record: who wins, and what is warned about."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from .layouts.rules import Candidate
from .record import BadgeRecord, Criteria, Notice, Picture, Profile, Recipient, Source

LISTS = frozenset({"tags", "skills", "esco_competencies", "alignments", "evidence"})
_GROUPS = {"recipient": Recipient, "issuer": Profile, "creator": Profile, "criteria": Criteria}


class Decision(NamedTuple):
    """What became of the candidates for one field: the one that won (all of them, for a list) and why."""

    field: str
    candidates: tuple[Candidate, ...]
    winner: Candidate | None
    why: str


def decide(candidates: Iterable[Candidate]) -> list[Decision]:
    """Decide each field. Two candidates that differ leave a field without a value: neither is guessed.

    A badge without an ID of its own gets the last segment of its address.
    """
    ordered = sorted(candidates, key=lambda c: c.field)
    decisions = [_decide(field, tuple(group)) for field, group in groupby(ordered, key=lambda c: c.field)]
    winners = {d.field: d.winner for d in decisions}
    address = winners.get("credential_url")
    if address and "credential_id" not in winners and (ident := last_segment(address.value)):
        derived = Candidate("credential_id", ident, address.source)
        decisions.append(
            Decision("credential_id", (derived,), derived, "no ID is printed: it is taken from the address")
        )
    return decisions


def _decide(field: str, candidates: tuple[Candidate, ...]) -> Decision:
    first = candidates[0]
    if field in LISTS:
        return Decision(field, candidates, first, "a list: every candidate is kept, in the order of the page")
    if len(candidates) == 1:
        return Decision(field, candidates, first, "the only candidate")
    if all(c.value == first.value for c in candidates):
        return Decision(field, candidates, first, f"all {len(candidates)} say the same")
    return Decision(field, candidates, None, "they differ and none is better: no value is taken")


def build(
    decisions: Iterable[Decision],
    notices: Iterable[Notice],
    *,
    file: str | None,
    platform: str,
    language: str | None,
    picture: Picture | None,
) -> BadgeRecord:
    """Build the record from what was decided."""
    values: dict[str, Any] = {}
    grouped: dict[str, dict[str, Any]] = {}
    sources: dict[str, Source] = {}
    warnings = list(notices)
    for field, candidates, winner, why in decisions:
        if winner is None:
            printed = " / ".join(str(c.value) for c in candidates)
            warnings.append(Notice(field, "contradiction", f"{printed}: {why}"))
        elif field in LISTS:
            values[field] = tuple(c.value for c in candidates)
            sources |= {f"{field}[{i}]": c.source for i, c in enumerate(candidates)}
        else:
            group, _, name = field.partition(".")
            if name:
                grouped.setdefault(group, {})[name] = winner.value
            else:
                values[field] = winner.value
            sources[field] = winner.source
    for group, parts in grouped.items():
        values[group] = _GROUPS[group](**parts)
    return BadgeRecord(
        file=file,
        platform=platform,
        language=language,
        picture=picture,
        sources=sources,
        warnings=tuple(warnings),
        **values,
    )


def last_segment(url: str) -> str | None:
    """Give the last segment of an address's path without its extension.

    >>> last_segment("https://openbadgepassport.com/app/badge/info/107919")
    '107919'
    """
    segment = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return segment.rpartition(".")[0] or segment or None
