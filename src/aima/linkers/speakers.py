"""Speakers: the voices of all clips grouped into the people who speak.

Each voice of a clip (all its turns together) is one point, the mean of its turns' vectors weighted by their length.
Points are clustered (see `clustering`) with a distance threshold. Two voices of one clip were told apart by the
analyzer that heard them side by side, under equal conditions, so they are never joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.linkers.clustering import cluster
from aima.model import kinds
from aima.model.capabilities import SPEAKERS
from aima.model.observation import Draft, Observation
from aima.model.plugins import LinkerSpec
from aima.model.timeline import Timeline

SPACE = "voice"
"""The embedding space of the turns' vectors."""
THRESHOLD = 1.0
"""The largest mean distance at which two voices are taken for one."""

Voice = tuple[int, str]
"""A voice within one clip: the clip's index and the analyzer's name for it."""


class Speakers:
    """One `speaker` for each turn, with the subject "speaker-1", "speaker-2" ... in order of first appearance."""

    spec: ClassVar[LinkerSpec] = LinkerSpec(
        "speakers", version=1, capability=SPEAKERS, requires=(kinds.SPEAKER_TURN,), emits=(kinds.SPEAKER,)
    )

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self.threshold = threshold
        self.params: Mapping[str, JsonValue] = {"threshold": threshold}

    def link(self, timeline: Timeline) -> Iterator[Draft]:
        """One draft a turn, in the order of the turns."""
        turns = timeline.of(kinds.SPEAKER_TURN)
        names = name_speakers(turns, self.threshold)
        for turn in turns:
            payload = turn.payload_of(kinds.SPEAKER_TURN)
            yield Draft(
                kinds.SPEAKER,
                turn.span,
                kinds.Speaker(pitch_hz=payload.pitch_hz, approximate=payload.approximate),
                confidence=turn.confidence,
                subject=names[voice_of(turn)],
                sources=(turn.id,),
            )


def voice_of(turn: Observation) -> Voice:
    """Which voice of which clip a turn belongs to."""
    return turn.clip, turn.payload_of(kinds.SPEAKER_TURN).voice


def name_speakers(turns: Sequence[Observation], threshold: float) -> dict[Voice, str]:
    """The speaker's name of each voice, numbered in the order of `turns`; a voice without vectors stays by itself."""
    of_voice: dict[Voice, list[Observation]] = {}
    for turn in turns:
        of_voice.setdefault(voice_of(turn), []).append(turn)
    heard = [(voice, mean) for voice, group in of_voice.items() if (mean := _mean_vector(group)) is not None]
    voices = [voice for voice, _ in heard]
    apart = [(a, b) for a, b in combinations(range(len(voices)), 2) if voices[a][0] == voices[b][0]]
    points = np.stack([mean for _, mean in heard]) if heard else np.zeros((0, 1))
    lengths = [sum(turn.span.length_ms for turn in of_voice[voice]) for voice in voices]
    label = dict(zip(voices, cluster(points, lengths, apart, threshold), strict=True))
    names: dict[object, str] = {}
    return {voice: names.setdefault(label.get(voice, voice), f"speaker-{len(names) + 1}") for voice in of_voice}


def _mean_vector(turns: Sequence[Observation]) -> NDArray[np.float64] | None:
    known = [
        (turn.draft.vector.array().astype(np.float64), turn.span.length_ms)
        for turn in turns
        if turn.draft.vector is not None and turn.draft.vector.space == SPACE
    ]
    if not known:
        return None
    total = sum(length for _, length in known)
    return np.sum([vector * (length / total) for vector, length in known], axis=0)  # type: ignore[no-any-return]
