"""What the promises of analyzers, linkers and rules have in common."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version

from pydantic import JsonValue

from aima.model import capabilities, kinds
from aima.model.analysis import digest
from aima.model.capabilities import Capability
from aima.model.kinds import Kind, Payload
from aima.model.observation import Draft
from aima.model.span import Span

_NAME = re.compile(r"[a-z][a-z0-9_.-]*")


def must(condition: bool, promise: str) -> None:
    """Raise `AssertionError` with the sentence where the promise is broken; holds under `python -O` too."""
    if not condition:
        raise AssertionError(promise)


def check_name(name: str, version: int) -> None:
    """A name that suits files and keys, and a version that counts from 1."""
    must(_NAME.fullmatch(name) is not None, f"spec.name is lower case without blanks, not {name!r}")
    must(version >= 1, f"spec.version of {name} counts from 1, not {version}")


def check_capability(name: str, capability: Capability) -> None:
    """A capability that coverage knows."""
    known = capabilities.BY_NAME.get(capability.name)
    must(known is capability, f"{name} speaks for {capability.name}, which is not in aima.model.capabilities")


def check_kinds(name: str, declared: Iterable[Kind[Payload]]) -> None:
    """Kinds that the store can read back."""
    for kind in declared:
        must(kinds.BY_NAME.get(kind.name) is kind, f"{name} declares {kind}, which is not in aima.model.kinds")


def check_params(name: str, params: Mapping[str, JsonValue]) -> None:
    """Parameters that can be part of a key."""
    try:
        digest(dict(params))
    except (TypeError, ValueError) as error:
        raise AssertionError(f"params of {name} must be plain JSON, because they key its results ({error})") from error


def check_packages(name: str, packages: Iterable[str]) -> None:
    """Packages that are installed under the names given."""
    for package in packages:
        try:
            version(package)
        except PackageNotFoundError as error:
            raise AssertionError(f"spec.packages of {name} names {package}, which is not installed") from error


def check_draft(name: str, draft: Draft, emits: Iterable[Kind[Payload]], within: Span) -> None:
    """A draft that is declared, lies where it should, and comes back from a store as it went in."""
    must(draft.kind in tuple(emits), f"{name} gave {draft.kind}, which it does not declare in spec.emits")
    must(within.covers(draft.span), f"{name} gave {draft.kind} for {draft.span}, which lies outside {within}")
    again = type(draft.payload).model_validate_json(draft.payload.model_dump_json())
    must(again == draft.payload, f"{name} gave {draft.kind} with a payload that does not survive JSON")
    if draft.vector is not None:
        finite = all(math.isfinite(value) for value in draft.vector.values)
        must(finite and len(draft.vector.values) > 0, f"{name} gave {draft.kind} with an empty or endless vector")
