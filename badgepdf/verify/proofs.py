"""The signature of the credential itself: a JWS through joserfc, a Data Integrity proof through openbadgeslib."""

from __future__ import annotations

import base64
import json
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ..assertion.payload import claims

if TYPE_CHECKING:
    from . import Case, Check, Outcome

JWS, PROOF = "JWS signature", "Data Integrity proof"
_ALGORITHMS = {
    "RSA": ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    "EC": ("ES256", "ES384", "ES512"),
    "OKP": ("EdDSA", "Ed25519"),
}
_KNOWN = tuple(name for names in _ALGORITHMS.values() for name in names)
# How openbadgeslib, which has one error for everything, tells a proof that is wrong from one that it cannot check.
_BROKEN = re.compile(r"Invalid|malformed proofValue|proofValue must|proofPurpose|the Data Integrity proof has expired")
# What it tells only after it has seen that the proof covers everything: dates (see the check `expiry`) and the schema.
_BESIDES = re.compile(r"Credential has expired|Credential is not yet valid|Malformed credential document")
_LARGEST = 8 * 2**20  # bytes: a badge's picture may be in the payload


class _Key(NamedTuple):
    """A public key (PEM or JWK), where it comes from, and what its use proves."""

    data: Any
    origin: str
    proves: str


def check_jws(case: Case) -> Iterator[Check]:
    """Check the signature of a credential that was baked in as a JWS or a VC-JWT."""
    from . import Check

    raw = case.baked.payload.raw if case.baked else ""
    if raw.count(".") != 2 or raw.startswith(("{", "http")):
        yield Check(JWS, "not checkable", "what is baked in is no JWS")
        return
    try:
        import joserfc  # noqa: F401
        import openbadgeslib  # noqa: F401
    except ImportError:
        yield Check(JWS, "not checkable", "joserfc is not installed: pip install 'badgepdf[verify]'")
        return
    issuer, signer = _issuer_id(case), claims(raw).get("iss") if case.data else None
    algorithm, key = _header(raw).get("alg"), _jws_key(case, raw)
    if signer is not None and issuer and signer != issuer:
        yield Check(JWS, "failed", f"it says that {signer} signed it, and that {issuer} issued the badge")
    elif algorithm not in (*_KNOWN, "none"):
        yield Check(JWS, "not checkable", f"its algorithm ({algorithm}) is none of {', '.join(_KNOWN)}")
    elif key is None:
        yield Check(JWS, "not checkable", "the issuer's public key is not at hand: give it with --key")
    else:
        yield _verified(raw, key)


def _jws_key(case: Case, raw: str) -> _Key | None:
    """Find the key: the one that was given, that of the issuer's DID, or one that the credential carries."""
    header = _header(raw)
    if case.key:
        return _given(case.key)
    if did := _did_key(_issuer_id(case)):
        return did
    if "jwk" in header:
        return _Key(header["jwk"], "the key inside it", "it was not changed; whose key it is, is not proved")
    badge = case.data.get("badge")
    profile = badge.get("issuer") if isinstance(badge, dict) else None
    held = profile.get("publicKey") if isinstance(profile, dict) else None
    pem = held.get("publicKeyPem") if isinstance(held, dict) else None
    if pem is None and case.online:
        addresses = (held, _first_key_address(case.data))
        pem = next((p for url in addresses if isinstance(url, str) and (p := _published(url))), None)
        if pem is not None:
            return _Key(pem.encode(), "the key that the issuer's site publishes", "whoever keeps that site signed it")
    if isinstance(pem, str):
        proves = "it was not changed; whose key it is, is not proved"
        return _Key(pem.encode("utf-8", "replace"), "the key that the credential holds", proves)
    return None


def _first_key_address(data: dict[str, Any]) -> Any:
    told = data.get("verification") or data.get("verify")
    return (told.get("creator") or told.get("url")) if isinstance(told, dict) else None


def _published(url: str) -> str | None:
    """Fetch a public key (PEM) from its address; None where there is none."""
    from ..online import Fetcher, FetchError

    with Fetcher() as fetcher:
        try:
            answer = fetcher.fetch_json(url)
        except FetchError:  # the check then says that the key is not at hand
            return None
    pem = answer.get("publicKeyPem")
    return pem if isinstance(pem, str) else None


def _issuer_id(case: Case) -> str:
    issuer = case.data.get("issuer")
    ident = issuer.get("id") if isinstance(issuer, dict) else issuer
    return ident if isinstance(ident, str) else ""


def _header(raw: str) -> dict[str, Any]:
    part = raw.partition(".")[0]
    try:
        found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):  # then the signature fails by itself
        return {}
    return found if isinstance(found, dict) else {}


def _given(data: bytes) -> _Key:
    return _Key(data, "the key that was given", "the holder of that key signed it")


def _did_key(did: str) -> _Key | None:
    """Give the one key that an identifier of the kind did:key is; None for any other."""
    from openbadgeslib.ob3.did import resolve_verification_method
    from openbadgeslib.ob3.verifier import OB3VerificationError

    did = did.partition("#")[0]
    if not did.startswith("did:key:"):
        return None
    try:
        pem = resolve_verification_method(did)
    except OB3VerificationError:
        return None
    return _Key(pem, f"the issuer's own key ({did})", "the holder of that key signed it")


def _verified(raw: str, key: _Key) -> Check:
    from joserfc import jws
    from joserfc.errors import JoseError
    from joserfc.jwk import import_key

    from . import Check

    try:
        imported = _imported(key.data, import_key)
        algorithms = _ALGORITHMS[imported.key_type]
    except Exception as error:  # noqa: BLE001 - odd keys make the libraries leak more than their own errors
        return Check(JWS, "not checkable", f"{key.origin} cannot be read ({type(error).__name__}: {error})")
    try:
        registry = jws.JWSRegistry(algorithms=algorithms, strict_check_header=False)
        registry.max_header_length = registry.max_payload_length = _LARGEST
        with warnings.catch_warnings():  # of names of algorithms that are deprecated and in use
            warnings.simplefilter("ignore")
            jws.deserialize_compact(raw, imported, registry=registry)
    except (JoseError, ValueError, TypeError) as error:
        return Check(JWS, "failed", f"it does not fit {key.origin} ({type(error).__name__}: {error})")
    return Check(JWS, "passed", f"it fits {key.origin}: {key.proves}")


def _imported(data: Any, import_key: Any) -> Any:
    """Import a PEM or a JWK, told apart by what they look like."""
    if isinstance(data, dict):
        return import_key(data)
    if data.lstrip().startswith(b"{"):
        return import_key(json.loads(data))
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    public = load_pem_public_key(data)
    kind = (
        "RSA"
        if isinstance(public, rsa.RSAPublicKey)
        else "EC"
        if isinstance(public, ec.EllipticCurvePublicKey)
        else "OKP"
    )
    return import_key(data, kind)


def check_proof(case: Case) -> Iterator[Check]:
    """Check the Data Integrity proof of an Open Badges 3.0 credential, with the key that it names."""
    from . import Check

    proof = case.data.get("proof")
    if proof is None:
        yield Check(PROOF, "not checkable", "the credential carries no proof")
        return
    try:
        from openbadgeslib.ob3.ldp import OB3LdpVerifier, verify_data_integrity_proof
        from openbadgeslib.ob3.verifier import OB3VerificationError
    except ImportError:
        yield Check(PROOF, "not checkable", "openbadgeslib is not installed: pip install 'badgepdf[verify]'")
        return
    did, method = _issuer_id(case), _method(proof)
    own = _did_key(did) if method.startswith(("#", did)) else None
    key = _given(case.key) if case.key else own
    if key is None and method.startswith("did:key:"):
        yield Check(PROOF, "failed", f"it was made with the key of {method}, and the issuer is {did or 'not named'}")
        return
    if key is None:
        yield Check(PROOF, "not checkable", f"the key it names is not at hand ({method}): give it with --key")
        return
    try:
        verify_data_integrity_proof(case.data, key.data)
    except (OB3VerificationError, ValueError, TypeError) as error:
        outcome: Outcome = "failed" if _BROKEN.match(str(error)) else "not checkable"
        yield Check(PROOF, outcome, f"it cannot be verified with {key.origin}: {error}")
        return
    # A proof signs what JSON-LD makes of the credential: another pass tells whether that is all that is stated.
    try:
        OB3LdpVerifier(key.data).verify(case.data)
    except (OB3VerificationError, ValueError, TypeError) as error:
        if not _BESIDES.match(str(error)):
            yield Check(PROOF, "not checkable", f"it fits {key.origin}, and may not cover all that is stated: {error}")
            return
    yield Check(PROOF, "passed", f"it fits {key.origin}: the holder of that key made this credential as it is")


def _method(proof: Any) -> str:
    """Give the name of the key of the first proof that is one."""
    first = next((p for p in (proof if isinstance(proof, list) else [proof]) if isinstance(p, dict)), {})
    return str(first.get("verificationMethod", "nothing"))
