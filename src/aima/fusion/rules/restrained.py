"""Restrained and in distress: something that binds is seen, and around that time somebody refuses, cries or screams.

Each of the two has harmless causes; together, from two kinds of witness, they must be looked at. Words of refusal or
distress beside a restraint are critical; a strained voice or a scream-like sound has many causes and makes the risk
high. It is the one way in which an answer of a vision-language model takes part in something critical, and it never
does so alone: what is heard is the second witness. After an agreement on a safeword it asks for what an ignored "no"
asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from aima.fusion import talk
from aima.fusion.conclude import conclude, mean_confidence, rounded, trust_of
from aima.fusion.names import IN_PLAY
from aima.fusion.rules.objects import binds
from aima.model import kinds
from aima.model.citing import quote, quoted
from aima.model.finding import Finding
from aima.model.observation import Observation
from aima.model.plugins import RuleSpec
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import Words, words

SIGNAL = "restrained_distress"
IN_WORDS, BY_SOUND = "restrained_distress", "restrained_strain"
"""The hard rules that words of refusal or distress, and strained voices or scream-like sounds, set off."""
BARE = 0.5
"""A bare "no" counts by half, here as elsewhere: too little for the hard rule."""
_MEANINGS = frozenset({"refusal", "withdrawal", "distress"})
_WORDS = words("{who} lehnt ab oder äußert Not: {quote}", "{who} refuses or voices distress: {quote}")
_VOICE = words("Die Stimme von {who} ist stark erregt", "The voice of {who} is highly aroused")
_SCREAM = words("Ein schreiähnlicher Laut ist zu hören", "A scream-like sound is heard")
_SEEN = words(
    "{heard}; um dieselbe Zeit ist ein Mittel zum Fesseln zu sehen ({thing}).",
    "{heard}; around that time a means of restraint is seen ({thing}).",
)
_SOMETHING = words("ohne Bezeichnung", "not named")


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing heard. `factor` is how far circumstances lower its trust, `play` the same for an agreed play."""

    observation: Observation
    claim: Words
    factor: float
    play: float


@dataclass(frozen=True, slots=True)
class Pair:
    """A sign with a restraint that is seen near it."""

    sign: Sign
    bound: Observation
    trust: float
    confidence: float


class Restrained:
    """One finding for each word, one for the voices and one for the screams, within an agreed play and outside it."""

    spec: ClassVar[RuleSpec] = RuleSpec("restrained", 1, (SIGNAL,))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """Words in their order, then voices, then sounds; nothing under a policy that does not weigh it."""
        if SIGNAL not in policy.signals or not timeline.of(kinds.OBJECT):
            return
        groups = [[sign] for sign in spoken(timeline, policy)]
        for signs in (strained(timeline, policy), screams(timeline, policy)):
            groups += [[s for s in signs if s.play == 1.0], [s for s in signs if s.play < 1.0]]
        for group in groups:
            pairs = [pair for sign in group for pair in _pairs(sign, timeline, policy)]
            if pairs:
                yield _finding(pairs, policy)


def spoken(timeline: Timeline, policy: Policy) -> list[Sign]:
    """The refusals, withdrawals and words of distress that count."""
    return [
        Sign(
            said.observation,
            _WORDS.fill(who=talk.person(said.who), quote=quoted(said.keyword.text)),
            1.0 if said.is_clear else BARE,
            talk.in_agreed_play(said.span, timeline, policy),
        )
        for said in talk.spoken(timeline)
        if talk.meaning(said) in _MEANINGS
    ]


def strained(timeline: Timeline, policy: Policy) -> list[Sign]:
    """The strained voices; less where one could only be measured against the whole recording."""
    signs = []
    for observation in timeline.of(kinds.SPEECH_AFFECT):
        affect = observation.payload_of(kinds.SPEECH_AFFECT)
        if affect.arousal >= policy.thresholds.arousal_high:
            factor = 1.0 if affect.baseline == "speaker" else policy.trust["whole_recording_baseline"]
            claim = _VOICE.fill(who=talk.of_person(observation.subject))
            signs.append(Sign(observation, claim, factor, talk.in_agreed_play(observation.span, timeline, policy)))
    return signs


def screams(timeline: Timeline, policy: Policy) -> list[Sign]:
    """The scream-like sounds."""
    return [
        Sign(o, _SCREAM, 1.0, talk.in_agreed_play(o.span, timeline, policy))
        for o in timeline.of(kinds.SOUND_EVENT)
        if o.payload_of(kinds.SOUND_EVENT).label == "scream"
    ]


def _pairs(sign: Sign, timeline: Timeline, policy: Policy) -> list[Pair]:
    near = sign.observation.span.widen(policy.thresholds.response_window_ms)
    return [
        Pair(
            sign,
            bound,
            rounded(min(trust_of(sign.observation, policy), trust_of(bound, policy)) * sign.factor),
            mean_confidence((sign.observation, bound)),
        )
        for bound in timeline.of(kinds.OBJECT, within=near)
        if binds(bound, policy)
    ]


def _finding(pairs: Sequence[Pair], policy: Policy) -> Finding:
    """The most trusted pair, as sure as the surest: one more sign or sight can only make it weigh more."""
    best = min(
        pairs, key=lambda p: (-p.trust, -p.confidence, p.sign.observation.span, p.sign.observation.id, p.bound.id)
    )
    thing = quote(best.bound) or _SOMETHING
    return conclude(
        Restrained.spec.name,
        SIGNAL,
        _SEEN.fill(heard=best.sign.claim, thing=thing),
        (best.sign.observation, best.bound),
        policy,
        factor=best.sign.factor * best.sign.play,
        confidence=max(pair.confidence for pair in pairs),
        hard=_hard_rule(best.sign),
    )


def _hard_rule(sign: Sign) -> str:
    if sign.play < 1.0:
        return IN_PLAY
    return IN_WORDS if sign.observation.kind is kinds.KEYWORD else BY_SOUND
