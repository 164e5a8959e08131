"""One line of JSON for one file: what `aima analyze --json` and `aima show --json` print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from aima.model.analysis import AnalysisId
from aima.model.assessment import Coverage, Risk, Sentence, Subscores
from aima.model.words import Words
from aima.reports.clean import canonical, shown
from aima.reports.dossier import Dossier
from aima.reports.record import explanation_record, stream_records


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class MediaSummary(_Wire):
    """The recording."""

    sha256: str
    kind: str
    duration_ms: int
    streams: tuple[JsonValue, ...]


class AssessmentSummary(_Wire):
    """The result; `consent_score` is `None` where the evidence does not suffice."""

    consent_score: float | None
    risk: Risk
    confidence: float
    subscores: Subscores
    requires_review: bool
    reasoning: tuple[Sentence, ...]


class Review(_Wire):
    """Whether people must look, how many, and what beside the assessment asks for it."""

    required: bool
    reviewers: int
    reasons: tuple[Words, ...]


class Summary(_Wire):
    """One file that was analysed. `observations` are counts by kind.

    `explanation` is a language model's, without its raw answers, and `None` where none was asked.
    """

    media: MediaSummary
    analysis: AnalysisId
    observations: Mapping[str, int]
    assessment: AssessmentSummary
    coverage: Coverage
    review: Review
    explanation: JsonValue


def summary(dossier: Dossier) -> Summary:
    """The short form of a dossier, for programs."""
    media, assessment = dossier.media, dossier.assessment
    return Summary(
        media=MediaSummary(
            sha256=media.id,
            kind=media.kind.value,
            duration_ms=media.duration_ms,
            streams=tuple(stream_records(media)),
        ),
        analysis=dossier.analysis.id,
        observations=dossier.timeline.counts(),
        assessment=AssessmentSummary(
            consent_score=assessment.consent_score,
            risk=assessment.risk,
            confidence=assessment.confidence,
            subscores=assessment.subscores,
            requires_review=assessment.requires_review,
            reasoning=assessment.reasoning,
        ),
        coverage=assessment.coverage,
        review=Review(required=dossier.requires_review, reviewers=dossier.reviewers, reasons=dossier.review_reasons),
        explanation=None if dossier.explanation is None else explanation_record(dossier.explanation),
    )


def left_out(file: str, how: Literal["refused", "skipped"], reason: str) -> str:
    """The line for a file that was not analysed, and why; a name that is not valid Unicode is made so."""
    return canonical({"file": shown(file, 4096), how: reason})
