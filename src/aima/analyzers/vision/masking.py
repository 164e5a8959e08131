"""Faces covered with flat grey before a picture leaves this process.

A missed face is the worse mistake here, a covered thing that is none the lesser one, so nothing is confirmed and four
detectors are asked that fail on different faces. What any of them finds is covered:

- `face_finding`, with what its first model proposes even where the second does not confirm it, on the picture turned
  four ways (heads that lie or hang), unless that is large: large faces are confirmed, while in dark pictures half the
  frame is proposed;
- OpenCV's cascades for faces from the front and from either side (Viola and Jones 2001; small and blurred faces);
- dlib's histograms of gradients (Dalal and Triggs 2005; faces from the front, with little contrast); both know upright
  faces only, so that the picture is turned for them in steps, where they too are believed of small faces only;
- the head of each whole person that `people` finds, where no face was found in it.

Each box is made 1.4 times as wide and filled: nothing of what was there can be won back, which a blur does not promise.
This lowers a risk and makes nobody anonymous: clothes, tattoos, rooms and voices stay, and some faces are missed
(docs/language-models.md has the figures).
"""

from __future__ import annotations

import functools
import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aima.analyzers.vision.face_finding import FaceFinder, FoundFace, turned_back
from aima.analyzers.vision.graphs import require_mediapipe
from aima.analyzers.vision.opencv import RGB, Grey, grey_of, opencv
from aima.analyzers.vision.people import People
from aima.errors import ModelMissing
from aima.model.observation import Box

ENLARGED = 1.4
"""Side of what is covered, in sides of what was found."""
GREY = 128
UNCONFIRMED = 1 / 3
"""What is proposed and not confirmed, or found in a turned picture, counts up to this share of the shorter side."""
LEAST_SIDE_PX = 20
HEAD = 0.25
"""Share of a whole person, from the top, that is covered where no face was found there."""
_FRONTAL, _PROFILE = "haarcascade_frontalface_alt2.xml", "haarcascade_profileface.xml"
FRONTAL_EVERY_DEG, PROFILE_EVERY_DEG = 45, 90
"""Steps in which the picture is turned; a face may be tilted by half a step."""
_FRONTAL_STEP, _PROFILE_STEP, _NEIGHBOURS = 1.1, 1.2, 3
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
        faces = [*self._confirmed(rgb), *self._proposed(rgb), *self._upright_only(grey_of(rgb))]
        areas = [Area(face.left, face.top, face.left + face.side, face.top + face.side) for face in faces]
        areas += [Area(b.x * width, b.y * height, (b.x + b.w) * width, (b.y + b.h) * height) for b in known]
        areas += self._heads_without(rgb, areas)
        return fill(rgb, [area.enlarged(ENLARGED) for area in areas]), count(areas)

    def _confirmed(self, rgb: RGB) -> Iterator[FoundFace]:
        height, width = rgb.shape[:2]
        for turns in (0, 2):
            for face in self._finder.find(np.ascontiguousarray(np.rot90(rgb, turns))):
                yield turned_back(face, turns, width, height)

    def _proposed(self, rgb: RGB) -> Iterator[FoundFace]:
        most = UNCONFIRMED * min(rgb.shape[:2])
        return (face for face in self._finder.propose(rgb, range(4)) if face.side <= most)

    def _upright_only(self, grey: Grey) -> Iterator[FoundFace]:
        """What the detectors find that know faces in one position only, in the picture turned in steps."""
        most = UNCONFIRMED * min(grey.shape)
        for degrees in range(0, 360, FRONTAL_EVERY_DEG):
            turned = Turned.by(grey, degrees)
            for face in self._in_one_position(turned.grey, profiles=degrees % PROFILE_EVERY_DEG == 0):
                if degrees == 0 or face.side <= most:
                    yield turned.back(face)

    def _in_one_position(self, grey: Grey, profiles: bool) -> Iterator[FoundFace]:
        frontal, profile = self._cascades
        yield from _seen_by(frontal, grey, _FRONTAL_STEP)
        # Twice as large, as its window has 80 pixels.
        for found in self._gradients(grey, 1):
            yield FoundFace(float(found.left()), float(found.top()), float(found.width()), 1.0)
        if profiles:
            yield from _seen_by(profile, grey, _PROFILE_STEP)
            for face in _seen_by(profile, np.ascontiguousarray(grey[:, ::-1]), _PROFILE_STEP):
                yield replace(face, left=grey.shape[1] - face.left - face.side)

    def _heads_without(self, rgb: RGB, faces: Sequence[Area]) -> list[Area]:
        height, width = rgb.shape[:2]
        middles = [((face.left + face.right) / 2, (face.top + face.bottom) / 2) for face in faces]
        heads = []
        for box, _ in self._people.find(rgb):
            upper = Area(box.x * width, box.y * height, (box.x + box.w) * width, (box.y + box.h * HEAD) * height)
            if not any(upper.holds(x, y) for x, y in middles):
                heads.append(upper)
        return heads


@dataclass(frozen=True, slots=True, eq=False)
class Turned:
    """A whole grey picture turned about its middle, on black; `to_picture` is the affine map back `[2, 3]`."""

    grey: Grey
    to_picture: NDArray[np.float64]

    @classmethod
    def by(cls, grey: Grey, degrees: float) -> Turned:
        """Turned by so many degrees."""
        cv2 = opencv()
        height, width = grey.shape
        turn = math.radians(degrees)
        cos, sin = math.cos(turn), math.sin(turn)
        w = math.ceil(round(abs(width * cos) + abs(height * sin), 6))
        h = math.ceil(round(abs(width * sin) + abs(height * cos), 6))
        x, y = (w - 1) / 2, (h - 1) / 2
        at_x, at_y = (width - 1) / 2 - (cos * x + sin * y), (height - 1) / 2 - (cos * y - sin * x)
        back = np.array([[cos, sin, at_x], [-sin, cos, at_y]])
        turned: Grey = cv2.warpAffine(grey, back, (w, h), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        return cls(turned, back)

    def back(self, face: FoundFace) -> FoundFace:
        """A face found in it, in the picture as it was; the square keeps its size and stands upright again."""
        x, y = self.to_picture @ np.array([*face.centre, 1.0])
        return replace(face, left=float(x) - face.side / 2, top=float(y) - face.side / 2)


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


def _seen_by(cascade: Any, grey: Grey, step: float) -> Iterator[FoundFace]:
    found = cascade.detectMultiScale(grey, step, _NEIGHBOURS, minSize=(LEAST_SIDE_PX, LEAST_SIDE_PX))
    for left, top, side, _ in found:
        yield FoundFace(float(left), float(top), float(side), 1.0)


def _cascade(name: str) -> Any:
    cv2 = opencv()
    path = Path(cv2.data.haarcascades) / name
    cascade = cv2.CascadeClassifier(str(path)) if path.is_file() else None
    if cascade is None or cascade.empty():
        raise ModelMissing(f"OpenCV's file {name} is missing: install the packages of requirements/ again.")
    return cascade
