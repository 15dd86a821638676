"""The text that says what a badge stands for, where no label tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dates import tells_no_expiry
from ..document import Line
from ..languages import fold, holds_word, is_title
from .names import is_capital
from .rules import Block, Part, is_full, joined
from .sections import Reader
from .texts import BEGINNING, FOOT, SHORT, YEAR, contiguous, height_of_page, paragraph_at
from .unlisted import names_holder
from .values import is_aligned

_HEADED = 2.6  # times the size: how far above a text its heading stands at most
_INDEFINITE = frozenset({"a", "an", "un", "una", "une", "uno", "ein", "eine", "een", "en", "et", "um", "uma", "open"})


def read_description(block: Block, reader: Reader) -> None:
    """Read the description where no label tells it: the first paragraph below the name that speaks of the badge.

    Else the first paragraph of whole sentences there, if no heading says what it is, and not all labels are above it.
    """
    if "description" in block.parts or "name" not in block.parts:
        return
    name = block.parts["name"].lines[-1]
    start = next((i for i, line in enumerate(reader.lines) if line.page == name.page and line.top > name.top), 0)
    texts = list(_paragraphs(block, reader, start, name.style.size))
    spoken = next((text for text in texts if _speaks_of_badge(text, block.languages)), None)
    first = next((text for text in texts[:1] if not _is_headed(block, reader, min(text))), None)
    if first and not any(i in reader.cells for i in range(start, min(first))):
        spoken = first
    if first and max(reader.cells, default=len(reader.lines)) < min(first):
        first = None
    if told := spoken or first:
        rule = "the first paragraph that speaks of the badge" if spoken else "the first paragraph below the name"
        block.parts["description"] = Part(tuple(told.values()), rule, sure=0.7)
        reader.taken.update(told)


def _is_headed(block: Block, reader: Reader, place: int) -> bool:
    """Tell whether a heading that no language knows stands right above a text: bold, and no part of a value."""
    line, above = reader.lines[place], reader.lines[place - 1]
    near = above.page == line.page and 0 < line.baseline - above.baseline < _HEADED * line.style.size
    heads = above.style.bold and not line.style.bold and is_aligned(above, line)
    named = any(above in part.lines for part in block.parts.values())
    return near and heads and not named and place - 1 not in reader.taken


def _paragraphs(block: Block, reader: Reader, start: int, title: float) -> Iterator[dict[int, Line]]:
    """Give the paragraphs of whole sentences from a place on, by the places of their lines; `title` is a size."""
    place = start
    while place < len(reader.lines):
        told = {} if place in reader.taken or place in reader.cells else paragraph_at(reader, place)
        if len(told) > 1 and _is_heading_of(list(told.values())):
            del told[place]
        line = told[min(told)] if told else reader.lines[place]
        fits = 0.75 * reader.body < line.style.size < max(1.4 * reader.body, 0.8 * title)
        fits = fits and line.baseline < FOOT * height_of_page(block, line)
        if told and fits and not line.text.endswith("?") and _is_text(list(told.values())):
            yield told
            place = min(told) + contiguous(told) - 1
        place += 1


def _speaks_of_badge(text: dict[int, Line], spoken: Sequence[str]) -> bool:
    """Tell whether a text begins with the badge or its holder, and not with what a badge is in general."""
    words = joined(text.values()).split()[:BEGINNING]
    if fold(words[0]) in _INDEFINITE or is_title(" ".join(words[:2])):
        return False
    return holds_word(" ".join(words), "badges") or any(names_holder(word, spoken) for word in words)


def _is_heading_of(text: Sequence[Line]) -> bool:
    """Tell whether the first line of a text is no sentence, and set otherwise than the next one, or ends early."""
    line, below, *_ = text
    if line.text.endswith((".", ",", "!")) or len(line.words) >= SHORT:
        return False
    ends_early = below.text[0].isupper() and not is_full(line, below, max(one.x1 for one in text))
    return line.style != below.style or ends_early


def _is_text(lines: Sequence[Line]) -> bool:
    """Tell whether lines are whole sentences, and say nothing of a year or an address, as what is signed does."""
    printed = joined(lines)
    return (
        YEAR.search(printed) is None
        and not tells_no_expiry(printed)
        and "://" not in printed
        and printed.endswith((".", "!", "…"))
        and len(printed.split()) > 5
        and is_capital(printed)
        and "?" not in printed
        and "ESCO" not in printed
    )
