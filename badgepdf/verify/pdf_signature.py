"""The digital signature of the PDF file itself, through pyHanko."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..errors import BadgePDFError
from ..extract import extract_all
from ..record import BadgeRecord

if TYPE_CHECKING:
    from . import Case, Check

NAME = "PDF signature"


def check_pdf_signature(case: Case) -> Iterator[Check]:
    """Check each signature of the file: that it is intact, and that the badge is still the one that was signed."""
    from . import Check

    try:
        from pyhanko.pdf_utils.reader import PdfFileReader
    except ImportError:
        yield Check(NAME, "not checkable", "pyHanko is not installed: pip install 'badgepdf[verify]'")
        return
    try:
        reader = PdfFileReader(io.BytesIO(case.document.data), strict=False)
        if reader.encrypted:
            reader.decrypt(b"")
        signatures = list(reader.embedded_regular_signatures)
    except Exception as error:  # noqa: BLE001 - on broken files it leaks more than its own errors
        yield Check(NAME, "not checkable", f"its signatures cannot be read ({type(error).__name__})")
        return
    if not signatures:
        yield Check(NAME, "not checkable", "the PDF is not signed")
    for signature in signatures:
        yield _checked(signature, case)


def _checked(signature: Any, case: Case) -> Check:
    from asn1crypto import pem, x509
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    from . import Check

    try:
        held = pem.unarmor(case.roots, multiple=True) if case.roots else ()
        trusted = [x509.Certificate.load(der) for _, _, der in held]
    except ValueError as error:
        return Check(NAME, "not checkable", f"the certificates to trust cannot be read ({error})")
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    try:
        status = validate_pdf_signature(signature, signer_validation_context=context)
    except Exception as error:  # noqa: BLE001 - on broken signatures it leaks more than its own errors
        return Check(NAME, "failed", f"it cannot be validated ({type(error).__name__}: {error})")
    signer = status.signing_cert.subject.human_friendly
    whom = f"by {signer}, whose certificate is {'trusted' if status.trusted else 'not proved to be theirs'}"
    coverage = status.coverage.name if status.coverage else ""
    if not status.intact or not status.valid:
        return Check(NAME, "failed", f"the file was changed after it was signed {whom}")
    if coverage == "ENTIRE_FILE":
        return Check(NAME, "passed", f"intact over the whole file, {whom}")
    if coverage != "ENTIRE_REVISION":
        return Check(NAME, "failed", f"it covers only a part of the file, signed {whom}")
    if not status.docmdp_ok or not _states_the_same(signature, case.document.data):
        return Check(NAME, "failed", f"the file was added to after it was signed {whom}")
    return Check(NAME, "passed", f"what was added since (signatures, time stamps) left the badge as signed {whom}")


def _states_the_same(signature: Any, data: bytes) -> bool:
    """Tell whether the badge that the signed revision states is the one that the whole file states.

    What may be added to a signed PDF includes document information, which is where a credential is baked in.
    """
    *_, start, length = map(int, signature.byte_range)

    def stated(part: bytes) -> list[BadgeRecord]:
        return [replace(record, picture=None) for record in extract_all(part)]

    try:
        return stated(data[: start + length]) == stated(data)
    except BadgePDFError:
        return False
