"""QR codes in images, through zxing-cpp."""

from __future__ import annotations

import zxingcpp
from PIL import Image as Pillow

_MOST = 0.5  # of the width: what a code must span for the image to be nothing else


def is_barcode(image: Pillow.Image) -> bool:
    """Tell whether an image is a QR code, and not a picture with a small one in it."""
    paper = Pillow.new("RGBA", image.size, "white")
    paper.alpha_composite(image.convert("RGBA"))
    for code in zxingcpp.read_barcodes(paper.convert("L")):
        corners = code.position
        across = [p.x for p in (corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right)]
        if max(across) - min(across) > _MOST * image.width:
            return True
    return False
