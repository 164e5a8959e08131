"""The pitch of single frames by normalised autocorrelation, for voices and for screams alike.

Method: P. Boersma (1993), "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio
of a sampled sound", IFA Proceedings 17. The autocorrelation of a Hann-windowed frame is divided by that of the window;
the best lag is the local maximum with the highest value less a cost for every octave of lag (which favours the shorter
lag among equals), refined by a parabola through its neighbours. No path search. From about 1 kHz on, where a period is
fewer than 16 samples, a pitch may be read an octave too low.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from aima.analyzers.sound.levels import Floats
from aima.model.clip import SAMPLE_RATE

BATCH = 256
"""Frames worked on at a time."""


def strongest_pitch(
    frames: Floats, lowest_hz: float, highest_hz: float, octave_cost: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The best pitch of each frame of `[frames, size]` in Hz and its autocorrelation, about 0..1; 0, 0 without one."""
    window = np.hanning(frames.shape[1] + 1)[:-1].astype(np.float32)
    own = _autocorrelation(window[None, :])[0]
    found = [
        _batch(frames[start : start + BATCH], window, own, (lowest_hz, highest_hz), octave_cost)
        for start in range(0, len(frames), BATCH)
    ]
    if not found:
        return np.zeros(0), np.zeros(0)
    return np.concatenate([hz for hz, _ in found]), np.concatenate([strength for _, strength in found])


def _autocorrelation(frames: Floats) -> Floats:
    size = frames.shape[1]
    spectrum = np.fft.rfft(frames, 2 * size, axis=1)
    return np.fft.irfft(np.square(np.abs(spectrum)), axis=1)[:, : size // 2].astype(np.float32)


def _batch(
    frames: Floats, window: Floats, own: Floats, band: tuple[float, float], octave_cost: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    raw = _autocorrelation((frames - frames.mean(axis=1, keepdims=True)) * window)
    power = raw[:, :1]
    normal = np.where(power > 0, raw / np.where(power > 0, power, 1) / (own / own[0]), 0.0)
    lags = np.arange(int(SAMPLE_RATE / band[1]), int(SAMPLE_RATE / band[0]) + 1)
    middle, before, after = normal[:, lags], normal[:, lags - 1], normal[:, lags + 1]
    peak = (middle >= before) & (middle > after)
    score = np.where(peak, middle - octave_cost * np.log2(lags / lags[0]), -np.inf)
    best, row = score.argmax(axis=1), np.arange(len(frames))
    y0, y1, y2 = before[row, best], middle[row, best], after[row, best]
    bend = y0 - 2 * y1 + y2
    shift = np.where(bend < 0, 0.5 * (y0 - y2) / np.where(bend < 0, bend, 1.0), 0.0)
    there = np.isfinite(score[row, best])
    hz = np.where(there, SAMPLE_RATE / (lags[best] + shift), 0.0)
    return hz.astype(np.float64), np.where(there, y1, 0.0).astype(np.float64)
