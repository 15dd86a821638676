"""Read the PDF of an Open Badge into a typed record.

>>> from badgepdf import BadgeRecord, export
>>> print(export(BadgeRecord(name="First Aid at Work"), "linkedin").splitlines()[6])
First Aid at Work
"""

from .batch import BatchResult, extract_files, extract_folder
from .errors import (
    BadgeNotFound,
    BadgePDFError,
    EncryptedDocument,
    ExportError,
    ExtractionTimeout,
    PluginError,
    UnknownName,
    UnreadableDocument,
)
from .exporters import export
from .exporters.linkedin import LinkedInEntry, linkedin
from .extract import extract, extract_all
from .record import BadgeRecord, YearMonth, json_schema
from .verify import Check, verify

__version__ = "0.1.0"

__all__ = [
    "BadgeNotFound",
    "BadgePDFError",
    "BadgeRecord",
    "BatchResult",
    "Check",
    "EncryptedDocument",
    "ExportError",
    "ExtractionTimeout",
    "LinkedInEntry",
    "PluginError",
    "UnknownName",
    "UnreadableDocument",
    "YearMonth",
    "export",
    "extract",
    "extract_all",
    "extract_files",
    "extract_folder",
    "json_schema",
    "linkedin",
    "verify",
]
