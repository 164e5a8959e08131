"""Which frames are looked at, how they are scaled, and how new each is (child only)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aima.media.job import Job

GREY = (64, 36)
"""Width and height of the small grey copy on which frames are compared."""
CUT_AT_LEAST = 0.10
"""A hard cut changes the grey copy by this much from one frame to the next..."""
CUT_TIMES = 3.0
"""... and by so many times the mean change of the eight frames before."""
CUT_GAP_MS = 100
_CUTS_IN_10_S = 25


@dataclass(slots=True)
class Picture:
    """One sampled frame; `rgb` is uint8 `[H, W, 3]`, `None` where its clip is not wanted."""

    at_ms: int
    rgb: NDArray[np.uint8] | None
    novelty: float
    cut: bool


class Scaler:
    """Makes pictures of decoded frames: upright, in square points, within a long side, never larger than the frame.

    `aspect` is the width of a point over its height.
    """

    def __init__(self, long_side_px: int, aspect: float = 1.0) -> None:
        from av.video.reformatter import VideoReformatter

        self._long_side_px = long_side_px
        self._aspect = aspect if 0.1 <= aspect <= 10 else 1.0
        self._to_rgb = VideoReformatter()
        self.rotation = 0
        """Of the last frame, in degrees counter-clockwise."""

    def rgb(self, frame: Any) -> NDArray[np.uint8]:
        """uint8 `[H, W, 3]`."""
        self.rotation = int(frame.rotation)
        width, height = self._size(frame)
        scaled = self._to_rgb.reformat(frame, width, height, format="rgb24", interpolation="BILINEAR", threads=1)
        return upright(plane(scaled, 3), self.rotation)

    def _size(self, frame: Any) -> tuple[int, int]:
        width, height = float(frame.width), float(frame.height)
        if self._aspect > 1:
            height /= self._aspect
        else:
            width *= self._aspect
        scale = min(1.0, self._long_side_px / max(width, height))
        return max(1, round(width * scale)), max(1, round(height * scale))


class Sampler:
    """Chooses among decoded frames by the job, in order of time; `aspect` is the width of a point over its height."""

    def __init__(self, job: Job, aspect: float = 1.0) -> None:
        from av.video.reformatter import VideoReformatter

        self._job = job
        self._to_grey = VideoReformatter()
        self._scaler = Scaler(job.long_side_px, aspect)
        self._due_ms = 0
        self._last_ms = -1
        self._taken_grey: NDArray[np.int16] | None = None
        self._seen_grey: NDArray[np.int16] | None = None
        self._changes: deque[float] = deque(maxlen=8)
        self._cuts: deque[int] = deque(maxlen=_CUTS_IN_10_S)

    @property
    def rotation(self) -> int:
        """How the pictures were turned, in degrees counter-clockwise."""
        return self._scaler.rotation

    def is_due(self, at_ms: int) -> bool:
        """Whether a frame at this time would be taken for its time alone."""
        return at_ms > self._last_ms and (self._taken_grey is None or at_ms >= self._due_ms)

    def feed(self, frame: Any, at_ms: int, wanted: bool) -> Picture | None:
        """The frame as a picture if it is one of those to be looked at; `wanted` says whether its points are."""
        due = self.is_due(at_ms)
        if not due and not self._job.cuts:
            return None
        if at_ms <= self._last_ms:
            return None
        grey = self._grey(frame)
        cut = self._job.cuts and self._is_cut(grey, at_ms)
        if not due and not cut:
            return None
        novelty = 1.0 if self._taken_grey is None else change(self._taken_grey, grey)
        self._taken_grey = grey
        self._last_ms = at_ms
        if due:
            self._due_ms = (at_ms // self._job.every_ms + 1) * self._job.every_ms
        return Picture(at_ms, self._scaler.rgb(frame) if wanted else None, round(novelty, 4), cut)

    def _is_cut(self, grey: NDArray[np.int16], at_ms: int) -> bool:
        if self._seen_grey is None:
            self._seen_grey = grey
            return False
        moved = change(self._seen_grey, grey)
        usual = sum(self._changes) / len(self._changes) if self._changes else 0.0
        self._seen_grey = grey
        self._changes.append(moved)
        if moved < CUT_AT_LEAST or moved < CUT_TIMES * usual:
            return False
        self._changes.clear()
        crowded = len(self._cuts) == _CUTS_IN_10_S and at_ms - self._cuts[0] < 10_000
        if crowded or (self._cuts and at_ms - self._cuts[-1] < CUT_GAP_MS):
            return False
        self._cuts.append(at_ms)
        return True

    def _grey(self, frame: Any) -> NDArray[np.int16]:
        small = self._to_grey.reformat(frame, *GREY, format="gray", interpolation="AREA", threads=1)
        return plane(small, 1)[:, :, 0].astype(np.int16)


def change(before: NDArray[np.int16], after: NDArray[np.int16]) -> float:
    """Mean absolute difference of two grey copies, 0 (the same) to 1 (black to white)."""
    return float(np.abs(before - after).mean()) / 255


def plane(frame: Any, depth: int) -> NDArray[np.uint8]:
    """The first plane as uint8 `[H, W, depth]`, a copy without the padding of its lines."""
    first = frame.planes[0]
    lines = np.frombuffer(first, np.uint8).reshape(-1, first.line_size)[: frame.height]
    return np.ascontiguousarray(lines[:, : frame.width * depth]).reshape(frame.height, frame.width, depth)


def upright(rgb: NDArray[np.uint8], rotation: int) -> NDArray[np.uint8]:
    """The picture turned by the display matrix: degrees counter-clockwise, to the nearest quarter turn."""
    turns = round(rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(rgb, turns)) if turns else rgb
