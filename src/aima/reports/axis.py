"""A time axis: where its labels stand, and where a moment lies on it."""

from __future__ import annotations

from dataclasses import dataclass

from aima.model.span import Span
from aima.reports.clock import clock_short

WIDTH = 1000.0
"""Units from the beginning to the end of the recording."""
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400)
_MOST_TICKS = 7


@dataclass(frozen=True, slots=True)
class Tick:
    """One label of the axis and its place in percent of the width; `minor` ones give way on a narrow screen."""

    percent: float
    label: str
    minor: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """The whole length of a recording as `WIDTH` units."""

    length_ms: int

    def x(self, at_ms: int) -> float:
        """The place of a moment, 0..`WIDTH`."""
        return round(min(max(at_ms / self.length_ms, 0.0), 1.0) * WIDTH, 2)

    def stretch(self, span: Span) -> tuple[float, float]:
        """Place and width of a span."""
        start, end = self.x(span.start_ms), self.x(span.end_ms)
        return start, round(end - start, 2)

    def ticks(self) -> tuple[Tick, ...]:
        """At most eight labels at round times, from 0."""
        fits = (step for step in _STEPS_S if self.length_ms / (step * 1000) <= _MOST_TICKS)
        step_ms = next(fits, 86_400 * (1 + self.length_ms // 604_800_000)) * 1000
        with_hours = self.length_ms >= 3_600_000
        return tuple(
            Tick(round(100 * at / self.length_ms, 3), clock_short(at, with_hours), number % 2 == 1)
            for number, at in enumerate(range(0, self.length_ms, step_ms))
        )
