"""The unit of work, of checkpoint and of distribution: at most 30 s of samples and sampled frames."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from aima.model.media import MediaId
from aima.model.span import Span

SAMPLE_RATE = 16_000
"""Samples a second in `Clip.samples`, mono."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One sampled picture.

    `rgb` is uint8 `[height, width, 3]`, upright (rotation is applied). `novelty` is the mean absolute difference
    to the sampled frame before it, on a small grey copy, from 0 (the same picture) to 1; the first frame has 1.
    """

    at_ms: int
    rgb: NDArray[np.uint8]
    novelty: float
    cut: bool = False

    def __post_init__(self) -> None:
        if self.rgb.ndim != 3 or self.rgb.shape[2] != 3 or self.rgb.dtype != np.uint8:
            raise ValueError(f"a frame needs uint8 [H, W, 3], not {self.rgb.dtype} {self.rgb.shape}")
        if not 0.0 <= self.novelty <= 1.0:
            raise ValueError(f"novelty lies in 0..1, not {self.novelty}")

    @property
    def height(self) -> int:
        """Rows of pixels."""
        return int(self.rgb.shape[0])

    @property
    def width(self) -> int:
        """Columns of pixels."""
        return int(self.rgb.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """At most 30 s of one recording, cut where it is quiet.

    `samples` is float32 `[N]` mono at 16 kHz in -1..1 with `samples[0]` at `span.start_ms`, `None` where the recording
    has no sound; no NaN, no infinities. `frames` are in order of time and all lie within `span`; `still` says
    that the recording is a single picture.
    """

    media: MediaId
    index: int
    span: Span
    samples: NDArray[np.float32] | None
    frames: tuple[Frame, ...] = field(default=())
    still: bool = False

    def __post_init__(self) -> None:
        if self.samples is not None and (self.samples.ndim != 1 or self.samples.dtype != np.float32):
            raise ValueError(f"samples need float32 [N], not {self.samples.dtype} {self.samples.shape}")
        times = [frame.at_ms for frame in self.frames]
        if any(at not in self.span for at in times) or times != sorted(set(times)):
            raise ValueError(f"frame times must rise within {self.span}, not {times}")

    def at_sample(self, index: int) -> int:
        """The time of a sample in milliseconds, rounded down and kept within the clip."""
        at = self.span.start_ms + index * 1000 // SAMPLE_RATE
        return min(max(at, self.span.start_ms), self.span.end_ms)

    def samples_in(self, span: Span) -> NDArray[np.float32]:
        """The samples within `span` (of the recording's time), empty where there are none."""
        if self.samples is None:
            return np.zeros(0, np.float32)
        start = max(0, span.start_ms - self.span.start_ms) * SAMPLE_RATE // 1000
        end = max(0, span.end_ms - self.span.start_ms) * SAMPLE_RATE // 1000
        return self.samples[start:end]

    def span_of(self, first: int, last: int) -> Span | None:
        """The span of `samples[first:last]`, or `None` where it is shorter than a millisecond."""
        start, end = self.at_sample(first), self.at_sample(last)
        return Span(start, end) if start < end else None

    def frame_span(self, position: int) -> Span:
        """From this frame to the next one of the clip, or to the clip's end: the time a frame speaks for."""
        start = self.frames[position].at_ms
        following = position + 1 < len(self.frames)
        end = self.frames[position + 1].at_ms if following else self.span.end_ms
        return Span(start, max(start + 1, end))
