"""A reader that takes its worker process down with it; a process of its own can import it from here."""

import os
import signal
import threading
import time

from badgepdf.batch import BatchResult, read_item
from badgepdf.extract import How
from badgepdf.sources import Item
from badgepdf.workers import Limits


def read_unless_z(item: Item) -> BatchResult:
    if item.name.endswith("z.pdf"):
        os._exit(3)
    return read_item(item, how=How(), limits=Limits())


def read_then_die(item: Item) -> BatchResult:
    """Read, and end the process as soon as it has answered."""
    result = read_item(item, how=How(), limits=Limits())
    threading.Timer(0.2, os._exit, (3,)).start()
    return result


def is_deaf(_item: Item) -> bool:
    """Tell whether interrupts are blocked in this process, as they were before it ran any code of ours."""
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def said_back(word: str) -> str:
    """Give a word back: at once, after a while, or not at all."""
    time.sleep({"slow": 0.3, "hang": 60}.get(word, 0))
    return word
