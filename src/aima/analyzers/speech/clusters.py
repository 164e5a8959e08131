"""Agglomerative clustering of the windows of one clip into voices.

Two groups are as far apart as their centres, measured in what chance alone would put between them: the mean of a
short stretch of one voice strays (by which sounds it happens to hold), and strays less the longer it is. So

    z² = |centre1 - centre2|² / (BASE + PER_SECOND · (1 / seconds1 + 1 / seconds2))

and the nearest two are merged while z is at most `APART`. The constants were measured on synthesised pairs of voices
and a meeting: two windows of 1.5 s of one voice lie 1.1 apart in the space "voice" (z about 1), groups of one voice at
most 2.7 in z, groups of two voices mostly over 4 (in the meeting, over a far microphone, 2.9). Written out because a
clip has at most some dozens of windows, for which importing a library takes longer than the clustering.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BASE, PER_SECOND, APART = 0.1, 0.83, 2.85


def clusters(points: NDArray[np.float64], seconds: NDArray[np.float64]) -> NDArray[np.int64]:
    """The number of the group of each of `points` `[N, D]` of so many `seconds` `[N]`, counted by first appearance."""
    groups = [[index] for index in range(len(points))]
    centres, lengths = points.astype(np.float64).copy(), seconds.astype(np.float64).copy()
    while len(groups) > 1:
        first, second, apart = _nearest(centres, lengths)
        if apart > APART**2:
            break
        both = lengths[first] + lengths[second]
        centres[first] = (centres[first] * lengths[first] + centres[second] * lengths[second]) / both
        lengths[first] = both
        centres, lengths = np.delete(centres, second, axis=0), np.delete(lengths, second)
        groups[first] += groups.pop(second)
    numbers = np.zeros(len(points), np.int64)
    for number, group in enumerate(sorted(groups, key=min)):
        numbers[group] = number
    return numbers


def _nearest(centres: NDArray[np.float64], lengths: NDArray[np.float64]) -> tuple[int, int, float]:
    """The two groups with the smallest z², the earlier pair among equals."""
    squared = np.square(centres[:, None, :] - centres[None, :, :]).sum(axis=2)
    chance = BASE + PER_SECOND * (1 / lengths[:, None] + 1 / lengths[None, :])
    relative = squared / chance
    relative[np.tril_indices(len(relative))] = np.inf
    first, second = divmod(int(relative.argmin()), len(relative))
    return first, second, float(relative[first, second])
