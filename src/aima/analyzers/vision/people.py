"""People at a distance: upright whole bodies by OpenCV's histogram of oriented gradients (Dalal and Triggs 2005).

The detector that OpenCV carries was trained on pedestrians: it finds people who stand or walk and are seen from head
to foot, at least a third of the picture's height tall; it does not find people who sit, lie or are cut by the edge,
and it is sometimes wrong. So its confidence stays modest: 0.8 / (1 + exp(1.5 - 1.5 w)) for the weight w of its support
vector machine. Lettering and shoulders reach a weight of 1.2, clear figures 2 to 4: what stays below 1.2 is dropped.
It looks at a copy of at most 640 px; about 35 ms a frame on one core.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import JsonValue

from aima.analyzers.vision.looks import is_empty, looks
from aima.analyzers.vision.opencv import RGB, opencv, within
from aima.model import capabilities, kinds
from aima.model.clip import Clip
from aima.model.observation import Box, Draft
from aima.model.plugins import AnalyzerSpec, Reads

LONG_SIDE_PX = 640
LEAST_WEIGHT = 1.2
SAME_PERSON = 0.6
"""Share of the smaller of two boxes from which they are the same person."""
STEP = 1.1
"""Ratio between two sizes at which the picture is searched."""
WINDOW_WIDTH, WINDOW_HEIGHT = 64, 128
_BODY_IN_WINDOW = 0.75
"""The detector's window carries a margin: the body fills three quarters of it (Dalal and Triggs 2005)."""


class People:
    """Emits one `person.box` for every whole person of every frame that shows something new."""

    spec: ClassVar = AnalyzerSpec(
        name="people",
        version=1,
        capability=capabilities.PEOPLE,
        reads=Reads.FRAMES | Reads.STILL,
        emits=(kinds.PERSON_BOX,),
        model="OpenCV HOG people detector",
        packages=("opencv-python-headless",),
    )
    params: Mapping[str, JsonValue] = {}

    def __init__(self) -> None:
        self._detector: Any = None

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """People in order of time; within a frame the surest first."""
        for look in looks(clip):
            for box, weight in () if is_empty(look.frame.rgb) else self.find(look.frame.rgb):
                yield Draft(kinds.PERSON_BOX, look.span, kinds.PersonBox(), confidence=confidence_of(weight), box=box)

    def find(self, rgb: RGB) -> tuple[tuple[Box, float], ...]:
        """The whole persons of one picture with the detector's weights, the surest first."""
        small = within(rgb, LONG_SIDE_PX)
        height, width = small.shape[:2]
        if height < WINDOW_HEIGHT or width < WINDOW_WIDTH:
            return ()
        if self._detector is None:
            cv2 = opencv()
            self._detector = cv2.HOGDescriptor()
            self._detector.setSVMDetector(cv2.HOGDescriptor_getDefaultPeopleDetector())
        rects, weights = self._detector.detectMultiScale(
            small, hitThreshold=LEAST_WEIGHT, winStride=(8, 8), padding=(8, 8), scale=STEP, groupThreshold=0
        )
        boxes = []
        for (x, y, w, h), weight in zip(rects, list(weights), strict=True):
            box = _body(float(x), float(y), float(w), float(h), width, height)
            if box is not None:
                boxes.append((box, round(float(weight), 4)))
        return distinct(boxes)


def confidence_of(weight: float) -> float:
    """0..0.8 from the detector's weight; 0.4 at weight 1."""
    return 0.8 / (1 + math.exp(-1.5 * (weight - 1)))


def distinct(boxes: list[tuple[Box, float]]) -> tuple[tuple[Box, float], ...]:
    """Each person once: of boxes that overlap or contain each other, the one with the greatest weight."""
    kept: list[tuple[Box, float]] = []
    for box, weight in sorted(boxes, key=lambda found: (-found[1], found[0])):
        if all(_common(box, other) < SAME_PERSON for other, _ in kept):
            kept.append((box, weight))
    return tuple(kept)


def _common(one: Box, other: Box) -> float:
    """Intersection over the smaller box: parts of a body are found as bodies of their own."""
    w = min(one.x + one.w, other.x + other.w) - max(one.x, other.x)
    h = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    return max(0.0, w) * max(0.0, h) / min(one.w * one.h, other.w * other.h)


def _body(x: float, y: float, w: float, h: float, width: int, height: int) -> Box | None:
    trim_x, trim_y = w * (1 - _BODY_IN_WINDOW) / 2, h * (1 - _BODY_IN_WINDOW) / 2
    return Box.of((x + trim_x) / width, (y + trim_y) / height, (x + w - trim_x) / width, (y + h - trim_y) / height)
