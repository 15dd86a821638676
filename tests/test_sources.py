"""What the user names, and the PDFs it stands for, however broken or hostile the archives and mails are."""

from __future__ import annotations

import builtins
import functools
import http.server
import io
import mailbox
import os
import threading
import tracemalloc
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgepdf import UnreadableDocument
from badgepdf.errors import BadgePDFError
from badgepdf.sources import Item, containers, fetch, find_sources, items_of, parts_of, remote
from badgepdf.sources.remote import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PDF = b"%PDF-1.7 made up"


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def mail(*attached: tuple[str, str, bytes]) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Your badge"
    message.set_content("From now on, it is yours.\n\nFrom us")
    for name, kind, data in attached:
        message.add_attachment(data, *kind.split("/"), filename=name)
    return message


def mailed(*attached: tuple[str, str, bytes]) -> bytes:
    return mail(*attached).as_bytes()


def told(found: Iterable[Item | BadgePDFError]) -> list[str]:
    """Give the names of the PDFs, and what the errors say, which are all of the one kind."""
    found = list(found)
    assert {type(item) for item in found} <= {Item, UnreadableDocument}
    return [item.name if isinstance(item, Item) else str(item) for item in found]


def test_arguments_stand_for_files_in_the_order_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("in/b.PDF", "in/a.zip", "in/sub/c.eml", "in/sub/._c.pdf", "in/__MACOSX/d.pdf", "in/notes.txt", "x[1].pdf")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(PDF)
    found = [os.path.join("in", *path) for path in (["a.zip"], ["b.PDF"], ["sub", "c.eml"])]  # noqa: PTH118
    assert find_sources(["-", "x[1].pdf", "in", "missing.pdf"]) == ["-", "x[1].pdf", *found, "missing.pdf"]
    assert find_sources(["in/**/*.[pe]*"]) == [os.path.join("in", "__MACOSX", "d.pdf"), found[2]]  # noqa: PTH118
    assert find_sources(["i?"]) == found


def test_what_holds_nothing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no PDF")
    empty, pattern, odd = find_sources([str(tmp_path), str(tmp_path / "*.pdf"), "a\0/*"])
    assert "no PDF in this folder" in str(empty)
    assert "nothing matches this pattern" in str(pattern)
    assert isinstance(odd, UnreadableDocument)


def test_a_folder_that_cannot_be_listed_is_an_error_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b").mkdir()
    for name in ("a.pdf", "c.pdf"):
        (tmp_path / name).write_bytes(PDF)
    scandir = os.scandir

    def refuse(path: str) -> object:  # as root, CI may list everything
        if path.endswith("b"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    first, error, last = find_sources([str(tmp_path)])
    assert (first, last) == (str(tmp_path / "a.pdf"), str(tmp_path / "c.pdf"))
    assert "the folder cannot be listed (Permission denied)" in str(error)
    assert "cannot be listed" in str(*find_sources([str(tmp_path / "b")]))


def test_a_file_is_what_it_begins_with(tmp_path: Path) -> None:
    for name, data in {"a.pdf": zipped(("in.pdf", PDF)), "b.zip": PDF, "c.eml": mailed(("m.pdf", "a/b", PDF))}.items():
        (tmp_path / name).write_bytes(data)
    a, b, c, missing = (str(tmp_path / name) for name in ("a.pdf", "b.zip", "c.eml", "missing.zip"))
    assert list(items_of(a)) == [Item(f"{a}!in.pdf", PDF)]
    assert list(items_of(b)) == [Item(b)]
    assert list(items_of(c)) == [Item(f"{c}!m.pdf", PDF)]
    assert [list(items_of(path)) for path in (missing, "a\0", str(tmp_path))] == [
        [Item(missing)],
        [Item("a\0")],
        [Item(str(tmp_path))],
    ]
    assert (fetch(Item(b)), fetch(Item("x", PDF))) == (b, PDF)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    assert told(items_of(str(tmp_path / "a.pdf"))) == [str(tmp_path / "a.pdf")]


def test_standard_input_is_told_by_how_it_begins() -> None:
    assert list(parts_of("-", PDF)) == [Item("-", PDF)]
    assert told(parts_of("-", zipped(("a.pdf", PDF)))) == ["-!a.pdf"]
    assert told(parts_of("-", mailed(("a.pdf", "application/pdf", PDF)))) == ["-!a.pdf"]
    assert list(parts_of("-", b"X: made\n%PDF-1.4")) == [Item("-", b"X: made\n%PDF-1.4")]


def test_archives_and_mails_inside_one_another() -> None:
    inner = mailed(("b.ZIP", "application/octet-stream", zipped(("c.pdf", PDF))))
    data = zipped(("2024/a.pdf", PDF), ("m.eml", inner), ("__MACOSX/x.pdf", PDF), ("d/._y.pdf", PDF), ("n.txt", b""))
    assert told(parts_of("x", data)) == ["x!2024/a.pdf", "x!m.eml!b.ZIP!c.pdf"]
    forwarding = mail()
    forwarding.add_attachment(mail(("é.pdf", "application/octet-stream", PDF), ("", "application/pdf", PDF)))
    assert told(parts_of("m.eml", forwarding.as_bytes())) == ["m.eml!3!é.pdf", "m.eml!3!4"]


def test_names_are_kept_and_made_safe() -> None:
    assert told(parts_of("x", zipped(("../../etc/a\x1b[31m.pdf", PDF)))) == [r"x!../../etc/a\x1b[31m.pdf"]
    raw = mailed(("NAME.pdf", "application/pdf", PDF))
    for written, name in (
        (b"=?utf-8?q?caf=C3=A9.pdf?=", "café.pdf"),
        ("café.pdf".encode(), "café.pdf"),
        (b"=?none?q?a?=.pdf", "=?none?q?a?=.pdf"),
    ):
        assert told(parts_of("m.eml", raw.replace(b"NAME.pdf", written))) == [f"m.eml!{name}"]


def test_a_forwarded_mail_that_was_encoded() -> None:
    inner = EmailMessage()
    inner.set_content(mailed(("a.pdf", "application/pdf", PDF)), "application", "octet-stream")
    raw = inner.as_bytes().replace(b"application/octet-stream", b"message/rfc822")
    assert told(parts_of("m.eml", raw)) == ["m.eml!1.eml!a.pdf"]


def test_a_mail_folder_is_read_mail_by_mail_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "Inbox"
    box = mailbox.mbox(path)
    for message in (mail(), mail(("a.pdf", "application/pdf", PDF)), mail(("b.pdf", "application/pdf", PDF))):
        box.add(message)
    box.close()
    path.write_bytes(path.read_bytes().replace(b">From", b"From"))  # as programs do that rely on the date
    before = path.read_bytes(), sorted(tmp_path.iterdir())
    assert told(items_of(str(path))) == [f"{path}!2!a.pdf", f"{path}!3!b.pdf"]
    assert (path.read_bytes(), sorted(tmp_path.iterdir())) == before


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [("a.zip", zipped(), "archive"), ("a.eml", mailed(), "mail"), ("a.mbox", b"", "mail folder")],
)
def test_without_a_pdf_there_is_an_error(name: str, data: bytes, what: str) -> None:
    assert told(parts_of(name, data)) == [f"{name}: there is no PDF in this {what}; name one that holds PDFs"]


def test_a_broken_member_costs_only_itself() -> None:
    stored = zipped(("a.pdf", PDF + b"1"), ("b.pdf", PDF + b"2"), method=zipfile.ZIP_STORED)
    broken, good = told(parts_of("x", stored.replace(PDF + b"1", PDF + b"0")))
    assert "x!a.pdf: cannot be read (Bad CRC-32" in broken
    assert good == "x!b.pdf"
    entry = stored.index(b"PK\x01\x02")
    locked = stored[: entry + 8] + b"\x01" + stored[entry + 9 :]
    assert "x!a.pdf: is locked with a password" in told(parts_of("x", locked))[0]
    assert told(parts_of("x", locked))[1:] == ["x!b.pdf"]
    unusual = zipped(("a.pdf", PDF), method=zipfile.ZIP_LZMA)
    assert "unusual way (method 14)" in told(parts_of("x", unusual))[0]


def test_what_is_cut_short_is_said() -> None:
    archive = zipped(("a.pdf", PDF), ("b.pdf", PDF))
    assert "x: cannot be read" in told(parts_of("x", archive[:-30]))[0]
    whole = mailed(("a.pdf", "application/pdf", PDF * 50), ("b.pdf", "application/pdf", PDF * 50))
    first, *errors = told(parts_of("m.eml", whole[: whole.rindex(b"JVBERi")]))
    assert first == "m.eml!a.pdf"
    assert any("cut short" in error for error in errors)
    broken = told(parts_of("m.eml", whole.replace(b"JVBERi", b"JVB?Ri", 1)))
    assert "m.eml!a.pdf: cannot be read" in broken[0]
    assert broken[1:] == ["m.eml!b.pdf"]


def test_limits_are_said_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "LARGEST_MEMBER", 1000)
    data = zipped(("big.pdf", PDF + bytes(1000)), ("a.pdf", PDF), ("b.pdf", PDF), ("c.pdf", PDF))
    big, *others = told(parts_of("x", data))
    assert "x!big.pdf: this file, unpacked, is larger than" in big
    assert others == ["x!a.pdf", "x!b.pdf", "x!c.pdf"]
    monkeypatch.setattr(containers, "MOST_MEMBERS", 3)
    assert "x!c.pdf: 3 files were taken out already" in told(parts_of("x", data))[-1]
    monkeypatch.setattr(containers, "MOST_BYTES", 2 * len(PDF) - 1)
    assert "x!b.pdf: what is in it comes to more than" in told(parts_of("x", data))[-1]
    nested = told(parts_of("x", zipped(("n.zip", data), ("z.pdf", PDF))))
    assert nested[-1] != "x!z.pdf"  # one allowance for all
    monkeypatch.setattr(containers, "LARGEST_DIRECTORY", 100)
    assert "list of members takes more than" in told(parts_of("x", data))[0]


def test_a_mail_that_is_too_large_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "LARGEST_MAIL", 2000)
    mails = [mailed((name, "application/pdf", data)) for name, data in (("a.pdf", PDF * 200), ("b.pdf", PDF))]
    box = b"".join(b"From - Mon Nov 24 03:24:29 2026\n" + data + b"\n" for data in mails)
    large, good = told(parts_of("x", box))
    assert "x!1: the mail is larger than" in large
    assert good == "x!2!b.pdf"


def test_a_mail_has_its_own_allowance_in_a_folder_that_was_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MOST_MEMBERS", 1)
    two = mailed(("a.pdf", "application/pdf", PDF), ("b.pdf", "application/pdf", PDF))
    found = told(parts_of("x", (b"From - Mon Nov 24 03:24:29 2026\n" + two + b"\n") * 2))
    assert [line.partition(":")[0] for line in found] == ["x!1!a.pdf", "x!1!b.pdf", "x!2!a.pdf", "x!2!b.pdf"]


def test_too_deep_is_said() -> None:
    data = zipped(("a.pdf", PDF))
    for number in range(containers.DEEPEST):
        data = zipped((f"{number}.zip", data), ("b.pdf", PDF))
    deep, *rest = told(parts_of("x", data))
    assert "more than 4 deep" in deep
    assert rest == ["x!3.zip!2.zip!1.zip!b.pdf", "x!3.zip!2.zip!b.pdf", "x!3.zip!b.pdf", "x!b.pdf"]
    forwarded = mail(("a.pdf", "application/pdf", PDF))
    for _ in range(containers.DEEPEST):
        outer = mail()
        outer.add_attachment(forwarded)
        forwarded = outer
    assert "more than 4 deep" in told(parts_of("m.eml", forwarded.as_bytes()))[0]


def test_parts_nested_a_thousandfold() -> None:
    layers = (f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(3000))
    (error,) = set(told(parts_of("m.eml", "".join(layers).encode())))
    assert "m.eml: cannot be read (maximum recursion depth" in error
    forwards = b"Content-Type: message/rfc822\n\n" * 3000
    assert all("m.eml" in line for line in told(parts_of("m.eml", forwards)))


def test_a_bomb_takes_no_more_memory_than_one_member_may(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(("a.pdf", bytes(200 * 2**20)), ("b.pdf", PDF))
    monkeypatch.setattr(containers, "LARGEST_MEMBER", 4 * 2**20)
    tracemalloc.start()
    try:
        found = told(parts_of("x", bomb))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found[1] == "x!b.pdf"
    assert peak < 20 * 2**20


def test_members_come_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zipped(*((f"{n}.pdf", PDF + bytes(2**20)) for n in range(40))))
    tracemalloc.start()
    try:
        assert sum(isinstance(item, Item) for item in items_of(str(path))) == 40
        assert tracemalloc.get_traced_memory()[1] < 12 * 2**20
    finally:
        tracemalloc.stop()


MADE = (
    zipped(("a.pdf", PDF * 9), ("b/c.zip", zipped(("d.pdf", PDF)))),
    mailed(("a.pdf", "application/pdf", PDF * 9), ("z.zip", "application/zip", zipped(("d.pdf", PDF)))),
    b"From - Mon Nov 24 03:24:29 2026\n" + mailed(("é.pdf", "application/pdf", PDF)),
)


@settings(max_examples=300)
@given(
    whole=st.sampled_from(MADE),
    changes=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 9), st.binary(max_size=9)), max_size=6),
    end=st.integers(0, 2000),
)
def test_nothing_is_raised_whatever_is_in_it(whole: bytes, changes: list[tuple[int, int, bytes]], end: int) -> None:
    data = whole[: max(end, 8)]
    for place, length, put in changes:
        at = place % (len(data) or 1)
        data = data[:at] + put + data[at + length :]
    for name in ("x.zip", "x.eml", "x.mbox"):
        assert told(parts_of(name, data))


class _Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/private/") and self.headers["Authorization"] != "Basic YWRhOnNlY3JldA==":
            self.send_error(401)
        else:
            super().do_GET()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """Serve a folder of PDFs and archives on this computer."""
    for name in ("a.pdf", "sub/b.pdf", "notes.txt", "private/c.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(PDF)
    (tmp_path / "x.zip").write_bytes(zipped(("d.pdf", PDF)))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_addresses_of_the_web(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_sources([f"{site}/a.pdf?x=[1]"]) == [f"{site}/a.pdf?x=[1]"]
    (item,) = items_of(f"{site}/a.pdf")
    assert item == Item(f"{site}/a.pdf")
    assert fetch(item) == PDF
    assert list(items_of(f"{site}/x.zip")) == [Item(f"{site}/x.zip!d.pdf", PDF)]
    assert find_sources([f"{site}/*.pdf"]) == [f"{site}/a.pdf"]
    assert find_sources([f"{site}/sub/"]) == [f"{site}/sub/b.pdf"]
    assert "nothing matches" in str(*find_sources([f"{site}/*.eml"]))
    assert "cannot be read" in str(*find_sources([f"{site}/missing/"]))
    with pytest.raises(UnreadableDocument, match="cannot be read") as caught:
        fetch(Item(f"{site}/missing.pdf"))
    assert isinstance(caught.value.__cause__, FileNotFoundError)
    monkeypatch.setattr(remote, "LARGEST_FETCHED", 5)
    with pytest.raises(UnreadableDocument, match="what is there is larger than"):
        fetch(Item(f"{site}/a.pdf"))


def test_a_password_is_used_and_never_shown(site: str) -> None:
    address = site.replace("://", "://ada:secret@") + "/private/"
    assert find_sources([address]) == [f"{address}c.pdf"]
    assert list(items_of(f"{address}c.pdf")) == [Item(f"{site}/private/c.pdf", PDF)]
    wrong = address.replace("ada:secret", "ada:s%65kret")
    for error in (*items_of(f"{wrong}c.pdf"), *find_sources([wrong]), *items_of("nowhere://ada:sekret@host/a")):
        assert isinstance(error, UnreadableDocument)
        assert not any(secret in str(error) for secret in ("ada", "s%65kret", "sekret"))
        assert error.__cause__ is None
    assert shown("abfs://box@account.dfs.core.windows.net/a.pdf") == "abfs://box@account.dfs.core.windows.net/a.pdf"


def test_addresses_of_other_storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.pdf", "sub/a.pdf", "n.txt"):
        (tmp_path / name).write_bytes(PDF)
    address = tmp_path.as_uri()
    assert find_sources([address]) == [f"{address}/b.pdf", f"{address}/sub/a.pdf"]
    assert find_sources([f"{address}/**/?.pdf"]) == [f"{address}/b.pdf", f"{address}/sub/a.pdf"]
    assert fetch(Item(f"{address}/b.pdf")) == PDF
    (tmp_path / "b.pdf").unlink()
    (tmp_path / "sub" / "a.pdf").unlink()
    assert "no PDF in this folder" in str(*find_sources([address]))
    monkeypatch.setattr(remote, "MOST_LISTED", 1)
    assert "more than 1 files" in str(*find_sources([address]))


def test_without_fsspec_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def refuse(name: str, *rest: Any) -> object:
        if name.startswith("fsspec"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UnreadableDocument, match=r"pip install 'badgepdf\[remote\]'"):
        fetch(Item("https://badges.example.org/a.pdf"))
