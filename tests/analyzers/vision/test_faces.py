import cv2
import pytest

from aima.analyzers.vision.face_finding import FoundFace
from aima.analyzers.vision.faces import Faces, sharpness_of
from aima.errors import ModelMissing


@pytest.fixture(scope="module")
def faces():
    return Faces()


def test_a_face_is_reported_with_place_size_and_vector(faces, studio):
    (draft,) = faces.analyze(studio.clip(studio.with_face(106, x=300, y=20)))
    assert draft.span.end_ms == 500
    assert draft.confidence > 0.8
    assert draft.payload.side_px == pytest.approx(106, abs=16)
    assert draft.box.x * 960 == pytest.approx(472, abs=12)
    assert draft.box.y * 540 == pytest.approx(93, abs=14)
    assert draft.vector.space == "face"
    assert len(draft.vector.values) == 128


def test_a_face_that_stays_gets_a_vector_every_second_only(faces, studio):
    pictures = [studio.with_face(106, x=300 + 5 * step, y=20) for step in range(6)]
    drafts = list(faces.analyze(studio.clip(*pictures)))
    assert [draft.vector is not None for draft in drafts] == [True, False, True, False, True, False]


def test_a_face_after_a_cut_gets_a_vector_at_once(faces, studio):
    pictures = [studio.with_face(106, x=300, y=20), studio.with_face(106, x=305, y=20)]
    drafts = list(faces.analyze(studio.clip(*pictures, cuts=(1,))))
    assert all(draft.vector is not None for draft in drafts)


def test_a_face_in_an_unchanged_picture_is_one_draft_over_the_whole_time(faces, studio):
    picture = studio.with_face(106)
    (draft,) = faces.analyze(studio.clip(*[picture] * 5))
    assert (draft.span.start_ms, draft.span.end_ms) == (0, 2500)


def test_it_leaves_with_the_picture(faces, studio):
    drafts = list(faces.analyze(studio.clip(studio.with_face(106), studio.plain(), studio.plain())))
    assert [(draft.span.start_ms, draft.span.end_ms) for draft in drafts] == [(0, 500)]


def test_a_blurred_face_is_less_sharp(studio):
    picture = studio.with_face(106, x=300, y=100)
    face = FoundFace(472.0, 173.0, 106.0, 1.0)
    crisp, blurred = sharpness_of(picture, face), sharpness_of(cv2.GaussianBlur(picture, (0, 0), 4), face)
    assert blurred < 0.25 < 0.5 < crisp < 1


def test_without_its_models_it_says_what_is_missing(monkeypatch):
    def gone(package, relative):
        raise ModelMissing(f"{relative} of {package} is missing.")

    monkeypatch.setattr("aima.analyzers.vision.faces.packaged", gone)
    with pytest.raises(ModelMissing, match="face_recognition_models"):
        Faces.build(None)
