"""The only currency between stages: what one component saw, when, and how sure it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType, TypeVar

import numpy as np
from numpy.typing import NDArray

from aima.model.kinds import Kind, Payload
from aima.model.span import Span

ObservationId = NewType("ObservationId", str)
"""`RUN:CLIP:POSITION` with the first 12 digits of the run's key; the same in every home."""
RunId = NewType("RunId", str)
"""SHA-256 over everything that determines a run's results (see `model.analysis`)."""
T = TypeVar("T", bound=Payload)
LINKED = -1
"""The `clip` of an observation that a linker made from the whole timeline."""


@dataclass(frozen=True, order=True, slots=True)
class Box:
    """A rectangle as shares of the upright frame: left, top, width, height; cut to the frame when made with `of`."""

    x: float
    y: float
    w: float
    h: float

    def __post_init__(self) -> None:
        if not (0 <= self.x <= 1 and 0 <= self.y <= 1 and 0 < self.w <= 1 and 0 < self.h <= 1):
            raise ValueError(f"a box lies within the frame (0..1) and has an area, not {self}")

    @classmethod
    def of(cls, left: float, top: float, right: float, bottom: float) -> Box | None:
        """From edges as shares of the frame, cut to the frame and rounded; `None` where nothing is left."""
        x0, y0, x1, y1 = (round(min(max(float(edge), 0.0), 1.0), 4) for edge in (left, top, right, bottom))
        w, h = round(x1 - x0, 4), round(y1 - y0, 4)
        return cls(x0, y0, w, h) if w > 0 and h > 0 else None

    def overlap(self, other: Box) -> float:
        """Intersection over union, 0..1."""
        w = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        h = min(self.y + self.h, other.y + other.h) - max(self.y, other.y)
        common = max(0.0, w) * max(0.0, h)
        return common / (self.w * self.h + other.w * other.h - common)


@dataclass(frozen=True, slots=True)
class Vector:
    """An embedding in a named space; stored beside the observation and left out of every export."""

    space: str
    values: tuple[float, ...]

    @classmethod
    def of(cls, space: str, values: NDArray[np.floating]) -> Vector:
        """From a one-dimensional array; kept as float32 rounded to 5 decimals."""
        return cls(space, tuple(round(float(value), 5) for value in values))

    def array(self) -> NDArray[np.float32]:
        """Float32 `[D]`."""
        return np.asarray(self.values, np.float32)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an analyzer or linker yields: a pure value without identity.

    `confidence` 0..1 or `None` where the method gives none. `subject` names who it is about ("speaker-1").
    `sources` are the observations a linker made it from.
    """

    kind: Kind[Payload]
    span: Span
    payload: Payload
    confidence: float | None = None
    subject: str | None = None
    box: Box | None = None
    vector: Vector | None = None
    sources: tuple[ObservationId, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.payload, self.kind.payload):
            raise ValueError(  # noqa: TRY004 - whatever a draft is born with wrongly is one error
                f"{self.kind.name} carries {self.kind.payload.__name__}, not {type(self.payload).__name__}"
            )
        if self.confidence is not None:
            if not 0.0 <= self.confidence <= 1.0:
                raise ValueError(f"confidence lies in 0..1, not {self.confidence}")
            object.__setattr__(self, "confidence", round(float(self.confidence), 4) + 0.0)


@dataclass(frozen=True, slots=True)
class Observation:
    """A draft with its identity: which run made it, in which clip, at which position."""

    id: ObservationId
    run: RunId
    clip: int
    draft: Draft

    @property
    def kind(self) -> Kind[Payload]:
        """What was observed."""
        return self.draft.kind

    @property
    def span(self) -> Span:
        """When."""
        return self.draft.span

    @property
    def subject(self) -> str | None:
        """About whom."""
        return self.draft.subject

    @property
    def confidence(self) -> float | None:
        """How sure, 0..1."""
        return self.draft.confidence

    def payload_of(self, kind: Kind[T]) -> T:
        """The payload, typed; raises `TypeError` where the observation is of another kind."""
        if not isinstance(self.draft.payload, kind.payload):
            raise TypeError(f"{self.id} is {self.kind.name}, not {kind.name}")
        return self.draft.payload


def observation_id(run: RunId, clip: int, position: int) -> ObservationId:
    """The identity of the draft at `position` of a clip of a run."""
    return ObservationId(f"{run[:12]}:{clip}:{position}")
