"""Assessments by the built-in rules for the talks of `scripted`."""

from __future__ import annotations

from functools import cache

from aima.fusion.engine import assess
from aima.fusion.policy_file import load_policy
from aima.fusion.registry import RULES
from aima.model.analysis import PROFILES, ProfileName
from aima.model.assessment import Assessment, Risk
from aima.model.plugins import Given, Rule
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.pipeline.loading import load


@cache
def policy() -> Policy:
    """The default policy."""
    return load_policy(None)


@cache
def _rules() -> tuple[Rule, ...]:
    made, broken = load(RULES, Given(PROFILES[ProfileName.FULL], "auto", policy()))
    assert broken == []
    return tuple(made)


def ruled(timeline: Timeline, score: float | None = 20.0, risk: Risk = Risk.HIGH) -> Assessment:
    """What the rules conclude, with the score and the risk that a test wants."""
    return assess(timeline, policy(), _rules()).model_copy(update={"consent_score": score, "risk": risk})
