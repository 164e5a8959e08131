"""The model servers that are set up, and what each can do, in one sentence (for `aima doctor`)."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from aima.endpoints.probe import Probe, probe
from aima.explain.answer import whole_schema
from aima.explain.explain import MOST_SENTENCES
from aima.explain.room import room
from aima.model.chat import ChatModel, Endpoint
from aima.model.policy import Policy
from aima.model.words import Words, words
from aima.pipeline.advisers import Advisers

LEAST_SHOWN = 1200
"""Tokens for the head and some lines: with less room for what was observed, no window can be shown."""
_LLM = words("Sprachmodell", "Language model")
_VLM = words("Bild-Sprach-Modell", "Vision-language model")
_NOT_SET = words(
    "keines eingerichtet (AIMA_{name}_URL); AIMA arbeitet ohne", "none is set up (AIMA_{name}_URL); AIMA works without"
)
_SCHEMA = {
    "json_schema": words("hält sich an ein JSON-Schema", "keeps to a JSON schema"),
    "json_object": words("gibt JSON ohne Schema", "gives JSON without a schema"),
    "text": words("gibt JSON auf Bitte", "gives JSON when asked to"),
}
_PICTURES = words("versteht Bilder", "understands pictures")
_SMALL = words(
    "Für ein Fenster der Aufnahme ist der Kontext von {tokens} Token zu klein; AIMA_{name}_CONTEXT auf die wahre Größe "
    "setzen oder ein Modell mit größerem Kontext nehmen.",
    "The context of {tokens} tokens is too small for one window of the recording; set AIMA_{name}_CONTEXT to its true "
    "size or take a model with a larger context.",
)
_LARGER = words(
    "AIMA_{name}_CONTEXT ist {set}, das Modell fasst nur {real} Token; den Wert verkleinern.",
    "AIMA_{name}_CONTEXT is {set}, but the model holds only {real} tokens; lower the value.",
)
_NO_QUESTIONS = words("Das Regelwerk stellt keine Fragen an Bilder.", "The policy asks no questions about pictures.")


class EndpointFact(BaseModel):
    """One model server: whether one is set up and can be used, and a sentence on what it can do or what to set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Words
    model: str
    configured: bool
    usable: bool
    sentence: Words


def endpoint_facts(advisers: Advisers, policy: Policy) -> tuple[EndpointFact, EndpointFact]:
    """Ask both servers, of the language and of the vision-language model; what is not set up is not asked."""
    return (_fact(_LLM, "LLM", advisers.llm, None), _fact(_VLM, "VLM", advisers.vlm, policy))


def _fact(title: Words, name: str, model: ChatModel | None, asks: Policy | None) -> EndpointFact:
    if model is None:
        return EndpointFact(title=title, model="", configured=False, usable=False, sentence=_NOT_SET.fill(name=name))
    endpoint = model.endpoint
    found = probe(endpoint, pictures=asks is not None)
    problem = _problem(endpoint, found)
    if problem is None and asks is not None and not asks.look.questions:
        problem = _NO_QUESTIONS
    sentence = problem or _abilities(found)
    return EndpointFact(title=title, model=endpoint.model, configured=True, usable=problem is None, sentence=sentence)


def _problem(endpoint: Endpoint, found: Probe) -> Words | None:
    if found.problem is not None:
        return words(found.problem.de, found.problem.en)
    if found.context is not None and found.context < endpoint.context_tokens:
        return _LARGER.fill(name=endpoint.name, set=endpoint.context_tokens, real=found.context)
    if endpoint.name == "LLM" and room(endpoint, "explanation", whole_schema(MOST_SENTENCES)).shown < LEAST_SHOWN:
        return _SMALL.fill(name=endpoint.name, tokens=endpoint.context_tokens)
    return None


def _abilities(found: Probe) -> Words:
    said = [_SCHEMA[found.schema]] if found.schema in _SCHEMA else []
    said += [_PICTURES] if found.pictures else []
    return words("; ".join(each.de for each in said), "; ".join(each.en for each in said))
