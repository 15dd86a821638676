"""Names, days and addresses on pages drawn in thin air: where they end, and what goes on with them."""

from __future__ import annotations

from typing import Any

import pytest
from test_generic import BADGE, BOLD, LABELLED, LARGE, REST, URL, Drawn, block, values
from test_rules import STYLE

from badgepdf.layouts.generic import LAYOUT

SMALL = STYLE._replace(size=7.5)
FOOT = STYLE._replace(size=7)


def below_each_other(*rows: tuple[str, ...]) -> list[Drawn]:
    """Draw labels with the lines of their values below them."""
    drawn: list[Drawn] = []
    for i, (label, *lines) in enumerate(rows):
        drawn.append((label, 50, 150 + 60 * i, SMALL))
        drawn += [(line, 50, 165 + 60 * i + 16 * n) for n, line in enumerate(lines)]
    return drawn


def test_a_name_is_whole_where_the_page_prints_it_whole_elsewhere() -> None:
    rows = below_each_other(
        ("Issuer", "Looms", "Riding Trust"), ("Recipient", "Ada Byron"), ("Issued on", "3 May 2024")
    )
    assert values(*BADGE, *rows)["issuer.name"] == "Looms"
    foot = ("Looms Riding Trust, 3 Mill Lane, Leeds", 50, 800, FOOT)
    assert values(*BADGE, *rows, foot)["issuer.name"] == "Looms Riding Trust"


def test_a_first_name_alone_goes_on_below() -> None:
    rows = below_each_other(("Recipient", "Ada", "Byron", "Lovelace"), ("Issuer", "Looms of Leeds"))
    assert values(*BADGE, *rows)["recipient.name"] == "Ada Byron Lovelace"


def test_the_street_below_an_issuer_is_no_part_of_it() -> None:
    rows = below_each_other(("Issuer", "Centrum Looms", "ul. Młyńska 15, 00-000 Leeds"), ("Recipient", "Ada Byron"))
    assert values(*BADGE, *rows)["issuer.name"] == "Centrum Looms"


@pytest.mark.parametrize(
    ("label", "value", "ident"),
    [
        ("Badge No.", "LOL-2024-", None),
        ("N°", "d’entreprise 0999.123.456", None),
        ("Badge No.", "LOL-2024-7", "LOL-2024-7"),
        ("Badge No.", "urn:badge:77", "urn:badge:77"),
    ],
)
def test_an_id_is_whole_and_not_that_of_another_thing(label: str, value: str, ident: str | None) -> None:
    assert values(*LABELLED, (f"{label} {value}", 50, 230)).get("credential_id") == ident


def test_an_id_at_the_right_goes_on_below_its_hyphen() -> None:
    found = values(*LABELLED, ("Badge No. LOL-2024-", 400, 230), ("318", 475, 244))
    assert found["credential_id"] == "LOL-2024-318"


def test_a_fact_in_the_middle_of_a_row_does_not_go_on_below_it() -> None:
    found = values(*LABELLED, (f"See it: {URL} · Mill Lane 3, 4998", 50, 300), ("Leeds", 50, 312))
    assert found["credential_url"] == URL


def test_a_label_is_parted_from_the_day_that_is_glued_to_it() -> None:
    drawn = (*BADGE, ("Recipient: Ada Byron", 50, 150), ("Udløbsdato12. maj 2027", 50, 170), *REST[:2])
    assert str(values(*drawn)["expires_on"]) == "2027-05-12"


def test_what_follows_a_label_may_be_the_same_label() -> None:
    listed = (("Learning outcomes: skills", 50, 300, BOLD), ("Warping", 50, 316), ("Darning", 50, 332))
    assert values(*LABELLED, *listed)["skills"] == ["Warping", "Darning"]


def test_the_head_of_an_unknown_column_is_no_value() -> None:
    heads = [
        (text, 50 + 130 * i, 150, SMALL) for i, text in enumerate(("Issuer", "Edition", "Issued on", "Expires on"))
    ]
    cells = [(text, 50 + 130 * i, 164) for i, text in enumerate(("Looms of Leeds", "first", "3 May", "4 May"))]
    years = [("2024", 310, 178), ("2027", 440, 178)]
    found = values(*BADGE, ("Recipient: Ada Byron", 50, 230), *heads, *cells, *years)
    assert found["issuer.name"] == "Looms of Leeds"


def test_a_heading_in_another_column_says_nothing_of_a_contact() -> None:
    left = (("Skills of the recipient", 50, 150, BOLD), ("Warping", 50, 166), ("What they do", 50, 300, BOLD))
    side = (("Issuer", 350, 190, SMALL), ("Looms of Leeds", 350, 203), ("Contact", 350, 230, SMALL))
    found = values(*BADGE, ("Recipient: Ada Byron", 50, 120), *left, *side, ("info@looms.example", 350, 243))
    assert (found.get("recipient.email"), found["issuer.email"]) == (None, "info@looms.example")


def listed(*lines: Drawn) -> Any:
    return values(*LABELLED, ("Skills", 50, 300, BOLD), *lines).get("skills")


def test_a_skill_that_speaks_of_checking_is_no_address() -> None:
    large = STYLE._replace(size=11)
    items = ("Secure a load", "Verify the lashing", "Spread the weight")
    assert listed(*((text, 50, 320 + 20 * i, large) for i, text in enumerate(items))) == list(items)


def test_a_chip_alone_in_its_row_is_no_label() -> None:
    assert listed(("woods", 56, 316), ("school", 56, 340)) == ["woods", "school"]


def test_a_list_ends_at_a_wide_space() -> None:
    items = ("Warping", "Dyeing", "Darning", "Felting")
    drawn = [(text, 50, 316 + 13 * i) for i, text in enumerate(items)]
    assert listed(*drawn, ("Best wishes", 50, 316 + 13 * 3 + 31)) == list(items)


def test_a_bracket_that_is_open_goes_on_below() -> None:
    drawn = (("Judging a brood (6", 50, 316), ("hours)", 50, 328), ("Guiding a swarm (4 hours)", 50, 344))
    assert listed(*drawn) == ["Judging a brood", "Guiding a swarm"]


def test_an_address_of_esco_that_is_no_items_leaves_the_list_out() -> None:
    uri = "http://data.europa.eu/esco/skill/0c97a761-aa72-4692-a888-2f821027f5b1"
    lists = (("ESCO skills", 50, 300, LARGE), ("weave cloth", 50, 320))
    assert values(*LABELLED, *lists)["esco_competencies"] == ["weave cloth"]
    assert "esco_competencies" not in values(*LABELLED, *lists, (f"Another one: {uri}", 50, 500))


def test_a_question_is_no_evidence() -> None:
    found = block(*LABELLED, ("Evidence", 50, 300, BOLD), ("A portfolio", 50, 316), ("What is a badge?", 50, 330))
    told = [getattr(getattr(c, "value", None), "name", None) for rule in LAYOUT.rules for c in rule(found)]
    assert "What is a badge?" not in told


def test_a_sentence_that_announces_the_recipient_has_it_below_whatever_captions_do() -> None:
    title, leads = ("Weaving with wool", 113, 100, LARGE), ("This badge is presented to", 135, 130)
    facts = (("3 May 2024", 50, 300), ("Looms of Leeds", 250, 300))
    captions = (("Date awarded", 50, 313, SMALL), ("Awarding body", 250, 313, SMALL))
    found = values(title, leads, ("Ada Byron", 150, 160, STYLE._replace(size=18)), *facts, *captions)
    assert (found["recipient.name"], found["name"]) == ("Ada Byron", "Weaving with wool")


def test_a_heading_of_several_sections_heads_none_of_them() -> None:
    heading = ("Frameworks, conditions and evidence", 50, 300, LARGE)
    found = block(*LABELLED, heading, ("Match with frameworks", 50, 330, BOLD), ("EQF 5", 50, 346))
    assert "evidence" not in found.parts


def test_a_label_alone_is_no_description() -> None:
    found = values(*LABELLED, ("Description", 50, 300, BOLD), ("What about", 50, 316))
    assert "description" not in found


def test_a_value_goes_on_below_beside_the_heading_of_another_column() -> None:
    left = (("Issuer: Chamber of", 50, 230), ("Leeds", 50, 243), ("Badge No.: LOL-77", 50, 260))
    found = values(*LABELLED[:3], *LABELLED[4:], *left, ("Skills", 350, 232, BOLD), ("Warping", 350, 246))
    assert found["issuer.name"] == "Chamber of Leeds"


def test_an_issuer_ends_with_its_sentence_without_a_colon_too() -> None:
    text = ("Merkin on myöntänyt Leedsin opisto. Merkki on myönnetty 5.9.2024.", 50, 230)
    assert values(*BADGE, ("Saaja: Ada Byron", 50, 150), text)["issuer.name"] == "Leedsin opisto"


def test_a_sentence_about_the_holder_is_no_label() -> None:
    text = ("Merkin saaja osaa suunnitella retken ja ohjata ryhmää.", 50, 300)
    assert values(*BADGE, *REST, text).get("recipient.name") is None


def test_the_article_before_an_issuer_is_none_of_its_name() -> None:
    found = values(*BADGE, ("Décerné à : Ada Byron", 50, 150), ("par la Maison rurale de Leeds", 50, 166))
    assert found["issuer.name"] == "Maison rurale de Leeds"


def test_a_colon_may_stand_apart_from_its_label() -> None:
    rows = (("Recipient", ": Ada Byron"), ("Issuer", ": Looms of Leeds"), ("Issued on", ": 3 May 2024"))
    drawn = [
        part
        for i, (label, value) in enumerate(rows)
        for part in ((label, 50, 150 + 20 * i), (value, 200, 150 + 20 * i))
    ]
    found = values(*BADGE, *drawn)
    assert (found["recipient.name"], found["issuer.name"]) == ("Ada Byron", "Looms of Leeds")
    assert str(found["issued_on"]) == "2024-05-03"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("La formation a eu lieu du 3 au 7 mai 2024 à la Maison de l’environnement.", None),
        ("La formation a eu lieu à la Maison de l’environnement du 3 au 7 mai 2024.", None),
        ("La formation a eu lieu du 3 au 7 mai 2024 à Leeds.", "Leeds"),
    ],
)
def test_a_place_that_goes_on_in_small_letters_is_not_taken(text: str, place: str | None) -> None:
    assert values(*LABELLED, (text, 50, 300)).get("activity.place") == place


def test_the_second_line_of_a_centred_value_is_no_value() -> None:
    cells = (("Looms of the West 3 May 2024", 50, 164), ("Riding", 96, 178), ("4 May 2027", 350, 164))
    labels = (("Issuer", 100, 150, SMALL), ("Issued on", 190, 150, SMALL), ("Expires on", 355, 150, SMALL))
    assert values(*BADGE, ("Recipient: Ada Byron", 50, 230), *labels, *cells).get("issuer.name") != "Riding"
