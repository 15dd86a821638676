"""How fast `badgepdf.extract_all` is, paired with other readers of the same files.

    pip install pymupdf                      # for this measurement only
    python tests/benchmarks/readers.py [FOLDER ...] [--rounds N] [--chart FILE.svg]

Each round reads all files with each reader in turn, in this process, warm (pdftotext is a process of its own each
time); what one reader leaves behind is collected before the next begins. Medians over rounds and files; a ratio is that
of one file's times in one round, so that a machine whose speed drifts does not spoil it. A reader that is not installed
is left out and named.
"""

from __future__ import annotations

import argparse
import gc
import io
import logging
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pdfplumber
import pypdf
import pypdfium2

import badgepdf
from badgepdf.document import open_document

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
Reader = Callable[[bytes], object]


def by_pdfplumber(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        _ = pdf.metadata
        for page in pdf.pages:
            page.extract_words()
            _ = page.hyperlinks


def by_pypdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def by_pypdfium2(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def by_pdftotext(data: bytes) -> bytes:
    return subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout  # noqa: S607


def by_pymupdf(data: bytes) -> list[str]:
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        return [page.get_text() for page in document]


def readers() -> dict[str, Reader]:
    """Give the readers that are installed, ours first."""
    known: dict[str, Reader] = {
        "extract_all": badgepdf.extract_all,
        "reading alone": open_document,
        "pdfplumber": by_pdfplumber,
        "pypdf": by_pypdf,
        "pypdfium2": by_pypdfium2,
    }
    if shutil.which("pdftotext"):
        known["pdftotext"] = by_pdftotext
    try:
        import pymupdf
    except ModuleNotFoundError:
        print("not installed: pymupdf")
    else:
        pymupdf.TOOLS.mupdf_display_errors(False)
        known["PyMuPDF"] = by_pymupdf
    return known


def measured(files: list[bytes], rounds: int) -> dict[str, list[float]]:
    """Give each reader's times in milliseconds, in the same order of rounds and files."""
    known = readers()
    times: dict[str, list[float]] = {name: [] for name in known}
    for number in range(rounds + 1):
        for name, read in known.items():
            gc.collect()
            for data in files:
                started = time.perf_counter()
                read(data)
                if number:  # the first round warms up
                    times[name].append((time.perf_counter() - started) * 1000)
    return times


def report(folder: Path, count: int, times: Mapping[str, list[float]]) -> None:
    print(f"{folder}: {count} files; ms a file (median), and how many times as fast extract_all is (median of pairs)")
    for name, spent in times.items():
        ratios = [other / ours for other, ours in zip(spent, times["extract_all"], strict=True)]
        low, middle, high = statistics.quantiles(ratios, n=4)
        print(f"  {name:<14}{statistics.median(spent):8.2f}{middle:8.2f}  (quartiles {low:.2f}, {high:.2f})")


def draw(results: Mapping[str, Mapping[str, list[float]]], path: str) -> None:
    import matplotlib.pyplot as plt

    plt.rcParams["svg.hashsalt"] = "badgepdf"
    figure, axes = plt.subplots(1, len(results), figsize=(4.5 * len(results), 3), squeeze=False)
    for axis, (name, times) in zip(axes[0], results.items(), strict=True):
        medians = {reader: statistics.median(spent) for reader, spent in list(times.items())[::-1]}
        bars = axis.barh(list(medians), list(medians.values()), color="#0a5cad")
        axis.bar_label(bars, fmt="%.1f", padding=2)
        axis.set_title(name)
        axis.set_xlabel("ms a file, median")
        axis.spines[["top", "right"]].set_visible(False)
        axis.margins(x=0.15)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser(description="extract_all against other readers, paired")
    parser.add_argument("folders", nargs="*", type=Path, default=[FIXTURES / "passport", FIXTURES / "templates"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--chart", metavar="FILE.svg")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    results = {}
    for folder in options.folders:
        files = [data for path in sorted(folder.glob("*.pdf")) if is_badge(data := path.read_bytes())]
        results[folder.name] = measured(files, options.rounds)
        report(folder, len(files), results[folder.name])
    if options.chart:
        draw(results, options.chart)


def is_badge(data: bytes) -> bool:
    """Tell whether there is something to read: the readers would differ most where ours refuses the file."""
    try:
        badgepdf.extract_all(data)
    except badgepdf.BadgePDFError:
        return False
    return True


if __name__ == "__main__":
    main()
