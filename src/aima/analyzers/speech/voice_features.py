"""What a stretch of a voice sounds like, as 11 numbers that can be compared across clips: the space "voice".

Ten are the means of the cepstral coefficients 7 to 16 over the louder frames (the fine shape of the vocal tract;
the lower ones say more about the vowel and the room), one is the base-2 logarithm of the median pitch. Each is centred
and scaled by a CONSTANT: the spread that windows of one voice have, measured over synthesised voices and a meeting. The
whole is divided by the root of 11, so that the Euclidean distance of two windows of 1.5 s of one voice is about 1.1
(`clusters` says how near counts as the same voice). The length of the vector means nothing: do not normalise it. Not a
model of identity: it tells the voices of one recording apart, no more.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from aima.analyzers.sound.levels import Floats, levels_dbfs
from aima.analyzers.speech import cepstrum
from aima.analyzers.speech.pitch import median_pitch, pitch_hz

SPACE = "voice"
FIRST = 6
CENTRE = np.array([-1.1, -0.1, -0.4, 0.3, -0.4, 0.1, 0.2, -0.1, 0.0, -0.1])
SPREAD = np.array([0.55, 0.45, 0.42, 0.36, 0.38, 0.31, 0.26, 0.22, 0.25, 0.2])
PITCH_CENTRE_HZ, PITCH_SPREAD = 150.0, 0.085
"""In octaves; the pitch of one voice strays by 0.06 to 0.1 from window to window."""
DIMENSIONS = len(CENTRE) + 1
LOUD_DB = 25.0
"""Frames more than this below the 90th percentile of a window say little about the voice."""


def voice_features(samples: Floats) -> tuple[NDArray[np.float64], float | None]:
    """The 11 numbers of a window (the last one NaN where it has no pitch) and its median pitch in Hz."""
    pitch = median_pitch(pitch_hz(samples))
    coefficients = cepstrum.mfcc(samples)
    if len(coefficients) == 0:
        return np.full(DIMENSIONS, np.nan), pitch
    levels = levels_dbfs(samples, cepstrum.SIZE, cepstrum.HOP)[: len(coefficients)]
    loud = coefficients[levels >= np.percentile(levels, 90) - LOUD_DB]
    shape = (loud.mean(axis=0)[FIRST:] - CENTRE) / SPREAD
    tone = np.nan if pitch is None else np.log2(pitch / PITCH_CENTRE_HZ) / PITCH_SPREAD
    return np.append(shape, tone) / np.sqrt(DIMENSIONS), pitch


def filled(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """Missing pitches replaced by the median of the other rows, so that a window without one is judged by the rest."""
    missing = np.isnan(features)
    known = np.where(missing.all(axis=0), 0.0, features)
    return np.where(missing, np.nanmedian(known, axis=0), features)
