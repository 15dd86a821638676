"""Candidates become a record: who wins, and what is warned about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from .address import last_segment
from .candidate import Candidate
from .record import BadgeRecord, Criteria, Notice, Picture, Profile, Recipient, Source, YearMonth

LISTS = frozenset({"tags", "skills", "esco_competencies", "alignments", "evidence"})
_GROUPS = {"recipient": Recipient, "issuer": Profile, "creator": Profile, "criteria": Criteria}


class Decision(NamedTuple):
    """What became of the candidates for one field: the winner (the first, for a list) and why.

    `conflict` tells that a candidate says something else than the winner.
    """

    field: str
    candidates: tuple[Candidate, ...]
    winner: Candidate | None
    why: str
    conflict: bool = False

    def kept(self) -> tuple[Candidate, ...]:
        """Give the candidates whose values the record holds."""
        if self.winner is None:
            return ()
        level = self.winner.level
        return tuple(c for c in self.candidates if c.level == level) if self.field in LISTS else (self.winner,)


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
    level = max(c.level for c in candidates)
    best = tuple(c for c in candidates if c.level == level)
    beaten = tuple(c for c in candidates if c.level < level)
    first = best[0]
    if field in LISTS:
        conflict = bool(beaten) and _names(best) != _names(beaten)
        why = "a list: every candidate is kept, in order" + (", of what is baked in" if beaten else "")
        return Decision(field, candidates, first, why, conflict)
    if any(not same(field, c.value, first.value) for c in best):
        return Decision(field, candidates, None, "they differ and none is better: no value is taken", conflict=True)
    if not beaten:
        return Decision(field, candidates, first, "the only candidate" if len(best) == 1 else "all say the same")
    conflict = any(not same(field, c.value, first.value) for c in beaten)
    return Decision(field, candidates, first, "what is baked in beats what is printed", conflict)


def _names(candidates: Iterable[Candidate]) -> frozenset[str]:
    return frozenset(_level_text(getattr(c.value, "name", None) or str(c.value)) for c in candidates)


def _level_text(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def same(field: str, one: Any, other: Any) -> bool:
    """Tell whether two values say the same: texts but for case and blanks, addresses of a badge by its ID.

    A day and its month say the same.
    """
    if field == "credential_url":
        return one == other or last_segment(one) == last_segment(other)
    if isinstance(one, str) and isinstance(other, str):
        return _level_text(one) == _level_text(other)
    if isinstance(one, YearMonth) or isinstance(other, YearMonth):
        return bool((one.year, one.month) == (other.year, other.month))
    return bool(one == other)


def build(
    decisions: Iterable[Decision],
    notices: Iterable[Notice],
    *,
    file: str | None,
    platform: str,
    language: str | None,
    version: str | None = None,
    baked: str | None = None,
    picture: Picture | None,
) -> BadgeRecord:
    """Build the record from what was decided."""
    values: dict[str, Any] = {}
    grouped: dict[str, dict[str, Any]] = {}
    sources: dict[str, Source] = {}
    warnings = list(notices)
    for decision in decisions:
        field, winner = decision.field, decision.winner
        if decision.conflict:
            told = " / ".join(f"{c.source.origin}: {getattr(c.value, 'name', c.value)}" for c in decision.candidates)
            warnings.append(Notice(field, "conflict" if winner else "contradiction", f"{told}; {decision.why}"))
        if winner is None:
            continue
        if field in LISTS:
            values[field] = tuple(c.value for c in decision.kept())
            sources |= {f"{field}[{i}]": c.source for i, c in enumerate(decision.kept())}
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
        open_badges_version=version,
        baked=baked,
        picture=picture,
        sources=sources,
        warnings=tuple(warnings),
        **values,
    )
