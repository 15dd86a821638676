"""What other programs and forms get."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from badgepdf import BadgeRecord, UnknownName, YearMonth, export, linkedin
from badgepdf.exporters import exporters, refused
from badgepdf.record import Competency, Profile, Recipient, Skill

RECORD = BadgeRecord(
    name="Médiation & numérique",
    recipient=Recipient("Ada Fictive"),
    issuer=Profile("Université d'Exemple"),
    issued_on=date(2024, 2, 29),
    expires_on=YearMonth(2027, 2),
    skills=(Skill("animer", 90), Skill("écouter")),
    esco_competencies=(Competency("animer", "http://data.europa.eu/esco/skill/S1.4.1"), Competency(None)),
    credential_url="https://badges.example.org/b/1?x=1&y=2",
    credential_id="1",
)


def test_linkedin_in_english_in_the_order_of_the_form() -> None:
    assert export(RECORD, "linkedin").splitlines()[:22] == [
        "LinkedIn: Licenses & certifications",
        "",
        "Badge 1 of 1",
        "============",
        "Ada Fictive",
        "",
        "[Name]",
        "Médiation & numérique",
        "[Issuing organization]",
        "Université d'Exemple",
        "[Issue date]",
        "February 2024",
        "[Expiration date]",
        "February 2027",
        "[Credential ID]",
        "1",
        "[Credential URL]",
        "https://badges.example.org/b/1?x=1&y=2",
        "[Skills]",
        "animer",
        "écouter",
        "[Media]",
    ]


def test_linkedin_in_french_says_plainly_what_is_absent() -> None:
    text = export(BadgeRecord(name="Bénévolat", issued_on=YearMonth(2024, 8)), "linkedin", lang="fr")
    assert "[Date d'émission]\naoût 2024\n[Date d'expiration]\n(non indiqué sur le badge)\n" in text
    assert "[Organisme de délivrance]\n(non indiqué sur le badge)\n" in text
    assert "[Compétences]\n(non indiqué sur le badge)\n" in text
    assert "[Média]\n(l'image du badge, si le PDF en contient une : --images DOSSIER l'enregistre)\n" in text


def test_the_link_comes_last_and_holds_the_fields() -> None:
    link = export(RECORD, "linkedin").splitlines()[-1]
    assert link == linkedin(RECORD).add_url
    assert {key: values[0] for key, values in parse_qs(urlsplit(link).query).items()} == {
        "startTask": "CERTIFICATION_NAME",
        "name": "Médiation & numérique",
        "organizationName": "Université d'Exemple",
        "issueYear": "2024",
        "issueMonth": "2",
        "expirationYear": "2027",
        "expirationMonth": "2",
        "certUrl": "https://badges.example.org/b/1?x=1&y=2",
        "certId": "1",
    }


def test_badges_come_in_order_of_date() -> None:
    days = [date(2024, 5, 1), None, YearMonth(2024, 5), date(2023, 12, 31)]
    records = [BadgeRecord(name=str(day), issued_on=day) for day in days]
    names = [entry["name"] for entry in json.loads(export(records, "linkedin-json"))]
    assert names == ["2023-12-31", "2024-05", "2024-05-01", "None"]


def test_linkedin_as_data_is_the_typed_object() -> None:
    (data,) = json.loads(export(RECORD, "linkedin-json"))
    entry = linkedin(RECORD)
    assert (data["issue_year"], data["issue_month"], data["skills"]) == (2024, 2, ["animer", "écouter"])
    assert (entry.issue_year, entry.expiration_month, entry.skills) == (2024, 2, ("animer", "écouter"))
    assert data["add_url"] == entry.add_url


def test_json_is_the_records() -> None:
    assert json.loads(export([RECORD, RECORD], "json")) == [RECORD.to_dict()] * 2
    assert json.loads(export([], "json")) == []


def test_no_badges_are_said() -> None:
    assert export([], "linkedin") == "No badges.\n"


@pytest.mark.parametrize("target", exporters())
def test_every_target_takes_every_badge_and_changes_nothing(badges_of_folder: list[BadgeRecord], target: str) -> None:
    before = [record.to_dict() for record in badges_of_folder]
    taken = [record for record in badges_of_folder if not refused(record, target)]
    assert taken == badges_of_folder or target == "openbadges"
    for lang in (None, *exporters()[target].languages):
        made = export(taken, target, lang=lang)
        assert isinstance(made, bytes) or made.endswith("\n") or not taken
    assert [record.to_dict() for record in badges_of_folder] == before


def test_linkedin_of_every_badge(badges_of_folder: list[BadgeRecord]) -> None:
    for entry in json.loads(export(badges_of_folder, "linkedin-json")):
        form = parse_qs(urlsplit(entry["add_url"]).query)
        year = str(entry["issue_year"] or "")
        assert (form.get("name"), form.get("issueYear", [""])) == (entry["name"] and [entry["name"]], [year])


def test_unknown_names_list_the_known_ones() -> None:
    with pytest.raises(UnknownName, match=r"no target named 'xml'; known: .*json, .*linkedin, "):
        export(RECORD, "xml")
    with pytest.raises(UnknownName, match="no language for linkedin named 'tlh'; known: en, fr"):
        export(RECORD, "linkedin", lang="tlh")
    with pytest.raises(UnknownName, match="no language for json named 'en'; known: none"):
        export(RECORD, "json", lang="en")
