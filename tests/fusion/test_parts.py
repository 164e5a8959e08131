"""The smaller parts: citations, numbers, the talk, the trajectory, sub-scores, and the sum taken apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from aima.fusion import talk
from aima.fusion.citations import MOST_CITES, cite_all
from aima.fusion.engine import assess
from aima.fusion.numbers import listed, number, signed
from aima.fusion.registry import RULES
from aima.fusion.weigh import score
from aima.model import kinds
from aima.model.citing import LONGEST_QUOTE, quote, quoted
from aima.model.finding import Stance
from aima.model.plugins import Rule
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import Words, words

Build = Callable[[Mapping[str, Any]], Timeline]
MIXED = {
    "talk": [
        {"at": [2, 5], "who": "A", "says": "I want this", "arousal": 0.5, "marks": ["consent:high I want this"]},
        {"at": [6, 9], "who": "B", "says": "Yes yes", "arousal": 0.5, "marks": ["consent:low yes", "consent:low yes"]},
        {"at": [40, 41], "who": "B", "says": "No", "arousal": 0.9, "marks": ["refusal:medium no"]},
    ],
    "hear": [{"at": [40, 42], "what": "scream", "sure": 0.6}],
}


def test_numbers_are_written_as_people_write_them() -> None:
    assert number(-2.05, 1) == words("−2,0", "−2.0") or number(-2.05, 1) == words("−2,1", "−2.1")
    assert number(-0.01, 1) == words("0,0", "0.0")
    assert signed(3.25, 1).en == "+3.2" and signed(-3.25, 1).de == "−3,2" and signed(0.0, 1).en == "0.0"
    assert listed((words("a", "a"), words("b", "b"), words("c", "c"))) == words("a, b und c", "a, b and c")
    assert listed(()) == words("", "")


def test_quotes_are_short_and_in_the_marks_of_their_language() -> None:
    assert quoted("nein").de == "„nein“" and quoted("no").en == "“no”"
    assert len(quoted("long " * 100).en) <= LONGEST_QUOTE + 2
    assert quoted("a\n  b").en == "“a b”"
    assert quoted("{who} {0}").en == "“{who} {0}”"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, words("„Seil“", "“Seil”")),
        ({"asked": "x"}, words("Modell: „Seil“", "model: “Seil”")),
        ({"asked": "x", "answer": "no"}, words("Modell: nein, „Seil“", "model: no, “Seil”")),
        (
            {"asked": "x", "answer": "cannot_tell"},
            words("Modell: nicht zu erkennen, „Seil“", "model: cannot tell, “Seil”"),
        ),
    ],
)
@pytest.mark.parametrize("kind", ["object", "safety.equipment", "clothing", "scene", "caption"])
def test_what_a_model_was_asked_is_quoted_as_its_words(
    build: Build, kind: str, more: dict[str, str], expected: Words
) -> None:
    timeline = build({"model": [{"kind": kind, "at": [1, 2], "label": "Seil", **more}]})
    (seen,) = timeline.of(kinds.BY_NAME[kind])
    assert quote(seen) == expected


def test_braces_in_a_recording_are_only_text(build: Build, policy: Policy, rules: Sequence[Rule]) -> None:
    scene = {"talk": [{"at": [1, 2], "who": "A", "says": "{x}", "marks": ["refusal:high {quote} {0} {who.x}"]}]}
    result = assess(build(scene), policy, rules)
    assert any("{quote} {0} {who.x}" in finding.claim.en for finding in result.findings)


def test_citations_are_few_and_keep_the_first(build: Build) -> None:
    timeline = build({"hear": [{"at": [i, i + 1], "what": "impact", "sure": 0.1 + 0.05 * i} for i in range(12)]})
    events = timeline.of(kinds.SOUND_EVENT)
    cites = cite_all(events)
    assert len(cites) == MOST_CITES and cites[0].observation == events[0].id
    assert [c.start_ms for c in cites] == sorted(c.start_ms for c in cites)
    assert cites[0].quote == words("Schlag oder Aufprall", "impact")


def test_every_rule_declares_its_signals_and_says_only_them(
    build: Build, policy: Policy, rules: Sequence[Rule]
) -> None:
    assert len({rule.spec.name for rule in rules}) == len(RULES)
    for rule in rules:
        assert set(rule.spec.signals) <= policy.signals.keys()
        for finding in rule.apply(build(MIXED), policy):
            assert finding.signal in rule.spec.signals and finding.rule == rule.spec.name


def test_a_breath_is_one_no_and_two_speakers_are_two(build: Build) -> None:
    def no(start: float, who: str) -> dict[str, Any]:
        return {"at": [start, start + 0.5], "who": who, "says": "no", "marks": ["refusal:medium no"]}

    assert len(talk.stops(build({"talk": [no(1, "A"), no(2, "A"), no(3.5, "A")]}))) == 1
    assert len(talk.stops(build({"talk": [no(1, "A"), no(2, "B")]}))) == 2
    assert len(talk.stops(build({"talk": [no(1, "A"), no(9, "A")]}))) == 2


def test_naming_a_safeword_is_not_using_it(build: Build) -> None:
    agreed = {"at": [1, 4], "who": "A", "says": "Our safeword is red", "marks": ["practice:low safeword"]}
    named = {"at": [5, 6], "who": "A", "says": "Red", "marks": ["safeword:critical red"]}
    used = {"at": [30, 31], "who": "B", "says": "Red", "marks": ["safeword:critical red"]}
    (stop,) = talk.stops(build({"talk": [agreed, named, used]}))
    assert (stop.kind, stop.span.start_ms) == ("safeword", 30_000)


def test_people_are_called_as_people_call_them() -> None:
    assert talk.person("speaker-2") == words("Sprecher 2", "Speaker 2")
    assert talk.person(None).en == "Somebody"
    assert talk.person("somebody else").en == "somebody else"


def test_the_trajectory_shows_no_score_where_nothing_spoke(build: Build, policy: Policy, rules: Sequence[Rule]) -> None:
    result = assess(build({**MIXED, "seconds": 100}), policy, rules)
    assert [(m.start_ms, m.end_ms) for m in result.trajectory] == [
        (0, 30_000), (30_000, 60_000), (60_000, 90_000), (90_000, 100_000),
    ]  # fmt: skip
    first, second, third, _ = result.trajectory
    assert first.consent_score is not None and second.consent_score is not None
    assert first.consent_score > 50 > second.consent_score
    assert third.consent_score is None and third.balance_db == policy.prior_db


def test_subscores_are_the_terms_by_what_they_tell_about(build: Build, policy: Policy, rules: Sequence[Rule]) -> None:
    result = assess(build(MIXED), policy, rules)
    distress = [t.total_db for t in result.terms if policy.signals[t.signal].subscore == "distress"]
    assert distress and result.subscores.distress == score(math.fsum(distress))
    assert result.subscores.distress < 50 and result.subscores.safety_measures is None


def test_every_term_can_be_made_again_from_what_is_printed(build: Build, policy: Policy, rules: Sequence[Rule]) -> None:
    result = assess(build(MIXED), policy, rules)
    total = result.prior_db
    for term in result.terms:
        factors = result.factors(term)
        for part in factors:
            made = part.weight_db * part.confidence * part.trust * part.recency
            assert part.db == pytest.approx(made, abs=0.0006)
            assert result.findings[part.finding].signal == term.signal
        assert round(math.fsum(part.db for part in factors), 3) == term.sum_db
        total = round(total + term.total_db, 3)
    assert total == result.balance_db
    assert result.consent_score == score(total)
    weighed = {index for term in result.terms for index in term.findings}
    assert all(result.findings[i].stance is Stance.NEUTRAL for i in range(len(result.findings)) if i not in weighed)
