"""Whose an e-mail address, a site or an ID is that no label tells: the names in it say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

from ..address import last_segment, web_address
from ..document import Line, Word
from ..languages import fold, holds_word, is_title, is_word, languages, without_accents
from .labels import is_number_sign
from .names import is_organisation
from .rules import EMAIL, SITE, Block, Part, joined, next_of_address, numbered
from .sentences import read_sentence
from .values import is_aligned

_TELLING = 4  # letters of a name that an address repeats
_TOLD, _DOUBTFUL = 0.75, 0.4
_LONGEST_NAME = 9  # words
_PART = 1.6  # times the size: how far below an organisation's name that of a part of it stands
_HEADS = 4  # lines above a badge's name that may be the issuer's
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_SEPARATING = frozenset({"·", "|", "•"})
_AROUND_LINE = 4  # lines before one, among which the one above it is
_WRAPPED = 1.45  # times the size: how far below each other the lines of one name are at most
_BRAND = 2  # words of a platform's name at most
_AROUND = ".,;:()<>[]|"
_HINT = re.compile(r"@|www\.|https?://", re.IGNORECASE)  # of what has the form of a site or an e-mail address
_DIGIT = re.compile(r"\d")
_AN_ID = re.compile(r"(?=.*\d)(?!(?:19|20)\d\d$)(?!.*[@,:])\w[\w./–-]{3,}")
_LIKE_AN_ID = re.compile(r"(?=[^a-z]*\d)(?=.*[A-Z]{2})(?=.{8})[A-Z\d]+(?:[-/·._][A-Z\d]+){2,}")


def read_contacts(block: Block, lines: Sequence[Line]) -> None:
    """Read the e-mail addresses and the issuer's site that bear the recipient's or the issuer's name."""
    labelled = block.parts.get("issuer_contact")
    if labelled and "recipient_email" not in block.parts and _is_persons(block, joined(labelled.lines)):
        block.parts["recipient_email"] = block.parts.pop("issuer_contact")
    known = {line.text for part in block.parts.values() for line in part.lines}
    lines = (*lines, *block.document.feet)
    own = set(map(id, _lines_of_issuer(block, lines)))
    found: dict[str, dict[str, Word]] = {"recipient_email": {}, "issuer_contact": {}, "issuer_website": {}}
    for text, word, line in _addresses(lines):
        if text in known:
            continue
        if EMAIL.fullmatch(text):
            key = "recipient_email" if _is_persons(block, text) else "issuer_contact"
            if key == "recipient_email" or id(line) in own or _is_issuers(block, text.partition("@")[2]):
                found[key].setdefault(text.lower(), word)
        elif id(line) in own or _is_issuers(block, _host(text)):
            found["issuer_website"].setdefault(_host(text), word)
    for key, words in found.items():
        if len(words) == 1 and key not in block.parts:
            line = Line.of(words.values())
            block.parts[key] = Part((line,), "an address that bears the name", sure=_TOLD)


def _lines_of_issuer(block: Block, lines: Sequence[Line]) -> Iterator[Line]:
    """Give the lines of a head or a foot that begin with the issuer's name, and the one below each."""
    name = joined(block.lines("issuer"))
    for i, line in enumerate(lines):
        if name and line.text.startswith(name) and len(line.text) > len(name):
            yield line
            yield from (below for below in lines[i + 1 : i + 2] if _goes_on(line, below, named=False))


def read_letterhead(block: Block, lines: Sequence[Line], end: float) -> None:
    """Read the issuer at the top of the first page: its own name is in an address, or that of an organisation.

    `end` is how high the first label or text of several lines stands, below which no head is looked for.
    """
    named = block.lines("name")
    if "issuer" in block.parts or (named and named[0].page != 1):
        return
    heads = [
        line
        for line in map(_first_named, _whole_heads(lines, block.document.feet, end))
        if _may_name(line) and line not in named
    ]
    hosts = [_host(text.rpartition("@")[2]) for text, *_ in _addresses((*lines, *block.document.feet))]
    borne = bool(heads) and any(_bears(_plain(host), heads[0].text) for host in hosts)
    if borne or (heads and any(_is_hosted(heads[0].text, _host(address)) for address in _own_addresses(block))):
        block.parts["issuer"] = Part((heads[0],), "at the top of the page, and in an address", sure=0.7)
        return
    found = [line for line in heads[:_HEADS] if is_organisation(line.text)]
    told = {line.text: line for line in found if not any(_is_part_of(line, other) for other in found)}
    if len(told) == 1:
        head = _behind_title(*told.values())
        said = read_sentence([head], block.languages).parts.get("issuer")
        block.parts["issuer"] = said or Part((head,), "the only organisation at the top of the page", sure=0.65)


def _whole_heads(lines: Sequence[Line], feet: Sequence[Line], end: float) -> Iterator[Line]:
    """Give the lines at the top of the first page, those of one name joined, as far as another line repeats it.

    What could go on below, and what nothing repeats, is left out: it may be half a name.
    """
    top = [line for line in lines if line.page == 1 and line.baseline < end]
    halves: set[int] = set()
    for i, line in enumerate(top):
        run = [k for k in range(i + 1, len(top)) if _goes_on(line, top[k])][:1] if i not in halves else []
        whole = _joined([line, *(top[k] for k in run)])
        cut = line.text.endswith(("-", "‐"))
        halves.update(run if cut else ())
        if run and (cut or any(whole.text in other.text for other in (*lines, *feet))):
            halves.update(run)
            yield whole
        elif i not in halves and (not run or any(line.text in o.text for o in (*lines, *feet) if o is not line)):
            yield line


def _joined(lines: Sequence[Line]) -> Line:
    """Give lines as one, a word that is parted by a hyphen of its own ("Haut-" / "Rhin") put together again."""
    words = list(lines[0].words)
    for line in lines[1:]:
        first, *rest = line.words
        last = words[-1]
        words[-1:] = [last._replace(text=last.text + first.text)] if last.text.endswith("-") else [last, first]
        words += rest
    return Line.of(words)


def _goes_on(line: Line, below: Line, *, named: bool = True) -> bool:
    near = 0 < below.baseline - line.baseline < _WRAPPED * line.style.size
    near = near and not (named and (EMAIL.fullmatch(below.text) or not _may_name(below)))
    return near and below.style == line.style and is_aligned(line, below)


def _first_named(line: Line) -> Line:
    """Give what stands before a separator in the head of a page ("Lee College · Department of Arts")."""
    signs = (i for i, word in enumerate(line.words) if i and word.text in _SEPARATING)
    return Line.of(line.words[: next(signs, None)])


def _behind_title(line: Line) -> Line:
    """Give the organisation behind what it issues and a preposition ("Diplom från Sjöskolan")."""
    for i, word in enumerate(line.words[1:-1], 1):
        ahead, behind = Line.of(line.words[:i]), Line.of(line.words[i + 1 :])
        if is_word(word.text, "by") and is_organisation(behind.text) and not is_organisation(ahead.text):
            return behind
    return line


def _is_part_of(line: Line, above: Line) -> bool:
    """Tell whether a line below an organisation's name, in weaker type, names a part of it."""
    near = 0 < line.baseline - above.baseline < _PART * above.style.size
    own, theirs = (line.style.size, line.style.bold), (above.style.size, above.style.bold)
    return near and own < theirs and line.style.size <= above.style.size


def _may_name(line: Line) -> bool:
    printed = line.text
    return len(line.words) < _LONGEST_NAME and not (
        any(c.isdigit() for c in printed) or ":" in printed or is_title(printed) or holds_word(printed, "badges")
    )


def _own_addresses(block: Block) -> list[str]:
    """Give the addresses of the badge: printed, or of a link."""
    linked = (link.url for link in block.links("address"))
    return [text for text in (joined(block.lines("address")), *linked) if web_address(text)]


def _addresses(lines: Sequence[Line]) -> Iterator[tuple[str, Word, Line]]:
    for i, line in enumerate(lines):
        if _HINT.search(line.text) is None:
            continue
        for word in line.words[: -1 if next_of_address(lines, i) else None]:
            text = word.text.strip(_AROUND)
            begins = text.lower().startswith(("www.", "http://", "https://"))
            told = (begins or (text is not line.text and "@" in line.text)) and SITE.fullmatch(text)
            if told or EMAIL.fullmatch(text):
                yield text, word._replace(text=text), line


def _host(text: str) -> str:
    return urlsplit(text if "://" in text else f"https://{text}").hostname or ""


def _domain(host: str) -> str:
    return ".".join(host.lower().split(".")[-2:])


def _is_persons(block: Block, mail: str) -> bool:
    return _bears(_plain(mail.partition("@")[0]), joined(block.lines("recipient")))


def _is_issuers(block: Block, host: str) -> bool:
    """Tell whether a host bears the issuer's name, or is where the badge or the issuer's mailbox is."""
    mail = joined(block.lines("issuer_contact")).partition("@")[2]
    issued = [_host(line.text) for line in block.lines("address") if web_address(line.text)]
    same = _domain(host) in {_domain(other) for other in (mail, *issued) if other}
    return "issuer" in block.parts and (same or _bears(_plain(host), joined(block.lines("issuer"))))


def _bears(text: str, name: str) -> bool:
    return any(word in text for word in _telling(name) if not holds_word(word, "badges"))


def _telling(name: str) -> list[str]:
    """Give the words of a name by which an address tells it, as they are spelled there ("Müller": muller, mueller)."""
    spelled = (_plain(name), _plain(fold(name).translate(_UMLAUTS)))
    return list(dict.fromkeys(w for text in spelled for w in re.findall(r"[a-z]+", text) if len(w) >= _TELLING))


def _is_hosted(name: str, host: str) -> bool:
    """Tell whether the host of a badge bears a name that is an organisation's, and not a platform's."""
    words = [word for word in _telling(name) if word in _plain(host)]
    return len(set(words)) > 1 or (len(words) == 1 and (is_organisation(name) or len(name.split()) > _BRAND))


def _plain(text: str) -> str:
    return without_accents(fold(text))


def read_identifier(block: Block, lines: Sequence[Line]) -> None:
    """Read the printed ID that the badge's address repeats; another text like an ID puts the address's in doubt.

    It beats what a label tells that the address does not repeat, as the reference of a file.
    """
    if "credential_id" not in block.parts:
        _read_said_identifier(block, lines)
    address = next(iter(_own_addresses(block)), None)
    ident = last_segment(address) if address else None
    told = letters(joined(block.lines("credential_id")))
    if ident is None or (told and told in letters(ident)):
        return
    if told and letters(ident) not in told and _is_in_head(block):  # the reference of the paper, and not of the badge
        del block.parts["credential_id"]
        told = ""
    sought = letters(ident) if _DIGIT.search(ident) else None
    repeated = sought is not None and sought in letters(block.document.text)
    other = {word for key in numbered("other") for line in block.lines(key) for word in line.words}
    words = [word for word in _words_of_text(lines) if _DIGIT.search(word.text)] if repeated or not told else []
    if same := next((word for word in words if repeated and letters(word.text) == sought), None):
        _keep_identifier(block, same, "the ID that the address repeats", sure=0.9)
    elif not told and (alike := next((w for w in words if w not in other and _is_like_an_id(w.text)), None)):
        _keep_identifier(block, alike, "a text like an ID", sure=_DOUBTFUL)


def _is_like_an_id(text: str) -> bool:
    return _LIKE_AN_ID.fullmatch(text.strip(_AROUND)) is not None


def _is_in_head(block: Block) -> bool:
    """Tell whether the ID stands above the badge's name."""
    ident, name = (block.parts.get(key) for key in ("credential_id", "name"))
    rows = (ident.row or ident.lines[0], name.row or name.lines[0]) if ident and name else None
    return rows is not None and rows[0].page == rows[1].page and rows[0].baseline < rows[1].top


def _read_said_identifier(block: Block, lines: Sequence[Line]) -> None:
    """Read the ID that a text about the badge tells ("It bears the number LC-77"), where only one does."""
    found: dict[str, Word] = {}
    for i, line in enumerate(lines):
        for n, word in enumerate(line.words[1:], 1) if _DIGIT.search(line.text) else ():
            bare = word.text.strip(_AROUND)
            if not _AN_ID.fullmatch(bare):
                continue
            ahead = [before.text for before in line.words[max(0, n - 2) : n]]
            if any(map(_says_number, ahead)) and _is_of_badge(lines[max(0, i - 2) : i + 1]):
                found.setdefault(bare, word._replace(text=bare))
    if len(found) == 1:
        part = Part((Line.of(found.values()),), "the number that a text about the badge tells", sure=_TOLD)
        block.parts["credential_id"] = part


def _says_number(text: str) -> bool:
    return is_number_sign(text) or fold(text) in _words_for_id()


def _is_of_badge(lines: Sequence[Line]) -> bool:
    """Tell whether the last of some lines, or what goes on in it, speaks of the badge."""
    last = lines[-1]
    near = (line for line in lines if line.page == last.page and line.style == last.style)
    return holds_word(" ".join(line.text for line in near), "badges")


@cache
def _words_for_id() -> frozenset[str]:
    """Give the labels of one word that say what an ID is."""
    listed = (text for language in languages().values() for text in language.labels.get("credential_id", ()))
    return frozenset(fold(text) for text in listed if " " not in text)


def _words_of_text(lines: Sequence[Line]) -> Iterator[Word]:
    """Give all words but those with which an address goes on."""
    for i, line in enumerate(lines):
        above = (other for other in lines[max(0, i - _AROUND_LINE) : i] if "/" in other.words[-1].text)
        yield from line.words[1:] if any(_is_below(line, other) for other in above) else line.words


def _is_below(line: Line, above: Line) -> bool:
    near = above.page == line.page and 0 < line.baseline - above.baseline < _PART * above.style.size
    return near and min(abs(line.x0 - above.x0), abs(line.x1 - above.x1)) < 1


def _keep_identifier(block: Block, word: Word, rule: str, *, sure: float) -> None:
    bare = word._replace(text=word.text.strip(f"{_AROUND}/"))
    block.parts["credential_id"] = Part((Line.of([bare]),), rule, sure=sure)


def letters(text: str) -> str:
    """Give the letters and digits of a text, in small letters."""
    return re.sub(r"[\W_]+", "", text).casefold()
