"""Whether a credential was made out to an e-mail address."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..assertion.credential import EMAIL, Identity

if TYPE_CHECKING:
    from . import Case, Check

NAME = "recipient"
_LENGTHS = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}  # hexadecimal digits of a hash without its method
_METHODS = frozenset({*_LENGTHS.values(), "sha384"})


def check_recipient(case: Case) -> Iterator[Check]:
    """Hold the given e-mail address against every identity that the credential states."""
    from . import Check

    credential = case.baked.payload.credential if case.baked else None
    identities = [i for i in credential.identities if i.kind != "name" or i.hashed] if credential else []
    if not identities:
        yield Check(NAME, "not checkable", "no credential inside the PDF says who earned the badge")
    elif case.email is None:
        yield Check(NAME, "not checkable", "no e-mail address was given to hold against the credential")
    else:
        answers = [_is_theirs(case.email, identity) for identity in identities]
        if any(answers):
            yield Check(NAME, "passed", f"the credential was made out to {case.email}")
        elif None in answers:
            odd = identities[answers.index(None)]
            told = f"by {odd.kind!r}" + (", as a hash of a kind that is not known" if odd.kind == "email" else "")
            yield Check(NAME, "not checkable", f"the credential tells its earner {told}")
        else:
            yield Check(NAME, "failed", f"the credential was made out to another address than {case.email}")


def _is_theirs(email: str, identity: Identity) -> bool | None:
    """Hold an address, as given and in small letters, against an identity or its hash; None if that can't be done."""
    spellings = {email.strip(), email.strip().lower()}
    if identity.kind != "email":
        return None
    plain = re.sub("^mailto:", "", identity.value, flags=re.IGNORECASE)
    if EMAIL.fullmatch(plain):
        return plain.lower() in {spelling.lower() for spelling in spellings}
    method, _, digest = identity.value.lower().rpartition("$")
    method = method or _LENGTHS.get(len(digest), "")
    if method not in _METHODS or not re.fullmatch("[0-9a-f]+", digest):
        return None
    salted = ((spelling + (identity.salt or "")).encode("utf-8", "surrogatepass") for spelling in spellings)
    made = (hashlib.new(method, text, usedforsecurity=False).hexdigest() for text in salted)
    return any(hmac.compare_digest(one, digest) for one in made)
