"""Forms and awards in display type, on pages drawn in thin air."""

from __future__ import annotations

from datetime import date

import pytest
from test_generic import BADGE, BOLD, LABELLED, LARGE, REST, URL, Drawn, block, values
from test_rules import STYLE

SMALL = STYLE._replace(size=7.5)
HEADING = STYLE._replace(size=18, bold=True)


@pytest.mark.parametrize("indent", [24, 34, 44])
def test_values_stand_indented_below_their_labels(indent: int) -> None:
    rows = (("Recipient", "Ada Byron"), ("Issuer", "Looms of Leeds"), ("Issued on", "3 May 2024"), ("Badge", "Weaving"))
    placed = [
        text
        for i, (label, value) in enumerate(rows)
        for text in ((label, 50, 150 + 34 * i, BOLD), (value, 50 + indent, 167 + 34 * i))
    ]
    found = values(("Digital badge record", 60, 90, HEADING), *placed)
    assert found["recipient.name"] == "Ada Byron"
    assert found["issuer.name"] == "Looms of Leeds"
    assert found["issued_on"] == date(2024, 5, 3)


@pytest.mark.parametrize(
    "title",
    ["Extract from the register of badges", "Digital Badge Supplement", "Notification of a badge"],
)
def test_a_title_that_speaks_of_badges_is_no_name(title: str) -> None:
    found = values((title, 50, 90, LARGE), *LABELLED[2:])
    assert "name" not in found
    assert found["recipient.name"] == "Ada Byron"


@pytest.mark.parametrize(
    ("given", "family"), [("First name", "Surname"), ("Prénom", "Nom"), ("Imię", "Nazwisko"), ("Nome", "Cognome")]
)
@pytest.mark.parametrize("beside", [True, False])
def test_a_name_has_two_fields(given: str, family: str, beside: bool) -> None:
    x, y = (250, 150) if beside else (50, 190)
    fields = (("A – Recipient", 50, 130, BOLD), (family, 50, 150, SMALL), ("Byron", 50, 164))
    others = ((given, x, y, SMALL), ("Ada", x, y + 14))
    rest = (("Issuer", 50, 230, SMALL), ("Looms of Leeds", 50, 244), ("Issued on", 50, 270, SMALL))
    found = values(*BADGE, *fields, *others, *rest, ("3 May 2024", 50, 284))
    assert found["recipient.name"] == "Ada Byron"


def test_the_letter_of_a_section_is_no_value() -> None:
    found = block(*BADGE, ("A – Recipient", 50, 150, BOLD), ("Ada Byron", 50, 166), *REST)
    assert [line.text for line in found.lines("recipient")] == ["Ada Byron"]


AWARD = (
    ("Proof of craft", 60, 60, STYLE._replace(size=26)),
    ("Leeds College certifies that", 60, 180),
    ("Ada Byron", 70, 212, LARGE),
    ("on 3 May 2024 has earned this open badge:", 50, 244),
    ("Weaving with wool", 60, 276, STYLE._replace(size=20)),
)


def test_an_award_in_display_type_is_one_sentence() -> None:
    found = values(*AWARD, ("This badge is valid until 2 May 2027.", 50, 300), (f"Verify: {URL}", 50, 400))
    assert found["recipient.name"] == "Ada Byron"
    assert found["name"] == "Weaving with wool"
    assert found["issued_on"] == date(2024, 5, 3)
    assert found["expires_on"] == date(2027, 5, 2)
    assert found["issuer.name"] == "Leeds College"


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        (1, ("Weaving", 60, 180, LARGE)),  # nothing leads to the name
        (3, ("has joined on 3 May 2024 our work:", 50, 244)),  # no badge is spoken of
        (4, ("11 June 2025", 60, 276, LARGE)),
        (4, ("Looms of Leeds College", 60, 276, LARGE)),
    ],
)
def test_what_is_displayed_is_no_award_where_a_part_is_lacking(line: int, becomes: Drawn) -> None:
    texts: list[Drawn] = [*AWARD]
    texts[line] = becomes
    found = block(*texts)
    assert all("display type" not in part.rule for part in found.parts.values())


def test_the_day_of_a_jury_is_not_that_of_an_award() -> None:
    said = ("The head, whose jury met on 3 May 2024, awards this badge to", 50, 180)
    above = ("Weaving with wool", 60, 150, LARGE)
    assert "issued_on" not in values(("Open badge", 60, 120), above, said, ("Ada Byron", 70, 212, LARGE))


def test_the_name_in_a_letterhead_is_whole() -> None:
    head = (("Chamber of Crafts of Upper-", 50, 50, BOLD), ("Form 27", 460, 46, SMALL), ("Woldshire", 50, 62, BOLD))
    rest = (("Recipient: Ada Byron", 50, 150), ("Issued on: 3 May 2024", 50, 170), (f"Verify: {URL}", 50, 190))
    mail = ("Write to info@upper-woldshire.example", 50, 700)
    found = values(*head, ("Weaving with wool", 50, 110, LARGE), *rest, mail)
    assert found["issuer.name"] == "Chamber of Crafts of Upper-Woldshire"


def test_a_description_begins_below_its_heading() -> None:
    text = (
        ("What the badge means", 50, 300),
        ("The holder of it weaves cloth from wool of any kind and dyes the yarn with", 50, 314),
        ("colours from the garden.", 50, 328),
    )
    assert values(*LABELLED, *text)["description"].startswith("The holder of it weaves")


BULLETS = (("Skills", 50, 300, BOLD), ("• Warping", 50, 316), ("• Darning", 50, 332))


@pytest.mark.parametrize(
    ("rest", "skills"),
    [
        ([("• Dyeing", 250, 316), ("• Felting", 250, 332)], ["Warping", "Darning", "Dyeing", "Felting"]),
        ([("Tools", 250, 300, BOLD), ("• Loom", 250, 316), ("• Needle", 250, 332)], ["Warping", "Darning"]),
    ],
)
def test_a_list_may_stand_in_two_columns(rest: list[Drawn], skills: list[str] | None) -> None:
    assert values(*LABELLED, *BULLETS, *rest).get("skills") == skills


def test_a_list_that_may_have_one_more_item_is_not_taken() -> None:
    listed = (("Skills", 50, 316, BOLD), ("Warping", 200, 316), ("Darning", 200, 332))
    assert values(*LABELLED, *listed)["skills"] == ["Warping", "Darning"]
    found = block(*LABELLED, ("Dyeing", 200, 300), *listed)
    assert "skills" not in found.parts
    assert any("'Dyeing' may be one more of a list" in notice.message for notice in found.notices)


def test_a_caption_belongs_to_what_is_nearest() -> None:
    """Labels above their values in one column, captions below theirs in another."""
    left = (
        ("Recipient", 50, 200),
        ("Ada Byron", 50, 214, BOLD),
        ("Issuer", 50, 250),
        ("Looms of Leeds", 50, 264, BOLD),
    )
    right = (("3 May 2024", 380, 214, BOLD), ("Issued on", 380, 226), ("2 May 2027", 380, 264, BOLD))
    found = values(
        *BADGE, *left, *right, ("Valid until", 380, 276), ("A-77/2024", 380, 314, BOLD), ("Number", 380, 326)
    )
    assert found["recipient.name"] == "Ada Byron"
    assert found["issuer.name"] == "Looms of Leeds"
    assert found["issued_on"] == date(2024, 5, 3)
    assert found["expires_on"] == date(2027, 5, 2)


GROUPS = (("The badge", "Weaving"), ("The holder", "Ada Byron"), ("The issuer", "Looms of Leeds"))


def test_the_heading_of_a_group_says_whose_name_it_is() -> None:
    placed = [
        text
        for i, (heading, name) in enumerate(GROUPS)
        for text in ((heading, 50, 150 + 40 * i, BOLD), ("Name", 50, 166 + 40 * i), (name, 150, 166 + 40 * i))
    ]
    found = values(("Record of achievement", 50, 100, LARGE), *placed, ("Issued on: 3 May 2024", 50, 280))
    assert (found["name"], found["recipient.name"], found["issuer.name"]) == ("Weaving", "Ada Byron", "Looms of Leeds")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The course was held from 3 to 5 May 2024 in Leeds.", "Leeds"),
        ("The course was held from 3 to 5 May 2024 in Newcastle upon Tyne with great success.", "Newcastle upon Tyne"),
        ("The course was held from 3 to 5 May 2024 in Leeds and York.", None),
        ("The course was held from 3 to 5 May 2024 in workshops.", None),
    ],
)
def test_a_place_stands_behind_a_period(text: str, place: str | None) -> None:
    assert values(*LABELLED, (text, 50, 300)).get("activity.place") == place


def test_the_second_sentence_of_a_line_tells_the_expiry() -> None:
    said = ("Awarded on 3 May 2024. Expires on 2 May 2027.", 50, 190)
    found = values(*BADGE, ("Recipient: Ada Byron", 50, 150), ("Issuer: Looms of Leeds", 50, 170), said)
    assert (found["issued_on"], found["expires_on"]) == (date(2024, 5, 3), date(2027, 5, 2))


def test_a_course_names_the_badge_where_no_title_does() -> None:
    course = ("Kursus: Spring term at the loom", 50, 210)
    assert values(*LABELLED, course)["name"] == "Weaving with wool"
    assert values(("Open badge", 50, 60), *LABELLED[2:], course)["name"] == "Spring term at the loom"


def test_what_may_be_a_label_is_no_evidence() -> None:
    found = block(*LABELLED, ("Evidence", 50, 300, BOLD), ("Enclosed", 50, 316), ("Essay on wool", 200, 316, BOLD))
    assert "evidence" not in found.parts


@pytest.mark.parametrize("label", ["Distinction awarded to", "Honour given to"])
def test_a_label_that_ends_with_a_phrase_announces_what_it_does(label: str) -> None:
    rows = ((label, "Ada Byron"), ("Issuer", "Looms of Leeds"), ("Issued on", "3 May 2024"), ("Number", "A-77"))
    placed = [t for i, (a, b) in enumerate(rows) for t in ((a, 50, 150 + 20 * i, BOLD), (b, 250, 150 + 20 * i))]
    assert values(*BADGE, *placed)["recipient.name"] == "Ada Byron"


def test_a_question_on_two_lines_is_a_label() -> None:
    asked = (("Which skills", 50, 300, BOLD), ("does it show?", 50, 312, BOLD))
    listed = (("Warping yarn", 200, 300), ("Darning socks", 200, 316))
    assert values(*LABELLED, *asked, *listed)["skills"] == ["Warping yarn", "Darning socks"]


STARTED = [("Start date", 50, 300, SMALL), ("3 May 2024", 50, 314)]


@pytest.mark.parametrize(
    ("texts", "end"),
    [
        ([*STARTED, ("End date", 250, 300, SMALL), ("5 May 2024", 250, 314)], 5),
        ([("Course", 50, 300, SMALL), ("3 May to 7", 50, 314), ("May 2024", 50, 327)], 7),
        (STARTED, None),
    ],
)
def test_a_period_has_two_fields_or_two_lines(texts: list[Drawn], end: int | None) -> None:
    found = values(*LABELLED, *texts)
    assert found.get("activity.end") == (date(2024, 5, end) if end else None)


def test_a_text_in_a_script_without_capitals_is_a_description() -> None:
    said = ("تشهد هذه الشارة بأن حاملها قادر على إعداد خطة مبسطة لمشروع صغير.", 50, 130)
    found = block(("شارة رقمية", 50, 60), ("Weaving with wool", 50, 100, LARGE), said, *LABELLED[2:])
    assert "description" in found.parts


def test_a_dash_parts_a_label_from_its_value() -> None:
    rows = ("Recipient – Ada Byron", "Issuer – Looms of Leeds", "Issued on – 3 May 2024", "Number – A-77/24")
    found = values(*BADGE, *((text, 50, 150 + 18 * i, BOLD) for i, text in enumerate(rows)))
    assert (found["recipient.name"], found["issuer.name"]) == ("Ada Byron", "Looms of Leeds")
    assert (found["issued_on"], found["credential_id"]) == (date(2024, 5, 3), "A-77/24")


def test_a_row_of_a_table_is_no_heading() -> None:
    listed = (
        ("Skills", 50, 300, BOLD),
        ("Warping yarn", 50, 320),
        ("Darning socks", 50, 344),
        ("Giving proof", 50, 368),
    )
    levels = tuple(("advanced", 250, y) for y in (320, 344, 368))
    assert values(*LABELLED, *listed, *levels)["skills"] == ["Warping yarn", "Darning socks", "Giving proof"]


@pytest.mark.parametrize("by", ["by", "by the", "by the college"])
def test_the_issuer_stands_below_words_that_announce_it(by: str) -> None:
    title, leads = ("Weaving with wool", 60, 100, LARGE), ("is awarded to", 80, 130)
    found = values(
        title, leads, ("Ada Byron", 85, 155, HEADING), (by, 113 - 2.5 * len(by), 180), ("Looms of Leeds", 78, 200, BOLD)
    )
    assert found["issuer.name"] == "Looms of Leeds"


@pytest.mark.parametrize(
    ("text", "issuer"), [("School Weavers of Leeds", None), ("School: Weavers of Leeds", "Weavers of Leeds")]
)
def test_the_first_word_of_a_name_is_no_label(text: str, issuer: str | None) -> None:
    found = values(*BADGE, ("Recipient: Ada Byron", 50, 150), ("Issued on: 3 May 2024", 50, 170), (text, 50, 190))
    assert found.get("issuer.name") == issuer


def test_a_list_that_ends_with_a_comma_is_not_taken() -> None:
    found = block(*LABELLED, ("Skills: warping yarn, darning socks,", 50, 300), ("felting", 300, 360))
    assert "skills" not in found.parts


def test_the_name_of_a_framework_item_may_hold_commas() -> None:
    item = "DigComp 2.2 – 1.2 Evaluating data, information and content"
    assert values(*LABELLED, ("Autre référentiel", 50, 300, BOLD), (item, 200, 300))["alignments"] == item


def test_a_value_goes_on_below_where_its_cell_is_almost_full() -> None:
    row = (("Issuer", 50, 150, SMALL), ("Issued on", 148, 150, SMALL), ("Badge No.", 300, 150, SMALL))
    cells = (("Consort Trust", 50, 164), ("3 May 2024", 148, 164), ("A-77", 300, 164), ("Val Arno", 50, 178))
    assert values(*BADGE, ("Recipient: Ada Byron", 50, 230), *row, *cells)["issuer.name"] == "Consort Trust Val Arno"


def test_captions_of_one_row_have_their_values_above_them() -> None:
    above = (("Ada Byron", 50, 150), ("Looms of the", 200, 150), ("3 May 2024", 350, 150), ("Far West", 200, 164))
    captions = (("Awarded to", 50, 164, SMALL), ("Issued on", 350, 164, SMALL), ("Issuer", 200, 178, SMALL))
    found = values(*BADGE, *above, *captions)
    assert (found["recipient.name"], found["issuer.name"]) == ("Ada Byron", "Looms of the Far West")


def test_a_value_ends_with_its_sentence() -> None:
    text = ("Issuer of it: Looms Trust. The badge was issued on 3 May 2024 and is valid until", 50, 150)
    found = values(*BADGE, ("Recipient: Ada Byron", 50, 110), text, ("3 May 2027.", 50, 164))
    assert found["issuer.name"] == "Looms Trust"
    assert (found["issued_on"], found["expires_on"]) == (date(2024, 5, 3), date(2027, 5, 3))


def test_facts_on_one_line_stand_below_the_name() -> None:
    facts = ("Awarded by Leeds College on 3 May 2024 · Does not expire", 60, 190)
    title, leads = ("Weaving with wool", 113, 100, LARGE), ("This badge is awarded to", 140, 130)
    assert values(title, leads, ("Ada Byron", 160, 165, HEADING), facts)["issued_on"] == date(2024, 5, 3)


def test_a_description_ends_where_lines_stand_closer() -> None:
    told = ("This badge says that its holder can weave and dye.", 50, 300)
    dated = (("The course was held in Leeds from 3 to 7 May 2024. The badge was", 50, 326), ("given later.", 50, 342))
    found = values(*LABELLED, told, *dated)
    assert found["description"] == told[0]
    assert (found["activity.start"], found["activity.place"]) == (date(2024, 5, 3), "Leeds")


@pytest.mark.parametrize(
    "text",
    [
        "The course was held in Leeds from 3 to 7 May 2024.",
        "Kurset blev afholdt i Leeds den 3.–7. maj 2024.",
        "La formation a eu lieu à Leeds du 3 au 7 mai 2024.",
    ],
)
def test_a_place_stands_before_a_period(text: str) -> None:
    found = values(*LABELLED, (text, 50, 300))
    assert (found["activity.start"], found["activity.place"]) == (date(2024, 5, 3), "Leeds")


def test_a_label_word_is_the_first_of_what_its_heading_lists() -> None:
    listed = (("Näytöt", 50, 300, BOLD), ("Portfolio", 50, 316), ("Ohjaajan palaute", 50, 332))
    found = block(*LABELLED, *listed)
    assert [line.text for line in found.lines("evidence")] == ["Portfolio", "Ohjaajan palaute"]
