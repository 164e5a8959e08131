"""The default policy against written scenarios: timeline in, expected risk and reasons out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from aima.fusion.engine import assess
from aima.model.assessment import Assessment, Verdict
from aima.model.finding import Stance
from aima.model.plugins import Rule
from aima.model.policy import Policy
from aima.model.timeline import Timeline

FOLDER = Path(__file__).parent / "scenarios"
KEYS = "name why media seconds sound without failed full talk hear see pose picture screen spot speech model expect"
EXPECTATIONS = {
    "risk",
    "score",
    "hard",
    "signals",
    "without_signals",
    "contradictions",
    "reviewers",
    "reasons",
    "recommends",
}


def _scenarios() -> list[dict[str, Any]]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        found += tomllib.loads(path.read_text("utf-8"))["scenario"]
    return found


ALL = _scenarios()


def test_there_are_enough_scenarios_and_each_says_what_it_is_for() -> None:
    assert len(ALL) >= 40
    assert len({scenario["name"] for scenario in ALL}) == len(ALL)
    for scenario in ALL:
        assert set(scenario) <= set(KEYS.split()), scenario["name"]
        assert scenario["why"]
        assert scenario["expect"].keys() >= {"risk", "score"}, scenario["name"]
        assert set(scenario["expect"]) <= EXPECTATIONS, scenario["name"]


@pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: scenario["name"].replace(" ", "-"))
def test_scenario(
    scenario: dict[str, Any],
    policy: Policy,
    rules: Sequence[Rule],
    build: Callable[[Mapping[str, Any]], Timeline],
) -> None:
    result = assess(build(scenario), policy, rules)
    expect = scenario["expect"]
    told = "\n".join(f"{term.signal} {term.total_db:+.1f}" for term in result.terms)
    told += f"\n{result.consent_score} {result.risk} {[r.en for r in result.risk_reasons]}"
    assert result.risk.value == expect["risk"], told
    _check_score(result, expect["score"], told)
    weighed = {finding.signal for finding in result.findings if finding.stance is not Stance.NEUTRAL}
    stated = {finding.signal for finding in result.findings}
    assert set(expect.get("signals", ())) <= stated, f"{sorted(stated)}\n{told}"
    assert not set(expect.get("without_signals", ())) & weighed, told
    if "hard" in expect:
        reasons = {rule.reason for rule in policy.hard_rules if rule.name in expect["hard"]}
        every = {rule.reason for rule in policy.hard_rules}
        assert set(result.risk_reasons) & every == reasons, told
    if "contradictions" in expect:
        assert len(result.contradictions) == expect["contradictions"], [c.claim.en for c in result.contradictions]
    assert result.reviewers >= expect.get("reviewers", 1), told
    for part in expect.get("reasons", ()):
        assert any(part in sentence.text.en for sentence in result.reasoning), [s.text.en for s in result.reasoning]
    for part in expect.get("recommends", ()):
        assert any(part in text.en for text in result.recommendations), [r.en for r in result.recommendations]
    assert result.requires_review
    _check_form(result)


def _check_score(result: Assessment, score: list[float] | str, told: str) -> None:
    if score == "none":
        assert result.consent_score is None, told
        assert result.verdict is Verdict.INSUFFICIENT
        assert all(moment.consent_score is None for moment in result.trajectory)
    else:
        assert result.consent_score is not None, told
        low, high = score
        assert low <= result.consent_score <= high, told


def _check_form(result: Assessment) -> None:
    """What holds for every assessment: reasons in both languages, and every claim rests on something."""
    assert result.risk_reasons and result.reasoning
    for text in (*result.risk_reasons, *result.recommendations, *(s.text for s in result.reasoning)):
        assert text.de and text.en and "{" not in text.de + text.en
    assert all(finding.cites for finding in result.findings)
    assert len(result.trajectory) >= 1
