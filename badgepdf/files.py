"""Writing results: whole or not at all, never over an input, under names that are safe anywhere."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from .errors import BadgePDFError, ExportError
from .record import BadgeRecord

_LONGEST = 90  # bytes of a file's name that come from one text; file systems take 255 in all
_NOT_IN_NAMES = re.compile(r"[^\w]+")


def check_output(path: str, inputs: Iterable[str]) -> None:
    """Make sure, before anything is read, that a file can be written. ExportError if it can't."""
    if (own := _identity(path)) and any(_identity(source) == own for source in inputs):
        raise ExportError(path, "is one of the files that are read", "give another name to -o")
    if path.endswith(os.sep) or os.path.isdir(path):  # noqa: PTH112 - unlike Path's, it takes any text
        raise ExportError(path, "is a folder", "give the name of a file to -o")
    if not os.access(Path(path).parent, os.W_OK):
        raise ExportError(path, "cannot be written", "check that its folder is there and may be written to")


def _identity(path: str) -> tuple[int, int] | None:
    """Give what tells a file from others, whatever it is called; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - unlike Path's, it takes any text, and there may be thousands
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def write_output(path: str, data: bytes) -> None:
    """Write a file: into a new one first, which then takes its place; a device or a pipe is written to.

    A symbolic link stays, and the file it leads to is written. ExportError if that can't be done.
    """
    given = Path(path)
    try:
        if given.exists() and not given.is_file():
            given.write_bytes(data)
            return
        target = given.resolve()
        fresh = target.with_name(f".{os.getpid()}.part")
        try:
            fresh.write_bytes(data)
            if target.exists():
                fresh.chmod(stat.S_IMODE(target.stat().st_mode))
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        fact = f"cannot be written ({error.strerror})"
        raise ExportError(path, fact, "check that its folder is there, may be written to and has room") from error


def prepare_folder(folder: str) -> None:
    """Make a folder if it is not there. ExportError if that can't be done, or if it can't be written to."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fact = f"the folder cannot be made ({error.strerror})"
        raise ExportError(folder, fact, "give another folder to --images") from error
    if not os.access(folder, os.W_OK):
        raise ExportError(folder, "the folder cannot be written to", "give another folder to --images")


def save_pictures(
    records: Iterable[BadgeRecord], folder: str, used: set[str] | None = None
) -> Iterator[str | BadgePDFError]:
    """Write each record's picture as a PNG into a folder, under none of the names in `used`, and add its name to them.

    Gives for each record that has a picture the path written, or the error that kept it from being written.
    A file that is there already with other contents is left alone: the picture gets a number behind its name.
    """
    used = set() if used is None else used
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
    parts = (_shortened(_NOT_IN_NAMES.sub("-", part)).strip("-_") for part in (stem, record.name or "badge"))
    return "-".join(filter(None, parts)) or "badge"


def _shortened(text: str) -> str:
    return text.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore")


def picture_names(records: Iterable[BadgeRecord]) -> Iterator[str | None]:
    """Give for each record the name of the file that `save_pictures` writes into an empty folder.

    None where there is no picture, or none that can be read.
    """
    used: set[str] = set()
    for record in records:
        name = None
        if _has_picture(record):
            name = next(name for name in _file_names(picture_name(record)) if name.casefold() not in used)
            used.add(name.casefold())
        yield name


def _has_picture(record: BadgeRecord) -> bool:
    try:
        return record.image is not None
    except BadgePDFError:  # save_pictures gives the error
        return False


def _free_name(folder: Path, name: str, picture: bytes, used: set[str]) -> Path:
    targets = (folder / file_name for file_name in _file_names(name))
    free = (target for target in targets if target.name.casefold() not in used)
    target = next(target for target in free if not target.exists() or _holds(target, picture))
    used.add(target.name.casefold())
    return target


def _file_names(name: str) -> Iterator[str]:
    """Give the names that a picture may get, the best first, without end."""
    yield f"{name}.png"
    yield from (f"{name}-{number}.png" for number in count(2))


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:  # a folder, or a file of somebody else's
        return False
