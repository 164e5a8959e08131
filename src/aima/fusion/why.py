"""The sum taken apart for `--why`: typed rows that add up exactly as they are printed."""

from __future__ import annotations

from dataclasses import dataclass

from aima.model.assessment import Assessment, SignalTotal
from aima.model.words import Words, words


@dataclass(frozen=True, slots=True)
class Part:
    """One finding's contribution: `db = weight · confidence · trust · recency`, all as printed but for rounding."""

    finding: int
    claim: Words
    start_ms: int
    weight_db: float
    confidence: float
    trust: float
    recency: float
    db: float


@dataclass(frozen=True, slots=True)
class Row:
    """One signal: its parts add up to `sum_db`; `total_db = cap · tanh(sum / cap) · dependence`."""

    signal: str
    title: Words
    parts: tuple[Part, ...]
    sum_db: float
    cap_db: float
    dependence: float
    total_db: float


@dataclass(frozen=True, slots=True)
class Why:
    """All rows, strongest first: `prior_db` and the rows' totals add up to `balance_db`, from which the score follows.

    `consent_score` is `None` where the evidence did not suffice; the balance is shown all the same.
    """

    prior_db: float
    rows: tuple[Row, ...]
    balance_db: float
    consent_score: float | None


def why(assessment: Assessment) -> Why:
    """Every term of an assessment's sum."""
    return Why(
        prior_db=assessment.prior_db,
        rows=tuple(_row(term, assessment) for term in assessment.terms),
        balance_db=assessment.balance_db,
        consent_score=assessment.consent_score,
    )


def _row(term: SignalTotal, assessment: Assessment) -> Row:
    return Row(
        signal=term.signal,
        title=term.title or words(term.signal, term.signal),
        parts=tuple(
            _part(index, db, term, assessment) for index, db in zip(term.findings, term.contributions_db, strict=True)
        ),
        sum_db=term.sum_db,
        cap_db=term.cap_db,
        dependence=term.dependence,
        total_db=term.total_db,
    )


def _part(index: int, db: float, term: SignalTotal, assessment: Assessment) -> Part:
    finding = assessment.findings[index]
    fresh = term.weight_db * finding.confidence * finding.trust
    return Part(
        finding=index,
        claim=finding.claim,
        start_ms=finding.start_ms,
        weight_db=term.weight_db,
        confidence=finding.confidence,
        trust=finding.trust,
        recency=round(min(1.0, db / fresh), 3) if fresh else 1.0,
        db=db,
    )
