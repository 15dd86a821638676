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
