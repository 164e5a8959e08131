"""Tonal alarms: a narrow tone between 500 and 4000 Hz that holds, or comes again and again (after ISO 7731, which asks
of an auditory danger signal that its pitch and rhythm stand out).

On power spectra of 64 ms every 16 ms a frame is tonal where the strongest bin between 500 and 4000 Hz with two
neighbours on either side holds at least 60 % of the power above 100 Hz and reaches -50 dBFS. Voices spread theirs over
harmonics. Neighbouring tonal frames within 3 % of one frequency, at least 80 ms long, are one tone. An alarm is

- one tone of at least 1.5 s (confidence 0.5), or
- at least four tones at most 1 s apart, of at most two pitches (5 %), whose onsets come regularly: the standard
  deviation of the steps is at most 20 % of their mean, taken two at a time where the pitches alternate (confidence
  0.7, and 0.8 from eight tones on).

A whistle or a flute that holds a tone passes for an alarm; a siren that glides does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.analyzers.sound.events import centred, event, sound_spec
from aima.analyzers.sound.levels import Floats, frames_span
from aima.analyzers.sound.spectrum import bin_of, hz_of, powers
from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec

SIZE, HOP = 1024, 256
FRAME_MS = HOP * 1000 / SAMPLE_RATE
LOWEST_HZ, HIGHEST_HZ = 500.0, 4000.0
NARROW, AT_LEAST_DBFS = 0.6, -50.0
SAME_TONE, SAME_PITCH = 0.03, 0.05
TONE_MS, HELD_MS, APART_MS = 80.0, 1500.0, 1000.0
TONES, MANY, REGULAR = 4, 8, 0.2


@dataclass(frozen=True, slots=True)
class Tone:
    """Frames `[first, last)` of one frequency."""

    first: int
    last: int
    hz: float

    @property
    def length_ms(self) -> float:
        """How long it sounds."""
        return (self.last - self.first) * FRAME_MS


def tonal_hz(samples: Floats) -> NDArray[np.float64]:
    """The frequency of the one tone in each frame, 0 where there is none."""
    spectra = powers(samples, SIZE, HOP)
    if len(spectra) == 0:
        return np.zeros(0)
    low, high = bin_of(LOWEST_HZ, SIZE), bin_of(HIGHEST_HZ, SIZE)
    top = spectra[:, low:high].argmax(axis=1) + low
    around = np.take_along_axis(spectra, top[:, None] + np.arange(-2, 3), axis=1).astype(np.float64)
    total = spectra[:, bin_of(100, SIZE) :].sum(axis=1, dtype=np.float64)
    share = around.sum(axis=1) / np.maximum(total, 1e-20)
    # A sine of amplitude a peaks at a²/4 and has a power of a²/2.
    level = 10 * np.log10(np.maximum(2 * around[:, 2], 1e-20))
    left, middle, right = (np.log(np.maximum(around[:, k], 1e-20)) for k in (1, 2, 3))
    bend = left - 2 * middle + right
    shift = np.where(bend < 0, 0.5 * (left - right) / np.where(bend < 0, bend, 1.0), 0.0)
    return np.where((share >= NARROW) & (level >= AT_LEAST_DBFS), hz_of(top + np.clip(shift, -0.5, 0.5), SIZE), 0.0)


def tones(hz: NDArray[np.float64]) -> list[Tone]:
    """Runs of frames that stay within 3 % of their mean so far, at least 80 ms long."""
    found: list[Tone] = []
    first, total = 0, 0.0
    for index, value in enumerate([*hz.tolist(), 0.0]):
        count = index - first
        mean = total / count if count else 0.0
        if value > 0 and count and abs(value - mean) <= SAME_TONE * mean:
            total += value
            continue
        if count and count * FRAME_MS >= TONE_MS:
            found.append(Tone(first, index, mean))
        first, total = (index, value) if value > 0 else (index + 1, 0.0)
    return found


def regular(group: list[Tone]) -> bool:
    """Whether at least four tones of at most two pitches come at equal steps."""
    if len(group) < TONES or len(_pitches(group)) > 2:
        return False
    onsets = np.array([tone.first for tone in group], np.float64)
    steps = [np.diff(onsets)] if len(group) < 5 else [np.diff(onsets), onsets[2:] - onsets[:-2]]
    return any(step.std() <= REGULAR * step.mean() for step in steps)


def _pitches(group: list[Tone]) -> list[float]:
    found: list[float] = []
    for tone in group:
        if not any(abs(tone.hz - hz) <= SAME_PITCH * hz for hz in found):
            found.append(tone.hz)
    return found


def alarms(found: list[Tone]) -> Iterator[tuple[int, int, float]]:
    """Frames `[first, last)` of each alarm, with its confidence."""
    group: list[Tone] = []
    for tone in [*found, None]:
        follows = tone is not None and group and (tone.first - group[-1].last) * FRAME_MS <= APART_MS
        if tone is not None and follows and len(_pitches([*group, tone])) <= 2:
            group.append(tone)
            continue
        if regular(group):
            yield group[0].first, group[-1].last, 0.8 if len(group) >= MANY else 0.7
        else:
            yield from ((held.first, held.last, 0.5) for held in group if held.length_ms >= HELD_MS)
        group = [tone] if tone is not None else []


class Alarm:
    """Yields `alarm`."""

    spec: ClassVar[AnalyzerSpec] = sound_spec("alarm")
    params: Mapping[str, JsonValue] = {"narrow": NARROW, "held_ms": HELD_MS, "tones": TONES, "regular": REGULAR}

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Alarms in order of time."""
        for first, last, confidence in alarms(tones(tonal_hz(centred(clip)))):
            span = frames_span(clip, first, last, HOP, SIZE)
            if span is not None:
                yield event(clip, "alarm", span, confidence)
