"""Picture: light, colour and sharpness over stretches of like frames, and cuts between frames.

Measured on a copy of at most 320 px, about 4 ms a frame:

    luminance   mean of Rec. 709 luma, 0..1 (of the values as they are stored, without undoing gamma)
    saturation  mean of S times V in HSV (chroma), 0..1, so that the noise of a dark picture does not count as colour
    sharpness   v / (v + 300), v the variance of the Laplacian (Pech-Pacheco et al. 2000) in the sharpest of 4 x 4
                parts, so that a crisp face before an even wall counts as crisp

The state is the first of these that holds, else usable:

    black       mean luma below 0.06 and 99 % of the pixels below 0.15
    dark        mean luma below 0.15 and 95 % of the pixels below 0.4
    overexposed at least 60 % of the pixels above 0.97, and nothing crisp (sharpness below 0.5)
    frozen      the same picture (novelty below 0.0005) for at least 5 s of a video
    blurred     sharpness below 0.12 although the picture is not even (grey values deviate by more than 0.03)

Cuts are measured as PySceneDetect's ContentDetector does it: the mean of the mean absolute differences of hue,
saturation and value (each 0..255; hue as OpenCV's 0..179) between two pictures; a cut where it reaches 27. Sampled
frames lie further apart than those of a film, so that movement alone makes differences: a cut must also be at least
twice the median of up to four neighbouring differences. A frame that the decoder marked as the first after a cut is
one in any case. `strength` is the difference over 54, at most 1. Where a clip begins nothing is left of the frame
before but its novelty: a cut where it reaches 0.15.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.analyzers.vision.opencv import RGB, Grey, laplacian_variance, opencv, within
from aima.model import capabilities, kinds
from aima.model.clip import Clip, Frame
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec, Reads
from aima.model.span import Span

LONG_SIDE_PX = 320
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32) / np.float32(255)
"""Rec. 709 weights of red, green and blue, for values 0..255."""
CRISP = 300.0
CONTENT_CUT = 27.0
ABOVE_NEIGHBOURS = 2.0
NEIGHBOURS = 2
NOVELTY_CUT = 0.15
FROZEN_NOVELTY = 0.0005
FROZEN_MS = 5000

State = Literal["usable", "black", "dark", "overexposed", "blurred", "frozen"]


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """One frame: its measures (0..1), its state, and a small HSV copy to compare the next one with."""

    luminance: float
    saturation: float
    sharpness: float
    state: State
    hsv: NDArray[np.uint8]


class Picture:
    """Emits one `picture` for every stretch of like frames, and a `cut` wherever the picture changes hard."""

    spec: ClassVar = AnalyzerSpec(
        name="picture",
        version=1,
        capability=capabilities.PICTURE,
        reads=Reads.FRAMES | Reads.STILL,
        emits=(kinds.PICTURE, kinds.CUT),
        model="measured (luma, saturation, Laplacian, HSV content)",
        packages=("opencv-python-headless",),
    )
    params: Mapping[str, JsonValue] = {}

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Stretches and cuts in order of time; a stretch before the cut at the same moment."""
        measures = [measure(frame.rgb) for frame in clip.frames]
        states = [found.state for found in measures]
        if not clip.still:
            states = with_frozen(clip, states)
        drafts = [*stretches(clip, measures, states), *cuts(clip, measures)]
        yield from sorted(drafts, key=lambda draft: (draft.span.start_ms, draft.kind is kinds.CUT))


def measure(rgb: RGB) -> Measures:
    """All measures of one picture, and the state they give."""
    cv2 = opencv()
    small = np.ascontiguousarray(within(rgb, LONG_SIDE_PX))
    luma: NDArray[np.float32] = small.astype(np.float32) @ LUMA
    hsv: NDArray[np.uint8] = cv2.cvtColor(small, cv2.COLOR_RGB2HSV)
    sharpness = sharpness_of(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY))
    saturation = float(np.ptp(small, axis=2).mean(dtype=np.float64)) / 255
    mean = min(1.0, float(luma.mean(dtype=np.float64)))
    return Measures(mean, saturation, sharpness, state_of(luma, sharpness), hsv)


def sharpness_of(grey: Grey) -> float:
    """Sharpness of the sharpest of 4 x 4 parts, 0..1."""
    rows = [part for part in np.array_split(grey, 4, axis=0) if part.size]
    parts = [part for row in rows for part in np.array_split(row, 4, axis=1) if part.size]
    variance = max((laplacian_variance(np.ascontiguousarray(part)) for part in parts), default=0.0)
    return variance / (variance + CRISP)


def state_of(luma: NDArray[np.float32], sharpness: float) -> State:
    """What limits seeing in one picture, if anything does; `luma` is 0..1."""
    mean = float(luma.mean())
    if mean < 0.06 and float(np.quantile(luma, 0.99)) < 0.15:
        return "black"
    if mean < 0.15 and float(np.quantile(luma, 0.95)) < 0.4:
        return "dark"
    if float((luma > 0.97).mean()) >= 0.6 and sharpness < 0.5:
        return "overexposed"
    return "blurred" if sharpness < 0.12 and float(luma.std()) > 0.03 else "usable"


def with_frozen(clip: Clip, states: Sequence[State]) -> list[State]:
    """The states, with `frozen` where usable frames show the same picture for at least 5 s."""
    changed = list(states)
    start = 0
    for position in range(1, len(clip.frames) + 1):
        if position < len(clip.frames) and clip.frames[position].novelty < FROZEN_NOVELTY:
            continue
        end = clip.frames[position].at_ms if position < len(clip.frames) else clip.span.end_ms
        if position - start > 1 and end - clip.frames[start].at_ms >= FROZEN_MS:
            for index in range(start, position):
                changed[index] = "frozen" if changed[index] in ("usable", "blurred") else changed[index]
        start = position
    return changed


def stretches(clip: Clip, measures: Sequence[Measures], states: Sequence[State]) -> Iterator[Draft]:
    """Consecutive frames of the same state as one `picture`, with the mean of their measures."""
    start = 0
    for position in range(1, len(states) + 1):
        if position < len(states) and states[position] == states[start]:
            continue
        span = clip.frame_span(start) | clip.frame_span(position - 1)
        part = measures[start:position]
        payload = kinds.Picture(
            state=states[start],
            luminance=float(np.mean([found.luminance for found in part])),
            saturation=float(np.mean([found.saturation for found in part])),
            sharpness=float(np.mean([found.sharpness for found in part])),
        )
        yield Draft(kinds.PICTURE, span, payload)
        start = position


def cuts(clip: Clip, measures: Sequence[Measures]) -> Iterator[Draft]:
    """A `cut` at every frame that shows another scene than the one before."""
    changes = [content_change(one.hsv, other.hsv) for one, other in pairwise(measures)]
    for position, frame in enumerate(clip.frames):
        change = changes[position - 1] if position else _change_at_start(clip, frame)
        found = change >= CONTENT_CUT if position == 0 else is_cut(changes, position - 1)
        if found or (frame.cut and (position or clip.index)):
            payload = kinds.Cut(strength=min(1.0, change / (2 * CONTENT_CUT)))
            yield Draft(kinds.CUT, Span.moment(frame.at_ms), payload)


def content_change(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """PySceneDetect's content value of two HSV pictures: mean over the channels of the mean absolute difference."""
    if one.shape != other.shape:
        return 255.0
    return float(np.abs(one.astype(np.int16) - other.astype(np.int16)).mean(dtype=np.float64))


def is_cut(changes: Sequence[float], position: int) -> bool:
    """Whether a difference is large by itself and stands out from its neighbours."""
    if changes[position] < CONTENT_CUT:
        return False
    before = changes[max(0, position - NEIGHBOURS) : position]
    after = changes[position + 1 : position + 1 + NEIGHBOURS]
    around = [*before, *after]
    return not around or changes[position] >= ABOVE_NEIGHBOURS * float(np.median(around))


def _change_at_start(clip: Clip, frame: Frame) -> float:
    """The content value that stands for a clip's first frame; the recording's own first frame is no cut."""
    return 0.0 if clip.index == 0 or frame.novelty < NOVELTY_CUT else max(CONTENT_CUT, 255 * frame.novelty)
