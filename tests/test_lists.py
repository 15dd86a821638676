"""Lists on pages drawn in thin air: what their items are, in any sign, column or table, and what is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from test_forms import SMALL
from test_generic import BADGE, BOLD, CHIPS, LABELLED, LARGE, SKILLS, URL, Drawn, block, document, values
from test_rules import STYLE

from badgepdf.candidate import Candidate
from badgepdf.document import Link
from badgepdf.layouts.generic import LAYOUT
from badgepdf.layouts.rules import Block


def listed(found: Block, field: str) -> list[Any]:
    """Give what the rules take for the items of a list."""
    return [c.value for rule in LAYOUT.rules for c in rule(found) if isinstance(c, Candidate) and c.field == field]


def test_every_list_of_skills_counts_and_a_text_is_none() -> None:
    second = (("Soft skills", 50, 300, BOLD), ("Patience, care and humour", 50, 316))
    text = (
        ("Skills on the web", 50, 350, BOLD),
        ("Badges can be shown to anybody. They say what you can do.", 50, 366),
    )
    found = values(*LABELLED, ("Skills", 50, 240, BOLD), *CHIPS, *second, *text)["skills"]
    assert found == [*SKILLS, "Patience", "care", "humour"]


@pytest.mark.parametrize(
    "sign", ["★", "☒", "✔", "\uf0fc", "01", "a)"], ids=["star", "box", "tick", "glyph", "number", "letter"]
)
def test_any_sign_is_a_bullet(sign: str) -> None:
    signs = [sign, sign, sign] if not sign.isalnum() and sign != "a)" else []
    signs = signs or (["01", "02", "03"] if sign == "01" else ["a)", "b)", "c)"])
    listed = [(f"{sign} {skill}", 50, 256 + 16 * i) for i, (sign, skill) in enumerate(zip(signs, SKILLS, strict=True))]
    assert values(*LABELLED, ("Skills", 50, 240, BOLD), *listed)["skills"] == SKILLS


@pytest.mark.parametrize(
    "heading",
    ["What Ada can do", "Ce qu’Ada sait faire", "Das kann Ada", "Tämän Ada osaa", "Det här kan Ada", "Co potrafi Ada"],
)
def test_what_somebody_is_able_to_do_is_a_skill(heading: str) -> None:
    listed = [(skill, 50, 256 + 16 * i) for i, skill in enumerate(SKILLS)]
    assert values(*LABELLED, (heading, 50, 240, BOLD), *listed)["skills"] == SKILLS


def test_a_sum_of_study_loads_is_no_skill() -> None:
    rows = (("Skill", "Hours", "Level"), ("Warping", "4", "Base"), ("Dyeing yarn", "6", "Expert"), ("Total", "10", ""))
    drawn = [
        (text, x, 256 + 18 * i, *([] if i else [BOLD]))
        for i, row in enumerate(rows)
        for text, x in zip(row, (50, 200, 300), strict=True)
        if text
    ]
    found = block(*LABELLED, ("Skills of the unit", 50, 236, LARGE), *drawn)
    skills = [c.value for rule in LAYOUT.rules for c in rule(found) if isinstance(c, Candidate) and c.field == "skills"]
    assert [(skill.name, skill.study_load_minutes) for skill in skills] == [("Warping", 240), ("Dyeing yarn", 360)]


URI = "http://data.europa.eu/esco/skill/{}a98052f-b8fc-4e8e-b193-85f77e97ab69"


def test_an_item_ends_with_its_address() -> None:
    drawn = [
        (f"weave fabrics ({URI.format(1)})", 50, 256),
        ("dye yarns and other materials that are made of wool or of plants and give", 50, 272),
        (f"advice on both ({URI.format(2)})", 50, 288),
    ]
    found = values(*LABELLED, ("ESCO skills", 50, 240, BOLD), *drawn)["esco_competencies"]
    assert found == ["weave fabrics", f"{drawn[1][0]} advice on both"]


def test_a_sentence_below_a_list_is_none_of_it() -> None:
    listed = [(skill, 50, 256 + 16 * i) for i, skill in enumerate(SKILLS)]
    below = ("This badge can be renewed by its holder in any of our workshops.", 50, 320)
    assert values(*LABELLED, ("Skills", 50, 240, BOLD), *listed, below)["skills"] == SKILLS


def test_a_last_chip_below_the_first_belongs_to_its_centred_rows() -> None:
    heading = ("Skills", 286, 240, BOLD)
    rows = [("Warping wool", 100, 256), ("Dyeing yarn", 270, 256), ("Darning nets", 420, 256), ("Felting", 113, 276)]
    assert values(*LABELLED, heading, *rows)["skills"] == ["Warping wool", "Dyeing yarn", "Darning nets", "Felting"]


def test_titled_alignments_keep_what_is_said_of_them_apart() -> None:
    small = STYLE._replace(size=9)
    drawn = [("Standards", 50, 240, LARGE._replace(size=14))]
    for i, title in enumerate(("Loom 3a: Weaver", "Loom 4: Dyer, in wool")):
        drawn += [(title, 50, 262 + 50 * i, BOLD), ("Textiles, edition of 2022", 50, 274 + 50 * i, small)]
    found = block(*LABELLED, *drawn)
    named = [
        c.value for rule in LAYOUT.rules for c in rule(found) if isinstance(c, Candidate) and c.field == "alignments"
    ]
    assert [one.name for one in named] == ["Loom 3a: Weaver", "Loom 4: Dyer, in wool"]
    assert {one.description for one in named} == {"Textiles, edition of 2022"}


def test_a_date_is_no_evidence() -> None:
    assert "evidence" not in values(*LABELLED, ("Evidence", 50, 240, BOLD), ("28/03/2025", 50, 256))


def test_a_heading_beside_another_has_its_list_below() -> None:
    listed = [(skill, 60, 256 + 16 * i) for i, skill in enumerate(SKILLS)]
    beside = [("Renewal", 300, 240, BOLD), ("For three years more, where a course was attended.", 300, 256)]
    assert values(*LABELLED, ("What Ada can do", 50, 240, BOLD), *beside, *listed)["skills"] == SKILLS


def test_a_sentence_announces_a_list_that_ends_where_another_begins() -> None:
    text = ("The holder has shown the following skills:", 50, 240)
    listed = [("1. Warping", 80, 256), ("2. Dyeing yarn", 80, 272), ("3. Darning", 80, 288)]
    below = ("Looms of Leeds issue this badge every year", 50, 320)
    assert values(*LABELLED, text, *listed, below)["skills"] == SKILLS


def test_a_column_that_is_not_understood_leaves_the_list_unread() -> None:
    rows = [(text, x, 256 + 18 * i) for i, skill in enumerate(SKILLS) for text, x in ((skill, 50), (f"{i + 4}", 300))]
    found = block(*LABELLED, ("Skills", 50, 240, BOLD), *rows)
    told = [c for rule in LAYOUT.rules for c in rule(found) if c.field == "skills"]
    assert [getattr(notice, "code", None) for notice in told] == ["unsure"]


def test_a_word_amid_the_lines_of_a_seal_is_no_heading() -> None:
    small = STYLE._replace(size=7)
    seal = [("ACADEMY", 300, 600, small), ("SKILLS", 302, 609, small), ("OF LEEDS", 299, 618, small)]
    assert "skills" not in values(*LABELLED, *seal)


def test_a_value_is_no_heading() -> None:
    small = STYLE._replace(size=7)
    names = ("Recipient", "Assessment", "Issued on", "Issuer")
    told = ("Ada Byron", "Portfolio", "3 May 2024", "Looms of Leeds")
    grid = [(text, 50 + 120 * i, 200, small) for i, text in enumerate(names)]
    grid += [(text, 50 + 120 * i, 212, BOLD) for i, text in enumerate(told)]
    assert "evidence" not in values(*BADGE, *grid, ("Identity checked", 170, 240, small), ("Yes", 170, 252, BOLD))


def test_headings_that_hold_esco_in_a_word_head_its_skills() -> None:
    listed = [("weave fabrics", 50, 256), ("dye textiles", 50, 272)]
    for heading in ("ESCO-Bezug", "Entsprechung in ESCO", "Kompetanser i ESCO-rammeverket"):
        assert values(*LABELLED, (heading, 50, 240), *listed)["esco_competencies"] == ["weave fabrics", "dye textiles"]


@pytest.mark.parametrize(
    ("heading", "items"),
    [
        ("Units of the diploma", ["RNCP35910BC03 – Weaving", "RNCP35910BC07 – Dyeing"]),
        ("Quadro DigCompEdu", ["4.1 Estratégias de avaliação", "4.3 Retorno"]),
    ],
)
def test_items_that_begin_with_codes_of_a_framework_are_alignments(heading: str, items: list[str]) -> None:
    listed = [(item, 50, 256 + 16 * i) for i, item in enumerate(items)]
    found = block(*LABELLED, (heading, 50, 240, BOLD), *listed)
    given = [c for rule in LAYOUT.rules for c in rule(found) if isinstance(c, Candidate)]
    assert [c.value.name for c in given if c.field == "alignments"] == items


@pytest.mark.parametrize("bullet", ["", "• "])
def test_items_in_two_columns_are_in_the_order_in_which_they_were_written(bullet: str) -> None:
    rows = [(50, 256), (300, 256), (50, 272), (300, 272)]
    heading, names = ("Skills", 50, 240, BOLD), [*SKILLS, "Felting"]
    for places in (rows, sorted(rows)):
        drawn = [(f"{bullet}{name}", x, y) for name, (x, y) in zip(names, places, strict=True)]
        assert values(*LABELLED, heading, *drawn)["skills"] == names


def test_an_item_of_a_column_of_bullets_goes_on_below_itself() -> None:
    left, right = ("• Warping looms of", "any width", "• Dyeing yarn"), ("• Darning", "• Felting by", "hand")
    drawn = [(text, 50 if text[0] == "•" else 58, 256 + 13 * i) for i, text in enumerate(left)]
    drawn += [(text, 300 if text[0] == "•" else 308, 256 + 13 * i) for i, text in enumerate(right)]
    found = values(*LABELLED, ("Skills", 50, 240, BOLD), *drawn)["skills"]
    assert found == ["Warping looms of any width", "Dyeing yarn", "Darning", "Felting by hand"]


def test_a_centred_list_goes_on_in_the_middle_below() -> None:
    drawn = [("Skills: warping of looms, dyeing yarn and advising", 100, 240), ("weavers.", 196, 254)]
    found = values(*LABELLED, *drawn, (URL, 560, 60))["skills"]
    assert found == [
        "warping of looms",
        "dyeing yarn",
        "advising weavers",
    ]


def test_what_stands_in_a_column_beside_a_cell_is_none_of_it() -> None:
    drawn = [("Skills", 50, 240), ("Warping • Dyeing • Mending", 150, 240), ("torn nets • Felting", 150, 253)]
    found = values(*LABELLED, *drawn, ("Number", 400, 240, STYLE._replace(size=7)))["skills"]
    assert found == ["Warping", "Dyeing", "Mending torn nets", "Felting"]


@pytest.mark.parametrize("gap", [18, 34])
def test_rows_stand_far_below_the_header_of_a_table(gap: int) -> None:
    head = [("No.", 50, 262, BOLD), ("Unit", 80, 262, BOLD), ("Hours", 350, 262, BOLD)]
    rows = [(f"{i}", skill, f"{i} h") for i, skill in enumerate(SKILLS, 1)]
    drawn = [
        (text, x, 262 + gap * i) for i, row in enumerate(rows, 1) for text, x in zip(row, (50, 80, 350), strict=True)
    ]
    assert values(*LABELLED, ("Skills shown", 50, 240, BOLD), *head, *drawn)["skills"] == SKILLS


def test_an_address_stands_a_bit_higher_than_the_name_in_its_row() -> None:
    small = STYLE._replace(size=6.5)
    drawn: list[Drawn] = [("ESCO skill", 50, 262, BOLD), ("Identifier", 200, 262, BOLD)]
    for i, name in enumerate(("weave fabrics", "dye textiles")):
        drawn += [(name, 50, 282 + 22 * i), (URI.format(i + 1), 200, 276.5 + 22 * i, small)]
    found = block(*LABELLED, ("Link to ESCO", 50, 240, BOLD), *drawn)
    given = listed(found, "esco_competencies")
    assert [(one.name, one.uri) for one in given] == [("weave fabrics", URI.format(1)), ("dye textiles", URI.format(2))]


def test_the_name_of_a_framework_is_not_doubled() -> None:
    found = block(*LABELLED, ("RNCP", 50, 240, BOLD), ("RNCP35910BC03 – Weaving", 150, 240))
    given = listed(found, "alignments")
    assert [(one.name, one.framework) for one in given] == [("RNCP35910BC03 – Weaving", "RNCP")]


@pytest.mark.parametrize("heading", ["Compétences au sens d’ESCO", "Correspondances avec le référentiel ESCO"])
def test_headings_of_esco_may_be_long_or_elided(heading: str) -> None:
    drawn = [("• weave fabrics", 50, 256), ("• dye textiles", 50, 272)]
    bold = BOLD._replace(size=9)
    assert values(*LABELLED, (heading, 50, 240, bold), *drawn)["esco_competencies"] == ["weave fabrics", "dye textiles"]


def test_a_label_may_begin_a_longer_heading_but_no_item() -> None:
    names = [("• Warping", 50, 256), ("• Dyeing yarn", 50, 272)]
    small = BOLD._replace(size=9)
    assert values(*LABELLED, ("Skills you mastered", 50, 240, small), *names)["skills"] == SKILLS[:2]
    drawn = [("Skills of weaving wool", 50, 256), (URI.format(1), 50, 266, STYLE._replace(size=7))]
    found = values(*LABELLED, ("ESCO", 50, 240, BOLD), *drawn)
    assert ("skills" in found, found["esco_competencies"]) == (False, ["Skills of weaving wool"])


def test_items_that_name_the_framework_of_their_heading_are_alignments_beside_another_column() -> None:
    drawn = [("Passend zu DigComp", 50, 240, BOLD), ("• DigComp 2.1 – Sharing", 50, 256)]
    drawn += [("Amount", 350, 248), ("12 lessons", 350, 262, BOLD), ("• DigComp 2.4 – Working", 50, 272)]
    found = block(*LABELLED, *drawn, ("with others", 58, 285))
    assert [one.name for one in listed(found, "alignments")] == [
        "DigComp 2.1 – Sharing",
        "DigComp 2.4 – Working with others",
    ]


def test_the_key_competences_of_the_union_are_no_skills_of_the_badge() -> None:
    drawn = [("EU key competences", 50, 240, BOLD), ("• Citizenship competence", 50, 256)]
    found = block(*LABELLED, *drawn)
    assert (len(listed(found, "skills")), len(listed(found, "alignments"))) == (0, 1)


def test_a_list_goes_on_beside_the_heading_of_another_column() -> None:
    drawn = [("Skills", 50, 240, BOLD), ("• Warping", 50, 256), ("A", 400, 262, LARGE)]
    assert values(*LABELLED, *drawn, ("• Dyeing yarn", 50, 272), ("• Darning", 50, 288))["skills"] == SKILLS


def test_a_list_is_cut_at_the_word_that_joins_more_than_and_does() -> None:
    for printed in (
        "warping, dyeing yarn and wool as well as darning",
        "warping, dyeing yarn and wool, and also darning",
    ):
        assert values(*LABELLED, (f"Skills: {printed}", 50, 240))["skills"] == [
            "warping",
            "dyeing yarn and wool",
            "darning",
        ]
    unclear = block(*LABELLED, ("Skills: warping, dyeing and mending and darning", 50, 240))
    told = [c for rule in LAYOUT.rules for c in rule(unclear) if c.field == "skills"]
    assert [getattr(notice, "code", None) for notice in told] == ["unsure"]


def test_captions_that_count_are_no_items() -> None:
    rows = [("Piece 1", 50, 256), ("The bag that Ada wove", 200, 256), ("Piece 2", 50, 276), ("Her swatches", 200, 276)]
    found = block(*LABELLED, ("Evidence", 50, 240, BOLD), *rows)
    assert [one.name for one in listed(found, "evidence")] == ["The bag that Ada wove", "Her swatches"]


def test_a_sentence_above_a_list_is_none_of_it() -> None:
    first = ("The names below are those of the classification.", 50, 256)
    drawn = [(skill, 50, 276 + 16 * i) for i, skill in enumerate(SKILLS)]
    assert values(*LABELLED, ("Skills", 50, 240, BOLD), first, *drawn)["skills"] == SKILLS


def test_what_is_centred_far_below_a_list_is_none_of_it() -> None:
    heading, tags = ("Keywords", 150, 240, BOLD), ("wool · looms", 150, 256)
    assert values(*LABELLED, heading, tags, ("Ada Byron, head of the looms", 100, 500))["tags"] == ["wool", "looms"]


def test_items_may_have_texts_below_them_that_are_none() -> None:
    small = STYLE._replace(size=8)
    drawn: list[Drawn] = []
    for i, name in enumerate(("weave fabrics", "dye textiles")):
        y = 256 + 60 * i
        drawn += [(name, 50, y, BOLD), (URI.format(i + 1), 50, y + 11, small)]
        drawn += [("Do so by hand, on the looms of the house and in the garden.", 50, y + 22, small)]
    found = block(*LABELLED, ("ESCO skills", 50, 230, LARGE._replace(size=14)), *drawn)
    given = [(one.name, one.uri) for one in listed(found, "esco_competencies")]
    assert given == [("weave fabrics", URI.format(1)), ("dye textiles", URI.format(2))]


def test_cards_beside_each_other_are_left_out_where_they_mix() -> None:
    drawn: list[Drawn] = []
    for i, name in enumerate(("weave fabrics", "dye textiles")):
        drawn += [(name, 50 + 270 * i, 256), ("Do so with your own hands", 50 + 270 * i, 267)]
        drawn += [(URI.format(i + 1), 50 + 270 * i, 278, STYLE._replace(size=5))]
    found = block(*LABELLED, ("ESCO skills", 50, 240, BOLD), *drawn)
    told = [c for rule in LAYOUT.rules for c in rule(found) if c.field == "esco_competencies"]
    assert [getattr(notice, "code", None) for notice in told] == ["unsure"]


def test_lists_of_several_kinds_begin_with_their_kind() -> None:
    drawn: list[Drawn] = []
    for i, (kind, names) in enumerate((("Technical:", "warping, dyeing"), ("Personal:", "patience, care"))):
        drawn += [(kind, 50, 256 + 16 * i, BOLD), (names, 104, 256 + 16 * i)]
    assert values(*LABELLED, ("Skills", 50, 240, BOLD), *drawn)["skills"] == ["warping", "dyeing", "patience", "care"]


def test_a_bullet_of_a_close_column_begins_an_item() -> None:
    drawn = [("• Warping looms of all kinds", 50, 256), ("and widths", 60, 269), ("• Dyeing", 50, 282)]
    drawn += [("• Darning", 197, 256), ("• Felting", 197, 269)]
    found = values(*LABELLED, ("Skills", 50, 240, BOLD), *drawn)["skills"]
    assert found == ["Warping looms of all kinds and widths", "Dyeing", "Darning", "Felting"]


def test_words_of_esco_before_a_colon_announce_its_skills() -> None:
    drawn = ("Umsetzung in ESCO: weave fabrics; dye textiles.", 50, 240)
    assert values(*LABELLED, drawn)["esco_competencies"] == ["weave fabrics", "dye textiles"]


def test_items_of_a_running_text_end_with_their_addresses() -> None:
    drawn = [
        (f"Items of ESCO: weave fabrics <{URI.format(1)}>, dye all", 20, 240),
        (f"textiles <{URI.format(2)}>.", 20, 254),
    ]
    assert values(*LABELLED, *drawn)["esco_competencies"] == ["weave fabrics", "dye all textiles"]


def test_a_list_of_esco_that_leaves_an_address_over_is_not_whole() -> None:
    uris = [f"http://data.europa.eu/esco/skill/6ea0cf94-4e03-42e7-ba48-ce65c3ae58b{n}" for n in (1, 2)]
    heading, texts = ("ESCO skills", 50, 240, BOLD), [("weave cloth", 50, 256), ("dye yarn", 50, 272)]
    drawn = document(*LABELLED, heading, *texts)
    page = drawn.pages[0]
    places = [(50, y - 10, 110, y + 2) for _, _, y, *_ in texts]

    def found(*places: tuple[float, float, float, float]) -> list[Any]:
        links = tuple(Link(uri, *place, 1) for uri, place in zip(uris, places, strict=False))
        linked = replace(drawn, pages=(replace(page, links=links),))
        (read,) = LAYOUT.blocks(linked, LAYOUT.blanks)
        return [one.name for one in listed(read, "esco_competencies")]

    assert found(*places) == ["weave cloth", "dye yarn"]
    assert found(places[0], (400, 600, 450, 612)) == []


def test_chips_are_no_column_of_the_page() -> None:
    facts = [fact for i in range(6) for fact in ((f"Fact {i}", 50, 150 + 14 * i), (f"Value {i}", 190, 150 + 14 * i))]
    chips = (("Warping", 50, 316), ("Dyeing yarn", 110, 316), ("Darning", 190, 316), ("Felting", 50, 340))
    found = values(
        *LABELLED,
        *[(text, x, y + 80) for text, x, y in facts],
        ("Skills", 50, 380, BOLD),
        *[(text, x, y + 84) for text, x, y in chips],
    )
    assert found["skills"] == [text for text, _, _ in chips]


def test_columns_whose_rows_are_not_level_are_read_downwards() -> None:
    drawn = (("Warping", 50, 260), ("Dyeing", 50, 276), ("Darning", 250, 257), ("Felting", 250, 273))
    assert values(*LABELLED, ("Skills", 50, 240, BOLD), *drawn)["skills"] == [text for text, _, _ in drawn]


def test_items_with_a_frameworks_name_begin_lines() -> None:
    named = ["DigComp 2.2 – 1.2 Evaluating data, information", "DigComp 2.2 – 2.2 Sharing through technologies"]
    drawn = [(text, 200, 300 + 14 * i) for i, text in enumerate(named)]
    found = block(*LABELLED, ("Other frameworks", 50, 300, BOLD), *drawn)
    assert [item.name for item in listed(found, "alignments")] == named


def test_an_address_stands_beside_a_name_on_two_lines() -> None:
    uri = "http://data.europa.eu/esco/skill/0c97a761-aa72-4692-a888-2f821027f5b"
    rows = (("weave cloth", 300), ("dye yarn", 320), ("report on what was", 340), ("woven", 354))
    drawn = [(text, 50, y) for text, y in rows]
    addresses = [(f"{uri}{n}", 200, y, STYLE._replace(size=7)) for n, y in ((1, 300), (2, 320), (3, 347))]
    heads = (("ESCO skills", 50, 260, LARGE), ("Skill", 50, 282, BOLD), ("Address", 200, 282, BOLD))
    found = listed(block(*LABELLED, *heads, *drawn, *addresses), "esco_competencies")
    assert [(one.name, one.uri[-1]) for one in found] == [
        ("weave cloth", "1"),
        ("dye yarn", "2"),
        ("report on what was woven", "3"),
    ]


def test_a_table_may_begin_with_a_name_on_two_lines() -> None:
    uri = "http://data.europa.eu/esco/skill/0c97a761-aa72-4692-a888-2f821027f5b"
    drawn = [(text, 50, y) for text, y in (("report on what was", 300), ("woven", 314), ("dye yarn", 336))]
    addresses = [(f"{uri}{n}", 200, y, STYLE._replace(size=7)) for n, y in ((1, 307), (2, 336))]
    heads = (("ESCO skills", 50, 260, LARGE), ("Skill", 50, 282, BOLD), ("ESCO address", 200, 282, BOLD))
    found = block(*LABELLED, *heads, *drawn, *addresses)
    competencies = [(one.name, one.uri[-1]) for one in listed(found, "esco_competencies")]
    assert competencies == [("report on what was woven", "1"), ("dye yarn", "2")]
    assert listed(found, "skills") == []


def test_a_list_beside_which_an_item_was_read_by_nothing_is_not_taken() -> None:
    found = block(
        *LABELLED, ("Skills", 50, 300, BOLD), ("Warping", 50, 316), ("Dyeing", 400, 316), ("Darning", 50, 332)
    )
    taken = [line.text for line in found.lines("skills")]
    assert taken in ([], ["Warping", "Dyeing", "Darning"])


def test_a_list_in_cards_begins_far_below_its_heading() -> None:
    cards = [(text, 60 + 150 * (i % 2), 338 + 34 * (i // 2)) for i, text in enumerate((*SKILLS, "Felting"))]
    found = values(*LABELLED, ("Skills", 50, 300, BOLD), *cards, ("What is an open badge?", 50, 440, BOLD))
    assert found["skills"] == [*SKILLS, "Felting"]


def test_the_heads_of_a_table_may_end_where_its_columns_do() -> None:
    rows = [(text, 50, 340 + 20 * i) for i, text in enumerate(SKILLS)]
    uses = [(text, 350 - 5 * len(text), 340 + 20 * i) for i, text in enumerate(("often", "at times", "often"))]
    heads = (("Skills of the holder", 50, 300, BOLD), ("Item", 50, 320, SMALL), ("Put to use", 350 - 37.5, 320, SMALL))
    assert values(*LABELLED, *heads, *rows, *uses)["skills"] == SKILLS


@pytest.mark.parametrize(("text", "told"), [("Read the full criteria", True), ("Read all about it", False)])
def test_a_link_on_words_that_speak_of_criteria_leads_to_them(text: str, told: bool) -> None:
    drawn = document(*LABELLED, (text, 50, 300))
    page = replace(drawn.pages[0], links=(Link("https://looms.example/criteria", 50, 290, 160, 304, 1),))
    (found,) = LAYOUT.blocks(replace(drawn, pages=(page,)), LAYOUT.blanks)
    assert listed(found, "criteria.url") == (["https://looms.example/criteria"] if told else [])


def test_small_print_between_rows_ends_no_table() -> None:
    small, uri = STYLE._replace(size=6), "http://data.europa.eu/esco/skill/0c97a761-aa72-4692-a888-2f821027f5b"
    heads = (("ESCO skills", 50, 260, LARGE), ("Skill", 50, 282, BOLD), ("Address", 200, 282, BOLD))
    drawn = [("weave cloth", 50, 304), (uri[:52], 200, 304, small), (f"{uri[52:]}1", 200, 313, small)]
    drawn += [(uri[:52], 200, 337, small), ("dye yarn", 50, 344), (f"{uri[52:]}2", 200, 346, small)]
    found = listed(block(*LABELLED, *heads, *drawn), "esco_competencies")
    assert [one.uri[-1] for one in found] == ["1", "2"]
