"""Every fixture against its truth, field by field: the test's name is the bug report."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from conftest import BADGES, PDFS, REFUSED, name_of, truth_of

import badgepdf

if TYPE_CHECKING:
    from pathlib import Path

ENGINES = ("pdfium", "pdfplumber")
LEVELLED = {**dict.fromkeys(map(ord, "•\ufffd"), "*"), 0xA0: " "}


@cache
def records(pdf: Path, engine: str) -> list[dict[str, Any]]:
    return [record.to_dict() for record in badgepdf.extract_all(pdf, engine=engine)]


def fields(truth: dict[str, Any]) -> list[str]:
    """Give the paths of all fields of a truth, the parts of objects apart."""
    found = []
    for key, value in truth.items():
        found += [f"{key}.{part}" for part in value] if isinstance(value, dict) else [key]
    return found


def value_at(record: dict[str, Any], path: str) -> Any:
    value: Any = record
    for key in path.split("."):
        value = value[key] if value is not None else None
    return value


def comparable(value: Any) -> Any:
    """Objects are compared by what they state; bullets, in which engines differ, and no-break spaces are levelled."""
    if isinstance(value, str):
        return value.translate(LEVELLED)
    if isinstance(value, list):
        return [comparable(v) for v in value]
    if isinstance(value, dict):
        return {k: comparable(v) for k, v in value.items() if v is not None}
    return value


CASES = [
    pytest.param(pdf, index, field, id=f"{name_of(pdf)}[{index}]@{field}")
    for pdf in BADGES
    for index, truth in enumerate(truth_of(pdf)["records"])
    for field in fields(truth)
]


@pytest.mark.parametrize(("pdf", "index", "field"), CASES)
def test_field(pdf: Path, index: int, field: str) -> None:
    truth = truth_of(pdf)["records"][index]
    expected, found = value_at(truth, field), value_at(records(pdf, "pdfium")[index], field)
    if field == "tags":  # printed with blanks between
        expected, found = " ".join(expected), " ".join(found)
    assert comparable(found) == comparable(expected)


@pytest.mark.parametrize("pdf", BADGES, ids=name_of)
def test_number_of_records(pdf: Path) -> None:
    assert len(records(pdf, "pdfium")) == len(truth_of(pdf)["records"])


@pytest.mark.parametrize("pdf", BADGES, ids=name_of)
def test_both_engines_lead_to_the_same_record(pdf: Path) -> None:
    by_pdfium, by_plumber = (
        [comparable({k: v for k, v in r.items() if k != "sources"}) for r in records(pdf, engine)] for engine in ENGINES
    )
    assert by_pdfium == by_plumber


@pytest.mark.parametrize("pdf", BADGES, ids=name_of)
def test_both_engines_name_the_same_sources(pdf: Path) -> None:
    for one, other in zip(*(records(pdf, engine) for engine in ENGINES), strict=True):
        assert one["sources"].keys() == other["sources"].keys()
        for field, source in one["sources"].items():
            same = other["sources"][field]
            assert (source["origin"], source["page"]) == (same["origin"], same["page"])
            assert source["bbox"] == pytest.approx(same["bbox"], abs=6), field


@pytest.mark.parametrize("pdf", BADGES, ids=name_of)
def test_every_value_says_where_it_was_read(pdf: Path) -> None:
    for record in records(pdf, "pdfium"):
        derived = ("schema_version", "file", "language", "platform", "open_badges_version", "sources", "warnings")
        for field in fields({key: value for key, value in record.items() if key not in derived}):
            value = value_at(record, field)
            if isinstance(value, list):
                assert all(f"{field}[{i}]" in record["sources"] for i in range(len(value)))
            elif value is not None:
                assert field in record["sources"]


@pytest.mark.parametrize("pdf", [pdf for pdf in BADGES if "warnings" in truth_of(pdf)], ids=name_of)
def test_warnings(pdf: Path) -> None:
    codes = {warning["code"] for record in records(pdf, "pdfium") for warning in record["warnings"]}
    assert sorted(codes) == sorted(truth_of(pdf)["warnings"])


@pytest.mark.parametrize("pdf", BADGES, ids=name_of)
def test_picture(pdf: Path) -> None:
    import io

    from PIL import Image

    expected = truth_of(pdf)["image"]
    for record in badgepdf.extract_all(pdf):
        picture = record.image
        assert (picture is None) == (expected is None)
        if picture is not None:
            with Image.open(io.BytesIO(picture)) as image:
                assert image.format == "PNG"
                assert image.size == (expected["width"], expected["height"])
                assert image.mode == "RGBA"
                assert image.getchannel("A").getextrema()[0] == 0, "the mask is not applied"


@pytest.mark.parametrize("engine", [None, *ENGINES])
@pytest.mark.parametrize("pdf", REFUSED, ids=name_of)
def test_refusal(pdf: Path, engine: str | None) -> None:
    truth = truth_of(pdf)
    with pytest.raises(badgepdf.BadgePDFError) as caught:
        badgepdf.extract_all(pdf, engine=engine)
    assert type(caught.value).__name__ == truth["error"]
    assert getattr(caught.value, "no_text_layer", False) == truth["no_text_layer"]
    assert str(pdf) in str(caught.value)


def test_every_fixture_has_its_truth() -> None:
    assert [pdf for pdf in PDFS if not pdf.with_suffix(".json").exists()] == []
