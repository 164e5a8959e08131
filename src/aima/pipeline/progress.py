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
    SUMMARIZE = "summarize"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Progress:
    """`done_ms` of `total_ms` of the recording are analysed; `resumed_ms` of them were done before this call.

    `asking` is what a model is being asked about ("window 3 of 7"), empty where no answer is waited for.
    """

    step: Step
    done_ms: int = 0
    total_ms: int = 0
    resumed_ms: int = 0
    asking: str = ""


Listener = Callable[[Progress], None]
"""Called in the calling thread: at every step, after every clip, as its analyzers get through, and at every question
to a model. It must be quick."""


def silent(_: Progress) -> None:
    """A listener that does nothing."""


def watched(listener: Listener, step: Step, total_ms: int = 0) -> Callable[[str], None]:
    """Lets a listener hear what is being waited for while a model is asked."""
    return lambda asking: listener(Progress(step, total_ms, total_ms, asking=asking))
