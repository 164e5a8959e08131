"""A frame as the small JPEG that a vision-language model is shown: no larger than stated, and without metadata."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

LONG_SIDE_PX = 768
"""Enough to tell what lies around; faces of people in the background stay small."""
QUALITY = 85


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG with its size in pixels, in which a model may give its boxes."""

    jpeg: bytes
    width: int
    height: int


def make_picture(rgb: NDArray[np.uint8], long_side_px: int = LONG_SIDE_PX) -> Picture:
    """The frame (uint8 `[H, W, 3]`, upright) with its longer side at most `long_side_px`; it is never enlarged."""
    from PIL import Image

    image = Image.fromarray(np.ascontiguousarray(rgb))
    image.thumbnail((long_side_px, long_side_px))
    written = BytesIO()
    image.save(written, "JPEG", quality=QUALITY)
    return Picture(written.getvalue(), image.width, image.height)
