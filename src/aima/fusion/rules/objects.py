"""Restraints and safety equipment, where a full model recognises objects; without one there is nothing to weigh.

A restraint is no wrong by itself: it weighs little, and what was agreed and heard decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from aima.fusion.citations import quoted
from aima.fusion.conclude import conclude
from aima.model import kinds
from aima.model.finding import Finding
from aima.model.observation import Observation
from aima.model.plugins import RuleSpec
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import words

RESTRAINTS = ("rope", "cuff", "chain", "gag", "blindfold", "tape", "shackle", "strap", "restraint", "collar", "hood")
"""Parts of labels, lower case, that name a restraint in the vocabularies of object models."""
_BOUND = words("Ein Mittel zum Fesseln ist zu sehen: {quote}", "A means of restraint is seen: {quote}")
_SAFE = words("Sicherheitsausrüstung ist zu sehen: {quote}", "Safety equipment is seen: {quote}")


class Objects:
    """One finding for each label."""

    spec: ClassVar[RuleSpec] = RuleSpec("objects", 1, ("restraints", "safety_equipment"))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """Restraints first, then safety equipment, each by label."""
        for label, found in _by_label(timeline, kinds.OBJECT):
            if any(part in label.lower() for part in RESTRAINTS):
                yield conclude(self.spec.name, "restraints", _BOUND.fill(quote=quoted(label)), found, policy)
        for label, found in _by_label(timeline, kinds.SAFETY_EQUIPMENT):
            yield conclude(self.spec.name, "safety_equipment", _SAFE.fill(quote=quoted(label)), found, policy)


def _by_label(timeline: Timeline, kind: kinds.Kind[kinds.ObjectSeen]) -> Iterator[tuple[str, list[Observation]]]:
    seen = timeline.of(kind)
    for label in sorted({o.payload_of(kind).label for o in seen}):
        yield label, [o for o in seen if o.payload_of(kind).label == label]
