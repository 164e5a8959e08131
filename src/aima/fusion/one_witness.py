"""What a vision-language model answers needs a second signal of another kind before anything is called critical.

The engine applies this to what every rule concludes, plug-ins included: an answer about a picture may come from text
in that picture, or from nothing at all.
"""

from __future__ import annotations

from collections.abc import Collection

from aima.fusion.conclude import asked, modality_of
from aima.model.finding import Finding
from aima.model.policy import Policy
from aima.model.timeline import Timeline


def critical_rules(policy: Policy) -> frozenset[str]:
    """The names of the policy's hard rules that make a risk critical."""
    return frozenset(hard.name for hard in policy.hard_rules if hard.risk == "critical")


def second_signal_needed(finding: Finding, timeline: Timeline, critical: Collection[str]) -> Finding:
    """The finding; without its hard rule where that is critical and rests on answers of a model without support.

    Support is an observation that nobody was asked for, of another modality than an answer beside it. The finding
    keeps its weight. Adding observations to a finding that rests on an answer can only give it its rule back.
    """
    if finding.hard not in critical:
        return finding
    cited = [timeline[cite.observation] for cite in finding.cites if cite.observation in timeline]
    answers = {modality_of(observation) for observation in cited if asked(observation)}
    others = {modality_of(observation) for observation in cited if not asked(observation)}
    supported = not answers or any(answer != other for answer in answers for other in others)
    return finding if supported else finding.model_copy(update={"hard": None})
