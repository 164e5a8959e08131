"""Words that nobody is known to have spoken: heard by the weak spotter, or read on the screen.

Text on a screen is data about the picture, not a person's word, and the spotter errs often: both may raise a concern
within a small cap, neither can ever support consent.
"""

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

_CONCERNING = frozenset({"refusal", "withdrawal", "safeword", "coercion", "intoxication", "distress", "pain"})
_GRAVE = frozenset({"withdrawal", "safeword", "coercion", "distress"})
_HEARD = words(
    "Die schwache Stichworterkennung meldet {quote}; sie irrt sich oft.",
    "The weak keyword spotter reports {quote}; it often errs.",
)
_READ = words("Im Bild steht: {quote}", "The screen shows: {quote}")
_NO_CONSENT = {
    "spotted": words(
        "Zustimmende Worte meldet nur die schwache Stichworterkennung ({count}-mal); das stützt keine Einwilligung.",
        "Only the weak keyword spotter reports agreeing words ({count}×); that supports no consent.",
    ),
    "screen": words(
        "Zustimmende Worte stehen als Schrift im Bild ({count}-mal); Schrift ist keine Aussage einer Person.",
        "Agreeing words stand in the picture as text ({count}×); text is no person's statement.",
    ),
}


class WordsElsewhere:
    """Spotted and shown keywords, weighed little; consent among them is named and not weighed."""

    spec: ClassVar[RuleSpec] = RuleSpec("words_elsewhere", 2, ("weak_word", "words_not_counted"))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """Findings in order of time, then what does not count."""
        found = [said for said in talk.keywords(timeline) if said.keyword.source != "spoken"]
        for said in found:
            keyword = said.keyword
            meant = not keyword.negated and not keyword.quoted
            if meant and keyword.category in _CONCERNING:
                claim = (_HEARD if keyword.source == "spotted" else _READ).fill(quote=quoted(keyword.text))
                hard = "weak_word" if keyword.source == "spotted" and keyword.category in _GRAVE else None
                yield conclude(self.spec.name, "weak_word", claim, (said.observation,), policy, hard=hard)
        for source, claim in _NO_CONSENT.items():
            agreeing = [s.observation for s in found if s.keyword.source == source and s.keyword.category == "consent"]
            if agreeing:
                counted = claim.fill(count=len(agreeing))
                yield conclude(self.spec.name, "words_not_counted", counted, agreeing, policy)
