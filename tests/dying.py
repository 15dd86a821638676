"""A reader that takes its worker process down with it; a process of its own can import it from here."""

import os

from badgepdf.batch import BatchResult, read_one
from badgepdf.extract import How


def read_unless_z(path: str) -> BatchResult:
    if path.endswith("z.pdf"):
        os._exit(3)
    return read_one(path, how=How())
