from itertools import pairwise

import numpy as np
import pytest

from aima.analyzers.vision.looks import is_empty, looks
from aima.model.span import Span


def spans(clip, **more):
    return [(look.span.start_ms, look.span.end_ms) for look in looks(clip, **more)]


def test_a_frame_that_shows_the_same_extends_the_look_before(studio):
    clip = studio.clip(*[studio.plain()] * 4, novelties=(1.0, 0.0, 0.5, 0.0))
    assert spans(clip) == [(0, 1000), (1000, 2000)]


def test_small_changes_add_up(studio):
    clip = studio.clip(*[studio.plain()] * 7, novelties=(1.0, *[0.0015] * 6))
    assert spans(clip) == [(0, 1500), (1500, 3000), (3000, 3500)]


def test_the_first_frame_of_a_clip_is_examined_even_if_it_repeats_the_last_of_another(studio):
    clip = studio.clip(studio.plain(), studio.plain(), start_ms=30_000, index=1, novelties=(0.0, 0.0))
    assert spans(clip) == [(30_000, 31_000)]


def test_a_cut_is_a_look_of_its_own_without_a_before(studio):
    clip = studio.clip(*[studio.plain()] * 3, novelties=(1.0, 0.0, 0.0), cuts=(1,))
    assert [look.after_ms for look in looks(clip)] == [None, None]
    assert spans(clip) == [(0, 500), (500, 1500)]


def test_the_time_since_the_look_before_counts_skipped_frames(studio):
    clip = studio.clip(*[studio.plain()] * 4, novelties=(1.0, 0.0, 0.0, 0.3))
    assert [look.after_ms for look in looks(clip)] == [None, 1500]


def test_spans_cover_the_clip_from_the_first_frame_without_a_gap(studio):
    rng = np.random.default_rng(3)
    clip = studio.clip(*[studio.plain()] * 20, novelties=[1.0, *rng.uniform(0, 0.006, 19)])
    found = [look.span for look in looks(clip)]
    assert found[0].start_ms == 0
    assert found[-1].end_ms == clip.span.end_ms
    assert all(one.end_ms == other.start_ms for one, other in pairwise(found))


def test_a_still_is_one_look(studio):
    clip = studio.clip(studio.plain(), still=True)
    assert [look.span for look in looks(clip)] == [Span(0, 1)]


@pytest.mark.parametrize(("width", "height", "empty"), [(8, 8, True), (960, 8, True), (1, 1, True), (64, 64, False)])
def test_pictures_too_small_to_show_anything_are_empty(width, height, empty):
    noise = np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)
    assert is_empty(noise) is empty


def test_even_pictures_are_empty_and_faces_are_not(studio):
    assert is_empty(studio.plain(colour=(250, 3, 90)))
    assert not is_empty(studio.with_face(60))
