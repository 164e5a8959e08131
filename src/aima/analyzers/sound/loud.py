"""Loud passages: where it is much louder than the clip usually is, or as loud as a recording can be.

Level is RMS over 400 ms every 100 ms (the momentary window of ITU-R BS.1770, without its weighting). A passage is loud
from 6 dB above the clip's usual level (see `usual_dbfs`) if it also reaches -26 dBFS, and in any case from -9 dBFS on;
it lasts at least 400 ms. Confidence goes from 0.5 at the threshold to 0.9 from 9 dB over it on. How loud it was in the
room no recording tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.analyzers.sound.events import centred, event, sound_spec, usual_dbfs
from aima.analyzers.sound.levels import frames_span, levels_dbfs, stretches
from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec

WINDOW, HOP = SAMPLE_RATE * 400 // 1000, SAMPLE_RATE * 100 // 1000
OVER_USUAL_DB, AT_LEAST_DBFS, ALWAYS_DBFS = 6.0, -26.0, -9.0


def threshold(usual: float) -> float:
    """The level in dBFS from which on a passage is loud, given the clip's usual level."""
    return min(max(usual + OVER_USUAL_DB, AT_LEAST_DBFS), ALWAYS_DBFS)


def loud_frames(momentary: NDArray[np.float64], usual: float) -> list[tuple[int, int]]:
    """Runs of 400 ms windows that are loud; a gap of one window is closed."""
    return stretches(momentary >= threshold(usual), close=1)


class Loud:
    """Yields `loud`."""

    spec: ClassVar[AnalyzerSpec] = sound_spec("loud")
    params: Mapping[str, JsonValue] = {"over_usual_db": OVER_USUAL_DB, "always_dbfs": ALWAYS_DBFS}

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Loud passages in order of time."""
        samples = centred(clip)
        momentary = levels_dbfs(samples, WINDOW, HOP) if len(samples) >= WINDOW else np.zeros(0)
        if len(momentary) == 0:
            return
        usual = usual_dbfs(momentary)
        for first, last in loud_frames(momentary, usual):
            span = frames_span(clip, first, last, HOP, WINDOW)
            if span is not None:
                over = float(momentary[first:last].max()) - threshold(usual)
                yield event(clip, "loud", span, 0.5 + 0.4 * float(np.clip(over / 9, 0, 1)))
