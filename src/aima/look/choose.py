"""Which moments of a recording a vision-language model is shown: few, apart, and those that may tell most.

Each reason of the policy has a share of the budget: the moments that weigh most against consent, where somebody is
first seen, where an object was detected or talked of, and where the picture shows something new. What one reason leaves
unused goes to the others. A function of its arguments alone; the order of the moments given does not matter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

import numpy as np

from aima.model import kinds
from aima.model.assessment import Assessment
from aima.model.kinds import ObjectSeen
from aima.model.media import MediaKind
from aima.model.observation import Observation
from aima.model.policy import Look, Policy
from aima.model.timeline import Timeline

Why = Literal["concerning", "person", "object", "novelty", "picture"]
FOUND_IN_FRAMES = (kinds.FACE, kinds.POSE, kinds.PERSON_BOX, kinds.TEXT, kinds.PICTURE)
"""Kinds whose observations begin at the frame they were made from."""
UNSEEN = frozenset({"black", "dark"})
"""States of the picture in which there is nothing to ask about."""


@dataclass(frozen=True, order=True, slots=True)
class Moment:
    """A moment to look at, and why: the reason that took it, "picture" where there was no better one."""

    at_ms: int
    why: Why


def choose_moments(
    timeline: Timeline, assessment: Assessment, policy: Policy, novel_ms: Sequence[int]
) -> tuple[Moment, ...]:
    """The moments in order of time; none for a sound recording, and where the policy asks nothing.

    `assessment` is the one made before anything was asked; at `novel_ms` the picture shows something new. At most
    `look.frames`, at most one in `look.every_ms` of the length (but one at least), at least `look.apart_ms` from each
    other, none where the picture is black or dark.
    """
    media, look = timeline.media, policy.look
    if media.kind is MediaKind.AUDIO or not look.questions or look.frames == 0:
        return ()
    if media.kind is MediaKind.IMAGE:
        return (Moment(0, "picture"),)
    budget = min(look.frames, max(1, media.duration_ms // look.every_ms))
    chosen = _Chosen(timeline, look.apart_ms)
    wanted = _by_reason(timeline, assessment, look, novel_ms)
    quota = quotas(budget, _shares(look))
    for limit in (quota, dict.fromkeys(quota, budget)):
        for why, candidates in wanted.items():
            chosen.take(why, candidates, min(limit[why], budget - len(chosen.moments)))
    if not chosen.moments:
        whole = media.span.length_ms
        chosen.take("picture", [whole * part // 8 for part in (4, 2, 6, 1, 7)], 1)
    return tuple(sorted(chosen.moments))


def quotas(budget: int, shares: Mapping[Why, float]) -> dict[Why, int]:
    """How many each reason with a share gets: whole numbers that add up as the shares do, the largest rest first."""
    exact = {why: round(budget * share, 6) for why, share in shares.items() if share > 0}
    result = {why: int(value) for why, value in exact.items()}
    over = min(budget, int(round(sum(exact.values()), 6))) - sum(result.values())
    by_rest = sorted(exact, key=lambda why: result[why] - exact[why])
    for why in by_rest[: max(0, over)]:
        result[why] += 1
    return result


class _Chosen:
    """The moments so far, and whether another may join them."""

    def __init__(self, timeline: Timeline, apart_ms: int) -> None:
        self.moments: list[Moment] = []
        self._timeline = timeline
        self._apart_ms = apart_ms
        self._times: list[int] = []

    def take(self, why: Why, candidates: Sequence[int], most: int) -> None:
        """Up to `most` more moments for a reason, the first that fit; for novelty those farthest from all others."""
        ordered = self._farthest(candidates) if why == "novelty" else iter(candidates)
        taken = 0
        while taken < most:
            at_ms = next(ordered, None)
            if at_ms is None:
                return
            if self._fits(at_ms):
                insort(self._times, at_ms)
                self.moments.append(Moment(at_ms, why))
                taken += 1

    def _fits(self, at_ms: int) -> bool:
        if not 0 <= at_ms < self._timeline.media.duration_ms:
            return False
        place = bisect_left(self._times, at_ms)
        near = self._times[max(0, place - 1) : place + 1]
        if any(abs(at_ms - other) < self._apart_ms for other in near):
            return False
        states = (o.payload_of(kinds.PICTURE).state for o in self._timeline.at(kinds.PICTURE, at_ms))
        return not UNSEEN & set(states)

    def _farthest(self, candidates: Sequence[int]) -> Iterator[int]:
        """Each time the candidate farthest from what is chosen and was offered before, the earlier of two; none nearer
        than the least distance.
        """
        times = np.array(sorted(set(candidates)), np.int64)
        distance = np.full(times.shape, np.iinfo(np.int64).max)
        for other in self._times:
            distance = np.minimum(distance, np.abs(times - other))
        while times.size and int(distance.max()) >= self._apart_ms:
            at_ms = int(times[int(distance.argmax())])
            distance = np.minimum(distance, np.abs(times - at_ms))
            yield at_ms


def _shares(look: Look) -> dict[Why, float]:
    return {
        "concerning": look.concerning,
        "person": look.persons,
        "object": look.objects,
        "novelty": look.novelty,
    }


def _by_reason(timeline: Timeline, assessment: Assessment, look: Look, novel_ms: Sequence[int]) -> dict[Why, list[int]]:
    """The candidates of every reason that has a share, the best first."""
    shots = [shot.span.start_ms for shot in timeline.of(kinds.SHOT)]
    found: dict[Why, list[int]] = {
        "concerning": concerning(assessment, look.apart_ms),
        "person": first_seen(timeline),
        "object": things(timeline, look.terms),
        "novelty": [*novel_ms, *shots],
    }
    shares = _shares(look)
    return {why: times for why, times in found.items() if shares[why] > 0}


def novel(timeline: Timeline) -> list[int]:
    """Frames in which analyzers found something: they pass over a frame that shows what the one before it showed."""
    return sorted({observation.span.start_ms for observation in timeline.of(*FOUND_IN_FRAMES)})


def concerning(assessment: Assessment, apart_ms: int) -> list[int]:
    """Moments cited by findings against consent, those first around which most weight comes together."""
    points: list[tuple[int, float]] = []
    for term in assessment.terms:
        for index, db in zip(term.findings, term.contributions_db, strict=True):
            cites = assessment.findings[index].cites if db < 0 else ()
            points += [((cite.start_ms + cite.end_ms) // 2, -db / len(cites)) for cite in cites]
    points.sort()
    times = [at_ms for at_ms, _ in points]
    sums = [0.0, *accumulate(weight for _, weight in points)]
    half = apart_ms // 2

    def weight_around(at_ms: int) -> float:
        return round(sums[bisect_right(times, at_ms + half)] - sums[bisect_left(times, at_ms - half)], 6)

    return sorted(set(times), key=lambda at_ms: (-weight_around(at_ms), at_ms))


def first_seen(timeline: Timeline) -> list[int]:
    """Where each person is first seen, then the first face and the first outline of a whole person."""
    persons = [timeline.of(kinds.PERSON, subject=who)[0] for who in timeline.subjects(kinds.PERSON)]
    others = [found[0] for kind in (kinds.FACE, kinds.PERSON_BOX) if (found := timeline.of(kind))]
    return [observation.span.start_ms for observation in (*persons, *others)]


def things(timeline: Timeline, terms: Iterable[str]) -> list[int]:
    """Where each object was detected most surely, then the moments of these terms: of each the first before the rest.

    What a model was asked for before does not count, so that looking again looks at the same pictures.
    """
    detected = [o for o in timeline.of(kinds.OBJECT, kinds.SAFETY_EQUIPMENT) if _is_detected(o)]
    surest = _first_of_each(sorted(detected, key=lambda o: -(o.confidence or 0.0)), _label)
    wanted = frozenset(terms)
    said = [o for o in timeline.of(kinds.KEYWORD) if _is_of(o, wanted)]
    firsts = _first_of_each(said, lambda o: o.payload_of(kinds.KEYWORD).term)
    taken = {o.id for o in firsts}
    rest = [o for o in said if o.id not in taken]
    return [o.span.start_ms for o in surest] + [o.span.middle_ms for o in (*firsts, *rest)]


def _first_of_each(observations: Iterable[Observation], name: Callable[[Observation], str]) -> list[Observation]:
    firsts: dict[str, Observation] = {}
    for observation in observations:
        firsts.setdefault(name(observation), observation)
    return list(firsts.values())


def _is_detected(observation: Observation) -> bool:
    payload = observation.draft.payload
    return isinstance(payload, ObjectSeen) and payload.source == "detected"


def _label(observation: Observation) -> str:
    payload = observation.draft.payload
    return payload.label if isinstance(payload, ObjectSeen) else ""


def _is_of(observation: Observation, terms: frozenset[str]) -> bool:
    keyword = observation.payload_of(kinds.KEYWORD)
    return keyword.term in terms and keyword.source in ("spoken", "screen")
