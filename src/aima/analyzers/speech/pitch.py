"""Pitch of a voice by normalised autocorrelation.

Method: Boersma (1993), see `sound.autocorrelation`, on frames of 48 ms with a cost of 0.02 an octave. A frame is voiced
where the autocorrelation exceeds 0.5 and the frame is not more than 35 dB below the loudest. No path search: a running
median of five frames removes lone leaps.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from aima.analyzers.sound.autocorrelation import strongest_pitch
from aima.analyzers.sound.levels import Floats, framed, levels_dbfs

SIZE, HOP = 768, 160
LOWEST_HZ, HIGHEST_HZ = 65.0, 500.0
VOICED, OCTAVE_COST, RANGE_DB = 0.5, 0.02, 35.0


def pitch_hz(samples: Floats) -> NDArray[np.float64]:
    """The pitch of each 48 ms frame, 10 ms apart, in Hz; 0 where it is not voiced."""
    frames = framed(samples, SIZE, HOP)
    if len(frames) == 0:
        return np.zeros(0)
    hz, strength = strongest_pitch(frames, LOWEST_HZ, HIGHEST_HZ, OCTAVE_COST)
    level = levels_dbfs(samples, SIZE, HOP)
    return _without_leaps(np.where((strength > VOICED) & (level >= level.max() - RANGE_DB), hz, 0.0))


def median_pitch(hz: NDArray[np.float64], at_least: int = 5) -> float | None:
    """The median over voiced frames, `None` where fewer than `at_least` are voiced."""
    voiced = hz[hz > 0]
    return float(np.median(voiced)) if len(voiced) >= at_least else None


def range_semitones(hz: NDArray[np.float64], at_least: int = 10) -> float | None:
    """From the 10th to the 90th percentile of the voiced frames, in semitones; `None` where too few are voiced."""
    voiced = hz[hz > 0]
    if len(voiced) < at_least:
        return None
    low, high = np.percentile(voiced, [10, 90])
    return float(12 * np.log2(high / low))


def _without_leaps(hz: NDArray[np.float64]) -> NDArray[np.float64]:
    if len(hz) < 5:
        return hz
    around = sliding_window_view(np.pad(hz, 2, mode="edge"), 5)
    voiced = (around > 0).sum(axis=1)
    middle = np.median(around, axis=1)
    return np.where((hz > 0) & (voiced >= 3), np.where(middle > 0, middle, hz), 0.0)
