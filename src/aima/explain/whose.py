"""Whose an observation is that names nobody: words are theirs who speak at that time, a posture is theirs who is seen.

A transcript, a measurement of a voice, a face or a posture carries no subject; who speaks and who is seen stands in
observations of their own. The lines of a digest say by whom words are where just one voice speaks, and the check of
what a model makes of them reads the same turns: words are given to every speaker whose turn covers a good part of them,
and what is seen to a person only where no other one is seen at the time.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from aima.explain.parts import Evidence
from aima.model import kinds
from aima.model.observation import Observation
from aima.model.span import Span

SHARE = 0.25
"""Of the words or of the turn, whichever is shorter, that the two have to share."""
# By name, because one is looked up for every observation of a recording.
_SPOKEN = frozenset(
    kind.name
    for kind in (kinds.SPEECH_SEGMENT, kinds.SPEECH_KEYWORD, kinds.KEYWORD, kinds.SPEECH_PROSODY, kinds.SPEECH_AFFECT)
)
_SEEN = frozenset(kind.name for kind in (kinds.FACE, kinds.POSE, kinds.PERSON_BOX))


class Whose:
    """Who speaks and who is seen when, by the observations of the kinds `speaker` and `person` among those given."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        turns: list[tuple[Span, str]] = []
        self._persons: list[tuple[Span, str]] = []
        self._known: dict[str, frozenset[str]] = {}
        for observation in observations:
            if observation.subject is not None and observation.kind in (kinds.SPEAKER, kinds.PERSON):
                there = turns if observation.kind == kinds.SPEAKER else self._persons
                there.append((observation.span, observation.subject))
        self._turns = _Turns(turns)

    def subjects_of(self, evidence: Evidence) -> frozenset[str]:
        """The subjects that its observations name, or else those whose it is by the time; empty where that is open."""
        if evidence.short not in self._known:
            self._known[evidence.short] = self._found(evidence)
        return self._known[evidence.short]

    def speaker_of(self, observation: Observation) -> str | None:
        """The one voice whose words or whose sound it is by the time.

        `None` where it names its subject itself, where it is nothing spoken, and where nobody or several speak.
        """
        if observation.draft.subject is not None or observation.draft.kind.name not in _SPOKEN:
            return None
        speakers = self._speakers_of(observation)
        return next(iter(speakers)) if len(speakers) == 1 else None

    def _found(self, evidence: Evidence) -> frozenset[str]:
        named = frozenset(each.subject for each in evidence.observations if each.subject is not None)
        kind = evidence.first.kind.name
        if named:
            return named
        if kind in _SPOKEN:
            # One by one: between two pieces of a run somebody else may have spoken.
            return frozenset().union(*(self._speakers_of(each) for each in evidence.observations))
        if kind in _SEEN:
            seen = frozenset(who for span, who in self._persons if span.overlaps(evidence.span))
            return seen if len(seen) == 1 else frozenset()
        return frozenset()

    def _speakers_of(self, observation: Observation) -> frozenset[str]:
        return frozenset() if _is_read(observation) else self._turns.sharing(observation.span)


class _Turns:
    """Turns in order of time, so that of thousands only those near a moment are looked at."""

    def __init__(self, turns: Iterable[tuple[Span, str]]) -> None:
        ordered = sorted(turns)
        self._who = [who for _, who in ordered]
        self._starts = np.array([span.start_ms for span, _ in ordered], np.int64)
        self._ends = np.array([span.end_ms for span, _ in ordered], np.int64)
        self._reached = np.maximum.accumulate(self._ends)

    def sharing(self, span: Span) -> frozenset[str]:
        """Those whose turns share a good part with the span."""
        first = int(np.searchsorted(self._reached, span.start_ms, side="right"))
        last = int(np.searchsorted(self._starts, span.end_ms))
        starts, ends = self._starts[first:last], self._ends[first:last]
        common = np.minimum(ends, span.end_ms) - np.maximum(starts, span.start_ms)
        shared = (common > 0) & (common >= SHARE * np.minimum(ends - starts, span.length_ms))
        return frozenset(self._who[first + int(place)] for place in np.flatnonzero(shared))


def _is_read(observation: Observation) -> bool:
    payload = observation.draft.payload
    return isinstance(payload, kinds.Keyword) and payload.source == "screen"
