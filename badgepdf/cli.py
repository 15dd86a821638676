"""The command line: reads arguments, prints what the library says, decides nothing.

stdout is data only. Exit codes: 0 all was read, 1 some was not, 2 the command was not understood.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from . import __version__
from .batch import BatchResult, find_pdfs, hush, read_all, read_one
from .errors import BadgePDFError, UnknownName, UnreadableDocument, printable
from .exporters import all_exporters, export, exporter_of, refused
from .extract import How, analyse
from .files import check_output, prepare_folder, save_pictures, write_output
from .record import BadgeRecord

STDIN = "-"
_STDIN_DEVICE = "/dev/stdin"  # where there is one, it tells which file stdin comes from
_WORTH_PROCESSES = 64  # files: below, starting worker processes takes longer than reading


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; give its exit code."""
    if sys.stdout is None:
        _say("standard output is closed")
        return 1
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    hush()
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        code = run(options)
        sys.stdout.flush()
    except UnknownName as error:
        _say(str(error))
        return 2
    except BadgePDFError as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one would only spoil the end
        _say("interrupted")
        return 130
    except BrokenPipeError:  # the reader of our output has gone; there is nobody left to tell
        _drop_stdout()
        return 1
    except OSError as error:
        _say(f"the output cannot be written ({error.strerror})")
        _drop_stdout()
        return 1
    return code


def _drop_stdout() -> None:
    """Let what is left in the buffer go nowhere, so that Python's own end does not fail on it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="badgepdf", description="Read the PDFs of Open Badges into records, JSON or LinkedIn fields.")
    parser.add_argument("--version", action="version", version=f"badgepdf {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("extract", help="read PDFs and write them as JSON or for another target")
    command.add_argument("sources", nargs="+", metavar="FILE|FOLDER|-", help="PDFs, folders of PDFs, - for stdin")
    command.add_argument("--to", default="json", metavar="TARGET", help="what to write: see 'badgepdf targets'")
    command.add_argument("--lang", metavar="CODE", help="language of the target's own words, such as fr")
    command.add_argument(
        "--option", action="append", default=[], type=_option, metavar="NAME=VALUE", help="a setting of the target"
    )
    command.add_argument("-o", "--output", type=_name, metavar="OUT", help="write to this file and not to stdout")
    command.add_argument("--images", type=_name, metavar="DIR", help="also write each badge's picture into this folder")
    command.add_argument("--jobs", type=_jobs, metavar="N", help="worker processes (default: by number of files)")
    command.add_argument("--online", action="store_true", help="fetch what a credential only gives the address of")
    _add_how(command)
    command.add_argument("--fail-fast", action="store_true", help="stop at the first file that can't be read")
    command.set_defaults(run=_extract)

    command = commands.add_parser("explain", help="show every candidate for each field, which one won, and why")
    command.add_argument("source", metavar="FILE|-")
    _add_how(command)
    command.set_defaults(run=_explain)

    command = commands.add_parser("verify", help="say what can be proved of a badge's PDF")
    command.add_argument("source", metavar="FILE|-")
    command.add_argument("--email", metavar="ADDRESS", help="the address to hold against the recipient's hash")
    command.add_argument("--key", type=_contents, metavar="PEM|JWK", help="the issuer's public key")
    command.add_argument("--online", action="store_true", help="also ask the issuer's own site")
    command.add_argument("--roots", type=_contents, metavar="PEM", help="certificates to trust")
    command.set_defaults(run=_verify)

    for name, about, listing in (
        ("targets", "list what --to takes", _targets),
        ("layouts", "list the platforms whose layout is known", _layouts),
        ("languages", "list the languages whose labels are known", _languages),
    ):
        command = commands.add_parser(name, help=about)
        command.set_defaults(run=_lister(listing))
    return parser


def _add_how(command: argparse.ArgumentParser) -> None:
    command.add_argument("--layout", metavar="NAME", help="read the page so: see 'badgepdf layouts'")
    command.add_argument("--language", metavar="CODE", help="language of the page: see 'badgepdf languages'")


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes: 1 or more")
    return int(text)


def _option(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def _contents(text: str) -> bytes:
    try:
        return Path(text).read_bytes()
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} cannot be read ({error})") from error


def _name(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def _say(message: str) -> None:
    print(f"badgepdf: {message}", file=sys.stderr)


def _extract(options: argparse.Namespace) -> int:
    settings = dict(_settings(options.to, options.option))
    export((), options.to, lang=options.lang, **settings)  # what is not there is said before anything is read
    exporter = exporter_of(options.to)
    if exporter.binary and not options.output and sys.stdout.isatty():
        _say(f"{options.to} is no text for a terminal: give a file's name with -o")
        return 2
    how = How(online=options.online, layout=options.layout, language=options.language).checked()
    items = [item for source in options.sources for item in _items(source)]
    output = None if options.output == STDIN else options.output
    if output:
        check_output(output, (_STDIN_DEVICE if item == STDIN else item for item in items if isinstance(item, str)))
    if options.images:
        prepare_folder(options.images)
    items = [_from_stdin(how) if item == STDIN else item for item in items]
    jobs = options.jobs or ((os.cpu_count() or 1) if len(items) >= _WORTH_PROCESSES else None)
    results: list[BatchResult] = []
    for result in read_all(items, how, jobs=jobs):
        results.append(result)
        if result.error:
            _say(str(result.error))
            if options.fail_fast:
                break
    records = [record for result in results for record in result.records]
    judged = [(record, refused(record, options.to)) for record in records]
    refusals = [error for _, error in judged if error]
    for error in refusals:
        _say(str(error))
    taken = [record for record, error in judged if error is None]
    made = export(taken, options.to, lang=options.lang, **settings)
    data = made if isinstance(made, bytes) else made.encode("utf-8", "backslashreplace")
    if output:
        write_output(output, data)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    lost = list(_lost_pictures(records, options.images)) if options.images else []
    _summarise(results, records)
    return 1 if lost or refusals or any(result.error for result in results) else 0


def _settings(target: str, given: Iterable[tuple[str, str]]) -> Iterator[tuple[str, object]]:
    known = exporter_of(target).options
    for name, text in given:
        if name not in known:
            raise UnknownName(f"option for {target}", name, known)
        try:
            yield name, known[name].read(text)
        except ValueError as error:
            raise UnknownName(f"value of {name} for {target}", text, (known[name].about,)) from error


def _items(source: str) -> Sequence[str | BatchResult]:
    """Give the paths that a source stands for; a folder that can't be used is a result at once."""
    if not os.path.isdir(source):  # noqa: PTH112 - unlike Path's, it takes any text
        return [source]
    try:
        return find_pdfs(source)
    except BadgePDFError as error:
        return [BatchResult(source, error=error)]


def _from_stdin(how: How) -> BatchResult:
    if sys.stdin is None:
        return BatchResult(STDIN, error=UnreadableDocument(STDIN, "standard input is closed", "name a file"))
    return read_one(STDIN, sys.stdin.buffer, how=how)


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
        files = list(dict.fromkeys(record.file or STDIN for record in records if record.warnings))
        others = f", and {len(files) - 1} others" if len(files) > 1 else ""
        parts.append(_count(warned, "warning") + f" (see 'badgepdf explain {files[0]}'{others})")
    _say(", ".join(parts))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _explain(options: argparse.Namespace) -> int:
    from .explain import explain

    how = How(layout=options.layout, language=options.language)
    analysis = analyse(sys.stdin.buffer if options.source == STDIN else options.source, how)
    sys.stdout.write(explain(analysis))
    return 1 if analysis.refusal else 0


def _verify(options: argparse.Namespace) -> int:
    from .verify import verify

    source = sys.stdin.buffer if options.source == STDIN else options.source
    checks = verify(source, email=options.email, key=options.key, roots=options.roots, online=options.online)
    for check in checks:
        print(f"{check.outcome:<13}  {check.name}: {printable(check.reason)}")
    return 1 if any(check.outcome == "failed" for check in checks) else 0


def _lister(listing: Callable[[], Iterable[tuple[str, str]]]) -> Callable[[argparse.Namespace], int]:
    def run(_options: argparse.Namespace) -> int:
        rows = list(listing())
        width = max(len(name) for name, _ in rows)
        for name, about in rows:
            print(f"{name:<{width}}  {about}")
        return 0

    return run


def _targets() -> Iterable[tuple[str, str]]:
    return [(name, exporter.about) for name, exporter in sorted(all_exporters().items())]


def _layouts() -> Iterable[tuple[str, str]]:
    from .layouts import all_layouts

    return [(name, layout.about) for name, layout in sorted(all_layouts().items())]


def _languages() -> Iterable[tuple[str, str]]:
    from .languages import languages

    return [(code, language.name) for code, language in sorted(languages().items())]
