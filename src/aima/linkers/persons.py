"""Persons: the faces of a recording grouped into the people who are seen.

Faces that follow each other within a shot are tracks (see `tracks`); the mean vectors of the tracks are clustered by
average linkage, where two tracks with a face in the same frame are never joined (see `clustering`). dlib's 128-d
vectors say "the same person" below a distance of 0.6 for two single pictures (King 2017, 99.4 % on LFW); means of
tracks are less noisy and are compared in great number, so less is asked for here: a person taken for two can be seen
and corrected, two people taken for one hide somebody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

import numpy as np
from pydantic import JsonValue

from aima.linkers.clustering import cluster
from aima.linkers.tracks import Track, follow, simultaneous
from aima.model import kinds
from aima.model.capabilities import FACES
from aima.model.media import MediaKind
from aima.model.observation import Draft, Observation
from aima.model.plugins import LinkerSpec
from aima.model.span import Span, union
from aima.model.timeline import Timeline

SAME_FACE = 0.6
"""Distance of two single faces above which they are not one track."""
SAME_PERSON = 0.5
"""Mean distance of tracks up to which they are one person."""


class Persons:
    """One `person` for each stretch in which somebody is seen; subjects "person-1" ... in order of first appearance.

    A track without any vector (faces too small to describe) is linked to nobody: it counts as a person of its own
    with at most `UNDESCRIBED` confidence, and not at all where it is a single frame of a video.
    `gap_ms` is how long somebody may be out of sight within one track and one appearance.
    """

    UNDESCRIBED: ClassVar[float] = 0.3
    SOURCES: ClassVar[int] = 5
    spec: ClassVar[LinkerSpec] = LinkerSpec(
        "persons", version=1, capability=FACES, requires=(kinds.FACE,), emits=(kinds.PERSON,), reads=(kinds.SHOT,)
    )

    def __init__(self, threshold: float = SAME_PERSON, gap_ms: int = 2000, least_overlap: float = 0.3) -> None:
        self.threshold = threshold
        self.gap_ms = gap_ms
        self.least_overlap = least_overlap
        self.params: Mapping[str, JsonValue] = {
            "threshold": threshold,
            "gap_ms": gap_ms,
            "least_overlap": least_overlap,
        }

    def link(self, timeline: Timeline) -> Iterator[Draft]:
        """Appearances in order of time."""
        shots = [shot.span for shot in timeline.of(kinds.SHOT)]
        tracks = follow(timeline.of(kinds.FACE), shots, self.gap_ms, self.least_overlap, SAME_FACE)
        if timeline.media.kind is not MediaKind.IMAGE:
            tracks = [track for track in tracks if track.vectors() or len(track.faces) > 1]
        drafts = [
            draft
            for number, faces in enumerate(self._people(tracks), start=1)
            for draft in self._appearances(f"person-{number}", faces)
        ]
        yield from sorted(drafts, key=lambda draft: draft.span)

    def _people(self, tracks: Sequence[Track]) -> list[list[Observation]]:
        """The faces of each person in order of time, people in order of first appearance."""
        described = [track for track in tracks if track.vectors()]
        points = np.stack([np.mean(track.vectors(), axis=0) for track in described]) if described else np.zeros((0, 1))
        weights = [len(track.vectors()) for track in described]
        labels = iter(cluster(points, weights, simultaneous(described), self.threshold))
        people: dict[tuple[str, int], list[Observation]] = {}
        for index, track in enumerate(tracks):
            key = ("described", next(labels)) if track.vectors() else ("alone", index)
            people.setdefault(key, []).extend(track.faces)
        return [sorted(faces, key=lambda face: face.span) for faces in people.values()]

    def _appearances(self, subject: str, faces: Sequence[Observation]) -> Iterator[Draft]:
        for span in union((face.span for face in faces), join_ms=self.gap_ms):
            seen = [face for face in faces if span.covers(face.span)]
            yield self._appearance(subject, span, seen)

    def _appearance(self, subject: str, span: Span, seen: Sequence[Observation]) -> Draft:
        best = sorted(seen, key=_quality, reverse=True)[: self.SOURCES]
        return Draft(
            kinds.PERSON,
            span,
            kinds.PersonSeen(faces=len(seen)),
            confidence=self._confidence(seen),
            subject=subject,
            box=best[0].draft.box,
            sources=tuple(face.id for face in sorted(best, key=lambda face: face.span)),
        )

    def _confidence(self, seen: Sequence[Observation]) -> float | None:
        """The mean of the detections; less for a single frame, little where no face could be described."""
        known = [face.confidence for face in seen if face.confidence is not None]
        if not known:
            return None
        mean = sum(known) / len(known) * (1.0 if len(seen) > 1 else 0.7)
        return mean if any(face.draft.vector is not None for face in seen) else min(mean, self.UNDESCRIBED)


def _quality(face: Observation) -> tuple[float, int]:
    payload = face.payload_of(kinds.FACE)
    return payload.sharpness * payload.side_px, -face.span.start_ms
