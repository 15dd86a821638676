"""Credentials baked into PDFs: where they are carried, in which version they are written, and what beats what."""

from __future__ import annotations

import base64
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject

import badgepdf
from badgepdf.assertion.credential import read_credential
from badgepdf.assertion.payload import read_payload
from badgepdf.record import Alignment, Competency, Criteria, Evidence, Profile, Recipient

if TYPE_CHECKING:
    from pathlib import Path

UUID = "c81e728d-9d4c-2f63-6f06-7f89cc14862c"
ESCO = f"http://data.europa.eu/esco/skill/{UUID}"
URL = "https://badges.example.org/v1/assertion/53a6f66909584fedd5ba381fb8bcad5a98352060"
HASH = "sha256$" + "ab" * 32
OB2: dict[str, Any] = {
    "@context": "https://w3id.org/openbadges/v2",
    "id": URL,
    "type": "Assertion",
    "recipient": {"type": "email", "hashed": True, "identity": HASH, "salt": "s"},
    "issuedOn": "2024-03-01T23:30:00-05:00",
    "expires": None,
    "evidence": "https://example.org/evidence",
    "badge": {
        "id": "https://badges.example.org/badge/1",
        "name": "Réparer",
        "description": "Répare.",
        "@language": "fr-FR",
        "tags": "atelier",
        "alignment": {"targetName": "réparer", "targetUrl": ESCO, "targetFramework": ""},
        "criteria": {"id": "https://example.org/criteria", "narrative": "Réparer."},
        "issuer": {"name": "Atelier", "url": "https://atelier.example.org", "email": "a@example.org"},
        "extensions:OriginalCreator": {"url": "https://creator.example.org"},
    },
}
OB3: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "id": "urn:uuid:0f1308f7-0452-4d3c-80df-238f649f2012",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": "did:key:z6MknA19",
    "awardedDate": "2025-10-13",
    "validFrom": "2025-10-14T00:00:00Z",
    "validUntil": "2028-10-13T07:20:00Z",
    "credentialSubject": {
        "identifier": [
            {"identityType": "emailAddress", "hashed": True, "identityHash": HASH, "salt": "s"},
            {"identityType": "name", "hashed": False, "identityHash": "Jürgen Größmann"},
        ],
        "achievement": {
            "name": "Schweißen",
            "description": "Schweißt.",
            "criteria": {"narrative": "Prüfung."},
            "tag": ["Handwerk"],
            "inLanguage": "de",
            "alignment": [{"targetName": "EQF 4", "targetUrl": "https://eqf.example.org/4", "targetFramework": "EQF"}],
        },
    },
    "proof": {"type": "DataIntegrityProof"},
}
OB1 = {
    "@context": "https://w3id.org/openbadges/v1",
    "uid": "42",
    "recipient": {"type": "email", "hashed": False, "identity": "jl@example.org"},
    "issuedOn": 1715166000,
    "badge": "https://badges.example.org/badge.json",
    "verify": {"type": "hosted", "url": URL},
}
OB05 = {
    "recipient": HASH,
    "salt": "s",
    "issued_on": "2012-05-06",
    "evidence": "/work.html",
    "badge": {
        "version": "0.5.0",
        "name": "Old",
        "description": "An old badge.",
        "criteria": "/criteria.html",
        "issuer": {"origin": "https://old.example.org", "name": "Old Club", "contact": "old@example.org"},
    },
}


def jws(claims: object) -> str:
    parts = (json.dumps({"alg": "EdDSA"}), json.dumps(claims))
    return ".".join([*(base64.urlsafe_b64encode(p.encode()).decode().rstrip("=") for p in parts), "c2ln"])


def baked(*, key: str | None = None, text: str = "", xmp: str = "", files: dict[str, bytes] | None = None) -> bytes:
    """Give a blank PDF that carries something."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    if key:
        writer.add_metadata({f"/{key}": text})
    if xmp:
        writer.xmp_metadata = xmp.encode()
    for name, data in (files or {}).items():
        writer.add_attachment(name, data)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def png(text: str) -> bytes:
    info, out = PngImagePlugin.PngInfo(), io.BytesIO()
    info.add_itxt("openbadges", text, zip=True)
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def associated(data: bytes) -> bytes:
    """Give a blank PDF with a file that is associated with it and listed nowhere else."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.add_attachment("credential.json", data)
    catalog: Any = writer.root_object
    catalog[NameObject("/AF")] = ArrayObject([catalog["/Names"]["/EmbeddedFiles"]["/Names"][1]])
    del catalog["/Names"]
    writer.write(out)
    return out.getvalue()


def by_hand(key: bytes, value: bytes) -> bytes:
    """Give a PDF whose Info dictionary holds a string as these bytes."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</" + key + b" <" + value.hex().encode() + b">>>",
    )
    body = b"".join(str(n).encode() + b" 0 obj" + o + b"endobj\n" for n, o in enumerate(objects, 1))
    return b"%PDF-2.0\n" + body + b"trailer<</Root 1 0 R/Info 4 0 R/Size 5>>\nstartxref\n0\n%%EOF\n"


def revised(data: bytes) -> bytes:
    """Give a PDF to which a newer revision adds a credential."""
    writer, out = PdfWriter(io.BytesIO(data), incremental=True), io.BytesIO()
    writer.add_metadata({"/openbadges": JSON})
    writer.write(out)
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    """Give a PDF that is encrypted with AES-256 and opens without a password."""
    writer, out = PdfWriter(clone_from=io.BytesIO(data)), io.BytesIO()
    writer.encrypt("", "owner", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


JSON = json.dumps(OB2, ensure_ascii=False)
META = "<x:xmpmeta xmlns:x='adobe:ns:meta/' xmlns:openbadges='http://openbadges.org'>{}</x:xmpmeta>"
SVG = f"<openbadges:assertion verify='{URL}'><![CDATA[{JSON}]]></openbadges:assertion>"
CARRIERS = {
    "Info key": baked(key="openbadges", text=JSON),
    "Info key, UTF-8": by_hand(b"openbadges", b"\xef\xbb\xbf" + JSON.encode()),
    "Info key, UTF-16": by_hand(b"openbadges", b"\xfe\xff" + JSON.encode("utf-16-be")),
    "Info key, newest revision": revised(baked(key="openbadges", text='{"badge": {"name": "old"}}')),
    "Info key, AES-256": encrypted(baked(key="openbadges", text=JSON)),
    "associated file": associated(JSON.encode()),
    "Info key, padded": baked(key="openbadges", text=f"\n {JSON}  \n"),
    "Info key, singular": baked(key="openbadge", text=JSON),
    "Info key, JWS": baked(key="openbadges", text=jws(OB2)),
    "XMP attribute verify": baked(xmp=META.format(f"<openbadges:assertion verify={quoteattr(JSON)}/>")),
    "XMP element": baked(xmp=META.format(f"<openbadges:assertion><![CDATA[{JSON}]]></openbadges:assertion>")),
    "XMP credential": baked(xmp=META.format(f"<openbadges:credential>{JSON}</openbadges:credential>")),
    "XMP property": baked(xmp=META.format(f"<rdf:Description openbadges:assertion={quoteattr(JSON)}/>")),
    "embedded JSON": baked(files={"other.json": b'{"a": 1}', "credential.json": JSON.encode()}),
    "embedded JWS": baked(files={"badge.jwt": jws(OB2).encode()}),
    "embedded PNG": baked(files={"badge.png": png(JSON)}),
    "embedded SVG": baked(files={"b.svg": f"<svg>{SVG}</svg>".encode()}),
}


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("data", CARRIERS.values(), ids=CARRIERS)
def test_carriers(data: bytes, engine: str) -> None:
    record = badgepdf.extract(data, engine=engine)
    assert record.credential_url == URL
    assert (record.platform, record.baked is not None) == ("open-badge-factory", True)
    if "svg" not in str(record.sources["credential_url"].rule):  # its attribute holds the address alone
        assert (record.name, record.language, record.open_badges_version) == ("Réparer", "fr", "2.0")
    assert record.sources["credential_url"].origin == "baked"


def test_open_badges_2() -> None:
    record = badgepdf.extract(CARRIERS["Info key"])
    assert record.recipient == Recipient(identity=HASH, hashed=True, salt="s")
    assert record.issuer == Profile("Atelier", "https://atelier.example.org", "a@example.org")
    assert record.creator == Profile(url="https://creator.example.org")
    assert (record.issued_on, record.expires_on) == (date(2024, 3, 1), None), "the day is the one in its own offset"
    assert record.esco_competencies == (Competency("réparer", ESCO),)
    assert (record.alignments, record.tags) == ((), ("atelier",))
    assert record.criteria == Criteria("https://example.org/criteria", "Réparer.")
    assert record.evidence == (Evidence(url="https://example.org/evidence"),)
    assert record.credential_id == "53a6f66909584fedd5ba381fb8bcad5a98352060"


@pytest.mark.parametrize("wrap", [lambda c: c, lambda c: {"vc": c, "iss": "did:key:z6MknA19", "nbf": 1760313600}])
def test_open_badges_3(wrap: Any) -> None:
    credential = read_credential(wrap(OB3))
    assert (credential.version, credential.url, credential.language) == ("3.0", None, "de")
    assert credential.ident == "0f1308f7-0452-4d3c-80df-238f649f2012"
    assert credential.recipient == Recipient("Jürgen Größmann", None, HASH, True, "s")
    assert (credential.issued_on, credential.expires_on) == (date(2025, 10, 13), date(2028, 10, 13))
    assert credential.alignments == (Alignment("EQF 4", "https://eqf.example.org/4", None, "EQF"),)
    assert [code for code, _ in credential.notices] == ["not_resolved"], "the issuer is only a DID"


def test_open_badges_1() -> None:
    credential = read_credential(OB1)
    assert (credential.version, credential.url, credential.name) == ("1.1", URL, None)
    assert credential.recipient == Recipient(None, "jl@example.org", "jl@example.org", False)
    assert credential.issued_on == date(2024, 5, 8)
    assert "https://badges.example.org/badge.json" in credential.notices[0][1]


def test_open_badges_0_5() -> None:
    credential = read_credential(OB05)
    assert (credential.version, credential.url, credential.ident) == ("0.5", None, None)
    assert credential.recipient == Recipient(identity=HASH, hashed=True, salt="s")
    assert credential.issuer == Profile("Old Club", "https://old.example.org", "old@example.org")
    assert credential.criteria.url == "https://old.example.org/criteria.html"
    assert credential.evidence == (Evidence(url="https://old.example.org/work.html"),)
    assert credential.issued_on == date(2012, 5, 6)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (JSON[:-5], "Unterminated string"),
        ("[]", "no JSON object"),
        ('{"a": 1}', "neither an assertion nor a credential"),
        ("not a badge", "Expecting value"),
        ("e30.%%%.x".replace("%", "_"), "codec can't decode"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_said_and_loses_nothing(badge: Path, text: str, problem: str) -> None:
    writer = PdfWriter(clone_from=badge)
    writer.add_metadata({"/openbadges": text})
    out = io.BytesIO()
    writer.write(out)
    record = badgepdf.extract(out.getvalue())
    (notice,) = (w for w in record.warnings if w.code == "baked_unreadable")
    assert problem in notice.message
    assert record.name == badgepdf.extract(badge).name


def test_baked_beats_print_print_fills_and_conflicts_are_said(badge: Path) -> None:
    writer = PdfWriter(clone_from=badge)
    writer.add_metadata({"/openbadges": JSON})
    out = io.BytesIO()
    writer.write(out)
    record, printed = badgepdf.extract(out.getvalue()), badgepdf.extract(badge)
    assert (record.name, record.issued_on) == ("Réparer", date(2024, 3, 1))
    assert (record.recipient.name, record.recipient.identity) == (printed.recipient.name, HASH)
    assert record.expires_on == printed.expires_on
    conflicts = {w.field: w.message for w in record.warnings if w.code == "conflict"}
    assert {"name", "issued_on", "issuer.name", "esco_competencies"} <= conflicts.keys()
    assert str(printed.issued_on) in conflicts["issued_on"]
    assert "2024-03-01" in conflicts["issued_on"]
    assert "expires_on" not in conflicts


def test_several_carriers() -> None:
    both = baked(key="openbadges", text=URL, xmp=META.format(f"<openbadges:assertion verify='{jws(OB2)}'/>"))
    assert badgepdf.extract(both).name == "Réparer", "the richer one of the same assertion counts"
    other = {**OB2, "id": "https://other.example.org/1"}
    record = badgepdf.extract(baked(key="openbadges", text=JSON, files={"c.json": json.dumps(other).encode()}))
    assert record.credential_url == URL
    assert any(w.code == "conflict" and "https://other.example.org/1" in w.message for w in record.warnings)


def test_a_private_address_is_not_passed_on() -> None:
    record = badgepdf.extract(baked(key="openbadges", text="https://factory.example.org/c/receive?tk=secret"))
    assert "secret" not in record.to_json()
    assert (record.baked, record.credential_url) == (None, None)
    assert "private address" in record.warnings[0].message


@pytest.mark.parametrize(
    "text",
    [
        '{"badge": {"name": "A", "evidence": "https:\\/\\/a.example.org\\/c\\/receive?t=1"}}',
        '{"badge": {"name": "A"}, "evidence": "\\u002fc\\u002freceive?t=1"}',
        jws({"badge": {"name": "A"}, "evidence": ["a.example.org/c/receive?t=1"]}),
        jws({"vc": {"credentialSubject": {"x": "a.example.org/c/receive?t=1"}}}),
    ],
)
def test_a_private_address_is_not_passed_on_however_it_is_written(text: str) -> None:
    payload = read_payload("here", text)
    assert (payload.raw, payload.credential) == ("", None)
    assert "private" in (payload.problem or "")


def test_items_that_say_nothing_are_no_items() -> None:
    odd = {"evidence": [5, {}, None, {"id": "nothing"}], "badge": {"alignment": [7, {}, {"targetUrl": "x"}]}}
    credential = read_credential(odd)
    assert (credential.evidence, credential.alignments) == ((), ())


def test_a_list_without_end_is_cut_and_that_is_said() -> None:
    credential = read_credential({"badge": {"tags": ["a"] * 1001}})
    assert len(credential.tags) == 1000
    assert credential.notices == (("too_many", "the credential lists 1001 tags: the first 1000 are taken"),)


def test_a_password_is_not_passed_on() -> None:
    assert read_credential({"id": "https://me:pw@a.example.org/1", "badge": {}}).url is None


def test_a_signature_is_never_called_checked() -> None:
    record = badgepdf.extract(baked(key="openbadges", text=jws(OB2)))
    assert [w.code for w in record.warnings] == ["signature_not_checked"]


def test_openbadges_gives_what_was_baked_and_nothing_else(badge: Path) -> None:
    text = jws(OB2)
    assert badgepdf.export(badgepdf.extract(baked(key="openbadges", text=text)), "openbadges") == f"{text}\n"
    with pytest.raises(badgepdf.ExportError, match=r"fr\.pdf: no credential is baked into it"):
        badgepdf.export(badgepdf.extract(badge), "openbadges")


def test_embedded_files_that_are_no_badges_are_no_badge() -> None:
    files = {
        "invoice.json": b'{"total": 12}',
        "notes.txt": b"hello",
        "broken.png": b"\x89PNG\r\n\x1a\n",
        "x.svg": b"<svg/>",
    }
    with pytest.raises(badgepdf.BadgeNotFound):
        badgepdf.extract(baked(files=files))


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(URL)
ACHIEVEMENT = OB3["credentialSubject"]["achievement"]
KEYS = st.sampled_from([*OB2, *OB3, *OB2["badge"], *OB3["credentialSubject"], *ACHIEVEMENT, "vc"])


def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6)


ANYTHING = st.recursive(SCALARS, nested, max_leaves=25)


@given(st.dictionaries(KEYS, ANYTHING, max_size=12))
def test_no_json_is_an_exception(data: dict[str, Any]) -> None:
    text = json.dumps(data)
    payload = read_payload("test", text)
    assert (payload.credential is None) == (payload.problem is not None)


@pytest.mark.parametrize("key", ["issuedOn", "expires", "recipientProfile"])
def test_names_of_other_versions_are_not_read(key: str) -> None:
    """A proof does not cover terms that its context does not define, so a value under one must not count."""
    forged = {**OB3, key: {"name": "Mallory"} if key == "recipientProfile" else "2099-01-01"}
    assert read_credential(forged) == read_credential(OB3)


@pytest.mark.parametrize("value", ["2024", "2024-05", "2024-W01", "20240501", 10**30, "x"])
def test_what_states_no_day_is_no_day(value: object) -> None:
    assert read_credential({**OB2, "issuedOn": value}).issued_on is None


@pytest.mark.parametrize(
    "text", ["https://[x/v1", r"https:\/\/f.example.org\/c\/receive?tk=secret", "&#1" + "1" * 5000]
)
def test_odd_payloads_end_as_a_warning(text: str) -> None:
    record = badgepdf.extract(baked(key="openbadges", text=text))
    assert (record.credential_url, "secret" in record.to_json()) == (None, False)
    assert record.warnings[0].code == "baked_unreadable"


@pytest.mark.parametrize(
    ("ident", "expected"), [("urn:uuid:7", "7"), ("42", "42"), ("javascript:alert(1)", None), ("ftp://h/x", None)]
)
def test_only_an_id_is_an_id(ident: str, expected: str | None) -> None:
    assert read_credential({**OB3, "id": ident}).ident == expected
