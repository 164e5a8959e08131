"""Scream-like sounds: a loud voice far above the pitch of speech; weak evidence, never surer than 0.4.

Pitch is found as for speech (Boersma 1993, see `autocorrelation`), from 200 to 1600 Hz in frames of 32 ms every 10 ms.
A frame is scream-like where

- the pitch is at least 450 Hz (speech rarely passes 400, screams lie around 500 to 1500: L. Arnal et al. 2015, "Human
  screams occupy a privileged niche in the communication soundscape", Current Biology 25), and the autocorrelation there
  exceeds 0.6;
- at least 5 % of the power lies above 1.5 times the pitch (strong harmonics; a whistle or an alarm has none);
- the level is at least 3 dB above the clip's usual and at least -30 dBFS.

300 ms of such frames, of which gaps up to 50 ms are closed, and whose pitch moves by less than an octave and by more
than a machine's (0.3 % from frame to frame), make one. Confidence is 0.2 at 300 ms and 0.4 from 1 s on. Singing,
laughing, children at play and some instruments pass too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.analyzers.sound.autocorrelation import strongest_pitch
from aima.analyzers.sound.events import centred, event, sound_spec, usual_dbfs
from aima.analyzers.sound.levels import Floats, framed, frames_span, levels_dbfs, stretches
from aima.analyzers.sound.spectrum import powers
from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec

SIZE, HOP = 512, 160
LOWEST_HZ, HIGHEST_HZ, SCREAM_HZ = 200.0, 1600.0, 450.0
VOICED, OCTAVE_COST, HARMONIC = 0.6, 0.05, 0.05
OVER_USUAL_DB, AT_LEAST_DBFS = 3.0, -30.0
SHORTEST, CLOSE, STEADY = 30, 5, 0.003


def high_pitch(samples: Floats) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each frame the pitch in Hz (0 = none) and the share of the power above 1.5 times the pitch."""
    frames = framed(samples, SIZE, HOP)
    if len(frames) == 0:
        return np.zeros(0), np.zeros(0)
    hz, strength = strongest_pitch(frames, LOWEST_HZ, HIGHEST_HZ, OCTAVE_COST)
    hz = np.where(strength > VOICED, hz, 0.0)
    summed = np.cumsum(powers(samples, SIZE, HOP), axis=1, dtype=np.float64)
    split = np.clip(np.round(1.5 * hz * SIZE / SAMPLE_RATE).astype(np.int64), 0, summed.shape[1] - 1)
    above = 1 - summed[np.arange(len(hz)), split] / np.maximum(summed[:, -1], 1e-20)
    return hz, np.where(hz > 0, above, 0.0)


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
        hz, above = high_pitch(samples)
        if len(hz) == 0:
            return
        level = levels_dbfs(samples, SIZE, HOP)
        least = max(usual_dbfs(levels_dbfs(samples)) + OVER_USUAL_DB, AT_LEAST_DBFS)
        mask = (hz >= SCREAM_HZ) & (above >= HARMONIC) & (level >= least)
        for first, last in stretches(mask, close=CLOSE, shortest=SHORTEST):
            span = frames_span(clip, first, last, HOP, SIZE)
            if span is not None and is_alive(np.where(mask, hz, 0.0)[first:last]):
                yield event(clip, "scream", span, 0.2 + 0.2 * min(1.0, (last - first - SHORTEST) / 70))
