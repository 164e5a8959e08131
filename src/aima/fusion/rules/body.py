"""How people hold themselves: tension as the pose analyzer measures it, arms behind or together.

The geometry of one camera view says little about force, so all of it weighs little; single frames say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from aima.fusion import talk
from aima.fusion.conclude import conclude
from aima.fusion.rules.voice import stretches
from aima.model import kinds
from aima.model.finding import Finding
from aima.model.observation import Observation
from aima.model.plugins import RuleSpec
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import words

ONE_STRETCH_MS = 2000
LASTS_MS = 2000
"""A posture held shorter than this is a movement, not a posture."""
_TENSE = words("{who} ist körperlich angespannt.", "{who} is physically tense.")
_ARMS = {
    "behind": words("{who} hält die Arme hinter dem Körper.", "{who} holds the arms behind the body."),
    "together": words("{who} hält die Handgelenke beieinander.", "{who} holds the wrists together."),
}


class Body:
    """Stretches of tension, and of arms held together or behind."""

    spec: ClassVar[RuleSpec] = RuleSpec("body", 1, ("body_tense", "arms_held"))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """Findings by subject and posture, then in order of time."""
        poses = timeline.of(kinds.POSE)
        for who in sorted({o.subject for o in poses}, key=lambda subject: subject or ""):
            mine = [o for o in poses if o.subject == who]
            tense = [o for o in mine if _tension(o) >= policy.thresholds.tension_high]
            claim = _TENSE.fill(who=talk.person(who))
            for stretch in _lasting(tense):
                yield conclude(self.spec.name, "body_tense", claim, stretch, policy)
            for arms, text in _ARMS.items():
                held = [o for o in mine if o.payload_of(kinds.POSE).arms == arms]
                for stretch in _lasting(held):
                    yield conclude(
                        self.spec.name,
                        "arms_held",
                        text.fill(who=talk.person(who)),
                        stretch,
                        policy,
                        factor=policy.trust["arms_by_geometry"],
                    )


def _lasting(poses: list[Observation]) -> Iterator[list[Observation]]:
    for stretch in stretches(poses, ONE_STRETCH_MS):
        if stretch[-1].span.end_ms - stretch[0].span.start_ms >= LASTS_MS:
            yield stretch


def _tension(observation: Observation) -> float:
    tension = observation.payload_of(kinds.POSE).tension
    return 0.0 if tension is None else tension
