"""The model's estimate beside the rules' result: a gap beyond the policy's band asks that a person looks.

Nothing else comes of it. The finding weighs nothing (its trust is 0) and stands in the explanation alone; an
assessment is never changed by what a model thinks of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from aima.model.assessment import Assessment, Risk
from aima.model.explanation import Estimate, Supported
from aima.model.finding import Citation, Finding, Stance
from aima.model.kinds import BY_NAME
from aima.model.observation import ObservationId
from aima.model.policy import Explaining
from aima.model.words import Words, words

RULE = "explanation"
SIGNAL = "model_gap"
MOST_CITES = 6

_RISKS = {
    Risk.LOW: words("niedriges", "low"),
    Risk.MEDIUM: words("mittleres", "medium"),
    Risk.HIGH: words("hohes", "high"),
    Risk.CRITICAL: words("kritisches", "critical"),
}
_BOTH = words(
    "Das Sprachmodell schätzt die Einwilligung auf {consent} von 100 und sieht ein {risk} Risiko, die Regeln ergeben "
    "{score} von 100 und ein {ruled} Risiko; eine Person soll prüfen, woran das liegt.",
    "The language model puts consent at {consent} of 100 and sees a {risk} risk, the rules give {score} of 100 and a "
    "{ruled} risk; a person should look at why they differ.",
)
_CONSENT = words(
    "Das Sprachmodell schätzt die Einwilligung auf {consent} von 100, die Regeln ergeben {score} von 100; eine Person "
    "soll prüfen, woran das liegt.",
    "The language model puts consent at {consent} of 100, the rules give {score} of 100; a person should look at why "
    "they differ.",
)
_RISK = words(
    "Das Sprachmodell sieht ein {risk} Risiko, die Regeln ergeben ein {ruled} Risiko; eine Person soll prüfen, woran "
    "das liegt.",
    "The language model sees a {risk} risk, the rules give a {ruled} risk; a person should look at why they differ.",
)


def compare(
    estimate: Estimate, assessment: Assessment, bands: Explaining, sentences: Sequence[Supported]
) -> tuple[Finding, ...]:
    """At most one finding, for a gap in consent or risk that lies beyond its band; it cites what the sentences cite.

    Without a score of the rules, or a figure of the model, that half is not compared. It concerns where the model
    sees more to worry about than the rules, and is neutral where it sees less: calm words relieve nobody.
    """
    cites = _cites(sentences)
    consent_gap = _consent_gap(estimate, assessment)
    risk_gap = 0 if estimate.risk is None else estimate.risk.rank - assessment.risk.rank
    apart = abs(consent_gap) > bands.consent_band
    steps_apart = abs(risk_gap) > bands.risk_band
    if not cites or not (apart or steps_apart):
        return ()
    graver = (apart and consent_gap < 0) or (steps_apart and risk_gap > 0)
    return (
        Finding(
            rule=RULE,
            signal=SIGNAL,
            claim=_claim(estimate, assessment),
            stance=Stance.CONCERNS if graver else Stance.NEUTRAL,
            modality=BY_NAME[cites[0].kind].capability.modality,
            confidence=estimate.confidence or 0.0,
            trust=0.0,
            cites=cites,
        ),
    )


def _consent_gap(estimate: Estimate, assessment: Assessment) -> float:
    """Points by which the model's consent lies above the rules'; 0 where either gives none."""
    if estimate.consent is None or assessment.consent_score is None:
        return 0.0
    return estimate.consent - assessment.consent_score


def _claim(estimate: Estimate, assessment: Assessment) -> Words:
    """The sentence with all figures that both sides gave."""
    ruled = _RISKS[assessment.risk]
    if estimate.consent is None or assessment.consent_score is None:
        return _RISK.fill(risk=_RISKS[estimate.risk or assessment.risk], ruled=ruled)
    consent, score = f"{estimate.consent:.0f}", f"{assessment.consent_score:.0f}"
    if estimate.risk is None:
        return _CONSENT.fill(consent=consent, score=score)
    return _BOTH.fill(consent=consent, score=score, risk=_RISKS[estimate.risk], ruled=ruled)


def _cites(sentences: Sequence[Supported]) -> tuple[Citation, ...]:
    """The first citations of the sentences, each once, in the order of the sentences."""
    found: dict[ObservationId, Citation] = {}
    for sentence in sentences:
        for cite in sentence.cites:
            found.setdefault(cite.observation, cite)
    return tuple(found.values())[:MOST_CITES]
