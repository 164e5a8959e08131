"""Short-time spectra for the sound analyzers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from aima.analyzers.sound.levels import Floats, framed
from aima.model.clip import SAMPLE_RATE

BATCH = 512
"""Frames transformed at a time, so that 30 s need a few megabytes and not a hundred."""


def powers(samples: Floats, size: int, hop: int, top: int | None = None) -> Floats:
    """Power spectra `[frames, bins]` of Hann-windowed frames, scaled so that a sine of amplitude a peaks at a²/4.

    Bin k lies at `k * 16000 / size` Hz; `top` keeps only the bins below it.
    """
    frames = framed(samples, size, hop)
    window = np.hanning(size + 1)[:-1].astype(np.float32)
    bins = (size // 2 + 1) if top is None else top
    spectra = np.zeros((len(frames), bins), np.float32)
    for start in range(0, len(frames), BATCH):
        transform = np.fft.rfft(frames[start : start + BATCH] * window, axis=1)[:, :bins]
        spectra[start : start + BATCH] = np.square(np.abs(transform) * (1 / window.sum()))
    return spectra


def bin_of(hz: float, size: int) -> int:
    """The bin nearest to a frequency."""
    return round(hz * size / SAMPLE_RATE)


def hz_of(index: NDArray[np.floating] | float, size: int) -> NDArray[np.float64]:
    """The frequency of a (fractional) bin."""
    return np.asarray(index, np.float64) * SAMPLE_RATE / size
