"""What the house promises to those who extend it, and its documents to those who read them."""

from __future__ import annotations

import argparse
import re
import runpy
import shlex
from typing import TYPE_CHECKING, Any

import pytest
from conftest import FIXTURES, ROOT, truth_of
from printed import printed

import badgepdf
from badgepdf.cli import _parser
from badgepdf.document import ENGINES
from badgepdf.exporters import exporters
from badgepdf.extract import analyse
from badgepdf.languages import languages
from badgepdf.layouts import layouts

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md"])


@pytest.mark.parametrize("name", layouts())
def test_a_layout_has_fixtures(name: str) -> None:
    analyses = (analyse(pdf) for pdf in FIXTURES.glob("*/*.pdf") if truth_of(pdf)["expect"] == "ok")
    enough = ((fit for fit in analysis.fits if fit.score >= fit.layout.enough) for analysis in analyses)
    assert name in {fit.layout.name for fits in enough if (fit := next(fits, None))}


@pytest.mark.parametrize("layout", layouts().values(), ids=layouts())
def test_a_layout_marks_no_version_and_can_be_sure(layout: object) -> None:
    from badgepdf.layouts import Layout

    assert isinstance(layout, Layout)
    assert layout.is_fallback or 0 < layout.enough <= sum(mark.weight for mark in layout.marks)
    for mark in layout.marks:
        assert mark.where in {"text", "maker", "label", "phrase", "baked"}
        assert not re.search(r"\d+\\?\.\d+", mark.what), "a version number is no mark"
        re.compile(mark.what)


@pytest.mark.parametrize("name", exporters())
def test_an_exporter_has_a_page(name: str) -> None:
    assert name in (DOCS / "targets" / f"{name}.md").read_text(encoding="utf-8").splitlines()[0]


def test_only_one_room_imports_a_pdf_library() -> None:
    pattern = re.compile(r"^\s*(?:import|from) (?:pypdfium2\w*|pdfplumber|pdfminer|pypdf|zxingcpp)\b", re.MULTILINE)
    package = ROOT / "badgepdf"
    importing = {p.parent.name for p in package.rglob("*.py") if pattern.search(p.read_text(encoding="utf-8"))}
    assert importing == {"document"}


def test_every_command_and_option_is_in_the_documents() -> None:
    page = (DOCS / "command-line.md").read_text(encoding="utf-8")
    (commands,) = (a.choices for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    assert commands
    for name, parser in commands.items():
        assert f"badgepdf {name}" in page
        for action in parser._actions:
            for option in action.option_strings:
                assert option in {"-h", "--help"} or f"`{option}" in page, f"{name} {option}"


def test_every_public_name_and_key_is_in_the_documents() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in badgepdf.__all__ if name not in text] == []
    record = (DOCS / "record.md").read_text(encoding="utf-8")
    assert [key for key in badgepdf.json_schema()["properties"] if f"`{key}`" not in record] == []
    assert [engine for engine in ENGINES if engine not in text] == []
    assert [code for code in languages() if f"`{code}`" not in (DOCS / "adding-a-language.md").read_text("utf-8")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_layout_in_the_guide_works_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (DOCS / "adding-a-platform.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    module: dict[str, Any] = {}
    exec(code, module)  # noqa: S102
    layout = module["LAYOUT"]
    monkeypatch.setattr("badgepdf.layouts.added", lambda *_: {layout.name: layout})
    lines = (("Data Basics", 20), ("Recipient: Ada Lovelace", 12), ("Issued on: 3 March 2024", 12))
    record = badgepdf.extract(printed(*lines, ("https://badges.example.org/a/42", 10)))
    assert (record.platform, record.name, record.recipient.name) == ("example-badges", "Data Basics", "Ada Lovelace")
    assert (str(record.issued_on), record.credential_id, record.language) == ("2024-03-03", "42", "en")
    assert record.warnings == ()


def test_the_page_on_platforms_is_what_the_fixtures_hold() -> None:
    made = runpy.run_path(str(ROOT / "fixtures" / "platforms.py"))["page"]()
    assert (DOCS / "platforms.md").read_text("utf-8") == made, "run: python fixtures/platforms.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_examples_show_real_output(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every ```python block with its ```text block, and every console line that begins with badgepdf, is run.

    The python blocks of one page share their names, as the cells of a notebook do.
    """
    from badgepdf.cli import main

    monkeypatch.chdir(ROOT)
    text = page.read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```\s+```text\n(.*?)```", text, re.DOTALL)
    assert examples or page.name != "README.md"
    names: dict[str, Any] = {}
    for code, output in examples:
        exec(code, names)  # noqa: S102
        assert capsys.readouterr().out == output
    consoles = re.findall(r"```console\n\$ badgepdf (.*?)\n(.*?)```", text, re.DOTALL)
    assert consoles or page.name != "README.md"
    for command, output in consoles:
        assert main(shlex.split(command)) == 0
        shown = capsys.readouterr().out.removeprefix("\ufeff").replace("\r\n", "\n")  # as a page can show it
        assert shown.startswith(output.removesuffix("...\n"))
