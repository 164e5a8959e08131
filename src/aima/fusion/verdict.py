"""From the balance to a verdict: hard rules first, which only raise the risk, then thresholds, then abstention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aima.fusion.numbers import number
from aima.fusion.weigh import Balance
from aima.model.assessment import Contradiction, Coverage, Risk, Verdict
from aima.model.finding import Finding
from aima.model.policy import HardRule, Policy
from aima.model.words import Words, words

_BELOW = words(
    "Die Bilanz der Hinweise liegt mit {score} Punkten unter der Grenze von {limit}.",
    "The balance of evidence, {score} points, lies below the limit of {limit}.",
)
_NO_SCORE_BELOW = words(
    "Was untersucht werden konnte, spricht überwiegend gegen eine Einwilligung.",
    "What could be examined speaks mostly against consent.",
)
_LOW = words(
    "Die Bilanz der Hinweise liegt mit {score} Punkten über der Grenze von {limit}, und keine feste Regel greift.",
    "The balance of evidence, {score} points, lies above the limit of {limit}, and no hard rule applies.",
)
_UNCOVERED = words(
    "Untersucht wurden nur {share} % dessen, was das Regelwerk verlangt; nötig sind {minimum} %.",
    "Only {share}% of what the policy requires was examined; {minimum}% is needed.",
)
_SILENT = words(
    "Die Aufnahme gibt zu wenig her: Für oder gegen eine Einwilligung sprechen zusammen nur {evidence} dB, nötig sind "
    "{minimum} dB.",
    "The recording tells too little: all that speaks for or against consent adds up to {evidence} dB, and {minimum} dB "
    "are needed.",
)
_RULE_FAILED = words(
    "Die Regel {rule} ist an dieser Aufnahme gescheitert; was sie gefunden hätte, fehlt.",
    "The rule {rule} failed on this recording; what it would have found is missing.",
)


@dataclass(frozen=True, slots=True)
class Triggered:
    """A hard rule with the findings that set it off."""

    rule: HardRule
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What follows from the evidence. `shortfalls` say why there is no score, empty where there is one."""

    verdict: Verdict
    consent_score: float | None
    risk: Risk
    reasons: tuple[Words, ...]
    shortfalls: tuple[Words, ...]
    triggered: tuple[Triggered, ...]
    requires_review: bool
    reviewers: int


def rule(
    balance: Balance,
    coverage: Coverage,
    findings: Sequence[Finding],
    contradictions: Sequence[Contradiction],
    failed: Sequence[str],
    policy: Policy,
) -> Ruling:
    """The verdict; `failed` are the names of rules that could not be applied, which leaves no risk low."""
    shortfalls = _shortfalls(balance, coverage, policy)
    hard = triggered(findings, policy)
    by_score, score_reason = _by_thresholds(balance.consent_score, policy, scored=not shortfalls)
    raised = [(Risk(item.rule.risk), item.rule.reason) for item in hard]
    raised += [(Risk(policy.thresholds.insufficient_risk), reason) for reason in shortfalls]
    raised += [(Risk.MEDIUM, _RULE_FAILED.fill(rule=name)) for name in failed]
    if score_reason is not None:
        raised.append((by_score, score_reason))
    risk = max((level for level, _ in raised), key=lambda level: level.rank, default=Risk.LOW)
    reasons = [reason for _, reason in sorted(raised, key=lambda pair: -pair[0].rank)]
    if not reasons:
        limit = number(policy.thresholds.medium_below, 0)
        reasons = [_LOW.fill(score=number(balance.consent_score, 0), limit=limit)]
    review = bool(policy.review.always or shortfalls or contradictions or failed or risk is not Risk.LOW)
    asked = [1, *(item.rule.reviewers for item in hard)]
    if risk is Risk.CRITICAL:
        asked.append(policy.review.critical_reviewers)
    return Ruling(
        verdict=Verdict.INSUFFICIENT if shortfalls else Verdict.ASSESSED,
        consent_score=None if shortfalls else balance.consent_score,
        risk=risk,
        reasons=tuple(dict.fromkeys(reasons)),
        shortfalls=shortfalls,
        triggered=hard,
        requires_review=review,
        reviewers=max(asked) if review else 0,
    )


def triggered(findings: Sequence[Finding], policy: Policy) -> tuple[Triggered, ...]:
    """The hard rules that findings set off, gravest first, then in the policy's order."""
    hits = []
    for hard in policy.hard_rules:
        because = tuple(f for f in findings if f.hard == hard.name and f.trust >= hard.at_trust)
        if because:
            hits.append(Triggered(hard, because))
    return tuple(sorted(hits, key=lambda item: -Risk(item.rule.risk).rank))


def _by_thresholds(score: float, policy: Policy, *, scored: bool) -> tuple[Risk, Words | None]:
    """The risk that a score means; without a score to show, only one that is worse than "medium" counts."""
    limits = policy.thresholds
    for risk, limit in (
        (Risk.CRITICAL, limits.critical_below),
        (Risk.HIGH, limits.high_below),
        (Risk.MEDIUM, limits.medium_below),
    ):
        if score < limit:
            if not scored:
                return risk, _NO_SCORE_BELOW if risk is not Risk.MEDIUM else None
            return risk, _BELOW.fill(score=number(score, 0), limit=number(limit, 0))
    return Risk.LOW, None


def _shortfalls(balance: Balance, coverage: Coverage, policy: Policy) -> tuple[Words, ...]:
    reasons = []
    if not coverage.sufficient:
        share, minimum = round(100 * coverage.share), round(100 * policy.coverage.minimum)
        reasons.append(_UNCOVERED.fill(share=share, minimum=minimum))
    if balance.evidence_db < policy.coverage.evidence_db:
        evidence, least = number(balance.evidence_db, 1), number(policy.coverage.evidence_db, 1)
        reasons.append(_SILENT.fill(evidence=evidence, minimum=least))
    return tuple(reasons)
