"""Restrained and in distress: two kinds of witness at one time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aima.fusion.engine import assess
from aima.fusion.rules.restrained import Restrained
from aima.fusion.verdict import triggered
from aima.fusion.weigh import weigh
from aima.model.finding import Finding
from aima.model.plugins import Rule
from aima.model.policy import Policy
from aima.model.timeline import Timeline

Build = Callable[[Mapping[str, Any]], Timeline]
ROPE = {"kind": "object", "at": [20, 21], "label": "rope", "asked": "restraint"}


def says(at: float, mark: str, arousal: float = 0.5, **more: Any) -> dict[str, Any]:
    words = mark.partition(" ")[2]
    return {"at": [at, at + 1], "who": "B", "says": words, "marks": [mark], "arousal": arousal, **more}


def calm(at: float, arousal: float, **more: Any) -> dict[str, Any]:
    return {"at": [at, at + 1], "who": "B", "says": "and so on", "arousal": arousal, **more}


def findings(build: Build, policy: Policy, **scene: Any) -> list[Finding]:
    return list(Restrained().apply(build({"model": [ROPE], **scene}), policy))


def hard(found: Sequence[Finding], policy: Policy) -> list[str]:
    return [item.rule.name for item in triggered(found, policy)]


@pytest.mark.parametrize(
    ("scene", "kind", "rule"),
    [
        ({"talk": [says(24, "withdrawal:high stop")]}, "keyword", "restrained_distress"),
        ({"talk": [says(24, "refusal:high I don't want this")]}, "keyword", "restrained_distress"),
        ({"talk": [says(24, "distress:medium I am scared")]}, "keyword", "restrained_distress"),
        ({"talk": [says(24, "consent:medium:negated I do not want it")]}, "keyword", "restrained_distress"),
        ({"talk": [calm(24, 0.9)]}, "speech.affect", "restrained_strain"),
        ({"hear": [{"at": [5, 7], "what": "scream"}]}, "sound.event", "restrained_strain"),
    ],
)
def test_each_sign_beside_a_restraint_sets_its_rule_off_and_cites_both(
    build: Build, policy: Policy, scene: dict[str, Any], kind: str, rule: str
) -> None:
    (found,) = findings(build, policy, **scene)
    assert hard([found], policy) == [rule]
    assert {hard.risk for hard in policy.hard_rules if hard.name == rule} == {
        "critical" if kind == "keyword" else "high"
    }
    assert {cite.kind for cite in found.cites} == {kind, "object"}
    assert "Modell: „rope“" in found.claim.de and "model: “rope”" in found.claim.en
    assert found.trust == 0.4


@pytest.mark.parametrize(
    "scene",
    [
        {"talk": [calm(24, 0.5)]},
        {"talk": [says(24, "consent:high I want this")]},
        {"talk": [says(24, "pain:medium ouch")]},
        {"talk": [says(24, "withdrawal:high:negated don't stop")]},
        {"talk": [says(24, "withdrawal:high:quoted stop")]},
        {"talk": [says(24, "withdrawal:high stop", doubt="loop")]},
        {"talk": [says(36.1, "withdrawal:high stop")]},
        {"talk": [says(3.9, "withdrawal:high stop")]},
        {"hear": [{"at": [20, 22], "what": "impact"}]},
        {"screen": [{"at": [20, 22], "text": "stop", "marks": ["withdrawal:high stop"]}]},
        {"spot": [{"at": [20, 22], "phrase": "please stop it", "mark": "withdrawal:high"}]},
        {"talk": [says(24, "withdrawal:high stop")], "model": [{**ROPE, "answer": "no"}]},
        {"talk": [says(24, "withdrawal:high stop")], "model": [{**ROPE, "answer": "cannot_tell"}]},
        {"talk": [says(24, "withdrawal:high stop")], "model": [{**ROPE, "kind": "safety.equipment"}]},
        {"talk": [says(24, "withdrawal:high stop")], "model": [{"kind": "object", "at": [20, 21], "label": "chair"}]},
        {"talk": [says(24, "withdrawal:high stop")], "model": []},
    ],
)
def test_what_is_no_distress_no_restraint_or_not_near_is_nothing(
    build: Build, policy: Policy, scene: dict[str, Any]
) -> None:
    assert findings(build, policy, **scene) == []


@pytest.mark.parametrize(
    "scene",
    [
        {"talk": [says(24, "refusal:medium no")]},
        {"talk": [calm(24, 0.9, baseline="recording")]},
    ],
)
@pytest.mark.parametrize("rope", [ROPE, {"kind": "object", "at": [20, 21], "label": "rope"}])
def test_weak_signs_weigh_and_set_nothing_off(
    build: Build, policy: Policy, scene: dict[str, Any], rope: dict[str, Any]
) -> None:
    found = findings(build, policy, **scene, model=[rope])
    assert len(found) == 1 and hard(found, policy) == []


def test_in_an_agreed_play_the_softer_rule_applies(build: Build, policy: Policy) -> None:
    agreed = [
        {"at": [1, 2], "who": "A", "says": "the safeword", "marks": ["practice:low safeword"]},
        {"at": [3, 4], "who": "B", "says": "I agree", "marks": ["consent:high I agree"]},
    ]
    played = findings(build, policy, talk=[*agreed, says(24, "withdrawal:high stop"), calm(26, 0.9)])
    assert {f.hard for f in played} == {"no_in_play"} and {f.trust for f in played} == {0.16}
    late = [{**entry, "at": [second + 40 for second in entry["at"]]} for entry in agreed]
    both = findings(build, policy, talk=[says(24, "withdrawal:high stop"), *late])
    assert {f.hard for f in both} == {"restrained_distress"}


def test_an_older_policy_that_does_not_weigh_it_stays_in_use(
    build: Build, policy: Policy, rules: Sequence[Rule]
) -> None:
    old = policy.model_copy(
        update={
            "signals": {name: s for name, s in policy.signals.items() if name != "restrained_distress"},
            "hard_rules": tuple(rule for rule in policy.hard_rules if not rule.name.startswith("restrained_")),
            "trust": {name: value for name, value in policy.trust.items() if name != "vision_language"},
        }
    )
    timeline = build({"model": [ROPE], "talk": [says(24, "withdrawal:high stop")]})
    assert list(Restrained().apply(timeline, old)) == []
    result = assess(timeline, old, rules)
    assert not any("failed" in reason.en for reason in result.risk_reasons)
    (rope,) = (finding for finding in result.findings if finding.signal == "restraints")
    assert rope.trust == 0.5


ropes = st.builds(
    lambda at, asked, sure: (
        {**({"asked": "restraint"} if asked else {}), "kind": "object", "label": "rope"}
        | {"at": [at, at + 1], "sure": sure}
    ),
    st.integers(0, 58),
    st.booleans(),
    st.sampled_from([0.1, 0.5, 0.9]),
)
signs = st.builds(
    lambda at, mark, arousal, baseline: says(at, mark, arousal, baseline=baseline),
    st.integers(0, 58),
    st.sampled_from(["withdrawal:high stop", "refusal:medium no", "pain:medium ouch"]),
    st.sampled_from([0.5, 0.8]),
    st.sampled_from(["speaker", "recording"]),
)
screams = st.builds(
    lambda at, sure: {"at": [at, at + 1], "what": "scream", "sure": sure},
    st.integers(0, 58),
    st.sampled_from([0.1, 0.8]),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    model=st.lists(ropes, min_size=1, max_size=4),
    talk=st.lists(signs, max_size=4),
    hear=st.lists(screams, max_size=3),
    more=st.one_of(ropes, signs, screams),
)
def test_one_more_sign_or_sight_never_weighs_less_nor_takes_the_hard_rule_away(
    build: Build, policy: Policy, model: list[Any], talk: list[Any], hear: list[Any], more: dict[str, Any]
) -> None:
    grown = {"model": [*model], "talk": [*talk], "hear": [*hear]}
    grown["model" if "kind" in more else "hear" if "what" in more else "talk"].append(more)
    before = findings(build, policy, model=model, talk=talk, hear=hear)
    after = findings(build, policy, **grown)
    assert weigh(after, policy, 60_000).balance_db <= weigh(before, policy, 60_000).balance_db
    assert set(hard(before, policy)) <= set(hard(after, policy))
