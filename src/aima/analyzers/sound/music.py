"""Music-like passages: several tones that hold, and a beat; weak evidence, and marked as such.

In windows of 6 s every 3 s, on power spectra of 64 ms every 32 ms up to 4 kHz:

- *held* is the share of the power that lies in tones which hold: the median over 0.5 s of each bin (D. FitzGerald 2010,
  "Harmonic/percussive separation using median filtering", DAFx), as far as it stands 10 dB out of its neighbourhood
  (the median of 250 Hz around it), over the whole power. Voices glide and score low, noise does not stand out.
- *notes* counts the different frequencies (to a semitone) among those tones; an alarm has one or two, music more.
- *beat* is the highest peak of the normalised autocorrelation of the onset strength (the summed rise of log power)
  between 0.25 and 1.5 s.

Music-like is held >= 0.15 with four notes or more and beat >= 0.3 (speech was measured to stay under 0.08 and 0.25).
Confidence is (held + beat) / 3 + 0.1, from 0.25 to 0.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.analyzers.sound.events import AUDIBLE_DBFS, centred, event, sound_spec
from aima.analyzers.sound.levels import Floats, frames_span
from aima.analyzers.sound.spectrum import bin_of, hz_of, powers
from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec

SIZE, HOP = 1024, 512
FRAME_S = HOP / SAMPLE_RATE
LOWEST_HZ, HIGHEST_HZ = 100.0, 4000.0
WINDOW, STEP = round(6 / FRAME_S), round(3 / FRAME_S)
HOLD, AROUND, STANDS_OUT = 15, 17, 10.0
HELD, NOTES, BEAT = 0.15, 4, 0.3


def held_power(spectra: Floats) -> Floats:
    """The part of each spectrum `[frames, bins]` that lies in tones which hold for half a second and stand out."""
    if len(spectra) < HOLD:
        return np.zeros_like(spectra)
    padded = np.pad(spectra, ((HOLD // 2, HOLD // 2), (0, 0)), mode="edge")
    steady = np.empty_like(spectra)
    for start in range(0, len(spectra), 64):  # in pieces, because the median copies its windows
        piece = padded[start : min(start + 64, len(spectra)) + HOLD - 1]
        steady[start : start + 64] = np.median(sliding_window_view(piece, HOLD, axis=0), axis=-1)
    wide = np.pad(steady, ((0, 0), (AROUND // 2, AROUND // 2)), mode="edge")
    ground = np.empty_like(steady)
    for start in range(0, len(steady), 64):
        ground[start : start + 64] = np.median(sliding_window_view(wide[start : start + 64], AROUND, axis=1), axis=-1)
    return np.where(steady > STANDS_OUT * ground, np.minimum(steady, spectra), np.float32(0))


def notes(held: Floats) -> int:
    """How many semitones hold at least 1 % of the held power and are stronger than those beside them."""
    power = held.sum(axis=0, dtype=np.float64)
    hz = np.maximum(hz_of(np.arange(len(power), dtype=np.float64) + bin_of(LOWEST_HZ, SIZE), SIZE), 1.0)
    semitone = np.round(12 * np.log2(hz / 55)).astype(np.int64)
    by_note = np.bincount(semitone, weights=power)
    peaks = (by_note[1:-1] > by_note[:-2]) & (by_note[1:-1] >= by_note[2:])
    return int((peaks & (by_note[1:-1] >= 0.01 * max(power.sum(), 1e-20))).sum())


def onset_strength(spectra: Floats) -> NDArray[np.float64]:
    """The summed rise of log power from frame to frame, without its mean."""
    logs = np.log(np.maximum(spectra, 1e-9))
    rise = np.maximum(np.diff(logs, axis=0, prepend=logs[:1]), 0).mean(axis=1, dtype=np.float64)
    return np.asarray(rise - rise.mean() if len(rise) else rise)


def beat(strength: NDArray[np.float64]) -> float:
    """The highest local maximum of the normalised autocorrelation between 0.25 and 1.5 s; 0 where there is none."""
    size = len(strength)
    longest = min(round(1.5 / FRAME_S), size // 2)
    if size == 0 or longest < 10 or not np.any(strength):
        return 0.0
    power = np.fft.irfft(np.square(np.abs(np.fft.rfft(strength, 2 * size))))[: longest + 2]
    curve = power / power[0]
    middle = curve[1:-1]
    peak = (middle > curve[:-2]) & (middle >= curve[2:])
    peak[: round(0.25 / FRAME_S)] = False
    return float(middle[peak].max()) if peak.any() else 0.0


def likeness(spectra: Floats, held: Floats, strength: NDArray[np.float64]) -> float | None:
    """The confidence that a window is music-like, `None` where it is not."""
    total = float(spectra.sum(dtype=np.float64))
    if total <= 10 ** (AUDIBLE_DBFS / 10) * len(spectra):
        return None
    share, rhythm = float(held.sum(dtype=np.float64)) / total, beat(strength - strength.mean())
    if share < HELD or rhythm < BEAT or notes(held) < NOTES:
        return None
    return float(np.clip((share + rhythm) / 3 + 0.1, 0.25, 0.5))


class Music:
    """Yields `music`; windows that overlap are one passage with their mean confidence."""

    spec: ClassVar[AnalyzerSpec] = sound_spec("music")
    params: Mapping[str, JsonValue] = {"held": HELD, "notes": NOTES, "beat": BEAT}

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Music-like passages in order of time."""
        low = bin_of(LOWEST_HZ, SIZE)
        spectra = powers(centred(clip), SIZE, HOP, bin_of(HIGHEST_HZ, SIZE))[:, low:]
        held, strength = held_power(spectra), onset_strength(spectra)
        passages: list[tuple[int, int, list[float]]] = []
        for start in range(0, max(1, len(spectra) - WINDOW + STEP), STEP):
            end = min(start + WINDOW, len(spectra))
            sure = likeness(spectra[start:end], held[start:end], strength[start:end]) if end - start > STEP else None
            if sure is None:
                continue
            if passages and start <= passages[-1][1]:
                passages[-1] = (passages[-1][0], end, [*passages[-1][2], sure])
            else:
                passages.append((start, end, [sure]))
        for first, last, sures in passages:
            span = frames_span(clip, first, last, HOP, SIZE)
            if span is not None:
                yield event(clip, "music", span, sum(sures) / len(sures))
