"""Talk that makes what happens safer: a safeword agreed on, practice talked through beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from aima.fusion import talk
from aima.fusion.conclude import conclude
from aima.model.citing import quoted
from aima.model.finding import Finding
from aima.model.plugins import RuleSpec
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import words

ONE_SIDED = 0.5
"""A safeword that only one person is heard to speak of counts by half, and does not make the talk a play."""
_AGREED = words("Zwei Personen vereinbaren ein Sicherheitswort: {quote}", "Two people agree on a safeword: {quote}")
_SPOKEN_OF = words(
    "{who} spricht von einem Sicherheitswort: {quote}; eine Antwort darauf ist nicht zu hören.",
    "{who} speaks of a safeword: {quote}; no answer to it is heard.",
)
_PRACTICE = words("{who} spricht ab, was geschieht: {quote}", "{who} talks through what happens: {quote}")


class SafetyTalk:
    """Agreed safewords and negotiation."""

    spec: ClassVar[RuleSpec] = RuleSpec("safety_talk", 1, ("safeword_agreed", "practice_talk"))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """One finding on the safeword, one for each term of practice."""
        mentions = talk.safeword_mentions(timeline)
        agreement = talk.agreement_on_safeword(timeline)
        if agreement is not None:
            claim = _AGREED.fill(quote=quoted(agreement[0].keyword.text))
            rests_on = [said.observation for said in agreement]
            yield conclude(self.spec.name, "safeword_agreed", claim, rests_on, policy)
        elif mentions:
            first = mentions[0]
            claim = _SPOKEN_OF.fill(who=talk.person(first.who), quote=quoted(first.keyword.text))
            yield conclude(self.spec.name, "safeword_agreed", claim, (first.observation,), policy, factor=ONE_SIDED)
        for said in talk.spoken(timeline):
            if talk.meaning(said) == "practice" and said not in mentions:
                claim = _PRACTICE.fill(who=talk.person(said.who), quote=quoted(said.keyword.text))
                yield conclude(self.spec.name, "practice_talk", claim, (said.observation,), policy)
