"""Tracks: the faces of one shot that follow each other in place, from frame to frame.

Tracking by detection: a face belongs to the track whose last box it overlaps most (intersection over union, greedy
from the best pair down; Bochinski et al. 2017, "High-speed tracking-by-detection without using image information").
A pair whose vectors say "somebody else" is not taken, whatever the overlap. Time is linear in the number of frames.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from aima.model.observation import Observation
from aima.model.span import Span

SPACE = "face"
"""The embedding space of the faces' vectors."""


@dataclass(slots=True)
class Track:
    """Faces in order of time, at most one a frame, all within one shot."""

    faces: list[Observation] = field(default_factory=list)
    last_vector: NDArray[np.float64] | None = None

    def add(self, face: Observation) -> None:
        """Append a later face."""
        self.faces.append(face)
        vector = vector_of(face)
        self.last_vector = self.last_vector if vector is None else vector

    @property
    def last(self) -> Observation:
        """The latest face."""
        return self.faces[-1]

    def vectors(self) -> list[NDArray[np.float64]]:
        """The vectors of those faces that have one."""
        return [vector for face in self.faces if (vector := vector_of(face)) is not None]


def vector_of(face: Observation) -> NDArray[np.float64] | None:
    """The face's embedding as float64 `[128]`, or `None`."""
    vector = face.draft.vector
    return None if vector is None or vector.space != SPACE else vector.array().astype(np.float64)


def follow(
    faces: Sequence[Observation], shots: Sequence[Span], gap_ms: int, least_overlap: float, same: float
) -> list[Track]:
    """Tracks in order of their first face.

    A track ends with its shot, or when it is not seen again within `gap_ms` after its last face; `least_overlap` is
    the least intersection over union (0..1), `same` the largest distance between vectors of one person.
    """
    tracks: list[Track] = []
    alive: list[Track] = []
    shot = 0
    for at_ms, group in _frames(faces):
        while shot < len(shots) and shots[shot].end_ms <= at_ms:
            shot, alive = shot + 1, []
        alive = [track for track in alive if at_ms - track.last.span.end_ms <= gap_ms]
        taken: set[int] = set()
        for face_index, track_index in _pairs(group, alive, least_overlap, same):
            alive[track_index].add(group[face_index])
            taken.add(face_index)
        for index, face in enumerate(group):
            if index not in taken:
                track = Track()
                track.add(face)
                tracks.append(track)
                alive.append(track)
    return tracks


def simultaneous(tracks: Sequence[Track]) -> list[tuple[int, int]]:
    """Pairs of tracks (by index) that have a face in the same frame, so that they are two people."""
    at: dict[int, list[int]] = defaultdict(list)
    for index, track in enumerate(tracks):
        for face in track.faces:
            at[face.span.start_ms].append(index)
    return sorted({pair for together in at.values() for pair in combinations(sorted(set(together)), 2)})


def _frames(faces: Sequence[Observation]) -> Iterable[tuple[int, list[Observation]]]:
    frames: dict[int, list[Observation]] = defaultdict(list)
    for face in faces:
        frames[face.span.start_ms].append(face)
    return sorted(frames.items())


def _pairs(group: list[Observation], alive: list[Track], least_overlap: float, same: float) -> list[tuple[int, int]]:
    """Which face continues which track, best overlap first, each at most once."""
    candidates = []
    for f, face in enumerate(group):
        for t, track in enumerate(alive):
            overlap = _overlap(face, track.last)
            if overlap >= least_overlap and not _somebody_else(face, track, same):
                candidates.append((-overlap, t, f))
    chosen: list[tuple[int, int]] = []
    for _, t, f in sorted(candidates):
        if all(t != other_t and f != other_f for other_f, other_t in chosen):
            chosen.append((f, t))
    return chosen


def _overlap(one: Observation, other: Observation) -> float:
    if one.draft.box is None or other.draft.box is None:
        return 0.0
    return round(one.draft.box.overlap(other.draft.box), 6)


def _somebody_else(face: Observation, track: Track, same: float) -> bool:
    vector = vector_of(face)
    if vector is None or track.last_vector is None:
        return False
    return float(np.linalg.norm(vector - track.last_vector)) > same
