"""Stored observations to an assessment: the timeline with its witnesses, weighed by the policy."""

from __future__ import annotations

from collections.abc import Sequence

from aima.fusion.engine import assess
from aima.model.analysis import NotExamined
from aima.model.assessment import Assessment
from aima.model.media import Media
from aima.model.observation import RunId
from aima.model.timeline import Timeline, Witness
from aima.pipeline.plan import Components
from aima.stores.base import Stores


def fuse(
    stores: Stores,
    media: Media,
    runs: Sequence[RunId],
    components: Components,
    not_examined: tuple[NotExamined, ...] | None = None,
) -> tuple[Timeline, Assessment]:
    """Weigh everything that these runs observed; `not_examined` where it is not what the components say."""
    timeline = read_timeline(stores, media, runs, components.not_examined if not_examined is None else not_examined)
    return timeline, assess(timeline, components.given.policy, components.rules)


def read_timeline(
    stores: Stores, media: Media, runs: Sequence[RunId], not_examined: tuple[NotExamined, ...]
) -> Timeline:
    """The timeline of these runs, with who looked and what nobody examined."""
    states = tuple(state for state in stores.observations.states(runs) if state.run.capability)
    return Timeline(media, stores.observations.read(runs), Witness(states, not_examined))
