"""What a model server can do, found out with three small questions; for `aima doctor`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from aima.endpoints.address import check_endpoint
from aima.endpoints.connect import OpenAIChat, exchange, get_ready
from aima.endpoints.json_text import find_object
from aima.endpoints.sentences import failed
from aima.endpoints.verdicts import code_of
from aima.endpoints.wire import Allowance
from aima.errors import EndpointFailed
from aima.model.chat import ChatModel, ChatRequest, Endpoint

LONGEST_S = 15.0
"""All questions together; a model that is loaded on its first question may need longer, and the doctor says so."""
UNREACHED = frozenset({"address", "remote", "key_in_clear", "certificate", "away"})
LISTING_TOKENS = 16_000
"""Room for the list of models, in the measure in which the room for answers is counted."""
MOST_CONTEXT = 100_000_000
_ANSWER_TOKENS = 64
_SIDE_PX = 64
_CONTEXT_NAMES = ("max_model_len", "context_length", "context_window", "n_ctx")
"""How vLLM and SGLang, several gateways, and the llama.cpp server call the room for question and answer."""

Form = Literal["json_schema", "json_object", "text", "none"]


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found. `problem` is the first thing that went wrong, with its sentence.

    `model_listed` and `context` (tokens) are `None` where the server does not tell, `pictures` where that was not
    asked or could not be told. `schema` is how it gave JSON: held to a schema, to JSON, by a plain request, or not.
    """

    reachable: bool
    model_listed: bool | None = None
    schema: Form | None = None
    pictures: bool | None = None
    context: int | None = None
    problem: EndpointFailed | None = None


class _Small(BaseModel):
    """The answer to the small question."""

    model_config = ConfigDict(extra="forbid", strict=True)

    ok: bool


def probe(endpoint: Endpoint, *, pictures: bool) -> Probe:
    """Ask the server who it is, for a small JSON object, and with `pictures` about a grey square.

    Never raises for what a server does, and takes at most fifteen seconds.
    """
    try:
        check_endpoint(endpoint)
    except EndpointFailed as refused:
        return Probe(reachable=False, problem=refused)
    get_ready()
    ends = time.monotonic() + min(LONGEST_S, endpoint.timeout_s)
    listing = _listing(_within(endpoint, ends))
    if isinstance(listing, EndpointFailed):
        return Probe(reachable=listing.code not in UNREACHED, problem=_told(listing, endpoint))
    listed, context = listing
    # A model that is not listed is asked all the same: some servers list longer names, some take any.
    form, problem = _form(_within(endpoint, ends))
    if problem is not None and problem.code == "broken" and listed is False:
        # Some servers fail over a model that they do not have instead of saying so.
        problem = failed("model", endpoint)
    takes_pictures = None
    if pictures and problem is None:
        problem = blind(OpenAIChat(_within(endpoint, ends)))
        takes_pictures = problem is None or (False if problem.code == "pictures" else None)
    if problem is None and form == "none":
        problem = failed("schema", endpoint)
    return Probe(True, listed, form, takes_pictures, context, problem and _told(problem, endpoint))


def _told(problem: EndpointFailed, endpoint: Endpoint) -> EndpointFailed:
    """The problem; where time ran out, the sentence names the time that was really given."""
    if problem.code != "slow":
        return problem
    return failed("slow" if endpoint.timeout_s <= LONGEST_S else "loading", endpoint)


def _within(endpoint: Endpoint, ends: float) -> Endpoint:
    """The endpoint with the time that is left, at least a tenth of a second."""
    return replace(endpoint, timeout_s=round(max(0.1, ends - time.monotonic()), 1))


def _listing(endpoint: Endpoint) -> tuple[bool | None, int | None] | EndpointFailed:
    """Whether the model is listed, and its context; a server that has no list of models tells neither."""
    got = exchange(endpoint, Allowance(endpoint, LISTING_TOKENS), "/models", None)
    if isinstance(got, EndpointFailed):
        return got
    status, raw = got
    if status != 200:
        code = code_of(status, raw, pictures=False)
        return failed(code, endpoint) if code in ("key", "redirect", "busy", "broken", "protocol") else (None, None)
    entries = _entries(raw)
    if entries is None:
        return failed("protocol", endpoint)
    mine = [entry for entry in entries if endpoint.model in (entry.get("id"), entry.get("root"))]
    if not entries:
        return None, None
    return bool(mine), next(_contexts(mine), None)


def _entries(raw: bytes) -> list[dict[str, JsonValue]] | None:
    """The models of a listing; `None` where it is none."""
    try:
        listing: Any = json.loads(raw)
        models = listing["data"]
    except (ValueError, RecursionError, KeyError, TypeError):
        return None
    # Ollama writes null where no model is installed.
    models = [] if models is None else models
    return [entry for entry in models if isinstance(entry, dict)] if isinstance(models, list) else None


def _contexts(entries: list[dict[str, JsonValue]]) -> Iterator[int]:
    """The sizes of context that stand in the entries, in an entry or in its `meta`."""
    for entry in entries:
        meta = entry.get("meta")
        for place in (entry, meta if isinstance(meta, dict) else {}):
            for name in _CONTEXT_NAMES:
                value = place.get(name)
                if type(value) is int and 0 < value <= MOST_CONTEXT:
                    yield value


def _question(images: tuple[bytes, ...] = ()) -> ChatRequest:
    return ChatRequest(
        system="You answer with JSON only.",
        user='Answer with exactly this JSON object: {"ok": true}',
        schema_name="small",
        schema=_Small.model_json_schema(),
        images=images,
        max_tokens=_ANSWER_TOKENS,
    )


def _form(endpoint: Endpoint) -> tuple[Form | None, EndpointFailed | None]:
    """In which way the model gives the small object."""
    chat = OpenAIChat(endpoint)
    try:
        answer = chat.ask(_question())
    except EndpointFailed as problem:
        return None, problem
    try:
        _Small.model_validate(find_object(answer.text))
    except ValidationError:
        return "none", None
    return chat.mode, None


def blind(model: ChatModel) -> EndpointFailed | None:
    """Why a model cannot be shown pictures, `None` where it can; three small questions, one with a grey square.

    Some servers drop a picture in silence where the model takes none, and what it then says of it is invented. They
    count the same tokens with and without it; a model that sees has more to read. The last question is there because
    a server that ignored the schema is told it in words from then on.
    """
    try:
        before = model.ask(_question())
        shown = model.ask(_question((_grey_square(),)))
        after = model.ask(_question())
    except EndpointFailed as problem:
        return problem
    if shown.prompt_tokens and shown.prompt_tokens in (before.prompt_tokens, after.prompt_tokens):
        return failed("pictures", model.endpoint)
    return None


def _grey_square() -> bytes:
    from PIL import Image

    jpeg = BytesIO()
    Image.new("RGB", (_SIDE_PX, _SIDE_PX), (128, 128, 128)).save(jpeg, "JPEG")
    return jpeg.getvalue()
