"""What is said to a model server and what comes back; who speaks to one lies behind `ChatModel` (`aima.endpoints`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, Protocol

from pydantic import JsonValue

from aima.model.analysis import digest


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One server of the OpenAI protocol, as it is configured.

    `url` is the base ("http://127.0.0.1:8000/v1"). `allow_remote` lets it lie outside this machine and its private
    network. `timeout_s` bounds one answer as a whole, `connect_s` one attempt to reach the server. `context_tokens`
    is the room for question and answer together, `budget_tokens` what one analysis may spend in all, `concurrency`
    how many questions are asked at the same time. `name` stands in the names of its settings (`AIMA_LLM_URL`), which
    messages point to. `key` never goes into a message, a record or `repr`.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    allow_remote: bool = False
    timeout_s: float = 120.0
    connect_s: float = 1.5
    context_tokens: int = 8192
    budget_tokens: int = 200_000
    concurrency: int = 2
    name: Literal["LLM", "VLM"] = "LLM"


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One question. `schema` is the JSON schema of the answer that is wanted, `images` are JPEGs in order."""

    system: str
    user: str
    schema_name: str
    schema: Mapping[str, JsonValue]
    images: tuple[bytes, ...] = ()
    max_tokens: int = 1024
    temperature: float = 0.0
    seed: int = 7

    def digest(self, model: str) -> str:
        """SHA-256 over the model's name and all that is sent: the key under which an answer is kept."""
        return digest(
            {
                "model": model,
                "system": self.system,
                "user": self.user,
                "schema": {"name": self.schema_name, "schema": dict(self.schema)},
                "images": [sha256(image).hexdigest() for image in self.images],
                "parameters": [self.max_tokens, self.temperature, self.seed],
            }
        )


@dataclass(frozen=True, slots=True)
class ChatAnswer:
    """What came back, as it came. `ended` is "length" where the server cut it off. Tokens are the server's count."""

    text: str
    ended: Literal["stop", "length", "other"] = "stop"
    prompt_tokens: int = 0
    answer_tokens: int = 0


class ChatModel(Protocol):
    """One model behind an endpoint."""

    @property
    def endpoint(self) -> Endpoint:
        """What it was made from."""
        ...

    def ask(self, request: ChatRequest) -> ChatAnswer:
        """The answer, whatever it says. Raises `EndpointFailed`, at the latest after the endpoint's time-out."""
        ...


class AnswerCache(Protocol):
    """Answers about one recording, by the digest of their question; used from one thread."""

    def get(self, digest: str) -> ChatAnswer | None:
        """The answer that was kept, `None` where there is none."""
        ...

    def put(self, digest: str, answer: ChatAnswer, *, replace: bool = False) -> None:
        """Keep an answer; the first one stays, unless it is to be replaced."""
        ...
