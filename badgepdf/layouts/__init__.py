"""What is printed becomes candidates: one file a platform, found by itself.

A platform is a value, a `Layout`. Its marks are looked for in a document; the layout with the best score reads it.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import NamedTuple

from ..document import Document
from .rules import Block, Rule, label_at, stands_out
from .sentences import holds_phrase


class Mark(NamedTuple):
    """A sign of a platform: what is looked at, the pattern or label key looked for, and what it weighs.

    `where` is "text" or "maker" (Producer and Creator), with a regular expression; "label", with the meaning of a label
    that begins a line in larger or bolder type; or "phrase", with the meaning of one in the text. A version number is
    never a mark.
    """

    where: str
    what: str
    weight: int


@dataclass(frozen=True)
class Layout:
    """A way to print a badge. Its marks must weigh `enough`; one without marks reads what no other fits.

    `blanks` are texts that mean nothing. `platform` is the name of the platform that prints so, "unknown" where the
    layout does not tell it.
    """

    name: str
    about: str
    marks: tuple[Mark, ...]
    enough: int
    blocks: Callable[[Document, frozenset[str]], Iterator[Block]]
    rules: tuple[Rule, ...]
    blanks: frozenset[str] = frozenset()
    platform: str = "unknown"

    @property
    def is_fallback(self) -> bool:
        """Whether it reads what no other layout fits: it has no marks."""
        return not self.marks


class Fit(NamedTuple):
    """How well a layout fits a document: the marks that were found."""

    layout: Layout
    marks: tuple[Mark, ...]

    @property
    def score(self) -> int:
        return sum(mark.weight for mark in self.marks)


@cache
def layouts() -> dict[str, Layout]:
    """Give every layout by its name: the `LAYOUT` of each module in this package."""
    modules = (import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    found = (module.LAYOUT for module in modules if hasattr(module, "LAYOUT"))
    return {layout.name: layout for layout in found}


def fits(document: Document) -> list[Fit]:
    """Say how well each layout fits a document, the best first."""
    makers = f"{document.producer}\n{document.creator}"
    labels = _labels(document)

    def is_seen(mark: Mark) -> bool:
        if mark.where == "label":
            return mark.what in labels
        if mark.where == "phrase":
            return holds_phrase(document.text, mark.what)
        return re.search(mark.what, makers if mark.where == "maker" else document.text) is not None

    found = [Fit(layout, tuple(filter(is_seen, layout.marks))) for layout in layouts().values()]
    return sorted(found, key=lambda fit: (fit.layout.is_fallback, -fit.score, fit.layout.name))


def _labels(document: Document) -> set[str]:
    body = document.body_size
    found = (label_at(line) for line in document.lines if stands_out(line, body))
    return {f.label.key for f in found if f}
