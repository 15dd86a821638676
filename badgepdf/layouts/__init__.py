"""What is printed becomes candidates: one file a platform, found by itself.

A platform is a value, a `Layout`. Its marks are looked for in a document; the layout with the best score reads it.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import NamedTuple

from ..document import Document
from ..plugins import added
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

    @property
    def is_enough(self) -> bool:
        return self.score >= self.layout.enough


@cache
def layouts() -> dict[str, Layout]:
    """Give the layouts of this package by name: the `LAYOUT` of each of its modules."""
    modules = (import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    found = (module.LAYOUT for module in modules if hasattr(module, "LAYOUT"))
    return {layout.name: layout for layout in found}


def all_layouts() -> dict[str, Layout]:
    """Give these and those that other packages add; a name of this package stays its own. Raises PluginError."""
    return added("badgepdf.layouts", Layout) | layouts()


def fits(document: Document, named: str | None = None) -> list[Fit]:
    """Say how well each layout fits a document, the best first; `named` is one that is asked for.

    The layouts that other packages add are looked for where no platform's of this package fits.
    """
    found = _fits(document, layouts())
    fitting = found[0].is_enough and not found[0].layout.is_fallback
    if (fitting if named is None else named in layouts()) or len(all_layouts()) == len(layouts()):
        return found
    return _fits(document, all_layouts())


def _fits(document: Document, known: Mapping[str, Layout]) -> list[Fit]:
    found = [Fit(layout, _marks(document, layout)) for layout in known.values()]
    return sorted(found, key=lambda fit: (fit.layout.is_fallback, not fit.is_enough, -fit.score, fit.layout.name))


def _marks(document: Document, layout: Layout) -> tuple[Mark, ...]:
    """Give the marks of a layout that a document bears; labels and phrases only where they can make them enough."""
    makers = f"{document.producer}\n{document.creator}"
    texts = {"maker": makers, "text": document.text}
    found = {mark for mark in layout.marks if mark.where in texts and re.search(mark.what, texts[mark.where])}
    told = [mark for mark in layout.marks if mark.where not in texts]
    if sum(mark.weight for mark in (*found, *told)) >= layout.enough:
        labels = _labels(document) if any(mark.where == "label" for mark in told) else ()
        found |= {m for m in told if (m.what in labels if m.where == "label" else holds_phrase(document.text, m.what))}
    return tuple(mark for mark in layout.marks if mark in found)


def _labels(document: Document) -> set[str]:
    body = document.body_size
    found = (label_at(line) for line in document.lines if stands_out(line, body))
    return {f.label.key for f in found if f}
