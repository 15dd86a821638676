"""Writing results: whole or not at all, never over an input, under names that are safe anywhere."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from .errors import BadgePDFError, ExportError
from .record import BadgeRecord

_LONGEST = 60  # characters of a file's name that come from one text
_NOT_IN_NAMES = re.compile(r"[^\w]+")


def check_output(path: str, inputs: Iterable[str]) -> None:
    """Make sure, before anything is read, that a file can be written. ExportError if it can't."""
    target = Path(path)
    if any(_same(target, Path(source)) for source in inputs):
        raise ExportError(path, "is one of the files that are read", "give another name to -o")
    if target.is_dir():
        raise ExportError(path, "is a folder", "give the name of a file to -o")
    if not os.access(target.parent, os.W_OK):
        raise ExportError(path, "cannot be written", "check that its folder is there and may be written to")


def write_output(path: str, data: bytes) -> None:
    """Write a file: into a new one first, which then takes its place. ExportError if that can't be done."""
    target = Path(path)
    fresh = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        fresh.write_bytes(data)
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        fact = f"cannot be written ({error.strerror})"
        raise ExportError(path, fact, "check that its folder is there, may be written to and has room") from error


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return False


def save_pictures(records: Iterable[BadgeRecord], folder: str) -> Iterator[str | BadgePDFError]:
    """Write each record's picture as a PNG into a folder, which is made if needed.

    Gives for each record that has a picture the path written, or the error that kept it from being written.
    A file that is there already with other contents is left alone: the picture gets a number behind its name.
    """
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        yield ExportError(folder, f"the folder cannot be made ({error.strerror})", "give another folder to --images")
        return
    used: set[str] = set()
    for record in records:
        try:
            picture = record.image
            if picture is None:
                continue
            target = _free_name(Path(folder), picture_name(record), picture, used)
            write_output(str(target), picture)
        except BadgePDFError as error:
            yield error
        else:
            yield str(target)


def picture_name(record: BadgeRecord) -> str:
    """Give a name for a record's picture that is safe on every system, without its ending.

    >>> picture_name(BadgeRecord(file="in/../Badge n°1.pdf", name="Médiation: niveau 1/2"))
    'Badge-n-1-Médiation-niveau-1-2'
    """
    stem = Path(record.file).stem if record.file else ""
    parts = (_NOT_IN_NAMES.sub("-", part)[:_LONGEST].strip("-_") for part in (stem, record.name or "badge"))
    return "-".join(filter(None, parts)) or "badge"


def _free_name(folder: Path, name: str, picture: bytes, used: set[str]) -> Path:
    number = 1
    while True:
        target = folder / (f"{name}-{number}.png" if number > 1 else f"{name}.png")
        taken = target.name.casefold() in used
        if not taken and (not target.exists() or target.read_bytes() == picture):
            used.add(target.name.casefold())
            return target
        number += 1


def speak_utf8() -> None:
    """Make standard output and error UTF-8 wherever the system's own encoding is another one."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
