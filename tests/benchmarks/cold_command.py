"""How long a cold `badgepdf extract FILE --to json` takes, paired with a process that reads the file with pdfplumber.

    python tests/benchmarks/cold_command.py [FILE] [--rounds N]

Each round starts both as new processes, one after the other; medians of wall-clock time and of the pairs' ratio.
Modules are compiled before, as those of an installed package are, whatever PYTHONDONTWRITEBYTECODE says.
"""

from __future__ import annotations

import argparse
import compileall
import statistics
import subprocess
import sys
import time
from pathlib import Path

import badgepdf

FIXTURE = Path(__file__).parent.parent.parent / "fixtures" / "passport" / "fr.pdf"
BY_PDFPLUMBER = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    pdf.metadata
    for page in pdf.pages:
        page.extract_words()
        page.hyperlinks
"""


def timed(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - started) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description="the cold command against pdfplumber, paired")
    parser.add_argument("file", nargs="?", default=str(FIXTURE))
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    compileall.compile_dir(Path(badgepdf.__file__).parent, quiet=1)
    ours = [sys.executable, "-m", "badgepdf", "extract", options.file, "--to", "json"]
    theirs = [sys.executable, "-c", BY_PDFPLUMBER, options.file]
    pairs = [(timed(ours), timed(theirs)) for _ in range(options.rounds + 1)][1:]  # the first round warms the disk
    fast, slow = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"badgepdf {fast:.0f} ms, pdfplumber {slow:.0f} ms (medians of {options.rounds}); {ratio:.2f} of its time")


if __name__ == "__main__":
    main()
