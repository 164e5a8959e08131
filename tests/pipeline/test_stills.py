"""The small pictures that are kept of a clip."""

from io import BytesIO

import numpy as np
from PIL import Image

from aima.model.clip import Clip, Frame
from aima.model.span import Span
from aima.pipeline.stills import APART_MS, LONG_SIDE_PX, PER_CLIP, pick_stills
from tests.pipeline.parts import ID


def clip(*seen: tuple[int, float], size: tuple[int, int] = (40, 60)) -> Clip:
    """A clip with a picture at each time, so new."""
    rgb = np.full((*size, 3), (200, 100, 50), np.uint8)
    frames = tuple(Frame(at_ms, rgb, novelty) for at_ms, novelty in seen)
    return Clip(ID, 0, Span(0, 30_000), None, frames)


def times(*seen: tuple[int, float]) -> list[int]:
    return [still.at_ms for still in pick_stills(clip(*seen))]


def test_the_newest_pictures_are_kept_in_order_of_time() -> None:
    seen = [(at * 2000, novelty) for at, novelty in enumerate((0.1, 0.9, 0.2, 0.8, 0.7, 0.3, 0.6))]
    assert times(*seen) == [2000, 6000, 8000, 12_000]
    assert PER_CLIP == 4


def test_of_pictures_that_follow_closely_only_the_newest_is_kept() -> None:
    assert times((0, 0.5), (APART_MS - 1, 0.9), (2 * APART_MS - 1, 0.4)) == [999, 1999]


def test_among_equals_the_earliest_are_kept() -> None:
    assert times(*((at * 1000, 0.5) for at in range(10))) == [0, 1000, 2000, 3000]


def test_a_clip_without_pictures_has_no_stills() -> None:
    assert times() == []


def test_a_still_is_a_small_jpeg_of_what_was_seen_the_same_every_time() -> None:
    large = clip((0, 1.0), size=(1080, 1920))
    (still,) = pick_stills(large)
    picture = Image.open(BytesIO(still.jpeg))
    assert (picture.format, picture.size) == ("JPEG", (LONG_SIDE_PX, 270))
    assert np.abs(np.asarray(picture).astype(int).mean(axis=(0, 1)) - (200, 100, 50)).max() < 3
    assert pick_stills(large) == (still,)
    assert not picture.getexif() and not picture.info.get("comment")
