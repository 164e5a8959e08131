import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aima.model.clip import SAMPLE_RATE, Clip, Frame
from aima.model.media import MediaKind
from aima.model.span import Span
from aima.testing.examples import example_clips, example_media

PICTURE = np.zeros((4, 6, 3), np.uint8)


def clip(start_ms=1000, length_ms=100, at=()):
    samples = np.arange(length_ms * SAMPLE_RATE // 1000, dtype=np.float32)
    frames = tuple(Frame(at_ms, PICTURE, 0.5) for at_ms in at)
    return Clip("5a" * 32, 0, Span(start_ms, start_ms + length_ms), samples, frames)


@pytest.mark.parametrize("rgb", [PICTURE[..., 0], PICTURE[..., :2], PICTURE.astype(np.float32)])
def test_a_frame_is_three_bytes_a_pixel(rgb):
    with pytest.raises(ValueError, match="a frame needs uint8"):
        Frame(0, rgb, 0.5)


@pytest.mark.parametrize("novelty", [-0.1, 1.1, float("nan")])
def test_novelty_is_a_share(novelty):
    with pytest.raises(ValueError, match="novelty lies in"):
        Frame(0, PICTURE, novelty)


def test_a_frame_knows_its_size():
    frame = Frame(0, PICTURE, 0.5)
    assert (frame.width, frame.height) == (6, 4)


@pytest.mark.parametrize("samples", [np.zeros(4), np.zeros((2, 2), np.float32), np.zeros(4, np.int16)])
def test_samples_are_mono_float32(samples):
    with pytest.raises(ValueError, match="samples need float32"):
        Clip("5a" * 32, 0, Span(0, 1), samples)


@pytest.mark.parametrize("at", [(999,), (1100,), (1010, 1010), (1020, 1010)])
def test_frames_rise_within_the_clip(at):
    with pytest.raises(ValueError, match="frame times must rise within"):
        clip(at=at)


@given(st.integers(0, 100), st.integers(0, 100))
def test_samples_of_a_span_and_back(one, two):
    made = clip()
    if one == two:
        return
    span = Span(1000 + min(one, two), 1000 + max(one, two))
    found = made.samples_in(span)
    assert found.size == span.length_ms * 16
    assert found[0] == (span.start_ms - 1000) * 16
    assert made.span_of(int(found[0]), int(found[-1]) + 1) == span


def test_samples_outside_are_not_there():
    made = clip()
    assert made.samples_in(Span(0, 1000)).size == 0
    assert made.samples_in(Span(1100, 2000)).size == 0
    assert made.samples_in(Span(0, 5000)).size == 1600
    assert Clip("5a" * 32, 0, Span(0, 1), None).samples_in(Span(0, 1)).size == 0
    assert made.span_of(3, 4) is None
    assert made.at_sample(10**9) == made.span.end_ms


def test_a_frame_speaks_until_the_next():
    made = clip(at=(1000, 1040))
    assert [made.frame_span(0), made.frame_span(1)] == [Span(1000, 1040), Span(1040, 1100)]


def test_a_still_has_a_span():
    assert example_media(MediaKind.IMAGE).span == Span(0, 1)
    assert example_media().span == Span(0, 60_000)


def test_the_examples_hold_what_they_promise():
    clips = example_clips()
    assert any(made.still for made in clips)
    assert any(made.samples is None and made.frames for made in clips)
    assert any(made.samples is not None and made.samples.size == 0 for made in clips)
    assert min(made.span.length_ms for made in clips) == 1
    assert all(np.abs(made.samples).max(initial=0) <= 1 for made in clips if made.samples is not None)


def test_the_time_of_a_sample_is_rounded_down_and_kept_within_the_clip():
    given = clip(start_ms=1000, length_ms=100)
    assert [given.at_sample(index) for index in (0, 1, 15, 16, 17, 32)] == [1000, 1000, 1000, 1001, 1001, 1002]
    assert (given.at_sample(-5), given.at_sample(10**9)) == (1000, 1100)
    assert given.span_of(1, 15) is None and given.span_of(15, 17) == Span(1000, 1001)
