"""Where the faces are in one picture: proposed by one model, confirmed upright by another.

BlazeFace (Bazarevsky et al. 2019) sees a picture of 192 (full range) or 128 pixels (short range), whatever its size,
so a face must fill about a fifteenth of it. Measured on photographs scaled and pasted into 960 x 540: the short-range
model finds nothing on the whole picture, the full-range model faces from 60 px; on squares of 540 px it finds faces
from 36 px.

So the full-range model proposes on the whole picture, on overlapping squares, and on the whole picture turned to either
side (for people who lie). The short-range model then looks at each proposal closely, in a square three times as wide;
where the eyes it finds are tilted, it looks again with the head set upright; what it does not confirm is dropped.
A frame of 960 x 540 takes about 30 ms on one core.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aima.analyzers.vision.graphs import Graph, face_graph
from aima.analyzers.vision.opencv import RGB, opencv

PROPOSED = 0.5
"""Score from which the full-range model's proposal is looked at; the graph itself gives nothing below."""
CONFIRMED = 0.62
"""Score from which the short-range model's answer counts as a face."""
TILE_PX = 540
"""Squares are not made smaller than this; each level of squares has half the side of the one before."""
TILE_OVERLAP = 0.2
CLOSER = 3.0
"""Side of the square in which a proposal is confirmed, in sides of the proposal."""
LEVEL_DEG = 15.0
"""Heads tilted by more than this are set upright and looked at again."""
SAME_FACE = 0.3
"""Overlap (intersection over union) from which two boxes are the same face."""
MOST_PROPOSALS = 40
_CROP_PX = 320


@dataclass(frozen=True, slots=True)
class FoundFace:
    """A face as a square in pixels of the upright frame; `roll_deg` is how far the head is tilted (clockwise)."""

    left: float
    top: float
    side: float
    score: float
    roll_deg: float = 0.0

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the square, x and y."""
        return self.left + self.side / 2, self.top + self.side / 2

    def overlap(self, other: FoundFace) -> float:
        """Intersection over union of the two squares."""
        w = min(self.left + self.side, other.left + other.side) - max(self.left, other.left)
        h = min(self.top + self.side, other.top + other.side) - max(self.top, other.top)
        common = max(0.0, w) * max(0.0, h)
        return common / (self.side**2 + other.side**2 - common)


@dataclass(frozen=True, slots=True, eq=False)
class Crop:
    """A square around a face with the head upright; `to_frame` is the affine map `[2, 3]` back to the frame."""

    rgb: RGB
    to_frame: NDArray[np.float64]

    @property
    def scale(self) -> float:
        """Frame pixels per crop pixel."""
        return float(np.hypot(self.to_frame[0, 0], self.to_frame[1, 0]))

    def frame_point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the crop in pixels of the frame."""
        at = self.to_frame @ np.array([x, y, 1.0])
        return float(at[0]), float(at[1])


class FaceFinder:
    """Both models; made at the first use."""

    def __init__(self) -> None:
        self._proposing = face_graph(full_range=True)
        self._confirming = face_graph(full_range=False)

    def find(self, rgb: RGB) -> tuple[FoundFace, ...]:
        """The faces of one picture, the surest first."""
        proposed = distinct(self.propose(rgb))[:MOST_PROPOSALS]
        return distinct(face for proposal in proposed if (face := self._confirm(rgb, proposal)) is not None)

    def propose(self, rgb: RGB, turns: Iterable[int] = (0, 1, 3)) -> Iterator[FoundFace]:
        """What may be a face: on the squares, and on the whole picture after so many quarter turns."""
        height, width = rgb.shape[:2]
        for left, top, side in tiles(width, height):
            for face, _ in _read(self._proposing, rgb[top : top + side, left : left + side]):
                yield replace(face, left=face.left + left, top=face.top + top)
        for turn in turns:
            for face, _ in _read(self._proposing, np.rot90(rgb, turn)):
                yield turned_back(face, turn, width, height)

    def _confirm(self, rgb: RGB, proposal: FoundFace) -> FoundFace | None:
        found = self._closer(rgb, proposal)
        if found is not None and abs(found.roll_deg - proposal.roll_deg) > LEVEL_DEG:
            found = self._closer(rgb, found)
        return found if found is not None and found.score >= CONFIRMED else None

    def _closer(self, rgb: RGB, face: FoundFace) -> FoundFace | None:
        """The face nearest to where it is expected, seen in an upright square around it."""
        crop = upright(rgb, face, CLOSER)
        seen = [_in_frame(found, tilt, crop, face.roll_deg) for found, tilt in _read(self._confirming, crop.rgb)]
        seen = [found for found in seen if found.overlap(face) >= SAME_FACE]
        return max(seen, key=lambda found: (found.score, found.overlap(face)), default=None)


def tiles(width: int, height: int) -> Iterator[tuple[int, int, int]]:
    """Left, top and side of overlapping squares over the picture, from its shorter side down to `TILE_PX`."""
    side = min(width, height)
    if width == height:
        side //= 2  # the whole picture is looked at anyway
        if side < TILE_PX:
            return
    while True:
        for top in _starts(height, side):
            for left in _starts(width, side):
                yield left, top, side
        if side // 2 < TILE_PX:
            return
        side //= 2


def turned_back(face: FoundFace, turns: int, width: int, height: int) -> FoundFace:
    """A face found in `np.rot90(picture, turns)` in the coordinates of the picture (`width` x `height`)."""
    if turns == 1:
        return replace(face, left=width - face.top - face.side, top=face.left, roll_deg=90.0)
    if turns == 2:
        left, top = width - face.left - face.side, height - face.top - face.side
        return replace(face, left=left, top=top, roll_deg=180.0)
    if turns == 3:
        return replace(face, left=face.top, top=height - face.left - face.side, roll_deg=-90.0)
    return face


def upright(rgb: RGB, face: FoundFace, factor: float) -> Crop:
    """A square `factor` times as wide as the face with the head upright, black where it reaches beyond the edge.

    Shown at its own size, or reduced to 320 px where it is larger.
    """
    cv2 = opencv()
    side = max(1.0, face.side * factor)
    pixels = max(1, round(min(side, _CROP_PX)))
    scale, turn = side / pixels, math.radians(face.roll_deg)
    cos, sin = scale * math.cos(turn), scale * math.sin(turn)
    x, y = face.centre
    half = (pixels - 1) / 2
    to_frame = np.array([[cos, -sin, x - half * (cos - sin)], [sin, cos, y - half * (sin + cos)]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return Crop(cv2.warpAffine(np.ascontiguousarray(rgb), to_frame, (pixels, pixels), flags=flags), to_frame)


def distinct(faces: Iterable[FoundFace]) -> tuple[FoundFace, ...]:
    """Each face once: of boxes that overlap, the one with the highest score (greedy non-maximum suppression)."""
    kept: list[FoundFace] = []
    for face in sorted(faces, key=lambda face: (-face.score, abs(face.roll_deg), face.top, face.left, face.side)):
        if all(face.overlap(other) < SAME_FACE for other in kept):
            kept.append(face)
    return tuple(kept)


def _starts(length: int, side: int) -> list[int]:
    if side >= length:
        return [0]
    steps = math.ceil((length - side) / (side * (1 - TILE_OVERLAP)))
    return [round(step * (length - side) / steps) for step in range(steps + 1)]


def _in_frame(found: FoundFace, tilt_deg: float, crop: Crop, roll_deg: float) -> FoundFace:
    x, y = crop.frame_point(*found.centre)
    side = found.side * crop.scale
    roll = (roll_deg + tilt_deg + 180.0) % 360.0 - 180.0
    return FoundFace(x - side / 2, y - side / 2, side, found.score, roll)


def _read(graph: Graph, rgb: RGB) -> Iterator[tuple[FoundFace, float]]:
    """Faces with the tilt of their eyes in degrees (clockwise)."""
    height, width = rgb.shape[:2]
    detections: Any = graph.run(rgb).detections
    for detection in detections or ():
        location = detection.location_data
        box, eyes = location.relative_bounding_box, location.relative_keypoints
        w, h = box.width * width, box.height * height
        side, score = (w + h) / 2, min(1.0, float(detection.score[0]))
        if side >= 1 and score >= PROPOSED:
            tilt = math.degrees(math.atan2((eyes[1].y - eyes[0].y) * height, (eyes[1].x - eyes[0].x) * width))
            yield FoundFace(box.xmin * width + (w - side) / 2, box.ymin * height + (h - side) / 2, side, score), tilt
