"""What all tests share: the project's own fixtures and their truths."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
PDFS = sorted(FIXTURES.glob("*/*.pdf"))


def name_of(pdf: Path) -> str:
    return f"{pdf.parent.name}/{pdf.stem}"


def truth_of(pdf: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(pdf.with_suffix(".json").read_text(encoding="utf-8"))
    return truth


BADGES = [pdf for pdf in PDFS if truth_of(pdf)["expect"] == "ok"]
REFUSED = [pdf for pdf in PDFS if truth_of(pdf)["expect"] == "error"]


@pytest.fixture
def badge() -> Path:
    """Give a fixture with one badge in French."""
    return FIXTURES / "passport" / "fr.pdf"
