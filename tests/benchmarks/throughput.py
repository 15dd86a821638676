"""How many PDFs a second a batch reads with one and two workers, and how much memory it takes.

    python tests/benchmarks/throughput.py [FOLDER] [--counts 100 1000 10000] [--jobs 1 2] [--chart FILE.svg]

Copies the PDFs of a folder until there are enough, runs `badgepdf extract` over them as a user would, and looks at the
resident memory of the command and of its workers all the while (Linux). Modules are compiled before, as those of an
installed package are, whatever PYTHONDONTWRITEBYTECODE says.
"""

from __future__ import annotations

import argparse
import compileall
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import badgepdf

FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "passport"


class Run(NamedTuple):
    pdfs: int
    jobs: int
    seconds: float
    command: list[float]  # MiB, four times a second
    worker: list[float]  # of the largest one


def resident(pid: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def children(pid: int) -> list[str]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [child for task in tasks for child in task.read_text().split()]


def run(folder: Path, count: int, jobs: int) -> Run:
    out = folder.parent / "out.jsonl"
    command = [sys.executable, "-m", "badgepdf", "extract", str(folder), "--to", "jsonl", "-o", str(out), "--quiet"]
    started = time.perf_counter()
    own: list[float] = []
    workers: list[float] = []
    with subprocess.Popen([*command, "--jobs", str(jobs)], stderr=subprocess.PIPE) as process:
        while process.poll() is None:
            own.append(resident(str(process.pid)))
            workers.append(max(map(resident, children(process.pid)), default=0.0))
            time.sleep(0.25)
    return Run(count, jobs, time.perf_counter() - started, own, workers)


def draw(runs: list[Run], path: str) -> None:
    import matplotlib.pyplot as plt

    plt.rcParams["svg.hashsalt"] = "badgepdf"
    figure, (rate, memory) = plt.subplots(1, 2, figsize=(9, 3))
    for jobs in sorted({run.jobs for run in runs}):
        mine = [run for run in runs if run.jobs == jobs]
        rate.plot(
            [run.pdfs for run in mine], [run.pdfs / run.seconds for run in mine], marker="o", label=f"{jobs} workers"
        )
    rate.set(xscale="log", ylim=0, xlabel="PDFs", ylabel="PDFs a second")
    rate.legend()
    longest = max(runs, key=lambda run: run.seconds)
    seconds = [number / 4 for number in range(len(longest.command))]
    memory.plot(seconds, longest.command, label="the command")
    memory.plot(seconds, longest.worker, label="its largest worker")
    memory.set(ylim=0, xlabel=f"seconds, {longest.pdfs:,} PDFs", ylabel="MiB resident")
    memory.legend()
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser(description="throughput and memory of a batch")
    parser.add_argument("folder", nargs="?", type=Path, default=FIXTURES)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--chart", metavar="FILE.svg")
    options = parser.parse_args()
    compileall.compile_dir(Path(badgepdf.__file__).parent, quiet=1)
    sources = sorted(options.folder.glob("*.pdf"))
    runs = []
    for count in options.counts:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch, "received")
            folder.mkdir()
            for number in range(count):
                shutil.copy(sources[number % len(sources)], folder / f"{number:06}.pdf")
            for jobs in options.jobs:
                runs.append(done := run(folder, count, jobs))
                half = len(done.worker) // 2
                early, late = (statistics.median(part or [0.0]) for part in (done.worker[1:half], done.worker[half:]))
                print(
                    f"{count:>6} PDFs, {jobs} workers: {done.seconds:7.1f} s, {count / done.seconds:6.1f} a second; "
                    f"MiB: command {max(done.command):.0f}, worker {max(done.worker):.0f} "
                    f"(median {early:.0f} in the first half, {late:.0f} in the second)",
                    flush=True,
                )
    if options.chart:
        draw(runs, options.chart)


if __name__ == "__main__":
    main()
