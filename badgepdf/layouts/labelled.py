"""Any page that prints its values beside labels or below them; read only where a credential proves it to be a badge.

Open Badge Factory's customers draw their own templates, so nothing is known but that labels are told from values: by a
colon, or by being set in another style.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Document, Line
from ..languages import Found
from ..record import Notice
from . import Layout, Mark
from .rules import Block, Part, day, joined, label_at, person, text

_KEYS = ("recipient", "issuer", "issued_on", "expires_on")
_BELOW = 2.2  # times the size: how far below its label a value may stand
_MARGIN = 3  # points: how exactly a value below its label begins where the label does


def blocks(document: Document, blanks: frozenset[str]) -> Iterator[Block]:
    """Give the one block that the document is; a label with two different values gives none."""
    block = Block(document, blanks)
    found: dict[str, list[Part]] = {}
    for place, line in enumerate(document.lines):
        label = label_at(line)
        if label and label.label.key in _KEYS and (part := _part(document.lines, place, label)):
            found.setdefault(label.label.key, []).append(part)
    for key, parts in found.items():
        if len({joined(part.lines) for part in parts}) == 1:
            block.parts[key] = parts[0]
        else:
            told = " / ".join(joined(part.lines) for part in parts)
            block.notices.append(Notice(key, "contradiction", f"the page prints several values: {told}"))
    block.labels = [part.label for part in block.parts.values() if part.label]
    yield block


def _part(lines: Sequence[Line], place: int, found: Found) -> Part | None:
    """Find the value of a label: behind it on its line, right of it in its row, or close below it."""
    row = lines[place]
    part = Part.labelled(row, found)
    colon = row.words[found.words - 1].text.endswith(":")
    if part.lines:
        return part if colon or part.lines[0].style != row.style else None
    for line in lines[place + 1 :]:
        beside = line.baseline - row.baseline < row.style.size / 2 and line.x0 > row.x1
        below = abs(line.x0 - row.x0) < _MARGIN and line.baseline - row.baseline < _BELOW * line.style.size
        if line.page != row.page or line.baseline - row.baseline > _BELOW * line.style.size:
            return None
        if (beside or below) and (colon or line.style != row.style) and not _is_label(line):
            place_of = "right of" if beside else "below"
            return part.extended(line)._replace(rule=f"{place_of} the label {row.text!r}")
    return None


def _is_label(line: Line) -> bool:
    return label_at(line) is not None


LAYOUT = Layout(
    name="labelled",
    about="any page with labels, where a credential is baked into the PDF",
    marks=(
        Mark("baked", "", 2),
        Mark("label", "recipient", 1),
        Mark("label", "issuer", 1),
        Mark("label", "issued_on", 1),
    ),
    enough=2,
    blocks=blocks,
    rules=(
        person("recipient"),
        text("issuer.name", "issuer"),
        day("issued_on", "issued_on"),
        day("expires_on", "expires_on"),
    ),
    blanks=frozenset({"-", "–", "—"}),
)
