"""Every error this library raises on purpose.

    BadgePDFError
    ├── UnreadableDocument      the file cannot be read as a PDF
    │   └── EncryptedDocument   it can, with a password that was not given
    ├── BadgeNotFound           it is a PDF, and no badge was found in it
    ├── ExtractionTimeout       reading it takes longer than is allowed
    ├── UnknownName             no such exporter, engine or language; the known ones are listed
    ├── PluginError             what another package adds to this one cannot be used
    └── ExportError             records that a target cannot hold, or an output that cannot be written

A message carries the file, the fact and the way out, on one line, with nothing in it that a terminal would act on.
All of them survive a trip between processes.
"""

from __future__ import annotations

from collections.abc import Iterable


def printable(text: str) -> str:
    r"""Give text that is safe on one line of a terminal: control and formatting characters are escaped.

    >>> printable("a\nb\x1b[31m.pdf")
    'a\\nb\\x1b[31m.pdf'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in text)


class BadgePDFError(Exception):
    """The root of all errors: `name` of the file (or of what was asked), the `fact`, and the `way_out`."""

    def __init__(self, name: str, fact: str, way_out: str) -> None:
        super().__init__(name, fact, way_out)
        self.name = name
        self.fact = fact
        self.way_out = way_out

    def __str__(self) -> str:
        return printable(f"{self.name}: {self.fact}; {self.way_out}")


class UnreadableDocument(BadgePDFError):
    """The source is missing, may not be read, or is no PDF that any engine can open."""


class EncryptedDocument(UnreadableDocument):
    """The PDF opens only with a password."""


class BadgeNotFound(BadgePDFError):
    """The PDF was read and holds no badge; `no_text_layer` is true where it holds no text at all (a scan)."""

    def __init__(self, name: str, fact: str, way_out: str, no_text_layer: bool = False) -> None:
        super().__init__(name, fact, way_out)
        self.args = (name, fact, way_out, no_text_layer)
        self.no_text_layer = no_text_layer


class ExtractionTimeout(BadgePDFError):
    """Reading the PDF takes longer than is allowed."""


class UnknownName(BadgePDFError):
    """Something was asked for by a name that nothing has.

    >>> str(UnknownName("exporter", "xml", known=("json", "csv")))
    "no exporter named 'xml'; known: csv, json"
    """

    def __init__(self, kind: str, asked: str, known: Iterable[str]) -> None:
        self.known = tuple(sorted(known))
        super().__init__(f"no {kind} named {asked!r}", "it is not there", f"known: {', '.join(self.known) or 'none'}")
        self.args = (kind, asked, self.known)

    def __str__(self) -> str:
        return printable(f"{self.name}; {self.way_out}")


class PluginError(BadgePDFError):
    """A layout or an exporter that another package adds cannot be loaded, or is none."""


class ExportError(BadgePDFError):
    """Records could not be turned into a target's form, or the output could not be written."""
