"""Loads components named `"package.module:Class"`: the built-in registry tuples and other people's entry points alike.

A broken plug-in is reported and never stops the rest.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any

from aima.errors import ModelMissing
from aima.model.plugins import Given


@dataclass(frozen=True, slots=True)
class Broken:
    """A component that could not be made. `capability` is empty where not even its class could be read."""

    entry: str
    capability: str
    reason: str
    missing_model: bool


def entries(group: str, built_in: Iterable[str]) -> tuple[str, ...]:
    """The built-in entries first, in their order, then installed ones of the group by name."""
    installed = sorted(entry_points(group=group), key=lambda point: point.name)
    return (*built_in, *(point.value for point in installed if point.value not in set(built_in)))


def load(names: Iterable[str], given: Given) -> tuple[list[Any], list[Broken]]:
    """Make each component from its entry; what cannot be made comes back as `Broken`, with a sentence."""
    made: list[Any] = []
    broken: list[Broken] = []
    for name in names:
        component = _load_one(name, given)
        (broken if isinstance(component, Broken) else made).append(component)
    return made, broken


def _load_one(name: str, given: Given) -> Any:
    capability = ""
    try:
        module, _, attribute = name.partition(":")
        cls = getattr(importlib.import_module(module), attribute)
        capability = getattr(getattr(cls.spec, "capability", None), "name", "")
        build = getattr(cls, "build", None)
        return build(given) if build is not None else cls()
    except ModelMissing as error:
        return Broken(name, capability, str(error), missing_model=True)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a plug-in may fail in any way, and must not take the others with it
        return Broken(name, capability, f"{name} cannot be loaded ({type(error).__name__})", missing_model=False)
