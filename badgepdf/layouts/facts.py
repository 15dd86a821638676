"""What the parts say that the generic layout found: names, days, lists, addresses.

What is not sure enough is left out and quoted in a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..address import HYPHENS, web_address
from ..candidate import Candidate
from ..dates import parse_date
from ..document import Line, Link
from ..esco import canonical, is_esco
from ..languages import fold, is_title, is_word
from ..record import Alignment, Competency, Evidence, Notice, Skill, Source
from .labels import FRAMEWORK, heading_words
from .lists import (
    Item,
    address_of,
    described,
    entries,
    glued,
    is_marked,
    is_on,
    is_open,
    is_sentence,
    items,
    titled_entries,
    with_minutes,
)
from .names import NAME, is_name, organisation_in, person_in
from .rules import (
    EMAIL,
    SITE,
    Block,
    Result,
    Rule,
    activity,
    code,
    continues_address,
    day,
    is_whole,
    joined,
    links_over,
    numbered,
    prose,
    unwrapped,
    web,
)

_QUOTED = re.compile(r"([^«“„\"]+)[«“„\"]\s*([^«»“”„\"]+?)\s*[»”“\"]")
_BROKEN_OFF = re.compile(r"(?:[\s:]|\b[^\s:]+\s*:)*https?://$")  # of an address whose rest stands on a line of its own
_HYPHENATED = re.compile(r"[^\W\d_]{2}-$")
_HYPHENATED_LINES = re.compile(r"[^\W\d_]{2}-$", re.MULTILINE)
_HYPHENS_BREAK = frozenset({"de", "sv", "da", "no", "fi", "et", "es", "it", "pl"})
"""Languages whose compounds have no hyphen before a small letter."""
_FULL_STOP = re.compile(r"(?<=\w{4})\.$")  # of the sentence that a name ends, and no abbreviation's
_WORDS_OF_A_NAME = 10  # what is longer and ends with a full stop is a sentence
_LONGEST_NAME, _LONGEST_ID = 150, 80  # characters
_ADDRESS_BEHIND = re.compile(r"\s+(?:[—–|·-]\s+)?https?://\S+$")
_WORD_AHEAD = re.compile(r"[a-zà-ÿ’']+ ")  # as of another number ("N° d'entreprise 0999")
_SKILL = re.compile(r"/esco/skill/[\w-]+")  # or the part of it that is on a line
_FEW = 4  # words: no text that says what a badge is has fewer
_NAMED = 5  # words of what needs no full stop
_IN_ROW = 0.5  # of the size: how far apart the base lines of what stands beside each other are at most
_SENTENCES = re.compile(r"[^\W\d]{3}[.!?] [^\W\d_]")  # more than one: a text, and no name
_WHERE = re.compile(r"\s*\([^()]*\bESCO\b[^()]*\)$")  # what says where a link leads


def person(block: Block, key: str) -> str | None:
    """Give the name or the e-mail address of a recipient; None if what is printed is neither."""
    lines = block.lines(key)
    printed = person_in(joined(lines))
    if EMAIL.fullmatch(printed) or is_name(printed):
        return printed
    if is_word(printed, "honorifics"):
        return None
    cased = [word for word in printed.split() if word[0].isupper() or not word[0].islower()]
    short = printed[:1] == printed[:1].upper() and 2 * len(cased) > len(printed.split()) and len(printed) < 60
    return printed if lines and block.parts[key].row and short and NAME.fullmatch(printed) else None


def _people(block: Block) -> Result:
    for key in numbered("recipient"):
        if printed := person(block, key):
            field_name = "recipient.email" if EMAIL.fullmatch(printed) else "recipient.name"
            yield Candidate(field_name, printed, block.source(key))
        elif lines := block.lines(key):
            yield Notice("recipient.name", "unsure", f"{joined(lines)!r} is not taken for a person's name")


def _organisation(field_name: str, key: str) -> Rule:
    def rule(block: Block) -> Result:
        for name in numbered(key):
            if not (lines := _unbroken_words(block, block.lines(name))):
                continue
            printed = organisation_in(joined(lines))
            if joined(lines).endswith(".") and len(printed.split()) > _WORDS_OF_A_NAME:
                continue  # what the issuer is, below its heading
            if (
                printed[:1].islower()
                or web_address(printed)
                or EMAIL.fullmatch(printed)
                or not 1 < len(printed) < _LONGEST_NAME
            ):
                yield Notice(field_name, "unsure", f"{joined(lines)!r} is not taken for a name")
            else:
                yield Candidate(field_name, printed, block.source(name))

    return rule


def _name(block: Block) -> Result:
    for key in numbered("name"):
        if lines := block.lines(key):
            printed = joined(_unbroken_words(block, lines))
            if (quoted := _QUOTED.fullmatch(printed)) and is_title(quoted[1]):
                printed = quoted[2]
            printed = printed.strip(' «»“”„"').strip()
            yield Candidate("name", _FULL_STOP.sub("", printed), block.source(key))


def _prose(field_name: str, key: str) -> Rule:
    def rule(block: Block) -> Result:
        if lines := _unbroken_words(block, [line for line in block.lines(key) if not _is_link_line(block, line)]):
            right = max(line.x1 for line in lines)
            starts = [i for i, line in enumerate(lines) if not i or is_marked(line)]
            texts = (prose(lines[a:b], right) for a, b in pairwise([*starts, len(lines)]))
            text = _BROKEN_OFF.sub("", unhyphenated("\n".join(texts)))
            if field_name == "description" and len(text.split()) < _FEW and text[-1].isalpha():
                yield Notice(field_name, "unsure", f"{text!r} may be a label")
            else:
                yield Candidate(field_name, text, block.source(key, lines))

    return rule


def _unbroken_words(block: Block, lines: Sequence[Line]) -> list[Line]:
    """Mark the hyphens at the ends of lines that only typesetting put there, as its own sign would (U+2010).

    Some languages have no other hyphen before a small letter; in the rest a text tells that has several of them.
    """
    broken = [i for i, (line, below) in enumerate(pairwise(lines)) if _is_broken(line, below)]
    typeset = len(_HYPHENATED_LINES.findall(block.document.text)) > 1 if broken else False
    if not (typeset or block.language in _HYPHENS_BREAK):
        return list(lines)
    return [line if i not in broken else _soft(line) for i, line in enumerate(lines)]


def _is_broken(line: Line, below: Line) -> bool:
    ends = _HYPHENATED.search(line.text) is not None and line.page == below.page
    return ends and below.text[0].islower() and not is_word(below.words[0].text, "ands")


def _soft(line: Line) -> Line:
    return Line.of((*line.words[:-1], line.words[-1]._replace(text=line.words[-1].text[:-1] + "‐")))


def _is_link_line(block: Block, line: Line) -> bool:
    """Tell whether a line is nothing but a link or an address, which is no prose."""
    covering = [
        link for link in links_over([line], block.document.links) if link.x0 < line.x0 + 2 and link.x1 > line.x1 - 2
    ]
    return bool(covering) or web_address(line.text) is not None


def unhyphenated(printed: str) -> str:
    """Join words that were cut by a hyphen that only typesetting puts there (U+2010)."""
    return re.sub(r"(?<=\w)‐ ?(?=\w)", "", printed)


def _criteria_url(block: Block) -> Result:
    own = {line.text for line in block.lines("address")} | {link.url for link in block.links("address")}
    if part := block.parts.get("criteria"):
        linked = (web_address(link.url) for link in _links_on(block, "criteria") if link.url not in own)
        printed = (web_address(text) for text in _unbroken(part.lines))
        if url := next((address for address in (*linked, *printed) if address and is_whole(address)), None):
            yield Candidate("criteria.url", url, block.source("criteria", origin="link"))
            return
    read = [line for key, part in block.parts.items() if key not in ("criteria", "description") for line in part.lines]
    others = (link for link in block.document.links if link.url not in own and web_address(link.url))
    free = [link for link in others if not any(links_over(read, [link]))]
    speaking = {link.url: line for link in free for line in _speaking_of_criteria(block, link)}
    if len(speaking) == 1:
        ((url, line),) = speaking.items()
        box, rule = block.document.box([line]), "the link on words that speak of criteria"
        yield Candidate("criteria.url", url, Source("link", rule, line.page, box, line.text, 0.8))


def _speaking_of_criteria(block: Block, link: Link) -> Iterator[Line]:
    """Give the lines whose words under a link speak of criteria ("Read the full criteria")."""
    for line in block.document.lines:
        if line.page != link.page or not link.top <= line.baseline <= link.bottom:
            continue
        known = (heading_words().get(fold(word.text)) for word in line.words if is_on(link, word))
        if any(label is not None and label.key == "criteria" for label in known):
            yield line


def _unbroken(lines: Sequence[Line]) -> Iterator[str]:
    """Give the texts of lines, an address over several of them as one."""
    whole: list[Line] = []
    for line in lines:
        if whole and not continues_address(whole[-1]._replace(text=unwrapped(whole)), line):
            yield unwrapped(whole)
            whole = []
        whole.append(line)
    if whole:
        yield unwrapped(whole)


def _items(block: Block, key: str) -> list[Item]:
    lines = block.lines(key)
    if not lines:
        return []
    return _as_written(items(lines, max(line.x1 for line in lines), block.document.links, block.languages), block)


def _as_written(found: list[Item], block: Block) -> list[Item]:
    """Put items that stand beside each other in the order in which the file has them: along rows, or along columns.

    A page from right to left does not tell.
    """
    if len(found) < 2:
        return found
    firsts = [item.lines[0] for item in found]
    page = block.document.pages[firsts[0].page - 1]
    beside = any(
        abs(one.baseline - other.baseline) < _IN_ROW * one.style.size and one.x0 < other.x0
        for one in firsts
        for other in firsts
    )
    if not beside or page.mirrored or any(line.page != page.number for line in firsts):
        return found
    places = {(word.x0, word.baseline): i for i, word in enumerate(page.words)}
    written = sorted(found, key=lambda item: places.get((item.lines[0].x0, item.lines[0].baseline), 0))
    by_row = sorted(found, key=lambda item: (item.lines[0].baseline, item.lines[0].x0))
    by_column = sorted(found, key=lambda item: (round(item.lines[0].x0), item.lines[0].baseline))
    return written if written in (by_row, by_column) else found


def _lists(block: Block, kind: str, field_name: str) -> Iterator[tuple[str, Item] | Notice]:
    """Give the items of every list of a kind; a text is none, nor is the same list in another language."""
    first = block.parts[kind].label if kind in block.parts else None
    for key in (name for name in numbered(kind) if name in block.parts):
        label = block.parts[key].label
        if first and label and first.languages and label.languages and first.languages.isdisjoint(label.languages):
            continue
        found = _items(block, key)
        if text := next(_not_items(block, key, found), None):
            yield Notice(field_name, "unsure", f"{text!r} is not taken for an item of a list")
        else:
            yield from ((key, item) for item in found if any(map(str.isalpha, item.text)))


def _not_items(block: Block, key: str, found: Sequence[Item]) -> Iterator[str]:
    """Give what is no item of a list: one without letters among others, what could not be cut, what is mixed, texts."""
    bare = [item.text for item in found if not any(map(str.isalpha, item.text))]
    yield from bare if len(found) > len(bare) else ()  # of a column that is not understood
    yield from (item.text for item in found if is_open(item.text) or item.text.endswith("?"))
    if not found and (lines := block.lines(key)):
        yield joined(lines)
    yield from (item.text for item in found if _is_mixed(item, block))
    yield from filter(None, map(_text_in, found, (None, *found)))


def _is_mixed(item: Item, block: Block) -> bool:
    """Tell whether an item is only an address, or has a second one: what stands beside it was mixed with it."""
    if "://" not in item.text:
        return False
    name, _ = address_of(item, block.document.links)
    return not any(map(str.isalpha, name)) or "://" in name


def _text_in(item: Item, before: Item | None) -> str | None:
    """Give what makes an item none of a list: several sentences, or one among names."""
    ends = item.alone and item.lines[-1].text.endswith(".") and len(item.text.split()) > _NAMED
    goes_on = before is None or before.lines[-1].text.endswith((".", ";", ","))
    return item.text if _SENTENCES.search(item.text) or (ends and not goes_on) else None


def _skills(block: Block) -> Result:
    for listed in _lists(block, "skills", "skills"):
        if isinstance(listed, Notice):
            yield listed
            continue
        key, item = listed
        printed, url = address_of(item, block.document.links)
        name, minutes = with_minutes(printed)
        if url and is_esco(url):
            yield Candidate(
                "esco_competencies", Competency(name, canonical(url), None, minutes), block.source(key, item.lines)
            )
        elif name:
            yield Candidate("skills", Skill(name, minutes), block.source(key, item.lines))


def _left_over(block: Block, listed: Sequence[tuple[str, Item] | Notice]) -> str | None:
    """Give an address of ESCO that is linked on the page, and is that of no item of a list: none is whole, then."""
    left = {canonical(link.url): link.url for link in block.document.links if is_esco(link.url)}
    printed = _SKILL.findall(block.document.text)
    for key in ("esco", "skills", "alignments"):
        if not (left or printed):
            return None
        for one in listed if key == "esco" else _lists(block, key, key):
            url = None if isinstance(one, Notice) else address_of(one[1], block.document.links)[1]
            if url and is_esco(url):
                left.pop(canonical(url), None)
                printed = [begun for begun in printed if begun not in url]
    return next(iter(left.values()), None) or next(iter(printed), None)


def _esco(block: Block) -> Result:
    found = list(_lists(block, "esco", "esco_competencies"))
    if found and (left := _left_over(block, found)):
        yield Notice("esco_competencies", "unsure", f"of which competency {left!r} is the address was not found")
        return
    for listed in found:
        if isinstance(listed, Notice):
            yield listed
            continue
        key, item = listed
        printed, url = address_of(item, block.document.links)
        printed, minutes = with_minutes(printed)
        name, about = described(_WHERE.sub("", printed))
        if url and not is_esco(url):
            yield Candidate("alignments", Alignment(name, url, about), block.source(key, item.lines))
            continue
        uri = canonical(url) if url else None
        yield Candidate("esco_competencies", Competency(name, uri, about, minutes), block.source(key, item.lines))
        if url and uri is None:
            yield Notice("esco_competencies", "broken_address", f"{url!r} is not a whole ESCO address")


def _alignments(block: Block) -> Result:
    for key in numbered("alignments"):
        if (lines := block.lines(key)) and _is_table(lines):
            yield Notice("alignments", "unsure", f"{joined(lines)!r} is a table whose columns are not told apart")
            continue
        if titled := titled_entries(lines):
            for entry in titled:
                _, url = address_of(Item(glued(entry.lines), entry.lines), block.document.links)
                yield from _alignment(block, key, Item(entry.title, entry.lines), entry.about, url)
            continue
        for item in _uncut(_items(block, key), lines):
            yield from _alignment(block, key, item)


def _uncut(found: list[Item], lines: Sequence[Line]) -> list[Item]:
    """Put items with a framework's name together again that were cut at their commas: the only one, or one a line."""
    texts = [item.text for item in found]
    named = [FRAMEWORK.match(text) is not None for text in texts]
    cut = len(found) > 1 and not any(item.alone for item in found) and all(text[0].isalpha() for text in texts)
    capital = len(lines) > 1 and all(line.text[0].isupper() and line.text[-1] not in ",;" for line in lines)
    if not cut or any(named[1:]) or not (named[0] or capital):
        return found
    starts = [i for i, line in enumerate(lines) if FRAMEWORK.match(line.text) or (capital and not named[0])]
    return [Item(glued(lines[a:b]), tuple(lines[a:b])) for a, b in pairwise([*starts, len(lines)])]


def _is_table(lines: Sequence[Line]) -> bool:
    """Tell whether lines stand beside each other."""
    return any(one.x0 < other.x0 and abs(one.baseline - other.baseline) < 1 for one in lines for other in lines)


def _alignment(block: Block, key: str, item: Item, about: str | None = None, told: str | None = None) -> Result:
    printed, url = (item.text, told) if about else address_of(item, block.document.links)
    source = block.source(key, item.lines)
    row = block.parts[key].row
    heading = row.text.removesuffix(item.text).rstrip(" :") if row else ""
    named = FRAMEWORK.search(heading)
    begun = FRAMEWORK.match(printed)
    if named and not (begun and begun[0] == named[0]) and (printed.isdecimal() or named[0] == heading):
        printed = f"{heading} {printed}"
    if url and is_esco(url):
        yield Candidate("esco_competencies", Competency(printed, canonical(url)), source)
        return
    of = begun or named
    yield Candidate("alignments", Alignment(printed, url, about, framework=of[0] if of else None), source)


def _tags(block: Block) -> Result:
    for item in _items(block, "tags"):
        for tag in re.split(r"\s*#", item.text):
            if tag:
                yield Candidate("tags", tag, block.source("tags", item.lines))


def _evidence(block: Block) -> Result:
    lines = block.lines("evidence")
    for entry in entries(lines, max((line.x1 for line in lines), default=0.0), block.document.links):
        _, url = address_of(Item(glued(entry.lines), entry.lines), block.document.links)
        name, _ = address_of(Item(entry.title, ()), ())
        if not url and _is_no_evidence(name):
            yield Notice("evidence", "unsure", f"{name!r} is not taken for evidence")
            continue
        yield Candidate(
            "evidence", Evidence(name or None, url, narrative=entry.about), block.source("evidence", entry.lines)
        )


def _is_no_evidence(name: str) -> bool:
    """Tell whether what has no address is a day, a sentence or a question, or has no letter."""
    day_or_text = parse_date(name).value or is_sentence(name) or name.endswith("?")
    return bool(day_or_text) or not any(map(str.isalpha, name))


def _expiry(block: Block) -> Result:
    for key in numbered("expires_on"):
        yield from day("expires_on", key)(block)


def _issue(block: Block) -> Result:
    for key in numbered("issued_on"):
        yield from day("issued_on", key)(block)


def _email(block: Block) -> Result:
    for field_name, key in (("recipient.email", "recipient_email"), ("issuer.email", "issuer_contact")):
        lines = block.lines(key)
        whole = unwrapped(lines)
        told = [whole] if EMAIL.fullmatch(whole) else [word.text for one in lines for word in one.words]
        found = {text for word in told if EMAIL.fullmatch(text := word.strip("<>()[],;."))}
        if len(found) == 1:
            yield Candidate(field_name, found.pop(), block.source(key))


def _website(block: Block) -> Result:
    """Read the issuer's site: under its label, or as a link over its name."""
    for key in ("issuer_website", "issuer"):
        url = next(filter(None, (web_address(link.url) for link in _links_on(block, key))), None)
        told = unwrapped(block.lines(key))
        bare = key == "issuer_website" and "://" not in told and SITE.fullmatch(told)
        printed = web_address(f"https://{told}" if bare else told)
        if url or printed:
            yield Candidate("issuer.url", url or printed, block.source(key, origin="link" if url else "printed"))
            return


def _links_on(block: Block, key: str) -> Iterator[Link]:
    """Give the links that lie on the text of a part, or on its label."""
    part = block.parts.get(key)
    for line in (*part.lines, *((part.row,) if part.row else ())) if part else ():
        over = links_over([line], block.document.links)
        yield from (link for link in over if link.x0 < line.x1 and not is_esco(link.url))


def _identifier(block: Block) -> Result:
    if lines := block.lines("credential_id"):
        printed = _ADDRESS_BEHIND.sub("", joined(lines).translate(HYPHENS)).strip(" .,;:#")
        if (
            len(printed) < _LONGEST_ID
            and "://" not in printed
            and is_whole(printed)
            and not _WORD_AHEAD.match(printed)
            and any(c.isdigit() for c in printed)
            and len(printed.split()) < 5
        ):
            yield Candidate("credential_id", printed, block.source("credential_id"))
        else:
            yield Notice("credential_id", "unsure", f"{printed!r} is not taken for an ID")


RULES: tuple[Rule, ...] = (
    _name,
    _people,
    _organisation("issuer.name", "issuer"),
    _organisation("creator.name", "creator"),
    _issue,
    _expiry,
    activity("activity", "place"),
    _prose("description", "description"),
    _prose("criteria.text", "criteria"),
    _criteria_url,
    _skills,
    _esco,
    _alignments,
    _tags,
    _evidence,
    _email,
    _website,
    _identifier,
    web("credential_url", "address"),
    code("credential_url", unless="address"),
)
