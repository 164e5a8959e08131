"""Where a clip ends: in the quietest fifth of a second of the last third, so that no word is cut in two."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

QUIET_MS = 200
_HOP_MS = 10


def earliest_end_ms(clip_ms: int) -> int:
    """The shortest a clip may be that is not the last one."""
    return clip_ms * 2 // 3


def quiet_end_ms(samples: NDArray[np.float32], sample_rate: int, clip_ms: int) -> int:
    """Milliseconds after the clip's start at which to cut.

    `samples` is float32 `[N]` or `[N, channels]` and reaches over `clip_ms`. The power is summed over hops of 10 ms;
    the middle of the quietest 200 ms wins, the latest where several are equally quiet.
    """
    hop = sample_rate * _HOP_MS // 1000
    first = earliest_end_ms(clip_ms) // _HOP_MS
    last = clip_ms // _HOP_MS
    window = QUIET_MS // _HOP_MS
    if last - first < window:
        return clip_ms
    part = samples[first * hop : last * hop].astype(np.float64).reshape(last - first, -1)
    power = np.einsum("ij,ij->i", part, part)
    sums = np.concatenate(([0.0], np.cumsum(power)))
    # Rounded, so that the order of additions cannot decide between windows of silence.
    quiet = np.round(sums[window:] - sums[:-window], 9)
    at = len(quiet) - 1 - int(np.argmin(quiet[::-1]))
    return (first + at + window // 2) * _HOP_MS
