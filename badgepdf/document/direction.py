"""Right-to-left pages, put in the order in which they are read.

A PDF places glyphs and does not say in which direction they are read. Programs that set Arabic and Hebrew well put the
first letter of a line at its right; others put it at the left, which looks wrong and reads right. Spelling tells them
apart: some letters only end a word, and the Arabic article only begins one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from .model import Page, Word

_LETTER = re.compile("[\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LAST = "\u0629\u0649\u05da\u05dd\u05df\u05e3\u05e5"  # teh marbuta, alef maksura, and the final forms of Hebrew
_ARTICLE = "\u0627\u0644"
_ENDS = re.compile(rf"^{_ARTICLE}\w\w|\w[{_LAST}]\W*$")
_ENDS_REVERSED = re.compile(rf"\w\w{_ARTICLE[::-1]}$|^\W*[{_LAST}]\w")
_SIGN = "[0-9A-Za-z\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9]"
_LEFT_TO_RIGHT = re.compile(rf"{_SIGN}(?:[^\s\u0590-\u065f\u066a-\u06ef\ufb1d-\ufeff]*{_SIGN})?")
_TURNED = re.compile(r"^[)\]»]|[(\[«]$")
_BRACKETS = str.maketrans("()[]«»", ")(][»«")
_SAME_ROW = 0.3  # of the size: how far apart the base lines of one row are
_NEAR = 1.0  # times the size: the widest space between words of one run


def in_reading_order(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Mirror pages whose text is set from right to left, so that a line begins at its left as in any other script."""
    texts = [word.text for page in pages for word in page.words]
    if _LETTER.search(" ".join(texts)) is None:
        return pages
    words = [text for text in texts if _LETTER.search(text)]
    wrong = sum(_ENDS_REVERSED.search(text) is not None for text in words)
    if wrong <= sum(_ENDS.search(text) is not None for text in words):
        return pages
    return tuple([_mirrored(page) for page in pages])


def _mirrored(page: Page) -> Page:
    words = [word for run in _runs(page.words) for word in _turned(run, page.width)]
    links = [link._replace(x0=page.width - link.x1, x1=page.width - link.x0) for link in page.links]
    return replace(page, words=tuple(words), links=tuple(links), mirrored=True)


def _runs(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Give words that are read from left to right together, and all others alone."""
    run: list[Word] = []
    for word in sorted(words, key=lambda w: (round(w.baseline), w.x0)):
        if run and not (_follows(run[-1], word) and _LEFT_TO_RIGHT.match(word.text) and not _LETTER.search(word.text)):
            yield run
            run = []
        if run or _LATIN.match(word.text):
            run.append(word)
        else:
            yield [word]
    if run:
        yield run


def _follows(left: Word, right: Word) -> bool:
    size = left.style.size
    return abs(left.baseline - right.baseline) < _SAME_ROW * size and right.x0 - left.x1 < _NEAR * size


def _turned(run: list[Word], width: float) -> Iterator[Word]:
    """Mirror the box that words fill; within it they keep their places."""
    shift = width - run[-1].x1 - run[0].x0
    for word in run:
        yield word._replace(text=_logical(word.text), x0=word.x0 + shift, x1=word.x1 + shift)


def _logical(text: str) -> str:
    """Put the letters of a word in the order in which they are read; numbers and Latin text in it keep theirs."""
    if not _LETTER.search(text):
        return text[::-1] if not _LEFT_TO_RIGHT.search(text) else text
    text = _LEFT_TO_RIGHT.sub(lambda found: found[0][::-1], text)[::-1]
    return unicodedata.normalize("NFKC", text.translate(_BRACKETS) if _TURNED.search(text) else text)
