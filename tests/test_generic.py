"""Templates that nobody knows, on pages drawn in thin air: where values stand, and what is not taken for one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from printed import printed
from test_rules import STYLE, words

from badgepdf.candidate import Candidate
from badgepdf.document import Document, Page
from badgepdf.document.direction import in_reading_order
from badgepdf.layouts.generic import LAYOUT
from badgepdf.layouts.rules import Block
from badgepdf.resolve import decide

LARGE, BOLD = STYLE._replace(size=22), STYLE._replace(bold=True)
BADGE = (("Open badge", 50, 60), ("Weaving with wool", 50, 100, LARGE))
URL = "https://badges.example.org/assertion/7f31"
EMPTY = printed()  # what is drawn stands in no file, but QR codes are looked for in one
Drawn = tuple[Any, ...]


def document(*texts: Drawn) -> Document:
    """Draw texts: what is written, x, the base line, and a style."""
    drawn = [word for text, x, y, *style in texts for word in words(text, x, y, style[0] if style else STYLE)]
    return Document("drawn", None, EMPTY, "pdfium", in_reading_order((Page(1, 595, 842, tuple(drawn), (), ()),)), {})


def block(*texts: Drawn) -> Block:
    (found,) = LAYOUT.blocks(document(*texts), LAYOUT.blanks)
    return found


def values(*texts: Drawn) -> dict[str, Any]:
    """Give the values that are sure enough, lists by the names of their items."""
    found = block(*texts)
    candidates = [c for rule in LAYOUT.rules for c in rule(found) if isinstance(c, Candidate)]
    given: dict[str, Any] = {}
    for decision in decide(candidates):
        kept = [getattr(c.value, "name", c.value) for c in decision.kept()]
        if kept:
            given[decision.field] = kept if decision.field in ("skills", "esco_competencies", "tags") else kept[0]
    return given


ROWS = (("Recipient", "Ada Byron"), ("Issuer", "Looms of Leeds"), ("Issued on", "3 May 2024"))


@pytest.mark.parametrize(
    ("column", "row", "dx", "dy"),
    [(0, 20, 200, 0), (0, 60, 0, 14), (0, 60, 0, -14), (180, 0, 0, 14), (0, 30, -100, 0)],
    ids=["right", "below", "above", "columns", "left"],
)
@pytest.mark.parametrize("spaced", [False, True])
def test_a_value_stands_beside_its_label(column: int, row: int, dx: int, dy: int, spaced: bool) -> None:
    placed: list[Drawn] = []
    for i, (label, value) in enumerate(ROWS):
        x, y = 150 + column * i, 150 + row * i
        placed += [(" ".join(label.upper()) if spaced else label, x, y), (value, x + dx, y + dy)]
    found = values(*BADGE, *placed)
    assert found["recipient.name"] == "Ada Byron"
    assert found["issuer.name"] == "Looms of Leeds"
    assert found["issued_on"].isoformat() == "2024-05-03"
    assert found["name"] == "Weaving with wool"


SKILLS = ["Warping", "Dyeing yarn", "Darning"]
CHIPS = [("Warping", 50, 256), ("Dyeing yarn", 110, 256), ("Darning", 190, 256)]
LABELLED = (*BADGE, *((f"{label}: {value}", 50, 150 + 20 * i) for i, (label, value) in enumerate(ROWS)))


@pytest.mark.parametrize(
    ("texts", "field", "expected"),
    [
        ([("Skills", 50, 240, BOLD), ("• Warping", 50, 256), ("• Dyeing yarn", 50, 272)], "skills", SKILLS[:2]),
        ([("Skills: Warping, Dyeing yarn and Darning", 50, 240)], "skills", SKILLS),
        ([("Skills", 50, 240, BOLD), *CHIPS], "skills", SKILLS),
        ([("She has shown these skills: Warping, Dyeing yarn and Darning.", 50, 240)], "skills", SKILLS),
        ([("Does not expire", 50, 240)], "expires_on", None),
        ([("Stamped 3/5/2024 – Expires on 3 May 2027", 50, 240)], "expires_on", "2027-05-03"),
        ([("Expiry date:3 May 2027", 50, 240)], "expires_on", "2027-05-03"),
        ([("Expiry date: Monday, 3 May 2027", 50, 240)], "expires_on", "2027-05-03"),
        ([("It was woven, and is valid until 3 May 2027.", 50, 240)], "expires_on", "2027-05-03"),
        ([("To verify this: https://looms.example/9", 50, 240)], "credential_url", "https://looms.example/9"),
        ([("Printed on 5 June 2025", 50, 240)], "expires_on", None),
        ([("Contact ada.byron@mail.example for more", 50, 240)], "recipient.email", "ada.byron@mail.example"),
        ([("Write to info@leeds-looms.example", 50, 240)], "issuer.email", "info@leeds-looms.example"),
        ([("Write to help@platform.example", 50, 240)], "issuer.email", None),
        ([("See www.leeds-looms.example", 50, 240)], "issuer.url", "https://www.leeds-looms.example"),
        ([(URL, 50, 240)], "credential_url", URL),
        ([(URL, 50, 240)], "credential_id", "7f31"),
        ([(URL, 50, 240), ("Registered as 7F-31", 50, 260)], "credential_id", "7F-31"),
        ([(URL, 50, 240), ("Kept as LOL/2024/17", 50, 260)], "credential_id", None),
    ],
)  # fmt: skip
def test_what_else_a_page_says(texts: list[Drawn], field: str, expected: object) -> None:
    found = values(*LABELLED, *texts).get(field)
    assert (str(found) if isinstance(found, date) else found) == expected


REST = [
    text
    for i, (label, value) in enumerate(ROWS[1:], 1)
    for text in ((label, 50, 150 + 40 * i), (value, 50, 164 + 40 * i))
]


@pytest.mark.parametrize("label", ["Name", "1.1 Name", "Naam", "Nimi"])
def test_a_name_of_somebody_is_the_recipients_where_no_other_label_names_one(label: str) -> None:
    assert values(*BADGE, (label, 50, 150), ("Ada Byron", 50, 164), *REST)["recipient.name"] == "Ada Byron"


def test_a_name_goes_on_where_it_is_centred() -> None:
    first, second = "Weaving with the finest", "wool"
    middle = 50 + LARGE.size * 6
    placed = [(text, middle - LARGE.size * len(text) / 4, y, LARGE) for text, y in ((first, 100), (second, 128))]
    assert values(("Badge title:", 50, 70), *placed, *LABELLED[2:])["name"] == f"{first} {second}"


DIPLOMA = (*BADGE, ("Looms of Leeds", 60, 140), ("awards to", 72, 170), ("Ada Byron", 70, 200, LARGE))


@pytest.mark.parametrize(
    ("other", "counts"),
    [
        ("Woven in mills from before 1948", True),
        ("This badge is valid until 3 May 2027", True),
        ("The jury met on 2 April 2024", True),
        ("The course of 2 April 2024 was a long one", False),  # which may be the day of issue
        ("York, 2 April 2024", False),
    ],
)
def test_a_closing_day_counts_where_no_other_may_be_meant(other: str, counts: bool) -> None:
    found = values(*DIPLOMA, (other, 50, 230), ("Leeds, 3 May 2024", 50, 260))
    assert ("issued_on" in found) is counts


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Validity: 3 years (until 3 May 2027)", "2027-05-03"),
        ("Validity: from 3 May 2024 to 3 May 2027", "2027-05-03"),
        ("Validity: from 3 May 2024", None),
        ("Validity: 3 years", None),
        ("It stays valid three years, that is, to the end of 3 May 2027.", "2027-05-03"),
        ("It is valid from 3 May 2024.", None),
        ("It hung at the fair in Leeds, up to 3 May 2027.", None),
        ("It is valid where issued on 3 May 2024.", None),
    ],
)
def test_the_day_until_which_a_badge_is_valid_may_stand_in_words(printed: str, day: str | None) -> None:
    found = values(*LABELLED, (printed, 50, 240)).get("expires_on")
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize(
    ("label", "below", "field", "expected"),
    [
        ("Remis à Madame", "Ada Byron", "recipient.name", "Ada Byron"),
        ("Recipient: Ada Byron, awarded by", "the Guild", "recipient.name", "Ada Byron"),
        ("Course attended: 3 to 5 June 2025 in Vila de", "", "activity.place", None),
        ("Course attended: by all who weave", "", "activity.start", None),
        ("Formation donnée par la guilde le soir", "", "activity.start", None),
        ("N. tessera", "118204", "credential_id", None),
        ("On", "3 May 2024", "issued_on", "2024-05-03"),
    ],
)
def test_what_a_label_tells_besides_its_value(label: str, below: str, field: str, expected: str | None) -> None:
    drawn = [(label, 50, 150), *([(below, 50, 164)] if below else []), ("Expires on", 50, 220), ("3 May 2027", 50, 234)]
    found = values(*BADGE, *drawn).get(field)
    assert (str(found) if isinstance(found, date) else found) == expected


def test_a_validity_on_two_lines_ends_with_its_day() -> None:
    rows = [
        ("Recipient", 50, 150),
        ("Ada Byron", 50, 164),
        ("Validity", 50, 194),
        ("2 years (until 17 September", 50, 208),
    ]
    assert str(values(*BADGE, *rows, ("2026)", 50, 220))["expires_on"]) == "2026-09-17"


def test_the_day_until_which_a_course_is_accredited_is_no_expiry() -> None:
    texts = [("The badge does not expire.", 50, 300), ("Course accredited, valid until 3 May 2027.", 50, 400)]
    assert "expires_on" not in values(*LABELLED, *texts)


def test_a_letter_names_whom_it_greets_by_an_honorific_and_the_issuer_as_its_head_does() -> None:
    texts = [
        ("Looms Lee", 50, 60),
        ("Mrs Ada Byron", 300, 100),
        ("Weaving room", 300, 114),
        ("About: your badge", 50, 180),
        ("Dear colleague,", 50, 194),
        ("The Looms Lee is pleased to award you the badge “Weaving with wool”,", 50, 208),
        ("issued on 3 May 2024 and valid until 3 May 2027.", 50, 222),
    ]
    found = values(*texts)
    assert (found["recipient.name"], found["issuer.name"], found["name"]) == (
        "Ada Byron",
        "Looms Lee",
        "Weaving with wool",
    )


def test_a_period_that_breaks_off_goes_on_below_its_label() -> None:
    found = values(*LABELLED, ("Course attended: from 02.10.2024 to", 50, 240), ("11.12.2024", 50, 254))
    assert (found["activity.start"].isoformat(), found["activity.end"].isoformat()) == ("2024-10-02", "2024-12-11")


def test_a_sentence_says_between_which_days_a_course_took_place() -> None:
    found = values(*LABELLED, ("Lessons took place between 3 March and 5 May 2024, twice a week.", 50, 240))
    assert (found["activity.start"].isoformat(), found["activity.end"].isoformat()) == ("2024-03-03", "2024-05-05")


@pytest.mark.parametrize("behind", ["Leeds Hall", "Leeds Hall, 24 hours"])
def test_a_number_of_hours_is_no_part_of_a_place(behind: str) -> None:
    texts = [("Lessons: 3 March 2024 to 5 May 2024, " + behind, 50, 240)]
    assert values(*LABELLED, *texts)["activity.place"] == "Leeds Hall"


def test_a_text_that_says_what_somebody_can_do_heads_no_list() -> None:
    texts = [("Owners of houses, whom the holder can advise.", 50, 240), ("• Warping", 50, 256)]
    assert "skills" not in values(*LABELLED, *texts)


def test_a_letter_greets_whom_it_is_written_to() -> None:
    address = ("Ada Byron", 50, 60), ("3 Mill Lane", 50, 74), ("Leeds, 9 May 2024", 400, 100)
    text = "The College of Leeds has awarded you the badge Weaving. It was issued on 3 May 2024."
    found = values(*address, ("Dear Ada,", 50, 120), (text, 50, 140), (URL, 50, 200))
    assert found["recipient.name"] == "Ada Byron"
    assert found["issuer.name"] == "College of Leeds"
    assert str(found["issued_on"]) == "2024-05-03"


def test_a_label_amid_a_sentence_is_none() -> None:
    lines = ("Leeds College certifies that Ada Byron has been awarded the", "digital badge «Weaving» on 3 May 2024.")
    found = values(*((text, 50, 60 + 14 * i) for i, text in enumerate(lines)), (URL, 50, 200))
    assert (found["name"], found["recipient.name"]) == ("Weaving", "Ada Byron")


def test_a_day_above_the_recipient_closes_nothing() -> None:
    assert "issued_on" not in values(("Leeds, 3 May 2024", 400, 40), *DIPLOMA)


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (("Leeds University certifies that", "Ada Byron"), "Leeds University"),
        (("The University of Leeds certifies that", "Ada Byron"), "University of Leeds"),
        (("A panel of peers certifies that", "Ada Byron"), None),
        (("Looms of Leeds", "grants the open badge below to", "Ada Byron"), "Looms of Leeds"),
    ],
)
def test_who_confers_a_badge_stands_in_or_above_the_words_that_say_so(lines: tuple[str, ...], issuer: str) -> None:
    name, below = ("Weaving with wool", 50, 220, LARGE), (f"Verify: {URL}", 50, 300)
    dated = ("Awarded on 3 May 2024", 50, 260)
    found = values(*((text, 50, 60 + 30 * i) for i, text in enumerate(lines)), name, dated, below)
    assert found.get("issuer.name") == issuer
    assert issuer is None or found["recipient.name"] == "Ada Byron"


@pytest.mark.parametrize(("above", "below"), [("Mrs", "of Leeds"), ("", "born on 3 March 1990")])
def test_a_person_is_told_by_an_honorific_or_a_day_of_birth(above: str, below: str) -> None:
    texts = (("Mrs", 150), ("Ada Byron", 170), (below, 190)) if above else (("Ada Byron", 170), (below, 190))
    large = STYLE._replace(size=18)
    placed = [(text, 50, y, large if text == "Ada Byron" else STYLE) for text, y in texts]
    rest = (("Awarded on 3 May 2024", 50, 240), (f"Verify: {URL}", 50, 300))
    assert values(*BADGE, *placed, *rest)["recipient.name"] == "Ada Byron"
    assert "recipient.name" not in values(*BADGE, ("Ada Byron", 50, 170, large), *rest)


def test_an_unknown_label_ends_the_value_above_and_the_word_of_a_value_is_no_label() -> None:
    rows = (("Recipient", "Ada Byron"), ("Badge title", "Weaving with the finest wool"), ("Loom size", "Large"))
    more = (("Issuer", "Looms of Leeds"), ("Issued on", "3 May 2024"), ("Assessment", "Portfolio"), ("Shown at", URL))
    placed = [
        (text, x, 150 + 14 * i) for i, row in enumerate((*rows, *more)) for text, x in zip(row, (50, 200), strict=True)
    ]
    found = block(("Open badge", 50, 60), *placed)
    assert [line.text for line in found.lines("name")] == ["Weaving with the finest wool"]
    assert "evidence" not in found.parts


def test_a_day_above_its_label_counts_where_other_values_stand_below() -> None:
    rows = [text for i, row in enumerate(ROWS[:2]) for text in ((row[0], 50, 150 + 60 * i), (row[1], 50, 164 + 60 * i))]
    assert str(values(*BADGE, *rows, ("3 May 2024", 50, 300), ("Issued on", 50, 314))["issued_on"]) == "2024-05-03"


def test_an_address_is_no_name() -> None:
    found = values(*LABELLED, ("Badge available online: " + URL, 50, 240))
    assert (found["name"], found["credential_url"]) == ("Weaving with wool", URL)


def test_a_heading_that_names_a_certificate_of_a_badge_is_no_name() -> None:
    head = ("Certificate of the digital badge of crafts", 50, 70, STYLE._replace(size=26))
    assert values(head, ("Weaving with wool", 50, 110, LARGE), *LABELLED[2:])["name"] == "Weaving with wool"


def test_a_name_that_goes_on_elsewhere_is_not_taken() -> None:
    found = block(*BADGE, ("Recipient: Ada Byron-", 50, 150), *LABELLED[3:])
    assert "recipient" not in found.parts
    assert found.notices[0].message == "'Ada Byron-' goes on elsewhere, and is not taken"


def test_an_organisations_kind_alone_stands_for_its_name_above() -> None:
    said, person = ("The University certifies that", 50, 140), ("Ada Byron", 50, 160)
    rest = (("Weaving with wool", 50, 200, LARGE), ("Awarded on 3 May 2024", 50, 240), (f"Verify: {URL}", 50, 300))
    assert values(("University of Leeds", 50, 40), said, person, *rest)["issuer.name"] == "University of Leeds"
    assert "issuer.name" not in values(("Looms of Leeds", 50, 40), said, person, *rest)


TABLE = (("Code", 50), ("Skill", 120), ("Result", 300)), (("C1", 50), ("Warping", 120), ("Passed", 300))


def test_a_table_with_the_skills_in_one_column_gives_that_column() -> None:
    rows = (*TABLE, (("C2", 50), ("Dyeing yarn", 120), ("Passed", 300)))
    drawn = [(text, x, 256 + 18 * i, *([] if i else [BOLD])) for i, row in enumerate(rows) for text, x in row]
    assert values(*LABELLED, ("Skills of the unit", 50, 236, LARGE), *drawn)["skills"] == SKILLS[:2]


def test_what_stands_beside_a_list_in_small_print_is_none_of_it() -> None:
    small = STYLE._replace(size=8)
    chips = [*CHIPS, ("Scan or open", 450, 262, small)]
    assert values(*LABELLED, ("Skills", 50, 240, BOLD), *chips)["skills"] == SKILLS


def test_skills_of_esco_are_told_in_any_style() -> None:
    esco = (("Skills matching ESCO", 50, 240), ("• weave fabrics", 50, 256))
    assert values(*LABELLED, *esco)["esco_competencies"] == ["weave fabrics"]


def test_bullets_begin_left_of_their_centred_heading() -> None:
    bullets = [(f"• {skill}, and then to say why", 80, 262 + 18 * i) for i, skill in enumerate(SKILLS)]
    rest = ("Issued for the third time in Leeds.", 90, 330)
    assert len(values(*LABELLED, ("Skills", 160, 240, BOLD), *bullets, rest)["skills"]) == len(SKILLS)


def test_the_day_of_a_phrase_counts_before_that_of_a_preposition() -> None:
    letter = ("Mme Ada Byron", 50, 60), ("3 rue du Moulin", 50, 74), ("Réf. : AB – 2024-17", 50, 100)
    text = "Le jury, réuni le 2 mai 2024, vous a attribué le badge « Tissage ». Ce badge vous est délivré"
    more = "le 3 mai 2024 par l’École de Leeds."
    found = values(*letter, (text, 50, 140), (more, 50, 153), (URL, 50, 200))
    assert str(found["issued_on"]) == "2024-05-03"
    assert found["credential_id"] == "7f31"


def test_an_address_goes_on_below_in_a_taller_row() -> None:
    cut = "https://badges.example.org/assertion/"
    rows = [(label, 50, 150 + 40 * i) for i, (label, _) in enumerate(ROWS)]
    placed = [(value, 200, 150 + 40 * i) for i, (_, value) in enumerate(ROWS)]
    address = (("Verify", 50, 280), (cut, 200, 272), ("7f31", 200, 288))
    assert values(*BADGE, *rows, *placed, *address)["credential_url"] == URL


def test_a_department_is_no_second_organisation() -> None:
    text = ("This certifies that Ada Byron has earned the badge Weaving on 3 May 2024.", 50, 140)
    head = (("Leeds University", 50, 40, BOLD), ("Institute of Looms", 50, 54))
    assert values(*head, text)["issuer.name"] == "Leeds University"


def test_a_letter_to_an_invitation_is_no_award() -> None:
    letter = ("Mrs Ada Byron", 50, 60), ("3 Mill Lane", 50, 74), ("Leeds University", 50, 30)
    text = "We invite you to the ceremony of the open badge of Leeds University on 3 May 2024."
    assert "issued_on" not in block(*letter, (text, 50, 140)).parts


def test_a_letterhead_is_the_issuer_where_an_address_bears_its_name() -> None:
    text = ("This certifies that Ada Byron has earned the badge Weaving on 3 May 2024.", 50, 140)
    head = ("Looms of Leeds", 50, 40)
    assert values(head, text, ("hello@loomsofleeds.example", 50, 54))["issuer.name"] == "Looms of Leeds"
    assert "issuer.name" not in values(head, text, ("hello@mail.example", 50, 54))


def test_an_organisation_above_the_name_is_the_issuer() -> None:
    text = ("This certifies that Ada Byron has earned the badge Weaving on 3 May 2024.", 50, 140)
    name = ("Weaving with wool", 50, 100, LARGE)
    assert values(("Leeds University", 50, 40), name, text)["issuer.name"] == "Leeds University"
    assert "issuer.name" not in values(("Leeds and around", 50, 40), name, text)


def test_a_large_name_is_the_recipients_where_the_issuer_is_known() -> None:
    rest = (("Date of issue: 3 May 2024", 50, 200), (f"Verify: {URL}", 50, 220))
    person = ("Ada Byron", 50, 140, STYLE._replace(size=18))
    issuer = ("Issuer: Looms of Leeds", 50, 180)
    assert values(*BADGE, person, issuer, *rest)["recipient.name"] == "Ada Byron"
    assert "recipient.name" not in values(*BADGE, person, *rest)
    assert "recipient.name" not in values(*BADGE, ("Byron College", 50, 140, person[3]), issuer, *rest)


LETTER = (
    ("Ms Ada Byron", 300, 60),
    ("4 Loom Street", 300, 74),
    ("We are glad that you earned the badge “Weaving with wool”, awarded on 3 May 2024 by Looms of Leeds.", 50, 140),
)


def test_a_letter_names_its_reader_in_the_address() -> None:
    found = values(*LETTER)
    assert (found["recipient.name"], found["issued_on"].isoformat()) == ("Ada Byron", "2024-05-03")
    assert found["name"] == "Weaving with wool"
    assert "recipient.name" not in values(LETTER[0], ("Head of weaving", 300, 74), LETTER[2])
    assert "recipient.name" not in values(*LETTER[:2], ("You are invited to an evening on badges.", 50, 140))


def test_lines_beside_large_print_stay_lines() -> None:
    monogram = ("AB", 50, 165, STYLE._replace(size=34))
    lines = (("Issued to: Ada Byron", 120, 160), ("Issued on: 3 May 2024", 120, 170))
    found = values(*BADGE, monogram, *lines, ("Issuer: Looms of Leeds", 50, 220))
    assert (found["recipient.name"], found["issued_on"].isoformat()) == ("Ada Byron", "2024-05-03")


def test_a_label_on_two_lines_is_one() -> None:
    label = (("Issuing", 50, 150, BOLD), ("organisation", 50, 162, BOLD))
    assert values(*BADGE, *label, ("Looms of Leeds", 150, 156))["issuer.name"] == "Looms of Leeds"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([("Course: 3 to 5 May 2024, Leeds", 50, 240)], "Leeds"),
        ([("Leeds, 3 to 5 May 2024", 50, 240)], "Leeds"),
        ([("Hybrid, 3 to 5 May 2024", 50, 240)], None),
        ([("3 to 5 May 2024", 50, 240)], None),
    ],
)
def test_a_place_stands_beside_a_period(texts: list[Drawn], expected: str | None) -> None:
    found = values(*LABELLED, *texts)
    assert found["activity.end"].isoformat() == "2024-05-05"
    assert found.get("activity.place") == expected


def test_facts_on_one_line_are_told_apart() -> None:
    found = values(*BADGE, ("Awarded to Ada Byron by Byron College", 50, 150), ("Issued on 3 May 2024", 50, 170))
    assert (found["recipient.name"], found["issuer.name"]) == ("Ada Byron", "Byron College")
    found = values(*BADGE, ("Recipient: Ada Byron", 50, 150), ("Issued: 3 May 2024 by Byron College", 50, 170))
    assert (found["issued_on"].isoformat(), found["issuer.name"]) == ("2024-05-03", "Byron College")


def test_skills_of_a_table_are_without_their_levels() -> None:
    head = (("Skills", 50, 240, BOLD), ("Level", 250, 240, BOLD), ("Hours", 330, 240, BOLD))
    rows = [("Warping", "basic", "12 h"), ("Dyeing yarn", "advanced", "8 h")]
    cells = [(text, x, 258 + 18 * i) for i, row in enumerate(rows) for text, x in zip(row, (50, 250, 330), strict=True)]
    assert values(*LABELLED, *head, *cells)["skills"] == ["Warping", "Dyeing yarn"]


def test_right_to_left_pages_read_the_same_set_either_way() -> None:
    rows = (("اسم المستفيد", "ليلى منصور"), ("الجهة المانحة", "معهد المعرفة"), ("تاريخ الإصدار", "15 مارس 2025"))
    logical = [(f"{label}: {value}", 50, 100 + 20 * i) for i, (label, value) in enumerate(rows)]
    visual = [
        (" ".join(word if word.isdigit() else word[::-1] for word in reversed(text.split())), x, y)
        for text, x, y in logical
    ]
    title = ("الشارة", 50, 60)
    read = values(title, *logical)
    assert read["recipient.name"] == "ليلى منصور"
    assert read["issued_on"].isoformat() == "2025-03-15"
    assert values((title[0][::-1], *title[1:]), *visual) == read


def test_a_mirrored_value_is_placed_where_the_pdf_has_it() -> None:
    drawn = ("ةراشلا مسا", 400, 100)
    shown = document(drawn)
    (line,) = shown.lines
    assert line.text == "اسم الشارة"
    assert shown.box([line])[0] == 400


@pytest.mark.parametrize(
    "texts",
    [
        [("Invoice", 50, 60, LARGE), ("Issuer: Looms of Leeds", 50, 120), ("Issued on: 3 May 2024", 50, 140)],
        [("On open badges", 50, 60, LARGE), ("A badge says what somebody can do, and who says so.", 50, 120)],
        [("Curriculum vitae", 50, 60, LARGE), ("Ada Byron", 50, 90), ("Badge of honour, 3 May 2024", 50, 120)],
        list(BADGE),
        [*LABELLED, ("Please wear this badge, and show it with your ticket number.", 50, 400)],
    ],
    ids=["invoice", "article", "cv", "nothing but a name", "worn"],
)
def test_what_is_no_badge_is_refused(texts: list[Drawn]) -> None:
    assert block(*texts, (URL, 50, 700)).doubt is not None


def test_doubt_is_said() -> None:
    found = block(*LABELLED[:-3], ("Recipient: the whole of the weaving class of last year", 50, 150), *LABELLED[-2:])
    told = [n for rule in LAYOUT.rules for n in rule(found) if not isinstance(n, Candidate)]
    assert [(n.field, n.code) for n in told] == [("recipient.name", "unsure")]
    assert "the whole of the weaving class" in told[0].message
