"""Whose an observation is that names nobody: words are theirs who speak at that time, a posture is theirs who is seen.

A transcript, a measurement of a voice, a face or a posture carries no subject; who speaks and who is seen stands in
observations of their own. A model that reads both puts them together, and cites the words alone. So does this: words
are given to every speaker whose turn covers a good part of them, and what is seen to a person only where no other one
is seen at the time.
"""

from __future__ import annotations

from collections.abc import Iterable

from aima.explain.parts import Evidence
from aima.model import kinds
from aima.model.kinds import Kind, Payload
from aima.model.observation import Observation
from aima.model.span import Span

SHARE = 0.25
"""Of the words or of the turn, whichever is shorter, that the two have to share."""
_SPOKEN: frozenset[Kind[Payload]] = frozenset(
    (kinds.SPEECH_SEGMENT, kinds.SPEECH_KEYWORD, kinds.KEYWORD, kinds.SPEECH_PROSODY, kinds.SPEECH_AFFECT)
)
_SEEN: frozenset[Kind[Payload]] = frozenset((kinds.FACE, kinds.POSE, kinds.PERSON_BOX))


class Whose:
    """Who speaks and who is seen when, by the observations of the kinds `speaker` and `person` among those given."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        self._turns: list[tuple[Span, str]] = []
        self._persons: list[tuple[Span, str]] = []
        self._known: dict[str, frozenset[str]] = {}
        for observation in observations:
            if observation.subject is not None and observation.kind in (kinds.SPEAKER, kinds.PERSON):
                there = self._turns if observation.kind == kinds.SPEAKER else self._persons
                there.append((observation.span, observation.subject))

    def subjects_of(self, evidence: Evidence) -> frozenset[str]:
        """The subjects that its observations name, or else those whose it is by the time; empty where that is open."""
        if evidence.short not in self._known:
            self._known[evidence.short] = self._found(evidence)
        return self._known[evidence.short]

    def _found(self, evidence: Evidence) -> frozenset[str]:
        named = frozenset(each.subject for each in evidence.observations if each.subject is not None)
        kind = evidence.first.kind
        if named or _is_read(evidence):
            return named
        if kind in _SPOKEN:
            return frozenset(who for span, who in self._turns if _shares(span, evidence.span))
        if kind in _SEEN:
            seen = frozenset(who for span, who in self._persons if span.overlaps(evidence.span))
            return seen if len(seen) == 1 else frozenset()
        return frozenset()


def _is_read(evidence: Evidence) -> bool:
    payload = evidence.first.draft.payload
    return isinstance(payload, kinds.Keyword) and payload.source == "screen"


def _shares(one: Span, other: Span) -> bool:
    common = one & other
    return common is not None and common.length_ms >= SHARE * min(one.length_ms, other.length_ms)
