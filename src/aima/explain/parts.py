"""The parts of a digest: lines with short ids, grouped by window (shared by what makes, asks and checks)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aima.model.observation import Observation
from aima.model.span import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one short id stands for: an observation, or a run of like ones that follow each other, and their time.

    `short` is derived from the first observation's id (letters and digits), so that an invented one hits nothing.
    """

    short: str
    observations: tuple[Observation, ...]
    span: Span

    @property
    def first(self) -> Observation:
        """The observation that a citation of this id points to."""
        return self.observations[0]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the model sees it, without its line end. `weight` is how telling it is (decibans and below)."""

    evidence: Evidence
    text: str
    tokens: int
    weight: float


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of the recording with its lines in order of time; `left_out` counts those that had no room."""

    index: int
    span: Span
    lines: tuple[Line, ...]
    left_out: int
    text: str
    tokens: int


@dataclass(frozen=True, slots=True)
class Digest:
    """A recording in lines. `head` stands before every window: what was examined, and what the rules found.

    `sha256` is over the whole text; `tokens` counts head and windows once each.
    """

    head: str
    windows: tuple[Window, ...]
    observations: int
    tokens: int
    sha256: str

    @property
    def text(self) -> str:
        """All of it, as a person may read it."""
        return "\n".join([self.head, *(window.text for window in self.windows)])

    @property
    def evidence(self) -> Mapping[str, Evidence]:
        """By short id, of all windows."""
        return {line.evidence.short: line.evidence for window in self.windows for line in window.lines}
