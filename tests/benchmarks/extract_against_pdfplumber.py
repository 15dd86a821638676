"""How fast `badgepdf.extract_all` is, paired with pdfplumber reading words, links and metadata of the same files.

    python tests/benchmarks/extract_against_pdfplumber.py [FOLDER] [--rounds N]

Each round reads every file with both, one after the other, in this process, warm. Medians over rounds and files; the
ratio is that of the pairs, so that a machine whose speed drifts does not spoil it.
"""

from __future__ import annotations

import argparse
import io
import logging
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

import badgepdf
from badgepdf.document import open_document

FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "passport"


def by_pdfplumber(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        _ = pdf.metadata
        for page in pdf.pages:
            page.extract_words()
            _ = page.hyperlinks


def timed(read: Callable[[bytes], object], data: bytes) -> float:
    started = time.perf_counter()
    read(data)
    return (time.perf_counter() - started) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description="extract_all against pdfplumber, paired")
    parser.add_argument("folder", nargs="?", type=Path, default=FIXTURES)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    files = [path.read_bytes() for path in sorted(options.folder.glob("*.pdf"))]
    readers: dict[str, Callable[[bytes], object]] = {
        "extract_all": badgepdf.extract_all,
        "reading alone": open_document,
        "pdfplumber": by_pdfplumber,
    }
    times: dict[str, list[float]] = {name: [] for name in readers}
    for number in range(options.rounds + 1):
        for data in files:
            for name, read in readers.items():
                took = timed(read, data)
                if number:  # the first round warms up
                    times[name].append(took)
    print(f"{len(files)} files, {options.rounds} rounds; ms a file, median")
    for name, spent in times.items():
        print(f"  {name:<14}{statistics.median(spent):8.2f}")
    pairs = zip(times["pdfplumber"], times["extract_all"], strict=True)
    ratios = [slow / fast for slow, fast in pairs]
    low, middle, high = statistics.quantiles(ratios, n=4)
    print(f"extract_all is {middle:.1f} times as fast as pdfplumber (median of pairs; quartiles {low:.1f}, {high:.1f})")


if __name__ == "__main__":
    main()
