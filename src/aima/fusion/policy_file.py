"""Reads a policy file: TOML, checked to the last key before anything is weighed by it (docs/policy.md).

A problem is one sentence that names the file, the key, what was expected, and the nearest thing that exists.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from aima.errors import BadPolicy
from aima.fusion.policy_sense import nonsense
from aima.model.policy import Policy

LARGEST_BYTES = 1_000_000
BUILT_IN = "the built-in policy"


def load_policy(path: Path | None) -> Policy:
    """The policy in a file, the built-in one for `None`. Raises `BadPolicy` with one sentence."""
    content, name = _read(path)
    return parse_policy(content, name)


def policy_text(path: Path | None) -> str:
    """The text of a policy file as it stands, the built-in one for `None`. Raises `BadPolicy`."""
    content, name = _read(path)
    return _decoded(content, name)


def check_policy(path: Path | None) -> tuple[str, ...]:
    """Every problem of a policy file, one sentence each; none where it can be used."""
    try:
        content, name = _read(path)
        return tuple(f"{name}: {problem}" for problem in _problems(_toml(content, name))[0])
    except BadPolicy as unusable:
        return (str(unusable),)


def parse_policy(content: bytes, name: str) -> Policy:
    """The policy in these bytes; `name` is what messages call the file. Raises `BadPolicy` with one sentence."""
    problems, policy = _problems(_toml(content, name))
    if problems or policy is None:
        more = len(problems) - 1
        rest = f" ({more} more: run `aima policy check`)" if more > 0 else ""
        raise BadPolicy(f"{name}: {problems[0]}{rest}")
    return policy.model_copy(update={"sha256": hashlib.sha256(content).hexdigest()})


def _read(path: Path | None) -> tuple[bytes, str]:
    if path is None:
        return (files("aima.fusion") / "policies" / "default.toml").read_bytes(), BUILT_IN
    name = path.name or str(path)
    try:
        if not path.exists():
            raise BadPolicy(f"{name}: there is no such policy file; `aima policy show` prints one to start from")
        if not path.is_file():
            raise BadPolicy(f"{name}: a policy is a regular file, and this is none")
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise BadPolicy(f"{name}: the policy file cannot be read ({error.strerror or error})") from error
    if len(content) > LARGEST_BYTES:
        raise BadPolicy(f"{name}: a policy has at most {LARGEST_BYTES:,} bytes, and this file has more")
    return content, name


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadPolicy(f"{name}: a policy is text in UTF-8, and byte {error.start} is not") from error


def _toml(content: bytes, name: str) -> dict[str, Any]:
    text = _decoded(content, name)
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadPolicy(f"{name}: not TOML that can be read: {error}") from error


def _problems(data: Mapping[str, Any]) -> tuple[Sequence[str], Policy | None]:
    if "sha256" in data:
        return ["`sha256` is computed from the file and must not stand in it"], None
    try:
        # Through JSON, because only there pydantic is strict about types and still takes the names of enumerations.
        policy = Policy.model_validate_json(json.dumps(data, default=str), strict=True)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        # A misspelt key is told before the one that is missing because of it.
        details.sort(key=lambda detail: detail["type"] == "missing")
        return [_sentence(detail, data) for detail in details], None
    return nonsense(policy), policy


def _sentence(detail: ErrorDetails, data: Mapping[str, Any]) -> str:
    """One problem that pydantic found, for a person who writes policies and no Python."""
    location = detail["loc"]
    key, last = _path(location), str(location[-1]) if location else ""
    if detail["type"] == "extra_forbidden":
        return f"unknown key `{key}`{_meant(last, _known(location[:-1]))}"
    if detail["type"] == "missing":
        written = _keys_at(data, location[:-1]) - _known(location[:-1])
        return f"the key `{key}` is missing{_meant(last, written, 'is it the {} you wrote?')}"
    if detail["type"] in ("literal_error", "enum"):
        expected = str(detail.get("ctx", {}).get("expected", ""))
        choices = {choice.strip(" '\"") for part in expected.split(" or ") for choice in part.split(",")}
        return f"`{key}` must be one of {expected}, not {_shown(detail)}{_meant(str(detail['input']), choices)}"
    expected = _EXPECTED.get(detail["type"]) or detail["msg"].lower().removeprefix("input should be ")
    return f"`{key}` must be {expected}, not {_shown(detail)}"


_EXPECTED: Mapping[str, str] = {
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "string_type": "a text in quotes",
    "tuple_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "too_short": "a list with at least one entry",
}


def _shown(detail: ErrorDetails) -> str:
    value = json.dumps(detail["input"], ensure_ascii=False, default=str)
    return value if len(value) <= 60 else value[:59] + "…"


def _path(location: Sequence[int | str]) -> str:
    parts = ""
    for part in location:
        if isinstance(part, int):
            parts += f"[{part + 1}]"
        elif part != "[key]":
            parts += f".{part}" if parts else part
    return parts


def _meant(wrong: str, known: set[str], question: str = "did you mean {}?") -> str:
    near = get_close_matches(wrong, sorted(known), n=1, cutoff=0.6)
    return f" ({question.format(f'`{near[0]}`')})" if near else ""


def _keys_at(data: Mapping[str, Any], location: Sequence[int | str]) -> set[str]:
    here: Any = data
    for part in location:
        here = here[part]
    return set(here) if isinstance(here, Mapping) else set()


def _known(location: Sequence[int | str]) -> set[str]:
    """The keys that a part of the policy may have, found by walking the model along the location."""
    here: Any = Policy
    for part in location:
        if isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(str(part))
            here = field.annotation if field is not None else None
        else:
            here = None if here is None else _inside(here)
    return set(here.model_fields) - {"sha256"} if isinstance(here, type) and issubclass(here, BaseModel) else set()


def _inside(annotation: Any) -> Any:
    """The type of the entries of a list or table type."""
    arguments = [part for part in getattr(annotation, "__args__", ()) if part is not Ellipsis]
    return arguments[-1] if arguments else None
