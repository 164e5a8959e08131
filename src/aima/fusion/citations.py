"""Citations of several observations: the strongest moments, in order of time."""

from __future__ import annotations

from collections.abc import Iterable

from aima.model.citing import cite
from aima.model.finding import Citation
from aima.model.observation import Observation

MOST_CITES = 6
"""A finding over a long stretch cites its strongest moments; more would not be looked at."""


def cite_all(observations: Iterable[Observation], most: int = MOST_CITES) -> tuple[Citation, ...]:
    """Citations of at most `most` observations in order of time: the first given, then the surest."""
    first, *others = {observation.id: observation for observation in observations}.values()
    surest = sorted(others, key=lambda o: (-(o.confidence or 0.0), o.span, o.id))[: most - 1]
    return tuple(cite(observation) for observation in sorted([first, *surest], key=lambda o: (o.span, o.id)))
