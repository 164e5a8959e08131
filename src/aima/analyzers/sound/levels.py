"""Levels and frames: what every sound analyzer measures first.

Level is RMS in dBFS with 0 dBFS = RMS 1.0, so a full-scale sine reads -3.0 dBFS; digital silence reads `FLOOR_DBFS`.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.span import Span

Floats = NDArray[np.float32]
FLOOR_DBFS = -100.0
"""What is quieter reads as this."""
FRAME = SAMPLE_RATE * 20 // 1000
HOP = SAMPLE_RATE * 10 // 1000
"""Samples in a level frame (20 ms) and between two frames (10 ms)."""


def framed(samples: Floats, size: int, hop: int) -> Floats:
    """A view `[frames, size]` of all whole frames, `hop` samples apart; no frames where there are too few samples."""
    if len(samples) < size:
        return np.zeros((0, size), np.float32)
    return sliding_window_view(samples, size)[::hop]


def dbfs(rms: NDArray[np.floating]) -> NDArray[np.float64]:
    """`20 log10(rms)`, not below `FLOOR_DBFS`."""
    return np.asarray(20 * np.log10(np.maximum(rms, 10 ** (FLOOR_DBFS / 20))), np.float64)


def levels_dbfs(samples: Floats, size: int = FRAME, hop: int = HOP) -> NDArray[np.float64]:
    """The level of each frame in dBFS; one frame over all there is where the samples are shorter than a frame."""
    if 0 < len(samples) < size:
        return dbfs(np.sqrt(np.mean(np.square(samples, dtype=np.float64), keepdims=True)))
    # Sums of squares of half frames, added: the same as framing, without the copy that squaring a view makes.
    part = np.gcd(size, hop)
    whole = len(samples) // part
    power = np.square(samples[: whole * part], dtype=np.float64).reshape(whole, part).sum(axis=1)
    sums = sliding_window_view(power, size // part).sum(axis=1) if whole >= size // part else power[:0]
    return dbfs(np.sqrt(sums[:: hop // part] / size))


def loudest_dbfs(samples: Floats) -> float:
    """The level of the loudest 20 ms, `FLOOR_DBFS` where there is nothing."""
    levels = levels_dbfs(samples)
    return float(levels.max()) if len(levels) else FLOOR_DBFS


def stretches(mask: NDArray[np.bool_], close: int = 0, shortest: int = 1) -> list[tuple[int, int]]:
    """Runs of true values as `[first, last)`; gaps of at most `close` are closed, then those under `shortest` go."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    found: list[tuple[int, int]] = []
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if found and first - found[-1][1] <= close:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return [(first, last) for first, last in found if last - first >= shortest]


def frames_span(clip: Clip, first: int, last: int, hop: int = HOP, size: int = FRAME) -> Span | None:
    """The span of the frames `[first, last)` within the clip; `None` where it is shorter than a millisecond."""
    count = 0 if clip.samples is None else len(clip.samples)
    return clip.span_of(first * hop, min(count, (last - 1) * hop + size))
