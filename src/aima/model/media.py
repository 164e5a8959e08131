"""One recording, known by the SHA-256 of its bytes, and what probing found in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from aima.model.span import Span
from aima.model.words import Words

MediaId = NewType("MediaId", str)
"""SHA-256 of the bytes, 64 lower-case hex digits."""


class MediaKind(StrEnum):
    """What a recording is to the pipeline; an animated image is video."""

    VIDEO = "video"
    AUDIO = "audio"
    IMAGE = "image"


class StreamKind(StrEnum):
    """What a stream carries."""

    VIDEO = "video"
    AUDIO = "audio"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream of a container: what it is, and whether the analysis uses it.

    `note` says why it is not used or what was done to it, `None` if there is nothing to say.
    """

    index: int
    kind: StreamKind
    codec: str
    used: bool
    width: int = 0
    height: int = 0
    rotation: int = 0
    fps: float = 0.0
    sample_rate: int = 0
    channels: int = 0
    start_ms: int = 0
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """One recording: identity, size, kind, length and streams.

    `duration_ms` is what decoding reached, 0 for a still image. `truncated` says that the file ends in the middle.
    """

    id: MediaId
    name: str
    size_bytes: int
    kind: MediaKind
    container: str
    duration_ms: int
    streams: tuple[Stream, ...]
    truncated: bool = False

    @property
    def span(self) -> Span:
        """The whole recording; one millisecond for a still image."""
        return Span(0, max(1, self.duration_ms))
