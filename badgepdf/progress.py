"""What a run says of itself on stderr: how far it is, and at the end what became of the PDFs."""

from __future__ import annotations

import heapq
import shlex
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator

from .batch import BatchResult
from .errors import printable

_SHORTEST = 1.0  # seconds before anything is said
_ON_TERMINAL, _IN_LOG = 0.2, 10.0  # seconds between two lines
_SLOWEST = 3
_CLEAR = "\r\x1b[K"  # the line of a terminal
_REASONS = {
    "BadgeNotFound": "no badge",
    "EncryptedDocument": "locked",
    "ExtractionTimeout": "too slow",
    "UnreadableDocument": "unreadable",
}


class Progress:
    """Counts results, and says on stderr how far a run is: on one line of a terminal, else in a line now and then."""

    def __init__(self, total: int, before: int = 0, *, quiet: bool = False) -> None:
        self._total = total - before
        self._before = before
        self._quiet = quiet
        self._is_terminal = sys.stderr.isatty()
        self._every = _ON_TERMINAL if self._is_terminal else _IN_LOG
        self._started = time.monotonic()
        self._next = self._started + max(self._every, _SHORTEST)
        self._done = 0
        self._platforms: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._warnings: Counter[str] = Counter()
        self._warned: tuple[str, int] = ("", 0)  # the first file with warnings, and how many there are
        self._slowest: list[tuple[float, str]] = []
        self.repeated_files = self.repeated_badges = 0

    def add(self, result: BatchResult) -> None:
        """Count a result."""
        self._done += 1
        self._platforms.update(record.platform for record in result.records)
        codes = [notice.code for record in result.records for notice in record.warnings]
        self._warnings.update(codes)
        if codes:
            self._warned = (self._warned[0] or result.path, self._warned[1] + 1)
        if result.error:
            kind = type(result.error).__name__
            self._reasons[_REASONS.get(kind, kind)] += 1
        heapq.heappush(self._slowest, (result.seconds, result.path))
        if len(self._slowest) > _SLOWEST:
            heapq.heappop(self._slowest)
        now = time.monotonic()
        if now >= self._next and not self._quiet:
            self._next = now + self._every
            self._show(self._state(now - self._started))

    def _state(self, seconds: float) -> str:
        rate = self._done / seconds
        is_known = self._done <= self._total  # archives and mails hold more than they count for
        of = f" of {self._total:,}" if is_known else ""
        left = f", {_time((self._total - self._done) / rate)} left" if is_known else ""
        return f"{self._done:,}{of} PDFs, {rate:.0f} a second, {sum(self._reasons.values()):,} failed{left}"

    def _show(self, state: str) -> None:
        if self._is_terminal:
            width = shutil.get_terminal_size().columns
            print(f"{_CLEAR}{state[: width - 1]}", end="", file=sys.stderr, flush=True)
        else:
            print(f"badgepdf: {state}", file=sys.stderr, flush=True)

    def say(self, message: str) -> None:
        """Print a line on stderr, where the line that says how far it is does not stay."""
        print(f"{_CLEAR * self._is_terminal}badgepdf: {message}", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Say what became of all: a line, and a table where there was more than one PDF."""
        failed, warned = sum(self._reasons.values()), sum(self._warnings.values())
        parts = [f"{count(self._done - failed, 'PDF')} read", count(sum(self._platforms.values()), "badge")]
        if failed:
            parts.append(f"{failed:,} failed")
        if warned:
            first, files = self._warned
            others = f", and {files - 1:,} others" if files > 1 else ""
            parts.append(f"{count(warned, 'warning')} (see 'badgepdf explain {shlex.quote(printable(first))}'{others})")
        if self._before:
            parts.append(f"{count(self._before, 'PDF')} read in an earlier run")
        if self.repeated_files:
            parts.append(f"{count(self.repeated_files, 'PDF')} there before")
        if self.repeated_badges:
            parts.append(f"{count(self.repeated_badges, 'badge')} there before")
        self.say(", ".join(parts))
        if self._done > 1 and not self._quiet:
            for title, row in self._table():
                print(f"  {title:<11} {row}", file=sys.stderr)

    def _table(self) -> Iterator[tuple[str, str]]:
        counted = (("by platform", self._platforms), ("failed", self._reasons), ("warnings", self._warnings))
        for title, counter in counted:
            if counter:
                yield title, ", ".join(f"{name} {number:,}" for name, number in counter.most_common())
        slowest = sorted(self._slowest, reverse=True)
        yield "slowest", ", ".join(f"{printable(path)} ({seconds:.2f} s)" for seconds, path in slowest)


def count(number: int, noun: str) -> str:
    """Give a number with its noun.

    >>> count(1, "PDF"), count(10000, "PDF")
    ('1 PDF', '10,000 PDFs')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"
