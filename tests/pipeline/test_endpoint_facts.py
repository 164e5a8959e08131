"""What the doctor says of model servers: one sentence each, and usable only where nothing is wrong."""

from dataclasses import replace

import pytest

from aima.endpoints.probe import Probe
from aima.endpoints.sentences import failed
from aima.fusion.policy_file import load_policy
from aima.model.chat import ChatModel
from aima.pipeline.advisers import Advisers
from aima.pipeline.endpoint_facts import EndpointFact, endpoint_facts
from tests.endpoints.parts import InMemory

POLICY = load_policy(None)
ABLE = Probe(True, True, "json_schema", True, 16_384)


def model(name: str, context_tokens: int = 8192) -> ChatModel:
    made = InMemory(lambda _: "")
    made.endpoint = replace(made.endpoint, name=name, context_tokens=context_tokens)  # type: ignore[arg-type]
    return made


def facts(
    monkeypatch: pytest.MonkeyPatch, found: Probe, context_tokens: int = 8192, asks: bool = True
) -> tuple[EndpointFact, EndpointFact]:
    monkeypatch.setattr("aima.pipeline.endpoint_facts.probe", lambda _endpoint, *, pictures: found)
    policy = POLICY if asks else POLICY.model_copy(update={"look": POLICY.look.model_copy(update={"questions": ()})})
    both = Advisers(llm=model("LLM", context_tokens), vlm=model("VLM", context_tokens))
    return endpoint_facts(both, policy)


def test_what_is_set_up_and_able_is_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    llm, vlm = facts(monkeypatch, ABLE)
    assert llm.usable and vlm.usable
    assert "JSON schema" in llm.sentence.en and "pictures" in vlm.sentence.en and "Bilder" in vlm.sentence.de


def test_what_is_not_set_up_is_not_asked() -> None:
    llm, vlm = endpoint_facts(Advisers(), POLICY)
    assert not (llm.configured or llm.usable or vlm.configured or vlm.usable)
    assert "AIMA_LLM_URL" in llm.sentence.en and "AIMA_VLM_URL" in vlm.sentence.de


@pytest.mark.parametrize("code", ["away", "key", "pictures", "schema"])
def test_a_problem_is_told_in_its_own_words(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    problem = failed(code, model("LLM").endpoint)
    for fact in facts(monkeypatch, replace(ABLE, problem=problem)):
        assert not fact.usable and (fact.sentence.de, fact.sentence.en) == (problem.de, problem.en)


def test_a_context_larger_than_the_models_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for fact, name in zip(facts(monkeypatch, replace(ABLE, context=4096)), ("LLM", "VLM"), strict=True):
        assert not fact.usable and f"AIMA_{name}_CONTEXT is 8192" in fact.sentence.en and "4096" in fact.sentence.de
    assert all(fact.usable for fact in facts(monkeypatch, replace(ABLE, context=8192)))
    assert all(fact.usable for fact in facts(monkeypatch, replace(ABLE, context=None)))


def test_a_context_too_small_for_one_window_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    llm, _ = facts(monkeypatch, ABLE, context_tokens=1024)
    assert not llm.usable and "1024 tokens is too small" in llm.sentence.en and "zu klein" in llm.sentence.de


def test_a_policy_without_questions_needs_no_eyes(monkeypatch: pytest.MonkeyPatch) -> None:
    llm, vlm = facts(monkeypatch, ABLE, asks=False)
    assert llm.usable and not vlm.usable and "no questions" in vlm.sentence.en
