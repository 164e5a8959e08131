"""Finds the JSON object in what a model wrote: without its thoughts, fences and courtesies, and never by `eval`."""

from __future__ import annotations

import json
import math
import re

from pydantic import JsonValue

MAX_CHARACTERS = 500_000
MAX_DEPTH = 24
MAX_TRIES = 40
"""Opening braces at which an object is looked for; a text full of braces must not cost quadratic time."""
_THOUGHTS_END = "</think>"
_STRUCTURE = re.compile(r"""[^ -~]|["\\<>&`|#{}\[\]]""")
"""What is not plain ASCII, and what marks, mark-up and chat templates are made of."""
_UNWRITABLE = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


def writable(text: str) -> str:
    """The text without NUL and lone surrogates, which no database and no UTF-8 file can hold."""
    return text.translate(_UNWRITABLE)


def as_data(text: str) -> str:
    r"""The text as a JSON string between `<` and `>` that holds nothing a model could take for structure.

    It is fenced as recorded text is in a digest: every sign that could end the string or the fence, or that a chat
    template knows, stands as `\uXXXX` (RFC 8259, 7).
    """
    return f'<"{_STRUCTURE.sub(_escaped, text)}">'


def _escaped(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def find_object(text: str) -> dict[str, JsonValue] | None:
    """The first JSON object in the text, `None` where there is none that can be read.

    Text before and after it is passed over, and so is everything up to the end of a model's thoughts (`</think>`).
    NaN, infinities, over-long texts and deep nesting are refused.
    """
    if len(text) > MAX_CHARACTERS:
        return None
    text = text.rpartition(_THOUGHTS_END)[2]
    decoder = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)
    start = text.find("{")
    for _ in range(MAX_TRIES):
        if start < 0:
            return None
        try:
            value, _end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            start = text.find("{", start + 1)
            continue
        return _cleaned(value) if isinstance(value, dict) and _is_shallow(value) else None
    return None


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(digits)
    return number


def _is_shallow(value: JsonValue) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return True
    return False


def _inside(value: JsonValue) -> list[JsonValue]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _cleaned(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    return {writable(name): _clean(inner) for name, inner in value.items()}


def _clean(value: JsonValue) -> JsonValue:
    """The value with writable strings only; it is known to be shallow."""
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, dict):
        return _cleaned(value)
    return [_clean(inner) for inner in value] if isinstance(value, list) else value
