"""A frame as the small JPEG that is sent."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from aima.look.picture import LONG_SIDE_PX, make_picture


def frame(width: int, height: int) -> np.ndarray:
    rgb = np.zeros((height, width, 3), np.uint8)
    rgb[:, : width // 2] = (250, 20, 20)
    return rgb


@pytest.mark.parametrize(
    ("size", "limit", "expected"),
    [
        ((1920, 1080), LONG_SIDE_PX, (768, 432)),
        ((1080, 1920), 640, (360, 640)),
        ((320, 180), LONG_SIDE_PX, (320, 180)),
        ((1, 1), LONG_SIDE_PX, (1, 1)),
        ((4000, 3), 100, (100, 1)),
    ],
)
def test_the_longer_side_is_bounded_and_nothing_is_enlarged(
    size: tuple[int, int], limit: int, expected: tuple[int, int]
) -> None:
    picture = make_picture(frame(*size), limit)
    opened = Image.open(BytesIO(picture.jpeg))
    assert (picture.width, picture.height) == opened.size == expected
    assert opened.format == "JPEG" and opened.mode == "RGB"


def test_it_shows_the_frame_and_tells_nothing_else() -> None:
    picture = make_picture(frame(1920, 1080)[:, ::-1])
    opened = Image.open(BytesIO(picture.jpeg))
    left, right = opened.getpixel((50, 200)), opened.getpixel((700, 200))
    assert sum(left) < 30 and right[0] > 230 and right[1] < 40  # a view that is not contiguous is mirrored rightly
    assert not opened.getexif() and set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert make_picture(frame(1920, 1080)[:, ::-1]) == picture
