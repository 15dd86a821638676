"""Lines cut into pairs of a label and its value, and labels on two lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest

from ..document import Line, Word
from ..languages import label_index
from .labels import DASHES, DAYS, HEADING, NEAR, NUMBER_SIGN, UNKNOWN, WRAPPED, is_esco_word, suits
from .lists import at_edges, at_gaps
from .names import is_capital
from .rules import BULLETS, is_right_of, label_at
from .sentences import announced

_BULLET = 3  # times the size: how far right of its bullet a text begins at most
_COLUMN_GAP = 1.1  # of the other blanks in a row: how wide one between its columns is at least
_COLUMN_BLANK = 0.28  # of the size: the same
_ROWS = 12  # lines before and behind one, between which the cells above and below it are
_BELOW = 2.5  # times the size: how far below the heads of its columns a row stands at most
_LEADER = re.compile(r"\.{5,}|…{2,}|_{5,}")
_GLUED = re.compile(r"([^\W\d]+:|[^\W\d]{5,})(\d\S*)")  # a label's last word and its value
_LETTER_AND_DIGIT = re.compile(r"[^\W\d]:?\d")
_GAP = 0.6  # times the size: how wide the space between two pairs on a line is at least
_NAME, _SENTENCE = 2, 3  # words of a name, and of the sentence behind it, at least
_SHORTENED = 4  # letters of a word that is cut short, at most, its full stop included
_PAIRS = frozenset({"·", "|", "•"})  # between two pairs of label and value on one line
_PAIR = re.compile("[·|•]")


def join_labels(lines: Sequence[Line]) -> list[Line]:
    """Join the two lines of a label that is too long for its column ("Competencias / ESCO")."""
    joined, skipped = list(lines), set()
    for i, line in enumerate(lines):
        for k in range(i + 1, min(i + NEAR, len(lines))):
            below = lines[k]
            away = below.baseline - line.baseline
            if below.page != line.page:
                break
            aligned = min(abs(below.x0 - line.x0), abs(below.x1 - line.x1)) < 1
            below_it = aligned and 1 <= away <= WRAPPED * line.style.size
            if not below_it or below.style != line.style or len(line.words) > UNKNOWN:
                continue
            words = [word.text for word in (*line.words, *below.words)]
            found = label_index().match(words)
            whole = found is not None and found.words == len(words)
            if whole or _asks_on(line, below) or _announces_on(line, below) or _names_esco(line, below):
                joined[i] = Line.of((*line.words, *below.words))._replace(x1=max(line.x1, below.x1))
                skipped.add(k)
            break
    return [line for i, line in enumerate(joined) if i not in skipped]


def _asks_on(line: Line, below: Line) -> bool:
    """Tell whether a question goes on below ("Which skills" / "does it show?")."""
    return below.text.endswith("?") and not line.text.endswith("?") and len(below.words) <= NEAR


def _announces_on(line: Line, below: Line) -> bool:
    """Tell whether what a label announces is all on its second line, in small letters ("Recognition" / "given on")."""
    return below.text[0].islower() and announced(below.text) is not None and line.text[0].isupper()


def _names_esco(line: Line, below: Line) -> bool:
    """Tell whether the word ESCO stands alone below a label that it says more of ("Skills" / "(ESCO)")."""
    return len(below.words) == 1 and is_esco_word(below.text) and label_at(line) is not None


def cut_pairs(lines: Iterable[Line]) -> list[Line]:
    """Cut lines that hold several pairs of label and value ("Issued 3 March 2024 · No expiry · ID 77")."""
    cut: list[Line] = []
    led = (part for line in lines for part in _at_leader(_without_colon(line)))
    for line in map(_unglued, _at_columns(list(_at_bullets(list(led))))):
        halves = (half for part in _parts(line) for half in _at_day(part))
        parts = [piece for half in halves for told in _at_sentence(half) for piece in _at_labels(told)]
        if len(parts) == 1:
            cut.append(line)
            continue
        labelled = sum(_is_pair(part) for part in parts)
        told = labelled * 2 > len(parts) or len(parts) == 2 or any(map(_suits, parts))
        cut += parts if labelled and told else [line]
    return cut


def _without_colon(line: Line) -> Line:
    """Give a value without the colon before it that stands apart from its label ("Holder      : Ada Byron")."""
    return Line.of(line.words[1:]) if line.words[0].text == ":" and len(line.words) > 1 else line


def _at_leader(line: Line) -> Iterator[Line]:
    """Cut a line at the dots that lead from a label to its value ("Issued by ........ Looms of Leeds")."""
    if _LEADER.search(line.text):
        for i, word in enumerate(line.words):
            if found := _LEADER.search(word.text):
                yield from _around(line, i, found)
                return
    yield line


def _around(line: Line, place: int, leader: re.Match[str]) -> Iterator[Line]:
    """Give what stands before and behind a leader, which is all of a word or a part of it."""
    word = line.words[place]
    letter = (word.x1 - word.x0) / len(word.text)
    ahead = word._replace(text=word.text[: leader.start()], x1=word.x0 + letter * leader.start())
    behind = word._replace(text=word.text[leader.end() :], x0=word.x1 - letter * (len(word.text) - leader.end()))
    if words := [*line.words[:place], *([ahead] if ahead.text else [])]:
        yield Line.of(words)
    if words := [*([behind] if behind.text else []), *line.words[place + 1 :]]:
        yield from _at_leader(Line.of(words))


def _is_pair(part: Line) -> bool:
    """Tell whether a part of a line begins with a label, or is a number with its sign ("n°17")."""
    words = [word.text for word in part.words]
    return label_index().match(words) is not None or NUMBER_SIGN.match(words[0]) is not None


def _suits(part: Line) -> bool:
    """Tell whether a part of a line is a label with a value of the form that it asks for."""
    found = label_index().match([word.text for word in part.words])
    value = part.after(found.words) if found and found.label.key in (*DAYS, "credential_id") else None
    return found is not None and value is not None and suits(found.label.key, value.text)


def _at_bullets(lines: Sequence[Line]) -> Iterator[Line]:
    """Join a bullet that stands alone with the text right of it, and cut one off that is glued to the text before it.

    Such a one stands exactly above that of the next line ("The holder can • weave" / "• dye").
    """
    bullet: Line | None = None
    for line, below in zip_longest(lines, lines[1:]):
        if bullet and is_right_of(bullet, line) and line.x0 - bullet.x1 < _BULLET * line.style.size:
            yield Line.of((*bullet.words, *line.words))
            bullet = None
            continue
        if bullet:
            yield bullet
        bullet = line if len(line.words) == 1 and line.text in BULLETS else None
        if not bullet:
            yield from _at_glued(line, below) if below and below.words[0].text in BULLETS else (line,)
    if bullet:
        yield bullet


def _at_glued(line: Line, below: Line) -> Iterator[Line]:
    sign = below.words[0]
    at = next((i for i, word in enumerate(line.words) if word.text == sign.text and abs(word.x0 - sign.x0) < 1), 0)
    if 0 < at < len(line.words) - 1:
        yield Line.of(line.words[:at])
    yield Line.of(line.words[at:]) if 0 < at < len(line.words) - 1 else line


def _at_columns(lines: Sequence[Line]) -> Iterator[Line]:
    """Cut a row of a table where the cells above or below begin: a value may be as wide as its column."""
    for i, line in enumerate(lines):
        near = lines[max(0, i - _ROWS) : i + _ROWS] if len(line.words) > 1 else ()
        left, right = line.x0 + 2, line.x1
        inside = [other for other in near if left < other.x0 < right]
        edges = _edges(line, near, inside) if inside else ()
        yield from at_edges(line, _behind_gaps(line, edges)) if edges else (line,)


def _edges(line: Line, near: Sequence[Line], inside: Sequence[Line]) -> list[float]:
    """Give where some lines begin that stand inside a line's width, in rows above or below it that begin as it does."""
    reach = _BELOW * line.style.size
    rows = {o.baseline for o in near if abs(o.x0 - line.x0) < 2 and _is_row(o, line, reach)}
    return [o.x0 for o in inside if o.baseline in rows and _is_row(o, line, reach)]


def _is_row(other: Line, line: Line, reach: float) -> bool:
    return other.page == line.page and 1 < abs(other.baseline - line.baseline) < reach


def _behind_gaps(line: Line, edges: Sequence[float]) -> list[float]:
    """Give the edges before which the blank is wider than those between the other words."""
    gaps = [(right.x0, right.x0 - left.x1) for left, right in pairwise(line.words)]
    others = [gap for x0, gap in gaps if all(abs(x0 - edge) >= 1 for edge in edges)]
    least = max(_COLUMN_GAP * min(others, default=0.0), _COLUMN_BLANK * line.style.size)
    return [x0 for x0, gap in gaps if gap > least and any(abs(x0 - edge) < 1 for edge in edges)]


def _unglued(line: Line) -> Line:
    """Part a label from the number that it is glued to ("Väljastatud:12. august")."""
    for i, word in enumerate(line.words[:HEADING] if _LETTER_AND_DIGIT.search(line.text) else ()):
        if found := _GLUED.fullmatch(word.text):
            label = label_index().match([*(one.text for one in line.words[:i]), found[1]])
            if label and label.words == i + 1:
                middle = word.x0 + (word.x1 - word.x0) * found.end(1) / len(word.text)
                halves = word._replace(text=found[1], x1=middle), word._replace(text=found[2], x0=middle)
                return Line.of((*line.words[:i], *halves, *line.words[i + 1 :]))
    return line


def _at_day(line: Line) -> Iterator[Line]:
    """Cut a line at a dash or a space before a label and its day ("Emitida el 3/3/2024 – Caduca el 3/3/2026")."""
    widest = _GAP * line.style.size
    for i, (before, word) in enumerate(pairwise(line.words[:-2]), 1):
        if word.x0 - before.x1 > widest or word.text in DASHES:
            behind = line.after(i + 1) if word.text in DASHES else Line.of(line.words[i:])
            found = label_index().match([one.text for one in behind.words]) if behind else None
            rest = behind.after(found.words) if behind and found and found.label.key in DAYS else None
            first = next(at_gaps(rest, _GAP), rest) if rest else None
            if found and behind and first and suits(found.label.key, first.text):
                yield Line.of(line.words[:i])
                yield Line.of(behind.words[: found.words + len(first.words)])
                if more := behind.after(found.words + len(first.words)):
                    yield more
                return
    yield line


def _parts(line: Line) -> Iterator[Line]:
    if _PAIR.search(line.text) is None:
        yield line
        return
    words: list[Word] = []
    for word in line.words:
        if word.text in _PAIRS and words:
            yield Line.of(words)._replace(x1=word.x1)  # up to the next one: nothing in it goes on below
            words = []
        elif word.text not in _PAIRS:
            words.append(word)
    if words:
        yield Line.of(words)


def _at_sentence(line: Line) -> Iterator[Line]:
    """Cut a line behind the value of its label where a sentence follows ("Issuer: Lee College. The badge was ...")."""
    label = label_at(line) if ". " in line.text else None
    told = label and (label.label.key == "issuer" or line.words[label.words - 1].text.endswith(":"))
    first = label.words + _NAME if label and told else len(line.words)
    for i in range(first, len(line.words) - _SENTENCE + 1):
        ends, begins = line.words[i - 1].text, line.words[i].text
        if ends.endswith(".") and len(ends) > _SHORTENED and is_capital(begins):
            yield Line.of(line.words[:i])
            yield Line.of(line.words[i:])._replace(x0=line.x0)  # where its text goes on below
            return
    yield line


def _at_labels(line: Line) -> Iterator[Line]:
    """Cut a line before each label with a colon in it."""
    if line.text.count(":") < 2:
        yield line
        return
    words, start = [word.text for word in line.words], 0
    colons = [i for i, word in enumerate(words) if word.endswith(":")]
    for i in range(colons[0] + 1, colons[-1] + 1) if colons else ():
        told = is_capital(words[i]) and any(start <= colon < i for colon in colons)
        found = label_index().match(words[i:]) if told else None
        if found and words[i + found.words - 1].endswith(":"):
            yield Line.of(line.words[start:i])
            start = i
    yield Line.of(line.words[start:]) if start else line
