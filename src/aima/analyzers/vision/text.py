"""Text on screen: what is written in the picture, where, and from when to when.

Reading is dear (`reading` has the figures), so a frame is read only where the picture differs somewhere from the last
one that was read, and at most once a second (profile quick: every other second) except right after a cut. "Somewhere":
both are compared as grey copies of 240 px, in blocks of 8 x 8; one block with a mean difference above 8 of 255 will
do, because a new line of text changes little of the whole.

A line that is read again at the same place is one observation, not many: its span goes from the frame in which it was
first read to the first reading without it, or to the end of the clip. The reading that was surest gives its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.analyzers.vision.looks import is_empty
from aima.analyzers.vision.opencv import RGB, grey_of, opencv
from aima.analyzers.vision.reading import FINDER, PACKAGE, READER, Line, TextReader
from aima.analyzers.vision.text_language import language_of
from aima.model import capabilities, kinds
from aima.model.analysis import ProfileName
from aima.model.clip import Clip, Frame
from aima.model.observation import Box, Draft
from aima.model.plugins import AnalyzerSpec, Given, Reads
from aima.model.span import Span
from aima.weights.packaged import packaged

CHANGED = 8.0
"""Mean difference of one block, of 255, that makes a picture worth reading again."""
SAME_LINE = 0.5
"""Overlap of two boxes with the same text from which they are one line."""
_BLOCK, _BLOCKS_WIDE = 8, 30


@dataclass(frozen=True, slots=True)
class Pace:
    """How often and how finely to read: milliseconds between readings, longer side of the copy lines are sought on."""

    every_ms: int
    side_px: int


PACES: Mapping[ProfileName, Pace] = {
    ProfileName.QUICK: Pace(2000, 640),
    ProfileName.FULL: Pace(1000, 736),
    ProfileName.FORENSIC: Pace(1000, 1280),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A line over the time it is seen."""

    text: str
    score: float
    box: Box
    span: Span


class Text:
    """Emits one `text` for every line and the time it is seen within the clip."""

    spec: ClassVar = AnalyzerSpec(
        name="text",
        version=1,
        capability=capabilities.SCREEN_TEXT,
        reads=Reads.FRAMES | Reads.STILL,
        emits=(kinds.TEXT,),
        model="PP-OCRv6 small (RapidOCR 3.10); py3langid",
        packages=("rapidocr", "onnxruntime", "py3langid", "opencv-python-headless"),
    )

    def __init__(self, pace: Pace = PACES[ProfileName.FULL]) -> None:
        self.pace = pace
        self.params: Mapping[str, JsonValue] = {"every_ms": pace.every_ms, "side_px": pace.side_px}
        self._reader: TextReader | None = None

    @classmethod
    def build(cls, given: Given) -> Text:
        """At the pace of the profile. Raises `ModelMissing` where a model file is not there."""
        packaged(PACKAGE, FINDER)
        packaged(PACKAGE, READER)
        return cls(PACES[given.profile.name])

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Lines by the time they appear, then from top to bottom."""
        shown: list[Shown] = []
        ended: list[Shown] = []
        lines: tuple[Line, ...] = ()
        for frame in worth_reading(clip, self.pace.every_ms):
            lines = self._read(frame.rgb, lines)
            going_on = follow(shown, lines, frame, clip.span)
            ended += [replace(old, span=Span(old.span.start_ms, frame.at_ms)) for old in shown if _gone(old, going_on)]
            shown = going_on
        for found in sorted([*ended, *shown], key=lambda found: (found.span, found.box.y, found.box.x, found.text)):
            payload = kinds.ScreenText(text=found.text, language=language_of(found.text))
            yield Draft(kinds.TEXT, found.span, payload, confidence=found.score, box=found.box)

    def _read(self, rgb: RGB, before: tuple[Line, ...]) -> tuple[Line, ...]:
        if is_empty(rgb):
            return ()
        if self._reader is None:
            self._reader = TextReader(self.pace.side_px)
        return self._reader.read(rgb, before)


def worth_reading(clip: Clip, every_ms: int) -> Iterator[Frame]:
    """The frames that differ somewhere from the last one given, at most one in `every_ms` but for those after a cut."""
    last: tuple[int, NDArray[np.int16]] | None = None
    for frame in clip.frames:
        if last is not None and frame.at_ms - last[0] < every_ms and not frame.cut:
            continue
        coarse = coarse_of(frame.rgb)
        if last is None or differs(last[1], coarse):
            last = (frame.at_ms, coarse)
            yield frame


def coarse_of(rgb: RGB) -> NDArray[np.int16]:
    """A grey copy 240 px wide, its height a multiple of 8, as int16 `[H, 240]`."""
    cv2 = opencv()
    height, width = rgb.shape[:2]
    rows = min(4 * _BLOCKS_WIDE, max(1, round(_BLOCKS_WIDE * height / width)))
    size = (_BLOCKS_WIDE * _BLOCK, rows * _BLOCK)
    return np.asarray(cv2.resize(grey_of(rgb), size, interpolation=cv2.INTER_AREA), np.int16)


def differs(one: NDArray[np.int16], other: NDArray[np.int16]) -> bool:
    """Whether two coarse copies differ in at least one block of 8 x 8."""
    if one.shape != other.shape:
        return True
    height, width = one.shape
    blocks = np.abs(one - other).reshape(height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK)
    return float(blocks.mean(axis=(1, 3)).max()) > CHANGED


def follow(shown: list[Shown], lines: tuple[Line, ...], frame: Frame, within: Span) -> list[Shown]:
    """What is shown from this frame on: lines that were there before go on, the others begin."""
    left = list(shown)
    now: list[Shown] = []
    for line in lines:
        box = _box(line, frame)
        if box is None:
            continue
        same = next((old for old in left if old.text == line.text and old.box.overlap(box) >= SAME_LINE), None)
        same = same or next((old for old in left if _alike(old, line, box)), None)
        if same is None:
            now.append(Shown(line.text, line.score, box, Span(frame.at_ms, within.end_ms)))
            continue
        left.remove(same)
        surer = line.score > same.score
        now.append(replace(same, text=line.text, score=line.score) if surer else same)
    return now


def _gone(old: Shown, going_on: list[Shown]) -> bool:
    return not any(new.span == old.span and new.box == old.box for new in going_on)


def _alike(old: Shown, line: Line, box: Box) -> bool:
    """The same place, and at most one sign in five read differently."""
    if old.box.overlap(box) < SAME_LINE:
        return False
    return _distance(old.text, line.text) <= max(len(old.text), len(line.text)) // 5


def _distance(one: str, other: str) -> int:
    """Levenshtein's edit distance."""
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, its in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (sign != its))
    return row[-1]


def _box(line: Line, frame: Frame) -> Box | None:
    left, top = line.corners.min(axis=0)
    right, bottom = line.corners.max(axis=0)
    edges = (left / frame.width, top / frame.height, right / frame.width, bottom / frame.height)
    return Box.of(*(float(edge) for edge in edges))
