"""How a rule makes a finding: modality from the policy, trust from the table of witnesses, floats rounded at birth."""

from __future__ import annotations

from collections.abc import Iterable

from aima.fusion.citations import cite_all
from aima.fusion.names import SIGNALS, VISION_LANGUAGE
from aima.model import kinds
from aima.model.capabilities import BY_NAME, Modality
from aima.model.finding import Finding, Stance
from aima.model.observation import Observation
from aima.model.policy import Policy
from aima.model.words import Words

DECIMALS = 3
"""All figures of an assessment are kept to three decimals."""
UNSURE = 0.5
"""The confidence of an observation whose method gives none."""
_BY_SOURCE = {"spoken": "transcription", "spotted": "keyword_spotting", "screen": "screen_text"}


def conclude(
    rule: str,
    signal: str,
    claim: Words,
    rests_on: Iterable[Observation],
    policy: Policy,
    *,
    factor: float = 1.0,
    confidence: float | None = None,
    stance: Stance | None = None,
    hard: str | None = None,
) -> Finding:
    """A finding that rests on these observations.

    Its trust is that of the least trusted witness times `factor`, its confidence the mean of theirs unless given.
    The stance is the signal's own unless given (a finding may always be neutral).
    """
    witnesses = tuple(rests_on)
    trust = min(trust_of(observation, policy) for observation in witnesses) * factor
    return Finding(
        rule=rule,
        signal=signal,
        claim=claim,
        stance=stance or SIGNALS.get(signal, Stance.NEUTRAL),
        modality=policy.signals[signal].modality,
        confidence=rounded(mean_confidence(witnesses) if confidence is None else confidence),
        trust=rounded(trust),
        cites=cite_all(witnesses),
        hard=hard,
    )


def asked(observation: Observation) -> bool:
    """Whether a vision-language model gave it as an answer."""
    payload = observation.draft.payload
    return isinstance(payload, kinds.Seen) and payload.source == "asked"


def modality_of(observation: Observation) -> Modality:
    """What kind of evidence it is: text that was read on the screen is part of the scene, whatever it says."""
    return BY_NAME[_capability_of(observation)].modality


def trust_of(observation: Observation, policy: Policy) -> float:
    """How far the policy believes this witness, 0..1; half where the policy does not know it.

    An older policy does not know a vision-language model: it is believed by half, and never more than the kind itself.
    """
    own = policy.trust.get(_capability_of(observation), UNSURE)
    return policy.trust.get(VISION_LANGUAGE, min(UNSURE, own)) if asked(observation) else own


def sure(observation: Observation) -> float:
    """The observation's confidence, `UNSURE` where its method gives none."""
    return UNSURE if observation.confidence is None else observation.confidence


def mean_confidence(observations: Iterable[Observation]) -> float:
    """The mean confidence of some observations."""
    values = sorted(sure(observation) for observation in observations)
    return sum(values) / len(values)


def _capability_of(observation: Observation) -> str:
    payload = observation.draft.payload
    if isinstance(payload, kinds.Keyword):
        return _BY_SOURCE[payload.source]
    return observation.kind.capability.name


def rounded(value: float) -> float:
    """To three decimals, never minus zero."""
    return round(value, DECIMALS) + 0.0
