"""A model behind an endpoint, spoken to with the official client of the OpenAI protocol (docs/language-models.md)."""

from __future__ import annotations

import base64
import json
import logging
from threading import Lock
from typing import Any, Literal, cast

from pydantic import JsonValue

from aima.endpoints.address import check_endpoint
from aima.endpoints.breaker import Breaker
from aima.endpoints.json_text import find_object, writable
from aima.endpoints.sentences import failed
from aima.endpoints.transport import RETRIES, Transport
from aima.endpoints.verdicts import code_of
from aima.endpoints.wire import Allowance
from aima.errors import EndpointFailed
from aima.model.chat import ChatAnswer, ChatRequest, Endpoint

Mode = Literal["json_schema", "json_object", "text"]
MODES: tuple[Mode, ...] = ("json_schema", "json_object", "text")
"""How a server is asked for JSON: what holds the model to the schema first, a plain request last."""
MOST_TOKENS = 10_000_000
"""A server that counts more than this for one answer counts nonsense."""


def connect(endpoint: Endpoint) -> OpenAIChat:
    """The model behind the endpoint; nothing is sent yet. Raises `EndpointFailed` for an address that is refused."""
    check_endpoint(endpoint)
    return OpenAIChat(endpoint)


class OpenAIChat:
    """`ChatModel` over the OpenAI protocol; may be used from several threads.

    It remembers how the server takes a schema, and which failures make every further question useless. `mode` is how
    it was last asked with success, `None` before that.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._breaker = Breaker()
        self._first = 0
        self._lock = Lock()
        self.mode: Mode | None = None

    @property
    def endpoint(self) -> Endpoint:
        """What it was made from."""
        return self._endpoint

    def ask(self, request: ChatRequest) -> ChatAnswer:
        """The answer, whatever it says. Raises `EndpointFailed`, at the latest after the endpoint's time-out."""
        outcome = self._breaker.broken or self._try(request)
        self._breaker.note(outcome)
        if isinstance(outcome, EndpointFailed):
            # Made anew, so that it carries neither a cause nor frames in which a server's words stand.
            raise EndpointFailed(outcome.code, outcome.en, outcome.de)
        return outcome

    def _try(self, request: ChatRequest) -> ChatAnswer | EndpointFailed:
        """Ask in each mode from the one that went well last, until one is not refused."""
        get_ready()
        allowance = Allowance(self._endpoint, request.max_tokens)
        pictures = bool(request.images)
        for position in range(self._first, len(MODES)):
            mode = MODES[position]
            got = exchange(
                self._endpoint, allowance, "/chat/completions", _body(self._endpoint, request, mode), pictures
            )
            if isinstance(got, EndpointFailed):
                return got
            status, raw = got
            if status == 200:
                answer = read_answer(raw, self._endpoint)
                if isinstance(answer, ChatAnswer):
                    self._remember(position, answer)
                return answer
            code = code_of(status, raw, pictures=pictures)
            if code != "refused" or status not in (400, 422):
                return failed(code, self._endpoint)
        return failed("pictures" if pictures else "refused", self._endpoint)

    def _remember(self, position: int, answer: ChatAnswer) -> None:
        """Begin with what was not refused; one that takes a schema but does not hold to it is told in words as well."""
        ignored = MODES[position] == "json_schema" and answer.ended == "stop" and find_object(answer.text) is None
        with self._lock:
            self._first = max(self._first, position + ignored)
            self.mode = MODES[position]


def exchange(
    endpoint: Endpoint, allowance: Allowance, path: str, body: dict[str, JsonValue] | None, pictures: bool = False
) -> tuple[int, bytes] | EndpointFailed:
    """Status and body of what the server says, after all attempts; posts a body, gets without one.

    `get_ready` goes before it.
    """
    import httpx2
    import openai

    try:
        transport = cast("httpx2.BaseTransport", Transport(endpoint, allowance, pictures=pictures))
        with httpx2.Client(transport=transport, trust_env=False, follow_redirects=False, timeout=None) as carrier:
            client = openai.OpenAI(
                base_url=endpoint.url,
                # The transport writes the key. Nothing is left `None`, for then the environment would be asked.
                api_key="none",
                admin_api_key="",
                organization="",
                project="",
                webhook_secret="",
                timeout=None,
                max_retries=RETRIES,
                http_client=carrier,
            )
            client._custom_headers = {}  # those of OPENAI_CUSTOM_HEADERS, which may even be no headers at all
            if body is None:
                answer = client.get(path, cast_to=httpx2.Response)
            else:
                answer = client.post(path, cast_to=httpx2.Response, body=body)
            return answer.status_code, answer.content
    except EndpointFailed as failure:
        return failure
    except openai.APIStatusError as error:
        return error.status_code, error.response.content
    except openai.APIConnectionError:
        return failed("broken", endpoint)
    except httpx2.InvalidURL:
        return failed("address", endpoint)


def get_ready() -> None:
    """Load the client, before the clock of a question runs, and keep its logs from repeating what is said.

    The level is set after loading, which may have set another one because the environment asked for it.
    """
    import httpx2  # noqa: F401
    import openai  # noqa: F401

    for name in ("openai", "httpx2", "httpcore2"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _body(endpoint: Endpoint, request: ChatRequest, mode: Mode) -> dict[str, JsonValue]:
    """What is posted: the question, and how the answer is to be held to its schema.

    Names of files may hold what is no text (lone surrogates); that is replaced, for no server could read it.
    """
    schema = dict(request.schema)
    user = writable(request.user)
    if mode != "json_schema":
        text = json.dumps(schema, sort_keys=True, ensure_ascii=False)
        user = f"{user}\n\nAnswer with JSON only, matching this schema: {text}"
    content: JsonValue = user
    if request.images:
        content = [{"type": "text", "text": user}, *(_picture(image) for image in request.images)]
    body: dict[str, JsonValue] = {
        "model": writable(endpoint.model),
        "messages": [{"role": "system", "content": writable(request.system)}, {"role": "user", "content": content}],
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
        "seed": request.seed,
        "stream": False,
    }
    if mode == "json_schema":
        named: JsonValue = {"name": request.schema_name, "schema": schema, "strict": True}
        body["response_format"] = {"type": "json_schema", "json_schema": named}
    elif mode == "json_object":
        body["response_format"] = {"type": "json_object"}
    return body


def _picture(jpeg: bytes) -> JsonValue:
    url = "data:image/jpeg;base64," + base64.b64encode(jpeg).decode("ascii")
    return {"type": "image_url", "image_url": {"url": url}}


def read_answer(raw: bytes, endpoint: Endpoint) -> ChatAnswer | EndpointFailed:
    """The text of a chat completion; "protocol" where it is none, "garbage" where it holds no text."""
    try:
        whole: Any = json.loads(raw)
        choice = whole["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, RecursionError, KeyError, IndexError, TypeError):
        return failed("protocol", endpoint)
    reason = choice.get("finish_reason")
    if content is None and reason == "length":
        content = ""  # all its room went into thoughts
    if not isinstance(content, str):
        return failed("garbage", endpoint)
    usage = whole.get("usage")
    return ChatAnswer(
        text=writable(content),
        ended=reason if reason in ("stop", "length") else "other",
        prompt_tokens=_count(usage, "prompt_tokens"),
        answer_tokens=_count(usage, "completion_tokens"),
    )


def _count(usage: object, name: str) -> int:
    """A server's count of tokens; nothing where it gives none that can be."""
    value = usage.get(name) if isinstance(usage, dict) else None
    return value if type(value) is int and 0 <= value <= MOST_TOKENS else 0
