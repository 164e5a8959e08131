"""Emotion, keyword and pose as queries over a timeline."""

import pytest

from aima.model import kinds
from aima.model.media import Media, MediaId, MediaKind
from aima.model.observation import Draft, Observation, RunId, observation_id
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.model.timelines import emotion_timeline, keyword_timeline, pose_timeline

MEDIA = Media(MediaId("a" * 64), "talk.mp4", 1, MediaKind.VIDEO, "mp4", 5000, ())
RUN = RunId("b" * 64)


def timeline(*drafts: Draft) -> Timeline:
    made = [Observation(observation_id(RUN, 0, i), RUN, 0, draft) for i, draft in enumerate(drafts)]
    return Timeline(MEDIA, made)


def affect(start: int, end: int, arousal: float, subject: str | None = "speaker-1") -> Draft:
    payload = kinds.Affect(arousal=arousal, valence=None, baseline="speaker")
    return Draft(kinds.SPEECH_AFFECT, Span(start, end), payload, subject=subject)


def pose(start: int, end: int, tension: float | None, posture: str = "upright", arms: str = "free") -> Draft:
    point = kinds.Keypoint(x=0.5, y=0.5, visibility=1.0)
    payload = kinds.Pose(keypoints=(point,) * 17, tension=tension, movement=None, posture=posture, arms=arms)
    return Draft(kinds.POSE, Span(start, end), payload, confidence=0.8)


def test_arousal_is_weighted_by_the_time_it_holds_in_a_window():
    points = emotion_timeline(timeline(affect(0, 750, 0.4), affect(750, 2000, 0.8)), 1000)
    assert [(p.span, p.arousal, p.valence) for p in points] == [
        (Span(0, 1000), 0.5, None),
        (Span(1000, 2000), 0.8, None),
    ]
    assert len(points[0].sources) == 2


def test_windows_without_observations_have_no_point_and_the_last_window_ends_with_the_recording():
    points = emotion_timeline(timeline(affect(4500, 5000, 0.6)), 2000)
    assert [p.span for p in points] == [Span(4000, 5000)]


def test_each_subject_has_its_own_curve_and_the_unnamed_comes_last():
    points = emotion_timeline(timeline(affect(0, 900, 0.9, None), affect(0, 900, 0.2, "speaker-2")), 1000)
    assert [(p.subject, p.arousal) for p in points] == [("speaker-2", 0.2), (None, 0.9)]


def test_classes_of_full_models_are_ranked_by_time():
    fear = Draft(kinds.SPEECH_EMOTION, Span(0, 700), kinds.Emotion(label="fear", valence=-0.6, arousal=0.9))
    calm = Draft(kinds.FACE_EMOTION, Span(700, 1000), kinds.Emotion(label="calm", valence=0.4))
    (point,) = emotion_timeline(timeline(fear, calm), 1000)
    assert point.labels == ("fear", "calm")
    assert (point.arousal, point.valence) == (0.9, -0.3)


def test_keywords_keep_order_and_identity():
    def keyword(at: int, term: str) -> Draft:
        payload = kinds.Keyword(
            term=term, category="refusal", priority="high", source="spoken", text=term, language="en"
        )
        return Draft(kinds.KEYWORD, Span(at, at + 200), payload, confidence=0.9, subject="speaker-1")

    whole = timeline(keyword(3000, "no"), keyword(1000, "stop"))
    points = keyword_timeline(whole)
    assert [p.keyword.term for p in points] == ["stop", "no"]
    assert [whole[p.source].span for p in points] == [p.span for p in points]


def test_poses_are_merged_by_window_with_what_held_longest():
    points = pose_timeline(
        timeline(pose(0, 600, 0.2), pose(600, 1000, 0.7, "bent", "raised"), pose(1000, 2000, None)), 1000
    )
    assert [(p.tension, p.movement, p.posture, p.arms, p.poses) for p in points] == [
        (0.4, None, "upright", "free", 2),
        (None, None, "upright", "free", 1),
    ]


def test_a_step_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least 1 ms"):
        pose_timeline(timeline(), 0)
    with pytest.raises(ValueError, match="at least 1 ms"):
        emotion_timeline(timeline(), 0)
