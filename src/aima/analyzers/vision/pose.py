"""Pose: the keypoints of the most prominent person in a frame, and what their geometry tells (formulas in `body`).

MediaPipe's BlazePose (Bazarevsky et al. 2020) finds one person a frame; where there are several, the others have no
pose here. Its 33 landmarks become the 17 of COCO: nose, eyes (2, 5), ears (7, 8), shoulders (11, 12), elbows (13, 14),
wrists (15, 16), hips (23, 24), knees (25, 26) and ankles (27, 28), left before right as seen by the person. Every
frame is a single picture to it (no tracking), so that the same frame gives the same pose whatever came before.

Landmarks outside the picture are guesses of the model with a low visibility; they are kept as they are and not used.
About 32 ms a frame with a person and 12 ms without on one core.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

import numpy as np
from pydantic import JsonValue

from aima.analyzers.vision.body import VISIBLE, Points, arms_of, movement_of, posture_of, tension_of
from aima.analyzers.vision.graphs import Graph, pose_graph, require_mediapipe
from aima.analyzers.vision.looks import Look, is_empty, looks
from aima.analyzers.vision.opencv import RGB
from aima.model import capabilities, kinds
from aima.model.clip import Clip
from aima.model.observation import Box, Draft
from aima.model.plugins import AnalyzerSpec, Given, Reads

FROM_MEDIAPIPE = (0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28)
"""For each of COCO's 17 keypoints, which of MediaPipe's 33 landmarks it is."""
LEAST_SCORE = 0.5
LONGEST_STEP_MS = 2000
"""Movement is measured between looks at most this far apart."""
SAME_PERSON = 0.1
"""Overlap of the boxes of two looks from which they are taken to show the same person."""
FEWEST_VISIBLE = 4


class Pose:
    """Emits one `pose` for every frame that shows something new and somebody in it."""

    spec: ClassVar = AnalyzerSpec(
        name="pose",
        version=1,
        capability=capabilities.POSE,
        reads=Reads.FRAMES | Reads.STILL,
        emits=(kinds.POSE,),
        model="BlazePose full (MediaPipe 0.10.21)",
        packages=("mediapipe",),
    )
    params: Mapping[str, JsonValue] = {}

    def __init__(self) -> None:
        self._graph: Graph | None = None

    @classmethod
    def build(cls, given: Given) -> Pose:  # noqa: ARG003 (part of the protocol)
        """Raises `ModelMissing` where MediaPipe is not installed."""
        require_mediapipe()
        return cls()

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Poses in order of time."""
        before: tuple[Points, Box] | None = None
        for look in looks(clip):
            points = None if is_empty(look.frame.rgb) else self._points(look.frame.rgb)
            box = None if points is None else box_of(points, look.frame.width, look.frame.height)
            if points is None or box is None:
                before = None
                continue
            yield _draft(look, points, box, _movement(before, points, box, look.after_ms))
            before = (points, box)

    def _points(self, rgb: RGB) -> Points | None:
        if self._graph is None:
            self._graph = pose_graph(LEAST_SCORE)
        landmarks = self._graph.run(rgb).pose_landmarks
        if landmarks is None:
            return None
        height, width = rgb.shape[:2]
        chosen = [landmarks.landmark[index] for index in FROM_MEDIAPIPE]
        points = np.array([(mark.x * width, mark.y * height, mark.visibility) for mark in chosen], np.float64)
        points[:, 2] = points[:, 2].clip(0, 1)
        return points


def box_of(points: Points, width: int, height: int) -> Box | None:
    """The box around the visible keypoints; `None` with fewer than four of them in the picture."""
    seen = points[points[:, 2] >= VISIBLE]
    if len(seen) < FEWEST_VISIBLE:
        return None
    left, top = seen[:, :2].min(axis=0)
    right, bottom = seen[:, :2].max(axis=0)
    return Box.of(float(left) / width, float(top) / height, float(right) / width, float(bottom) / height)


def _movement(before: tuple[Points, Box] | None, points: Points, box: Box, after_ms: int | None) -> float | None:
    if before is None or after_ms is None or after_ms > LONGEST_STEP_MS or before[1].overlap(box) < SAME_PERSON:
        return None
    return movement_of(before[0], points, after_ms)


def _draft(look: Look, points: Points, box: Box, movement: float | None) -> Draft:
    width, height = look.frame.width, look.frame.height
    keypoints = tuple(
        kinds.Keypoint(x=float(x) / width, y=float(y) / height, visibility=float(visibility))
        for x, y, visibility in points
    )
    payload = kinds.Pose(
        keypoints=keypoints,
        tension=tension_of(points),
        movement=movement,
        posture=posture_of(points),
        arms=arms_of(points),
    )
    return Draft(kinds.POSE, look.span, payload, confidence=float(points[:, 2].mean()), box=box)
