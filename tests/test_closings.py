"""The line with which a paper closes: a place and a day."""

from __future__ import annotations

import pytest
from test_rules import line

from badgepdf.layouts.closings import closing_day


@pytest.mark.parametrize(
    ("closing", "language", "day"),
    [
        ("Leeds, 3 May 2024", "en", "3 May 2024"),
        ("Given at Leeds this 3rd day of May 2024", "en", "this 3rd day of May 2024"),
        ("Fait à Saint-Pol, le 3 mai 2024", "fr", "le 3 mai 2024"),
        ("Dado en San Andrés, a 3 de mayo de 2024.", "es", "3 de mayo de 2024."),
        ("Aosta, lì 3 maggio 2024", "it", "3 maggio 2024"),
        ("Umeå den 3 maj 2024", "sv", "den 3 maj 2024"),
        ("Burg am See, am 3. Mai 2024", "de", "am 3. Mai 2024"),
        ("Kraków, dnia 3 maja 2024 r.", "pl", "dnia 3 maja 2024 r."),
        ("Oulussa 3. päivänä toukokuuta 2024", "fi", "3. päivänä toukokuuta 2024"),
        ("Tone Ruud, the 3rd chair, 3 May 2024", "en", None),
        ("Looms University, 3 May 2024", "en", None),
        ("Printed on 3 May 2024", "en", None),
        ("Valid until 3 May 2024", "en", None),
        ("Född den 3 maj 1994", "sv", None),
        ("Bring wool on 3 May 2024", "en", None),
        ("On 3 May 2024", "en", None),
        ("3 May 2024", "en", None),
    ],
)
def test_a_place_and_a_day_and_nothing_else(closing: str, language: str, day: str | None) -> None:
    found = closing_day(line(closing), [language])
    assert (found and found.text) == day
