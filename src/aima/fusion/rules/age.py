"""Any cue that somebody may be a minor: said, heard by the weak spotter or shown, negated, quoted or not.

It is the one rule that asks for no certainty: whatever the witness, a person must look at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from aima.fusion import talk
from aima.fusion.conclude import conclude
from aima.fusion.names import AGE_RULE
from aima.model.citing import quoted
from aima.model.finding import Finding
from aima.model.plugins import RuleSpec
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import words

_CLAIMS = {
    "spoken": words(
        "Gesagtes weist darauf hin, dass jemand minderjährig sein könnte: {quote}",
        "What was said is a cue that somebody may be a minor: {quote}",
    ),
    "spotted": words(
        "Die schwache Stichworterkennung meint einen Hinweis auf Minderjährigkeit zu hören: {quote}",
        "The weak keyword spotter believes it heard a cue that somebody may be a minor: {quote}",
    ),
    "screen": words(
        "Schrift im Bild weist darauf hin, dass jemand minderjährig sein könnte: {quote}",
        "Text on screen is a cue that somebody may be a minor: {quote}",
    ),
}


class Age:
    """Each keyword of the category age triggers the hard rule."""

    spec: ClassVar[RuleSpec] = RuleSpec("age", 1, ("age_cue",))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """One finding for each cue."""
        for said in talk.keywords(timeline):
            if said.keyword.category == "age":
                claim = _CLAIMS[said.keyword.source].fill(quote=quoted(said.keyword.text))
                yield conclude(self.spec.name, "age_cue", claim, (said.observation,), policy, hard=AGE_RULE)
