"""What every engine gives, and how it says no."""

from __future__ import annotations

from typing import NamedTuple

from .model import Page


class Reading(NamedTuple):
    """The pages of a PDF and the programs that made it."""

    pages: tuple[Page, ...]
    producer: str
    creator: str


class Refused(Exception):
    """An engine cannot read the file."""


class Locked(Refused):
    """An engine needs a password."""
