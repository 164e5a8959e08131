"""What is in a home: one row an analysis."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import JsonValue

from aima.model.analysis import Analysis, AnalysisId
from aima.model.assessment import Risk
from aima.model.words import Words, words
from aima.reports import labels
from aima.reports.clean import shown
from aima.stores.base import Stores


@dataclass(frozen=True, slots=True)
class Row:
    """One analysis in a list, its name fit for a terminal; `score` and `risk` are `None` where there is none.

    `duration_ms` is 0 for a still image; `created_at` is ISO 8601 in UTC.
    """

    id: AnalysisId
    name: str
    profile: str
    created_at: str
    duration_ms: int
    risk: Risk | None
    score: float | None

    @property
    def finished(self) -> bool:
        """Whether there is a result."""
        return self.risk is not None

    @property
    def state(self) -> Words:
        """Unfinished, or the risk with the score."""
        if self.risk is None:
            return words("unfertig", "unfinished")
        risk, score = labels.RISKS[self.risk], self.score
        said = words("Belege reichen nicht aus", "insufficient evidence")
        if score is not None:
            said = words(f"Wert {score:.0f}", f"score {score:.0f}")
        return words(f"Risiko {risk.de}, {said.de}", f"risk {risk.en}, {said.en}")

    def as_json(self) -> dict[str, JsonValue]:
        """The row for machines."""
        return {
            "id": self.id,
            "name": self.name,
            "profile": self.profile,
            "created_at": self.created_at,
            "duration_ms": self.duration_ms,
            "state": self.state.en,
            "risk": self.risk.value if self.risk is not None else None,
            "consent_score": self.score,
        }


def listing(stores: Stores) -> list[Row]:
    """All analyses, newest first."""
    return [row(stores, analysis) for analysis in stores.analyses.all()]


def row(stores: Stores, analysis: Analysis) -> Row:
    """One analysis as a row."""
    result = stores.analyses.result(analysis.id)
    media = stores.media.get(analysis.media)
    assessment = result.assessment if result is not None else None
    return Row(
        id=analysis.id,
        name=shown(media.name, 255),
        profile=analysis.profile.value,
        created_at=analysis.created_at,
        duration_ms=media.duration_ms,
        risk=assessment.risk if assessment is not None else None,
        score=assessment.consent_score if assessment is not None else None,
    )
