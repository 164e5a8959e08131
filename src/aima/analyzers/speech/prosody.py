"""Prosody: how a stretch of speech sounds, measured and not interpreted (a linker compares it with the baseline).

Pitch and its range are those of `pitch`. The rate is that of syllable nuclei, after N. de Jong and T. Wempe (2009),
"Praat script to detect syllable nuclei and measure speech rate automatically", Behavior Research Methods 41(2): peaks
of the level curve (64 ms windows every 10 ms) that lie within 25 dB of the loudest, rise at least 2 dB over the dips
beside them, and are voiced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.analyzers.sound.levels import Floats, dbfs, levels_dbfs
from aima.analyzers.speech import activity, pitch
from aima.analyzers.speech.speaker_turns import windows
from aima.model import capabilities as can
from aima.model import kinds
from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec, Reads

LENGTH_MS, SHORTEST_MS = 3000, 300
NUCLEUS_FRAME = SAMPLE_RATE * 64 // 1000
DIP_DB, RANGE_DB = 2.0, 25.0
SURE_VOICED = 50
"""Voiced frames (0.5 s) from which the measures of pitch count fully."""


def peaks(curve: NDArray[np.float64], dip: float) -> list[int]:
    """Positions of the maxima that rise at least `dip` over the lowest point since the one before, and fall as much."""
    found: list[int] = []
    low, high, at, rising = np.inf, -np.inf, 0, True
    for index, value in enumerate(curve.tolist()):
        if value > high:
            high, at = value, index
        low = min(low, value)
        if rising and value < high - dip:
            found.append(at)
            rising, low = False, value
        elif not rising and value > low + dip:
            rising, high, at = True, value, index
    return found


def syllables(samples: Floats, hz: NDArray[np.float64]) -> int:
    """Syllable nuclei in a stretch whose pitch track (10 ms apart, 0 = unvoiced) is `hz`."""
    curve = levels_dbfs(samples, NUCLEUS_FRAME, pitch.HOP)
    if len(curve) == 0 or len(hz) == 0:
        return 0
    # Padded with silence, so that a syllable at either end has a dip beside it.
    curve = np.concatenate(([-200.0], curve, [-200.0]))
    # The frames of both tracks start together; the middle of a level frame lies later by half the difference.
    later = round((NUCLEUS_FRAME - pitch.SIZE) / 2 / pitch.HOP)
    nuclei = [index - 1 for index in peaks(curve, DIP_DB) if curve[index] >= curve.max() - RANGE_DB]
    return sum(bool(hz[max(0, min(at + later, len(hz) - 1) - 2) : at + later + 3].any()) for at in nuclei)


class VoiceProsody:
    """Yields `speech.prosody` for pieces of about 3 s of each stretch of speech."""

    spec: ClassVar[AnalyzerSpec] = AnalyzerSpec(
        "prosody",
        version=1,
        capability=can.VOICE_AFFECT,
        reads=Reads.SAMPLES,
        emits=(kinds.SPEECH_PROSODY,),
        model="pitch, level and rate, measured",
        packages=("faster-whisper", "numpy", "onnxruntime"),
    )
    params: Mapping[str, JsonValue] = {**activity.PARAMS, "length_ms": LENGTH_MS}

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Pieces in order of time; confidence is the share of half a second that is voiced, at most 1."""
        for span in windows(activity.speech_spans(clip), LENGTH_MS):
            samples = clip.samples_in(span)
            if span.length_ms < SHORTEST_MS or len(samples) == 0:
                continue
            hz = pitch.pitch_hz(samples)
            payload = kinds.Prosody(
                pitch_hz=pitch.median_pitch(hz),
                pitch_range_st=pitch.range_semitones(hz),
                level_dbfs=float(dbfs(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))),
                rate_hz=syllables(samples, hz) * 1000 / span.length_ms,
            )
            sure = min(1.0, float((hz > 0).sum()) / SURE_VOICED)
            yield Draft(kinds.SPEECH_PROSODY, span, payload, confidence=sure)
