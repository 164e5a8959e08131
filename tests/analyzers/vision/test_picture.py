import cv2
import numpy as np
import pytest

from aima.analyzers.vision.picture import Picture, content_change, is_cut, measure
from aima.model import kinds


def states(studio, *pictures, **more):
    drafts = Picture().analyze(studio.clip(*pictures, **more))
    return [
        (draft.payload.state, draft.span.start_ms, draft.span.end_ms) for draft in drafts if draft.kind is kinds.PICTURE
    ]


def cut_times(studio, *pictures, **more):
    drafts = Picture().analyze(studio.clip(*pictures, **more))
    return [draft.span.start_ms for draft in drafts if draft.kind is kinds.CUT]


def test_each_state_is_told(studio):
    photo = studio.photo("coffee")
    dark = (photo * 0.25).astype(np.uint8)
    bright = np.clip(photo.astype(int) + 200, 0, 255).astype(np.uint8)
    assert measure(photo).state == "usable"
    assert measure(dark).state == "dark"
    assert measure(bright).state == "overexposed"
    assert measure(studio.plain(colour=(3, 3, 3))).state == "black"
    assert measure(cv2.GaussianBlur(photo, (0, 0), 9)).state == "blurred"


def test_paper_with_writing_an_even_wall_and_a_face_before_it_are_usable(studio):
    for picture in (255 - studio.written("schwarz auf weiß"), studio.plain(), studio.with_face(80)):
        assert measure(picture).state == "usable"


def test_measures_lie_where_they_should(studio):
    red, grey = measure(studio.plain(colour=(255, 0, 0))), measure(studio.plain(colour=(128, 128, 128)))
    assert red.luminance == pytest.approx(0.2126, abs=1e-4)
    assert (red.saturation, grey.saturation) == (1.0, 0.0)
    assert grey.sharpness == 0
    assert measure(studio.photo("coffee")).sharpness > 0.5


def test_like_frames_are_one_stretch(studio):
    photo, black = studio.photo("coffee"), studio.plain(600, 400, (0, 0, 0))
    assert states(studio, photo, photo, black, black, photo) == [
        ("usable", 0, 1000),
        ("black", 1000, 2000),
        ("usable", 2000, 2500),
    ]


def test_a_picture_that_stands_for_five_seconds_is_frozen(studio):
    photo, other = studio.photo("coffee"), studio.with_face(80)
    assert states(studio, other, *[photo] * 11) == [("usable", 0, 500), ("frozen", 500, 6000)]
    assert states(studio, other, *[photo] * 8) == [("usable", 0, 4500)]


def test_black_stays_black_and_a_still_is_not_frozen(studio):
    assert states(studio, *[studio.plain(colour=(0, 0, 0))] * 12) == [("black", 0, 6000)]
    assert states(studio, studio.photo("coffee"), still=True) == [("usable", 0, 1)]


def test_cuts_are_found_and_movement_is_none(studio):
    moving = [studio.with_face(106, x=100 + 40 * step, y=20) for step in range(4)]
    coffee = cv2.resize(studio.photo("coffee"), (960, 540))
    assert cut_times(studio, *moving, coffee, coffee, *moving) == [2000, 3000]


def test_a_cut_of_the_decoder_is_a_cut(studio):
    photo = studio.photo("coffee")
    assert cut_times(studio, photo, photo, photo, cuts=(2,)) == [1000]


def test_the_recordings_first_frame_is_none_but_a_clips_may_be(studio):
    photo = studio.photo("coffee")
    assert cut_times(studio, photo, novelties=(1.0,)) == []
    assert cut_times(studio, photo, novelties=(1.0,), cuts=(0,)) == []
    assert cut_times(studio, photo, novelties=(0.4,), start_ms=30_000, index=1) == [30_000]
    assert cut_times(studio, photo, novelties=(0.05,), start_ms=30_000, index=1) == []


def test_a_difference_must_stand_out_from_its_neighbours():
    assert is_cut([3.0, 40.0, 4.0], 1)
    assert not is_cut([3.0, 20.0, 4.0], 1)
    assert not is_cut([35.0, 40.0, 38.0], 1)
    assert is_cut([60.0], 0)


def test_content_change_is_the_mean_over_hue_saturation_and_value():
    one, other = np.zeros((2, 2, 3), np.uint8), np.full((2, 2, 3), (0, 30, 60), np.uint8)
    assert content_change(one, other) == pytest.approx(30.0)
    assert content_change(one, np.zeros((3, 2, 3), np.uint8)) == 255
