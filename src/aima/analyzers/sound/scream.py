"""Scream-like sounds: a loud voice far above the pitch of speech; weak evidence, never surer than 0.4.

Pitch is found as for speech (see `speech.pitch`, Boersma 1993) but from 200 to 1600 Hz in frames of 32 ms every 10 ms.
A frame is scream-like where the pitch is at least 450 Hz (speech rarely passes 400, screams lie around 500 to 1500: L.
Arnal et al. 2015, "Human screams occupy a privileged niche", Current Biology 25), the autocorrelation there exceeds
0.6, at least 5 % of the power lies above 1.5 times the pitch (strong harmonics; a whistle or an alarm has none), and
the level is at least 3 dB above the clip's usual and at least -30 dBFS. 300 ms of such frames, of which gaps up to 50
ms are closed, and whose pitch moves by less than an octave and by more than a machine's (0.3 % from frame to frame),
make one. Confidence is 0.2 at 300 ms and 0.4 from 1 s on. Singing, laughing, children at play and some instruments pass
too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.analyzers.sound.events import centred, event, sound_spec, usual_dbfs
from aima.analyzers.sound.levels import Floats, dbfs, framed, frames_span, levels_dbfs, stretches
from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec

SIZE, HOP = 512, 160
LOWEST_HZ, HIGHEST_HZ, SCREAM_HZ = 200.0, 1600.0, 450.0
VOICED, OCTAVE_COST, HARMONIC = 0.6, 0.05, 0.05
OVER_USUAL_DB, AT_LEAST_DBFS = 3.0, -30.0
SHORTEST, CLOSE, STEADY = 30, 5, 0.003


def high_pitch(samples: Floats) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """For each frame the pitch (Hz, 0 = none), the share of power above 1.5 times it, and the level in dBFS."""
    frames = framed(samples, SIZE, HOP)
    parts = [_measure(frames[start : start + 512]) for start in range(0, len(frames), 512)]
    if not parts:
        return np.zeros(0), np.zeros(0), np.zeros(0)
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))  # type: ignore[return-value]


def _measure(frames: Floats) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    window = np.hanning(SIZE + 1)[:-1].astype(np.float32)
    power = np.square(np.abs(np.fft.rfft((frames - frames.mean(axis=1, keepdims=True)) * window, 4 * SIZE, axis=1)))
    raw = np.fft.irfft(power, axis=1)[:, : SIZE // 2]
    own = np.fft.irfft(np.square(np.abs(np.fft.rfft(window, 4 * SIZE))))[: SIZE // 2]
    normal = raw / np.maximum(raw[:, :1], 1e-12) / (own / own[0])
    lags = np.arange(int(SAMPLE_RATE / HIGHEST_HZ), int(SAMPLE_RATE / LOWEST_HZ) + 1)
    middle, before, after = normal[:, lags], normal[:, lags - 1], normal[:, lags + 1]
    peak = (middle >= before) & (middle > after)
    score = np.where(peak, middle - OCTAVE_COST * np.log2(lags / lags[0]), -np.inf)
    best, row = score.argmax(axis=1), np.arange(len(frames))
    y0, y1, y2 = before[row, best], middle[row, best], after[row, best]
    bend = y0 - 2 * y1 + y2
    shift = np.where(bend < 0, 0.5 * (y0 - y2) / np.where(bend < 0, bend, 1.0), 0.0)
    voiced = np.isfinite(score[row, best]) & (y1 > VOICED)
    hz = np.where(voiced, SAMPLE_RATE / (lags[best] + shift), 0.0).astype(np.float64)
    summed = np.cumsum(power, axis=1, dtype=np.float64)
    split = np.clip(np.round(1.5 * hz * 4 * SIZE / SAMPLE_RATE).astype(np.int64), 0, summed.shape[1] - 1)
    above = 1 - summed[row, split] / np.maximum(summed[:, -1], 1e-20)
    return hz, np.where(voiced, above, 0.0), dbfs(np.sqrt(np.mean(np.square(frames), axis=1)))


def is_alive(hz: NDArray[np.float64]) -> bool:
    """Whether a pitch track moves as a voice does: less than an octave in all, but more than a machine's."""
    voiced = hz[hz > 0]
    if len(voiced) < SHORTEST // 2:
        return False
    low, high = np.percentile(voiced, [10, 90])
    jitter = float(np.median(np.abs(np.diff(voiced)) / voiced[:-1]))
    return bool(high < 2 * low) and jitter >= STEADY


class Scream:
    """Yields `scream`."""

    spec: ClassVar[AnalyzerSpec] = sound_spec("scream")
    params: Mapping[str, JsonValue] = {"scream_hz": SCREAM_HZ, "harmonic": HARMONIC, "over_usual_db": OVER_USUAL_DB}

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Scream-like stretches in order of time."""
        samples = centred(clip)
        hz, above, level = high_pitch(samples)
        if len(hz) == 0:
            return
        least = max(usual_dbfs(levels_dbfs(samples)) + OVER_USUAL_DB, AT_LEAST_DBFS)
        mask = (hz >= SCREAM_HZ) & (above >= HARMONIC) & (level >= least)
        for first, last in stretches(mask, close=CLOSE, shortest=SHORTEST):
            span = frames_span(clip, first, last, HOP, SIZE)
            if span is not None and is_alive(np.where(mask, hz, 0.0)[first:last]):
                yield event(clip, "scream", span, 0.2 + 0.2 * min(1.0, (last - first - SHORTEST) / 70))
