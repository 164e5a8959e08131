"""What a listener hears while a recording is analysed: real figures, counted in milliseconds of the recording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """Where the pipeline stands."""

    IDENTIFY = "identify"
    ANALYZE = "analyze"
    LINK = "link"
    LOOK = "look"
    FUSE = "fuse"
    EXPLAIN = "explain"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Progress:
    """`done_ms` of `total_ms` of the recording are analysed; `resumed_ms` of them were done before this call."""

    step: Step
    done_ms: int = 0
    total_ms: int = 0
    resumed_ms: int = 0


Listener = Callable[[Progress], None]
"""Called in the calling thread: at every step, after every clip, and as its analyzers get through. It must be quick."""


def silent(_: Progress) -> None:
    """A listener that does nothing."""
