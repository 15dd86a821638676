"""Sentences cut into their parts, in lines drawn in thin air."""

from __future__ import annotations

import pytest
from test_rules import line

from badgepdf.languages import languages
from badgepdf.layouts.rules import joined
from badgepdf.layouts.sentences import Phrases, holds_phrase, phrases, read_sentence


def parts(*texts: str) -> dict[str, str]:
    found = read_sentence([line(text, y=100 + 20 * i) for i, text in enumerate(texts)])
    return {key: joined(part.lines) for key, part in found.parts.items()}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["Ada Lovelace hat am 16.09.2024", "den folgenden Badge erworben:"],
            {"recipient": "Ada Lovelace", "issued_on": "16.09.2024", "following": "den folgenden Badge erworben"},
        ),
        (
            ["hat vom 3.2. – 05.03.2026 in Bad Ems (Lahn)", "innerhalb von 1 Stunde den folgenden Badge erworben"],
            {"activity": "3.2. – 05.03.2026", "place": "Bad Ems (Lahn)", "duration": "1 Stunde"},
        ),
        (["hat am 18.12.2025 online"], {"issued_on": "18.12.2025", "place": "online"}),
        (
            ["earned the following Badge", "on 18.04.2026 in Leeds", "within 1 hour:"],
            {"issued_on": "18.04.2026", "place": "Leeds"},
        ),
        (
            ["die Ada Lovelace mit dem Badge Rechnen", "mit Maschinen erworben hat:"],
            {"recipient": "Ada Lovelace", "name": "Rechnen mit Maschinen"},
        ),
        (
            ["certifies that Ada Byron has been awarded the digital badge entitled", "Weaving by Looms of Leeds"],
            {"recipient": "Ada Byron", "name": "Weaving", "issuer": "Looms of Leeds"},
        ),
        (
            [
                "Nous attestons que Ada Byron a obtenu le badge Tissage, délivré par",
                "l’Atelier de Pau à l’issue d’un entretien avec le jury le 3 mai 2024",
            ],
            {"recipient": "Ada Byron", "issuer": "Atelier de Pau", "issued_on": None},
        ),
        (
            ["Ada Byron har tilldelats märket ”Väva av ull” av Vävstugan"],
            {"recipient": "Ada Byron", "name": "”Väva av ull”", "issuer": "Vävstugan"},
        ),
        (
            ["We tell you that the Leeds College has awarded you the badge Weaving"],
            {"issuer": "Leeds College", "name": "Weaving"},
        ),
        (["The director of Leeds College certifies that Ada Byron"], {"issuer": None, "recipient": "Ada Byron"}),
        (["Leeds, den 3. Mai 2024"], {"recipient": None}),
    ],
)  # fmt: skip
def test_parts(texts: list[str], expected: dict[str, str]) -> None:
    found = parts(*texts)
    assert {key: found.get(key) for key in expected} == expected


def test_a_phrase_before_a_date_needs_one() -> None:
    assert "issued_on" not in parts("hat am Montag den Kurs besucht")


def test_a_place_stands_right_behind_a_date() -> None:
    assert "place" not in parts("works in Leeds")


def test_a_phrase_may_run_over_lines() -> None:
    assert holds_phrase("den folgenden\nBadge  erworben", "following")
    assert not holds_phrase("den nächsten Badge erworben?", "following")


@pytest.mark.parametrize(("key", "text"), [("recipient", "{}"), ("nonsense", "by {}"), ("recipient", "{} and {}")])
def test_what_is_no_phrase_is_refused(key: str, text: str) -> None:
    with pytest.raises(ValueError, match="no phrase"):
        Phrases([languages()["en"]._replace(phrases={key: (text,)})])


def test_every_phrase_has_one_meaning() -> None:
    known = phrases()
    assert all(known.beginning([word]) for word in known._texts)


def test_a_phrase_of_two_meanings_is_refused() -> None:
    spoken = languages()["en"]._replace(phrases={"recipient": ("bestowed unto {}",), "issuer": ("bestowed unto {}",)})
    with pytest.raises(ValueError, match="several things: issuer, recipient"):
        Phrases([spoken]).beginning(["bestowed", "unto"])
