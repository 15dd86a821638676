"""ESCO addresses in all their forms."""

from __future__ import annotations

import pytest

from badgepdf.esco import canonical, is_esco

UUID = "c81e728d-9d4c-2f63-6f06-7f89cc14862c"
SKILL = f"http://data.europa.eu/esco/skill/{UUID}"


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        (SKILL, SKILL),
        (SKILL.replace("http:", "https:"), SKILL),
        (SKILL.upper().replace("HTTP://DATA.EUROPA.EU/ESCO/SKILL", "http://data.europa.eu/esco/skill"), SKILL),
        (SKILL + "/", SKILL),
        (f"https://esco.ec.europa.eu/en/classification/skills?uri={SKILL}", SKILL),
        (
            f"https://esco.ec.europa.eu/fr/classification/skill?uri=http%3A%2F%2Fdata.europa.eu%2Fesco%2Fskill%2F{UUID}",
            SKILL,
        ),
        (f"https://ec.europa.eu/esco/portal/skill?uri={SKILL}&conceptLanguage=en", SKILL),
        (f"http://data.europa.eu/esco/occupation/{UUID}", f"http://data.europa.eu/esco/occupation/{UUID}"),
        ("http://data.europa.eu/esco/skill/S1.4.1", "http://data.europa.eu/esco/skill/S1.4.1"),
        ("http://data.europa.eu/esco/isced-f/06", "http://data.europa.eu/esco/isced-f/06"),
        ("http://data.europa.eu/esco/isco/C2512", "http://data.europa.eu/esco/isco/C2512"),
        (SKILL[:-3], None),
        ("http://data.europa.eu/esco/", None),
        ("https://esco.ec.europa.eu/en/classification/skills", None),
        (f"https://example.org/?uri={SKILL}", None),
        (f"https://data.europa.eu.example.org/esco/skill/{UUID}", None),
        ("", None),
    ],
)
def test_canonical(address: str, uri: str | None) -> None:
    assert canonical(address) == uri


def test_other_frameworks_are_not_esco() -> None:
    assert not is_esco("https://www.francecompetences.fr/recherche/rs/5401/")
    assert not is_esco(f"https://example.org/?uri={SKILL}")
    assert is_esco("https://esco.ec.europa.eu/en/classification/skills")
