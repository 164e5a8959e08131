"""An assessment and an explanation with plain values, for tests of what stores and shows them."""

from __future__ import annotations

from aima.model.assessment import Assessment, Coverage, PolicyRef, Risk, Sentence, Subscores, Verdict
from aima.model.explanation import Estimate, Exchange, Explanation, Outcome, Part, Strike, Struck, Supported
from aima.model.finding import Citation
from aima.model.observation import ObservationId
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


def example_explanation(text: str = "A voice says “stop” at 12.3 s.") -> Explanation:
    """One with a supported sentence, a struck one and a raw answer of odd letters."""
    cite = Citation(
        observation=ObservationId("0123456789ab:0:1"), start_ms=12_300, end_ms=14_000, kind="speech.segment"
    )
    return Explanation(
        outcome=Outcome.KEPT,
        model="example/model",
        prompt_version="1",
        language="en",
        parameters={"temperature": 0.0, "seed": 7},
        digest_sha256="d" * 64,
        assessment_sha256="a" * 64,
        estimate=Estimate(consent=40.0, risk=Risk.HIGH, confidence=0.5),
        sentences=(Supported(part=Part.REASONING, text=text, cites=(cite,)),),
        struck=(Struck(part=Part.CONCERNING, text="Somebody laughs.", ids=("zzzzz",), why=Strike.UNKNOWN_ID),),
        exchanges=(
            Exchange(purpose="whole", request_sha256="e" * 64, raw='{"ä": "音 \x00 \u202e"}', prompt_tokens=900),
        ),
    )
