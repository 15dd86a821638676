"""The badges' pictures for a page: each once, no larger than it is shown, and all together within a budget."""

from __future__ import annotations

import hashlib
import io
from base64 import b64encode

from ...record import BadgeRecord

_SIDES = (400, 256, 160, 96)  # pixels: the first at which all pictures fit into the budget
_BUDGET = 15_000_000  # bytes, before base64 adds a third


class Pictures:
    """The pictures of a page. `addresses` are data: addresses, to be read once all were added."""

    def __init__(self) -> None:
        self._places: dict[bytes, int] = {}
        self._scaled: list[bytes] = []

    def add(self, record: BadgeRecord) -> int | None:
        """Add a record's picture; give its place, None where there is none. Raises BadgePDFError."""
        picture = record.image
        if picture is None:
            return None
        mark = hashlib.sha256(picture).digest()
        if mark not in self._places:
            self._places[mark] = len(self._scaled)
            self._scaled.append(_scaled(picture, _SIDES[0]))
        return self._places[mark]

    @property
    def addresses(self) -> list[str]:
        for side in _SIDES[1:]:
            if sum(map(len, self._scaled)) <= _BUDGET:
                break
            self._scaled = [_scaled(picture, side) for picture in self._scaled]
        return [f"data:image/png;base64,{b64encode(picture).decode('ascii')}" for picture in self._scaled]


def _scaled(picture: bytes, side: int) -> bytes:
    """Give a picture as PNG with at most 256 colours, no side longer than `side`."""
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGBA")
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.quantize(256, Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()
