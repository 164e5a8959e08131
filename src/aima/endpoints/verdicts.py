"""What an HTTP error of a model server means, by its status and by the codes and phrases that servers are known for.

Phrases of vLLM, SGLang, Ollama, the llama.cpp server and `transformers serve`; they are looked for and never repeated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pydantic import JsonValue

PASSING = frozenset({429, 500, 502, 503, 504})
"""What may be over in a moment, so that another attempt is worth it."""
MAX_PHRASE = 600
"""Longer messages repeat the question, in which anything may stand."""
_STATUS = {401: "key", 403: "key", 404: "path", 405: "path", 410: "path", 413: "context", 429: "busy"}
_CODES = {
    "context_length_exceeded": "context",
    "exceed_context_size_error": "context",
    "model_not_found": "model",
    "invalid_api_key": "key",
}
_CONTEXT = re.compile(
    r"context[ _]?(length|size|window)|max_model_len|maximum (model )?(context|length)|longer than the (model|maximum)|"
    r"too (long|many tokens)|n_ctx|exceeds? the (available|maximum|model)",
    re.I,
)
_PICTURES = re.compile(
    r"\bimages?\b|\bimage_url\b|mmproj|multi-?modal|\bvision\b|must be a string|valid string|content.{0,40}string", re.I
)
_FORM = re.compile(r"response_?format|json_schema|json_object|\bschema\b|grammar|guided", re.I)
_MODEL = re.compile(
    r"\bmodel\b.{0,200}(not found|n.t exist|not exist|unknown|no such|not a valid)|"
    r"(no such|unknown|invalid|not a valid) model|not a local folder|repository not found",
    re.I | re.S,
)


def code_of(status: int, body: bytes, *, pictures: bool) -> str:
    """The code of the sentence for this answer; `pictures` says that the question held some."""
    if 200 <= status < 300 or status < 200:
        return "protocol"
    if 300 <= status < 400:
        return "redirect"
    said = _message(body)
    if said is not None:
        for code in said.codes:
            if code in _CODES:
                return _CODES[code]
        if status not in (401, 403, 429) and (found := _by_phrase(said.message, pictures=pictures)):
            return found
    return _STATUS.get(status, "broken" if status >= 500 else "refused")


def _by_phrase(message: str, *, pictures: bool) -> str | None:
    if len(message) > MAX_PHRASE:
        return None
    if _FORM.search(message):
        return None  # asked for in another way, it may go well
    if pictures and _PICTURES.search(message):
        return "pictures"
    if _CONTEXT.search(message):
        return "context"
    return "model" if _MODEL.search(message) else None


class _Said:
    """The codes and the message of an error body."""

    def __init__(self, codes: tuple[str, ...], message: str) -> None:
        self.codes = codes
        self.message = message


def _message(body: bytes) -> _Said | None:
    """What an error of the protocol says; `None` where the body is no such thing."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    inner = said.get("error", said)
    if isinstance(inner, str):
        return _Said((), inner)
    if not isinstance(inner, dict):
        return None
    codes = tuple(str(inner[name]) for name in ("code", "type") if isinstance(inner.get(name), str))
    return _Said(codes, " ".join(_texts(inner)))


def _texts(inner: dict[str, JsonValue]) -> Iterator[str]:
    for name in ("message", "detail"):
        value = inner.get(name)
        if isinstance(value, str):
            yield value
