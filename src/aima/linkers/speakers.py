"""Speakers: the voices of all clips grouped into the people who speak.

Each voice of a clip (all its turns together) is one point, the mean of its turns' vectors weighted by their length.
Two points are as far apart as their centres, measured in what chance alone puts between two stretches of one voice,
which is less the longer they are:

    z = |centre1 - centre2| / sqrt(BASE + PER_SECOND · (1 / seconds1 + 1 / seconds2))

The nearest two are joined while z is at most the threshold (centroid linkage, weighted by seconds). Two voices of one
clip were told apart by the analyzer that heard them side by side, under equal conditions, so they are never joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.model import kinds
from aima.model.capabilities import SPEAKERS
from aima.model.observation import Draft, Observation
from aima.model.plugins import LinkerSpec
from aima.model.timeline import Timeline

SPACE = "voice"
"""The embedding space of the turns' vectors."""
BASE, PER_SECOND = 0.3, 0.68
"""Variance in the space "voice" between stretches of one voice: for any two, and for each second in one of them."""
THRESHOLD = 2.0
"""The largest z at which two voices are taken for one. Measured over 13 synthesised talks of one to three voices, a
meeting and a speech: from 1.9 to 2.0 the least time goes to the wrong speaker; below, voices fall apart, above, like
voices become one.
"""

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
    points = np.stack([mean for _, mean in heard]) if heard else np.zeros((0, 1))
    seconds = np.array([sum(turn.span.length_ms for turn in of_voice[voice]) / 1000 for voice in voices])
    label = dict(
        zip(voices, join_voices(points, seconds, np.array([clip for clip, _ in voices]), threshold), strict=True)
    )
    names: dict[object, str] = {}
    return {voice: names.setdefault(label.get(voice, voice), f"speaker-{len(names) + 1}") for voice in of_voice}


def join_voices(
    points: NDArray[np.float64], seconds: NDArray[np.float64], clips: NDArray[np.int64], threshold: float
) -> list[int]:
    """A label for each of `points` `[N, D]` of so many `seconds` `[N]`; two of one of `clips` `[N]` never share it."""
    centres, lengths = points.copy(), seconds.copy()
    group = np.arange(len(points))
    distance = np.full((len(points), len(points)), np.inf)
    for row in range(len(points)):
        distance[row] = _apart(centres, lengths, row)
    distance[clips[:, None] == clips[None, :]] = np.inf
    while len(points) > 0:
        keep, gone = sorted(divmod(int(distance.argmin()), len(points)))
        if not distance[keep, gone] <= threshold:
            break
        barred = np.isinf(distance[keep]) | np.isinf(distance[gone])
        both = lengths[keep] + lengths[gone]
        centres[keep] = (centres[keep] * lengths[keep] + centres[gone] * lengths[gone]) / both
        lengths[keep] = both
        group[group == gone] = keep
        distance[keep] = np.where(barred, np.inf, _apart(centres, lengths, keep))
        distance[:, keep] = distance[keep]
        distance[gone] = distance[:, gone] = np.inf
    return [int(label) for label in group]


def _apart(centres: NDArray[np.float64], lengths: NDArray[np.float64], row: int) -> NDArray[np.float64]:
    """The z from one point to all (see above), rounded so that ties are ties everywhere."""
    chance = BASE + PER_SECOND * (1 / lengths + 1 / lengths[row])
    return np.sqrt(np.square(centres - centres[row]).sum(axis=1) / chance).round(6)  # type: ignore[no-any-return]


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
