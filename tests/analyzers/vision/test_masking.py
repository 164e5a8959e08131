import cv2
import numpy as np
import pytest

from aima.analyzers.vision import masking
from aima.analyzers.vision.face_finding import FoundFace
from aima.analyzers.vision.masking import Area, Turned, count, fill, mask_faces
from aima.errors import ModelMissing
from aima.model.observation import Box


def core(side, x, y):
    """The inner part of the astronaut's face after scaling and pasting, as slices."""
    left, top = x + 172 * side / 106, y + 73 * side / 106
    return (
        slice(round(top + side * 0.15), round(top + side * 0.9)),
        slice(round(left + side * 0.15), round(left + side * 0.85)),
    )


def is_flat(part):
    return part.size > 0 and np.all(part == masking.GREY)


@pytest.mark.parametrize("side", [28, 40, 80, 110])
def test_faces_of_many_sizes_are_covered(studio, side):
    picture = studio.with_face(side, x=40, y=0, canvas=studio.plain(400, 260))
    before = picture.copy()
    masked, places = mask_faces(picture)
    assert is_flat(masked[core(side, 40, 0)]) and places >= 1
    assert np.array_equal(picture, before)


@pytest.mark.parametrize("degrees", [-20, 45, 90, 180])
@pytest.mark.parametrize("size", [300, 220])
def test_tilted_heads_are_covered(studio, degrees, size):
    person = studio.astronaut()[20:240, 112:332]
    turn = cv2.getRotationMatrix2D((110, 110), degrees, 1)
    canvas = np.full((size, size, 3), 90, np.uint8)
    edge = (size - 220) // 2
    canvas[edge : edge + 220, edge : edge + 220] = cv2.warpAffine(
        person, turn, (220, 220), borderMode=cv2.BORDER_REFLECT
    )
    x, y = turn @ np.array([113.0, 106.0, 1.0])
    masked, _ = mask_faces(canvas)
    assert is_flat(masked[round(edge + y) - 25 : round(edge + y) + 25, round(edge + x) - 25 : round(edge + x) + 25])


def test_two_people_are_two_places(studio):
    picture = studio.with_face(60, x=0, y=20, canvas=studio.plain(640, 360))
    picture = studio.with_face(60, x=320, y=20, person=studio.admiral(), canvas=picture)
    masked, places = mask_faces(picture)
    assert is_flat(masked[core(60, 0, 20)]) and places >= 2


def test_nothing_outside_the_boxes_is_touched(studio):
    picture = studio.with_face(60, x=200, y=20, canvas=studio.plain(640, 360, (10, 200, 30)))
    masked, _ = mask_faces(picture)
    changed = (masked != picture).any(axis=2)
    assert np.all(masked[changed] == masking.GREY)
    assert 0.005 < changed.mean() < 0.1 and not changed[:, :150].any()


def test_the_same_picture_gives_the_same_bytes(studio):
    picture = studio.with_face(60, canvas=studio.plain(300, 200))
    assert mask_faces(picture)[0].tobytes() == mask_faces(picture)[0].tobytes()


def test_known_faces_are_covered_where_nothing_is_found(studio):
    masked, places = mask_faces(studio.plain(width=400, height=200, colour=(0, 0, 0)), [Box(0.5, 0.5, 0.1, 0.2)])
    assert places == 1
    # 40 x 40 px around (220, 120), made 1.4 times as wide.
    assert is_flat(masked[92:148, 192:248])
    assert masked.any(axis=2).sum() == 56 * 56


def test_the_head_of_a_whole_person_is_covered_without_a_face(studio):
    masked, places = mask_faces(studio.figure(250))
    assert places == 1 and is_flat(masked[62:80, 310:330])
    assert not is_flat(masked[200:300, 310:330])


@pytest.mark.parametrize("name", ["chelsea", "rocket"])
def test_pictures_without_people_stay_nearly_whole(studio, name):
    picture = studio.photo(name)
    assert (mask_faces(picture)[0] != picture).any(axis=2).mean() < 0.02


@pytest.mark.parametrize("shape", [(1, 1), (8, 300), (300, 8), (40, 40)])
def test_tiny_pictures_are_taken(shape):
    assert mask_faces(np.zeros((*shape, 3), np.uint8))[0].shape == (*shape, 3)


def test_areas_are_cut_to_the_picture():
    rgb = np.zeros((10, 10, 3), np.uint8)
    masked = fill(rgb, [Area(-5.0, -5.0, 2.5, 1.5), Area(8.0, 8.0, 30.0, 30.0), Area(20.0, 20.0, 30.0, 30.0)])
    assert masked.any(axis=2).sum() == 2 * 3 + 2 * 2 and not rgb.any()


def test_one_place_found_twice_is_one():
    face = Area(10, 10, 30, 30)
    assert count([face, Area(12, 9, 33, 31), Area(60, 10, 80, 30)]) == 2


def test_without_a_detector_nothing_is_masked_by_half(monkeypatch):
    monkeypatch.setattr(masking, "_FRONTAL", "no_such_file.xml")
    masking._masker.cache_clear()
    with pytest.raises(ModelMissing, match=r"no_such_file\.xml"):
        mask_faces(np.zeros((40, 40, 3), np.uint8))


@pytest.mark.parametrize("degrees", [0, 45, 90, 180, 315])
def test_what_is_found_in_a_turned_picture_is_where_it_was(degrees):
    grey = np.zeros((60, 100), np.uint8)
    grey[10:15, 70:75] = 255
    turned = Turned.by(grey, degrees)
    y, x = np.unravel_index(cv2.GaussianBlur(turned.grey, (7, 7), 0).argmax(), turned.grey.shape)
    back = turned.back(FoundFace(x - 10.0, y - 10.0, 20.0, 1.0))
    assert back.centre == pytest.approx((72, 12), abs=1.5) and back.side == 20
    if degrees % 90 == 0:
        assert turned.grey.sum() == grey.sum()
