"""Faces covered with flat grey before a picture leaves this process.

A missed face is the worse mistake here, a covered thing that is none the lesser one, so nothing is confirmed and four
detectors are asked that fail on different faces. What any of them finds is covered:

- `face_finding`, with what its first model proposes even where the second does not confirm it, on the picture turned
  four ways (heads that lie or hang), unless that is large: large faces are confirmed or found by the others, while in
  dark pictures half the frame is proposed;
- OpenCV's cascades for faces from the front and from either side (Viola and Jones 2001; small and blurred faces);
- dlib's histograms of gradients (Dalal and Triggs 2005; faces from the front, with little contrast);
- the head of each whole person that `people` finds, where no face was found in it.

Each box is made 1.4 times as wide and filled: nothing of what was there can be won back, which a blur does not promise.
This lowers a risk and makes nobody anonymous: clothes, tattoos, rooms and voices stay, and some faces are missed
(docs/language-models.md has the figures).
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from aima.analyzers.vision.face_finding import FaceFinder, FoundFace
from aima.analyzers.vision.graphs import require_mediapipe
from aima.analyzers.vision.opencv import RGB, grey_of, opencv
from aima.analyzers.vision.people import People
from aima.errors import ModelMissing
from aima.model.observation import Box

ENLARGED = 1.4
"""Side of what is covered, in sides of what was found."""
GREY = 128
UNCONFIRMED = 0.25
"""What is proposed and not confirmed is covered up to this share of the picture's shorter side."""
LEAST_SIDE_PX = 20
HEAD = 0.25
"""Share of a whole person, from the top, that is covered where no face was found there."""
_FRONTAL, _PROFILE = "haarcascade_frontalface_alt2.xml", "haarcascade_profileface.xml"
_STEP, _NEIGHBOURS = 1.1, 3
_one_at_a_time = threading.Lock()


def mask_faces(rgb: RGB, known: Sequence[Box] = ()) -> tuple[RGB, int]:
    """A copy of uint8 `[H, W, 3]` with every face covered, and in how many places; `known` are faces seen near it.

    The detectors are made at the first call and kept, for one caller at a time. Raises `ModelMissing` where one of
    them cannot be made: then nothing may be sent.
    """
    with _one_at_a_time:
        return _masker().mask(rgb, known)


@functools.cache
def _masker() -> FaceMasker:
    return FaceMasker()


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in pixels of the picture, edges as floats; it may reach beyond the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def enlarged(self, factor: float) -> Area:
        """The same middle, `factor` times as wide and high."""
        x, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        w, h = (self.right - self.left) * factor / 2, (self.bottom - self.top) * factor / 2
        return Area(x - w, y - h, x + w, y + h)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class FaceMasker:
    """All detectors, made at once. Raises `ModelMissing` where one cannot be."""

    def __init__(self) -> None:
        require_mediapipe()
        if find_spec("dlib") is None or find_spec("cv2") is None:
            raise ModelMissing("dlib or OpenCV is missing: install the packages of requirements/ again.")
        import dlib  # type: ignore[import-untyped]

        self._finder = FaceFinder()
        self._cascades = _cascade(_FRONTAL), _cascade(_PROFILE)
        self._gradients: Any = dlib.get_frontal_face_detector()
        self._people = People()

    def mask(self, rgb: RGB, known: Sequence[Box] = ()) -> tuple[RGB, int]:
        """As `mask_faces`."""
        height, width = rgb.shape[:2]
        faces = [*self._finder.find(rgb), *self._proposed(rgb), *self._by_cascades(rgb), *self._by_gradients(rgb)]
        areas = [Area(face.left, face.top, face.left + face.side, face.top + face.side) for face in faces]
        areas += [Area(b.x * width, b.y * height, (b.x + b.w) * width, (b.y + b.h) * height) for b in known]
        areas += self._heads_without(rgb, areas)
        return fill(rgb, [area.enlarged(ENLARGED) for area in areas]), count(areas)

    def _proposed(self, rgb: RGB) -> Iterator[FoundFace]:
        most = UNCONFIRMED * min(rgb.shape[:2])
        return (face for face in self._finder.propose(rgb, range(4)) if face.side <= most)

    def _by_cascades(self, rgb: RGB) -> Iterator[FoundFace]:
        grey = grey_of(rgb)
        frontal, profile = self._cascades
        for cascade, mirrored in ((frontal, False), (profile, False), (profile, True)):
            seen = np.ascontiguousarray(grey[:, ::-1]) if mirrored else grey
            size = (LEAST_SIDE_PX, LEAST_SIDE_PX)
            for x, y, w, _ in cascade.detectMultiScale(seen, _STEP, _NEIGHBOURS, minSize=size):
                yield FoundFace(float(grey.shape[1] - x - w if mirrored else x), float(y), float(w), 1.0)

    def _by_gradients(self, rgb: RGB) -> Iterator[FoundFace]:
        # Twice as large, as its window has 80 pixels.
        for found in self._gradients(np.ascontiguousarray(rgb), 1):
            yield FoundFace(float(found.left()), float(found.top()), float(found.width()), 1.0)

    def _heads_without(self, rgb: RGB, faces: Sequence[Area]) -> list[Area]:
        height, width = rgb.shape[:2]
        middles = [((face.left + face.right) / 2, (face.top + face.bottom) / 2) for face in faces]
        heads = []
        for box, _ in self._people.find(rgb):
            upper = Area(box.x * width, box.y * height, (box.x + box.w) * width, (box.y + box.h * HEAD) * height)
            if not any(upper.holds(x, y) for x, y in middles):
                heads.append(upper)
        return heads


def fill(rgb: RGB, areas: Sequence[Area]) -> RGB:
    """A copy with these rectangles in flat grey, cut to the picture and widened to whole pixels."""
    masked = rgb.copy()
    height, width = rgb.shape[:2]
    for area in areas:
        top, bottom = max(0, int(np.floor(area.top))), min(height, int(np.ceil(area.bottom)))
        left, right = max(0, int(np.floor(area.left))), min(width, int(np.ceil(area.right)))
        masked[top:bottom, left:right] = GREY
    return masked


def count(areas: Sequence[Area]) -> int:
    """How many separate places these are: one whose middle lies in another place is the same."""
    places: list[Area] = []
    for area in sorted(areas, key=lambda area: (area.left - area.right, area.top, area.left)):
        x, y = (area.left + area.right) / 2, (area.top + area.bottom) / 2
        if not any(place.holds(x, y) for place in places):
            places.append(area)
    return len(places)


def _cascade(name: str) -> Any:
    cv2 = opencv()
    path = Path(cv2.data.haarcascades) / name
    cascade = cv2.CascadeClassifier(str(path)) if path.is_file() else None
    if cascade is None or cascade.empty():
        raise ModelMissing(f"OpenCV's file {name} is missing: install the packages of requirements/ again.")
    return cascade
