"""Clips and timelines to put through components: the ordinary, the empty, and the smallest there can be."""

from __future__ import annotations

from collections.abc import Sequence
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import numpy as np
from annotated_types import MinLen
from numpy.typing import NDArray
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from aima.model import kinds
from aima.model.clip import SAMPLE_RATE, Clip, Frame
from aima.model.kinds import Kind, Payload
from aima.model.media import Media, MediaId, MediaKind, Stream, StreamKind
from aima.model.observation import Box, Draft, Observation, RunId, Vector, observation_id
from aima.model.span import Span
from aima.model.timeline import Timeline

_MEDIA = MediaId("5a" * 32)
_LENGTH_MS = 60_000
_SECOND_CLIP_MS = 30_000
_EACH = 3  # observations of each kind in the full timeline


def example_media(kind: MediaKind = MediaKind.VIDEO) -> Media:
    """A recording of a minute, or a picture."""
    picture = Stream(0, StreamKind.VIDEO, "h264", used=True, width=320, height=180, fps=25.0)
    sound = Stream(1, StreamKind.AUDIO, "aac", used=True, sample_rate=48_000, channels=2)
    streams = {MediaKind.VIDEO: (picture, sound), MediaKind.AUDIO: (sound,), MediaKind.IMAGE: (picture,)}
    duration_ms = 0 if kind is MediaKind.IMAGE else _LENGTH_MS
    return Media(_MEDIA, f"example.{kind.value}", 1_000_000, kind, "mov", duration_ms, streams[kind])


def example_clips() -> tuple[Clip, ...]:
    """Noise with tones and moving pictures, in the middle of a recording; silence; no sound; no picture; a still;
    and the smallest: one sample, no sample, one pixel, one millisecond.
    """
    random = np.random.default_rng(7)
    second = Span(_SECOND_CLIP_MS, _SECOND_CLIP_MS + 3_000)
    dot = np.zeros((1, 1, 3), np.uint8)
    return (
        Clip(_MEDIA, 1, second, _sound(random, 3_000), _frames(random, second.start_ms)),
        Clip(_MEDIA, 0, Span(0, 2_000), np.zeros(2 * SAMPLE_RATE, np.float32), ()),
        Clip(_MEDIA, 0, Span(0, 2_000), None, _frames(random, 0)[:1]),
        Clip(_MEDIA, 0, Span(0, 2_000), None, ()),
        Clip(_MEDIA, 2, Span(59_999, 60_000), np.full(1, 0.5, np.float32), (Frame(59_999, dot, 1.0),)),
        Clip(_MEDIA, 2, Span(59_999, 60_000), np.zeros(0, np.float32), ()),
        Clip(_MEDIA, 0, Span(0, 1), None, _frames(random, 0)[:1], still=True),
        Clip(_MEDIA, 0, Span(0, 1), None, (Frame(0, dot, 1.0),), still=True),
    )


def example_timelines() -> tuple[Timeline, ...]:
    """Empty ones of each kind of recording; one that holds every kind; one with a single observation of each."""
    empty = tuple(Timeline(example_media(kind), ()) for kind in MediaKind)
    media = example_media()
    return (*empty, Timeline(media, _observations(_EACH)), Timeline(media, _observations(1)))


def example_payload(kind: Kind[Payload]) -> Payload:
    """A payload of this kind with plain values, made from its fields."""
    payload = _example_of(kind.payload)
    assert isinstance(payload, Payload)
    return payload


def example_draft(kind: Kind[Payload], span: Span, position: int = 0) -> Draft:
    """A draft of this kind: faces and voices with a vector, what is seen with a box, speech with words."""
    payload = example_payload(kind)
    if kind is kinds.SPEECH_SEGMENT:
        payload = _segment(span)
    seen = kind.capability.modality in ("people", "scene") and kind is not kinds.SHOT
    space = {kinds.FACE: "face", kinds.SPEAKER_TURN: "voice"}.get(kind)
    values = np.random.default_rng(position).normal(size=128)
    return Draft(
        kind,
        span,
        payload,
        confidence=0.75,
        box=Box(0.25, 0.25, 0.25, 0.5) if seen else None,
        vector=None if space is None else Vector.of(space, values / np.linalg.norm(values)),
    )


def _sound(random: np.random.Generator, length_ms: int) -> NDArray[np.float32]:
    """Bursts of a voice-like tone in faint noise, and one loud click."""
    count = length_ms * SAMPLE_RATE // 1000
    seconds = np.arange(count) / SAMPLE_RATE
    tone = sum(np.sin(2 * np.pi * 140 * harmonic * seconds) / harmonic for harmonic in range(1, 9))
    samples = 0.2 * tone * (seconds % 1.0 < 0.6) + random.normal(0, 0.002, count)
    samples[count // 2] = 1.0
    return np.clip(samples, -1, 1).astype(np.float32)


def _frames(random: np.random.Generator, start_ms: int) -> tuple[Frame, ...]:
    """A bright block that moves over a grey ground, then the same picture again."""
    ground = random.integers(90, 130, (180, 320, 3)).astype(np.uint8)
    frames = []
    for position, left in enumerate((20, 160, 160)):
        rgb = ground.copy()
        rgb[40:140, left : left + 90] = (220, 180, 150)
        novelty = (1.0, 0.2, 0.0)[position]
        frames.append(Frame(start_ms + 500 * position, rgb, novelty, cut=position == 1))
    return tuple(frames)


def _observations(each: int) -> list[Observation]:
    run = RunId("0e" * 32)
    made: list[Observation] = []
    for number, kind in enumerate(kinds.KINDS):
        for turn in range(each):
            start_ms = (number * 700 + turn * 17_000) % (_LENGTH_MS - 2_000)
            draft = example_draft(kind, Span(start_ms, start_ms + 1_500), len(made))
            made.append(Observation(observation_id(run, turn, len(made)), run, turn, draft))
    return made


def _segment(span: Span) -> kinds.SpeechSegment:
    said = ("yes", "please", "stop", "ja", "nein")
    step = max(1, span.length_ms // len(said))
    words = tuple(
        kinds.Word(
            text=word,
            start_ms=span.start_ms + step * position,
            end_ms=span.start_ms + step * (position + 1),
            probability=0.9,
        )
        for position, word in enumerate(said)
    )
    return kinds.SpeechSegment(text=" ".join(said), language="en", words=words, avg_logprob=-0.3)


def _example_of(model: type[BaseModel]) -> BaseModel:
    wanted = {name: field for name, field in model.model_fields.items() if field.is_required()}
    return model(**{name: _example_value(field.annotation, _at_least(field)) for name, field in wanted.items()})


def _example_value(annotation: Any, at_least: int) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return arguments[0]
    if origin in (Union, UnionType):
        return _example_value(next(a for a in arguments if a is not NoneType), at_least)
    if origin is tuple:
        return tuple(_example_value(arguments[0], 0) for _ in range(at_least))
    if getattr(annotation, "__metadata__", None):
        return _example_value(annotation.__origin__, at_least)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _example_of(annotation)
    plain: dict[Any, Any] = {str: "example", int: 40, float: 0.5, bool: False}
    return plain[annotation]


def _at_least(field: FieldInfo) -> int:
    found: Sequence[int] = [part.min_length for part in field.metadata if isinstance(part, MinLen)]
    return max(found, default=0)
