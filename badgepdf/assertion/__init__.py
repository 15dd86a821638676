"""The credential baked into the PDF becomes candidates, which beat those of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..candidate import BAKED, Candidate
from ..document import Document
from ..errors import BadgePDFError
from ..record import Notice, Source
from .carriers import carriers
from .credential import Credential, looks_like_factory, read_credential
from .payload import Payload, read_payload

_LISTS = ("tags", "esco_competencies", "alignments", "evidence")


class Baked(NamedTuple):
    """What was found baked into a PDF: the payload that counts, what it offers, and what is to be warned of."""

    payload: Payload
    candidates: Sequence[Candidate]
    notices: Sequence[Notice]
    language: str | None
    version: str | None

    @property
    def platform(self) -> str | None:
        """The platform that the credential's address tells, None if it is none that is known."""
        return "open-badge-factory" if looks_like_factory(self.payload.address or "") else None


def read_baked(document: Document, *, online: bool = False) -> Baked | None:
    """Read the credential that is baked into a PDF, None where there is none.

    The first carrier counts, and nothing is mixed into it; where it holds only an address and another one the
    credential of that address, the richer one counts. `online` fetches what the credential only gives the address of.
    """
    payloads = [read_payload(place, text) for place, text in carriers(document)]
    if not payloads:
        return None
    first = payloads[0]
    richer = (p for p in payloads if p.credential and (p.credential.url == first.address or first.problem))
    chosen = first if first.credential else next(richer, first)
    notices = [*_problems(payloads), *(_disagreement(chosen, p) for p in payloads if _differs(chosen, p))]
    offline = _offered(chosen)
    if online:
        chosen, fetched = _completed(chosen)
        notices += fetched
    candidates = [c if c in offline else c._replace(source=_from_online(c)) for c in _offered(chosen)]
    credential = chosen.credential
    if credential is None:
        return Baked(chosen, candidates, notices, None, None)
    notices += [Notice("record", code, message) for code, message in credential.notices]
    return Baked(chosen, candidates, notices, credential.language, credential.version)


def _from_online(candidate: Candidate) -> Source:
    return replace(candidate.source, origin="online")


def _completed(payload: Payload) -> tuple[Payload, list[Notice]]:
    """Fetch what a payload only gives the address of."""
    try:
        from ..online import Fetcher, complete
    except ImportError as error:
        way_out = "install it with: pip install 'badgepdf[online]'"
        raise BadgePDFError("badgepdf", "asking online needs the package httpx, which is not here", way_out) from error
    data = payload.data if payload.credential else payload.address
    if data is None:
        return payload, []
    with Fetcher() as fetcher:
        found, notices = complete(data, fetcher)
    if found is None:
        return payload, notices
    try:
        credential = read_credential(found)
    except ValueError as error:
        return payload, [*notices, Notice("record", "not_fetched", f"what was fetched is no badge: {error}")]
    return payload._replace(credential=credential, address=payload.address or credential.url), notices


def _offered(payload: Payload) -> list[Candidate]:
    if payload.credential:
        return list(_candidates(payload.place, payload.credential))
    return [_candidate(payload.place, "credential_url", payload.address)] if payload.address else []


def _problems(payloads: Sequence[Payload]) -> Iterator[Notice]:
    for payload in payloads:
        if payload.problem:
            message = f"what is baked in as {payload.place} cannot be read: {payload.problem}"
            yield Notice("record", "baked_unreadable", message)
        if payload.signed:
            message = f"{payload.place} carries a signature, which reading does not check"
            yield Notice("record", "signature_not_checked", message)


def _differs(chosen: Payload, other: Payload) -> bool:
    return bool(chosen.address and other.address and chosen.address != other.address)


def _disagreement(chosen: Payload, other: Payload) -> Notice:
    message = f"{chosen.place} says {chosen.address}, {other.place} says {other.address}; the first counts"
    return Notice("credential_url", "conflict", message)


def _candidate(place: str, field: str, value: object) -> Candidate:
    text = value if isinstance(value, str) else str(value)
    return Candidate(field, value, Source("baked", place, text=text), BAKED)


def _candidates(place: str, credential: Credential) -> Iterator[Candidate]:
    for field, value in credential.fields():
        if field in _LISTS:
            yield from (_candidate(place, field, item) for item in value)
        elif value is not None:
            yield _candidate(place, field, value)
