"""Nudity: exposed and covered parts of the body, by NudeNet, where it is installed.

NudeNet's package carries its model, and its licence is the AGPL, so that it is never part of the default installation:
the extra `aima[nsfw]` brings it. The detector takes a picture as uint8 `[H, W, 3]` in BGR and answers with one mapping
a part: `class` (its label, such as FEMALE_BREAST_EXPOSED), `score` 0..1 and `box` (left, top, width, height in
pixels).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any, ClassVar

import numpy as np
from pydantic import JsonValue

from aima.analyzers.vision.looks import Look, is_empty, looks
from aima.errors import ModelMissing
from aima.model import capabilities, kinds
from aima.model.clip import Clip
from aima.model.observation import Box, Draft
from aima.model.plugins import AnalyzerSpec, Given, Reads

PACKAGE = "nudenet"
LEAST_SCORE = 0.35
IGNORED = ("FACE_FEMALE", "FACE_MALE")
"""Labels that are no statement about nudity; faces have an analyzer of their own."""


class Nudity:
    """Emits one `nudity` for every part of the body in every frame that shows something new."""

    spec: ClassVar = AnalyzerSpec(
        name="nudity",
        version=1,
        capability=capabilities.NUDITY,
        reads=Reads.FRAMES | Reads.STILL,
        emits=(kinds.NUDITY,),
        model="NudeNet 320n",
        packages=(PACKAGE,),
    )
    params: Mapping[str, JsonValue] = {}

    def __init__(self) -> None:
        self._detector: Any = None

    @classmethod
    def build(cls, given: Given) -> Nudity:  # noqa: ARG003 (part of the protocol)
        """Raises `ModelMissing` where NudeNet is not installed."""
        if find_spec(PACKAGE) is None:
            raise ModelMissing("NudeNet is not installed: install the extra aima[nsfw] (mind its AGPL licence).")
        return cls()

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Parts in order of time; within a frame the surest first."""
        for look in looks(clip):
            if not is_empty(look.frame.rgb):
                yield from self._parts(look)

    def _parts(self, look: Look) -> Iterator[Draft]:
        if self._detector is None:
            from nudenet import NudeDetector  # type: ignore[import-not-found]

            self._detector = NudeDetector()
        found = self._detector.detect(np.ascontiguousarray(look.frame.rgb[:, :, ::-1]))
        for part in sorted(found, key=lambda part: (-float(part["score"]), part["class"], list(part["box"]))):
            draft = _draft(look, str(part["class"]), float(part["score"]), part["box"])
            if draft is not None:
                yield draft


def is_exposed(label: str) -> bool:
    """Whether NudeNet's label speaks of an uncovered part."""
    return label.endswith("_EXPOSED")


def _draft(look: Look, label: str, score: float, pixels: tuple[float, float, float, float]) -> Draft | None:
    if score < LEAST_SCORE or label in IGNORED:
        return None
    left, top, width, height = (float(value) for value in pixels)
    frame = look.frame
    right, bottom = (left + width) / frame.width, (top + height) / frame.height
    box = Box.of(left / frame.width, top / frame.height, right, bottom)
    if box is None:
        return None
    payload = kinds.Nudity(label=label, exposed=is_exposed(label))
    return Draft(kinds.NUDITY, look.span, payload, confidence=min(1.0, score), box=box)
