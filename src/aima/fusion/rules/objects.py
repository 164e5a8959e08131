"""Restraints and safety equipment, where a model recognises objects; without one there is nothing to weigh.

A restraint is no wrong by itself: it weighs little, and what was agreed and heard decides. What a vision-language model
answered is one witness, however often it was asked and however many names it gave: all of it is one finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from aima.fusion.conclude import asked, conclude, sure
from aima.fusion.numbers import listed
from aima.model import kinds
from aima.model.citing import quoted
from aima.model.finding import Finding
from aima.model.observation import Observation
from aima.model.plugins import RuleSpec
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import Words, words

RESTRAINTS = ("rope", "cuff", "chain", "gag", "blindfold", "tape", "shackle", "strap", "restraint", "collar", "hood")
"""Parts of labels, lower case, that name a restraint in the vocabularies of object models."""
MOST_LABELS = 4
"""A claim names this many things that a model saw; its citations show the others."""
_BOUND = words("Ein Mittel zum Fesseln ist zu sehen: {quote}", "A means of restraint is seen: {quote}")
_SAFE = words("Sicherheitsausrüstung ist zu sehen: {quote}", "Safety equipment is seen: {quote}")
_BOUND_ASKED = words(
    "Ein Bild-Sprach-Modell meint ein Mittel zum Fesseln zu sehen: {quote}",
    "A vision-language model believes it sees a means of restraint: {quote}",
)
_SAFE_ASKED = words(
    "Ein Bild-Sprach-Modell meint Sicherheitsausrüstung zu sehen: {quote}",
    "A vision-language model believes it sees safety equipment: {quote}",
)


class Objects:
    """One finding for each label of a detector, and one for all that a vision-language model answered."""

    spec: ClassVar[RuleSpec] = RuleSpec("objects", 2, ("restraints", "safety_equipment"))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """Restraints first, then safety equipment; of each what was detected, by label, then what was answered."""
        bound = [o for o in timeline.of(kinds.OBJECT) if binds(o, policy)]
        yield from _findings("restraints", bound, (_BOUND, _BOUND_ASKED), policy)
        safe = [o for o in timeline.of(kinds.SAFETY_EQUIPMENT) if is_there(o)]
        yield from _findings("safety_equipment", safe, (_SAFE, _SAFE_ASKED), policy)


def binds(observation: Observation, policy: Policy) -> bool:
    """Whether it is a means of restraint that is there: by its label, or by what the policy's question looked for."""
    if not is_there(observation):
        return False
    seen = observation.payload_of(kinds.OBJECT)
    things = {question.thing for question in policy.look.questions if question.name == seen.question}
    named = things if asked(observation) and things else {seen.label}
    return any(part in name.lower() for name in named for part in RESTRAINTS)


def is_there(observation: Observation) -> bool:
    """Whether something was seen; a model that was asked may also say that it is not there, or cannot be told."""
    payload = observation.draft.payload
    return isinstance(payload, kinds.Seen) and payload.answer == "yes"


def _findings(
    signal: str, seen: Sequence[Observation], claims: tuple[Words, Words], policy: Policy
) -> Iterator[Finding]:
    detected, answered = claims
    for label in sorted({_label(o) for o in seen if not asked(o)}):
        of_it = [o for o in seen if not asked(o) and _label(o) == label]
        yield conclude(Objects.spec.name, signal, detected.fill(quote=quoted(label)), of_it, policy)
    answers = [o for o in seen if asked(o)]
    if answers:
        labels = list(dict.fromkeys(_label(o) for o in answers))[:MOST_LABELS]
        claim = answered.fill(quote=listed(tuple(quoted(label) for label in labels)))
        # The surest answer, and not their mean: one more answer must not make the others count less.
        yield conclude(Objects.spec.name, signal, claim, answers, policy, confidence=max(sure(o) for o in answers))


def _label(observation: Observation) -> str:
    payload = observation.draft.payload
    return payload.label if isinstance(payload, kinds.Seen) else ""
