"""What can be proved of a badge's PDF: a list of checks, each passed, failed or not checkable, with the reason.

The cryptography is pyHanko's, joserfc's and openbadgeslib's, which the extra `badgepdf[verify]` installs; none of them
is imported for anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from ..assertion import Baked, read_baked
from ..document import Document, Source, open_document
from ..extract import analyse_document
from ..record import BadgeRecord, YearMonth
from ..resolve import Decision

Outcome = Literal["passed", "failed", "not checkable"]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what was looked at, what came of it, and why."""

    name: str
    outcome: Outcome
    reason: str


class Case(NamedTuple):
    """What the checks look at: `data` is the credential's JSON, empty where none can be read."""

    document: Document
    baked: Baked | None
    data: dict[str, Any]
    record: BadgeRecord | None
    decisions: Sequence[Decision]
    email: str | None
    key: bytes | None
    roots: bytes | None
    today: date
    online: bool


Checker = Callable[[Case], Iterator[Check]]


def verify(
    source: Source,
    *,
    email: str | None = None,
    key: bytes | None = None,
    roots: bytes | None = None,
    today: date | None = None,
    online: bool = False,
) -> list[Check]:
    """Check what can be proved of a badge's PDF, without asking anybody unless `online`.

    `email` is the address to hold against the recipient's hash. `key` is the issuer's public key (PEM or JWK) where the
    credential does not hold it. `roots` are certificates (PEM) that PDF signatures are trusted by. `today` is the day
    that expiry is held against. `online` also asks the issuer's own site (needs badgepdf[online]).
    Raises UnreadableDocument, EncryptedDocument.
    """
    document = open_document(source)
    baked = read_baked(document, online=online)
    analysis = analyse_document(document, baked)
    record, decisions = analysis.findings[0] if analysis.findings else (None, ())
    data = (baked.payload.data if baked else None) or {}
    day = today or date.today()  # noqa: DTZ011 - expiry is told in days, of whoever asks
    case = Case(document, baked, data, record, decisions, email, key, roots, day, online)
    return [check for checker in _checkers() for check in checker(case)]


def _checkers() -> tuple[Checker, ...]:
    from .pdf_signature import check_pdf_signature
    from .proofs import check_jws, check_proof
    from .recipient import check_recipient

    return check_pdf_signature, check_jws, check_proof, check_recipient, _expiry, _revocation, _print


def _expiry(case: Case) -> Iterator[Check]:
    expires = case.record.expires_on if case.record else None
    if expires is None:
        yield Check("expiry", "not checkable", "no expiry date is stated")
        return
    last = (expires.year, expires.month, 31) if isinstance(expires, YearMonth) else expires.timetuple()[:3]
    over = last < case.today.timetuple()[:3]
    yield Check("expiry", "failed" if over else "passed", f"{'expired on' if over else 'valid until'} {expires}")


def _revocation(case: Case) -> Iterator[Check]:
    told_online = {w.code: w.message for w in case.baked.notices} if case.baked else {}
    if "revoked" in told_online:
        yield Check("revocation", "failed", told_online["revoked"])
    elif "fetched_differs" in told_online:
        yield Check("revocation", "failed", told_online["fetched_differs"])
    elif "fetched_same" in told_online:
        yield Check("revocation", "passed", told_online["fetched_same"])
    elif case.data.get("revoked") is True:
        told = case.data.get("revocationReason") or "no reason is given"
        yield Check("revocation", "failed", f"the credential says that it was revoked: {told}")
    else:
        yield Check("revocation", "not checkable", "only the issuer's own site can tell whether it was revoked")


def _print(case: Case) -> Iterator[Check]:
    name = "print against credential"
    if case.baked is None or case.baked.payload.credential is None or case.record is None:
        yield Check(name, "not checkable", "there is no credential inside the PDF to hold the page against")
        return
    both = [d for d in case.decisions if len({c.level for c in d.candidates}) > 1]
    if conflicts := [d.field for d in both if d.conflict]:
        yield Check(name, "failed", f"they differ in {', '.join(conflicts)}: 'badgepdf explain' shows how")
    elif both:
        yield Check(name, "passed", "what could be read on the page agrees with the credential")
    else:
        yield Check(name, "not checkable", "nothing could be read on the page that the credential states too")
