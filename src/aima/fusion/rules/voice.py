"""Voices that sound strained: aroused far above their own baseline, for a moment or for long.

Arousal is not distress: joy and effort raise it as well. So it weighs little, and more only beside other signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from aima.fusion import talk
from aima.fusion.conclude import conclude
from aima.model import kinds
from aima.model.finding import Finding
from aima.model.observation import Observation
from aima.model.plugins import RuleSpec
from aima.model.policy import Policy
from aima.model.span import covered_ms
from aima.model.timeline import Timeline
from aima.model.words import words

ONE_STRETCH_MS = 3000
"""Strained moments of one voice at most this far apart are one stretch."""
SUSTAINED_SHARE = 0.4
SUSTAINED_MS = 8000
_STRAINED = words("Die Stimme von {who} ist stark erregt.", "The voice of {who} is highly aroused.")
_SUSTAINED = words(
    "Die Stimme von {who} ist über {share} % ihrer Sprechzeit stark erregt.",
    "The voice of {who} is highly aroused for {share}% of the time it speaks.",
)


class StrainedVoice:
    """Stretches of high arousal, and voices that are strained most of the time."""

    spec: ClassVar[RuleSpec] = RuleSpec("strained_voice", 1, ("voice_strained", "voice_sustained"))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """Findings by speaker, then in order of time."""
        affects = timeline.of(kinds.SPEECH_AFFECT)
        for who in sorted({o.subject for o in affects}, key=lambda subject: subject or ""):
            mine = [o for o in affects if o.subject == who]
            high = [o for o in mine if o.payload_of(kinds.SPEECH_AFFECT).arousal >= policy.thresholds.arousal_high]
            claim = _STRAINED.fill(who=talk.of_person(who))
            for stretch in stretches(high, ONE_STRETCH_MS):
                yield conclude(
                    self.spec.name, "voice_strained", claim, stretch, policy, factor=_factor(stretch, policy)
                )
            high_ms, all_ms = covered_ms(o.span for o in high), covered_ms(o.span for o in mine)
            if high_ms >= SUSTAINED_MS and high_ms >= SUSTAINED_SHARE * all_ms:
                lasting = _SUSTAINED.fill(who=talk.of_person(who), share=round(100 * high_ms / all_ms))
                yield conclude(self.spec.name, "voice_sustained", lasting, high, policy, factor=_factor(high, policy))


def stretches(observations: Sequence[Observation], join_ms: int) -> Iterator[list[Observation]]:
    """Observations in order, those at most `join_ms` apart together."""
    current: list[Observation] = []
    reached = 0
    for observation in observations:
        if current and observation.span.start_ms - reached > join_ms:
            yield current
            current = []
        current.append(observation)
        reached = max(reached, observation.span.end_ms) if len(current) > 1 else observation.span.end_ms
    if current:
        yield current


def _factor(affects: Sequence[Observation], policy: Policy) -> float:
    """Less trust where a voice could only be measured against the whole recording."""
    own = any(o.payload_of(kinds.SPEECH_AFFECT).baseline == "speaker" for o in affects)
    return 1.0 if own else policy.trust["whole_recording_baseline"]
