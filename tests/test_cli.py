"""The command, as a user types it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BADGES, FIXTURES, name_of

import badgepdf
from badgepdf.cli import main
from badgepdf.exporters import exporters


def run(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "badgepdf", *map(str, arguments)], input=stdin, capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def test_a_file_becomes_json(badge: Path) -> None:
    code, out, err = run("extract", badge)
    assert code == 0
    assert json.loads(out) == [badgepdf.extract(badge).to_dict()]
    assert err.startswith("badgepdf: 1 PDF read, 1 badge")


def test_stdout_is_data_only_and_one_bad_file_stops_nothing(tmp_path: Path, badge: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    shutil.copy(badge, tmp_path / "b.pdf")
    code, out, err = run("extract", tmp_path)
    assert code == 1
    assert [record["file"] for record in json.loads(out)] == [str(tmp_path / "b.pdf")]
    assert err.splitlines()[0] == f"badgepdf: {tmp_path}/a.pdf: the file is empty; download the badge again"
    assert "1 PDF read, 1 badge, 1 failed" in err


def test_fail_fast_keeps_what_was_read(tmp_path: Path, badge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf")]
    shutil.copy(badge, names[0])
    shutil.copy(badge, names[2])
    assert main(["extract", *map(str, names), "--fail-fast"]) == 1
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_standard_input(badge: Path) -> None:
    code, out, _ = run("extract", "-", "--to", "linkedin", "--lang", "fr", stdin=badge.read_bytes())
    assert code == 0
    assert out.startswith("LinkedIn : Licences et certifications\n\nBadge 1 sur 1\n")
    code, out, err = run("extract", "-", stdin=b"hello")
    assert (code, json.loads(out)) == (1, [])
    assert err.startswith("badgepdf: <stdin>: not a PDF (it begins with b'hello')")


def test_output_file(tmp_path: Path, badge: Path) -> None:
    out = tmp_path / "out.json"
    assert run("extract", badge, "-o", out)[:2] == (0, "")
    assert len(json.loads(out.read_text(encoding="utf-8"))) == 1
    assert list(tmp_path.iterdir()) == [out]


def test_output_never_goes_over_an_input_and_is_checked_first(tmp_path: Path, badge: Path) -> None:
    copy = Path(shutil.copy(badge, tmp_path / "badge.pdf"))
    for target, fact in (
        (copy, "is one of the files that are read"),
        (tmp_path, "is a folder"),
        (tmp_path / "missing" / "out.json", "cannot be written"),
    ):
        code, out, err = run("extract", tmp_path, "-o", target)
        assert (code, out) == (1, "")
        assert fact in err
    assert copy.read_bytes() == badge.read_bytes()


def test_images_get_safe_and_unique_names(tmp_path: Path, badge: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        shutil.copy(badge, tmp_path / name / "same.pdf")
    images = tmp_path / "images"
    for _ in range(2):  # a second run changes nothing
        assert run("extract", tmp_path / "a", tmp_path / "b", "--images", images, "-o", tmp_path / "o.json")[0] == 0
        assert len(list(images.iterdir())) == 2
    first, second = sorted(images.iterdir())
    assert [image.stem.startswith("same-") for image in (first, second)] == [True, True]
    assert first.read_bytes() == badgepdf.extract(badge).image


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["extract"], "the following arguments are required"),
        (["extract", "x.pdf", "--jobs", "0"], "'0' is no number from 1 on"),
        (["extract", "x.pdf", "--to", "xml"], "no target named 'xml'; known: csv, html"),
        (["extract", "x.pdf", "--to", "linkedin", "--lang", "tlh"], "no language for linkedin named 'tlh'"),
        (["extract", "x.pdf", "-o", ""], "argument -o/--output: the name is empty"),
        (["extract", "x.pdf", "--images", ""], "argument --images: the name is empty"),
        (["explain"], "the following arguments are required: FILE"),
        (["frobnicate"], "invalid choice"),
    ],
)
def test_what_is_not_understood_is_2(arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_a_missing_file_is_1(tmp_path: Path) -> None:
    for command in ("extract", "explain"):
        code, _, err = run(command, tmp_path / "nope.pdf")
        assert code == 1
        assert "nope.pdf: cannot be read (No such file or directory); check the path" in err


def test_lists() -> None:
    targets = {line.split()[0]: line for line in run("targets")[1].splitlines()}
    assert list(targets) == sorted(exporters())
    assert all(line.endswith("  " + exporters()[name].about) for name, line in targets.items())
    assert [line.split()[0] for line in run("layouts")[1].splitlines()] == [
        "generic",
        "open-badge-passport",
        "openbadges-education",
    ]
    assert "fr  français" in run("languages")[1].splitlines()
    assert run("--version")[1] == f"badgepdf {badgepdf.__version__}\n"


def test_a_closed_pipe_is_no_traceback(badge: Path) -> None:
    command = [sys.executable, "-m", "badgepdf", "extract", str(badge)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device on this system")
def test_a_full_disk_is_one_line(badge: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "badgepdf", "extract", str(badge)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.decode()) == (
        1,
        "badgepdf: the output cannot be written (No space left on device)\n",
    )


def test_a_pipe_and_a_link_are_written_to_and_stay(tmp_path: Path, badge: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    link.symlink_to(real)
    assert run("extract", badge, "-o", link)[0] == 0
    assert link.is_symlink()
    assert json.loads(real.read_text(encoding="utf-8"))
    assert run("extract", badge, "-o", os.devnull)[0] == 0
    assert not Path(os.devnull).is_file()


def test_a_pipe_in_a_folder_hangs_nothing(tmp_path: Path, badge: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    shutil.copy(badge, tmp_path / "z.pdf")
    code, out, err = run("extract", tmp_path)
    assert (code, len(json.loads(out))) == (1, 1)
    assert "pipe.pdf: is a device or a pipe, and no file" in err


def test_output_keeps_its_permissions(tmp_path: Path, badge: Path) -> None:
    out = tmp_path / "private.json"
    out.touch(mode=0o600)
    assert run("extract", badge, "-o", out)[0] == 0
    assert out.stat().st_mode & 0o777 == 0o600


def test_output_is_not_the_file_on_standard_input(tmp_path: Path, badge: Path) -> None:
    copy = Path(shutil.copy(badge, tmp_path / "badge.pdf"))
    command = [sys.executable, "-m", "badgepdf", "extract", "-", "-o", str(copy)]
    with copy.open("rb") as source:
        done = subprocess.run(command, stdin=source, capture_output=True, check=False)
    assert done.returncode == 1
    assert copy.read_bytes() == badge.read_bytes()


def test_an_interrupt_ends_it_at_once(tmp_path: Path, badge: Path) -> None:
    for number in range(4000):
        (tmp_path / f"{number}.pdf").symlink_to(badge)
    command = [
        sys.executable,
        "-m",
        "badgepdf",
        "extract",
        str(tmp_path),
        "--jobs",
        "2",
        "-o",
        str(tmp_path / "o.json"),
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr
        assert process.stderr.read() == b"badgepdf: interrupted\n"
        assert process.wait() == 130
    assert not (tmp_path / "o.json").exists()


def test_paths_that_no_system_takes_are_one_line(tmp_path: Path) -> None:
    code, _, err = run("extract", tmp_path / ("x" * 300), tmp_path / "a.pdf" / "b.pdf")
    assert code == 1
    assert [line.count("cannot be read") for line in err.splitlines()] == [1, 1, 0, 0, 0]


def test_escapes_in_arguments_are_never_printed_raw() -> None:
    code, _, err = run("extract", "x.pdf", "-\x1b[31mx")
    assert code == 2
    assert "\x1b" not in err


def test_a_name_in_another_encoding(tmp_path: Path, badge: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\n.pdf"
    try:
        Path(os.fsdecode(path)).write_bytes(badge.read_bytes())
    except OSError:  # the file system takes UTF-8 names only: nothing to test
        return
    code, out, _ = run("extract", tmp_path)
    assert code == 0
    assert json.loads(out)[0]["file"].endswith(r"/\udcff\n.pdf")


@pytest.mark.parametrize("pdf", BADGES, ids=name_of)
def test_explain_fits_80_columns_and_names_every_field(pdf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(pdf)]) == 0
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= 80
    assert all(line.isprintable() for line in text.splitlines())
    for record in badgepdf.extract_all(pdf):
        for field in record.sources:
            assert f"\n{field.partition('[')[0]}: " in text


def test_explain_says_why_there_is_no_badge() -> None:
    code, out, err = run("explain", FIXTURES / "negative" / "invoice-fr.pdf")
    assert (code, err) == (1, "")
    assert "open-badge-passport does not fit" in out
    assert "NO BADGE: no badge found" in out
    assert "no text layer" in run("explain", FIXTURES / "negative" / "scan-fr.pdf")[1]
