"""Weighing: findings become decibans, decibans become a balance, the balance becomes a score. Pure functions.

Evidence is added as log-odds in decibans (10 · log10 of the odds; Good 1950, "Probability and the Weighing of
Evidence"; Turing's ban), so that a person can add up the printed terms by hand:

    contribution   c = weight · confidence · trust · recency           recency = 0.5 ^ (age / half life)
    signal         g = cap · tanh(Σ c / cap)                           saturates: repeats count less and less
    cause          F = f · Σ g + (1 − f) · L                           f is the policy's dependence factor
    balance        B = prior + Σ F        score = 100 / (1 + 10^(−B / 10))

`L` is what would stand if at each moment only the strongest signal of the cause had spoken: the smaller of `Σ g` and
`C · tanh(M / C)`, where `M` adds for every moment (a cell of the policy's dependence window) the strongest signal's
contributions, and `C` is the sum of the caps. For two signals in one moment, far from their caps, this is "the stronger
counts in full, the weaker by f"; for signals at different moments it is `Σ g`, nothing is taken away. It is written
this way, and not as a factor on the weaker signal, because both parts can only grow with evidence: one more concerning
finding never makes another one count so much less that the score rises. Moments are cells of a fixed grid for the same
reason; two grids, half a cell apart, are tried and the stronger dependence taken: no border hides a coincidence.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aima.fusion.conclude import rounded
from aima.model.assessment import SignalTotal
from aima.model.finding import Finding, Stance
from aima.model.policy import Policy, Signal

Cell = tuple[int, str]
"""A moment on the grid, and a signal."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The terms of the sum and what they add up to; `balance_db = prior_db + Σ terms.total_db`, exactly as printed."""

    prior_db: float
    terms: tuple[SignalTotal, ...]
    balance_db: float
    consent_score: float

    @property
    def evidence_db(self) -> float:
        """How much was said for or against, whichever way: Σ |total|."""
        return rounded(math.fsum(abs(term.total_db) for term in self.terms))


def weigh(findings: Sequence[Finding], policy: Policy, end_ms: int) -> Balance:
    """Add the findings up under the policy; `end_ms` is the end of the recording, against which evidence may fade.

    Neutral findings, and those under signals that the policy does not know, contribute nothing.
    """
    given = contributions(findings, policy, end_ms)
    by_signal: dict[str, list[int]] = defaultdict(list)
    for index, value in enumerate(given):
        if value != 0.0:
            by_signal[findings[index].signal].append(index)
    groups: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for name in sorted(by_signal):
        signal = policy.signals[name]
        groups[(signal.cause or f"={name}", signal.weight_db > 0)].append(name)
    terms: list[SignalTotal] = []
    for names in groups.values():
        terms += _terms_of_one_cause(names, by_signal, given, findings, policy, end_ms)
    terms.sort(key=lambda term: (-abs(term.total_db), term.signal))
    balance = rounded(math.fsum([policy.prior_db, *(term.total_db for term in terms)]))
    return Balance(rounded(policy.prior_db), tuple(terms), balance, score(balance))


def contributions(findings: Iterable[Finding], policy: Policy, end_ms: int) -> tuple[float, ...]:
    """What each finding gives, in decibans: negative for a concern, positive for a support, 0 for a neutral one."""
    return tuple(_contribution(finding, policy.signals.get(finding.signal), end_ms) for finding in findings)


def recency(at_ms: int, end_ms: int, half_life_s: float) -> float:
    """The share that is left of evidence this old: one half after each half life; 1 where it does not fade."""
    if half_life_s == 0.0:
        return 1.0
    return float(0.5 ** (max(0, end_ms - at_ms) / 1000 / half_life_s))


def capped(sum_db: float, cap_db: float) -> float:
    """`cap · tanh(sum / cap)`: nearly the sum while small, never more than the cap."""
    return cap_db * math.tanh(sum_db / cap_db)


def score(balance_db: float) -> float:
    """Decibans to 0..100: 50 at 0 dB, 91 at 10 dB (ten to one)."""
    return rounded(100.0 / (1.0 + 10.0 ** (-balance_db / 10.0)))


def dependence(cells: Mapping[Cell, float], sums: Mapping[str, float], caps: Mapping[str, float], f: float) -> float:
    """The factor of the signals of one cause (`F / Σ g`): 1 where nothing coincides, down towards `f`.

    `cells` holds the contributions by moment and signal without their sign, `sums` those by signal.
    """
    apart = math.fsum(capped(sums[name], caps[name]) for name in sums)
    strongest: dict[int, float] = defaultdict(float)
    for (moment, _), value in cells.items():
        strongest[moment] = max(strongest[moment], value)
    together = capped(math.fsum(strongest.values()), math.fsum(caps[name] for name in sums))
    return f + (1.0 - f) * min(1.0, together / apart)


def _contribution(finding: Finding, signal: Signal | None, end_ms: int) -> float:
    if signal is None or finding.stance is Stance.NEUTRAL:
        return 0.0
    value = rounded(signal.weight_db * finding.confidence * finding.trust * _fades(finding, signal, end_ms))
    # A policy may not turn a rule's concern into support, nor the other way round.
    return max(0.0, value) if finding.stance is Stance.SUPPORTS else min(0.0, value)


def _fades(finding: Finding, signal: Signal, end_ms: int) -> float:
    return rounded(recency(finding.end_ms, end_ms, signal.half_life_s))


def _terms_of_one_cause(
    names: Sequence[str],
    by_signal: Mapping[str, Sequence[int]],
    given: Sequence[float],
    findings: Sequence[Finding],
    policy: Policy,
    end_ms: int,
) -> list[SignalTotal]:
    sums = {name: abs(math.fsum(given[i] for i in by_signal[name])) for name in names}
    caps = {name: policy.signals[name].cap_db for name in names}
    sign = 1.0 if policy.signals[names[0]].weight_db > 0 else -1.0
    factor = 1.0
    if len(names) > 1:
        factor = min(
            dependence(_cells(names, by_signal, given, findings, policy, half), sums, caps, policy.dependence)
            for half in (0, 1)
        )
    whole = rounded(factor * math.fsum(capped(sums[name], caps[name]) for name in names))
    totals = {name: rounded(factor * capped(sums[name], caps[name])) for name in names}
    # The largest takes what rounding leaves over, so that the printed terms add up to what the cause weighs.
    largest = max(names, key=lambda name: (totals[name], name))
    totals[largest] = rounded(whole - math.fsum(totals[name] for name in names if name != largest))
    return [
        SignalTotal(
            signal=name,
            modality=policy.signals[name].modality,
            findings=tuple(by_signal[name]),
            contributions_db=tuple(given[i] for i in by_signal[name]),
            sum_db=rounded(sign * sums[name]),
            cap_db=caps[name],
            dependence=rounded(factor),
            total_db=rounded(sign * totals[name]),
            weight_db=policy.signals[name].weight_db,
            recencies=tuple(_fades(findings[i], policy.signals[name], end_ms) for i in by_signal[name]),
            title=policy.signals[name].title,
        )
        for name in names
    ]


def _cells(
    names: Sequence[str],
    by_signal: Mapping[str, Sequence[int]],
    given: Sequence[float],
    findings: Sequence[Finding],
    policy: Policy,
    half: int,
) -> dict[Cell, float]:
    """Contributions by moment and signal on the grid, or on the one half a cell later."""
    window = policy.dependence_window_ms
    values: dict[Cell, list[float]] = defaultdict(list)
    for name in names:
        for index in by_signal[name]:
            middle = (findings[index].start_ms + findings[index].end_ms) // 2
            values[((middle + half * (window // 2)) // window, name)].append(abs(given[index]))
    return {cell: math.fsum(parts) for cell, parts in values.items()}
