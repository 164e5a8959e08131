"""Faces: where they are, how crisp, and a vector by which the same person can be found again within the recording.

The finding is in `face_finding`, the vector in `face_vectors`. A vector costs three times as much as finding all faces
of a frame, so a face that stays where it was gets a new one only every second; between those its box joins it to the
one before. Faces below 24 px get none: there is too little of them to tell people apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

import numpy as np
from pydantic import JsonValue

from aima.analyzers.vision.face_finding import FaceFinder, FoundFace, upright
from aima.analyzers.vision.face_vectors import LANDMARKS, MODELS, NETWORK, FaceVectors
from aima.analyzers.vision.graphs import require_mediapipe
from aima.analyzers.vision.looks import Look, is_empty, looks
from aima.analyzers.vision.opencv import RGB, grey_of, laplacian_variance, opencv
from aima.model import capabilities, kinds
from aima.model.clip import Clip
from aima.model.observation import Box, Draft, Vector
from aima.model.plugins import AnalyzerSpec, Given, Reads
from aima.weights.packaged import packaged

LEAST_SIDE_PX = 24
"""Shorter side from which a face gets a vector."""
VECTOR_EVERY_MS = 1000
"""A face that stays where it was gets a new vector after this time."""
MOST_VECTORS = 6
"""Vectors a frame at most, for the largest faces."""
STAYED = 0.4
"""Overlap with a face of the look before from which it is taken to have stayed."""
CRISP = 150.0
"""Variance of the Laplacian (on 64 x 64 grey) at which the sharpness of a face is 0.5."""


class Faces:
    """Emits one `face` for every face of every frame that shows something new."""

    spec: ClassVar = AnalyzerSpec(
        name="faces",
        version=1,
        capability=capabilities.FACES,
        reads=Reads.FRAMES | Reads.STILL,
        emits=(kinds.FACE,),
        model="BlazeFace (MediaPipe 0.10.21); dlib ResNet 128",
        packages=("mediapipe", "dlib-bin", "face-recognition-models", "opencv-python-headless"),
    )
    params: Mapping[str, JsonValue] = {}

    def __init__(self) -> None:
        self._finder: FaceFinder | None = None
        self._vectors: FaceVectors | None = None

    @classmethod
    def build(cls, given: Given) -> Faces:  # noqa: ARG003 (part of the protocol)
        """Raises `ModelMissing` where a package or a model file is not there."""
        require_mediapipe()
        packaged(MODELS, LANDMARKS)
        packaged(MODELS, NETWORK)
        return cls()

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Faces in order of time; within a frame the surest first."""
        known: list[tuple[FoundFace, int]] = []
        for look in looks(clip):
            found = () if is_empty(look.frame.rgb) else self._find(look.frame.rgb)
            if look.after_ms is None:
                known = []
            vectors = self._vectors_of(look, found, known)
            known = [(face, _last_vector(face, face in vectors, look.frame.at_ms, known)) for face in found]
            for face in found:
                draft = _draft(look, face, vectors.get(face))
                if draft is not None:
                    yield draft

    def _find(self, rgb: RGB) -> tuple[FoundFace, ...]:
        if self._finder is None:
            self._finder = FaceFinder()
        return self._finder.find(rgb)

    def _vectors_of(
        self, look: Look, found: tuple[FoundFace, ...], known: list[tuple[FoundFace, int]]
    ) -> dict[FoundFace, Vector]:
        due = [face for face in found if face.side >= LEAST_SIDE_PX and _is_due(face, look.frame.at_ms, known)]
        due = sorted(due, key=lambda face: -face.side)[:MOST_VECTORS]
        if due and self._vectors is None:
            self._vectors = FaceVectors()
        return {face: Vector.of("face", self._vectors.vector(look.frame.rgb, face)) for face in due if self._vectors}


def sharpness_of(rgb: RGB, face: FoundFace) -> float:
    """How crisp a face is, 0..1: v / (v + 150), v the variance of the Laplacian of its box scaled to 64 x 64."""
    cv2 = opencv()
    crop = grey_of(upright(rgb, face, 1.0).rgb)
    variance = laplacian_variance(cv2.resize(crop, (64, 64), interpolation=cv2.INTER_AREA))
    return variance / (variance + CRISP)


def _is_due(face: FoundFace, at_ms: int, known: list[tuple[FoundFace, int]]) -> bool:
    return at_ms - _last_vector(face, False, at_ms, known) >= VECTOR_EVERY_MS


def _last_vector(face: FoundFace, now: bool, at_ms: int, known: list[tuple[FoundFace, int]]) -> int:
    """When the face last got a vector; long ago for a face that was not there before."""
    if now:
        return at_ms
    near = [last for other, last in known if face.overlap(other) >= STAYED]
    return max(near, default=at_ms - VECTOR_EVERY_MS)


def _draft(look: Look, face: FoundFace, vector: Vector | None) -> Draft | None:
    frame = look.frame
    right, bottom = face.left + face.side, face.top + face.side
    box = Box.of(face.left / frame.width, face.top / frame.height, right / frame.width, bottom / frame.height)
    if box is None:
        return None
    visible = min(box.w * frame.width, box.h * frame.height)
    payload = kinds.Face(sharpness=sharpness_of(frame.rgb, face), side_px=max(1, int(np.rint(visible))))
    return Draft(kinds.FACE, look.span, payload, confidence=face.score, box=box, vector=vector)
