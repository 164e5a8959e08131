"""Findings weighed by a policy: score, risk, sub-scores, coverage, contradictions, and every term of the sum."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from aima.model.capabilities import Modality
from aima.model.finding import Citation, Finding
from aima.model.words import Words


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Risk(StrEnum):
    """How urgent it is that a person looks; ordered by `rank`."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for low to 3 for critical."""
        return list(Risk).index(self)


class Verdict(StrEnum):
    """Whether the evidence reached for a score at all."""

    ASSESSED = "assessed"
    INSUFFICIENT = "insufficient_evidence"


class Examined(StrEnum):
    """How far a capability was examined."""

    WHOLE = "whole"
    PARTLY = "partly"
    NOT = "not"
    NOT_APPLICABLE = "not_applicable"


class CapabilityCoverage(_Value):
    """One capability: the share 0..1 of the recording it examined, and why not more."""

    capability: str
    modality: Modality
    examined: Examined
    share: float = Field(ge=0, le=1)
    model: str = ""
    reason: Words | None = None


class Coverage(_Value):
    """What was examined. `share` is over the policy's required capabilities, `sufficient` whether that is enough."""

    share: float = Field(ge=0, le=1)
    sufficient: bool
    capabilities: tuple[CapabilityCoverage, ...]


class Subscores(_Value):
    """0 (concerning) to 100 (supporting); `None` where nothing speaks for or against."""

    communication: float | None
    distress: float | None
    physical_state: float | None
    setting: float | None
    safety_measures: float | None


class SignalTotal(_Value):
    """One signal's part of the balance, in decibans: `total_db = cap · tanh(sum_db / cap) · dependence`.

    `findings` are indices into the assessment's findings, `contributions_db` what each of them gave, `recencies` the
    share of each that age has left (see `Assessment.factors`).
    """

    signal: str
    modality: Modality
    findings: tuple[int, ...]
    contributions_db: tuple[float, ...]
    sum_db: float
    cap_db: float
    dependence: float
    total_db: float
    weight_db: float = 0.0
    recencies: tuple[float, ...] = ()
    title: Words | None = None


class Factors(_Value):
    """What one contribution is made of: `db = weight_db · confidence · trust · recency`, kept to three decimals."""

    finding: int
    weight_db: float
    confidence: float
    trust: float
    recency: float
    db: float


class Contradiction(_Value):
    """Two witnesses that do not agree, with what each rests on."""

    claim: Words
    between: tuple[Modality, Modality]
    cites: tuple[Citation, ...] = Field(min_length=2)


class Moment(_Value):
    """The balance (decibans) and score over one window of the trajectory.

    The score is `None` where nothing spoke for or against in this window, and wherever the whole has none.
    """

    start_ms: int
    end_ms: int
    balance_db: float
    consent_score: float | None = Field(ge=0, le=100)


class Sentence(_Value):
    """One sentence of the reasoning and what it rests on; a sentence about coverage cites nothing."""

    text: Words
    cites: tuple[Citation, ...] = ()


class PolicyRef(_Value):
    """Which policy, exactly."""

    name: str
    version: str
    sha256: str


class Assessment(_Value):
    """The result of fusion. `consent_score` 0..100, `None` where the coverage does not suffice.

    `confidence` 0..1 over all modalities; `reviewers` how many people must decide (0: none).
    """

    verdict: Verdict
    consent_score: float | None = Field(ge=0, le=100)
    risk: Risk
    risk_reasons: tuple[Words, ...]
    confidence: float = Field(ge=0, le=1)
    confidence_by_modality: dict[Modality, float]
    subscores: Subscores
    prior_db: float
    balance_db: float
    terms: tuple[SignalTotal, ...]
    findings: tuple[Finding, ...]
    contradictions: tuple[Contradiction, ...]
    coverage: Coverage
    trajectory: tuple[Moment, ...]
    recommendations: tuple[Words, ...]
    reasoning: tuple[Sentence, ...]
    requires_review: bool
    reviewers: int = Field(ge=0)
    policy: PolicyRef

    def factors(self, term: SignalTotal) -> tuple[Factors, ...]:
        """Each contribution of a term taken apart, in the term's order; with them every number can be made again."""
        return tuple(
            Factors(
                finding=index,
                weight_db=term.weight_db,
                confidence=self.findings[index].confidence,
                trust=self.findings[index].trust,
                recency=term.recencies[place] if term.recencies else 1.0,
                db=term.contributions_db[place],
            )
            for place, index in enumerate(term.findings)
        )
