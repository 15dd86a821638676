"""The command line: reads arguments, prints what the library says, decides nothing.

stdout is data only. Exit codes: 0 all was read, 1 some was not, 2 the command was not understood.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from . import __version__
from .batch import BatchResult, extract_files, find_pdfs
from .errors import BadgePDFError, UnknownName
from .exporters import export, exporters
from .extract import analyse, extract_all
from .files import check_output, save_pictures, speak_utf8, write_output
from .record import BadgeRecord

STDIN = "-"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; give its exit code."""
    speak_utf8()
    parser = _parser()
    options = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except UnknownName as error:
        _say(str(error))
        return 2
    except BadgePDFError as error:
        _say(str(error))
        return 1
    except BrokenPipeError:  # the reader of our output has gone; there is nobody left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        _say("interrupted; nothing was written")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="badgepdf", description="Read the PDFs of Open Badges into records, JSON or LinkedIn fields."
    )
    parser.add_argument("--version", action="version", version=f"badgepdf {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("extract", help="read PDFs and write them as JSON or for another target")
    command.add_argument("sources", nargs="+", metavar="FILE|FOLDER|-", help="PDFs, folders of PDFs, - for stdin")
    command.add_argument("--to", default="json", metavar="TARGET", help="what to write: see 'badgepdf targets'")
    command.add_argument("--lang", metavar="CODE", help="language of the target's own words, such as fr")
    command.add_argument("-o", "--output", metavar="OUT", help="write to this file and not to stdout")
    command.add_argument("--images", metavar="DIR", help="also write each badge's picture into this folder")
    command.add_argument("--jobs", type=_jobs, metavar="N", help="worker processes (default: one a processor)")
    command.add_argument("--fail-fast", action="store_true", help="stop at the first file that can't be read")
    command.set_defaults(run=_extract)

    command = commands.add_parser("explain", help="show every candidate for each field, which one won, and why")
    command.add_argument("source", metavar="FILE|-")
    command.set_defaults(run=_explain)

    for name, about, listing in (
        ("targets", "list what --to takes", _targets),
        ("layouts", "list the platforms whose layout is known", _layouts),
        ("languages", "list the languages whose labels are known", _languages),
    ):
        command = commands.add_parser(name, help=about)
        command.set_defaults(run=_lister(listing))
    return parser


def _jobs(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


_jobs.__name__ = "number of jobs"  # argparse puts it into its message


def _say(message: str) -> None:
    print(f"badgepdf: {message}", file=sys.stderr)


def _extract(options: argparse.Namespace) -> int:
    export((), options.to, lang=options.lang)  # a target that is not there is said before anything is read
    inputs = [item for source in options.sources for item in _inputs(source)]
    if options.output:
        check_output(options.output, (item for item in inputs if isinstance(item, str)))
    results: list[BatchResult] = []
    for result in _results(inputs, options.jobs):
        results.append(result)
        if result.error:
            _say(str(result.error))
            if options.fail_fast:
                break
    records = [record for result in results for record in result.records]
    text = export(records, options.to, lang=options.lang)
    if options.output:
        write_output(options.output, text.encode("utf-8"))
    else:
        sys.stdout.write(text)
        sys.stdout.flush()
    lost = list(_lost_pictures(records, options.images)) if options.images else []
    _summarise(results, records)
    return 1 if lost or any(result.error for result in results) else 0


def _inputs(source: str) -> Iterable[str | BatchResult]:
    """Give the paths that a source stands for; standard input, and a folder without PDFs, are results at once."""
    if source == STDIN:
        return [_from_stdin()]
    if not Path(source).is_dir():
        return [source]
    try:
        return find_pdfs(source)
    except BadgePDFError as error:
        return [BatchResult(source, error=error)]


def _from_stdin() -> BatchResult:
    try:
        return BatchResult(STDIN, tuple(extract_all(sys.stdin.buffer)))
    except BadgePDFError as error:
        return BatchResult(STDIN, error=error)


def _results(inputs: Sequence[str | BatchResult], jobs: int | None) -> Iterator[BatchResult]:
    """Give a result for each input, in their order."""
    read = extract_files([item for item in inputs if isinstance(item, str)], jobs=jobs)
    for item in inputs:
        yield item if isinstance(item, BatchResult) else next(read)


def _lost_pictures(records: Iterable[BadgeRecord], folder: str) -> Iterator[BadgePDFError]:
    for saved in save_pictures(records, folder):
        if isinstance(saved, BadgePDFError):
            _say(str(saved))
            yield saved


def _summarise(results: Sequence[BatchResult], records: Sequence[BadgeRecord]) -> None:
    failed = sum(result.error is not None for result in results)
    warned = sum(len(record.warnings) for record in records)
    parts = [_count(len(results) - failed, "PDF") + " read", _count(len(records), "badge")]
    if failed:
        parts.append(f"{failed} failed")
    if warned:
        parts.append(_count(warned, "warning") + " ('badgepdf explain FILE' shows them)")
    _say(", ".join(parts))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _explain(options: argparse.Namespace) -> int:
    from .explain import explain

    analysis = analyse(sys.stdin.buffer if options.source == STDIN else options.source)
    sys.stdout.write(explain(analysis))
    return 1 if analysis.refusal else 0


def _lister(listing: Callable[[], Iterable[tuple[str, str]]]) -> Callable[[argparse.Namespace], int]:
    def run(_options: argparse.Namespace) -> int:
        rows = list(listing())
        width = max(len(name) for name, _ in rows)
        for name, about in rows:
            print(f"{name:<{width}}  {about}")
        return 0

    return run


def _targets() -> Iterable[tuple[str, str]]:
    return [(name, exporter.about) for name, exporter in sorted(exporters().items())]


def _layouts() -> Iterable[tuple[str, str]]:
    from .layouts import layouts

    return [(name, layout.about) for name, layout in sorted(layouts().items())]


def _languages() -> Iterable[tuple[str, str]]:
    from .languages import languages

    return [(code, language.name) for code, language in sorted(languages().items())]
