"""Clips to put through analyzers: the ordinary, the empty, and the smallest there can be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from aima.model.clip import SAMPLE_RATE, Clip, Frame
from aima.model.media import Media, MediaId, MediaKind, Stream, StreamKind
from aima.model.span import Span
from aima.model.words import words

_MEDIA = MediaId("5a" * 32)
_LENGTH_MS = 60_000
_SECOND_CLIP_MS = 30_000


def example_media(kind: MediaKind = MediaKind.VIDEO) -> Media:
    """A recording of a minute, or a picture."""
    picture = Stream(0, StreamKind.VIDEO, "h264", used=True, width=320, height=180, fps=25.0)
    mixed = words("2 Kanäle wurden auf 1 heruntergemischt", "2 channels were mixed down to 1")
    sound = Stream(1, StreamKind.AUDIO, "aac", used=True, sample_rate=48_000, channels=2, note=mixed)
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
