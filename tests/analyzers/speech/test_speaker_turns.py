import numpy as np

from aima.analyzers.speech.clusters import clusters
from aima.analyzers.speech.speaker_turns import SpeakerTurns, confidence, name, turns, windows
from aima.analyzers.speech.voice_features import DIMENSIONS, filled, voice_features
from aima.model.clip import Clip
from aima.model.span import Span


def test_two_voices_take_turns(talk: Clip) -> None:
    found = list(SpeakerTurns().analyze(talk))
    assert [draft.payload.voice for draft in found] == ["A", "B", "A"]
    low, high = found[0].payload.pitch_hz, found[1].payload.pitch_hz
    assert low < 130 < 170 < high
    for draft in found:
        assert draft.payload.approximate
        assert 0.3 <= draft.confidence <= 0.6
        assert draft.vector.space == "voice"
        assert draft.vector.array().shape == (DIMENSIONS,)


def test_the_vectors_of_one_voice_are_nearer_than_those_of_two(talk: Clip) -> None:
    first, other, again = (draft.vector.array() for draft in SpeakerTurns().analyze(talk))
    assert np.linalg.norm(first - again) < 0.7 * min(np.linalg.norm(first - other), np.linalg.norm(again - other))


def test_vectors_do_not_depend_on_the_clip_around(talk: Clip) -> None:
    alone = Clip(talk.media, 5, Span(60_000, 62_900), talk.samples[: 29 * 1600].copy())
    (whole, *_), (part, *_) = SpeakerTurns().analyze(talk), SpeakerTurns().analyze(alone)
    assert np.linalg.norm(whole.vector.array() - part.vector.array()) < 0.3


def test_windows_are_of_about_equal_length_and_leave_nothing_out() -> None:
    assert windows((Span(0, 4000), Span(5000, 5300))) == [
        Span(0, 1333),
        Span(1333, 2666),
        Span(2666, 4000),
        Span(5000, 5300),
    ]


def test_clusters_count_voices_by_first_appearance() -> None:
    points = np.array([[5.0, 5.0], [0.0, 0.1], [5.1, 5.0], [0.1, 0.0]])
    assert clusters(points, np.full(4, 1.5)).tolist() == [0, 1, 0, 1]
    assert clusters(points[:1], np.ones(1)).tolist() == [0]
    assert clusters(np.zeros((0, 2)), np.zeros(0)).tolist() == []


def test_the_same_distance_parts_long_stretches_and_not_short_ones() -> None:
    points = np.array([[0.0], [2.0]])
    assert clusters(points, np.array([0.5, 0.5])).tolist() == [0, 0]
    assert clusters(points, np.array([10.0, 10.0])).tolist() == [0, 1]


def test_turns_join_over_short_pauses_only() -> None:
    spans = [Span(0, 1000), Span(1200, 2000), Span(5000, 6000), Span(6000, 7000)]
    found = turns(spans, np.array([0, 0, 0, 1]))
    assert [(turn.voice, turn.span) for turn in found] == [
        (0, Span(0, 2000)),
        (0, Span(5000, 6000)),
        (1, Span(6000, 7000)),
    ]


def test_names_go_on_after_z() -> None:
    assert [name(number) for number in (0, 25, 26, 53)] == ["A", "Z", "A1", "B2"]


def test_a_window_without_pitch_is_judged_by_the_others() -> None:
    rows = np.array([[1.0, np.nan], [2.0, 3.0]])
    assert filled(rows).tolist() == [[1.0, 3.0], [2.0, 3.0]]
    assert filled(np.full((2, 2), np.nan)).tolist() == [[0.0, 0.0], [0.0, 0.0]]
    features, pitch = voice_features(np.random.default_rng(0).normal(0, 0.1, 16_000).astype(np.float32))
    assert pitch is None
    assert np.isnan(features[-1])


def test_confidence_grows_with_the_distance_to_the_other_voice() -> None:
    centres = np.array([[0.0], [4.0]])
    assert confidence(np.array([0.0]), centres[:1], 0) == 0.45
    assert confidence(np.array([0.0]), centres, 0) > confidence(np.array([1.5]), centres, 0) >= 0.3
