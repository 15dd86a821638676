"""What other installed packages add: layouts and exporters, announced as entry points."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from .errors import PluginError

_Added = TypeVar("_Added")


@cache
def added(group: str, kind: type[_Added]) -> dict[str, _Added]:
    """Give what packages announce under "badgepdf.layouts" or "badgepdf.exporters", by the names they announce.

    Raises PluginError for one that can't be loaded or is no `kind`.
    """
    from importlib.metadata import entry_points

    found: dict[str, _Added] = {}
    for point in entry_points(group=group):
        package = point.dist.name if point.dist else "a package"
        way_out = f"update or uninstall {package}"
        try:
            value = point.load()
        except Exception as error:
            raise PluginError(point.name, f"{point.value} cannot be loaded ({error!r})", way_out) from error
        if not isinstance(value, kind):
            raise PluginError(point.name, f"{point.value} is no {kind.__name__}", way_out)
        if getattr(value, "name", None) != point.name or point.name in found:
            raise PluginError(point.name, f"{point.value} has another name, or one that is taken", way_out)
        found[point.name] = value
    return found
