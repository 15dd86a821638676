"""The items of a printed list: bullets, numbers, chips, lines, or text with separators; wrapped items are joined."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from ..address import web_address
from ..dates import parse_date, parse_minutes
from ..document import Line, Link, Word
from ..languages import fold, is_word, languages
from .names import is_broken_off
from .rules import BULLETS, continues_address, is_full, joined, unwrapped

_NUMBERED = re.compile(r"\(?(?:\d{1,2}[.)]|[a-z]\))")
_COUNTED = re.compile(r"(?:^|(?<=\S)\s+)\d{1,2}[.)]\s+(?=[^\W\d])")  # numbers in a running text
_SEPARATORS = (";", "؛", "•", " · ", "|", "¶", " / ", ",", "،")
_ENDS = tuple(sign.strip() for sign in _SEPARATORS)
_INDENT = 1.0  # points: how much farther right a wrapped line may begin than the text of its item
_IN_ROW = 3.0  # times the size: how far from its study load the lines of an item are at most
_EVEN = 1.12  # how much one distance between lines may differ from another
_CARDS = 3.0  # times the size: rows that are farther apart are read before the columns
_APART = 1.3  # times the least distance between lines: how far below its item a wrapped line is at most
_GAP = 0.9  # times the size: how wide the space between two items on a line is at least
_ADDRESS_BELOW = 2.0  # times the size: how far below its item an address stands
_SAME_ROW = 0.4  # of the size
_BEHIND = re.compile(r"(?:\s*[(\[]|\s+[–—:·|-]|[,:])\s*([^()\[\]–—]+?)\s*[)\]]?$")
_LOAD = re.compile(r"(?<=[^\W\d])\s+(\d+(?:[.,]\d+)?\s*[^\W\d]+\.?)$")  # behind a name, without a sign between
_MIRRORED = re.compile(r"\s*\)?\s*\b(\d+)\)? ([^\W\d]+)\)$")  # brackets in a text from right to left
_LEVEL = re.compile(r"[A-C][12][+]?")
_PRINTED = re.compile(r"[<(\[‹]?\s*((?:https?://|data\.europa\.eu/esco/)[^\s<>()\[\]‹›]+)\s*[>)\]›]?", re.IGNORECASE)
_OPEN_ADDRESS = re.compile(r"(?:https?://|data\.europa\.eu/)\S*$")
_BROKEN_UUID = re.compile(r"(?<=/esco/skill/)[0-9a-f][0-9a-f -]{35,38}(?![0-9a-f-])")
_DASH = re.compile(r"\s+[—–]\s+|\s+-\s+")


class Item(NamedTuple):
    """An item, with the lines it was read from; `alone` tells that no other item is on these."""

    text: str
    lines: tuple[Line, ...]
    alone: bool = True


def items(lines: Sequence[Line], right: float, links: Sequence[Link], spoken: Sequence[str]) -> list[Item]:
    """Cut the lines of a list into its items; `right` is how far its column reaches, `links` tell some from others.

    `spoken` are the codes of the document's languages.
    """
    if not lines:
        return []
    if led := _led(lines, spoken):
        return led
    lines = _counted(_without_introduction([piece for line in lines for piece in _at_bullets(line, lines)]))
    lines = list(_with_addresses([piece for line in lines for piece in at_gaps(line)], links))
    if loads := [line for line in lines if parse_minutes(line.text) is not None]:
        return list(_loaded(lines, loads))
    behind = " ".join(word.text for word in lines[0].words[1:])
    if _NUMBERED.fullmatch(lines[0].words[0].text) and _COUNTED.search(behind):
        told = _COUNTED.split(joined(lines))
        return [_cut_off(text, lines) for text in told if text]
    if any(is_marked(line) for line in lines):
        return [item for column in _marked_columns(lines) for item in _marked(column)]
    if addresses := _column_of_addresses(lines):
        return list(_addressed(lines, addresses))
    if flowing := _flowing(lines):
        return flowing
    if closed := _closed(lines, right):
        return closed
    whole = joined(lines)
    if _is_inline(lines, right):
        texts = split(whole, spoken)
        return [Item(text, tuple(lines), len(texts) == 1) for text in texts]
    return list(_by_line(lines, right, links))


def _led(lines: Sequence[Line], spoken: Sequence[str]) -> list[Item]:
    """Cut lists that begin with a word of their kind in another style ("Technical: welding, bending"), without it."""
    leads = [lead_of(line) for line in lines]
    if len(lines) < 2 or not leads[0] or sum(map(bool, leads)) < 2:
        return []
    starts = [i for i, lead in enumerate(leads) if lead]
    found: list[Item] = []
    for a, b in pairwise([*starts, len(lines)]):
        rest = [Line.of(lines[a].words[leads[a] :]), *lines[a + 1 : b]]
        found += [Item(text, tuple(rest), alone=False) for text in split(joined(rest), spoken)]
    return found


def lead_of(line: Line) -> int:
    """Give how many words before a colon begin a line in another style than what follows them, 0 if none do."""
    colon = next((i for i, word in enumerate(line.words[:4], 1) if word.text.endswith(":")), 0)
    return colon if 0 < colon < len(line.words) and line.words[colon].style != line.style else 0


def _at_bullets(line: Line, lines: Sequence[Line]) -> Iterator[Line]:
    """Cut a line before a bullet in it, where bullets of other lines begin at the same place: in two close columns."""
    start = 0
    for i, word in enumerate(line.words[1:-1], 1):
        if word.text in BULLETS and any(is_marked(one) and abs(one.x0 - word.x0) < 1 for one in lines):
            yield Line.of(line.words[start:i])
            start = i
    yield Line.of(line.words[start:]) if start else line


def _without_introduction(lines: Sequence[Line]) -> Sequence[Line]:
    """Leave out a sentence that stands on the first line of a list whose other lines end like none."""
    first = lines[0]
    sentence = is_sentence(first.text) or (first.text.endswith(":") and len(first.words) > 3)
    if not sentence or is_marked(first) or _PRINTED.search(first.text) or len(lines) < 3:
        return lines
    return lines[1:] if not any(line.text.endswith((".", ";", ",")) for line in lines[1:]) else lines


def at_gaps(line: Line, gap: float = _GAP) -> Iterator[Line]:
    """Cut a line at spaces that are wider than those between words: where chips or cells stand close."""
    start, first = 0, 2 if is_marked(line) else 1
    separated = any(not any(map(str.isalnum, word.text)) for word in line.words[1:])
    for i in range(first, 0 if separated else len(line.words)):
        if line.words[i].x0 - line.words[i - 1].x1 > gap * line.style.size:
            yield Line.of(line.words[start:i])
            start = i
    yield Line.of(line.words[start:]) if start else line


def at_edges(line: Line, edges: Sequence[float]) -> Iterator[Line]:
    """Cut a table's row where a word begins at the left edge of a further column."""
    start = 0
    for i, word in enumerate(line.words[1:] if edges else (), 1):
        if any(abs(word.x0 - edge) < 1 for edge in edges):
            yield Line.of(line.words[start:i])
            start = i
    yield Line.of(line.words[start:]) if start else line


def _loaded(lines: Sequence[Line], loads: Sequence[Line]) -> Iterator[Item]:
    """Take the rows of a table with study loads: the lines nearest to each one are its item; numbers are none."""
    rows: list[list[Line]] = [[] for _ in loads]
    for line in lines:
        place = nearest(line, loads)
        if line in loads or place is None or _NUMBERED.fullmatch(f"{line.text.rstrip('.')}."):
            continue
        if abs(loads[place].middle - line.middle) < _IN_ROW * line.style.size:
            rows[place].append(line)
    for row, load in zip(rows, loads, strict=True):
        if row and not is_word(joined(row), "totals"):
            bare = [Line.of(line.words[1:]) if is_marked(line) else line for line in row]
            yield Item(f"{glued(bare)} ({load.text})", (*row, load))


def nearest(line: Line, others: Sequence[Line]) -> int | None:
    """Give the place of the one of some lines whose middle is nearest in height, None if none is on the page."""
    near = (i for i, other in enumerate(others) if other.page == line.page)
    return min(near, key=lambda i: abs(others[i].middle - line.middle), default=None)


def _counted(lines: Sequence[Line]) -> Sequence[Line]:
    """Put a point behind numbers that count the lines of a list ("01", "02", ...)."""
    counting = [line for line in lines if len(line.words) > 1 and line.words[0].text.isdecimal()]
    counting = [line for line in counting if parse_minutes(line.text) is None]
    numbers = [int(line.words[0].text) for line in counting]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        return lines
    return [_with_point(line) if line in counting else line for line in lines]


def _with_point(line: Line) -> Line:
    return Line.of((line.words[0]._replace(text=f"{int(line.words[0].text)}."), *line.words[1:]))


def _with_addresses(lines: Sequence[Line], links: Sequence[Link]) -> Iterator[Line]:
    """Put addresses in the place of the words that link to one in each row of a table; a repeated word is no item."""
    texts = Counter(line.text for line in lines)
    for line in lines:
        told = _PRINTED.match(line.text) or parse_minutes(line.text) is not None
        if texts[line.text] == 1 or told or not _has_left(line, lines):
            yield line
        elif url := next(iter(_urls([line], links)), None):
            yield Line.of([line.words[0]._replace(text=url)])


def _has_left(line: Line, lines: Sequence[Line]) -> bool:
    return any(one.x1 < line.x0 and abs(one.baseline - line.baseline) < line.style.size for one in lines)


def _column_of_addresses(lines: Sequence[Line]) -> list[Line]:
    """Give the addresses that stand right of names, and those in one column with them: beside a name on two lines."""
    addresses = [line for line in lines if _PRINTED.match(line.text)]
    edges = {round(line.x0) for line in addresses if _has_left(line, lines)}
    return [line for line in addresses if round(line.x0) in edges]


def _addressed(lines: Sequence[Line], addresses: Sequence[Line]) -> Iterator[Item]:
    """Take the rows of a table with addresses in its last column."""
    names = [line for line in lines if line.x0 < addresses[0].x0 - 2]
    blocks = [] if any(_PRINTED.match(line.text) for line in names) else list(_blocks(names))
    if len(blocks) == len(addresses) and all(map(_is_level, blocks, addresses)):
        others = [line for line in lines if line not in names]
        for block, address, following in zip_longest(blocks, addresses, addresses[1:]):
            stop = others.index(following) if following else len(others)
            told = others[others.index(address) : stop]
            yield Item(f"{joined(block)} {unwrapped(told)}", (*block, *told))
        return
    tops = [address.baseline - address.style.size for address in addresses]
    for i, address in enumerate(addresses):
        end = tops[i + 1] if i + 1 < len(addresses) and addresses[i + 1].page == address.page else float("inf")
        row = [line for line in lines if line.page == address.page and tops[i] <= line.baseline < end]
        named = [line for line in row if line.x0 < address.x0 - 2 and not continues_address(address, line)]
        yield Item(f"{joined(named)} {unwrapped([line for line in row if line not in named])}", tuple(row))


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Give the lines that stand nearer to each other than to others, as those of one cell do."""
    gaps = [below.baseline - above.baseline for above, below in pairwise(lines) if above.page == below.page]
    near = _EVEN * min(gaps, default=0.0)
    block: list[Line] = []
    for line in lines:
        if block and (line.page != block[-1].page or line.baseline - block[-1].baseline > near):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_level(block: Sequence[Line], address: Line) -> bool:
    """Tell whether an address begins beside a block of lines."""
    first, last, size = block[0], block[-1], address.style.size
    same = first.page == last.page == address.page
    return same and first.baseline - size < address.baseline < last.baseline + size


def _flowing(lines: Sequence[Line]) -> list[Item]:
    """Cut a text behind each of its addresses, where other items follow one on its line; none where none does."""
    amid = [found for line in lines if (found := _PRINTED.search(line.text)) and line.text[found.end() :].strip(" .,;")]
    if not amid or any(_PRINTED.match(line.text) for line in lines):
        return []
    whole = glued(lines)
    ends = [0, *(found.end() for found in _PRINTED.finditer(whole))]
    return [_cut_off(whole[a:b], lines) for a, b in pairwise(ends)] if not whole[ends[-1] :].strip(" .,;") else []


def _closed(lines: Sequence[Line], right: float) -> list[Item]:
    """Cut lines behind the address that ends each item; none where an item has none, or may be two."""
    if not any(_PRINTED.search(line.text) for line in lines[-2:]):
        return []
    groups: list[list[Line]] = []
    closed = True
    for line in lines:
        if closed and not (groups and continues_address(groups[-1][-1], line)):
            if _PRINTED.match(line.text):
                return []
            groups.append([])
        groups[-1].append(line)
        closed = _PRINTED.search(groups[-1][-1].text) is not None or (closed and len(groups[-1]) > 1)
    named = ([line for line in group if not _PRINTED.match(line.text)] for group in groups)
    wrapped = all(
        is_full(above, line, right) or line.text[0].islower() for group in named for above, line in pairwise(group)
    )
    return [_item(group) for group in groups] if closed and wrapped else []


def is_marked(line: Line) -> bool:
    """Tell whether a line begins with a bullet or a number."""
    first = line.words[0].text
    return (first in BULLETS or _NUMBERED.fullmatch(first) is not None) and len(line.words) > 1


def _marked_columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Give the columns of a list whose bullets stand beside each other, at least two in each, else the whole list."""
    marked = [line for line in lines if is_marked(line)]
    edges = Counter(round(line.x0) for line in marked)
    if len(edges) < 2 or min(edges.values()) < 2 or not any(_has_left(line, marked) for line in marked):
        return [list(lines)]
    starts = sorted(edges)
    columns: list[list[Line]] = [[] for _ in starts]
    for line in lines:
        columns[max(0, bisect_right(starts, line.x0 + _INDENT) - 1)].append(line)
    return columns


def _marked(lines: Sequence[Line]) -> Iterator[Item]:
    """Cut where a bullet or a number stands; what comes before the first one is no item."""
    margin = min(line.x0 for line in lines if is_marked(line))
    below = [line.baseline - above.baseline for above, line in pairwise(lines) if line.baseline > above.baseline + 1]
    widest = _APART * min(below, default=float("inf"))
    item: list[Line] = []
    for line in lines:
        if is_marked(line):
            if item:
                yield _item(item)
            item = [Line.of(line.words[1:])]
        elif (
            item
            and line.x0 >= margin - _INDENT
            and (line.baseline - item[-1].baseline < widest or item[-1].page < line.page)
        ):
            item.append(line)
    if item:
        yield _item(item)


def _cut_off(text: str, lines: Sequence[Line]) -> Item:
    return Item(text.strip(" .,;"), tuple(lines), alone=False)


def _item(lines: Sequence[Line]) -> Item:
    """Join the lines of an item, without the sign that ends it in its list."""
    text = glued(lines).rstrip(" ,;،؛")
    return Item(text.removesuffix(".") if text.count(".") == 1 else text, tuple(lines))


def glued(lines: Sequence[Line]) -> str:
    """Join lines, an address over several of them without blanks."""
    text = ""
    for line in lines:
        in_address = _OPEN_ADDRESS.search(text) and re.match(r"[\w/.-]+[>)\]›]?$", line.text)
        text += line.text if in_address or text.endswith("/") else f" {line.text}" if text else line.text
    return text


def _is_inline(lines: Sequence[Line], right: float) -> bool:
    """Tell whether the lines are one text with separators: each but the last is full, or a separator ends it."""
    if len({round(line.baseline) for line in lines}) < len(lines):
        return False  # chips: several in a row
    text = joined(lines)
    if not any(sign in text for sign in _SEPARATORS):
        return False
    return all(is_full(line, after, right) or line.text.endswith(_ENDS) for line, after in pairwise(lines))


def _by_line(lines: Sequence[Line], right: float, links: Sequence[Link]) -> Iterator[Item]:
    """Take each line, or each chip of a row, as an item; a full line and its continuation are one."""
    columns = _columns(lines)
    if len(columns) > 1:
        for column in columns:
            yield from _by_line(column, max(line.x1 for line in column), links)
        return
    gaps = [line.baseline - above.baseline for above, line in pairwise(lines) if line.baseline > above.baseline + 1]
    near = _EVEN * min(gaps, default=0.0)
    uneven = max(gaps, default=0.0) > near
    item: list[Line] = []
    for line in lines:
        wraps = bool(item) and item[-1].page == line.page and _wraps(item[-1], line, right)
        told = _PRINTED.match(line.text) is not None or (bool(item) and continues_address(item[-1], line))
        shared = bool(item) and bool(set(_urls(item[-1:], links)) & set(_urls([line], links)))
        wraps = (wraps and (told or _urls(item[-1:], links) == _urls([line], links))) or shared
        told = told or shared
        if uneven and item and not told:
            wraps = wraps and line.baseline - item[-1].baseline <= near
        elif item and lines[0].text[0].islower() and not told:
            wraps = False  # where every item begins with a small letter, none tells that a line goes on
        if item and not wraps:
            yield _item(item)
            item = []
        item.append(line)
    if item:
        yield _item(item)


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Give the columns of a list that has several, each with at least two lines of one left edge."""
    columns: dict[int, list[Line]] = {}
    for line in lines:
        columns.setdefault(round(line.x0 / 3), []).append(line)
    listed = [columns[edge] for edge in sorted(columns)]
    away = [below.baseline - above.baseline for column in listed for above, below in pairwise(column)]
    if min(away, default=0.0) > _CARDS * lines[0].style.size:
        return [list(lines)]
    beside = len({round(line.baseline) for line in lines}) < len(lines)
    return listed if beside and all(len(column) > 1 for column in listed) else [list(lines)]


def _has_no_room(line: Line, right: float) -> bool:
    """Tell whether the first word of a line is too long for any line behind another word."""
    return line.x0 + line.words[0].x1 - line.words[0].x0 > right - line.style.size


def _wraps(above: Line, line: Line, right: float) -> bool:
    size = max(line.style.size, above.style.size)
    is_address = _PRINTED.match(line.text) is not None or continues_address(above, line)
    below = _SAME_ROW * size < line.baseline - above.baseline < (_ADDRESS_BELOW if is_address else 1.6) * size
    same = abs(line.x0 - above.x0) < 2 and (line.style == above.style)
    full = is_full(above, line, right) or (_has_no_room(line, right) and above.text[0].isupper())
    goes_on = (full or is_broken_off(above.text)) and line.text[:1].islower()
    return below and ((same and (goes_on or is_open(above.text))) or is_address)


def is_open(text: str) -> bool:
    """Tell whether a bracket in a text is not closed."""
    return text.count("(") > text.count(")")


class Entry(NamedTuple):
    """A titled entry of a list, and what is said of it below its title."""

    title: str
    about: str | None
    lines: tuple[Line, ...]


def entries(lines: Sequence[Line], right: float, links: Sequence[Link]) -> list[Entry]:
    """Cut lines into entries: a title in a style of its own, or an item; sentences and addresses below belong to it."""
    if not lines or any(is_marked(line) for line in lines):
        return [Entry(item.text, None, item.lines) for item in items(lines, right, links, ())]
    styled = len({line.style for line in lines}) > 1
    groups: list[list[Line]] = []
    for line in lines:
        opens = (
            line.style == lines[0].style
            if styled
            else not (is_sentence(line.text) or _PRINTED.match(line.text) or parse_date(line.text).value)
        )
        if (opens and not (groups and groups[-1][-1].style == line.style and styled)) or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    found = []
    for group in groups:
        told = [line for line in group[1:] if not _PRINTED.match(line.text)]
        found.append(Entry(_item(group[:1]).text, joined(told) or None, tuple(group)))
    return found


def titled_entries(lines: Sequence[Line]) -> list[Entry]:
    """Cut lines into entries with a title on one line and lines in another style below; none where one has no such."""
    if len({line.style for line in lines}) < 2 or any(is_marked(line) for line in lines):
        return []
    starts = [i for i, line in enumerate(lines) if line.style == lines[0].style]
    groups = [lines[a:b] for a, b in pairwise([*starts, len(lines)])]
    told = [[line for line in group[1:] if not _PRINTED.match(line.text)] for group in groups]
    found = [Entry(group[0].text, joined(more), tuple(group)) for group, more in zip(groups, told, strict=True)]
    return found if all(entry.about for entry in found) else []


def is_sentence(text: str) -> bool:
    """Tell whether a text ends like a sentence of some words."""
    return text.endswith(".") and len(text.split()) > 3


def split(text: str, spoken: Sequence[str]) -> list[str]:
    """Cut a text at its separators, none of them inside brackets; an "and" before the last item is one.

    >>> split("Safety, first aid (adults, children) and triage.", ["en"])
    ['Safety', 'first aid (adults, children)', 'triage']
    """
    flat = re.sub(r"\([^()]*\)", lambda m: m[0].translate(_HIDDEN), text)
    sign = next((sign for sign in _SEPARATORS if sign in flat), None)
    parts = [part.strip(" .;") for part in flat.split(sign)] if sign else [flat.strip(" .;")]
    if sign in (",", "،") and len(parts) > 1:
        last = _last(parts[-1], spoken)
        parts = [*parts[:-1], *last] if last else []
    return [part.translate(_SHOWN) for part in parts if part]


_HIDDEN = {ord(sign): 0xE100 + i for i, sign in enumerate(_SEPARATORS) if len(sign) == 1}
_SHOWN = {code: sign for sign, code in zip(map(chr, _HIDDEN), _HIDDEN.values(), strict=True)}


def _last(text: str, spoken: Sequence[str]) -> list[str]:
    """Cut the last item of a list of commas at its "as well as", or at its "and"; none where it has several."""
    words = text.split()
    for key in ("ands_too", "ands"):
        told = {fold(phrase) for code in spoken for phrase in languages()[code].words[key]}
        places = [(i, i + n) for i in range(len(words)) for n in (1, 2, 3) if fold(" ".join(words[i : i + n])) in told]
        if len(places) == 1:
            start, end = places[0]
            return [part for part in (" ".join(words[:start]), " ".join(words[end:])) if part]
        if places:
            return []
    return [text]


def with_minutes(text: str) -> tuple[str, int | None]:
    """Take a study load and a level off the end of an item.

    >>> with_minutes("Welding (10 h)"), with_minutes("Welding – 45 min"), with_minutes("Welding: basics")
    (('Welding', 600), ('Welding', 45), ('Welding: basics', None))
    >>> with_minutes("Welding (level 2, 10 h)"), with_minutes("Welding – niveau avancé")
    (('Welding', 600), ('Welding', None))
    """
    text = _MIRRORED.sub(r" (\1 \2)", text) if "(" not in text else text
    found = _BEHIND.search(text)
    if (load := _LOAD.search(text)) and (minutes := parse_minutes(load[1])) is not None:
        return text[: load.start()], minutes
    if not found:
        return text, None
    told = [parse_minutes(part.strip()) for part in re.split(r"[;/·]|,\s", found[1])]
    levels = {fold(word) for language in languages().values() for word in language.words["levels"]}
    minutes = next((number for number in told if number is not None), None)
    if minutes is not None or levels.intersection(map(fold, found[1].split())) or _LEVEL.fullmatch(found[1]):
        return text[: found.start()].rstrip(), minutes
    return text, None


def address_of(item: Item, links: Sequence[Link]) -> tuple[str, str | None]:
    """Take an address off an item: the one printed in it, or that of a link over it."""
    text = _BROKEN_UUID.sub(lambda m: m[0].replace(" ", ""), item.text) if "/esco/" in item.text else item.text
    if found := _PRINTED.search(text):
        rest = (text[: found.start()] + text[found.end() :]).strip(" :–—-·,")
        url = found[1].rstrip(".,;")
        return rest, url if "://" in url else f"http://{url}"
    over = dict.fromkeys(_urls(item.lines, links))
    if not item.alone:
        over = {url: None for url in over if _squeezed(_covered(item.lines, links, url)) == _squeezed(item.text)}
    return item.text, next(filter(None, map(web_address, over)), None)


def _covered(lines: Sequence[Line], links: Sequence[Link], url: str) -> str:
    """Give the words over which the links to an address lie."""
    over = [link for link in links if link.url == url]
    words = [word for line in lines for word in line.words if any(is_on(link, word) for link in over)]
    return " ".join(word.text for word in words)


def is_on(link: Link, word: Word) -> bool:
    """Tell whether a link lies on a word."""
    middle = (word.x0 + word.x1) / 2
    return link.page == word.page and link.x0 <= middle <= link.x1 and link.top <= word.baseline <= link.bottom


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _urls(lines: Sequence[Line], links: Sequence[Link]) -> list[str]:
    return [link.url for line in lines for link in links if _is_over(link, line)]


def _is_over(link: Link, line: Line) -> bool:
    wide = min(link.x1, line.x1) - max(link.x0, line.x0)
    return link.page == line.page and link.top <= line.middle <= link.bottom and wide > 0


def described(text: str) -> tuple[str, str | None]:
    """Cut a description off behind a dash."""
    parts = _DASH.split(text, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 else (text, None)
