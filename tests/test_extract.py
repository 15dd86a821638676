"""The front door: what comes in, in which form, and what is said when it is no badge."""

from __future__ import annotations

import io
import pickle
from datetime import date
from pathlib import Path

import pytest
from conftest import BADGES, FIXTURES
from printed import printed

import badgepdf
from badgepdf import BadgeNotFound, EncryptedDocument, UnknownName, UnreadableDocument
from badgepdf.document import Source, open_document

BROKEN = {
    "empty": b"",
    "text": b"Not a PDF at all.\n",
    "html": b"<!DOCTYPE html><html><body>%PDF</body></html>",
    "random": bytes((i * 7919) % 251 for i in range(5000)),
    "header only": b"%PDF-1.7\n",
    "no pages": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n",
}


def test_path_bytes_and_file_object_give_the_same_record(badge: Path) -> None:
    data = badge.read_bytes()
    by_path = badgepdf.extract(badge).to_dict()
    assert by_path.pop("file") == str(badge)
    sources: list[Source] = [str(badge), data, bytearray(data), memoryview(data), io.BytesIO(data)]
    with badge.open("rb") as file:
        for source in (*sources, file):
            record = badgepdf.extract(source).to_dict()
            record.pop("file")
            assert record == by_path


def test_a_text_file_object_is_a_programming_error(badge: Path) -> None:
    with badge.open(encoding="latin-1") as file, pytest.raises(TypeError, match="mode 'rb'"):
        badgepdf.extract(file)  # type: ignore[arg-type]


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_broken_files(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(data)
    for engine in (None, "pdfium", "pdfplumber"):
        with pytest.raises(UnreadableDocument) as caught:
            badgepdf.extract(path, engine=engine)
        assert not isinstance(caught.value, EncryptedDocument)
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_truncated_files(badge: Path, part: float) -> None:
    data = badge.read_bytes()
    with pytest.raises(UnreadableDocument, match=r"broken PDF.*cut short"):
        badgepdf.extract(data[: int(len(data) * part)])


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.pdf", tmp_path / "nul\0.pdf"):
        with pytest.raises(UnreadableDocument, match="cannot be read"):
            badgepdf.extract(path)


def test_a_file_without_permission(badge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")  # as root, CI may read everything

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableDocument, match=r"Permission denied.*who may read it"):
        badgepdf.extract(badge)


def test_a_name_with_escapes_is_never_printed_raw(tmp_path: Path) -> None:
    path = tmp_path / "evil\n\x1b[31m\u202ename.pdf"
    path.write_bytes(b"no PDF")
    with pytest.raises(UnreadableDocument) as caught:
        badgepdf.extract(path)
    assert r"evil\n\x1b[31m\u202ename.pdf" in str(caught.value)
    assert str(caught.value).isprintable()


def test_what_is_no_source_is_a_programming_error() -> None:
    with pytest.raises(TypeError, match="not NoneType"):
        badgepdf.extract(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="extract_all reads one"):
        badgepdf.extract_files("badge.pdf")


def test_a_layout_is_forced(badge: Path) -> None:
    record = badgepdf.extract(badge, layout="generic")
    assert record.platform == "unknown"
    assert {source.origin for source in badgepdf.extract(badge).sources.values()} == {"printed", "link"}


def test_a_language_is_forced() -> None:
    """A day that has two meanings has one in the language that the caller names."""
    lines = ("Digital badge", "Recipient: Ann Lee", "Issuer: Lee College", "Date: 03/04/2024", "Issued on: 03/04/2024")
    pdf = printed(("Knots and splices", 22), *((line, 11) for line in lines))
    assert badgepdf.extract(pdf).issued_on is None
    assert badgepdf.extract(pdf, language="fr").issued_on == date(2024, 4, 3)
    assert badgepdf.extract(pdf, language="fr").language == "fr"


def test_a_layout_or_language_that_is_not_there(badge: Path) -> None:
    for call in (badgepdf.extract, badgepdf.extract_all):
        with pytest.raises(UnknownName, match=r"no layout named 'nope'; known: .*generic"):
            call(badge, layout="nope")
        with pytest.raises(UnknownName, match=r"no language named 'xx'; known: .*fr"):
            call(badge, language="xx")
    with pytest.raises(UnknownName, match="no layout named 'nope'"):
        badgepdf.extract_folder(badge.parent, layout="nope")
    with pytest.raises(UnknownName, match="no language named 'xx'"):
        badgepdf.extract_folder(badge.parent, language="xx")


def test_unknown_engine(badge: Path) -> None:
    with pytest.raises(UnknownName, match=r"no engine named 'mupdf'; known: pdfium, pdfplumber"):
        badgepdf.extract(badge, engine="mupdf")


def test_errors_survive_a_trip_between_processes() -> None:
    for error in (
        UnreadableDocument("a.pdf", "broken", "again"),
        BadgeNotFound("a.pdf", "none", "look", no_text_layer=True),
        UnknownName("target", "xml", ("json",)),
    ):
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301
        assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


def test_several_badges_are_said() -> None:
    path = FIXTURES / "passport" / "blocks.pdf"
    records = badgepdf.extract_all(path)
    first = badgepdf.extract(path)
    assert len(records) > 1
    assert first.name == records[0].name
    assert [w.code for w in first.warnings if w not in records[0].warnings] == ["several_badges"]


def test_where_pdfium_refuses_pdfplumber_is_asked(badge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from badgepdf import document
    from badgepdf.document.reading import Refused

    def refuse(_data: bytes) -> None:
        raise Refused("pdfium: test")

    monkeypatch.setitem(document.ENGINES, "pdfium", refuse)
    assert open_document(badge).engine == "pdfplumber"
    assert badgepdf.extract(badge).name == badgepdf.extract(badge, engine="pdfplumber").name
    with pytest.raises(UnreadableDocument, match="pdfium: test"):
        badgepdf.extract(badge, engine="pdfium")


def test_the_picture_needs_the_file_as_it_was(tmp_path: Path, badge: Path) -> None:
    path = tmp_path / "badge.pdf"
    path.write_bytes(badge.read_bytes())
    record = badgepdf.extract(path)
    assert record.image == badgepdf.extract(badge.read_bytes()).image
    path.write_bytes(badge.read_bytes() + b"\n")
    with pytest.raises(UnreadableDocument, match="has changed"):
        _ = record.image
    path.unlink()
    with pytest.raises(UnreadableDocument, match="No such file"):
        _ = record.image


@pytest.mark.parametrize("pdf", BADGES, ids=lambda p: p.stem)
def test_metadata_is_read_when_asked_for(pdf: Path) -> None:
    document = open_document(pdf)
    assert document.metadata.problem is None
    assert document.metadata.info.get("Producer", "") == document.producer


def test_nothing_is_imported_early() -> None:
    """Reading with pdfium imports none of the heavy libraries that only other calls need."""
    import subprocess
    import sys

    code = (
        "import sys, badgepdf; badgepdf.extract(sys.argv[1]);"
        "print(*{'pdfplumber', 'pypdf', 'dateutil', 'PIL', 'zxingcpp', 'pebble'} & set(sys.modules))"
    )
    run = [sys.executable, "-c", code, str(FIXTURES / "passport" / "fr.pdf")]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip() == ""
