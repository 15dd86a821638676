"""The command line: reads arguments, prints what the library says, decides nothing.

stdout is data only. Exit codes: 0 all was read, 1 some was not, 2 the command was not understood.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from . import __version__
from .errors import BadgePDFError, UnknownName, printable
from .exporters import all_exporters
from .extract import How, analyse
from .run import STDIN, Misuse, Run
from .workers import own_process


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; give its exit code."""
    if sys.stdout is None:
        _say("standard output is closed")
        return 1
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    own_process()
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
    about = "PDFs, archives and mails that hold some, folders of them, - for stdin"
    command.add_argument("sources", nargs="+", metavar="FILE|FOLDER|-", help=about)
    command.add_argument("--to", default="json", metavar="TARGET", help="what to write: see 'badgepdf targets'")
    command.add_argument("--lang", metavar="CODE", help="language of the target's own words, such as fr")
    command.add_argument(
        "--option", action="append", default=[], type=_option, metavar="NAME=VALUE", help="a setting of the target"
    )
    command.add_argument("-o", "--output", type=_name, metavar="OUT", help="write to this file and not to stdout")
    command.add_argument("--images", type=_name, metavar="DIR", help="also write each badge's picture into this folder")
    command.add_argument("--errors", type=_name, metavar="FILE", help="also write what went wrong there, as JSON Lines")
    command.add_argument("--resume", action="store_true", help="go on with -o OUT where a run was stopped")
    command.add_argument("--unique", action="store_true", help="leave out PDFs and badges that came before")
    command.add_argument("--jobs", type=_whole, metavar="N", help="worker processes (default: one a processor)")
    command.add_argument("--timeout", type=_seconds, metavar="S", help="seconds for a PDF, 20 by default")
    command.add_argument("--memory", type=_whole, metavar="MIB", help="memory for a PDF, 1024 by default (Linux)")
    command.add_argument("--cluster", metavar="ADDRESS", help="read on the Dask cluster of this scheduler")
    command.add_argument("--quiet", action="store_true", help="say nothing but errors and the last line")
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


def _whole(text: str) -> int:
    if not (text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds above 0")
    return seconds


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
    try:
        return Run(options)()
    except Misuse as error:
        _say(str(error))
        return 2


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
