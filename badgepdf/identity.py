"""What tells a badge from others, whenever and from wherever it is read."""

from __future__ import annotations

import hashlib
import json

from .record import BadgeRecord


def identity(record: BadgeRecord) -> str:
    """Give the same 32 hexadecimal digits for the same badge of the same person: by its address, if it has one.

    >>> one, other = BadgeRecord(name="a", credential_url="https://example.org/1"), BadgeRecord(name="a")
    >>> identity(one) == identity(one), identity(one) == identity(other)
    (True, False)
    """
    whose = (record.recipient.name, record.recipient.email, record.recipient.identity)
    if record.credential_url:
        parts: tuple[str | None, ...] = (record.credential_url,)
    else:
        parts = (record.issuer.name, record.credential_id, record.name, str(record.issued_on), str(record.expires_on))
    return hashlib.sha256(json.dumps([*parts, *whose]).encode()).hexdigest()[:32]
