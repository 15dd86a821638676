"""The digital signature of the PDF file itself, through pyHanko."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import Case, Check

NAME = "PDF signature"


def check_pdf_signature(case: Case) -> Iterator[Check]:
    """Check each signature of the file: that it is intact, covers the whole file, and nothing was added since."""
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
        yield _checked(signature, case.roots)


def _checked(signature: Any, roots: bytes | None) -> Check:
    from asn1crypto import pem, x509
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    from . import Check

    try:
        trusted = [x509.Certificate.load(der) for _, _, der in pem.unarmor(roots, multiple=True)] if roots else []
    except ValueError as error:
        return Check(NAME, "not checkable", f"the certificates to trust cannot be read ({error})")
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    try:
        status = validate_pdf_signature(signature, signer_validation_context=context)
    except Exception as error:  # noqa: BLE001 - on broken signatures it leaks more than its own errors
        return Check(NAME, "failed", f"it cannot be validated ({type(error).__name__}: {error})")
    signer = status.signing_cert.subject.human_friendly
    whom = f"by {signer}, whose certificate is {'trusted' if status.trusted else 'not proved to be theirs'}"
    if not status.intact or not status.valid:
        return Check(NAME, "failed", f"the file was changed after it was signed {whom}")
    if not status.coverage or status.coverage.name != "ENTIRE_FILE":
        return Check(NAME, "failed", f"the file was added to after it was signed {whom}")
    return Check(NAME, "passed", f"intact over the whole file, {whom}")
