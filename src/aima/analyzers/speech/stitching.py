"""The speech of a clip put together without the pauses, and the way back from its times to the recording's.

A recogniser that hears silence invents text; so it gets speech alone, as faster-whisper's own `vad_filter` does.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from aima.analyzers.sound.levels import Floats
from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.span import Span


@dataclass(frozen=True, slots=True)
class Stitched:
    """`samples` hold the pieces one after the other; piece k begins at `starts_s[k]` there and was `spans[k]`."""

    samples: Floats
    starts_s: tuple[float, ...]
    spans: tuple[Span, ...]

    def piece_at(self, at_s: float) -> int:
        """Which piece holds this moment of the stitched samples."""
        return max(0, bisect_right(self.starts_s, at_s) - 1)

    def back(self, start_s: float, end_s: float) -> Span:
        """A stretch of the stitched samples in the recording's time, within the piece that holds its middle."""
        piece = self.piece_at((start_s + end_s) / 2)
        span, began = self.spans[piece], self.starts_s[piece]
        start = span.start_ms + round((start_s - began) * 1000)
        end = span.start_ms + round((end_s - began) * 1000)
        start = min(max(start, span.start_ms), span.end_ms - 1)
        return Span(start, min(max(end, start + 1), span.end_ms))


def stitch(clip: Clip, spans: tuple[Span, ...]) -> Stitched:
    """Only these spans of a clip; spans that hold no samples are left out."""
    pieces = [(span, clip.samples_in(span)) for span in spans]
    pieces = [(span, samples) for span, samples in pieces if len(samples)]
    lengths = [len(samples) for _, samples in pieces]
    starts = [sum(lengths[:position]) / SAMPLE_RATE for position in range(len(pieces))]
    joined = np.concatenate([samples for _, samples in pieces]) if pieces else np.zeros(0, np.float32)
    return Stitched(joined, tuple(starts), tuple(span for span, _ in pieces))
