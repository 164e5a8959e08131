import gc
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from aima.analyzers.speech import activity
from aima.analyzers.speech.voice_activity import VoiceActivity
from aima.model.clip import Clip
from aima.model.span import Span

SAID = [Span(60_600, 62_551), Span(63_151, 65_456), Span(66_056, 67_190)]


def test_speech_is_found_where_it_is(talk: Clip) -> None:
    found = activity.speech_spans(talk, join_ms=400)
    assert len(found) == len(SAID)
    for span, said in zip(found, SAID, strict=True):
        assert abs(span.start_ms - said.start_ms) <= 200
        assert abs(span.end_ms - said.end_ms) <= 350


def test_noise_tone_and_silence_are_not_speech() -> None:
    t = np.arange(48_000) / 16_000
    noise = np.random.default_rng(1).normal(0, 0.1, 48_000)
    for samples in (noise, 0.3 * np.sin(2 * np.pi * 440 * t), np.zeros(48_000)):
        assert activity.speech_spans(Clip("c" * 64, 0, Span(0, 3000), samples.astype(np.float32))) == ()


def test_threads_that_ask_at_once_get_one_answer_and_it_is_computed_once(talk: Clip, monkeypatch) -> None:
    asked = []
    plain = activity.probabilities
    monkeypatch.setattr(activity, "probabilities", lambda samples: asked.append(1) or plain(samples))
    with ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(lambda _: activity.speech_stretches(talk), range(8)))
    assert len(answers) == 1
    assert len(asked) == 1


def test_the_answer_is_forgotten_with_the_samples(talk_samples: np.ndarray) -> None:
    samples = talk_samples.copy()
    activity.speech_stretches(Clip("c" * 64, 0, Span(0, 8000), samples))
    key = id(samples)
    assert key in activity._kept
    del samples
    gc.collect()
    activity.speech_stretches(Clip("c" * 64, 0, Span(0, 8000), talk_samples.copy()))
    assert key not in activity._kept or activity._kept[key][0]() is not None


def test_the_same_samples_at_another_time_of_the_recording_are_not_mixed_up(talk_samples: np.ndarray) -> None:
    early = activity.speech_spans(Clip("c" * 64, 0, Span(0, 8000), talk_samples))
    late = activity.speech_spans(Clip("d" * 64, 3, Span(90_000, 98_000), talk_samples))
    assert [span.shift(90_000) for span in early] == list(late)


def test_runs_close_short_gaps_and_drop_short_bursts() -> None:
    chances = np.array([0.9] * 10 + [0.1] * 5 + [0.9] * 10 + [0.1] * 20 + [0.9] * 3, np.float32)
    assert activity.runs(chances) == [(0, 25)]
    assert activity.runs(np.zeros(0, np.float32)) == []


def test_a_stretch_between_the_two_thresholds_goes_on_but_does_not_begin() -> None:
    assert activity.runs(np.full(40, 0.4, np.float32)) == []
    assert activity.runs(np.array([0.6] + [0.4] * 40, np.float32)) == [(0, 41)]


def test_the_analyzer_says_how_sure_it_is(talk: Clip) -> None:
    drafts = list(VoiceActivity().analyze(talk))
    assert drafts
    for draft in drafts:
        assert draft.confidence == pytest.approx(draft.payload.probability)
        assert draft.confidence > 0.5
