"""Labels in every language, and what becomes of them in a font that lacks their characters."""

from __future__ import annotations

import pytest

from badgepdf.languages import LabelIndex, Language, fold, label_index, languages, speakers, vanishing_languages

DECORATIONS = ("{}", "{}:", "{} :", "{}::", "{}: value")


@pytest.mark.parametrize("language", languages().values(), ids=lambda language: language.code)
def test_each_label_is_found_in_any_case(language: Language) -> None:
    for key, texts in language.labels.items():
        for text in (*texts, *map(str.upper, texts)):
            for decorate in DECORATIONS:
                words = decorate.format(text).split()
                found = label_index().match(words)
                assert found is not None, text
                assert (found.label.key, found.label.damaged) == (key, False), text
                assert language.code in found.label.languages, text
                assert found.words == len(words) - ("value" in words), text


@pytest.mark.parametrize(
    ("text", "key", "damaged"),
    [
        ("Beneficiaire: X", "recipient", False),
        ("Emis le 1.1.2024", "issued_on", False),
        ("Description de l’émetteur: X", "issuer_description", False),
        ("Upywa w dniu: 1.1.2024", "expires_on", True),
        ("Open: criteria", None, False),
        ("Tagstuhl: X", None, False),
        (": X", None, False),
    ],
)
def test_tolerance(text: str, key: str | None, *, damaged: bool) -> None:
    found = label_index().match(text.split())
    assert (found.label.key if found else None) == key
    assert bool(found and found.label.damaged) == damaged


def test_the_longest_label_wins() -> None:
    found = label_index().match(["Uitgegeven", "door:", "Iemand"])
    assert found is not None
    assert (found.label.key, found.words) == ("issuer", 2)


def test_two_meanings_of_one_label_are_refused() -> None:
    french = languages()["fr"]
    other = french._replace(code="xx", labels={"issuer": ("Bénéficiaire",)})
    with pytest.raises(ValueError, match=r"'bénéficiaire' has several meanings: issuer \(xx\), recipient \(fr\)"):
        LabelIndex([french, other])


def test_languages_are_whole() -> None:
    core = {"recipient", "issuer", "issued_on", "expires_on", "criteria"}
    for language in languages().values():
        assert len(language.month_names) == 12
        assert set(language.months.values()) == set(range(1, 13))
        assert core <= language.labels.keys(), language.code
        assert set(language.orders) <= {"dmy", "mdy"}
        assert language.orders


def test_the_language_is_the_one_of_most_labels() -> None:
    labels = [
        found.label for text in ("Criteria", "Usuário", "Emitida por") if (found := label_index().match(text.split()))
    ]
    assert list(speakers(labels)) == ["pt"]
    assert list(speakers([])) == []


def test_arabic_alone_vanishes_from_a_western_font() -> None:
    assert vanishing_languages("recipient") == {"ar"}


def test_fold_is_stable() -> None:
    texts = [text for language in languages().values() for labels in language.labels.values() for text in labels]
    assert [fold(fold(text)) for text in texts] == [fold(text) for text in texts]
