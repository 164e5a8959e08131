"""From the balance to a verdict: what sets a hard rule off, and what share of the evidence is enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from aima.fusion.coverage import cover
from aima.fusion.verdict import triggered
from aima.model.capabilities import Modality
from aima.model.finding import Citation, Finding, Stance
from aima.model.observation import ObservationId
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import words


def finding(hard: str | None, trust: float) -> Finding:
    cite = Citation(observation=ObservationId("a:0:0"), start_ms=0, end_ms=1, kind="keyword")
    return Finding(
        rule="r",
        signal="refusal",
        claim=words("Nein.", "No."),
        stance=Stance.CONCERNS,
        modality=Modality.SPEECH,
        confidence=1.0,
        trust=trust,
        cites=(cite,),
        hard=hard,
    )


def names(findings: list[Finding], policy: Policy) -> list[str]:
    return [item.rule.name for item in triggered(findings, policy)]


def test_a_witness_who_is_believed_too_little_sets_nothing_off(policy: Policy) -> None:
    (hard,) = [rule for rule in policy.hard_rules if rule.name == "withdrawal_ignored"]
    assert hard.at_trust > 0
    assert names([finding(hard.name, hard.at_trust - 0.001)], policy) == []
    assert names([finding(hard.name, hard.at_trust)], policy) == [hard.name]
    assert names([finding(None, 1.0)], policy) == []


def test_only_those_who_are_believed_stand_behind_it(policy: Policy) -> None:
    found = [finding("withdrawal_ignored", 0.1), finding("withdrawal_ignored", 0.9)]
    (item,) = triggered(found, policy)
    assert item.findings == (found[1],)


def test_a_cue_for_age_needs_no_trust_and_the_gravest_comes_first(policy: Policy) -> None:
    risks = {rule.name: rule.risk for rule in policy.hard_rules}
    lesser = next(name for name, risk in risks.items() if risk == "medium")
    assert names([finding(lesser, 1.0), finding("age_cue", 0.0)], policy) == ["age_cue", lesser]


@pytest.mark.parametrize(("off", "enough"), [(-0.001, True), (0.0, True), (0.001, False)])
def test_exactly_the_share_that_is_required_suffices(
    build: Callable[[Mapping[str, Any]], Timeline], policy: Policy, off: float, enough: bool
) -> None:
    timeline = build({"talk": [{"at": [1, 4], "who": "A", "says": "hello"}]})
    share = cover(timeline, policy).share
    assert 0 < share < 1
    asked = policy.model_copy(
        update={"coverage": policy.coverage.model_copy(update={"minimum": round(share + off, 3)})}
    )
    assert cover(timeline, asked).sufficient is enough
