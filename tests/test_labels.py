"""Labels and their values on pages drawn in thin air: labels that no language lists, columns, wraps and contacts."""

from __future__ import annotations

from typing import Any

import pytest
from printed import printed
from test_generic import BADGE, BOLD, LABELLED, LARGE, URL, Drawn, block, document, values
from test_rules import STYLE, words

from badgepdf.address import is_identifier, last_segment
from badgepdf.document import Document, Page
from badgepdf.document.direction import in_reading_order
from badgepdf.layouts.generic import LAYOUT
from badgepdf.layouts.unlisted import meaning, meanings

SMALL = STYLE._replace(size=7)
ISSUED = ("Issued on: 3 May 2024", 50, 190)
WITHOUT = (*BADGE, ISSUED)  # recipient and issuer


@pytest.mark.parametrize(
    ("label", "value", "field", "expected"),
    [
        ("Qui le délivre :", "Association des Métiers", "issuer.name", "Association des Métiers"),
        ("Certificat remis à :", "Ada Byron", "recipient.name", "Ada Byron"),
        ("Courriel du titulaire :", "ada@looms.example", "recipient.email", "ada@looms.example"),
        ("Prochaine réunion :", "3 mai 2027", "expires_on", None),
    ],
)
def test_a_label_that_no_language_lists(label: str, value: str, field: str, expected: str | None) -> None:
    french = ("Badge numérique", 50, 60), ("Tissage de la laine", 50, 100, LARGE)
    rest = ("Date de délivrance : 3 mai 2024", 50, 190), ("Compétences : tisser, filer, coudre", 50, 230)
    assert values(*french, (f"{label} {value}", 50, 150), *rest).get(field) == expected


def test_the_meaning_of_a_label_is_told_by_its_value_where_it_may_have_several() -> None:
    possible = meanings(["Délivré"], ["fr"])
    assert {"issuer", "issued_on"} <= possible
    assert meaning({"issuer", "issued_on"}, "3 mai 2024") == "issued_on"
    assert meaning({"issuer", "issued_on"}, "Université d’Albret") == "issuer"
    assert meaning({"issuer", "issued_on"}, "Albret") is None
    assert meaning({"other", "issued_on"}, "3 mai 2024") is None


def test_labels_of_one_preposition_are_told_by_their_values() -> None:
    pairs = [
        ("To", "Ada Byron"),
        ("By", "College of Looms"),
        ("On", "3 May 2024"),
        ("Expires", "3 May 2027"),
        ("Recipient ID", "77"),
    ]
    placed = [
        text
        for i, pair in enumerate(pairs)
        for text in ((pair[0], 50, 150 + 20 * i, BOLD), (pair[1], 120, 150 + 20 * i))
    ]
    found = values(*BADGE, *placed)
    assert (found["recipient.name"], found["issuer.name"]) == ("Ada Byron", "College of Looms")
    assert (str(found["issued_on"]), str(found["expires_on"])) == ("2024-05-03", "2027-05-03")


def test_a_row_of_a_table_is_cut_where_its_columns_begin() -> None:
    heads = ("Recipient", 50, 150, BOLD), ("Issuer", 141, 150, BOLD), ("Issued on", 230, 150, BOLD)
    row = ("Ada Augusta Byron", 50, 166), ("College of Looms", 141, 166), ("3 May 2024", 230, 166)
    found = values(*BADGE, *heads, *row)
    assert (found["recipient.name"], found["issuer.name"]) == ("Ada Augusta Byron", "College of Looms")
    assert str(found["issued_on"]) == "2024-05-03"


@pytest.mark.parametrize("dots", ["..........", "__________", "……………"])
@pytest.mark.parametrize("glued", [True, False])
def test_a_leader_parts_a_label_from_its_value(dots: str, glued: bool) -> None:
    blank = "" if glued else " "
    pairs = (("Recipient", "Ada Byron"), ("Issued by", "College of Looms"), ("Issued on", "3 May 2024"))
    placed = [(f"{label} {dots}{blank}{value}", 50, 150 + 20 * i) for i, (label, value) in enumerate(pairs)]
    found = values(*BADGE, *placed)
    assert (found["recipient.name"], found["issuer.name"]) == ("Ada Byron", "College of Looms")
    assert str(found["issued_on"]) == "2024-05-03"


def centred(text: str, middle: float, y: float, style: Any = STYLE) -> Drawn:
    return text, middle - (words(text, 0, y, style)[-1].x1) / 2, y, style


def test_values_of_several_lines_stand_centred_in_their_column_or_above_their_label() -> None:
    heads = [centred(text, middle, 200, SMALL) for text, middle in (("Issuer", 120), ("Issued on", 300))]
    value = [centred("College of Weaving", 120, 213, BOLD), centred("3 May 2024", 300, 213, BOLD)]
    more = [centred("and Looms", 120, 225, BOLD)]
    recipient = ("Recipient: Ada Byron", 50, 150)
    assert values(*BADGE, recipient, *heads, *value, *more)["issuer.name"] == "College of Weaving and Looms"
    above = [
        text
        for i, (label, lines) in enumerate(
            [
                ("Recipient", ["Ada Byron"]),
                ("Issuer", ["College of Weaving", "and Looms"]),
                ("Issued on", ["3 May 2024"]),
            ]
        )
        for text in (
            *((line, 50, 162 + 60 * i - 12 * (len(lines) - n), BOLD) for n, line in enumerate(lines)),
            (label, 50, 162 + 60 * i, SMALL),
        )
    ]
    found = values(*BADGE, *above)
    assert found["recipient.name"] == "Ada Byron"
    assert found["issuer.name"] == "College of Weaving and Looms"


@pytest.mark.parametrize(
    ("label", "lines", "name"),
    [
        ("Titel des Badges:", ["Weben mit Wolle für Anfän-", "gerinnen"], "Weben mit Wolle für Anfängerinnen"),
        (
            "Titel des Badges:",
            ["Weben mit Leinen- und Woll-", "und Seidenfäden"],
            "Weben mit Leinen- und Woll- und Seidenfäden",
        ),
        ("Badge title:", ["Weaving with the low-", "energy loom"], "Weaving with the low-energy loom"),
    ],
)
def test_a_name_broken_at_a_hyphen_is_whole(label: str, lines: list[str], name: str) -> None:
    placed = [(line, 140, 150 + 12 * i) for i, line in enumerate(lines)]
    rest: list[Drawn] = [("Verliehen an: Ada Byron", 50, 190), ("Ausgestellt am: 3. Mai 2024", 50, 210)]
    if label == "Badge title:":
        rest = [("Recipient: Ada Byron", 50, 190), ("Issued on: 3 May 2024", 50, 210)]
    assert values(BADGE[0], (label, 50, 150), *placed, *rest)["name"] == name


def test_what_a_browser_prints_around_a_page_is_none_of_it_but_the_address() -> None:
    margins = ("03/06/2025, 14:05", 24, 20, SMALL), ("Weaving | Looms", 300, 20, SMALL)
    foot = (f"{URL}", 24, 830, SMALL), ("1/1", 560, 830, SMALL)
    found = values(*margins, *LABELLED, *foot)
    assert found["credential_url"] == URL
    assert str(found["issued_on"]) == "2024-05-03"
    assert found["name"] == "Weaving with wool"


def test_contacts_stand_at_the_foot_of_every_page() -> None:
    foot = "Looms of Leeds · 3 Mill Lane · www.leeds-looms.example · info@leeds-looms.example"
    (page,) = document(*LABELLED, (foot, 50, 810)).pages
    text = [word._replace(page=2) for word in (*words("How to earn it: weave.", 50, 100), *words(foot, 50, 810))]
    found = Document(
        "drawn", None, printed(), "pdfium", in_reading_order((page, Page(2, 595, 842, tuple(text), (), ()))), {}
    )
    (read,) = LAYOUT.blocks(found, LAYOUT.blanks)
    assert read.parts["issuer_website"].lines[0].text == "www.leeds-looms.example"
    assert read.parts["issuer_contact"].lines[0].text == "info@leeds-looms.example"


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Recipient e-mail", "recipient.email"),
        ("Issuer e-mail", "issuer.email"),
        ("Organisation e-mail", "issuer.email"),
    ],
)
def test_a_mailbox_is_whose_the_label_says(label: str, field: str) -> None:
    assert values(*LABELLED, (f"{label}: post@mail.example", 50, 230)).get(field) == "post@mail.example"


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("This badge bears the number LC-77.", "LC-77"),
        ("The hall holds 300 people and bears the number 12.", None),
    ],
)
def test_a_text_about_the_badge_tells_its_number(text: str, ident: str | None) -> None:
    assert values(*LABELLED, (text, 50, 260)).get("credential_id") == ident


@pytest.mark.parametrize(
    ("address", "ident"),
    [
        ("https://www.credly.com/badges/0b1c-77/public_url", "0b1c-77"),
        ("https://badges.example.org/a/LC-77.html", "LC-77"),
        ("https://badges.example.org/", None),
    ],
)
def test_the_id_of_an_address(address: str, ident: str | None) -> None:
    assert last_segment(address) == ident


@pytest.mark.parametrize(("word", "is_one"), [("lc77", True), ("xRkQmWTf", True), ("verify", False), ("Verify", False)])
def test_a_word_is_no_id(word: str, is_one: bool) -> None:
    assert is_identifier(word) is is_one


def test_an_address_goes_on_in_its_own_column() -> None:
    left, right = "https://data.example/skill/", "https://badges.example.org/i/"
    rows = [(left, 50, 260), (right, 300, 256), ("e019-4450", 50, 272), ("VF-2025-0318", 300, 268)]
    found = values(*LABELLED, ("Verify at", 300, 240), *rows)
    assert found["credential_url"] == f"{right}VF-2025-0318"
    assert found["credential_id"] == "VF-2025-0318"


def test_where_to_see_the_badge_is_no_criterion() -> None:
    criteria = ("Criteria", 50, 240, BOLD), ("Weave three rugs in a year.", 50, 256)
    found = values(*LABELLED, *criteria, ("See this badge at", 50, 280), (URL, 50, 294))
    assert found["criteria.text"] == "Weave three rugs in a year."
    assert found["credential_url"] == URL


def test_the_description_is_what_speaks_of_the_badge() -> None:
    other = ("We are a house of weavers, and we have been at it since the mills were built here.", 50, 260)
    about = ("This badge shows that its holder weaves with wool, and knows all about the loom.", 50, 300)
    assert values(*LABELLED, other, about)["description"] == about[0]


def test_an_issuer_in_the_small_print_runs_the_platform() -> None:
    head = ("College of Looms", 50, 40)
    placed = (*BADGE, ("Recipient: Ada Byron", 50, 150), ("Issued on: 3 May 2024", 50, 170), (URL, 50, 190))
    small = ("Issued by: Badges Ltd.", 50, 820, SMALL)
    text = [("Weaving is the work of many hands, which we show here.", 50, 300 + 14 * i) for i in range(6)]
    found = values(head, *placed, *text, small)
    assert found.get("issuer.name") != "Badges Ltd." or "issuer.name" not in found


def test_a_page_in_two_languages_is_in_that_of_its_text() -> None:
    labels = (
        ("Recipient / Bénéficiaire: Ada Byron", 50, 150),
        ("Issuer / Émetteur: Looms of Leeds", 50, 170),
        ("Issued on / Délivré le: 3 May 2024", 50, 190),
    )
    text = ("This badge shows that its holder can weave with wool and knows all about the loom.", 50, 230)
    found = block(*BADGE, *labels, text)
    assert found.languages[0] == "en"


def test_a_name_that_ends_with_a_preposition_is_left_out() -> None:
    found = block(*WITHOUT, ("Recipient: Ada Byron", 50, 150), ("Issuer: College of", 50, 170))
    assert "issuer" not in found.parts
    assert [notice.field for notice in found.notices] == ["issuer.name"]


@pytest.mark.parametrize(
    "offer",
    [("Price: 40 EUR", 50, 230), ("Registration fee: none", 50, 230)],
)
def test_what_offers_a_badge_is_none(offer: Drawn) -> None:
    placed = (
        *BADGE,
        ("Issuer: College of Looms", 50, 150),
        ("Date: 3 May 2024", 50, 170),
        ("Skills: weaving", 50, 190),
    )
    (found,) = LAYOUT.blocks(document(*placed, offer), LAYOUT.blanks)
    assert found.doubt is not None


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([("Bread and milk", 50, 60)], "its signs weigh 0, 5 are needed: none"),
        (
            [*BADGE, ("Issuer: College of Looms", 50, 150), ("Skills: weaving, dyeing", 50, 170), (URL, 50, 200)],
            "of a recipient, an issuer and a day of issue it tells 1, 2 are needed",
        ),
    ],
)
def test_a_refusal_says_what_is_missing(texts: list[Drawn], said: str) -> None:
    assert block(*texts).doubt == said
