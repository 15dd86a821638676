"""What layouts are made of, on lines drawn in thin air."""

from __future__ import annotations

import pytest

from badgepdf.address import web_address
from badgepdf.candidate import Candidate
from badgepdf.document import Image, Line, Page, Style, Word
from badgepdf.document.model import clean
from badgepdf.layouts.rules import image_above, is_full, joined, prose, unwrapped
from badgepdf.record import Source
from badgepdf.resolve import decide

STYLE = Style("Times", 10, bold=False, italic=False)


def words(text: str, x: float = 50, y: float = 100, style: Style = STYLE) -> list[Word]:
    """Set words one after the other, each letter half an em wide."""
    placed = []
    for part in text.split():
        end = x + style.size / 2 * len(part)
        placed.append(Word(part, x, end, y, style, 1))
        x = end + style.size / 4
    return placed


def line(text: str, y: float = 100) -> Line:
    return Line.of(words(text, y=y))


def page(*placed: list[Word]) -> Page:
    return Page(1, 595, 842, tuple(w for some in placed for w in some), (), ())


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        (["Jean-", "Pierre Noël"], "Jean-Pierre Noël"),
        (["2020 -", "2024"], "2020 - 2024"),
        (["one", "two"], "one two"),
        ([], ""),
    ],
)
def test_joined(texts: list[str], whole: str) -> None:
    assert joined(map(line, texts)) == whole


def test_prose_runs_on_where_a_line_was_full() -> None:
    first, second, third = line("a line that is full"), line("and runs on."), line("A new one.")
    assert prose([first, second, third], right=first.x1 + 5) == "a line that is full and runs on.\nA new one."
    assert is_full(first, second, first.x1 + 5)
    assert not is_full(second, third, first.x1 + 5)


def test_an_address_is_one_word_again() -> None:
    assert unwrapped([line("https://example.org/a-"), line("b/c")]) == "https://example.org/a-b/c"


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://example.org",
        "example.org",
        "-",
        "",
        "http://",
        "http://[",
        "https://a b",
        "data:,x",
        "https://a\nb",
    ],
)
def test_what_is_no_web_address(text: str) -> None:
    assert web_address(text) is None


def test_words_on_one_base_line_are_a_line_and_a_wide_gap_ends_it() -> None:
    lines = page(words("right cell", x=300), words("left cell"), words("below", y=115)).lines
    assert [found.text for found in lines] == ["left cell", "right cell", "below"]


def test_base_lines_a_little_apart_are_one_line() -> None:
    small = Style("Times", 7, bold=False, italic=False)
    lines = page(words("le 1", x=50), words("er", x=72, y=96.5, style=small), words("mars", x=84, y=102)).lines
    assert [found.text for found in lines] == ["le 1 er mars"]


def test_turned_text_is_in_no_line() -> None:
    turned = words("SIDE")[0]._replace(upright=False)
    assert page([turned], words("text")).lines == (line("text"),)


def test_the_image_above_is_the_nearest_and_not_of_the_badge_before() -> None:
    near, far, below = (Image(0, top, 50, top + 50, 1, 9, 9) for top in (40, -20, 120))
    assert image_above(line("Name"), [far, near, below], (0, 0.0)) == near
    assert image_above(line("Name"), [far, below], (1, 30.0)) is None


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain", "plain"),
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\x00b", "a\ufffdb"),
        ("evil\u202etxt", "eviltxt"),
        ("zero\u200bwidth", "zerowidth"),
        ("soft\xad", "soft-"),
        ("(cid:127)", "\ufffd"),
    ],
)
def test_text_is_clean(text: str, safe: str) -> None:
    assert clean(text) == safe


def test_two_candidates_that_differ_are_no_value() -> None:
    source = Source("printed", "test")
    one, other = (Candidate("issued_on", value, source) for value in ("2024", "2025"))
    assert decide([one, one])[0].winner == one
    assert decide([one, other])[0].winner is None
    assert decide([Candidate("tags", "a", source), Candidate("tags", "b", source)])[0].winner is not None


def test_an_entry_over_a_page_break_ends_where_its_address_is_whole() -> None:
    from badgepdf.layouts.passport import _entries

    uri = "http://data.europa.eu/esco/skill/c81e728d-9d4c-2f63-6f06-7f89cc14862c"
    first, address, following = (
        line("weld pipes", 700),
        line(uri, 715),
        Line.of(w._replace(page=2) for w in words("solder")),
    )
    cut, rest = line(uri[:50], 715), Line.of(w._replace(page=2) for w in words(uri[50:]))
    assert list(_entries([first, address, following], address.x1 + 2)) == [[first, address], [following]]
    assert list(_entries([first, cut, rest], cut.x1 + 2)) == [[first, cut, rest]]


def test_the_pieces_of_a_justified_line_are_one() -> None:
    pieces = (words("Leeds"), words("Weavers", x=110), words("Trust", y=112), words("3 May 2024", x=200))
    assert [one.text for one in page(*pieces).lines] == ["Leeds Weavers", "3 May 2024", "Trust"]


def test_cells_of_a_table_are_no_pieces_of_a_line() -> None:
    rows = (words("Warping"), words("often", x=110), words("Dyeing", y=112), words("seldom", x=110, y=112))
    assert [one.text for one in page(*rows).lines] == ["Warping", "often", "Dyeing", "seldom"]
