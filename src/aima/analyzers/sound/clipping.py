"""Clipping: where the recording was driven over full scale, so that what was loud is cut off flat.

Three or more samples in a row at full scale (0.999 or above) make one flat top; a pure tone of full scale has none
above 75 Hz. Flat tops at most 250 ms apart make a stretch, which needs at least three. Confidence is 0.7 for three and
0.95 from ten on. Clipping before the recorder, at a lower level, is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.analyzers.sound.events import event, sound_spec
from aima.analyzers.sound.levels import Floats, stretches
from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec

FULL, FLAT, TOPS = 0.999, 3, 3
JOIN = SAMPLE_RATE * 250 // 1000


def flat_tops(samples: Floats) -> list[tuple[int, int]]:
    """Runs `[first, last)` of at least three samples at full scale, of one sign."""
    high = stretches(samples >= FULL, shortest=FLAT)
    return sorted(high + stretches(samples <= -FULL, shortest=FLAT))


def is_offset(samples: Floats) -> bool:
    """Whether the samples never move: a constant is a broken line, not a sound that was cut off."""
    return bool(np.ptp(samples) < 1e-6)


def joined(tops: list[tuple[int, int]], gap: int = JOIN) -> Iterator[tuple[int, int, int]]:
    """Stretches of samples with the number of flat tops in each."""
    if not tops:
        return
    starts: NDArray[np.int64] = np.array([first for first, _ in tops])
    ends: NDArray[np.int64] = np.array([last for _, last in tops])
    breaks = np.flatnonzero(starts[1:] - ends[:-1] > gap) + 1
    for group in np.split(np.arange(len(tops)), breaks):
        yield int(starts[group[0]]), int(ends[group[-1]]), len(group)


class Clipping:
    """Yields `clipping`."""

    spec: ClassVar[AnalyzerSpec] = sound_spec("clipping")
    params: Mapping[str, JsonValue] = {"full": FULL, "flat": FLAT, "tops": TOPS}

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Clipped stretches in order of time."""
        if clip.samples is None or len(clip.samples) == 0 or is_offset(clip.samples):
            return
        for first, last, count in joined(flat_tops(clip.samples)):
            span = clip.span_of(first, last)
            if count >= TOPS and span is not None:
                yield event(clip, "clipping", span, 0.7 + 0.25 * min(1.0, (count - TOPS) / 7))
