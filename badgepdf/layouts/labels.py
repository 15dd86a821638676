"""Which lines of a page are labels, in any template.

A label is told from other text by a colon, by its style, by standing alone, or by its neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..address import web_address
from ..dates import is_no_expiry, parse_date, period_in
from ..document import Line, Style, Word
from ..languages import Found, Label, fold, holds_word, is_title, is_word, label_index, languages
from .closings import closing_day
from .lists import is_marked
from .names import is_name, is_organisation
from .rules import BULLETS, EMAIL, is_right_of, stands_out
from .sentences import announced

FRAMEWORK = re.compile(
    r"\b(?:RNCP|RS|ROME|DigCompEdu|DigComp|GreenComp|LifeComp|EntreComp|Pix|CNCP|EQF|CEC|CECRL|QEQ|QER|PRK|ISCED|NQF|MEC|NLQF|DQR|PIX|ECTS)(?![^\W\d])"
)
_FULLY_CODED = re.compile(
    r"(?:\W )?(?:RNCP ?\d{3}|RS ?\d{3}|(?:DigComp(?:Edu)?|GreenComp|LifeComp|EntreComp|Pix)\b.*\d|[A-N]\d{4}\b"
    r"|[A-Z]{2}\d{2}[A-Z]{2}\d{2}\b)"
)
_CODED = re.compile(rf"{_FULLY_CODED.pattern}|(?:\W )?\d\.\d{{1,2}}\.? ")
_URL = re.compile(r"\W?https?://", re.IGNORECASE)
_ESCO = re.compile(r"(?<![A-Za-z/.])esco(?![A-Za-z/.])", re.IGNORECASE)
DASHES = frozenset({"—", "–", "-", "|", "/", "·", "•"})
_PARTING = frozenset({"—", "–", "-"})  # a label from its value
DAYS = ("issued_on", "expires_on")
SECTIONS = ("description", "skills", "esco", "alignments", "criteria", "tags", "evidence", "narrative", "parts")
LISTS = frozenset({"skills", "esco", "alignments", "tags"})
_TRANSLATION = 5  # words of a label's translation, its slash included
_LARGE = 1.6  # times the size of the text: no heading of a section is as large
_TITLE = 1.3  # times the size of the text: how large a title is at least
_WORDS_OF_A_NAME = 6
SAID = frozenset({"confers", "bestows", "recipient", "issuer"})  # labels that are words of a sentence
_SKILLS = Label("skills", frozenset())
_BELOW_HEADING = 3.2  # times the size: how far below its heading a list begins at most
_INDENT = 30  # points: how far from the heading of a list its bullets begin at most
_LONG = 15  # words of a heading that ends in a colon
NEAR = 5  # lines: how far below each other the lines of one label follow in reading order
WRAPPED = 1.5  # times the size: how far below each other they stand
_MANY_LABELS = 3  # which are set in one style
_EVEN = 1.3  # how much one distance between the items of a list may differ from another
_LEADING = 1.9  # times the size: how far below each other the lines of a text stand at most
UNKNOWN = 3  # words that are not known between a label and its colon
_SHORT = 4  # words of a heading that may say anywhere what it is about
HEADING = 7  # words of a heading
_COUNT = re.compile(r"\d{1,2}[.)]?")
NUMBER_SIGN = re.compile(r"(?:n[º°]|n\.[º°]?|n\.?[ºo]\.?|nr\.?|№|#|núm\.?|num\.?):?", re.IGNORECASE)
_BEHIND_COUNT = re.compile(r"^(?:[\d.)]+|[A-Z\d] [–—-])\s+")
_SECTION = re.compile(r"[A-Z]|[IVX]{1,4}|\d{1,2}")  # of a form: its letter or number
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+[.)]?")  # of the rows of a form


class Cell(NamedTuple):
    """A label on a line, and what stands behind or before it there."""

    place: int
    line: Line
    label: Label
    span: int
    rest: Line | None = None
    ahead: Line | None = None

    @property
    def bare(self) -> str:
        """The label without the number that counts it."""
        return _BEHIND_COUNT.sub("", self.printed)

    @property
    def printed(self) -> str:
        words = self.line.words[len(self.ahead.words) + 1 :] if self.ahead else self.line.words[: self.span]
        return " ".join(word.text for word in words)

    @property
    def has_colon(self) -> bool:
        return self.ahead is None and self.line.words[self.span - 1].text.endswith((":", "："))


def find_cells(lines: Sequence[Line], body: float) -> dict[int, Cell]:
    """Find the labels that are labels, by the place of their line; `body` is the size of the text."""
    forms = _numbered_styles(lines)
    found = {i: cell for i, line in enumerate(lines) if (cell := _cell(i, line, body, forms))}
    told = {i for i, cell in found.items() if not (cell.rest and _begins_heading(cell))}
    found |= _lists(lines, [i for i in range(len(lines)) if i not in told], found, body)
    labels = {i: cell for i, cell in found.items() if _is_label(cell, lines, found, body)}
    rejected = _lists(lines, sorted(told - labels.keys()), labels, body)  # which begin with a label's word only
    labels |= {i: cell for i, cell in rejected.items() if _is_label(cell, lines, labels | rejected, body)}
    return labels | _esco_headings(lines, labels)


def _esco_headings(lines: Sequence[Line], labels: dict[int, Cell]) -> dict[int, Cell]:
    """Find what speaks of ESCO and is set as labels are, in a style that most lines of are labels."""
    alone = Counter(cell.line.style for cell in labels.values() if cell.rest is None)
    styles = {style for style, count in alone.items() if count >= _MANY_LABELS}
    used = Counter(line.style for line in lines if line.style in styles)
    found = {}
    for i, line in enumerate(lines):
        if i not in labels and line.style in styles and 2 * alone[line.style] >= used[line.style]:
            words = [word.text for word in line.words]
            if len(words) <= HEADING and any(map(is_esco_word, words)) and not words[-1].endswith((".", ",")):
                found[i] = Cell(i, line, Label("esco", frozenset()), len(words))
    return found


def _lists(lines: Sequence[Line], places: Sequence[int], found: dict[int, Cell], body: float) -> dict[int, Cell]:
    """Find what heads a list at some places."""
    return {i: cell for i in places if (cell := _list_at(i, lines, found, body))}


def _numbered_styles(lines: Sequence[Line]) -> frozenset[Style]:
    """Give the styles in which the fields of a form are numbered: at least three known labels behind a number."""
    told = Counter[Style]()
    for line in lines:
        if len(line.words) > 1 and _COUNT.fullmatch(line.words[0].text) and not line.words[0].text.isdecimal():
            words = [word.text for word in line.words[1:]]
            found = label_index().match(words)
            told[line.style] += found is not None and found.words == len(words)
    return frozenset(style for style, count in told.items() if count >= _MANY_LABELS)


def _begins_heading(cell: Cell) -> bool:
    """Tell whether the label of a list may be the first word of a longer heading ("Skills recognised")."""
    apart = cell.has_colon or (cell.rest is not None and _looks_apart(cell.line.words[: cell.span], cell.rest))
    return not apart and (cell.label.key in LISTS or cell.label.key == "evidence")


def _list_at(place: int, lines: Sequence[Line], found: dict[int, Cell], body: float) -> Cell | None:
    """Find what heads a list and is no label: that somebody is able to do what follows, or what its items are."""
    line, words = lines[place], [word.text for word in lines[place].words]
    if len(words) >= _LONG or words[0] in BULLETS or is_marked(line) or words[-1].endswith("."):
        return None
    if _heads_codes(place, lines):
        return Cell(place, line, Label("alignments", frozenset()), len(words))
    able, colon = is_ability(line.text), words[-1].endswith(":")
    of_esco = len(words) <= HEADING and any(map(is_esco_word, words)) and words[-1][-1] not in ".,;"
    if not (able or colon or len(words) <= _SHORT or of_esco or holds_word(line.text, "able")):
        return None
    below = _listed(place, lines)
    if below is None:
        return None
    announced = colon and _tells_skills(line)
    told = (is_marked(below) and (announced or holds_word(line.text, "able"))) or (
        announced and below.text.endswith(";")
    )
    apart = below.style != line.style or is_marked(below) or colon
    if told or (able and (apart or _in_column(Cell(place, line, _SKILLS, 1), found))):
        return Cell(place, line, _SKILLS, len(words))
    headed = any(lines[i] is below for i in range(place + 1, place + NEAR) if i in found)
    long = len(words) > (HEADING if of_esco else _SHORT)
    lighter = below.style.bold > line.style.bold or _URL.match(below.text) is not None  # than what follows it
    if headed or below.style == line.style or line.style.size > _TITLE * body or long or lighter:
        return None
    label = _heading(words)
    named = label and (holds_word(line.text, "badges") or is_organisation(line.text))
    return Cell(place, line, label, len(words)) if label and not named else None


def _heads_codes(place: int, lines: Sequence[Line]) -> bool:
    """Tell whether all lines below one begin with the code of a framework, or the framework is named by the line."""
    line, named = lines[place], FRAMEWORK.search(lines[place].text) is not None
    near = named or (place + 1 < len(lines) and _CODED.match(lines[place + 1].text))
    if not near or len(line.words) > HEADING + 1 or _CODED.match(line.text):
        return False
    below = _listed(place, lines)
    if below is None or below.baseline - line.baseline < line.style.size or not _is_set_apart(line, below):
        return False
    code = _CODED if named else _FULLY_CODED
    return all(code.match(one.text) or (named and FRAMEWORK.match(one.text)) for one in _alike(line, below, lines))


def _is_set_apart(heading: Line, item: Line) -> bool:
    return item.style != heading.style or is_marked(item)


def _alike(heading: Line, first: Line, lines: Sequence[Line]) -> Iterator[Line]:
    """Give the lines that begin where the first one below a heading does and are set as it is, to the next heading."""
    last = first
    for line in lines[lines.index(first) :]:
        away = line.baseline - last.baseline
        heads = line.style == heading.style and abs(line.x0 - heading.x0) < 1
        if line.page != first.page or heads or away > _BELOW_HEADING * line.style.size:
            return
        if abs(line.x0 - first.x0) < 1:
            if line.style != first.style:
                return
            yield line
            last = line


def _listed(place: int, lines: Sequence[Line]) -> Line | None:
    """Give the line that follows a heading: right of it in its row where a bullet begins it, or near below it."""
    line = lines[place]
    near = [other for other in lines[place + 1 : place + 1 + NEAR] if other.page == line.page]
    if near and is_marked(near[0]) and abs(near[0].baseline - line.baseline) < 1:
        return near[0]
    if near and line.text.endswith(":") and is_marked(near[0]):
        return near[0]
    below = (other for other in near if 1 < other.baseline - line.baseline < _BELOW_HEADING * line.style.size)
    size = line.style.size
    aligned = (o for o in below if abs(o.x0 - line.x0) < _INDENT or abs(o.x0 + o.x1 - line.x0 - line.x1) < size)
    beside = (other for other in near if abs(other.baseline - line.baseline) < size / 2 and other.x0 > line.x1)
    return next(aligned, None) or next(beside, None)


@cache
def _abilities() -> dict[str, tuple[str, ...]]:
    """Give the patterns of what says that somebody is able to do something, by the last of its words."""
    found: dict[str, tuple[str, ...]] = {}
    for language in languages().values():
        for phrase in map(fold, language.words["abilities"]):
            last = phrase.replace("{}", " ").split()[-1]
            pattern = re.escape(phrase).replace(r"\{\}", r"\S+(?: \S+){0,5}")
            found[last] = (*found.get(last, ()), pattern)
    return found


def is_ability(text: str) -> bool:
    """Tell whether a heading says that somebody is able to do what follows it.

    >>> is_ability("What Ada can do"), is_ability("Ce qu’Ada sait faire :"), is_ability("What the badge is")
    (True, True, False)
    """
    folded = fold(text)
    known = (pattern for word in folded.split() for pattern in _abilities().get(word, ()))
    return any(re.fullmatch(pattern, folded) for pattern in known)


def _tells_skills(line: Line) -> bool:
    known = (heading_words().get(fold(word.text)) for word in line.words)
    return any(label is not None and label.key == "skills" for label in known)


def _cell(place: int, line: Line, body: float, forms: frozenset[Style] = frozenset()) -> Cell | None:
    words = [word.text for word in line.words]
    if words[0] in BULLETS or is_no_expiry(line.text):  # which may begin with a label: "expires never"
        return None
    if counted := _counting(words, line, forms):
        inner = _cell(place, Line.of(line.words[counted:]), body)
        told = inner and (inner.rest is None or inner.has_colon)
        return inner._replace(line=line, span=inner.span + counted) if inner and told else None
    found = _bilingual(words)
    if (not found or found.words < len(words)) and (heading := _heads_section(line, words, found, body)):
        return Cell(place, line, heading, len(words))
    if counted := _counted(words):
        return Cell(place, line, Label("credential_id", frozenset()), counted, line.after(counted))
    if said := _said_skills(words) if ":" in line.text else 0:
        key = "esco" if any(map(is_esco_word, words[:said])) else "skills"
        return Cell(place, line, Label(key, frozenset()), said, line.after(said))
    if found:
        return _labelled(place, line, words, found)
    return _said(place, line, words) or _ahead(place, line, words)


def _counting(words: Sequence[str], line: Line, forms: frozenset[Style]) -> int:
    """Give how many words count a heading or a label: "2.1", or the letter of a form's section and a dash ("A –")."""
    if len(words) > 2 and _SECTION.fullmatch(words[0]) and words[1] in DASHES:
        return 2
    return int(len(words) > 1 and words[0][0].isdigit() and _is_number(words[0], line, forms))


def is_number_sign(text: str) -> bool:
    """Tell whether a word stands for "number"."""
    return NUMBER_SIGN.fullmatch(text) is not None


def _heads_section(line: Line, words: Sequence[str], found: Found | None, body: float) -> Label | None:
    """Find what a line is the heading of that is no label as a whole; `found` is one that it begins with."""
    heads = words[-1].endswith((":", "?")) or stands_out(line, body)
    heads = heads and line.style.size < _LARGE * body and not any(word.endswith(":") for word in words[:-1])
    numbered = found and any(c.isdigit() for word in words[found.words :] for c in word)
    if heads and not numbered and len(words) <= HEADING and holds_word(line.text, "verify"):
        return Label("address", frozenset())
    if heads and not numbered and found and found.label.key == "alignments" and len(words) <= HEADING:
        return found.label
    heading = _heading(words) if heads else None
    named = heading and (holds_word(line.text, "badges") or is_organisation(line.text))
    return heading if heading and not named else _said_of_esco(words)


def _counted(words: Sequence[str]) -> int:
    """Give how many words stand before a number that a sign announces ("Badge n.º 17/2025", "No. 51208")."""
    at = len(words) - 2
    told = 0 <= at <= 1 and NUMBER_SIGN.fullmatch(words[at]) and suits("credential_id", words[-1])
    return at + 1 if told and (at == 0 or is_title(words[0])) else 0


def _labelled(place: int, line: Line, words: Sequence[str], found: Found) -> Cell | None:
    if words[0][0].islower() and words[-1].endswith(".") and found.words == len(words):
        return None  # the end of a sentence
    if found.label.key == "recipient" and _tells_of_holder(words, found):
        return None
    if _is_said_twice(words, found):
        return Cell(place, line, found.label, len(words))
    if found.label.key in SAID:
        return None if _begins_name(line, words, found) else _in_sentence(place, line, words, found)
    return Cell(place, line, found.label, found.words, _behind_dash(line, found.words))


def _tells_of_holder(words: Sequence[str], found: Found) -> bool:
    """Tell whether a sentence begins with a noun for the holder, whom it says something of in small letters."""
    rest, ahead = words[found.words :], words[found.words - 1]
    if len(rest) < UNKNOWN or ahead.endswith(":") or not ahead.islower():
        return False
    return rest[0].isalpha() and rest[0].islower() and not announced(" ".join(words[: found.words]))


def _is_said_twice(words: Sequence[str], found: Found) -> bool:
    """Tell whether what follows a label is a label of the same ("Learning outcomes: skills")."""
    rest = label_index().match(words[found.words :])
    return rest is not None and rest.label.key == found.label.key and rest.words == len(words) - found.words


def _begins_name(line: Line, words: Sequence[str], found: Found) -> bool:
    """Tell whether a word for an organisation is the first one of its name ("College of Leeds"), and no label."""
    printed, rest = " ".join(words[: found.words]), line.after(found.words)
    if rest is None or found.label.key != "issuer" or printed.endswith(":") or not is_organisation(printed):
        return False
    return rest.words[0].text not in DASHES and not _looks_apart(line.words[: found.words], rest)


def _behind_dash(line: Line, count: int) -> Line | None:
    """Give what stands behind a label, without the dash that parts it from that ("Name – Ada Byron")."""
    rest = line.after(count)
    return line.after(count + 1) if rest and len(rest.words) > 1 and rest.words[0].text in _PARTING else rest


def _in_sentence(place: int, line: Line, words: Sequence[str], found: Found) -> Cell | None:
    """Give a label that begins a sentence: what follows it in small letters is whom it is about, or no name at all.

    "Issued in Leeds, 3 May 2024" is the place where it was done.
    """
    if conferred := found.words < len(words) and _conferred(line):
        return Cell(place, line, conferred, len(words))
    rest = words[found.words :]
    if is_word(" ".join(words[: found.words]), "done") and closing_day(line, ()) and words[found.words].endswith(","):
        return None
    told = None if words[found.words - 1].endswith(":") else announced(" ".join(words[: found.words]))
    if told and told.key == "inflected" and words[0].islower():
        return None
    if told and rest and rest[0][0].islower() and not web_address(rest[0]) and not EMAIL.fullmatch(rest[0]):
        return Cell(place, line, found.label, len(words)) if len(rest) < UNKNOWN else None
    return Cell(place, line, found.label, found.words, _behind_dash(line, found.words))


def _said(place: int, line: Line, words: Sequence[str]) -> Cell | None:
    """Find what a line says that no label does: that somebody is awarded something, or where to verify it."""
    if phrase := announced(line.text) or _said_of_badge(words) or _conferred(line):
        return Cell(place, line, phrase, len(words))
    colon = _verified(line)
    return Cell(place, line, Label("address", frozenset()), colon, line.after(colon)) if colon else None


def _ahead(place: int, line: Line, words: Sequence[str]) -> Cell | None:
    """Find a label behind its value and a dash."""
    for i in range(1, len(words) - 1):
        if words[i] in DASHES and (behind := _bilingual(words[i + 1 :])) and behind.words == len(words) - i - 1:
            if words[i] == "/":  # a label whose first language is not known
                return Cell(place, line, behind.label, len(words))
            return Cell(place, line, behind.label, behind.words, ahead=Line.of(line.words[:i]))
    return None


def _said_of_badge(words: Sequence[str]) -> Label | None:
    """Find the label with which a short line ends that speaks of a badge ("This digital badge is awarded to")."""
    if not 2 < len(words) <= HEADING or not holds_word(" ".join(words), "badges"):
        return None
    ends = ((i, label_index().match(words[i:])) for i in range(1, len(words)))
    found = next((end for i, end in ends if end and i + end.words == len(words)), None)
    return found.label if found and found.words > 1 and found.label.key == "recipient" else None


def _conferred(line: Line) -> Label | None:
    """Find what a short line says of an issuer that confers a badge: to whom, or which one ("remet le badge")."""
    words = [word.text for word in line.words]
    if len(words) <= HEADING and is_word(words[0], "confers") and holds_word(line.text, "badges"):
        return Label("confers" if is_word(words[-1], "to") else "bestows", frozenset())
    return Label("confers", frozenset()) if subject_of(line) else None


def subject_of(line: Line) -> Line | None:
    """Give the organisation before words at the end of a line that say that it confers ("Lee College awards to")."""
    words = [word.text for word in line.words]
    ends = 3 < len(words) < _LONG and fold(words[-1]) in _last_words("confers")
    for i in range(2, len(words) if ends else 0):
        found = label_index().match(words[i:])
        if found and found.label.key == "confers" and i + found.words == len(words):
            subject = Line.of(line.words[:i])
            return subject if is_organisation(subject.text) else None
    return None


def _said_skills(words: Sequence[str]) -> int:
    """Give how many words of a sentence announce the skills that it lists ("Has shown these skills: a, b and c.")."""
    colon = next((i for i, word in enumerate(words[:HEADING], 1) if word.endswith(":")), 0)
    label = heading_words().get(fold(words[colon - 1])) if 1 < colon < len(words) else None
    told = colon > 1 and ((label is not None and label.key == "skills") or any(map(is_esco_word, words[:colon])))
    listed = told and any(word.endswith((",", ";")) for word in words[colon:])
    return colon if listed else 0


@cache
def _last_words(key: str) -> frozenset[str]:
    """Give the words with which the labels of one meaning end."""
    listed = (text for language in languages().values() for text in language.labels.get(key, ()))
    return frozenset(fold(text).split()[-1] for text in listed)


def _verified(line: Line) -> int:
    """Give how many words before the address that ends a line say that it is where to verify; 0 if none do."""
    words = [word.text for word in line.words]
    ends = 1 < len(words) <= HEADING and "/" in words[-1] and suits("address", words[-1])
    return len(words) - 1 if ends and holds_word(" ".join(words[:-1]), "verify") else 0


def _said_of_esco(words: Sequence[str]) -> Label | None:
    """Find the heading in any style that says of ESCO and of skills ("Compétences ESCO correspondantes")."""
    if not 1 <= len(words) <= _SHORT or words[0] in BULLETS or not any(map(is_esco_word, words)):
        return None
    if any(fold(word).startswith("esco-") for word in words):
        return Label("esco", frozenset())
    known = {label.key for word in words if (label := heading_words().get(fold(word)))}
    told = len(words) > 1 and ("skills" in known or is_esco_word(words[-1]))
    return Label("esco", frozenset()) if told else None


def _is_number(text: str, line: Line, forms: frozenset[Style]) -> bool:
    """Tell whether a word counts headings ("2.", "2", in bold) or labels ("2.1", or "2." where a form has several)."""
    counts = line.style.bold or (line.style in forms and not text.isdecimal())
    return _NUMBERED.fullmatch(text) is not None or (counts and _COUNT.fullmatch(text) is not None)


def _heading(words: Sequence[str]) -> Label | None:
    """Find what a short heading is about: its first or last word heads a section by itself ("Skills you showed")."""
    if not 1 < len(words) <= HEADING:
        return None
    known = [label for word in words if (label := heading_words().get(fold(word)))]
    found = {label.key: label for word in (words[0], words[-1]) if (label := heading_words().get(fold(word)))}
    if any(map(is_esco_word, words)):
        return Label("esco", frozenset())
    if len({label.key for label in known}) > 1 and any(word.endswith(",") for word in words):
        return None  # of several sections
    if not found and (len(words) <= _SHORT or words[-1].endswith("?")) and {label.key for label in known} == {"skills"}:
        return known[0]
    return next(iter(found.values())) if len(found) == 1 else None


def is_esco_word(text: str) -> bool:
    """Tell whether a word is ESCO, a compound of it ("ESCO-luokituksen"), or holds it ("d’ESCO")."""
    return _ESCO.search(text) is not None


@cache
def heading_words() -> dict[str, Label]:
    """Give the labels of one word that head a section, and ESCO, which is the same in all languages."""
    found: dict[str, Label] = {"esco": Label("esco", frozenset())}
    for language in languages().values():
        for key in ("skills", "criteria", "evidence", "esco"):
            for text in language.labels.get(key, ()):
                if " " not in text:
                    known = found.get(fold(text))
                    codes = known.languages | {language.code} if known else frozenset({language.code})
                    found[fold(text)] = Label(key, codes)
    return found


def _bilingual(words: Sequence[str]) -> Found | None:
    """Find a label, and behind a slash or in brackets the same one in another language.

    ESCO or another framework in it says what it is.
    """
    found = _with_translation(words)
    told = found.label.key if found else None
    if found and told in ("skills", "alignments") and any(is_esco_word(word) for word in words[: found.words]):
        return found._replace(label=found.label._replace(key="esco"))
    if found and told == "other" and FRAMEWORK.search(" ".join(words[: found.words])):
        return found._replace(label=found.label._replace(key="alignments"))
    return found


def _with_translation(words: Sequence[str]) -> Found | None:
    found = label_index().match_any(words)
    if not found:
        return None
    count = found.words
    if words[count - 1].endswith(":"):
        return found
    colon = next((i for i, word in enumerate(words[count : count + UNKNOWN + 1], count + 1) if word.endswith(":")), 0)
    if colon and not any(word in DASHES for word in words[count:colon]):
        told = range(1, colon) if found.label.key == "name" else ()  # "Insígnia atorgada a:"
        ends = ((i, label_index().match(words[i:colon])) for i in told)
        last = next((end for i, end in ends if end and i + end.words == colon), found)
        return Found(last.label, colon)
    while count < len(words) - 1 and words[count] in DASHES:
        other = label_index().match_any(words[count + 1 :])
        if not other:
            if words[count] == "/" and len(words) - count <= _TRANSLATION and not any(":" in w for w in words[count:]):
                count = len(words)  # a translation that is not known, or goes on on the next line
            break
        count += 1 + other.words
    if count < len(words) and words[count].startswith("("):
        inner = [words[count].removeprefix("("), *words[count + 1 :]]
        end = next((i for i, word in enumerate(inner, 1) if word.rstrip(":").endswith(")")), 0)
        other = label_index().match_any([word.rstrip(":").removesuffix(")") for word in inner[:end]]) if end else None
        if other and other.words == end:
            count += end
    if count == len(words) - 1 and words[count] in (":", "/"):
        count += 1
    return Found(found.label, count)


def _is_label(cell: Cell, lines: Sequence[Line], found: dict[int, Cell], body: float) -> bool:
    """Tell a label from text that begins like one."""
    line, rest = cell.line, cell.rest
    if cell.ahead:
        return suits(cell.label.key, cell.ahead.text) or any(c.ahead for i, c in found.items() if i != cell.place)
    if rest is None and (_ends_title(cell, lines, body) or _ends_list(cell, lines, found) or _is_item(cell, lines)):
        return False
    if rest is None:
        chip = cell.label.key not in DAYS and not cell.has_colon and not stands_out(line, body)
        if chip and _is_chip(cell, lines, found):
            return False
        whole = cell.span > 1 or cell.has_colon or not line.text[0].islower() or not _has_neighbours(cell.place, lines)
        heads = cell.has_colon and cell.place + 1 < len(lines) and is_marked(lines[cell.place + 1])
        return (whole or _in_column(cell, found)) and (heads or not is_continued(cell.place, lines))
    if cell.label.key == "alignments" and not cell.has_colon:
        return False  # the name of a framework begins the items that are aligned with it
    amid = not cell.has_colon and _is_amid(cell.place, lines)
    if cell.has_colon or (not amid and _looks_apart(line.words[: cell.span], rest)):
        return not is_prose(rest) or cell.label.key in SECTIONS
    if cell.label.key in SECTIONS or amid:
        return False
    if suits(cell.label.key, rest.text) or (announced(cell.printed) and _is_short(rest)):
        return True
    if cell.label.key in ("name", "activity"):
        return False
    around = (found.get(cell.place - 1), found.get(cell.place + 1))
    near = [c for c in around if c and c.line.style.size == line.style.size]
    return any(c.label.key != cell.label.key and c.rest and _close(c.line, line) for c in near) and _is_short(rest)


def _is_item(cell: Cell, lines: Sequence[Line]) -> bool:
    """Tell whether what only speaks of checking stands in the middle between two lines of its style."""
    if cell.label.key != "address" or cell.label.languages:
        return False
    line, near = cell.line, lines[max(0, cell.place - NEAR) : cell.place + NEAR + 1]
    alike = [one for one in near if one.style == line.style and one.page == line.page and abs(one.x0 - line.x0) < 1]
    above = [line.baseline - one.baseline for one in alike if one.baseline < line.baseline - 1]
    below = [one.baseline - line.baseline for one in alike if one.baseline > line.baseline + 1]
    return bool(above and below) and max(min(above), min(below)) < _EVEN * min(*above, *below)


def _ends_title(cell: Cell, lines: Sequence[Line], body: float) -> bool:
    """Tell whether a line goes on with large text above it."""
    line, above = cell.line, lines[cell.place - 1] if cell.place else None
    large = above is not None and line.style.size > _TITLE * body and above.style == line.style
    return above is not None and large and 0 < line.baseline - above.baseline < WRAPPED * line.style.size


def _is_amid(place: int, lines: Sequence[Line]) -> bool:
    """Tell whether a line goes on in small letters what the line above it begins."""
    line, above = lines[place], lines[place - 1] if place else None
    if above is None or not line.text[0].islower() or above.page != line.page or above.style.size != line.style.size:
        return False
    near = 0 < line.baseline - above.baseline < _LEADING * line.style.size and abs(line.x0 - above.x0) < 1
    return near and len(above.words) >= HEADING and not above.text.endswith((".", ":", ";", "!", "?"))


def _ends_list(cell: Cell, lines: Sequence[Line], found: dict[int, Cell]) -> bool:
    """Tell whether a heading is none: below a line of its style, it heads nothing or what goes on in that style.

    Or it stands below what is set as labels are, and no other label is set as it is: a value.
    """
    line, size = cell.line, cell.line.style.size
    if cell.has_colon or cell.label.key not in SECTIONS:
        return False
    before = [(i, lines[i]) for i in range(max(0, cell.place - 2 * NEAR), cell.place) if lines[i].page == line.page]
    above = ((i, one) for i, one in reversed(before) if one.baseline < line.baseline - 1 and _is_stacked(one, line))
    place, one = next(above, (-1, line))
    if one is line:
        return False
    away = line.baseline - one.baseline
    if one.style == line.style and place not in found and away < _BELOW_HEADING * size:
        if _is_row_as(line, one, lines):
            return True
        below = _listed(cell.place, lines)
        return below is None or (
            below.style == line.style and away < _LEADING * size and below.baseline - line.baseline < _LEADING * size
        )
    labels, own = (sum(c.line.style == style for c in found.values()) for style in (one.style, line.style))
    return away < 2 * size and one.style != line.style and labels >= _MANY_LABELS and own == 1


def _is_row_as(line: Line, above: Line, lines: Sequence[Line]) -> bool:
    """Tell whether right of two lines below each other, set alike, stand two more that are: a table's."""
    beside = [{(other.style, round(other.x1)) for other in lines if is_right_of(one, other)} for one in (line, above)]
    return not beside[0].isdisjoint(beside[1])


def _is_stacked(one: Line, other: Line) -> bool:
    return abs(one.x0 - other.x0) < 1 or abs(one.x0 + one.x1 - other.x0 - other.x1) < 2


def _is_chip(cell: Cell, lines: Sequence[Line], found: dict[int, Cell]) -> bool:
    """Tell whether a word stands in a row with two others of its style that are no labels."""
    line = cell.line
    near = range(max(0, cell.place - NEAR), min(len(lines), cell.place + NEAR))
    row = [i for i in near if lines[i].page == line.page and abs(lines[i].baseline - line.baseline) < 1]
    row = [i for i in row if not _NUMBERED.fullmatch(lines[i].text)]
    return sum(i not in found and lines[i].style == line.style for i in row) > 1


def _in_column(cell: Cell, found: dict[int, Cell]) -> bool:
    """Tell whether two other labels of the same style begin or end where a label does, or stand in its row."""
    line = cell.line
    others = [
        c.line for c in found.values() if c is not cell and c.line.page == line.page and c.line.style == line.style
    ]
    aligned = [o for o in others if min(abs(o.x0 - line.x0), abs(o.x1 - line.x1), abs(o.baseline - line.baseline)) < 1]
    return len(aligned) > 1


def _looks_apart(label: Sequence[Word], rest: Line) -> bool:
    """Tell whether a label is set in another style, or in capitals that its value is not set in."""
    first, printed = rest.words[0].style, "".join(word.text for word in label)
    own = label[0].style
    styled = (own.font, own.bold, own.italic) != (first.font, first.bold, first.italic) or own.size != first.size
    in_capitals = printed.isupper() and len(printed) > 2 and rest.text.upper() != rest.text
    return styled or (in_capitals and fold(printed) != "esco")  # which is an abbreviation everywhere


def suits(key: str, text: str) -> bool:
    """Tell whether a text has the form that the values of a label have: a date, an address, a number."""
    if key in DAYS:
        reading = parse_date(text)
        return bool(reading.value or reading.readings) or (key == "expires_on" and is_no_expiry(text))
    if key in ("recipient_email", "issuer_contact"):
        return EMAIL.fullmatch(text) is not None
    if key in ("address", "issuer_website"):
        return web_address(text) is not None or re.fullmatch(r"[\w.-]+\.\w{2,}/\S+", text) is not None
    if key == "recipient":
        return is_name(text) and len(text.split()) < _WORDS_OF_A_NAME
    if key == "activity":
        return period_in(text) is not None
    return key == "credential_id" and " " not in text and any(c.isdigit() for c in text)


def _is_short(line: Line) -> bool:
    return len(line.words) <= 12 and not is_prose(line)


def is_prose(line: Line) -> bool:
    """Tell whether a line ends like a sentence of some length."""
    return len(line.words) > 7 and line.text.endswith((".", "!", "?"))


def _close(one: Line, other: Line) -> bool:
    return one.page == other.page and abs(one.baseline - other.baseline) < 2.2 * max(one.style.size, other.style.size)


def _has_neighbours(place: int, lines: Sequence[Line]) -> bool:
    """Tell whether other text stands on the line, as in justified prose that falls apart."""
    line = lines[place]
    near = lines[max(0, place - 3) : place + 4]
    return any(
        other is not line and other.page == line.page and abs(other.baseline - line.baseline) < 1 for other in near
    )


def is_continued(place: int, lines: Sequence[Line]) -> bool:
    """Tell whether a line is the end of the one above: a paragraph's last word may be a label too."""
    line = lines[place]
    for above in reversed(lines[max(0, place - 4) : place]):
        if above.page == line.page and abs(above.x0 - line.x0) < 1 and above.style.size == line.style.size:
            near = line.baseline - above.baseline < 1.45 * line.style.size
            return near and (line.text[0].islower() or above.text.endswith("/"))
    return False
