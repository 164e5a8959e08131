import pytest

from aima.explain.compare import compare
from aima.model.assessment import Assessment, Risk
from aima.model.explanation import Estimate, Part, Supported
from aima.model.finding import Citation, Finding, Stance
from aima.model.observation import ObservationId
from aima.model.policy import Explaining
from tests.explain.ruled import ruled
from tests.explain.scripted import talk

BANDS = Explaining(consent_band=25, risk_band=1)
SENTENCES = tuple(
    Supported(
        part=Part.REASONING,
        text=f"Sentence {number}.",
        cites=tuple(
            Citation(observation=ObservationId(f"{'0' * 12}:0:{number + more}"), start_ms=0, end_ms=1, kind="keyword")
            for more in range(3)
        ),
    )
    for number in range(8)
)


def assessed(score: float | None, risk: Risk) -> Assessment:
    return ruled(talk(2), score, risk)


def gap(estimate: Estimate, score: float | None = 40, risk: Risk = Risk.MEDIUM) -> Finding | None:
    found = compare(estimate, assessed(score, risk), BANDS, SENTENCES)
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize("consent", [15, 15.1, 40, 64.9, 65])
def test_within_the_band_nothing_is_found(consent: float) -> None:
    assert gap(Estimate(consent=consent, risk=Risk.MEDIUM)) is None


def test_a_calmer_model_asks_for_review_and_relieves_nobody() -> None:
    found = gap(Estimate(consent=100, risk=Risk.LOW, confidence=0.9), 40, Risk.HIGH)
    assert found is not None
    assert (found.rule, found.signal, found.stance) == ("explanation", "model_gap", Stance.NEUTRAL)
    assert (found.trust, found.confidence, found.hard) == (0.0, 0.9, None)
    assert found.claim.en == (
        "The language model puts consent at 100 of 100 and sees a low risk, the rules give 40 of 100 and a high risk; "
        "a person should look at why they differ."
    )
    assert found.claim.de == (
        "Das Sprachmodell schätzt die Einwilligung auf 100 von 100 und sieht ein niedriges Risiko, die Regeln ergeben "
        "40 von 100 und ein hohes Risiko; eine Person soll prüfen, woran das liegt."
    )


@pytest.mark.parametrize(
    "estimate", [Estimate(consent=14.9), Estimate(risk=Risk.CRITICAL), Estimate(consent=100, risk=Risk.CRITICAL)]
)
def test_a_more_worried_model_concerns(estimate: Estimate) -> None:
    found = gap(estimate)
    assert found is not None
    assert found.stance is Stance.CONCERNS


def test_one_step_of_risk_is_within_the_band() -> None:
    assert gap(Estimate(risk=Risk.HIGH)) is None
    assert gap(Estimate(risk=Risk.LOW)) is None


def test_without_a_score_only_the_risk_is_compared() -> None:
    assert gap(Estimate(consent=100), None) is None
    found = gap(Estimate(consent=100, risk=Risk.CRITICAL), None)
    assert found is not None
    assert found.claim.en.startswith("The language model sees a critical risk, the rules give a medium risk;")
    assert "100" not in found.claim.de


def test_without_a_risk_only_the_consent_is_compared() -> None:
    found = gap(Estimate(consent=90))
    assert found is not None
    assert found.claim.en.startswith("The language model puts consent at 90 of 100, the rules give 40 of 100;")


def test_it_cites_what_the_sentences_cite_each_once_and_at_most_six() -> None:
    found = gap(Estimate(consent=90))
    assert found is not None
    assert [cite.observation[-1] for cite in found.cites] == ["0", "1", "2", "3", "4", "5"]
    assert found.modality == "speech"


def test_without_figures_or_sentences_there_is_nothing_to_find() -> None:
    assert gap(Estimate()) is None
    assert compare(Estimate(consent=100), assessed(0, Risk.CRITICAL), BANDS, ()) == ()
