"""Which observation of a kind holds at a stretch of time: the one that shares most of it."""

from __future__ import annotations

from aima.model.kinds import Kind, Payload
from aima.model.observation import Observation
from aima.model.span import Span
from aima.model.timeline import Timeline


def best_overlap(timeline: Timeline, kind: Kind[Payload], span: Span, subject: str | None = None) -> Observation | None:
    """The observation of the kind with the largest overlap, the earliest of equals, `None` where nothing overlaps.

    With `subject`, only what is about that subject counts.
    """
    found = timeline.of(kind, within=span, subject=subject)
    return max(found, key=lambda observation: shared_ms(observation.span, span), default=None)


def shared_ms(one: Span, other: Span) -> int:
    """Milliseconds that both spans have in common."""
    common = one & other
    return 0 if common is None else common.length_ms
