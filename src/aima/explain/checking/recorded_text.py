"""What an observation can be quoted with, and what a citation of it says."""

from __future__ import annotations

from collections.abc import Iterator

from aima.explain.parts import Evidence
from aima.model import kinds
from aima.model.citing import DOUBTS, SOUNDS, STATES, quote
from aima.model.finding import Citation
from aima.model.kinds import Payload


def texts_of(payload: Payload) -> Iterator[str]:
    """The recorded text and the labels that stand for an observation; the rest of it cannot be quoted.

    An answer of a vision-language model ("yes", "no") is no recorded text: it would pass for somebody's word.
    """
    match payload:
        case kinds.SpeechSegment() | kinds.ScreenText():
            yield payload.text
        case kinds.Keyword():
            yield from (payload.text, payload.term, payload.category)
        case kinds.SpottedKeyword():
            yield payload.phrase
        case kinds.Seen():
            yield from (payload.label, payload.reason)
        case kinds.Emotion() | kinds.Nudity():
            yield payload.label
        case kinds.SoundEvent():
            yield from (payload.label, SOUNDS[payload.label].de, SOUNDS[payload.label].en)
        case kinds.Picture():
            yield from (payload.state, STATES[payload.state].de, STATES[payload.state].en)
        case kinds.TranscriptDoubt():
            yield from (payload.reason, DOUBTS[payload.reason].de, DOUBTS[payload.reason].en)
        case kinds.Pose():
            yield from (payload.posture, payload.arms)
        case _:
            return


def cite(evidence: Evidence) -> Citation:
    """The first observation of an evidence, with the time of all of it."""
    observation = evidence.first
    return Citation(
        observation=observation.id,
        start_ms=evidence.span.start_ms,
        end_ms=evidence.span.end_ms,
        kind=observation.kind.name,
        quote=quote(observation),
    )
