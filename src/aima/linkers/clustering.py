"""Constrained agglomerative clustering: average linkage that never joins what cannot be the same.

Average linkage (UPGMA; Sokal & Michener 1958) by the Lance-Williams update, with cannot-link constraints as in
Davidson & Ravi 2005: a pair is a candidate only where no member of the one is kept apart from a member of the other.
Ties go to the first pair in the order of the points' own values, so the order of the input does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

BLOCK = 1000
"""Points compared with each other at once; more are grouped block by block first, which bounds time and memory."""
_LARGEST_BLOCK = 4000

Apart = Iterable[tuple[int, int]]
"""Pairs of indices of points that cannot be the same."""


def cluster(
    points: NDArray[np.floating], weights: Sequence[float], apart: Apart, threshold: float, block: int = BLOCK
) -> list[int]:
    """A label for each point, counted from 0 in the order of first use.

    `points` is `[N, D]`, `weights` how many observations each stands for; clusters are joined while their mean
    Euclidean distance is at most `threshold`. More than `block` points are grouped in blocks of neighbours in the
    input, then the means of the groups are: exact below, near to it above.
    """
    count = len(points)
    if count == 0:
        return []
    data, mass = np.asarray(points, np.float64), np.asarray(weights, np.float64)
    pairs = {(min(a, b), max(a, b)) for a, b in apart if a != b}
    labels = np.arange(count)
    while True:
        means, masses, between = _summary(data, mass, pairs, labels)
        found = _cluster_blocks(means, masses, between, threshold, block)
        labels = np.asarray(found)[labels]
        if len(means) <= block:
            return _in_order(labels)
        if len(set(found)) == len(means):
            if block >= _LARGEST_BLOCK:
                return _in_order(labels)
            block *= 2


def _summary(
    data: NDArray[np.float64], mass: NDArray[np.float64], pairs: set[tuple[int, int]], labels: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], set[tuple[int, int]]]:
    """Mean, mass and constraints of the groups so far; labels must run from 0 without gaps."""
    groups = int(labels.max()) + 1
    masses = np.zeros(groups)
    sums = np.zeros((groups, data.shape[1]))
    np.add.at(masses, labels, mass)
    np.add.at(sums, labels, data * mass[:, None])
    between = {(int(labels[a]), int(labels[b])) for a, b in pairs}
    return sums / masses[:, None], masses, {(min(a, b), max(a, b)) for a, b in between}


def _cluster_blocks(
    points: NDArray[np.float64], mass: NDArray[np.float64], pairs: set[tuple[int, int]], threshold: float, block: int
) -> list[int]:
    labels: list[int] = []
    for start in range(0, len(points), block):
        part = slice(start, min(start + block, len(points)))
        inside = {
            (a - start, b - start) for a, b in pairs if part.start <= a < part.stop and part.start <= b < part.stop
        }
        first = max(labels, default=-1) + 1
        labels += [first + label for label in _average_linkage(points[part], mass[part], inside, threshold)]
    return labels


def _average_linkage(
    points: NDArray[np.float64], mass: NDArray[np.float64], pairs: set[tuple[int, int]], threshold: float
) -> list[int]:
    """Labels counted from 0 in order of first use; `O(N²)` memory, and time in all but contrived cases."""
    count = len(points)
    order = np.lexsort(points.T[::-1])  # by value, so that ties do not depend on the order of the input
    rank = np.empty(count, np.int64)
    rank[order] = np.arange(count)
    data, mass = points[order], mass[order].copy()
    distance = _distances(data)
    for a, b in pairs:
        distance[rank[a], rank[b]] = distance[rank[b], rank[a]] = np.inf
    member = np.arange(count)
    nearest = distance.argmin(axis=1)
    lowest = distance[member, nearest]
    while True:
        one = int(lowest.argmin())
        if not (np.isfinite(lowest[one]) and lowest[one] <= threshold):
            break
        keep, gone = sorted((one, int(nearest[one])))
        _join(distance, mass, keep, gone)
        member[member == gone] = keep
        lowest[gone] = np.inf
        nearer = (distance[:, keep] < lowest) | ((distance[:, keep] == lowest) & (keep < nearest))
        stale = np.isfinite(lowest) & (nearer | (nearest == keep) | (nearest == gone))
        for row in {keep, *np.flatnonzero(stale).tolist()}:
            nearest[row] = distance[row].argmin()
            lowest[row] = distance[row, nearest[row]]
    return _in_order(member[rank])


def _distances(data: NDArray[np.float64]) -> NDArray[np.float64]:
    """Euclidean, row by row (a matrix product would round differently with other numbers of threads)."""
    distance = np.empty((len(data), len(data)))
    for row, point in enumerate(data):
        distance[row] = np.sqrt(((data - point) ** 2).sum(axis=1))
    np.fill_diagonal(distance, np.inf)
    return distance.round(6)


def _join(distance: NDArray[np.float64], mass: NDArray[np.float64], keep: int, gone: int) -> None:
    """Lance-Williams for average linkage; an infinite distance (kept apart) stays infinite."""
    share = mass[keep] / (mass[keep] + mass[gone])
    joined = (share * distance[keep] + (1 - share) * distance[gone]).round(6)
    joined[[keep, gone]] = np.inf
    distance[keep, :] = distance[:, keep] = joined
    distance[gone, :] = distance[:, gone] = np.inf
    mass[keep] += mass[gone]


def _in_order(labels: NDArray[np.int64]) -> list[int]:
    names: dict[int, int] = {}
    return [names.setdefault(int(label), len(names)) for label in labels]
