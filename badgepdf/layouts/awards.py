"""Sentences that award a badge, and the lines that say by whom and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from ..dates import is_filler, tells_no_expiry
from ..document import Line, Word
from ..languages import Label, holds_word, is_word
from .labels import DAYS
from .names import is_broken_off, is_name, is_organisation, person_in
from .rules import Block, Part, joined
from .sections import Reader
from .sentences import announced, closes_quotation, is_article, opens_quotation, read_sentence, without_article
from .texts import BEGINNING, add_part, begins_with_badge, contiguous, paragraph_at, sentences_in, words_of
from .values import is_aligned

_LONG = 14  # words of a line that says when and by whom
_BEFORE = 3  # words: how far before a badge's name the word for badge stands
_NEXT = 2.4  # times the size: how far from each other lines of one list of facts are at most
_TOLD = frozenset({"issuer", "issued_on", "expires_on", "activity"})  # what a sentence about the badge may tell


def recipient_and_issuer(key: str, part: Part) -> tuple[Part, Part] | None:
    """Cut a recipient and an issuer on one line apart ("Ann Lee by Lee College"); None where there is but one."""
    line = Line.of(words_of(part.lines))
    for i in range(1, len(line.words) - 1):
        before, behind = Line.of(line.words[:i]), Line.of(line.words[i + 1 :])
        person, issuer = (before, behind) if key == "recipient" else (behind, before)
        named = is_name(person.text) and person.text[0].isupper() and not is_organisation(person.text)
        if not named or line.words[i].text[0].isupper():
            continue
        if key == "recipient" and (told := _by_whom(Line.of(line.words[i:]))):
            return part._replace(lines=(before,)), told
        if not is_organisation(issuer.text):
            continue
        if is_word(line.words[i].text, "to" if key == "issuer" else "by") or _says_by_whom(Line.of(line.words[i:])):
            behind = without_article(behind)
            other = Part((behind,), f"behind {line.words[i].text!r}", part.row, sure=0.8)
            return part._replace(lines=(before,)), other
    return None


def _by_whom(line: Line) -> Part | None:
    """Read the issuer, whatever its name, where a line begins with words that announce one."""
    told = read_sentence([line]).parts.get("issuer")
    at = line.words.index(told.lines[0].words[0]) if told and told.lines[0].words[0] in line.words else 0
    if told is None or not at or _is_common(told) or announced(Line.of(line.words[:at]).text) is None:
        return None
    return _without_words_around("issuer", told)._replace(sure=0.85)


def _says_by_whom(line: Line) -> bool:
    return "issuer" in read_sentence([line]).parts


def read_announced(block: Block, reader: Reader) -> None:
    """Read the issuer and the days on a line of their own ("by Lee College") next to what a label tells."""
    for i, line in enumerate(reader.lines):
        if i in reader.taken or i in reader.cells or len(line.words) > _LONG or {"issuer", *DAYS} <= block.parts.keys():
            continue
        parts = {key: part for key, part in _announced_on(block, reader, line).items() if key not in block.parts}
        for key, part in parts.items():
            reader.taken.add(i)
            add_part(block, key, part._replace(sure=0.75))


def _announced_on(block: Block, reader: Reader, line: Line) -> dict[str, Part]:
    """Give what a line tells that begins with a phrase; a day behind one word must not be all that it tells."""
    if below := _below_preposition(reader, line):
        return {"issuer": below}
    near = (other for k, other in reader.on_page[line.page] if k in reader.taken or k in reader.cells)
    row = _whole_row(reader, line)
    if not any(_is_next(row, other) for other in near):
        return {}
    told = [_announced_in(sentence, block.languages) for sentence in sentences_in([line])]
    return {} if not told[0] else {key: part for parts in reversed(told) for key, part in parts.items()}


def _announced_in(sentence: Sequence[Line], spoken: Sequence[str]) -> dict[str, Part]:
    found = read_sentence(sentence, spoken).parts
    parts: dict[str, Part] = {key: part for key, part in found.items() if key in ("issuer", *DAYS)}
    if "issuer" in parts and _is_common(parts["issuer"]):
        return {}
    words = sentence[0].words
    starts = [words.index(part.lines[0].words[0]) for part in parts.values() if part.lines[0].words[0] in words]
    ahead = min(starts, default=0)
    if not 0 < ahead < BEGINNING:
        return {}
    return {} if set(parts) == {"issued_on"} and ahead == 1 else parts


def _below_preposition(reader: Reader, line: Line) -> Part | None:
    """Read the issuer below words that announce it and stand alone in their row ("af", "par le", "by the college")."""
    first, *rest = line.words
    if not is_word(first.text, "by") or not all(is_article(word.text) or is_organisation(word.text) for word in rest):
        return None
    row = [other for _, other in reader.on_page[line.page] if abs(other.baseline - line.baseline) < 1]
    below = next((other for _, other in reader.on_page[line.page] if other.baseline > line.baseline + 1), None)
    if len(row) > 1 or below is None or not is_aligned(line, below):
        return None
    return Part((below,), f"below {line.text!r}", line, Label("issuer", frozenset()))


def _whole_row(reader: Reader, line: Line) -> Line:
    """Give a line as wide as its row: it may be one of several facts on it."""
    row = [other for _, other in reader.on_page[line.page] if abs(other.baseline - line.baseline) < 1]
    return line._replace(x0=min(other.x0 for other in row), x1=max(other.x1 for other in row))


def _is_next(line: Line, other: Line) -> bool:
    away = abs(line.baseline - other.baseline)
    return 1 < away < _NEXT * max(line.style.size, other.style.size) and is_aligned(line, other)


def read_sentences(block: Block, reader: Reader) -> bool:
    """Read the paragraphs that award a badge: they say to whom, and when or by whom. Tells whether there are any."""
    lines, place, awarded = reader.lines, 0, False
    while place < len(lines):
        if place in reader.taken or place in reader.cells:
            place += 1
            continue
        told = paragraph_at(reader, place)
        if read := _read_award(block, list(told.values()), awarded=awarded):
            awarded = True
            reader.taken.update(i for i, line in told.items() if line.words[0] in read)
        place += 1 if awarded or len(told) == 1 else contiguous(told)
    return awarded


def _read_award(block: Block, lines: Sequence[Line], *, awarded: bool) -> set[Word]:
    """Read the sentences of a text if one awards a badge; once one did, others count that begin with the badge.

    Gives the words of those that were read.
    """
    found: set[Word] = set()
    weak: dict[str, Part] = {}  # days that only a preposition announces: others may be meant, as that of a jury
    for sentence in sentences_in(lines):
        read = read_sentence(sentence, block.languages)
        parts = read.parts
        if "issuer" in parts and "recipient" not in parts and (both := recipient_and_issuer("issuer", parts["issuer"])):
            parts["issuer"], parts["recipient"] = both
        person = person_in(joined(parts["recipient"].lines)) if "recipient" in parts else ""
        awards = (
            is_name(person)
            and not holds_word(person, "badges")
            and bool(parts.keys() & {"issued_on", "issuer", "name", "award"})
        )
        if "name" not in parts and (quoted := _quoted_badge(sentence)):
            parts["name"] = quoted
        awards = awards or ("recipient" in block.parts and _tells_award(block, sentence, parts))
        if not (found or awards or (awarded and parts.keys() & _TOLD and begins_with_badge(sentence[0].text))):
            continue
        found.update(words_of(sentence))
        block.labels += read.labels
        if "issued_on" in read.weak:
            weak.setdefault(joined(parts["issued_on"].lines), parts.pop("issued_on"))
        keep_told(block, parts, named=awards)
    if "issued_on" not in block.parts:
        for part in weak.values():
            add_part(block, "issued_on", part._replace(sure=0.9))
    return found


def _tells_award(block: Block, sentence: Sequence[Line], parts: dict[str, Part]) -> bool:
    """Tell whether a sentence is about the badge of a known recipient.

    It tells a day, and the issuer or the expiry; or, in a letter, which badge the reader is awarded.
    """
    printed = joined(sentence)
    to_reader = holds_word(printed, "you") and holds_word(printed, "badges")
    if "issued_on" not in parts:
        return to_reader and block.parts["recipient"].label is None and parts.keys() >= {"name", "issuer"}
    if "expires_on" in parts or tells_no_expiry(printed):
        return True
    told = to_reader or ("issuer" in parts and holds_word(printed, "badges"))
    return told and not holds_word(printed, "events")


def keep_told(block: Block, parts: Mapping[str, Part], *, named: bool = False) -> None:
    """Keep what a sentence tells that nothing before it told; `named` tells that it awards, and names what."""
    for key in ("recipient", "issuer", "name", "issued_on", "expires_on", "activity", "place"):
        if key not in parts or key in block.parts or (key == "name" and not named):
            continue  # what follows the award says what the badge is, and not its name
        if not (key == "issuer" and _is_common(parts[key])):
            part = _without_words_around(key, parts[key])._replace(sure=0.9)
            add_part(block, key, _as_elsewhere(block, part) if key == "issuer" else part)


def _as_elsewhere(block: Block, part: Part) -> Part:
    """Take the article off a name that begins another line without it ("The Lee Group" in a sentence)."""
    first = part.lines[0]
    bare = first.after(1) if is_article(first.words[0].text) else None
    if bare is None or not bare.text[0].isupper():
        return part
    printed = joined((bare, *part.lines[1:]))
    alone = any(line.text.startswith(printed) for line in block.document.lines if line.text[0] == printed[0])
    return part._replace(lines=(bare, *part.lines[1:])) if alone else part


def _quoted_badge(lines: Sequence[Line]) -> Part | None:
    """Give what stands in quotation marks behind a word for badge."""
    whole = Part(tuple(lines), "in quotation marks behind the word for badge")
    part = _quoted(whole)
    if part.lines == whole.lines:
        return None
    x0, baseline = part.lines[0].words[0].x0, part.lines[0].words[0].baseline
    words = words_of(lines)
    at = next(i for i, word in enumerate(words) if (word.x0, word.baseline) == (x0, baseline))
    before = words[max(0, at - _BEFORE) : at]
    return part if holds_word(" ".join(word.text for word in before), "badges") else None


def _without_words_around(key: str, part: Part) -> Part:
    """Take the words before and behind a name in quotation marks off, and the article off an organisation's kind."""
    if key == "name":
        return _quoted(part)
    if key == "issuer":
        bare = without_article(part.lines[0])
        part = part._replace(lines=(bare, *part.lines[1:])) if is_organisation(bare.words[0].text) else part
    return _without_preposition(part)


def _without_preposition(part: Part) -> Part:
    """Take off what stands between a name and the day behind it ("Lee College in data")."""
    last = part.lines[-1]
    end = next((i for i in range(len(last.words), 1, -1) if not _is_before_day(last.words[i - 1].text)), 1)
    return part._replace(lines=(*part.lines[:-1], Line.of(last.words[:end])))


def _is_before_day(text: str) -> bool:
    return text.islower() and (is_broken_off(f"- {text}") or is_filler(text))


def _is_common(part: Part) -> bool:
    """Tell whether what stands in a name's place is none ("by this university"), or more than one."""
    printed = joined(part.lines)
    return printed[:1].islower() or ":" in printed


def _quoted(part: Part) -> Part:
    """Give what stands in quotation marks, or the whole part where nothing does."""
    words = [(line, word) for line in part.lines for word in line.words]
    starts = [i for i, (_, word) in enumerate(words) if opens_quotation(word.text)]
    if len(starts) != 1:
        return part
    ends = [i for i, (_, word) in enumerate(words) if closes_quotation(word.text)]
    if len(ends) != 1 or ends < starts:
        return part
    inside = words[starts[0] : ends[0] + 1]
    line, last = inside[-1]
    inside[-1] = (line, last._replace(text=last.text.rstrip(".,;:")))
    rows = groupby(inside, key=lambda item: id(item[0]))
    return part._replace(lines=tuple(Line.of(word for _, word in row) for _, row in rows))
