"""The versioned file with vocabulary, weights, thresholds, hard rules and required coverage (docs/policy.md)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from aima.model.capabilities import Modality
from aima.model.words import Language, Words

Category = Literal[
    "consent",
    "withdrawal",
    "refusal",
    "safeword",
    "distress",
    "pain",
    "coercion",
    "intoxication",
    "age",
    "practice",
]
Priority = Literal["low", "medium", "high", "critical"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Term(_Part):
    """One entry of the vocabulary.

    `forms` are word forms or phrases, lower case, without punctuation; a form that ends in `!` counts only as a clause
    of its own, `8..17` stands for any of these numbers, in figures or words, `a|b` for either word, `...` inside for
    a few words between, and `...` at the beginning for the condition that it must follow (docs/policy.md). `spot`
    says that a keyword spotter listens for it as well (English, at least three syllables work best). `negatable`
    says that a negation turns it around.
    """

    term: str
    category: Category
    priority: Priority
    language: Language
    forms: tuple[str, ...] = Field(min_length=1)
    spot: bool = False
    negatable: bool = True


class Signal(_Part):
    """The weight of one kind of finding in decibans (positive supports consent, negative concerns) and its cap.

    `half_life_s` lets older findings fade against the end of the recording (0: never). `subscore` names the
    sub-score it belongs to. Signals with the same `cause` may be two sights of one event: where they fall into the
    same moment, the weaker ones count by the policy's dependence factor (empty: a cause of its own).
    """

    weight_db: float
    cap_db: float = Field(gt=0)
    modality: Modality
    subscore: Literal["communication", "distress", "physical_state", "setting", "safety_measures"]
    half_life_s: float = Field(default=0.0, ge=0)
    cause: str = ""
    title: Words


class Thresholds(_Part):
    """Consent scores (0..100) below which the risk is at least medium, high, critical; and band limits.

    `contradiction_window_ms` is how near two witnesses must be to speak of the same moment, `response_window_ms` how
    long after a "no" its being respected or ignored is looked for. `arousal_high` and `tension_high` (0..1) are where
    a voice or a posture counts as strained. `insufficient_risk` is the least risk where the evidence does not suffice.
    """

    medium_below: float = Field(ge=0, le=100)
    high_below: float = Field(ge=0, le=100)
    critical_below: float = Field(ge=0, le=100)
    contradiction_window_ms: int = Field(gt=0)
    trajectory_window_ms: int = Field(gt=0)
    response_window_ms: int = Field(default=15_000, gt=0)
    arousal_high: float = Field(default=0.75, ge=0.5, le=1)
    tension_high: float = Field(default=0.7, ge=0, le=1)
    insufficient_risk: Literal["medium", "high", "critical"] = "medium"


class HardRule(_Part):
    """Whatever the sum says: a finding that triggers it raises the risk to at least `risk`; it never lowers one.

    A finding triggers it only if its trust is at least `at_trust`.
    """

    name: str
    risk: Literal["medium", "high", "critical"]
    reason: Words
    recommendation: Words
    reviewers: int = Field(default=1, ge=0)
    at_trust: float = Field(default=0.0, ge=0, le=1)


class RequiredCoverage(_Part):
    """The share each required capability weighs, and the share of the whole below which there is no score.

    For each kind of media the capabilities that count are listed, each with its weight. `evidence_db` is how much must
    have been said for or against (sum of the signals' totals without their signs): below it there is no score either,
    for the prior alone is no result.
    """

    minimum: float = Field(ge=0, le=1)
    evidence_db: float = Field(default=3.0, ge=0)
    video: dict[str, float]
    audio: dict[str, float]
    image: dict[str, float]


class Review(_Part):
    """When a person is asked: always unless said otherwise; how many for a critical one."""

    always: bool = True
    critical_reviewers: int = Field(default=2, ge=1)


class Question(_Part):
    """One question to a vision-language model about a picture.

    `kind` is what its answers become, `thing` the label of what is looked for ("restraint"), used where the model says
    "no" or "cannot tell".
    """

    name: str = Field(min_length=1, max_length=40, pattern=r"^[a-z][a-z0-9_]*$")
    kind: Literal["object", "safety.equipment", "clothing", "scene", "caption"]
    thing: str = Field(min_length=1, max_length=60)
    ask: str = Field(min_length=3, max_length=400)


class Look(_Part):
    """Which frames a vision-language model is shown, and what it is asked.

    At most `frames` of one recording, at least `apart_ms` from each other, and never more than one in `every_ms` of
    its length. The shares say how many of them go to each reason. `terms` are terms of the vocabulary at whose
    moments to look. `confidence` is what its answers count as.
    """

    frames: int = Field(default=12, ge=0, le=200)
    apart_ms: int = Field(default=2000, gt=0)
    every_ms: int = Field(default=3000, gt=0)
    concerning: float = Field(default=0.4, ge=0, le=1)
    persons: float = Field(default=0.25, ge=0, le=1)
    objects: float = Field(default=0.15, ge=0, le=1)
    novelty: float = Field(default=0.2, ge=0, le=1)
    terms: tuple[str, ...] = ()
    confidence: float = Field(default=0.5, ge=0, le=1)
    questions: tuple[Question, ...] = ()


class Explaining(_Part):
    """When a language model's answer stands, and when it asks for review.

    The model's consent estimate may lie `consent_band` points, its risk `risk_band` steps from the rules' result; more
    asks for review. Fewer than `least_sentences` supported sentences of the reasoning, less than `least_share` of all
    sentences, or fewer than `least_anchored` supported sentences with a quotation, a time or a numbered speaker or
    person that was checked, and the answer is thrown away as a whole.
    """

    consent_band: float = Field(default=25.0, ge=0, le=100)
    risk_band: int = Field(default=1, ge=0, le=3)
    least_sentences: int = Field(default=2, ge=1)
    least_share: float = Field(default=0.5, ge=0, le=1)
    least_anchored: int = Field(default=1, ge=0)


class Policy(_Part):
    """One policy file. `sha256` is over the bytes of the file and stands in every assessment."""

    name: str
    version: str
    title: Words
    prior_db: float
    dependence: float = Field(ge=0, le=1)
    dependence_window_ms: int = Field(gt=0)
    trust: dict[str, float]
    modality_weights: dict[Modality, float]
    signals: dict[str, Signal]
    thresholds: Thresholds
    hard_rules: tuple[HardRule, ...]
    coverage: RequiredCoverage
    review: Review
    look: Look = Look()
    explaining: Explaining = Explaining()
    vocabulary: tuple[Term, ...] = ()
    sha256: str = ""
