"""Mel-frequency cepstral coefficients: the shape of a voice's spectrum in a few numbers.

Method: S. Davis and P. Mermelstein (1980), IEEE Transactions on Acoustics, Speech, and Signal Processing 28(4). Frames
of 25 ms every 10 ms, pre-emphasis 0.97, Hamming window, 26 triangular mel filters (the O'Shaughnessy scale) from 80 to
7600 Hz, natural logarithm, orthonormal DCT-II. Coefficient 0, which is the level, is left out.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from aima.analyzers.sound.levels import Floats, framed
from aima.model.clip import SAMPLE_RATE

SIZE, HOP, FFT = 400, 160, 512
FILTERS, COEFFICIENTS = 26, 16
LOWEST_HZ, HIGHEST_HZ = 80.0, 7600.0


def mfcc(samples: Floats) -> NDArray[np.float64]:
    """Coefficients 1 to 16 of each frame, `[frames, 16]`."""
    if len(samples) < SIZE:
        return np.zeros((0, COEFFICIENTS))
    lifted = np.concatenate((samples[:1], samples[1:] - 0.97 * samples[:-1])).astype(np.float32)
    spectrum = np.fft.rfft(framed(lifted, SIZE, HOP) * np.hamming(SIZE).astype(np.float32), FFT, axis=1)
    bands = np.square(np.abs(spectrum)).astype(np.float64) @ _filters().T
    return np.asarray(np.log(np.maximum(bands, 1e-9)) @ _cosines().T)


@lru_cache(maxsize=1)
def _filters() -> NDArray[np.float64]:
    def mel(hz: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(2595 * np.log10(1 + hz / 700))

    lowest, highest = mel(np.array([LOWEST_HZ, HIGHEST_HZ])).tolist()
    edges_mel = np.linspace(lowest, highest, FILTERS + 2)
    edges = 700 * (10 ** (edges_mel / 2595) - 1)
    bins = np.arange(FFT // 2 + 1) * SAMPLE_RATE / FFT
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    return np.asarray(np.maximum(0.0, np.minimum(rising, falling)), np.float64)


@lru_cache(maxsize=1)
def _cosines() -> NDArray[np.float64]:
    order = np.arange(1, COEFFICIENTS + 1)[:, None]
    band = np.arange(FILTERS)[None, :]
    return np.asarray(np.sqrt(2 / FILTERS) * np.cos(np.pi * order * (band + 0.5) / FILTERS))
