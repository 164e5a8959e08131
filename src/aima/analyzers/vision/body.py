"""What the geometry of one body tells: posture, arms, tension and movement, from 17 keypoints.

All lengths are in pixels of the frame, so that the shape of the picture does not matter. A keypoint counts where its
visibility is at least 0.5. With S the middle of the shoulders, H the middle of the hips, L = |S - H| the length of the
trunk and B the distance between the shoulders:

    posture    the angle of H -> S against "up" in the picture: up to 35 degrees upright, 60 to 120 lying, else bent;
               unknown where shoulders or hips are not visible, or L < B / 2 (the trunk points at the camera)
    arms       along the trunk's own axis u = (S - H) / L, so that it holds for people who lie:
               raised     a visible wrist lies more than 0.15 L beyond the shoulders, (W - S) . u > 0.15 L
               together   both wrists visible and closer than 0.25 L
               behind     both wrists hidden (below 0.3), elbows visible, and the model places the wrists over the trunk
               free       both wrists visible and none of these; else unknown
    tension    mean of those of these shares that can be measured, cut to 0..1; `None` with fewer than two:
               shoulders drawn up        (0.55 - |E - S| / B) / 0.3        E the middle of the ears
               elbows flexed             (120 - angle at the elbow) / 60   mean of both sides, in degrees
               wrists close to the trunk 1 - d / (0.75 B)                  d from the line S H, mean of both sides
               knees drawn up            (110 - angle at the hip) / 50     shoulder, hip, knee; mean of both sides
    movement   mean distance of the keypoints visible in both frames, in trunk lengths (of the later frame) a second

Tension says how closed and flexed a body is, not what somebody feels: a seated reader scores as well. The camera's own
movement is part of the movement. The shares are thresholds set by hand; there is no published scale behind them.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""`[17, 3]`: x and y in pixels, visibility 0..1, in COCO's order."""
Posture = Literal["upright", "lying", "bent", "unknown"]
Arms = Literal["raised", "together", "behind", "free", "unknown"]

VISIBLE = 0.5
HIDDEN = 0.3
EARS, SHOULDERS, ELBOWS, WRISTS, HIPS, KNEES = (3, 4), (5, 6), (7, 8), (9, 10), (11, 12), (13, 14)
_FEWEST_SHARES = 2
_FEWEST_COMMON = 5


def posture_of(points: Points) -> Posture:
    """How the trunk stands in the picture."""
    trunk = _trunk(points)
    if trunk is None:
        return "unknown"
    shoulders, hips, length = trunk
    if length < _width(points) / 2:
        return "unknown"
    up = (shoulders - hips) / length
    angle = math.degrees(math.acos(min(1.0, max(-1.0, -float(up[1])))))
    if angle <= 35:
        return "upright"
    return "lying" if 60 <= angle <= 120 else "bent"


def arms_of(points: Points) -> Arms:
    """Where the hands are, seen from the trunk."""
    trunk = _trunk(points)
    if trunk is None:
        return "unknown"
    shoulders, hips, length = trunk
    axis = (shoulders - hips) / length
    seen = [side for side in WRISTS if points[side, 2] >= VISIBLE]
    if any(float((points[side, :2] - shoulders) @ axis) > 0.15 * length for side in seen):
        return "raised"
    if len(seen) == 2:
        apart = float(np.linalg.norm(points[WRISTS[0], :2] - points[WRISTS[1], :2]))
        return "together" if apart < 0.25 * length else "free"
    hidden = all(points[side, 2] < HIDDEN for side in WRISTS) and _visible(points, ELBOWS)
    if hidden and all(_over_trunk(points[side, :2], shoulders, axis, length, _width(points)) for side in WRISTS):
        return "behind"
    return "unknown"


def tension_of(points: Points) -> float | None:
    """How closed and flexed the body is, 0..1; see the formulas above."""
    shares = [
        share
        for share in (_shoulders_up(points), _elbows(points), _wrists_close(points), _knees_up(points))
        if share is not None
    ]
    if len(shares) < _FEWEST_SHARES:
        return None
    return float(np.mean([min(1.0, max(0.0, share)) for share in shares]))


def movement_of(before: Points, now: Points, elapsed_ms: int) -> float | None:
    """Trunk lengths a second; `None` where the trunk is hidden or too few keypoints are visible in both."""
    trunk = _trunk(now)
    common = (before[:, 2] >= VISIBLE) & (now[:, 2] >= VISIBLE)
    if trunk is None or elapsed_ms <= 0 or int(common.sum()) < _FEWEST_COMMON:
        return None
    moved = float(np.linalg.norm(now[common, :2] - before[common, :2], axis=1).mean())
    return moved / trunk[2] * 1000 / elapsed_ms


def _visible(points: Points, sides: tuple[int, int]) -> bool:
    return bool(all(points[side, 2] >= VISIBLE for side in sides))


def _middle(points: Points, sides: tuple[int, int]) -> Points:
    middle: Points = (points[sides[0], :2] + points[sides[1], :2]) / 2
    return middle


def _width(points: Points) -> float:
    return float(np.linalg.norm(points[SHOULDERS[0], :2] - points[SHOULDERS[1], :2]))


def _trunk(points: Points) -> tuple[Points, Points, float] | None:
    if not (_visible(points, SHOULDERS) and _visible(points, HIPS)):
        return None
    shoulders, hips = _middle(points, SHOULDERS), _middle(points, HIPS)
    length = float(np.linalg.norm(shoulders - hips))
    return (shoulders, hips, length) if length > 1 else None


def _over_trunk(point: Points, shoulders: Points, axis: Points, length: float, width: float) -> bool:
    along = float((point - shoulders) @ axis)
    across = abs(float(np.cross(np.append(axis, 0), np.append(point - shoulders, 0))[2]))
    return -1.3 * length <= along <= 0 and across <= 0.6 * max(width, length / 2)


def _shoulders_up(points: Points) -> float | None:
    width = _width(points)
    if not (_visible(points, EARS) and _visible(points, SHOULDERS)) or width < 1:
        return None
    return (0.55 - float(np.linalg.norm(_middle(points, EARS) - _middle(points, SHOULDERS))) / width) / 0.3


def _elbows(points: Points) -> float | None:
    angles = _angles(points, SHOULDERS, ELBOWS, WRISTS)
    return (120 - float(np.mean(angles))) / 60 if angles else None


def _knees_up(points: Points) -> float | None:
    angles = _angles(points, SHOULDERS, HIPS, KNEES)
    return (110 - float(np.mean(angles))) / 50 if angles else None


def _wrists_close(points: Points) -> float | None:
    trunk, width = _trunk(points), _width(points)
    seen = [side for side in WRISTS if points[side, 2] >= VISIBLE]
    if trunk is None or not seen or width < 1:
        return None
    return 1 - float(np.mean([_distance(points[side, :2], trunk[0], trunk[1]) for side in seen])) / (0.75 * width)


def _distance(point: Points, start: Points, end: Points) -> float:
    """From a point to the line segment between two others."""
    along = end - start
    share = min(1.0, max(0.0, float((point - start) @ along) / float(along @ along)))
    return float(np.linalg.norm(point - (start + share * along)))


def _angles(points: Points, outer: tuple[int, int], middle: tuple[int, int], end: tuple[int, int]) -> list[float]:
    """The angle at `middle` in degrees, for each side on which all three are visible."""
    found = []
    for a, b, c in zip(outer, middle, end, strict=True):
        one, other = points[a, :2] - points[b, :2], points[c, :2] - points[b, :2]
        lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
        if all(points[i, 2] >= VISIBLE for i in (a, b, c)) and lengths > 0:
            found.append(math.degrees(math.acos(min(1.0, max(-1.0, float(one @ other) / lengths)))))
    return found
