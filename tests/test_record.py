"""The record: its JSON form, its way back, and its schema."""

from __future__ import annotations

import json
import pickle
from datetime import date

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import badgepdf
from badgepdf import BadgeRecord, YearMonth
from badgepdf.record import (
    Activity,
    Alignment,
    Competency,
    Criteria,
    Evidence,
    Notice,
    Profile,
    Recipient,
    Skill,
    Source,
)

TEXT = st.none() | st.text(max_size=20)
DAY = st.none() | st.dates() | st.builds(YearMonth, st.integers(1, 9999), st.integers(1, 12))
MINUTES = st.none() | st.integers(0, 10**6)
POINT = st.floats(-1000, 1000, allow_nan=False)


def some(kind: type, **parts: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.builds(kind, **parts), max_size=3).map(tuple)


PROFILE = st.builds(Profile, TEXT, TEXT, TEXT, TEXT)
SOURCE = st.builds(
    Source, st.text(), st.text(), st.none() | st.integers(1, 9), st.none() | st.tuples(POINT, POINT, POINT, POINT), TEXT
)
RECORDS = st.builds(
    BadgeRecord,
    file=TEXT,
    name=TEXT,
    recipient=st.builds(Recipient, TEXT, TEXT, TEXT, st.none() | st.booleans(), TEXT),
    issuer=PROFILE,
    creator=st.none() | PROFILE,
    issued_on=DAY,
    expires_on=DAY,
    activity=st.none() | st.builds(Activity, DAY, DAY, TEXT),
    tags=st.lists(st.text()).map(tuple),
    skills=some(Skill, name=st.text(), study_load_minutes=MINUTES),
    esco_competencies=some(Competency, name=TEXT, uri=TEXT, description=TEXT, study_load_minutes=MINUTES),
    alignments=some(Alignment, name=TEXT, url=TEXT, description=TEXT, framework=TEXT),
    criteria=st.builds(Criteria, TEXT, TEXT),
    evidence=some(Evidence, name=TEXT, url=TEXT, description=TEXT, narrative=TEXT),
    sources=st.dictionaries(st.text(), SOURCE, max_size=3),
    warnings=some(Notice, field=st.text(), code=st.text(), message=st.text()),
)
VALIDATOR = jsonschema.Draft202012Validator(badgepdf.json_schema())


@given(RECORDS)
def test_to_json_and_back(record: BadgeRecord) -> None:
    data = json.loads(record.to_json())
    assert data == record.to_dict()
    VALIDATOR.validate(data)
    assert BadgeRecord.from_dict(data) == record
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301


def test_all_keys_are_present_and_absent_is_null_or_empty() -> None:
    data = BadgeRecord().to_dict()
    assert data["recipient"] == {"name": None, "email": None, "identity": None, "hashed": None, "salt": None}
    assert data["issuer"] == {"name": None, "url": None, "email": None, "description": None}
    assert data["criteria"] == {"url": None, "text": None}
    assert [k for k, v in data.items() if v == []] == [
        "tags", "skills", "esco_competencies", "alignments", "evidence", "warnings"
    ]  # fmt: skip
    assert (data["schema_version"], data["platform"], data["sources"]) == (1, "unknown", {})


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(badgepdf.json_schema())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"issued_on": "2024-13"}, r"record\.issued_on: '2024-13'"),
        ({"issued_on": "2024-02-30"}, r"record\.issued_on: '2024-02-30'"),
        ({"issued_on": 20240101}, r"record\.issued_on: 20240101 is no date"),
        ({"name": 7}, r"record\.name: 7 is not of type str"),
        ({"tags": "a"}, r"record\.tags: 'a' is not of type list"),
        ({"recipient": []}, r"record\.recipient: \[\] is not of type object"),
        ({"nmae": "x"}, r"record: unknown keys nmae"),
        ({"skills": [{}]}, r"record\.skills\[0\]: .*name"),
        ({"sources": {"name": {"origin": "x", "rule": "y", "bbox": [1.0]}}}, r"bbox: \[1\.0\] has not 4 items"),
        ({"sources": {1: {}}}, r"record\.sources: .* is not of type object"),
        ({"schema_version": 2}, r"record\.schema_version: 2 is not 1"),
        ({"esco_competencies": [{"name": "x", "study_load_minutes": "90"}]}, r"\[0\]\.study_load_minutes: '90'"),
    ],
)
def test_what_does_not_fit_is_named(data: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        BadgeRecord.from_dict(data)


def test_records_are_frozen_and_hashable() -> None:
    record = BadgeRecord(name="First Aid", issued_on=date(2024, 2, 29))
    with pytest.raises(AttributeError):
        record.name = "Second Aid"  # type: ignore[misc]
    assert hash(record) == hash(BadgeRecord(name="First Aid", issued_on=date(2024, 2, 29)))


def test_a_month_is_a_month() -> None:
    assert str(YearMonth(2024, 2)) == "2024-02"
    with pytest.raises(ValueError, match="month must be in"):
        YearMonth(2024, 13)
