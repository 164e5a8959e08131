"""The pictures of the sample show what the truth will say of them."""

from itertools import pairwise

import numpy as np

from samples import picture
from samples.script import CARD, SCENES, Caption


def test_the_face_enters_waits_leaves_and_comes_back():
    seen = [picture.is_seen(picture.face_at(at)) for at in range(0, 66_000, 500)]
    changes = sum(a != b for a, b in pairwise(seen))
    assert changes == 4
    assert not seen[0]
    assert not seen[-1]


def test_no_face_is_in_a_title_or_in_the_black():
    for scene in SCENES:
        if scene.look != "room":
            assert picture.face_at(scene.start_ms + 500) is None


def test_the_face_lies_where_it_is_said_to_lie():
    face = picture.face_at(20_000)
    left, top, right, bottom = (round(value) for value in face)
    shown = picture.picture_at(20_000)[top:bottom, left:right].reshape(-1, 3).astype(int)
    red_over_blue = shown[:, 0] - shown[:, 2]
    assert red_over_blue.mean() > 25  # skin and hair; the room is grey


def test_black_is_black_and_a_card_has_letters_in_it():
    assert picture.picture_at(43_000).max() == 0
    card = picture.picture_at(46_000)
    light = card.min(axis=2) > 200
    assert 0.005 < light.mean() < 0.2


def test_captions_are_centred():
    drawn = np.asarray(picture.lettered((600, 200), (0, 0, 0), [Caption("Größe", "de", 0.3, 40)]))
    columns = np.flatnonzero(drawn.max(axis=(0, 2)) > 100)
    assert abs((columns[0] + columns[-1]) / 2 - 300) < 5


def test_a_moment_is_drawn_the_same_every_time():
    assert np.array_equal(picture.picture_at(15_000), picture.picture_at(15_000))
    assert picture.picture_at(0).shape == (720, 1280, 3)
    assert all(caption.text for caption in CARD)
