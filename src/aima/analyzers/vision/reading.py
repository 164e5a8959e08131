"""Reads the lines of text in one picture, with RapidOCR's packaged PP-OCRv6 models (small) on one thread.

The recogniser that the package carries reads German letters: on rendered text of 12 to 48 px, ä ö ü Ä Ö Ü ß and
English came out without an error (at 12 px single letters may fail). Finding the lines costs 0.11 s a picture at 736
px, reading one 0.05 s. So a line that stands where it stood in the picture before, and looks the same, is not read
again.

Every line is read by itself: in a batch, the lengths of the others would change its padding and with it, sometimes, its
result. Nothing is downloaded: both models are named by their packaged files.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aima.analyzers.vision.opencv import RGB, Grey, opencv
from aima.weights.packaged import packaged

PACKAGE = "rapidocr"
FINDER = "models/PP-OCRv6_det_small.onnx"
READER = "models/PP-OCRv6_rec_small.onnx"
LEAST_SCORE = 0.6
"""Lines that the recogniser is less sure of are dropped."""
LEAST_CHARACTERS = 2
"""Letters and digits a line needs; single signs are mostly handles, rings and folds."""
TALLEST = 0.4
"""Height of a line at most, as a share of the picture's shorter side; what is found larger is the picture itself."""
SAME_LOOK = 10.0
"""Mean difference (of 255) of two small copies of a line below which they show the same text."""
SAME_PLACE_PX = 3.0
_COPY = (96, 16)

Corners = NDArray[np.float32]
"""`[4, 2]`: corners of a line in pixels, from the upper left clockwise."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of text: what it says, how sure the recogniser is (0..1), where it stands, and a small copy of it."""

    text: str
    score: float
    corners: Corners
    copy: Grey


class TextReader:
    """Both models; made at the first use. `side_px` bounds the copy on which lines are looked for.

    Raises `ModelMissing` where a model file is not there.
    """

    def __init__(self, side_px: int) -> None:
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        from rapidocr import RapidOCR

        settings = {
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Det.model_path": str(packaged(PACKAGE, FINDER)),
            "Det.limit_type": "max",
            "Det.limit_side_len": side_px,
            "Rec.model_path": str(packaged(PACKAGE, READER)),
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
        self._engine: Any = RapidOCR(params=settings)

    def read(self, rgb: RGB, before: Sequence[Line] = ()) -> tuple[Line, ...]:
        """The lines from top to bottom; those that stand and look as in `before` are taken over, not read again."""
        cv2 = opencv()
        bgr = cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2BGR)
        lines = (self._line(bgr, corners, before) for corners in self._find(bgr))
        return tuple(line for line in lines if _is_text(line))

    def _find(self, bgr: RGB) -> Iterator[Corners]:
        found = self._engine(bgr, use_det=True, use_cls=False, use_rec=False)
        tallest = TALLEST * min(bgr.shape[:2])
        for box in () if found.boxes is None else found.boxes:
            corners = np.asarray(box, np.float32)
            if min(size_of(corners)) <= tallest:
                yield corners

    def _line(self, bgr: RGB, corners: Corners, before: Sequence[Line]) -> Line:
        crop = straightened(bgr, corners)
        copy = small_copy(crop)
        for line in before:
            if is_same(line, corners, copy):
                return Line(line.text, line.score, corners, copy)
        read = self._engine(crop, use_det=False, use_cls=False, use_rec=True)
        text, score = (read.txts[0], float(read.scores[0])) if read.txts else ("", 0.0)
        return Line(" ".join(text.split()), min(1.0, score), corners, copy)


def size_of(corners: Corners) -> tuple[int, int]:
    """Width and height of a line in pixels, at least 1."""
    width = max(np.linalg.norm(corners[0] - corners[1]), np.linalg.norm(corners[2] - corners[3]))
    height = max(np.linalg.norm(corners[0] - corners[3]), np.linalg.norm(corners[1] - corners[2]))
    return max(1, int(width)), max(1, int(height))


def straightened(bgr: RGB, corners: Corners) -> RGB:
    """The line as an upright rectangle; text that runs downwards is turned to run to the right."""
    cv2 = opencv()
    width, height = size_of(corners)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    to_line = cv2.getPerspectiveTransform(corners, target)
    line: RGB = cv2.warpPerspective(
        bgr, to_line, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.ascontiguousarray(np.rot90(line)) if height >= 1.5 * width else line


def small_copy(crop: RGB) -> Grey:
    """Grey `[16, 96]`, by which two looks of a line are compared."""
    cv2 = opencv()
    copy: Grey = cv2.resize(cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY), _COPY, interpolation=cv2.INTER_AREA)
    return copy


def is_same(line: Line, corners: Corners, copy: Grey) -> bool:
    """Whether a line stands where this one stood and looks as it did."""
    if float(np.abs(line.corners - corners).max()) > SAME_PLACE_PX:
        return False
    return float(np.abs(line.copy.astype(np.int16) - copy.astype(np.int16)).mean()) < SAME_LOOK


def _is_text(line: Line) -> bool:
    return line.score >= LEAST_SCORE and sum(sign.isalnum() for sign in line.text) >= LEAST_CHARACTERS
