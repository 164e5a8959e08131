"""Short ways to a model behind a scripted server, and a cache in memory."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from pydantic import BaseModel, ConfigDict

from aima.endpoints.asking import Asked, Asker, Inquiry, ask_all
from aima.endpoints.connect import OpenAIChat, connect
from aima.errors import EndpointFailed
from aima.model.chat import ChatAnswer, ChatRequest, Endpoint

ShapeT = TypeVar("ShapeT", bound=BaseModel)


def ask_for(asker: Asker, inquiry: Inquiry, shape: type[ShapeT]) -> Asked[ShapeT]:
    """One question alone."""
    return ask_all(asker, [inquiry], shape)[0]


class Fruit(BaseModel):
    """The shape that the tests ask for."""

    model_config = ConfigDict(extra="forbid")

    name: str
    count: int


def question(user: str = "Which fruit?", *images: bytes, max_tokens: int = 64) -> ChatRequest:
    return ChatRequest("Be brief.", user, "fruit", Fruit.model_json_schema(), images, max_tokens=max_tokens)


def endpoint(url: str, **settings: object) -> Endpoint:
    return Endpoint(url=url, model="m", **settings)  # type: ignore[arg-type]


def failure(model: OpenAIChat, request: ChatRequest | None = None) -> EndpointFailed:
    """The error in which a question ends."""
    with pytest.raises(EndpointFailed) as raised:
        model.ask(request or question())
    return raised.value


def code(url: str, request: ChatRequest | None = None, **settings: object) -> str:
    """The code in which a first question to this address ends; also where it is refused before that."""
    with pytest.raises(EndpointFailed) as raised:
        connect(endpoint(url, **settings)).ask(request or question())
    return raised.value.code


class Kept:
    """An `AnswerCache` in memory."""

    def __init__(self) -> None:
        self.answers: dict[str, ChatAnswer] = {}

    def get(self, digest: str) -> ChatAnswer | None:
        return self.answers.get(digest)

    def put(self, digest: str, answer: ChatAnswer, *, replace: bool = False) -> None:
        if replace or digest not in self.answers:
            self.answers[digest] = answer


class InMemory:
    """A `ChatModel` that says what a function of the request says, and records what it was asked."""

    def __init__(self, script: Callable[[ChatRequest], ChatAnswer | str], **settings: object) -> None:
        self.endpoint = endpoint("http://127.0.0.1:1/v1", **settings)
        self.asked: list[ChatRequest] = []
        self._script = script

    def ask(self, request: ChatRequest) -> ChatAnswer:
        self.asked.append(request)
        said = self._script(request)
        return ChatAnswer(said, prompt_tokens=10, answer_tokens=5) if isinstance(said, str) else said
