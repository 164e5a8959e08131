"""What all sound analyzers share: how a stretch becomes a `sound.event`, and what is the usual level of a clip."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from aima.analyzers.sound.levels import Floats, loudest_dbfs
from aima.model import capabilities as can
from aima.model import kinds
from aima.model.clip import Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec, Reads
from aima.model.span import Span

Label = Literal["silence", "impact", "loud", "clipping", "alarm", "music", "scream"]
MODEL = "signal processing"
AUDIBLE_DBFS = -60.0


def sound_spec(name: str, version: int = 1) -> AnalyzerSpec:
    """The spec of an analyzer that finds one family of sound events."""
    return AnalyzerSpec(name, version, can.SOUND_EVENTS, Reads.SAMPLES, (kinds.SOUND_EVENT,), MODEL, ("numpy",))


def centred(clip: Clip) -> Floats:
    """The samples without their mean (a constant offset is no sound); empty where the clip has no sound."""
    if clip.samples is None or len(clip.samples) == 0:
        return np.zeros(0, np.float32)
    return np.asarray(clip.samples - clip.samples.mean(dtype=np.float64).astype(np.float32), np.float32)


def event(clip: Clip, label: Label, span: Span, confidence: float) -> Draft:
    """A `sound.event` with the level of its loudest 20 ms."""
    level = loudest_dbfs(clip.samples_in(span))
    return Draft(kinds.SOUND_EVENT, span, kinds.SoundEvent(label=label, level_dbfs=level), confidence=confidence)


def usual_dbfs(levels: NDArray[np.float64]) -> float:
    """The usual level of a clip while something sounds: the median of the frames that pass two gates.

    The gates are those of ITU-R BS.1770-4: `AUDIBLE_DBFS`, then 10 dB below the mean power of what passed the first, so
    that pauses and room noise do not count. `AUDIBLE_DBFS` where nothing can be heard.
    """
    heard = levels[levels > AUDIBLE_DBFS]
    if len(heard) == 0:
        return AUDIBLE_DBFS
    gate = 10 * np.log10(np.mean(10 ** (heard / 10))) - 10
    return float(np.median(heard[heard >= gate]))
