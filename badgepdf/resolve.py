"""Candidates become a record: who wins, and what is warned about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from .address import is_identifier, last_segment
from .candidate import Candidate
from .record import Activity, BadgeRecord, Criteria, Notice, Picture, Profile, Recipient, Source, YearMonth

LISTS = frozenset({"tags", "skills", "esco_competencies", "alignments", "evidence"})
ENOUGH = 0.5
"""How sure a value must be to be stated."""

_AS_SURE = 0.08  # how much less sure another candidate may be and still count as much
_DAMAGED = re.compile("(?<=\\w)[\ufffd■]|[\ufffd■](?=\\w)")  # what stands for a character that the font does not have
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_GROUPS = {"recipient": Recipient, "issuer": Profile, "creator": Profile, "criteria": Criteria, "activity": Activity}


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
    ident = last_segment(address.value) if address else None
    if address and ident and "credential_id" not in winners and is_identifier(ident):
        derived = Candidate("credential_id", ident, address.source)
        decisions.append(
            Decision("credential_id", (derived,), derived, "no ID is printed: it is taken from the address")
        )
    return decisions


def _decide(field: str, candidates: tuple[Candidate, ...]) -> Decision:
    level = max([c.level for c in candidates])
    if field in LISTS:
        return _decide_list(field, candidates, level)
    if len(candidates) == 1 and candidates[0].source.sure >= ENOUGH:
        return Decision(field, candidates, candidates[0], "the only candidate")
    sure = max(c.source.sure for c in candidates if c.level == level)
    best = tuple(c for c in candidates if c.level == level and c.source.sure > sure - _AS_SURE)
    beaten = tuple(c for c in candidates if c.level < level)
    unsure = any(c.level == level and c not in best and not same(field, c.value, best[0].value) for c in candidates)
    first = min(best, key=lambda c: _flaws(c.value))
    if sure < ENOUGH:
        return Decision(field, candidates, None, "none is sure enough")
    if any(not same(field, c.value, first.value) for c in best):
        return Decision(field, candidates, None, "they differ and none is better: no value is taken", conflict=True)
    if not beaten:
        why = "the only candidate" if len(best) == 1 else "all say the same"
        return Decision(field, candidates, first, "the surest candidate" if unsure else why)
    conflict = any(not same(field, c.value, first.value) for c in beaten)
    return Decision(field, candidates, first, "what is baked in beats what is printed", conflict)


def _decide_list(field: str, candidates: tuple[Candidate, ...], level: int) -> Decision:
    """Keep every candidate of the level that counts."""
    best = tuple(c for c in candidates if c.level == level)
    conflict = len(best) < len(candidates) and _names(best) != _names(c for c in candidates if c.level < level)
    why = "a list: every candidate is kept, in order" + (", of what is baked in" if best != candidates else "")
    return Decision(field, candidates, best[0], why, conflict)


def _flaws(value: Any) -> int:
    """Count what a text lacks: characters that its font does not have, and what was cut off its end."""
    return _damage(value) + _is_cut(value) if isinstance(value, str) else 0


def _damage(text: str) -> int:
    return len(_DAMAGED.findall(text)) if "\ufffd" in text or "■" in text else 0


def _is_cut(text: str) -> bool:
    return text.removesuffix("\n").endswith(("…", "..."))


def _completes(whole: str, flawed: str) -> bool:
    """Tell whether one text is the other with nothing lacking."""
    cut = _CUT.search(flawed)
    levelled = _level_text(_DAMAGED.sub("\ufffd", flawed[: cut.start()] if cut else flawed))
    pattern = ".{1,2}".join(map(re.escape, levelled.split("\ufffd"))) + (".*" if cut else "")
    return re.fullmatch(pattern, _level_text(whole)) is not None


def _flawed(field: str, text: str) -> Notice | None:
    if _damage(text):
        return Notice(field, "undecodable", f"the PDF's font lacks characters of {text!r}")
    return Notice(field, "cut_off", f"the PDF prints only the beginning: {text!r}") if _is_cut(text) else None


def _names(candidates: Iterable[Candidate]) -> frozenset[str]:
    return frozenset(_level_text(_text(c.value) or str(c.value)) for c in candidates)


def _text(value: Any) -> str | None:
    """Give a text, or the name of an item of a list."""
    name = getattr(value, "name", value)
    return name if isinstance(name, str) else None


def _level_text(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def same(field: str, one: Any, other: Any) -> bool:
    """Tell whether two values say the same: texts but for case, blanks and what one lacks, addresses by their ID.

    A day and its month say the same.
    """
    if one == other:
        return True
    if field == "credential_url":
        return last_segment(one) == last_segment(other)
    if isinstance(one, str) and isinstance(other, str):
        return _level_text(one) == _level_text(other) or _completes(one, other) or _completes(other, one)
    if isinstance(one, YearMonth) or isinstance(other, YearMonth):
        return bool((one.year, one.month) == (other.year, other.month))
    return False


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
            told = " / ".join(f"{c.source.origin}: {_text(c.value) or c.value}" for c in decision.candidates)
            warnings.append(Notice(field, "conflict" if winner else "contradiction", f"{told}; {decision.why}"))
        if winner is None and not decision.conflict:
            told = " / ".join(repr(c.source.text) for c in decision.candidates)
            warnings.append(Notice(field, "unsure", f"{told}: {decision.why}"))
        if winner is None:
            continue
        warnings += filter(None, (_flawed(field, text) for c in decision.kept() if (text := _text(c.value))))
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
