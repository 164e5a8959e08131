"""The formulas, and what must hold for any evidence whatever."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aima.fusion.names import SIGNALS
from aima.fusion.policy_file import load_policy
from aima.fusion.weigh import capped, contributions, dependence, recency, score, weigh
from aima.model.finding import Citation, Finding, Stance
from aima.model.observation import ObservationId
from aima.model.words import words

POLICY = load_policy(None)
END_MS = 120_000
ROUNDING = 0.02  # of a point: the terms are kept to three decimals
CONCERNS = sorted(name for name, stance in SIGNALS.items() if stance is Stance.CONCERNS)
SUPPORTS = sorted(name for name, stance in SIGNALS.items() if stance is Stance.SUPPORTS)


def finding(signal: str, at_ms: int = 0, confidence: float = 1.0, trust: float = 1.0, **more: object) -> Finding:
    cite = Citation(observation=ObservationId(f"aaaa:0:{at_ms}"), start_ms=at_ms, end_ms=at_ms + 500, kind="keyword")
    return Finding(
        rule="r",
        signal=signal,
        claim=words("x", "x"),
        stance=SIGNALS[signal],
        modality=POLICY.signals[signal].modality,
        confidence=confidence,
        trust=trust,
        cites=(cite,),
        **more,  # type: ignore[arg-type]
    )


def findings_of(signals: list[str]) -> st.SearchStrategy[Finding]:
    shares = st.floats(0, 1).map(lambda value: round(value, 3))
    times = st.integers(0, END_MS - 600)
    return st.builds(finding, st.sampled_from(signals), times, shares, shares)


ANY = st.lists(findings_of(sorted(SIGNALS)), max_size=25)


def test_a_contribution_is_weight_times_confidence_times_trust_times_recency() -> None:
    one = finding("consent_clear", at_ms=0, confidence=0.8, trust=0.5)
    fades = round(0.5 ** ((END_MS - 500) / 1000 / 1800), 3)
    assert contributions([one], POLICY, END_MS) == (round(5.0 * 0.8 * 0.5 * fades, 3),)
    assert contributions([finding("refusal", confidence=0.5)], POLICY, END_MS) == (-3.0,)


def test_recency_halves_with_each_half_life_and_never_grows() -> None:
    assert recency(0, 60_000, 60.0) == 0.5
    assert recency(0, 120_000, 60.0) == 0.25
    assert recency(0, 10**9, 0.0) == 1.0
    assert recency(5000, 1000, 60.0) == 1.0


def test_a_signal_saturates_at_its_cap() -> None:
    assert capped(1.0, 10.0) == pytest.approx(0.9967, abs=1e-4)
    assert capped(1000.0, 10.0) == pytest.approx(10.0)
    hundred = weigh([finding("consent_word", at_ms=1000 * i) for i in range(100)], POLICY, END_MS)
    assert hundred.terms[0].total_db <= POLICY.signals["consent_word"].cap_db


def test_the_score_is_fifty_at_zero_and_ninety_one_at_ten_to_one() -> None:
    assert score(0.0) == 50.0
    assert score(10.0) == round(100 * 10 / 11, 3)
    assert score(-10.0) == round(100 / 11, 3)


def test_neutral_findings_and_unknown_signals_weigh_nothing() -> None:
    neutral = finding("picture_limits")
    stranger = finding("refusal").model_copy(update={"signal": "of_a_plugin"})
    spoken_neutral = finding("refusal").model_copy(update={"stance": Stance.NEUTRAL})
    balance = weigh([neutral, stranger, spoken_neutral], POLICY, END_MS)
    assert balance.terms == () and balance.balance_db == POLICY.prior_db and balance.evidence_db == 0.0


def test_no_policy_turns_a_concern_into_support() -> None:
    signal = POLICY.signals["refusal"].model_copy(update={"weight_db": 6.0})
    turned = POLICY.model_copy(update={"signals": {**POLICY.signals, "refusal": signal}})
    assert weigh([finding("refusal")], turned, END_MS).balance_db == 0.0


def test_a_scream_and_a_shouted_no_in_one_moment_weigh_less_than_at_two_moments() -> None:
    together = weigh([finding("refusal", 10_000), finding("scream", 10_200)], POLICY, END_MS)
    apart = weigh([finding("refusal", 10_000), finding("scream", 60_000)], POLICY, END_MS)
    assert apart.balance_db < together.balance_db < weigh([finding("scream", 10_200)], POLICY, END_MS).balance_db
    assert {term.dependence for term in apart.terms} == {1.0}
    assert all(POLICY.dependence < term.dependence < 1.0 for term in together.terms)


def test_far_from_the_caps_the_stronger_counts_in_full_and_the_weaker_by_the_factor() -> None:
    cells, sums, caps = {(0, "a"): 0.3, (0, "b"): 0.1}, {"a": 0.3, "b": 0.1}, {"a": 100.0, "b": 100.0}
    factor = dependence(cells, sums, caps, 0.5)
    assert factor * 0.4 == pytest.approx(0.3 + 0.5 * 0.1, abs=1e-5)


def test_a_coincidence_is_seen_across_the_borders_of_the_grid() -> None:
    border = POLICY.dependence_window_ms
    across = weigh([finding("refusal", border - 600), finding("scream", border + 100)], POLICY, END_MS)
    assert all(term.dependence < 1.0 for term in across.terms)


@settings(max_examples=300, deadline=None)
@given(ANY, findings_of(CONCERNS))
def test_more_concerning_evidence_never_raises_the_score(evidence: list[Finding], more: Finding) -> None:
    before, after = weigh(evidence, POLICY, END_MS), weigh([*evidence, more], POLICY, END_MS)
    assert after.consent_score <= before.consent_score + ROUNDING


@settings(max_examples=300, deadline=None)
@given(ANY, findings_of(SUPPORTS))
def test_more_supporting_evidence_never_lowers_the_score(evidence: list[Finding], more: Finding) -> None:
    before, after = weigh(evidence, POLICY, END_MS), weigh([*evidence, more], POLICY, END_MS)
    assert after.consent_score >= before.consent_score - ROUNDING


@settings(max_examples=200, deadline=None)
@given(ANY, st.randoms(use_true_random=False))
def test_order_does_not_matter(evidence: list[Finding], shuffle: random.Random) -> None:
    mixed = list(evidence)
    shuffle.shuffle(mixed)
    one, other = weigh(evidence, POLICY, END_MS), weigh(mixed, POLICY, END_MS)
    assert (one.balance_db, one.consent_score) == (other.balance_db, other.consent_score)
    assert [(t.signal, t.total_db) for t in one.terms] == [(t.signal, t.total_db) for t in other.terms]


@settings(max_examples=100, deadline=None)
@given(findings_of(CONCERNS + SUPPORTS), st.integers(2, 30))
def test_repeating_a_finding_moves_less_each_time(one: Finding, times: int) -> None:
    balances = [weigh([one] * count, POLICY, END_MS).balance_db for count in range(times + 1)]
    steps = [abs(later - earlier) for earlier, later in pairwise(balances)]
    assert all(later <= earlier + 0.0021 for earlier, later in pairwise(steps))


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_the_terms_add_up_exactly_and_the_score_stays_in_its_range(evidence: list[Finding]) -> None:
    balance = weigh(evidence, POLICY, END_MS)
    assert balance.balance_db == round(math.fsum([balance.prior_db, *(t.total_db for t in balance.terms)]), 3)
    assert balance.consent_score == score(balance.balance_db)
    assert 0.0 <= balance.consent_score <= 100.0
    for term in balance.terms:
        assert term.sum_db == round(math.fsum(term.contributions_db), 3)
        assert abs(term.total_db) <= term.cap_db + 0.01
        expected = term.cap_db * math.tanh(term.sum_db / term.cap_db) * term.dependence
        assert term.total_db == pytest.approx(expected, abs=0.03)
