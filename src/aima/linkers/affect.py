"""Affect: how aroused a voice is, against its own habit.

Each stretch of prosody is compared with the speaker's other stretches by robust z-scores (median and MAD) of

    pitch   12 · log2(median pitch) in semitones         weight 0.45
    level   dBFS                                         weight 0.35
    rate    syllable nuclei a second                     weight 0.20

    z = Σ weight · clip((x - median) / max(1.4826 · MAD, floor), ±4) / Σ weight,     arousal = 1 / (1 + e^(-1.2 · z))

A measure that a stretch lacks (no voiced pitch) leaves both sums. The floors (1 semitone, 2 dB, 0.5 nuclei a second)
keep an even voice from looking excited over nothing. That arousal raises pitch, intensity and rate is the most stable
finding on voices (Juslin & Laukka 2003, Psychological Bulletin 129:770-814); the rule-based fusion against a speaker's
own baseline follows Bone, Lee & Narayanan 2014, IEEE Transactions on Affective Computing 5(2):201-213. Valence cannot
be told in this way and stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.linkers.overlap import best_overlap
from aima.model import kinds
from aima.model.capabilities import VOICE_AFFECT
from aima.model.kinds import Prosody
from aima.model.observation import Draft
from aima.model.plugins import LinkerSpec
from aima.model.timeline import Timeline

WEIGHTS = np.array([0.45, 0.35, 0.20])
"""Of pitch, level and rate."""
FLOORS = np.array([1.0, 2.0, 0.5])
"""The least spread taken for normal: semitones, dB, nuclei a second."""
STEEPNESS = 1.2
LARGEST_Z = 4.0
SPEAKER_CONFIDENCE, RECORDING_CONFIDENCE, HARDLY_ANY_CONFIDENCE = 0.5, 0.3, 0.05


class VoiceAffect:
    """One `speech.affect` for each stretch of prosody; the subject is the speaker with the largest overlap.

    `enough` stretches of one speaker make a baseline of their own, else the whole recording is the baseline;
    with fewer than `hardly_any` altogether the confidence says that there is nothing to compare with.
    """

    spec: ClassVar[LinkerSpec] = LinkerSpec(
        "voice_affect",
        version=1,
        capability=VOICE_AFFECT,
        requires=(kinds.SPEECH_PROSODY,),
        emits=(kinds.SPEECH_AFFECT,),
        reads=(kinds.SPEAKER,),
    )

    def __init__(self, enough: int = 5, hardly_any: int = 3) -> None:
        self.enough = enough
        self.hardly_any = hardly_any
        self.params: Mapping[str, JsonValue] = {"enough": enough, "hardly_any": hardly_any}

    def link(self, timeline: Timeline) -> Iterator[Draft]:
        """One draft a stretch, in order of time."""
        stretches = timeline.of(kinds.SPEECH_PROSODY)
        if not stretches:
            return
        measures = np.stack([measures_of(stretch.payload_of(kinds.SPEECH_PROSODY)) for stretch in stretches])
        speakers = [best_overlap(timeline, kinds.SPEAKER, stretch.span) for stretch in stretches]
        subjects = [None if speaker is None else speaker.subject for speaker in speakers]
        for index, (stretch, speaker) in enumerate(zip(stretches, speakers, strict=True)):
            own = [i for i, subject in enumerate(subjects) if subject is not None and subject == subjects[index]]
            baseline, confidence = self._baseline(len(own), len(stretches))
            against = measures[own] if baseline == "speaker" else measures
            yield Draft(
                kinds.SPEECH_AFFECT,
                stretch.span,
                kinds.Affect(arousal=arousal(measures[index], against), valence=None, baseline=baseline),
                confidence=confidence,
                subject=subjects[index],
                sources=(stretch.id,) if speaker is None else (stretch.id, speaker.id),
            )

    def _baseline(self, own: int, all_: int) -> tuple[Literal["speaker", "recording"], float]:
        if own >= self.enough:
            return "speaker", SPEAKER_CONFIDENCE
        return "recording", RECORDING_CONFIDENCE if all_ >= self.hardly_any else HARDLY_ANY_CONFIDENCE


def measures_of(prosody: Prosody) -> NDArray[np.float64]:
    """Pitch (semitones above 1 Hz, NaN where unvoiced), level (dBFS) and rate (nuclei a second)."""
    pitch = 12 * np.log2(prosody.pitch_hz) if prosody.pitch_hz else np.nan
    return np.array([pitch, prosody.level_dbfs, prosody.rate_hz], np.float64)


def arousal(measures: NDArray[np.float64], against: Sequence[NDArray[np.float64]] | NDArray[np.float64]) -> float:
    """Arousal 0..1 of one stretch (`[3]`) against its baseline (`[N, 3]`, may hold NaN); 0.5 is the baseline."""
    total, weight = 0.0, 0.0
    for column, value in enumerate(measures):
        known = np.asarray(against)[:, column]
        known = known[~np.isnan(known)]
        if np.isnan(value) or known.size == 0:
            continue
        middle = float(np.median(known))
        spread = max(1.4826 * float(np.median(np.abs(known - middle))), float(FLOORS[column]))
        total += float(WEIGHTS[column]) * float(np.clip((value - middle) / spread, -LARGEST_Z, LARGEST_Z))
        weight += float(WEIGHTS[column])
    return 0.5 if weight == 0 else float(1 / (1 + np.exp(-STEEPNESS * total / weight)))
