"""Impacts: a sudden sound that is loudest at its beginning and then only fades (a blow, a slam, something dropped).

On the level in 5 ms frames every 2.5 ms, an impact

- rises at least 18 dB within 10 ms, over the loudest of the 60 ms before;
- reaches -32 dBFS, and the clip's usual level;
- is loudest within 10 ms of its onset (a syllable swells for longer), is never as loud again within the next 250 ms
  (1.5 dB less at least, from 40 ms on), and goes on falling (their second half is 8 dB lower on average);
- has much of its power in the attack above 2 kHz (at least 2 %), as a blow has and the onset of a vowel has not.

Confidence is 0.45 at 18 dB of rise and 0.75 at 38. A plosive before a short syllable can pass for a soft blow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.analyzers.sound.events import centred, event, sound_spec, usual_dbfs
from aima.analyzers.sound.levels import Floats, levels_dbfs
from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec

FRAME, HOP = SAMPLE_RATE * 5 // 1000, SAMPLE_RATE * 5 // 2000
BEFORE, ATTACK, AFTER = 24, 4, 100
"""Frames of 2.5 ms: 60 ms before, 10 ms of attack, 250 ms after."""
RISE_DB, AT_LEAST_DBFS, AGAIN_DB, FADE_DB, BRIGHT = 18.0, -32.0, 1.5, 8.0, 0.02
LENGTH_MS = 250


def candidates(levels: NDArray[np.float64], usual: float) -> list[tuple[int, float]]:
    """Positions of the loudest frame of each sudden rise, with the rise in dB."""
    padded = np.concatenate((np.full(BEFORE + ATTACK, levels[0] if len(levels) else 0.0), levels))
    before = sliding_window_view(padded, BEFORE).max(axis=1)[: len(levels)]
    rise = levels - before
    sudden = (rise >= RISE_DB) & (levels >= max(AT_LEAST_DBFS, usual))
    found: list[tuple[int, float]] = []
    for index in np.flatnonzero(sudden).tolist():
        top = index + int(levels[index : index + ATTACK].argmax())
        if not found or top - found[-1][0] > BEFORE:
            found.append((top, float(levels[top] - before[index])))
    return found


def fades(levels: NDArray[np.float64], top: int) -> bool:
    """Whether nothing after the loudest frame comes near it and the level keeps falling."""
    after = levels[top : top + AFTER]
    if len(after) < AFTER // 2:
        return False
    late = after[16:]
    early, last = after[16 : AFTER // 2], after[AFTER // 2 :]
    gone = after[0] - 2 * FADE_DB
    falling = len(last) == 0 or last.mean() <= max(min(early.mean() - 1, after[0] - FADE_DB), gone)
    return bool(after.max() <= after[0] + 0.5 and late.max() <= after[0] - AGAIN_DB and falling)


def brightness(samples: Floats) -> float:
    """The share of the power above 2 kHz."""
    power = np.square(np.abs(np.fft.rfft(samples * np.hanning(len(samples)))))
    total = float(power.sum())
    return float(power[len(power) // 4 :].sum()) / total if total > 0 else 0.0


class Impact:
    """Yields `impact`, 250 ms from its onset."""

    spec: ClassVar[AnalyzerSpec] = sound_spec("impact")
    params: Mapping[str, JsonValue] = {"rise_db": RISE_DB, "fade_db": FADE_DB, "bright": BRIGHT}

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Impacts in order of time."""
        samples = centred(clip)
        levels = levels_dbfs(samples, FRAME, HOP)
        if len(levels) < AFTER // 2:
            return
        for top, rise in candidates(levels, usual_dbfs(levels)):
            attack = samples[top * HOP : top * HOP + 4 * FRAME]
            if not fades(levels, top) or brightness(attack) < BRIGHT:
                continue
            start = max(0, top - ATTACK) * HOP
            span = clip.span_of(start, min(len(samples), start + LENGTH_MS * SAMPLE_RATE // 1000))
            if span is not None:
                yield event(clip, "impact", span, 0.45 + 0.3 * min(1.0, (rise - RISE_DB) / 20))
