"""Silence: stretches where nothing is loud enough to be heard.

Level is RMS per 20 ms every 10 ms, in dBFS. A frame is silent below the clip's own noise floor (its 5th percentile)
plus 6 dB, but never above -40 and never under -70 dBFS; a stretch counts from 800 ms on. Confidence is 1 where the
stretch lies below -60 dBFS and falls to 0.6 at -40, where faint things could still be heard.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.analyzers.sound.events import centred, event, sound_spec
from aima.analyzers.sound.levels import frames_span, levels_dbfs, stretches
from aima.model.clip import Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec

AT_LEAST_MS, ABOVE_FLOOR_DB, HIGHEST, LOWEST = 800, 6.0, -40.0, -70.0


def threshold(levels: NDArray[np.float64]) -> float:
    """The level in dBFS below which a frame of this clip is silent."""
    return float(np.clip(np.percentile(levels, 5) + ABOVE_FLOOR_DB, LOWEST, HIGHEST))


class Silence:
    """Yields `silence`."""

    spec: ClassVar[AnalyzerSpec] = sound_spec("silence")
    params: Mapping[str, JsonValue] = {"at_least_ms": AT_LEAST_MS, "above_floor_db": ABOVE_FLOOR_DB}

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Silent stretches in order of time."""
        levels = levels_dbfs(centred(clip))
        if len(levels) == 0:
            return
        for first, last in stretches(levels < threshold(levels), shortest=AT_LEAST_MS // 10):
            span = frames_span(clip, first, last)
            if span is not None:
                level = float(np.percentile(levels[first:last], 90))
                yield event(clip, "silence", span, 0.6 + 0.4 * float(np.clip((HIGHEST - level) / 20, 0, 1)))
