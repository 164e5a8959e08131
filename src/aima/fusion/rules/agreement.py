"""Who agrees: everybody who speaks, or only one; and agreement that is said under strain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from aima.fusion import talk
from aima.fusion.conclude import conclude
from aima.fusion.talk import Said
from aima.model import kinds
from aima.model.citing import quoted
from aima.model.finding import Finding
from aima.model.observation import Observation
from aima.model.plugins import RuleSpec
from aima.model.policy import Policy
from aima.model.span import covered_ms
from aima.model.timeline import Timeline
from aima.model.words import words

SPEAKS_MS = 2000
"""Who speaks less than this in all is not expected to agree aloud."""
_MUTUAL = words(
    "Alle Stimmen, die zu hören sind ({count}), stimmen deutlich zu.",
    "All voices that are heard ({count}) agree clearly.",
)
_ONE_SIDED = words(
    "Nur {who} stimmt zu; von {others} ist keine Einwilligung zu hören.",
    "Only {who} agrees; no agreement of {others} is heard.",
)
_STRAINED = words(
    "{who} stimmt zu ({quote}), doch zugleich klingt die Stimme angespannt oder es ist ein Schrei zu hören.",
    "{who} agrees ({quote}), but at that moment the voice sounds strained or a scream is heard.",
)


class Agreement:
    """Consent of each speaker, of one only, or under strain."""

    spec: ClassVar[RuleSpec] = RuleSpec("agreement", 1, ("consent_mutual", "consent_one_sided", "consent_strained"))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """At most one finding on who agrees, and one for each agreement under strain."""
        agreeing = [said for said in talk.spoken(timeline) if talk.meaning(said) == "consent"]
        free: dict[str, list[Said]] = defaultdict(list)
        for said in agreeing:
            signs = talk.strain(said, timeline, policy)
            if signs:
                yield _strained(said, signs, policy)
            elif said.who is not None:
                free[said.who].append(said)
        yield from _sides(free, timeline, policy)


def speakers(timeline: Timeline) -> dict[str, list[Observation]]:
    """The turns of each speaker who speaks for a while, in order of first appearance."""
    turns = {who: list(timeline.of(kinds.SPEAKER, subject=who)) for who in timeline.subjects(kinds.SPEAKER)}
    return {who: found for who, found in turns.items() if covered_ms(turn.span for turn in found) >= SPEAKS_MS}


def _strained(said: Said, signs: tuple[Observation, ...], policy: Policy) -> Finding:
    baselines = [s.payload_of(kinds.SPEECH_AFFECT).baseline for s in signs if s.kind is kinds.SPEECH_AFFECT]
    vague = bool(baselines) and "speaker" not in baselines
    return conclude(
        Agreement.spec.name,
        "consent_strained",
        _STRAINED.fill(who=talk.person(said.who), quote=quoted(said.keyword.text)),
        (said.observation, *signs),
        policy,
        factor=policy.trust["whole_recording_baseline"] if vague else 1.0,
        hard="strained_consent",
    )


def _sides(free: dict[str, list[Said]], timeline: Timeline, policy: Policy) -> Iterator[Finding]:
    present = speakers(timeline)
    if len(present) < 2:
        return
    clear = {who for who, found in free.items() if any(said.keyword.priority != "low" for said in found)}
    turns = [found[0] for found in present.values()]
    if clear >= present.keys():
        rests_on = [said.observation for who in present for said in free[who][:1]]
        claim = _MUTUAL.fill(count=len(present))
        yield conclude(Agreement.spec.name, "consent_mutual", claim, [*rests_on, *turns], policy)
    # Who proposes a safeword, and is answered, takes part in an agreement even without a yes of their own.
    both = {said.who for said in talk.agreement_on_safeword(timeline) or ()}
    agreeing = [who for who in present if who in free]
    if len(agreeing) == 1 and not both >= present.keys():
        others = [talk.person(who) for who in present if who not in free]
        claim = _ONE_SIDED.fill(
            who=talk.person(agreeing[0]),
            others=words(" und ".join(o.de for o in others), " and ".join(o.en for o in others)),
        )
        rests_on = [said.observation for said in free[agreeing[0]][:2]]
        cites = [*rests_on, *turns]
        yield conclude(Agreement.spec.name, "consent_one_sided", claim, cites, policy, hard="one_sided_consent")
