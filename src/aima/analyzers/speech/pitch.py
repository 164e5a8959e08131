"""Pitch of a voice by normalised autocorrelation.

Method: P. Boersma (1993), "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio
of a sampled sound", IFA Proceedings 17. The autocorrelation of a Hann-windowed 48 ms frame is divided by that of the
window; the best lag is the one with the highest value less an octave cost of 0.02 an octave (which favours the shorter
lag among equals), refined by a parabola through its neighbours; a frame is voiced where the value exceeds 0.5 and the
frame is not more than 35 dB below the loudest. No path search: a running median of five frames removes lone leaps.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from aima.analyzers.sound.levels import Floats, dbfs, framed
from aima.model.clip import SAMPLE_RATE

SIZE, HOP = 768, 160
LOWEST_HZ, HIGHEST_HZ = 65.0, 500.0
VOICED, OCTAVE_COST, RANGE_DB = 0.5, 0.02, 35.0
_BATCH = 256


def pitch_hz(samples: Floats) -> NDArray[np.float64]:
    """The pitch of each 48 ms frame, 10 ms apart, in Hz; 0 where it is not voiced."""
    frames = framed(samples, SIZE, HOP)
    window = np.hanning(SIZE + 1)[:-1].astype(np.float32)
    own = _autocorrelation(window[None, :])[0]
    found = [_batch(frames[at : at + _BATCH], window, own) for at in range(0, len(frames), _BATCH)]
    if not found:
        return np.zeros(0)
    hz, level = np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])
    hz[level < level.max() - RANGE_DB] = 0.0
    return _without_leaps(hz)


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


def _autocorrelation(frames: Floats) -> Floats:
    spectrum = np.fft.rfft(frames, 2 * SIZE, axis=1)
    return np.fft.irfft(np.square(np.abs(spectrum)), axis=1)[:, : SIZE // 2].astype(np.float32)


def _batch(frames: Floats, window: Floats, own: Floats) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    centred = frames - frames.mean(axis=1, keepdims=True)
    raw = _autocorrelation(centred * window)
    power = raw[:, :1]
    with np.errstate(divide="ignore", invalid="ignore"):
        normal = np.where(power > 0, (raw / power) / (own / own[0]), 0.0)
    shortest, longest = int(SAMPLE_RATE / HIGHEST_HZ), int(SAMPLE_RATE / LOWEST_HZ)
    lags = np.arange(shortest, longest + 1)
    middle, before, after = normal[:, lags], normal[:, lags - 1], normal[:, lags + 1]
    peak = (middle >= before) & (middle > after)
    score = np.where(peak, middle - OCTAVE_COST * np.log2(lags / shortest), -np.inf)
    best = score.argmax(axis=1)
    row = np.arange(len(frames))
    y0, y1, y2 = before[row, best], middle[row, best], after[row, best]
    bend = y0 - 2 * y1 + y2
    shift = np.where(bend < 0, 0.5 * (y0 - y2) / np.where(bend < 0, bend, 1.0), 0.0)
    strength = np.where(np.isfinite(score[row, best]), y1, 0.0)
    hz = np.where(strength > VOICED, SAMPLE_RATE / (lags[best] + shift), 0.0)
    return hz.astype(np.float64), dbfs(np.sqrt(power[:, 0] / SIZE))


def _without_leaps(hz: NDArray[np.float64]) -> NDArray[np.float64]:
    if len(hz) < 5:
        return hz
    around = sliding_window_view(np.pad(hz, 2, mode="edge"), 5)
    voiced = (around > 0).sum(axis=1)
    middle = np.median(around, axis=1)
    return np.where((hz > 0) & (voiced >= 3), np.where(middle > 0, middle, hz), 0.0)
