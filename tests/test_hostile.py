"""Files that are broken, or made to do harm: a record or an error of ours, within the limits, and nothing else."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from conftest import FIXTURES, PDFS
from hostile import bomb, form_that_draws_itself, pdf
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import badgepdf
from badgepdf import BadgePDFError, ExtractionTimeout, UnreadableDocument
from badgepdf.batch import BatchResult, read_item
from badgepdf.cli import main
from badgepdf.extract import How
from badgepdf.sources import Item
from badgepdf.workers import Limits, alone

LIMITS = Limits(timeout=10, memory=512)
DEEP = b"[" * 100_000 + b"]" * 100_000
HOSTILE = {
    "form": form_that_draws_itself(),
    "bomb": bomb(700),
    "deep arrays": pdf(b"", b"/Font " + DEEP),
    "deep content": pdf(DEEP + b" TJ"),
    "endless length": pdf(b"BT ET", keys=b" /Length 4 0 R"),
    "many pages": pdf(b"BT ET").replace(b"[3 0 R]/Count 1", b"[" + b"3 0 R " * 20_000 + b"]/Count 20000"),
    "page of itself": pdf(b"BT ET").replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
    "huge page": pdf(b"BT ET").replace(b"[0 0 595 842]", b"[0 0 1e38 1e38]"),
    "no page": pdf(b"BT ET").replace(b"/Kids[3 0 R]/Count 1", b"/Kids[]/Count 0"),
    "huge numbers": pdf(b"BT /F 1e308 Tf 1e308 1e308 Td (x) Tj ET", b"/Font<</F<</Subtype/Type1/BaseFont/Courier>>>>"),
    "nothing": b"",
    "a web page": b"<html>",
    "only a head": b"%PDF-1.7\n",
    "zeros": b"%PDF-1.7\n" + bytes(1_000_000),
}


def read(data: bytes) -> BatchResult:
    try:
        return alone(partial(read_item, how=How(), limits=LIMITS), Item("x.pdf", data), LIMITS)
    except Exception as error:  # noqa: BLE001 - as a batch does
        return BatchResult("x.pdf", error=badgepdf.workers.error_of("x.pdf", error, LIMITS))


def check(result: BatchResult) -> None:
    assert bool(result.records) != bool(result.error)
    if result.error:
        assert isinstance(result.error, BadgePDFError)
        assert "defect of badgepdf" not in str(result.error)
    for record in result.records:
        assert badgepdf.BadgeRecord.from_dict(record.to_dict()) == record


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_cost_an_error_and_no_more(name: str) -> None:
    started = time.monotonic()
    result = read(HOSTILE[name])
    check(result)
    assert result.error
    assert time.monotonic() - started < 4 * 10  # the limit, and a machine that has more to do


def test_a_batch_gives_each_its_result_and_a_badge_stays_a_badge(tmp_path: Path, badge: Path) -> None:
    for number, data in enumerate(HOSTILE.values()):
        (tmp_path / f"{number:02}.pdf").write_bytes(data)
        (tmp_path / f"{number:02}-badge.pdf").write_bytes(badge.read_bytes())
    results = list(badgepdf.extract_folder(tmp_path, jobs=2, timeout=10, memory=512))
    assert [result.path for result in results] == sorted(str(path) for path in tmp_path.iterdir())
    for result in results:
        check(result)
        assert bool(result.records) == result.path.endswith("badge.pdf")


def test_a_single_call_has_limits_if_asked_for_one(badge: Path) -> None:
    data = badge.read_bytes()
    for source in (badge, data, bytearray(data), io.BytesIO(data)):
        record = badgepdf.extract(source, timeout=60)
        assert record == badgepdf.extract(badge if source is badge else data)
        assert record.image
    with pytest.raises(
        ExtractionTimeout, match=r"<bytes>: reading it takes longer than 0\.01 s; download the badge again"
    ):
        badgepdf.extract(HOSTILE["bomb"], timeout=0.01)
    with pytest.raises(UnreadableDocument, match="not a PDF"):
        badgepdf.extract_all(b"none", timeout=60)
    with pytest.raises(ValueError, match="timeout must be above 0, not 0"):
        badgepdf.extract(badge, timeout=0)


def test_the_command_has_limits(tmp_path: Path, badge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "0.pdf").write_bytes(HOSTILE["bomb"])
    (tmp_path / "1.pdf").write_bytes(badge.read_bytes())
    assert main(["extract", str(tmp_path), "--memory", "200"]) == 1
    assert re.search(r"0\.pdf: reading it (ended the worker process|takes more than 200 MiB)", capsys.readouterr().err)
    assert main(["extract", str(tmp_path / "0.pdf"), "--timeout", "0.01"]) == 1
    assert "0.pdf: reading it takes longer than 0.01 s" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "x", ""])
def test_limits_that_are_none(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["extract", "x.pdf", "--timeout", value])
    assert "is no number of seconds above 0" in capsys.readouterr().err


def test_without_a_guard_it_is_said_what_is_missing(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(f"import badgepdf\nprint(list(badgepdf.extract_folder({str(FIXTURES / 'negative')!r})))\n")
    ran = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 1
    assert "worker processes do not start: is the call under `if __name__ == '__main__':`?" in ran.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_a_killed_run_leaves_no_process(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.pdf").write_bytes(HOSTILE["form"])
    command = [sys.executable, "-m", "badgepdf", "extract", str(tmp_path), "--jobs", "2", "--timeout", "600"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not (workers := children_of(process.pid)):
            time.sleep(0.1)
        time.sleep(2)
        process.kill()
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


def children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


# PDFs that were badges before something happened to them

WHOLE = [path.read_bytes() for path in PDFS]
Cut = tuple[str, float, float, bytes]
cuts: st.SearchStrategy[list[Cut]] = st.lists(
    st.tuples(
        st.sampled_from(["flip", "drop", "double", "put", "swap", "end"]),
        st.floats(0, 1),
        st.floats(0, 1),
        st.sampled_from([b"\x00", b"\xff", b"endobj", b"stream", b"endstream", b"<<", b">>", b"]", b"[", b"(", b" R"])
        | st.sampled_from([b"-1", b"99999999999", b"1e39", b"/Type/Pages", b"/Kids", b"/Filter", b"/Parent 3 0 R"])
        | st.binary(max_size=8),
    ),
    min_size=1,
    max_size=6,
)


def hurt(data: bytes, given: list[Cut]) -> bytes:
    """Do to a PDF what transport, disks and people with bad intentions do."""
    out = bytearray(data)
    for kind, where, far, put in given:
        at = int(where * len(out))
        to = at + int(far * min(len(out) - at, 4096))
        if kind == "flip":
            out[at : at + len(put)] = bytes(byte ^ 0x55 for byte in out[at : at + len(put)])
        elif kind == "drop":
            del out[at:to]
        elif kind == "double":
            out[at:at] = out[at:to]
        elif kind == "put":
            out[at:at] = put
        elif kind == "swap":
            out[at:to] = out[at:to][::-1]
        else:
            del out[at + 1024 :]
    return bytes(out)


def fuzzed(examples: int) -> settings:
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    phases = [Phase.generate, Phase.shrink]
    return settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=checks, phases=phases)


def test_whatever_comes_in_is_a_record_or_an_error_of_ours(pytestconfig: pytest.Config) -> None:
    @fuzzed(pytestconfig.getoption("--fuzz"))
    @given(st.sampled_from(WHOLE), cuts)
    def try_one(data: bytes, given: list[Cut]) -> None:
        check(read(hurt(data, given)))

    try_one()
