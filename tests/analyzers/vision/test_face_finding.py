import numpy as np
import pytest

from aima.analyzers.vision.face_finding import FaceFinder, FoundFace, distinct, tiles, turned_back, upright


@pytest.fixture(scope="module")
def finder():
    return FaceFinder()


def expected(side, x=300, y=100):
    """Where the astronaut's face is after scaling and pasting."""
    return FoundFace(x + 172 * side / 106, y + 73 * side / 106, side, 1.0)


@pytest.mark.parametrize("side", [36, 45, 60, 90, 120, 180])
def test_faces_of_many_sizes_are_found_once_and_where_they_are(finder, studio, side):
    found = finder.find(studio.with_face(side, x=200, y=20))
    assert len(found) == 1
    assert found[0].overlap(expected(side, 200, 20)) > 0.6
    assert abs(found[0].roll_deg) < 20


@pytest.mark.parametrize(("turn", "roll"), [(1, -90), (2, 180), (3, 90)])
def test_people_who_lie_are_found_with_the_tilt_of_their_head(finder, studio, turn, roll):
    found = finder.find(studio.with_face(100, x=250, y=20, turn=turn))
    assert len(found) == 1
    assert abs((found[0].roll_deg - roll + 180) % 360 - 180) < 20


def test_two_faces_are_two(finder, studio):
    picture = studio.with_face(90, x=0, y=20)
    picture = studio.with_face(90, x=480, y=20, person=studio.admiral(), canvas=picture)
    assert len(finder.find(picture)) == 2


def test_a_face_at_the_edge_of_a_large_frame_is_found(finder, studio):
    canvas = studio.plain(1920, 1080)
    found = finder.find(studio.with_face(50, x=1700, y=700, canvas=canvas))
    assert [face.overlap(expected(50, 1700, 700)) > 0.6 for face in found] == [True]


@pytest.mark.parametrize("name", ["coffee", "chelsea", "rocket", "hubble_deep_field", "retina"])
def test_pictures_without_a_person_have_no_face(finder, studio, name):
    assert finder.find(studio.photo(name)) == ()


@pytest.mark.parametrize(
    ("width", "height"), [(960, 540), (540, 960), (1920, 1080), (720, 720), (1200, 1200), (960, 60)]
)
def test_tiles_cover_the_picture(width, height):
    seen = np.zeros((height, width), bool)
    for left, top, side in tiles(width, height):
        assert 0 <= left <= width - side
        assert 0 <= top <= height - side
        seen[top : top + side, left : left + side] = True
    assert seen.all() or (width == height and width < 1080)


def test_a_turned_box_turns_back():
    picture = np.zeros((40, 100), np.uint8)
    picture[5:15, 70:80] = 1
    for turns in (0, 1, 3):
        rows, columns = np.nonzero(np.rot90(picture, turns))
        face = FoundFace(float(columns.min()), float(rows.min()), 10.0, 1.0)
        back = turned_back(face, turns, 100, 40)
        assert (back.left, back.top) == (70, 5)


def test_an_upright_crop_maps_back_to_the_frame(studio):
    face = FoundFace(300.0, 200.0, 80.0, 1.0, 37.0)
    crop = upright(studio.plain(), face, 2.0)
    half = (crop.rgb.shape[0] - 1) / 2
    assert crop.frame_point(half, half) == pytest.approx(face.centre)
    assert crop.scale == pytest.approx(1.0)
    right = np.subtract(crop.frame_point(half + 10, half), face.centre)
    assert np.degrees(np.arctan2(right[1], right[0])) == pytest.approx(37.0)


def test_of_overlapping_faces_the_surest_stays():
    sure, unsure = FoundFace(10, 10, 50, 0.9), FoundFace(14, 12, 50, 0.8)
    assert distinct([unsure, sure, FoundFace(200, 10, 50, 0.7)]) == (sure, FoundFace(200, 10, 50, 0.7))
