"""Read the PDF of an Open Badge into a typed record.

>>> import badgepdf
>>> record = badgepdf.extract("fixtures/passport/fr.pdf")
"""

from .errors import (
    BadgeNotFound,
    BadgePDFError,
    EncryptedDocument,
    ExportError,
    UnknownName,
    UnreadableDocument,
)
from .extract import extract, extract_all
from .record import BadgeRecord, json_schema

__all__ = [
    "BadgeNotFound",
    "BadgePDFError",
    "BadgeRecord",
    "EncryptedDocument",
    "ExportError",
    "UnknownName",
    "UnreadableDocument",
    "extract",
    "extract_all",
    "json_schema",
]
