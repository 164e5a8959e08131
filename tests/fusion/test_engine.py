"""The assessment as a whole: what holds for every timeline, and what a broken rule may not do."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aima.fusion.conclude import conclude
from aima.fusion.engine import assess
from aima.model import kinds
from aima.model.assessment import Assessment, Risk, Verdict
from aima.model.capabilities import BY_NAME, Modality
from aima.model.finding import Finding
from aima.model.plugins import Rule, RuleSpec
from aima.model.policy import Policy
from aima.model.timeline import Timeline, Witness
from aima.model.words import words

Build = Callable[[Mapping[str, Any]], Timeline]
LOUD = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

MARKS = [
    "consent:high I want this",
    "consent:low yes",
    "refusal:medium no",
    "withdrawal:high stop",
    "withdrawal:high:negated don't stop",
    "safeword:critical red",
    "practice:low safeword",
    "coercion:high you must",
    "distress:high help me",
    "pain:medium ouch",
    "intoxication:high so drunk",
    "refusal:medium:quoted no",
    "age:critical I am sixteen",
]
utterances = st.builds(
    lambda start, who, mark, arousal: {
        "at": [start, start + 1.5],
        "who": who,
        "says": mark.partition(" ")[2],
        "marks": [mark],
        "arousal": arousal,
    },
    st.integers(0, 55),
    st.sampled_from("AB"),
    st.sampled_from(MARKS),
    st.sampled_from([0.4, 0.5, 0.9]),
)
sounds = st.builds(
    lambda start, what: {"at": [start, start + 2], "what": what},
    st.integers(0, 55),
    st.sampled_from(["scream", "impact", "alarm", "silence"]),
)
pictures = st.builds(
    lambda start, state: {"at": [start, start + 15], "state": state},
    st.integers(0, 45),
    st.sampled_from(["usable", "dark", "black", "blurred"]),
)
doubtful = st.builds(
    lambda utterance, doubt: {**utterance, "doubt": doubt}, utterances, st.sampled_from(["loop", "no_speech"])
)
scenes = st.fixed_dictionaries(
    {
        "picture": st.lists(pictures, max_size=3),
        "talk": st.lists(utterances | doubtful, max_size=8),
        "hear": st.lists(sounds, max_size=4),
        "see": st.just([{"at": [0, 40], "who": "person-1"}]),
    }
)


def without(timeline: Timeline, modality: Modality) -> Timeline:
    """The timeline as if nobody had looked at one modality."""
    kept = [o for o in timeline if o.kind.capability.modality is not modality]
    runs = [s for s in timeline.witness.runs if BY_NAME[s.run.capability].modality is not modality]
    return Timeline(timeline.media, kept, Witness(tuple(runs), timeline.witness.not_examined))


@LOUD
@given(scene=scenes, shuffle=st.randoms(use_true_random=False))
def test_neither_the_order_of_rules_nor_of_observations_matters(
    scene: dict[str, Any], shuffle: random.Random, build: Build, policy: Policy, rules: Sequence[Rule]
) -> None:
    timeline = build(scene)
    mixed, observations = list(rules), list(timeline)
    shuffle.shuffle(mixed)
    shuffle.shuffle(observations)
    again = Timeline(timeline.media, observations, timeline.witness)
    assert assess(again, policy, mixed).model_dump_json() == assess(timeline, policy, rules).model_dump_json()


@LOUD
@given(scene=scenes, modality=st.sampled_from(list(Modality)))
def test_removing_a_modality_never_raises_the_confidence(
    scene: dict[str, Any], modality: Modality, build: Build, policy: Policy, rules: Sequence[Rule]
) -> None:
    timeline = build(scene)
    before, after = assess(timeline, policy, rules), assess(without(timeline, modality), policy, rules)
    assert after.confidence <= before.confidence
    assert after.confidence_by_modality[modality] == 0.0
    assert after.coverage.share <= before.coverage.share


@LOUD
@given(scene=scenes)
def test_every_hard_rule_can_only_raise_the_risk(
    scene: dict[str, Any], build: Build, policy: Policy, rules: Sequence[Rule]
) -> None:
    timeline = build(scene)
    result = assess(timeline, policy, rules)
    for hard in policy.hard_rules:
        fewer = policy.model_copy(update={"hard_rules": tuple(r for r in policy.hard_rules if r is not hard)})
        assert assess(timeline, fewer, rules).risk.rank <= result.risk.rank
    assert result.consent_score is None or 0 <= result.consent_score <= 100


@LOUD
@given(scene=scenes)
def test_an_age_cue_is_always_critical_and_every_claim_rests_on_something_that_exists(
    scene: dict[str, Any], build: Build, policy: Policy, rules: Sequence[Rule]
) -> None:
    timeline = build(scene)
    result = assess(timeline, policy, rules)
    if any(o.payload_of(kinds.KEYWORD).category == "age" for o in timeline.of(kinds.KEYWORD)):
        assert result.risk is Risk.CRITICAL and result.reviewers >= 2
    for cites in (
        *(finding.cites for finding in result.findings),
        *(sentence.cites for sentence in result.reasoning),
        *(contradiction.cites for contradiction in result.contradictions),
    ):
        for cite in cites:
            observation = timeline[cite.observation]
            assert (cite.start_ms, cite.end_ms) == (observation.span.start_ms, observation.span.end_ms)
    for contradiction in result.contradictions:
        assert len({cite.observation for cite in contradiction.cites}) >= 2
    assert Assessment.model_validate_json(result.model_dump_json()) == result


class Breaks:
    """A rule of somebody else that fails after its first finding."""

    spec: ClassVar[RuleSpec] = RuleSpec("breaks", 1, ("refusal",))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        yield from ()
        raise KeyError("secret words from the recording")


AGREED = {
    "talk": [
        {"at": [2, 5], "who": "A", "says": "I want this", "arousal": 0.5, "marks": ["consent:high I want this"]},
        {"at": [6, 9], "who": "B", "says": "I want this", "arousal": 0.5, "marks": ["consent:high I want this"]},
    ]
}


def test_a_rule_that_fails_is_named_and_the_others_go_on(
    build: Build, policy: Policy, rules: Sequence[Rule], caplog: pytest.LogCaptureFixture
) -> None:
    whole = assess(build(AGREED), policy, rules)
    broken = assess(build(AGREED), policy, [*rules, Breaks()])
    assert broken.findings == whole.findings and broken.consent_score == whole.consent_score
    assert whole.risk is Risk.LOW and broken.risk is Risk.MEDIUM
    assert any("breaks" in reason.en and "breaks" in reason.de for reason in broken.risk_reasons)
    assert any("Repair the failed rule breaks" in advice.en for advice in broken.recommendations)
    assert "breaks" in caplog.text and "secret words" not in caplog.text


class Stranger:
    """A rule of somebody else whose signal no policy weighs."""

    spec: ClassVar[RuleSpec] = RuleSpec("stranger", 1, ("unheard_of",))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        word = timeline.of(kinds.KEYWORD)[0]
        known = conclude("stranger", "refusal", words("x", "x"), [word], policy)
        yield known.model_copy(update={"signal": "unheard_of"})


def test_a_rule_under_a_signal_that_the_policy_does_not_know_is_named(
    build: Build, policy: Policy, rules: Sequence[Rule]
) -> None:
    result = assess(build(AGREED), policy, [*rules, Stranger()])
    assert any("stranger" in reason.en for reason in result.risk_reasons)
    assert result.risk is Risk.MEDIUM and "unheard_of" not in {finding.signal for finding in result.findings}


def test_the_policy_is_named_in_the_assessment(build: Build, policy: Policy, rules: Sequence[Rule]) -> None:
    result = assess(build(AGREED), policy, rules)
    assert (result.policy.name, result.policy.sha256) == (policy.name, policy.sha256)


def test_review_can_be_left_to_what_needs_it(build: Build, policy: Policy, rules: Sequence[Rule]) -> None:
    seldom = policy.model_copy(update={"review": policy.review.model_copy(update={"always": False})})
    calm = assess(build(AGREED), seldom, rules)
    assert (calm.requires_review, calm.reviewers) == (False, 0)
    unclear = assess(build({"without": ["transcription"], "speech": [{"at": [1, 9]}]}), seldom, rules)
    assert unclear.verdict is Verdict.INSUFFICIENT and unclear.requires_review and unclear.reviewers == 1


def test_no_observations_and_no_witness_give_an_answer_all_the_same(
    build: Build, policy: Policy, rules: Sequence[Rule]
) -> None:
    timeline = build({"talk": []})
    bare = Timeline(timeline.media, (), None)
    result = assess(bare, policy, rules)
    assert result.consent_score is None and result.risk is Risk.MEDIUM and result.confidence == 0.0
    assert result.coverage.share == 0.0
    assert result.reasoning and result.subscores.communication is None


def test_a_long_recording_with_many_words_stays_quick(build: Build, policy: Policy, rules: Sequence[Rule]) -> None:
    talk = [
        {"at": [4 * i, 4 * i + 1], "who": "AB"[i % 2], "says": "no", "arousal": 0.5, "marks": ["refusal:high no"]}
        for i in range(900)
    ]
    result = assess(build({"seconds": 3600, "talk": talk}), policy, rules)
    assert len(result.trajectory) <= 240
    assert len([f for f in result.findings if f.signal == "refusal"]) == 900
    assert result.risk in (Risk.HIGH, Risk.CRITICAL)
