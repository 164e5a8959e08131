from __future__ import annotations

import numpy as np

from aima.media.cutting import earliest_end_ms, quiet_end_ms

RATE = 16_000


def noise(seconds: float) -> np.ndarray:
    return np.random.default_rng(7).normal(0, 0.2, int(seconds * RATE)).astype(np.float32)


def test_the_middle_of_the_pause_is_the_end():
    samples = noise(30)
    samples[int(24.0 * RATE) : int(24.4 * RATE)] *= 0.001
    assert 24_100 <= quiet_end_ms(samples, RATE, 30_000) <= 24_300


def test_a_pause_before_the_last_third_does_not_count():
    samples = noise(30)
    samples[int(10 * RATE) : int(12 * RATE)] = 0
    end = quiet_end_ms(samples, RATE, 30_000)
    assert earliest_end_ms(30_000) <= end <= 30_000


def test_silence_gives_the_longest_clip():
    assert quiet_end_ms(np.zeros(30 * RATE, np.float32), RATE, 30_000) == 29_900


def test_two_channels_and_other_rates():
    samples = np.stack([noise(6), noise(6)], axis=1)
    samples[int(4.5 * RATE) : int(4.8 * RATE)] = 0
    assert 4_500 < quiet_end_ms(samples, RATE, 6_000) < 4_800


def test_a_clip_too_short_to_choose_ends_at_its_length():
    assert quiet_end_ms(noise(0.4), RATE, 300) == 300
