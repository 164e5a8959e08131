"""All observations of an analysis, in order, with queries by kind, span and subject."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aima.model.analysis import NotExamined, RunState
from aima.model.kinds import Kind, Payload
from aima.model.media import Media
from aima.model.observation import Observation, ObservationId
from aima.model.span import Span


@dataclass(frozen=True, slots=True)
class Witness:
    """Who looked: the states of the runs, and the capabilities nobody provided."""

    runs: tuple[RunState, ...] = ()
    not_examined: tuple[NotExamined, ...] = ()


class Timeline:
    """Observations of one media, ordered by time, then kind, then identity; never changed."""

    def __init__(self, media: Media, observations: Iterable[Observation], witness: Witness | None = None) -> None:
        self.media = media
        self.witness = witness or Witness()
        self._all = tuple(sorted(observations, key=_order))
        self._by_id = {observation.id: observation for observation in self._all}
        by_kind: dict[str, list[Observation]] = defaultdict(list)
        for observation in self._all:
            by_kind[observation.kind.name].append(observation)
        self._by_kind = {name: tuple(found) for name, found in by_kind.items()}
        # The longest of each kind bounds how far back a query by span must look.
        self._longest = {name: max(o.span.length_ms for o in found) for name, found in self._by_kind.items()}

    def __iter__(self) -> Iterator[Observation]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __contains__(self, id: ObservationId) -> bool:
        return id in self._by_id

    def __getitem__(self, id: ObservationId) -> Observation:
        return self._by_id[id]

    def of(
        self, *kinds: Kind[Payload], within: Span | None = None, subject: str | None = None
    ) -> Sequence[Observation]:
        """Observations of these kinds in order; `within` keeps those that share a millisecond with the span."""
        found = [o for kind in kinds for o in self._of_kind(kind, within)]
        if subject is not None:
            found = [o for o in found if o.subject == subject]
        return found if len(kinds) == 1 else sorted(found, key=_order)

    def at(self, kind: Kind[Payload], at_ms: int) -> Sequence[Observation]:
        """Observations of a kind whose span contains the moment."""
        return self.of(kind, within=Span.moment(at_ms))

    def subjects(self, kind: Kind[Payload]) -> tuple[str, ...]:
        """The subjects of a kind in order of first appearance."""
        return tuple(dict.fromkeys(o.subject for o in self.of(kind) if o.subject is not None))

    def counts(self) -> dict[str, int]:
        """Number of observations by kind, by name of kind."""
        return {name: len(found) for name, found in sorted(self._by_kind.items())}

    def _of_kind(self, kind: Kind[Payload], within: Span | None) -> Sequence[Observation]:
        found = self._by_kind.get(kind.name, ())
        if within is None or not found:
            return found
        first = bisect_left(found, within.start_ms - self._longest[kind.name], key=_start)
        last = bisect_left(found, within.end_ms, key=_start)
        return [o for o in found[first:last] if o.span.overlaps(within)]


def _start(observation: Observation) -> int:
    return observation.span.start_ms


def _order(observation: Observation) -> tuple[int, int, str, str, int, int]:
    run, clip, position = observation.id.split(":")
    span = observation.span
    return (span.start_ms, span.end_ms, observation.kind.name, run, int(clip), int(position))
