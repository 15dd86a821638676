"""A batch on somebody else's executor: threads, processes, and a cluster of which a worker is killed on the way."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES
from hostile import form_that_draws_itself

import badgepdf
from badgepdf.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of 40 PDFs: badges, a file that is none, and one that hangs whoever reads it."""
    received = tmp_path / "received"
    received.mkdir()
    for number in range(38):
        shutil.copy(FIXTURES / "passport" / "fr.pdf", received / f"{number:02}.pdf")
    (received / "10-none.pdf").write_bytes(b"none")
    (received / "20-hangs.pdf").write_bytes(form_that_draws_itself())
    return received


def check(results: list[badgepdf.BatchResult], folder: Path) -> None:
    assert [result.path for result in results] == sorted(str(path) for path in folder.iterdir())
    errors = {Path(result.path).name: str(result.error) for result in results if result.error}
    assert list(errors) == ["10-none.pdf", "20-hangs.pdf"], errors
    assert "not a PDF" in errors["10-none.pdf"]
    assert "takes longer than" in errors["20-hangs.pdf"] or "ended the worker process" in errors["20-hangs.pdf"]
    assert sum(len(result.records) for result in results) == 38


@pytest.fixture(params=["threads", "processes"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    if request.param == "threads":
        with ThreadPoolExecutor(2) as threads:
            yield threads
    else:
        with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
            yield processes


def test_any_executor(executor: Executor, folder: Path) -> None:
    check(list(badgepdf.extract_folder(folder, executor=executor, timeout=3)), folder)


def test_an_executor_that_breaks_costs_results_and_not_the_run(folder: Path) -> None:
    executor = ThreadPoolExecutor(1)
    results = badgepdf.extract_folder(folder, executor=executor, timeout=3)
    found = [next(results)]
    executor.shutdown(cancel_futures=True)
    found += results
    assert [result.path for result in found] == sorted(str(path) for path in folder.iterdir())
    assert found[0].records
    assert "reading it failed (CancelledError" in str(found[-1].error)


class Losing(ThreadPoolExecutor):
    """Threads that lose every third call, once."""

    calls = 0

    def submit(self, call: Any, /, *arguments: Any, **more: Any) -> Any:
        self.calls += 1
        if self.calls % 3:
            return super().submit(call, *arguments, **more)
        lost: Future[Any] = Future()
        lost.set_exception(OSError("the machine is gone"))
        return lost


def test_a_call_that_is_lost_is_made_again(folder: Path) -> None:
    with Losing(2) as executor:
        check(list(badgepdf.extract_folder(folder, executor=executor, timeout=3)), folder)
    assert executor.calls > 55


def started(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *command, "--no-dashboard"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.fixture(params=["--no-nanny", "--nanny"])
def cluster(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Give the address of a Dask scheduler and its two workers, each a process of its own; they speak TCP."""
    from distributed import Client

    told = str(tmp_path / "scheduler.json")
    at = ("--scheduler-file", told)
    processes = [started("scheduler", *at, "--host", "127.0.0.1", "--port", "0")]
    local = ("--local-directory", str(tmp_path), "--host", "127.0.0.1", "--nthreads", "1", request.param)
    processes += [started("worker", *at, *local) for _ in range(2)]
    try:
        while not Path(told).exists():
            time.sleep(0.1)
        with Client(scheduler_file=told) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        assert address.startswith("tcp://")
        yield address, processes[1:]
    finally:
        for process in processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_a_cluster_of_which_a_worker_is_killed(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], folder: Path
) -> None:
    from distributed import Client

    address, (worker, _) = cluster
    with Client(address) as client:
        results = badgepdf.extract_folder(folder, executor=client.get_executor(pure=False), timeout=5)
        found = [next(results)]
        os.killpg(worker.pid, signal.SIGKILL)
        found += results
    check(found, folder)


def test_the_command_on_a_cluster(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address, _ = cluster
    out = folder.parent / "out.jsonl"
    assert main(["extract", str(folder), "--cluster", address, "--to", "jsonl", "-o", str(out), "--timeout", "5"]) == 1
    assert len(out.read_text("utf-8").splitlines()) == 38
    assert "38 PDFs read, 38 badges, 2 failed" in capsys.readouterr().err


def test_no_cluster_is_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(folder), "--cluster", "tcp://127.0.0.1:1"]) == 1
    assert "tcp://127.0.0.1:1: no cluster is reached" in capsys.readouterr().err


def test_without_dask_it_is_said_how_to_get_it(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["extract", str(folder), "--cluster", "tcp://127.0.0.1:1"]) == 1
    assert "pip install 'badgepdf[dask]'" in capsys.readouterr().err
