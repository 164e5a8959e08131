"""Timelines to put through linkers and rules: empty ones, one that holds every kind, one that holds every value."""

from __future__ import annotations

import numpy as np

from aima.model import kinds
from aima.model.kinds import Kind, Payload
from aima.model.media import MediaKind
from aima.model.observation import Box, Draft, Observation, RunId, Vector, observation_id
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.testing.examples import example_media
from aima.testing.payloads import example_payload

_LENGTH_MS = example_media().duration_ms
_RUN = RunId("0e" * 32)
_VARIANTS = 40
_SAID = (
    "yes please go on",
    "ja ich bin einverstanden",
    "no",
    "stop please stop",
    "nein hör auf",
    "red",
    "what a nice day",
)


def example_timelines() -> tuple[Timeline, ...]:
    """Empty ones of each kind of recording; one and three observations of every kind; and many of every kind, two
    persons speaking and seen, with every label, extreme and `None` that the payloads allow.
    """
    empty = tuple(Timeline(example_media(kind), ()) for kind in MediaKind)
    full = (Timeline(example_media(), _observations(each)) for each in (1, 3, _VARIANTS))
    return (*empty, *full)


def example_draft(kind: Kind[Payload], span: Span, variant: int = 0) -> Draft:
    """A draft of this kind: faces and voices with a vector, what is seen with a box, speech with words."""
    seen = kind.capability.modality in ("people", "scene") and kind is not kinds.SHOT
    space = {kinds.FACE: "face", kinds.SPEAKER_TURN: "voice"}.get(kind)
    values = np.random.default_rng(variant).normal(size=128)
    return Draft(
        kind,
        span,
        _segment(span, variant) if kind is kinds.SPEECH_SEGMENT else example_payload(kind, variant),
        confidence=(0.75, 0.95, 0.2, None)[variant % 4],
        subject=(None, *_subjects(kind))[variant % 3],
        box=Box(0.25, 0.25, 0.25, 0.5) if seen else None,
        vector=None if space is None else Vector.of(space, values / np.linalg.norm(values)),
    )


def _observations(each: int) -> list[Observation]:
    made: list[Observation] = []
    for number, kind in enumerate(kinds.KINDS):
        for turn in range(each):
            start_ms = (number * 700 + turn * 17_000) % (_LENGTH_MS - 2_000)
            draft = example_draft(kind, Span(start_ms, start_ms + 1_500), turn)
            made.append(Observation(observation_id(_RUN, turn, len(made)), _RUN, turn, draft))
    return made


def _subjects(kind: Kind[Payload]) -> tuple[str, str]:
    name = "person" if kind.capability.modality in ("people", "scene") else "speaker"
    return (f"{name}-1", f"{name}-2")


def _segment(span: Span, variant: int) -> kinds.SpeechSegment:
    said = _SAID[variant % len(_SAID)]
    texts = said.split()
    step = max(1, span.length_ms // len(texts))
    starts = [span.start_ms + step * position for position in range(len(texts))]
    words = tuple(
        kinds.Word(text=text, start_ms=start, end_ms=start + step, probability=0.9)
        for text, start in zip(texts, starts, strict=True)
    )
    return kinds.SpeechSegment(text=said, language="de" if variant in (1, 4) else "en", words=words, avg_logprob=-0.3)
