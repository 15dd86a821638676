"""Layouts and exporters of other packages."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import badgepdf
from badgepdf import BadgeRecord, PluginError, UnknownName, export, plugins
from badgepdf.cli import main
from badgepdf.exporters import Exporter
from badgepdf.layouts import Layout
from badgepdf.layouts.generic import LAYOUT as GENERIC

NAMES = Exporter("names", "names only", lambda records, _lang: "".join(f"{r.name}\n" for r in records))
ODD = Layout("odd", "no badge fits it", (), 1, GENERIC.blocks, GENERIC.rules)


@pytest.fixture(autouse=True)
def announced(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[EntryPoint]]]:
    points: dict[str, list[EntryPoint]] = {}
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points.get(group, []))
    plugins.added.cache_clear()
    yield points
    plugins.added.cache_clear()


def point(name: str, value: object) -> EntryPoint:
    """Give an entry point that leads to a value, or to what a text names."""
    if isinstance(value, str):
        return EntryPoint(name, value, "tests")
    found = EntryPoint(name, "tests:value", "tests")
    vars(found)["load"] = lambda: value
    return found


def test_an_exporter_of_another_package_is_a_target(
    announced: dict[str, list[EntryPoint]], capsys: pytest.CaptureFixture[str]
) -> None:
    announced["badgepdf.exporters"] = [point("names", NAMES)]
    assert export([BadgeRecord(name="First Aid")], "names") == "First Aid\n"
    assert main(["targets"]) == 0
    assert "\nnames          names only\n" in capsys.readouterr().out


def test_a_layout_of_another_package_can_be_asked_for(
    announced: dict[str, list[EntryPoint]], badge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    announced["badgepdf.layouts"] = [point("odd", ODD)]
    assert badgepdf.extract(badge, layout="odd").credential_url
    assert main(["layouts"]) == 0
    assert "no badge fits it" in capsys.readouterr().out
    with pytest.raises(UnknownName, match=r"known: generic, .*odd"):
        badgepdf.extract(badge, layout="even")


def test_a_name_of_this_package_stays_its_own(announced: dict[str, list[EntryPoint]]) -> None:
    announced["badgepdf.exporters"] = [point("json", "badgepdf.exporters.linkedin:EXPORTER")]
    assert export([], "json") == "[]\n"


@pytest.mark.parametrize(
    ("name", "value", "fact"),
    [
        ("gone", "no_such_module:X", "cannot be loaded"),
        ("list", "builtins:list", "is no Exporter"),
        ("other", NAMES, "has another name"),
    ],
)
def test_what_cannot_be_used_is_said(
    announced: dict[str, list[EntryPoint]], name: str, value: object, fact: str
) -> None:
    announced["badgepdf.exporters"] = [point(name, value)]
    with pytest.raises(PluginError, match=fact):
        export([], name)
