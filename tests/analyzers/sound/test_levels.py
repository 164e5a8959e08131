import numpy as np
import pytest

from aima.analyzers.sound.events import usual_dbfs
from aima.analyzers.sound.levels import FLOOR_DBFS, dbfs, framed, levels_dbfs, loudest_dbfs, stretches
from aima.analyzers.sound.spectrum import bin_of, hz_of, powers

T = np.arange(16_000) / 16_000


def test_a_full_scale_sine_reads_minus_three() -> None:
    samples = np.sin(2 * np.pi * 400 * T).astype(np.float32)
    assert levels_dbfs(samples) == pytest.approx(np.full(99, -3.01), abs=0.05)
    assert levels_dbfs(samples, 6400, 1600) == pytest.approx(np.full(7, -3.01), abs=0.05)


def test_levels_are_those_of_plain_framing() -> None:
    samples = np.random.default_rng(0).normal(0, 0.1, 5000).astype(np.float32)
    for size, hop in ((320, 160), (80, 40), (400, 160), (1024, 160)):
        plain = dbfs(np.sqrt(np.square(framed(samples, size, hop).astype(np.float64)).mean(axis=1)))
        assert levels_dbfs(samples, size, hop) == pytest.approx(plain)


def test_too_few_samples_are_one_frame_and_none_are_none() -> None:
    assert levels_dbfs(np.full(10, 0.1, np.float32)) == pytest.approx([-20.0])
    assert len(levels_dbfs(np.zeros(0, np.float32))) == 0
    assert loudest_dbfs(np.zeros(0, np.float32)) == FLOOR_DBFS
    assert loudest_dbfs(np.zeros(800, np.float32)) == FLOOR_DBFS


def test_stretches_close_gaps_before_they_drop_the_short() -> None:
    mask = np.array([1, 1, 0, 1, 0, 0, 0, 1, 0], bool)
    assert stretches(mask) == [(0, 2), (3, 4), (7, 8)]
    assert stretches(mask, close=1, shortest=2) == [(0, 4)]
    assert stretches(np.zeros(0, bool)) == []


def test_a_sine_peaks_where_it_is() -> None:
    spectra = powers((0.5 * np.sin(2 * np.pi * 1000 * T)).astype(np.float32), 1024, 256)
    assert (spectra.argmax(axis=1) == bin_of(1000, 1024)).all()
    assert spectra.max() == pytest.approx(0.5**2 / 4, rel=0.01)
    assert float(hz_of(64, 1024)) == 1000.0
    assert powers(np.zeros(5, np.float32), 1024, 256).shape == (0, 513)


def test_the_usual_level_is_that_of_what_sounds() -> None:
    assert usual_dbfs(np.array([-90.0] * 50 + [-50.0] * 30 + [-20.0] * 20)) == -20.0
    assert usual_dbfs(np.full(10, -90.0)) == -60.0
