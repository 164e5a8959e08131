"""Every protocol that others implement: the whole extension surface on one page (tutorial: docs/extending.md).

A plug-in is a class named by an entry point (`aima.analyzers`, `aima.linkers`, `aima.rules`) or by a built-in
registry tuple, both in the form `"package.module:Class"`. It is made by `Class.build(given)` where the class has
such a method, by `Class()` otherwise. `build` raises `ModelMissing` where something it needs is not there: the
capability then stands in the coverage as not examined, with that sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Flag, auto
from pathlib import Path
from typing import ClassVar, Protocol, runtime_checkable

from pydantic import JsonValue

from aima.model.analysis import Profile, SpokenLanguage
from aima.model.capabilities import Capability
from aima.model.clip import Clip
from aima.model.finding import Finding
from aima.model.kinds import Kind, Payload
from aima.model.observation import Draft
from aima.model.policy import Policy
from aima.model.timeline import Timeline


class Reads(Flag):
    """What an analyzer looks at. `FRAMES` means frames of a video, `STILL` that it also reads a single picture."""

    SAMPLES = auto()
    FRAMES = auto()
    STILL = auto()


@dataclass(frozen=True, slots=True)
class AnalyzerSpec:
    """What an analyzer is and gives.

    `version` rises whenever its results change. `model` names what made a result, for people. `packages` are the
    installed distributions whose version belongs to the identity of its results.
    """

    name: str
    version: int
    capability: Capability
    reads: Reads
    emits: tuple[Kind[Payload], ...]
    model: str
    packages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkerSpec:
    """What a linker needs and gives. `reads` are kinds it uses where they exist; `requires` it cannot do without."""

    name: str
    version: int
    capability: Capability
    requires: tuple[Kind[Payload], ...]
    emits: tuple[Kind[Payload], ...]
    reads: tuple[Kind[Payload], ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """What a rule is called, and the signals of the policy it may speak under."""

    name: str
    version: int
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What a component may be made from. `models` are folders of configured models by name ("whisper")."""

    profile: Profile
    language: SpokenLanguage
    policy: Policy
    models: Mapping[str, Path] = field(default_factory=dict)


@runtime_checkable
class Analyzer(Protocol):
    """Looks at one clip at a time and keeps no state between clips; one thread at a time uses an instance.

    `params` is everything beyond name and version that changes its results. Heavy imports and models are loaded at
    the first `analyze`. It raises `AnalysisFailed` where it cannot do a clip, and opens no file of the recording.
    """

    spec: ClassVar[AnalyzerSpec]
    params: Mapping[str, JsonValue]

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Drafts within the clip's span, in the same order every time."""
        ...


@runtime_checkable
class Linker(Protocol):
    """Sees the whole timeline after the last clip, with what earlier linkers gave, and yields more drafts."""

    spec: ClassVar[LinkerSpec]
    params: Mapping[str, JsonValue]

    def link(self, timeline: Timeline) -> Iterator[Draft]:
        """Drafts with `sources`, in the same order every time."""
        ...


@runtime_checkable
class Rule(Protocol):
    """Concludes findings from a timeline under a policy; a pure function with a name."""

    spec: ClassVar[RuleSpec]

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """Findings with citations, in the same order every time."""
        ...
