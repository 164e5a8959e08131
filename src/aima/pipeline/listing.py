"""What is in a home: one row an analysis."""

from __future__ import annotations

from dataclasses import dataclass

from aima.model.analysis import Analysis, AnalysisId
from aima.model.assessment import Verdict
from aima.reports.clean import shown
from aima.stores.base import Stores


@dataclass(frozen=True, slots=True)
class Row:
    """One analysis in a list, its name fit for a terminal.

    `state` is "unfinished", "insufficient evidence", or the risk with the score.
    """

    id: AnalysisId
    name: str
    profile: str
    created_at: str
    state: str
    risk: str | None

    def as_json(self) -> dict[str, str | None]:
        """The row for machines."""
        return {
            "id": self.id,
            "name": self.name,
            "profile": self.profile,
            "created_at": self.created_at,
            "state": self.state,
            "risk": self.risk,
        }


def listing(stores: Stores) -> list[Row]:
    """All analyses, newest first."""
    return [row(stores, analysis) for analysis in stores.analyses.all()]


def row(stores: Stores, analysis: Analysis) -> Row:
    """One analysis as a row."""
    result = stores.analyses.result(analysis.id)
    name = shown(stores.media.get(analysis.media).name, 255)
    if result is None:
        return Row(analysis.id, name, analysis.profile.value, analysis.created_at, "unfinished", None)
    assessment = result.assessment
    risk = assessment.risk.value
    insufficient = assessment.verdict is Verdict.INSUFFICIENT or assessment.consent_score is None
    said = "insufficient evidence" if insufficient else f"score {assessment.consent_score:.0f}"
    return Row(analysis.id, name, analysis.profile.value, analysis.created_at, f"risk {risk}, {said}", risk)
