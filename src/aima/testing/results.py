"""An assessment with plain values, for tests of what stores and shows one."""

from __future__ import annotations

from aima.model.assessment import Assessment, Coverage, PolicyRef, Risk, Sentence, Subscores, Verdict
from aima.model.words import words


def example_assessment(balance_db: float = -1.5) -> Assessment:
    """One without findings: the evidence does not reach for a score."""
    return Assessment(
        verdict=Verdict.INSUFFICIENT,
        consent_score=None,
        risk=Risk.MEDIUM,
        risk_reasons=(words("Zu wenig wurde untersucht.", "Too little was examined."),),
        confidence=0.25,
        confidence_by_modality={},
        subscores=Subscores(communication=None, distress=49.5, physical_state=None, setting=None, safety_measures=None),
        prior_db=0.0,
        balance_db=balance_db,
        terms=(),
        findings=(),
        contradictions=(),
        coverage=Coverage(share=0.1, sufficient=False, capabilities=()),
        trajectory=(),
        recommendations=(words("Bitte ansehen.", "Please have a look."),),
        reasoning=(Sentence(text=words("Es fehlt die Verschriftung.", "The transcript is missing.")),),
        requires_review=True,
        reviewers=1,
        policy=PolicyRef(name="example", version="1", sha256="f" * 64),
    )
