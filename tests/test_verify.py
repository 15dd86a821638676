"""What can be proved of a badge: with keys made for these tests, and libraries that nobody here wrote as the hand."""

from __future__ import annotations

import base64
import copy
import hashlib
import io
import json
import warnings
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from joserfc import jws
from joserfc.jwk import import_key
from openbadgeslib.ob3.did import did_key_from_pem
from openbadgeslib.ob3.ldp import add_data_integrity_proof
from test_assertion import HASH, OB2, OB3, baked

import badgepdf
from badgepdf.cli import main

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE: dict[str, Any] = {
    "RS256": rsa.generate_private_key(65537, 2048),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
}
KINDS = {"RS256": "RSA", "ES256": "EC", "EdDSA": "OKP"}


def pem(key: Any) -> bytes:
    made: bytes = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return made


def public(alg: str) -> bytes:
    key = PRIVATE[alg].public_key()
    made: bytes = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return made


def signed(claims: dict[str, Any], alg: str = "RS256", **header: Any) -> str:
    registry = jws.JWSRegistry(algorithms=[alg], strict_check_header=False)
    registry.max_header_length = registry.max_payload_length = 10**6
    key = import_key(pem(PRIVATE[alg]), KINDS[alg])  # type: ignore[call-overload]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the name EdDSA is deprecated and in use
        return jws.serialize_compact({"alg": alg, **header}, json.dumps(claims), key, registry=registry)


@cache
def proved() -> str:
    """Give an Open Badges 3.0 credential with a proof by its own issuer."""
    did = did_key_from_pem(public("EdDSA"))
    credential = {
        **copy.deepcopy(OB3),
        "issuer": {"id": did, "type": ["Profile"], "name": "Akademie"},
    }
    credential.pop("proof")
    credential["credentialSubject"]["type"] = ["AchievementSubject"]
    credential["credentialSubject"]["achievement"] |= {"id": "urn:uuid:1", "type": ["Achievement"]}
    credential["credentialSubject"].pop("identifier")
    credential["credentialSubject"]["achievement"].pop("alignment")
    return json.dumps(
        add_data_integrity_proof(credential, pem(PRIVATE["EdDSA"]), f"{did}#{did.removeprefix('did:key:')}")
    )


def outcome(source: Any, name: str, **options: Any) -> tuple[str, str]:
    (check,) = (check for check in badgepdf.verify(source, **options) if check.name == name)
    return check.outcome, check.reason


@pytest.mark.parametrize("alg", PRIVATE)
def test_jws_with_a_given_key(alg: str) -> None:
    token = signed(OB2, alg)
    assert outcome(baked(key="openbadges", text=token), "JWS signature", key=public(alg))[0] == "passed"
    head, body, signature = token.split(".")
    broken = ".".join((head, body, signature[:-6] + ("AAAAAA" if signature[-6:] != "AAAAAA" else "BBBBBB")))
    assert outcome(baked(key="openbadges", text=broken), "JWS signature", key=public(alg))[0] == "failed"
    other = public("ES256" if alg == "RS256" else "RS256")
    assert outcome(baked(key="openbadges", text=token), "JWS signature", key=other)[0] == "failed"


def test_jws_with_keys_that_the_credential_brings() -> None:
    jwk = json.loads(json.dumps(import_key(public("RS256"), "RSA").as_dict(private=False)))
    for token in (
        signed(OB2, jwk=jwk),
        signed({**OB2, "badge": {**OB2["badge"], "issuer": {"publicKey": {"publicKeyPem": public("RS256").decode()}}}}),
    ):
        result, reason = outcome(baked(key="openbadges", text=token), "JWS signature")
        assert result == "passed"
        assert "whose key it is, is not proved" in reason
    did = did_key_from_pem(public("EdDSA"))
    token = signed({**OB3, "issuer": did}, "EdDSA", kid=did)
    assert outcome(baked(key="openbadges", text=token), "JWS signature")[0] == "passed"
    assert "give it with --key" in outcome(baked(key="openbadges", text=signed(OB2)), "JWS signature")[1]


@pytest.mark.parametrize("kid", ["#{}", "did:key:{0}#{0}", "key-1", "https://example.org/key", None])
def test_the_key_of_an_issuer_that_is_one(kid: str | None) -> None:
    did = did_key_from_pem(public("EdDSA"))
    header = {"kid": kid.format(did.removeprefix("did:key:"))} if kid else {}
    data = baked(key="openbadges", text=signed({**OB3, "issuer": did}, "EdDSA", **header))
    assert outcome(data, "JWS signature")[0] == "passed"
    assert outcome(data, "JWS signature", key=public("RS256"))[0] == "failed"  # the key that is asked for counts
    forged = baked(key="openbadges", text=signed({**OB3, "issuer": did}, "RS256", **header))
    assert outcome(forged, "JWS signature")[0] == "failed"


def test_who_signed_and_who_issued() -> None:
    did = did_key_from_pem(public("EdDSA"))
    credential = {**OB3, "issuer": did}
    for claims in ({**credential, "iss": "did:web:other.example.org"}, {"vc": credential, "iss": "x"}):
        result, reason = outcome(baked(key="openbadges", text=signed(claims, "EdDSA")), "JWS signature")
        assert (result, "signed it" in reason) == ("failed", True)


@pytest.mark.parametrize("alg", ["ES256K", "HS256", None, 7, ["RS256"]])
def test_an_algorithm_that_is_not_known_is_no_failure(alg: Any) -> None:
    head = base64.urlsafe_b64encode(json.dumps({"alg": alg}).encode()).decode().rstrip("=")
    token = ".".join([head, *signed(OB2).split(".")[1:]])
    assert outcome(baked(key="openbadges", text=token), "JWS signature", key=public("RS256"))[0] == "not checkable"


@pytest.mark.parametrize(
    "key", [b"junk", b"{}", b'{"kty": "RSA"}', b"-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----"]
)
def test_a_key_that_cannot_be_read_is_no_failure_of_the_badge(key: bytes) -> None:
    result, reason = outcome(baked(key="openbadges", text=signed(OB2)), "JWS signature", key=key)
    assert (result, "cannot be read" in reason) == ("not checkable", True)


def test_a_large_header_and_payload_are_no_failure() -> None:
    big = {**OB2, "badge": {**OB2["badge"], "image": "data:image/png;base64," + "A" * 200_000}}
    token = signed(big, x="y" * 2000)
    assert outcome(baked(key="openbadges", text=token), "JWS signature", key=public("RS256"))[0] == "passed"


def test_no_algorithm_is_no_signature() -> None:
    from test_assertion import jws as unsigned

    token = unsigned(OB2).replace("eyJhbGciOiAiRWREU0EifQ", "eyJhbGciOiJub25lIn0")
    assert outcome(baked(key="openbadges", text=token), "JWS signature", key=public("RS256"))[0] == "failed"


def test_data_integrity_proof() -> None:
    name = "Data Integrity proof"
    assert outcome(baked(key="openbadges", text=proved()), name)[0] == "passed"
    changed = json.loads(proved())
    changed["credentialSubject"]["achievement"]["name"] = "Doktor"
    assert outcome(baked(key="openbadges", text=json.dumps(changed)), name)[0] == "failed"
    stolen = {**json.loads(proved()), "issuer": {"id": did_key_from_pem(public("ES256"))}}
    assert "and the issuer is" in outcome(baked(key="openbadges", text=json.dumps(stolen)), name)[1]
    assert outcome(baked(key="openbadges", text=proved()), name, key=public("EdDSA"))[0] == "passed"
    assert outcome(baked(key="openbadges", text=proved()), name, key=public("RS256"))[0] == "not checkable"
    more = json.loads(proved())
    more["credentialSubject"]["achievement"]["tags"] = ["not signed"]
    result, reason = outcome(baked(key="openbadges", text=json.dumps(more)), name)
    assert (result, "may not cover all" in reason) == ("not checkable", True)
    suite = json.loads(proved())
    suite["proof"]["cryptosuite"] = "bbs-2023"
    assert outcome(baked(key="openbadges", text=json.dumps(suite)), name)[0] == "not checkable"
    odds: tuple[Any, ...] = ("proof", [], 5, {}, [5])
    for odd in odds:
        assert outcome(baked(key="openbadges", text=json.dumps({**suite, "proof": odd})), name)[0] == "not checkable"
    unknown = json.loads(proved())
    unknown["proof"]["verificationMethod"] = "https://example.org/key"
    assert outcome(baked(key="openbadges", text=json.dumps(unknown)), name)[0] == "not checkable"


@pytest.mark.parametrize(
    ("identity", "salt", "result"),
    [
        ("sha256$cab7ee6e3eb7a6d5d1f7bd7eb0cd0b4cf8bbf3b9cd4bf8a1a7b3c3c5f8a2f6d1", "s", "failed"),
        ("ada@example.org", None, "passed"),
        ("ADA@example.org", None, "passed"),
        ("bob@example.org", None, "failed"),
        (HASH, "s", "failed"),
        ("sha256$" + hashlib.sha256(b"ada@example.orgs").hexdigest(), "s", "passed"),
        ("md5$" + hashlib.new("md5", b"ada@example.orgs", usedforsecurity=False).hexdigest(), "s", "passed"),
        ("sha512$00", "s", "failed"),
        ("SHA256$" + hashlib.sha256(b"ada@example.orgs").hexdigest().upper(), "s", "passed"),
        (hashlib.sha256(b"ada@example.orgs").hexdigest(), "s", "passed"),
        ("sha512$" + hashlib.sha512(b"ada@example.orgs").hexdigest(), "s", "passed"),
        ("argon2$0f", "s", "not checkable"),
        ("sha256$nothing", "s", "not checkable"),
        ("MAILTO:Ada@example.org", None, "passed"),
        ("a$da@example.org", None, "failed"),
        ("+358 40 123", None, "not checkable"),
    ],
)
def test_recipient(identity: str, salt: str | None, result: str) -> None:
    told = {"type": "email", "hashed": "$" in identity, "identity": identity, "salt": salt}
    data = baked(key="openbadges", text=json.dumps({**OB2, "recipient": told}))
    assert outcome(data, "recipient", email="ada@example.org")[0] == result
    assert outcome(data, "recipient")[0] == "not checkable"


@pytest.mark.parametrize(
    ("kind", "identity", "result"),
    [("emailAddress", "ada@example.org", "passed"), ("emailAddress", "eve@example.org", "failed"),
     ("did", "did:key:z6Mk", "not checkable"), ("url", "https://example.org/ada", "not checkable")],
)  # fmt: skip
def test_every_identity_counts(kind: str, identity: str, result: str) -> None:
    credential = copy.deepcopy(OB3)
    credential["credentialSubject"]["identifier"] = [
        {"identityType": "name", "identityHash": "Ada"},
        {"identityType": "emailAddress", "identityHash": "bob@example.org"},
        {"identityType": kind, "identityHash": identity},
    ]
    data = baked(key="openbadges", text=json.dumps(credential))
    assert outcome(data, "recipient", email="ada@example.org")[0] == result
    assert badgepdf.extract(data).recipient.identity == "bob@example.org"


def test_expiry_and_revocation() -> None:
    data = baked(key="openbadges", text=json.dumps({**OB2, "expires": "2026-05-01", "revoked": True}))
    assert outcome(data, "expiry", today=date(2026, 5, 1)) == ("passed", "valid until 2026-05-01")
    assert outcome(data, "expiry", today=date(2026, 5, 2)) == ("failed", "expired on 2026-05-01")
    assert outcome(data, "revocation")[0] == "failed"
    assert outcome(baked(key="openbadges", text=json.dumps(OB2)), "expiry")[0] == "not checkable"


def test_print_against_what_is_baked(badge: Path) -> None:
    assert outcome(badge, "print against credential")[0] == "not checkable"
    from pypdf import PdfWriter

    printed = badgepdf.extract(badge)
    for name, result in ((printed.name, "passed"), ("Another badge", "failed")):
        writer, out = PdfWriter(clone_from=badge), io.BytesIO()
        writer.add_metadata({"/openbadges": json.dumps({"badge": {"name": name}})})
        writer.write(out)
        assert outcome(out.getvalue(), "print against credential")[0] == result


@cache
def pdf_signer() -> tuple[Any, bytes]:
    """Give a signer with a certificate of its own, and that certificate."""
    from pyhanko.sign.signers import SimpleSigner

    key = PRIVATE["RS256"]
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Test Signer")])
    now = datetime.now(timezone.utc)
    builder = x509.CertificateBuilder(subject, subject, key.public_key(), 7, now, now + timedelta(days=2))
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    from asn1crypto import keys as asn1_keys
    from asn1crypto import x509 as asn1_x509
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    held = asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    signer = SimpleSigner(held, asn1_keys.PrivateKeyInfo.load(private), SimpleCertificateStore())  # type: ignore[no-untyped-call]
    return signer, certificate.public_bytes(serialization.Encoding.PEM)


def pdf_signed(data: bytes, field: str = "Sig") -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

    out = sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(data)), PdfSignatureMetadata(field_name=field), signer=pdf_signer()[0]
    )
    signed_bytes: bytes = out.getvalue()
    return signed_bytes


def test_pdf_signature(badge: Path) -> None:
    name = "PDF signature"
    data = pdf_signed(badge.read_bytes())
    assert outcome(badge, name) == ("not checkable", "the PDF is not signed")
    result, reason = outcome(data, name)
    assert result == "passed"
    assert "Test Signer, whose certificate is not proved to be theirs" in reason
    assert "certificate is trusted" in outcome(data, name, roots=pdf_signer()[1])[1]
    assert outcome(data, name, roots=b"-----BEGIN CERTIFICATE-----\njunk")[0] == "not checkable"
    at = data.index(b"/MediaBox")
    assert outcome(data[: at + 10] + b" " + data[at + 11 :], name)[0] == "failed"
    from pypdf import PdfWriter

    writer, out = PdfWriter(io.BytesIO(data), incremental=True), io.BytesIO()
    writer.add_metadata({"/openbadges": "https://example.org/other"})
    writer.write(out)
    result, reason = outcome(out.getvalue(), name)
    assert (result, "added to after it was signed" in reason) == ("failed", True)


def test_what_a_signed_pdf_allows_to_be_added(badge: Path) -> None:
    name = "PDF signature"
    twice = pdf_signed(pdf_signed(badge.read_bytes()), "Second")
    checks = [check for check in badgepdf.verify(twice) if check.name == name]
    assert [check.outcome for check in checks] == ["passed", "passed"]
    assert "left the badge as signed" in checks[0].reason
    # pyHanko lets document information be changed by maintenance, and that is where a credential is
    changed = io.BytesIO()
    from pypdf import PdfWriter

    writer = PdfWriter(io.BytesIO(twice), incremental=True)
    writer.add_metadata({"/openbadges": json.dumps(OB2)})
    writer.write(changed)
    checks = [check for check in badgepdf.verify(changed.getvalue()) if check.name == name]
    assert [check.outcome for check in checks] == ["failed", "failed"]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, key = tmp_path / "badge.pdf", tmp_path / "key.pem"
    path.write_bytes(baked(key="openbadges", text=signed(OB2)))
    key.write_bytes(public("RS256"))
    assert main(["verify", str(path), "--key", str(key)]) == 0
    assert "passed         JWS signature: it fits the key that was given" in capsys.readouterr().out
    key.write_bytes(public("ES256"))
    assert main(["verify", str(path), "--key", str(key)]) == 1
    assert main(["verify", str(tmp_path / "missing.pdf")]) == 1


def test_nothing_of_it_is_imported_to_read(badge: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys, badgepdf; badgepdf.extract(sys.argv[1]);"
        "print(*{'pyhanko', 'joserfc', 'openbadgeslib', 'httpx', 'cryptography'} & set(sys.modules))"
    )
    run = [sys.executable, "-c", code, str(badge)]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip() == ""
