import pytest

from aima.analyzers.vision.pose import FROM_MEDIAPIPE, Pose, box_of


@pytest.fixture(scope="module")
def pose():
    return Pose()


def test_a_portrait_has_a_pose_with_the_face_where_it_is(pose, studio):
    (draft,) = pose.analyze(studio.clip(studio.with_face(106, x=200, y=20)))
    nose, left_eye, right_eye = draft.payload.keypoints[:3]
    assert nose.x * 960 == pytest.approx(425, abs=20)
    assert nose.y * 540 == pytest.approx(155, abs=20)
    assert left_eye.x > right_eye.x  # left as seen by the person
    assert draft.payload.posture == "upright"
    assert draft.payload.movement is None
    assert draft.confidence > 0.5


def test_movement_is_measured_against_the_look_before(pose, studio):
    still = [studio.with_face(106, x=200, y=20), studio.with_face(106, x=201, y=20)]
    moving = [studio.with_face(106, x=200, y=20), studio.with_face(106, x=240, y=20)]
    slow = list(pose.analyze(studio.clip(*still, novelties=(1.0, 0.1))))[1].payload.movement
    fast = list(pose.analyze(studio.clip(*moving)))[1].payload.movement
    assert slow < 0.15 < fast < 1.5


def test_no_movement_across_a_cut_or_a_long_gap(pose, studio):
    pictures = [studio.with_face(106, x=200, y=20), studio.with_face(106, x=240, y=20)]
    cut = list(pose.analyze(studio.clip(*pictures, cuts=(1,))))
    late = list(pose.analyze(studio.clip(*pictures, every_ms=3000)))
    assert [draft.payload.movement for draft in (*cut, *late)] == [None] * 4


def test_a_picture_without_people_has_no_pose(pose, studio):
    assert list(pose.analyze(studio.clip(studio.photo("coffee")))) == []


def test_every_keypoint_has_its_landmark():
    assert len(FROM_MEDIAPIPE) == 17
    assert list(FROM_MEDIAPIPE) == sorted(set(FROM_MEDIAPIPE))


def test_the_box_needs_visible_keypoints(studio, pose):
    (draft,) = pose.analyze(studio.clip(studio.with_face(106, x=200, y=20)))
    assert draft.box is not None
    hidden = pose._points(studio.with_face(106, x=200, y=20))
    hidden[:, 2] = 0.1
    assert box_of(hidden, 960, 540) is None
