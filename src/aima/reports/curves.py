"""Values over time as a line with its points: arousal of a voice, the score along the recording."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from aima.model import kinds
from aima.model.assessment import Moment
from aima.model.observation import Observation
from aima.model.policy import Thresholds
from aima.model.span import Span
from aima.model.words import Words, words
from aima.reports.axis import Axis
from aima.reports.clock import clock, number

T = TypeVar("T")
HEIGHT = 100.0
"""Units from the least to the greatest value."""
MOST_POINTS = 150


@dataclass(frozen=True, slots=True)
class Point:
    """One value: its place (y grows downwards, as in SVG), what it says, and where it leads, if anywhere.

    `joined` says that the line comes to it from the point before: over a gap without a value there is no line.
    """

    x: float
    y: float
    title: Words
    href: str | None = None
    joined: bool = True


@dataclass(frozen=True, slots=True)
class Curve:
    """Points joined by a line; `levels` are heights to compare with (a baseline, thresholds)."""

    points: tuple[Point, ...]
    levels: tuple[float, ...]

    @property
    def path(self) -> str:
        """The line as an SVG path."""
        steps = ("L" if point.joined and position else "M" for position, point in enumerate(self.points))
        return "".join(f"{step}{point.x:g} {point.y:g}" for step, point in zip(steps, self.points, strict=True))


def affect_curve(found: Sequence[Observation], axis: Axis, link: Callable[[Observation], str]) -> Curve | None:
    """Arousal 0..1 at the middle of each stretch, against 0.5, the voice's own level; `None` without a value.

    More than `MOST_POINTS` values are thinned to the strongest of each neighbourhood, so that no peak gets lost.
    """
    chosen = _thin(sorted(found, key=lambda o: (o.span, o.id)), lambda o: o.payload_of(kinds.SPEECH_AFFECT).arousal)
    points = []
    for observation in chosen:
        value = observation.payload_of(kinds.SPEECH_AFFECT).arousal
        text, at = number(value, 2), clock(observation.span.middle_ms)
        title = words(f"{at}: Erregung {text.de}", f"{at}: arousal {text.en}")
        points.append(Point(axis.x(observation.span.middle_ms), _y(value), title, link(observation)))
    return Curve(tuple(points), (_y(0.5),)) if points else None


def score_curve(moments: Sequence[Moment], thresholds: Thresholds, axis: Axis) -> Curve | None:
    """The consent score 0..100 over the windows of the trajectory, against the policy's thresholds."""
    scored = [(moment, moment.consent_score) for moment in moments if moment.consent_score is not None]
    points: list[Point] = []
    before_ms = -1
    for moment, score in _thin(scored, lambda pair: -pair[1]):
        text, at = number(score), clock(moment.start_ms)
        title = words(f"ab {at}: Einwilligungswert {text.de}", f"from {at}: consent score {text.en}")
        joined = moment.start_ms <= before_ms or len(scored) > MOST_POINTS
        x = axis.x(Span(moment.start_ms, moment.end_ms).middle_ms)
        points.append(Point(x, _y(score / 100), title, joined=joined))
        before_ms = moment.end_ms
    limits = (thresholds.medium_below, thresholds.high_below, thresholds.critical_below)
    return Curve(tuple(points), tuple(_y(limit / 100) for limit in limits)) if points else None


def _thin(found: Sequence[T], value: Callable[[T], float]) -> list[T]:
    size = -(-len(found) // MOST_POINTS)
    return [max(found[at : at + size], key=value) for at in range(0, len(found), size)] if size else []


def _y(share: float) -> float:
    return round((1.0 - min(max(share, 0.0), 1.0)) * HEIGHT, 2)
