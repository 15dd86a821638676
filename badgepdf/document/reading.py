"""What every engine gives, and how it says no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .model import Page


class Reading(NamedTuple):
    """The pages of a PDF, and what its Info dictionary says under the keys that are looked at."""

    pages: tuple[Page, ...]
    info: Mapping[str, str]


INFO_KEYS = ("Producer", "Creator", "openbadges", "openbadge")


class Refused(Exception):
    """An engine cannot read the file."""


class Locked(Refused):
    """An engine needs a password."""
