"""Calls in worker processes with limits: what hangs, crashes or eats memory costs its own call and no other."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from concurrent.futures import TimeoutError as FutureTimeout
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from .errors import BadgePDFError, ExtractionTimeout, UnreadableDocument

if TYPE_CHECKING:
    from pebble import ProcessPool

Given = TypeVar("Given")
Made = TypeVar("Made")

_OBJECTS = 50_000  # between two looks for circles of objects: reading makes few, and each look costs
_AGAIN = 3  # times that a call is given again to an executor that loses it
_AHEAD = 256  # calls that are under way or waiting for one before them, so that a slow one holds up no other


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
    call: Callable[[Given], Made], given: Iterable[Given], jobs: int, limits: Limits
) -> Iterator[tuple[Given, Made | Exception]]:
    """Call for each of what is given in worker processes, and give each result or exception in the same order."""
    with _pool(jobs, limits) as pool:
        try:
            for one, made in _settled(given, lambda one: pool.schedule(call, args=(one,), timeout=limits.timeout)):
                yield one, _from_started(made)
        except BaseException:  # the caller stops, or Ctrl-C: what is not done yet is not waited for
            pool.stop()
            raise


def in_executor(
    call: Callable[[Given], Made], given: Iterable[Given], executor: Executor, limits: Limits
) -> Iterator[tuple[Given, Made | Exception]]:
    """Do the same through somebody else's executor, where each call has a worker process of its own: see `alone`.

    A call that the executor loses, as a cluster does whose machine goes, is given to it again.
    """

    def submit(one: Given) -> Future[_Done]:
        return executor.submit(_tried, call, one, limits)

    for one, made in _settled(given, submit):
        outcome: _Done | Exception = made
        for _ in range(_AGAIN):
            if isinstance(outcome, (_Done, CancelledError)):
                break
            outcome = _outcome(submit(one))
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
    given: Iterable[Given], submit: Callable[[Given], Future[Made]]
) -> Iterator[tuple[Given, Made | Exception]]:
    waiting: deque[tuple[Given, Future[Made]]] = deque()
    try:
        for one in given:
            waiting.append((one, submit(one)))
            while waiting and (len(waiting) >= _AHEAD or waiting[0][1].done()):
                first, future = waiting.popleft()
                yield first, _outcome(future)
        while waiting:
            first, future = waiting.popleft()
            yield first, _outcome(future)
    finally:
        for _, future in waiting:
            future.cancel()


def _outcome(future: Future[Any]) -> Any:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the result of this call and of no other
        return error


_idle: defaultdict[int | None, list[ProcessPool]] = defaultdict(list)


def alone(call: Callable[[Given], Made], one: Given, limits: Limits) -> Made:
    """Call in a worker process, which is kept for the next call, from any thread. Raises what the call raises."""
    idle = _idle[limits.memory]
    try:
        pool = idle.pop()
    except IndexError:  # this is the first call, or there are as many at once as never before
        from multiprocessing.util import Finalize

        pool = _pool(1, limits)
        Finalize(None, _stop, (pool,), exitpriority=1)  # unlike atexit, it works in processes of multiprocessing too
    try:
        outcome: Made | Exception = _from_started(_outcome(pool.schedule(call, args=(one,), timeout=limits.timeout)))
    except BaseException:  # Ctrl-C, or no process starts
        _stop(pool)
        raise
    idle.append(pool)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _stop(pool: ProcessPool) -> None:
    pool.stop()
    pool.join()


def _from_started(outcome: Made | Exception) -> Made | Exception:
    if isinstance(outcome, BrokenExecutor):
        message = "worker processes do not start: is the call under `if __name__ == '__main__':`?"
        raise RuntimeError(message) from outcome  # noqa: TRY004
    return outcome


def _pool(jobs: int, limits: Limits) -> ProcessPool:
    """Give fresh processes (never forked ones, which inherit the locks of this one's threads)."""
    import multiprocessing

    from pebble import ProcessPool

    process = multiprocessing.current_process()
    if process.daemon:  # as those of Dask are, and may have no children, lest they outlive it: ours do not
        process._config["daemon"] = False  # type: ignore[attr-defined]  # noqa: SLF001
    context = multiprocessing.get_context("spawn")
    return ProcessPool(jobs, initializer=_start_worker, initargs=(limits.memory,), context=context)


def _start_worker(memory: int | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # at once, even in the middle of a call into C
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(_OBJECTS)
    if memory is not None and sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory << 20, memory << 20))
    hush()


def _end_with_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # it was killed: whatever this process is busy with, nobody waits for it any more


def hush() -> None:
    """Silence what PDF libraries log about odd files: a process of our own says what matters by itself."""
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
