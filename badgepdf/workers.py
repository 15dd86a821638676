"""Calls in worker processes with limits: what hangs, crashes or eats memory costs its own call and no other."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from .errors import BadgePDFError, ExtractionTimeout, UnreadableDocument

if TYPE_CHECKING:
    from pebble import ProcessPool

Given = TypeVar("Given")
Made = TypeVar("Made")

_OBJECTS = 50_000  # between two looks for circles of objects: reading makes few, and each look costs
_AGAIN = 3  # times that a call is made again where it is lost
_AHEAD = 256  # calls that are under way or waiting for one before them, so that a slow one holds up no other
_GROUPS, _EACH = 16, 4  # of calls that are made together, the same; as many for each process at least
_QUICK = 2.0  # seconds that a group may take: those of its calls that it holds up are made again, each by itself
_BRIEF = 0.1  # seconds after which no further call of a group is begun, so that it holds up no result


class Limits(NamedTuple):
    """How long a call may take, in seconds, and how much memory its process may have, in MiB; None is no limit.

    Memory is limited on Linux only.
    """

    timeout: float | None = 20.0
    memory: int | None = 1024

    def checked(self) -> Limits:
        """Give this again. ValueError where a limit is not above 0."""
        for name, value in self._asdict().items():
            if value is not None and not value > 0:
                raise ValueError(f"{name} must be above 0, not {value}")
        return self


def in_order(
    call: Callable[[Given], Made], groups: Iterable[Sequence[Given]], jobs: int, limits: Limits
) -> Iterator[tuple[Given, Made | Exception]]:
    """Call for each of what is given in worker processes, and give each result or exception in the same order.

    A group goes to a worker in one message, since a message takes as long as a short call does. Where it is lost, as
    when a call hangs, each of its calls is made by itself, with the limits.

    Raises RuntimeError where no process starts.
    """
    workers = _Workers(jobs, limits.memory)
    each = partial(workers.submit, call, limits.timeout)
    together = partial(workers.submit, partial(_several, call), min(_QUICK, limits.timeout or _QUICK))

    def submit(group: Sequence[Given]) -> Future[Any]:
        return each(group[0]) if len(group) == 1 else together(group)

    try:
        for group, outcome in _settled(groups, submit, BrokenExecutor, max(_GROUPS, _EACH * jobs)):
            if len(group) == 1:
                yield group[0], _from_started(outcome)
                continue
            made = outcome if isinstance(outcome, list) else []
            yield from zip(group, made, strict=False)
            for one, result in _settled(group[len(made) :], each, BrokenExecutor):
                yield one, _from_started(result)
    finally:  # where the caller stops, or at Ctrl-C, what is not done yet is not waited for
        workers.stop()


def _several(call: Callable[[Given], Made], group: Sequence[Given]) -> list[Made]:
    """Make the first calls of a group: as many as are begun in a brief time."""
    made: list[Made] = []
    late = time.monotonic() + _BRIEF
    for one in group:
        made.append(call(one))
        if time.monotonic() > late:
            break
    return made


def in_executor(
    call: Callable[[Given], Made], given: Iterable[Given], executor: Executor, limits: Limits
) -> Iterator[tuple[Given, Made | Exception]]:
    """Do the same through somebody else's executor, where each call has a worker process of its own: see `alone`."""
    for one, outcome in _settled(given, lambda one: executor.submit(_tried, call, one, limits), Exception):
        yield one, outcome.outcome if isinstance(outcome, _Done) else outcome


class _Done(NamedTuple):
    """What a call came to by itself: its result, or what it raised."""

    outcome: Any


def _tried(call: Callable[[Given], Made], one: Given, limits: Limits) -> _Done:
    try:
        return _Done(alone(call, one, limits))
    except Exception as error:  # noqa: BLE001 - it is what the call came to
        return _Done(error)


def _settled(
    given: Iterable[Given], submit: Callable[[Given], Future[Any]], lost: type[Exception], ahead: int = _AHEAD
) -> Iterator[tuple[Given, Any]]:
    """Give what becomes of each, in order. A call whose future ends with `lost` is submitted again."""
    waiting: deque[tuple[Given, Future[Any]]] = deque()
    try:
        for one in given:
            waiting.append((one, submit(one)))
            while waiting and (len(waiting) >= ahead or waiting[0][1].done()):
                first, future = waiting.popleft()
                yield first, _outcome(future, partial(submit, first), lost)
        while waiting:
            first, future = waiting.popleft()
            yield first, _outcome(future, partial(submit, first), lost)
    finally:
        for _, future in waiting:
            future.cancel()


def _outcome(future: Future[Any], again: Callable[[], Future[Any]], lost: type[Exception]) -> Any:
    """Wait for a result or an exception; what is lost, as when a machine of a cluster goes, is tried again."""
    outcome = _result(future)
    for _ in range(_AGAIN):
        if not isinstance(outcome, lost) or isinstance(outcome, CancelledError):
            break
        outcome = _result(again())
    return outcome


def _result(future: Future[Any]) -> Any:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the result of this call and of no other
        return error


_idle: defaultdict[int | None, list[_Workers]] = defaultdict(list)


def alone(call: Callable[[Given], Made], one: Given, limits: Limits) -> Made:
    """Call in a worker process, which is kept for the next call, from any thread. Raises what the call raises."""
    idle = _idle[limits.memory]
    try:
        worker = idle.pop()
    except IndexError:  # this is the first call, or there are as many at once as never before
        from multiprocessing.util import Finalize

        worker = _Workers(1, limits.memory)
        Finalize(None, worker.stop, exitpriority=1)  # unlike atexit, it works in processes of multiprocessing too
    submit = partial(worker.submit, call, limits.timeout, one)
    try:
        outcome: Made | Exception = _from_started(_outcome(submit(), submit, BrokenExecutor))
    except BaseException:  # Ctrl-C, or no process starts
        worker.stop()
        raise
    idle.append(worker)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _from_started(outcome: Made | Exception) -> Made | Exception:
    if isinstance(outcome, BrokenExecutor):
        message = "worker processes do not start: is the call under `if __name__ == '__main__':`?"
        raise RuntimeError(message) from outcome  # noqa: TRY004
    return outcome


class _Workers:
    """Processes that are started with the first call, and anew where all of them were lost at once."""

    def __init__(self, jobs: int, memory: int | None) -> None:
        self._jobs = jobs
        self._memory = memory
        self._pool: ProcessPool | None = None

    def submit(self, call: Callable[[Given], Made], timeout: float | None, one: Given) -> Future[Made]:
        """Have a worker make a call."""
        if self._pool is not None and self._pool.active:
            return self._schedule(self._pool, call, timeout, one)
        self.stop()
        with _interrupts_held():
            self._pool = _pool(self._jobs, self._memory)
            return self._schedule(self._pool, call, timeout, one)

    @staticmethod
    def _schedule(pool: ProcessPool, call: Callable[[Given], Made], timeout: float | None, one: Given) -> Future[Made]:
        future: Future[Made] = pool.schedule(call, args=(one,), timeout=timeout)
        return future

    def stop(self) -> None:
        """End the processes, whatever they are doing."""
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start threads and processes that no Ctrl-C reaches, not even while they start: it is the parent's to answer.

    They inherit which signals are blocked, as do the processes that those threads start.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # which would let interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _pool(jobs: int, memory: int | None) -> ProcessPool:
    """Give fresh processes (never forked ones, which inherit the locks of this one's threads)."""
    import multiprocessing

    from pebble import ProcessPool

    process = multiprocessing.current_process()
    if process.daemon:  # as those of Dask are, and may have no children, lest they outlive it: ours do not
        process._config["daemon"] = False  # type: ignore[attr-defined]  # noqa: SLF001
    context = multiprocessing.get_context("spawn")
    return ProcessPool(jobs, initializer=_start_worker, initargs=(memory,), context=context)


def _start_worker(memory: int | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # at once, even in the middle of a call into C
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if memory is not None and sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory << 20, memory << 20))
    own_process()


def _end_with_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # it was killed: whatever this process is busy with, nobody waits for it any more


def own_process() -> None:
    """Set up a process that is all ours: it looks for circles less often, and PDF libraries log nothing in it.

    What matters of odd files it says by itself.
    """
    gc.set_threshold(_OBJECTS)
    for name in ("pdfminer", "pypdf", "pyhanko"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def error_of(name: str, error: Exception, limits: Limits) -> BadgePDFError:
    """Say as an error of this library what became of the call for a file."""
    from pebble import ProcessExpired

    if isinstance(error, BadgePDFError):
        return error
    found: BadgePDFError
    if isinstance(error, (TimeoutError, FutureTimeout)):
        fact = f"reading it takes longer than {limits.timeout:g} s"
        found = ExtractionTimeout(name, fact, "download the badge again, or give it a longer timeout")
    elif isinstance(error, MemoryError):
        found = UnreadableDocument(name, *_too_large(limits))
    elif isinstance(error, ProcessExpired):
        fact = f"reading it ended the worker process ({_ending(error.exitcode)})"
        found = UnreadableDocument(name, fact, "download the badge again, or allow it more memory")
    else:
        fact = f"reading it failed ({type(error).__name__}: {error})"
        found = UnreadableDocument(name, fact, "if it stays so, this is a defect of badgepdf: report it with the file")
    found.__cause__ = error
    return found


def _too_large(limits: Limits) -> tuple[str, str]:
    more = "more memory than there is" if limits.memory is None else f"more than {limits.memory} MiB of memory"
    return f"reading it takes {more}", "download the badge again, or allow it more memory"


def _ending(exitcode: int) -> str:
    try:
        return signal.Signals(-exitcode).name
    except ValueError:
        return f"exit code {exitcode}"
