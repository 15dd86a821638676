"""What all tests share: the project's own fixtures and their truths."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import badgepdf
from badgepdf import BadgeRecord

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
PDFS = sorted(FIXTURES.glob("*/*.pdf"))


# A busy machine draws examples slowly, which says nothing about the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _interrupts() -> Iterator[None]:
    """Let an interrupt do afterwards what it did before: the command, once interrupted, lets no other through."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def name_of(pdf: Path) -> str:
    return f"{pdf.parent.name}/{pdf.stem}"


def truth_of(pdf: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(pdf.with_suffix(".json").read_text(encoding="utf-8"))
    return truth


BADGES = [pdf for pdf in PDFS if truth_of(pdf)["expect"] == "ok"]
REFUSED = [pdf for pdf in PDFS if truth_of(pdf)["expect"] == "error"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--folder", action="append", default=[], type=Path, help="a folder of badges to test with, too")
    parser.addoption("--fuzz", default=300, type=int, help="how many broken PDFs to try")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "badges_of_folder" in metafunc.fixturenames:
        given = [folder.resolve(strict=True) for folder in metafunc.config.getoption("--folder")]
        folders = sorted({pdf.parent for pdf in BADGES}) + given
        metafunc.parametrize("badges_of_folder", folders, indirect=True, ids=lambda folder: folder.name)


@pytest.fixture
def badges_of_folder(request: pytest.FixtureRequest) -> list[BadgeRecord]:
    """Give the records of all badges of a folder: each of the fixtures', and those that --folder names."""
    return list(_records_in(request.param))


@cache
def _records_in(folder: Path) -> tuple[BadgeRecord, ...]:
    return tuple(record for result in badgepdf.extract_folder(folder) for record in result.records)


@pytest.fixture
def badge() -> Path:
    """Give a fixture with one badge in French."""
    return FIXTURES / "passport" / "fr.pdf"
