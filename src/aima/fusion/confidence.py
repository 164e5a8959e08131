"""How sure the whole can be: each modality by what was examined of it and how far its witnesses are believed.

    modality    Σ weight · share · trust / Σ weight       over the capabilities that the policy requires of it
    overall     Σ modality weight · modality confidence

A modality that is missing, or whose capabilities are, counts 0: it pulls the whole down instead of vanishing.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

from aima.fusion.conclude import UNSURE, rounded, trust_of
from aima.fusion.coverage import required
from aima.model import kinds
from aima.model.assessment import Coverage
from aima.model.capabilities import BY_NAME, Modality
from aima.model.policy import Policy
from aima.model.timeline import Timeline

_SEEN = tuple(kind for kind in kinds.KINDS if issubclass(kind.payload, kinds.Seen))


def confidence_by_modality(coverage: Coverage, timeline: Timeline, policy: Policy) -> dict[Modality, float]:
    """The confidence 0..1 of each modality."""
    weights = required(timeline.media, policy)
    shares = {covered.capability: covered.share for covered in coverage.capabilities}
    result = {}
    for modality in Modality:
        of_it = {name: weight for name, weight in sorted(weights.items()) if BY_NAME[name].modality is modality}
        whole = sum(of_it.values())
        seen = sum(weight * shares.get(name, 0.0) * belief(name, timeline, policy) for name, weight in of_it.items())
        result[modality] = rounded(seen / whole) if whole > 0 else 0.0
    return result


def overall_confidence(by_modality: Mapping[Modality, float], policy: Policy) -> float:
    """The weighted sum over all modalities, 0..1."""
    total = sum(policy.modality_weights.get(modality, 0.0) * by_modality[modality] for modality in Modality)
    return min(1.0, rounded(total))


def belief(capability: str, timeline: Timeline, policy: Policy) -> float:
    """The mean trust of what a capability observed; that of the witness itself where it observed nothing.

    What a vision-language model answered counts by the trust in that model. Voices measured against the whole
    recording, instead of against themselves, count by the policy's factor.
    """
    own = policy.trust.get(capability, UNSURE)
    seen = [o for kind in _SEEN if kind.capability.name == capability for o in timeline.of(kind)]
    if seen:
        return fsum(trust_of(observation, policy) for observation in seen) / len(seen)
    affects = timeline.of(kinds.SPEECH_AFFECT)
    if capability != kinds.SPEECH_AFFECT.capability.name or not affects:
        return own
    vague = sum(1 for o in affects if o.payload_of(kinds.SPEECH_AFFECT).baseline == "recording") / len(affects)
    return own * (1.0 - vague + vague * policy.trust["whole_recording_baseline"])
