import numpy as np
import pytest

from aima.analyzers.speech.pitch import median_pitch, pitch_hz, range_semitones


def buzz(hz: float, seconds: float = 1.0) -> np.ndarray:
    """A pulse-like tone with many harmonics, as a larynx gives."""
    t = np.arange(int(16_000 * seconds)) / 16_000
    return (sum(np.sin(2 * np.pi * hz * k * t) / k for k in range(1, 12)) * 0.1).astype(np.float32)


@pytest.mark.parametrize("hz", [80, 110, 150, 220, 300, 440])
def test_the_pitch_of_a_buzz(hz: float) -> None:
    found = pitch_hz(buzz(hz))
    assert (found > 0).mean() > 0.95
    assert median_pitch(found) == pytest.approx(hz, rel=0.01)
    assert range_semitones(found) == pytest.approx(0.0, abs=0.2)


def test_a_glide_has_a_range() -> None:
    t = np.arange(32_000) / 16_000
    phase = 2 * np.pi * np.cumsum(110 * 2 ** (t / 2)) / 16_000  # one octave in two seconds
    samples = (0.2 * (np.sin(phase) + 0.5 * np.sin(2 * phase))).astype(np.float32)
    assert range_semitones(pitch_hz(samples)) == pytest.approx(9.6, abs=0.7)


def test_noise_silence_and_constants_have_no_pitch() -> None:
    noise = np.random.default_rng(0).normal(0, 0.1, 16_000).astype(np.float32)
    assert (pitch_hz(noise) > 0).mean() < 0.05
    for samples in (np.zeros(16_000, np.float32), np.full(16_000, 0.5, np.float32), np.zeros(10, np.float32)):
        found = pitch_hz(samples)
        assert median_pitch(found) is None
        assert range_semitones(found) is None
