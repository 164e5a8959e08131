import numpy as np
import pytest

from aima.analyzers.speech import activity
from aima.analyzers.speech.pitch import pitch_hz
from aima.analyzers.speech.prosody import VoiceProsody, peaks, syllables
from aima.model.clip import Clip
from aima.model.span import Span


def test_peaks_need_a_dip_on_both_sides() -> None:
    assert peaks(np.array([0, 5, 4.5, 6, 0, 1, 0.5, 7, 0.0]), 2.0) == [3, 7]
    assert peaks(np.zeros(0), 2.0) == []


def pulsing(rate: int, seconds: float) -> np.ndarray:
    t = np.arange(int(16_000 * seconds)) / 16_000
    voice = sum(np.sin(2 * np.pi * 120 * k * t) / k for k in range(1, 8))
    return (0.1 * voice * (0.02 + np.sin(np.pi * rate * t) ** 2)).astype(np.float32)


@pytest.mark.parametrize("rate", [2, 3, 5])
def test_syllables_of_a_pulsing_voice_are_counted(rate: int) -> None:
    samples = pulsing(rate, 2.0)
    assert syllables(samples, pitch_hz(samples)) == pytest.approx(2 * rate, abs=1)


@pytest.mark.parametrize("seconds", [1.0, 2.0, 3.0])
def test_the_rate_is_that_of_a_second_however_long_it_is(seconds: float, monkeypatch) -> None:
    monkeypatch.setattr(activity, "speech_spans", lambda clip: (clip.span,))
    clip = Clip("c" * 64, 0, Span(5000, 5000 + int(seconds * 1000)), pulsing(4, seconds))
    (draft,) = VoiceProsody().analyze(clip)
    assert draft.payload.rate_hz == pytest.approx(4, abs=1) and draft.payload.pitch_hz == pytest.approx(120, rel=0.02)


def test_noise_has_no_syllables() -> None:
    samples = np.random.default_rng(0).normal(0, 0.1, 32_000).astype(np.float32)
    assert syllables(samples, pitch_hz(samples)) <= 1


def test_two_voices_are_measured(talk: Clip) -> None:
    found = [draft.payload for draft in VoiceProsody().analyze(talk)]
    assert len(found) >= 3
    pitches = [payload.pitch_hz for payload in found if payload.pitch_hz]
    assert min(pitches) < 130 < 170 < max(pitches), "a low and a high voice"
    assert all(1.5 < payload.rate_hz < 9 for payload in found)
    assert all(-45 < payload.level_dbfs < -10 for payload in found)


def test_a_louder_copy_is_louder_and_else_the_same(talk: Clip) -> None:
    louder = Clip(talk.media, talk.index, talk.span, talk.samples * np.float32(0.5))
    for a, b in zip(VoiceProsody().analyze(talk), VoiceProsody().analyze(louder), strict=False):
        assert a.payload.level_dbfs - b.payload.level_dbfs == pytest.approx(6.02, abs=0.5)
        assert a.payload.pitch_hz == pytest.approx(b.payload.pitch_hz, rel=0.02)
