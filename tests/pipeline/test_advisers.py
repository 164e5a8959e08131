"""Who is asked: what decides the identity of an answer, and which analyses an answer is kept for."""

from dataclasses import replace

import pytest

from aima.endpoints.connect import connect
from aima.errors import EndpointFailed
from aima.fusion.policy_file import load_policy
from aima.model.analysis import Analysis, AnalysisId, ProfileName
from aima.model.chat import ChatAnswer, ChatRequest
from aima.model.media import Media
from aima.pipeline.advisers import Advisers, KeptAnswers, adviser
from aima.testing.memory import MemoryStores
from tests.endpoints.parts import InMemory, endpoint

POLICY = load_policy(None)
SEEING = Advisers(vlm=InMemory(lambda _: ""))
OTHER = InMemory(lambda _: "")
OTHER.endpoint = replace(OTHER.endpoint, model="n")


@pytest.mark.parametrize(
    "other",
    [
        replace(SEEING, long_side_px=512),
        replace(SEEING, mask_faces=True),
        replace(SEEING, vlm=OTHER),
    ],
)
def test_whatever_changes_what_a_model_is_shown_changes_the_identity_of_its_answers(other: Advisers) -> None:
    assert other.sight_identity(POLICY) not in ("", SEEING.sight_identity(POLICY))


def test_other_questions_are_another_identity_and_nothing_else_is() -> None:
    fewer = POLICY.look.model_copy(update={"questions": POLICY.look.questions[1:]})
    assert SEEING.sight_identity(POLICY.model_copy(update={"look": fewer})) != SEEING.sight_identity(POLICY)
    assert replace(SEEING, language="de").sight_identity(POLICY) == SEEING.sight_identity(POLICY)
    elsewhere = InMemory(lambda _: "", timeout_s=1.0, budget_tokens=5, concurrency=9)
    assert replace(SEEING, vlm=elsewhere).sight_identity(POLICY) == SEEING.sight_identity(POLICY)


def test_nobody_has_no_identity() -> None:
    assert Advisers(llm=SEEING.vlm).sight_identity(POLICY) == "" and Advisers().sight(POLICY) == {}


def test_an_answer_that_served_another_analysis_stays_with_it(media: Media) -> None:
    stores = MemoryStores()
    stores.media.put(media, "a.mp4")
    kept = []
    for letter, year in (("a", "2025"), ("b", "2026")):
        analysis = Analysis(AnalysisId(letter * 12), media.id, ProfileName.FULL, "p", "auto", (), year)
        stores.analyses.put(analysis)
        kept.append(KeptAnswers(stores, analysis))
    first, second = kept
    first.put("d" * 64, ChatAnswer("words"))
    assert second.get("e" * 64) is None and second.get("d" * 64) == ChatAnswer("words")
    stores.analyses.delete(AnalysisId("a" * 12))
    assert second.get("d" * 64) == ChatAnswer("words")
    stores.analyses.delete(AnalysisId("b" * 12))
    assert stores.explanations.answers == {}


def test_an_endpoint_that_is_refused_fails_anew_with_each_question() -> None:
    """One error that is raised from several threads would gather their frames, in which recorded words stand."""
    refused = endpoint("http://8.8.8.8/v1")
    with pytest.raises(EndpointFailed):
        connect(refused)
    model, errors = adviser(refused), []
    assert model is not None
    for _ in range(2):
        with pytest.raises(EndpointFailed) as raised:
            model.ask(ChatRequest("s", "u", "n", {}))
        errors.append(raised.value)
    assert errors[0] is not errors[1] and str(errors[0]) == str(errors[1])
