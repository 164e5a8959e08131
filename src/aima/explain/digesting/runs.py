"""Runs: like observations that follow each other, made one piece of evidence, so that a lasting thing is one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aima.explain.digesting.phrases import Phrase, phrase
from aima.explain.whose import Whose
from aima.model.observation import Observation
from aima.model.policy import Thresholds

GAP_MS = 2_000
"""Like observations that lie less than this apart belong to one run."""


@dataclass(slots=True)
class Run:
    """Like observations in order of time. `end_ms` is the latest end, `confidence` the highest, `None` without one.

    `speaker` is the one whose words they are by the turns of the voices, `None` where they name a subject themselves,
    where nothing is spoken, and where the turns leave it open.
    """

    said: Phrase
    speaker: str | None
    first: Observation
    start_ms: int
    end_ms: int
    confidence: float | None
    members: list[Observation]


def runs(observations: Iterable[Observation], thresholds: Thresholds, whose: Whose) -> list[Run]:
    """Observations in order of time, joined where kind, subject, speaker and words are the same; in order of their
    starts. `whose` knows the turns of the voices.
    """
    made: list[Run] = []
    last: dict[tuple[str, str | None, str | None, Phrase], Run] = {}
    for observation in observations:
        draft = observation.draft
        said = phrase(draft, thresholds)
        speaker = whose.speaker_of(observation)
        key = (draft.kind.name, draft.subject, speaker, said)
        span = draft.span
        run = last.get(key)
        if run is not None and span.start_ms - run.end_ms < GAP_MS:
            run.members.append(observation)
            run.end_ms = max(run.end_ms, span.end_ms)
            if draft.confidence is not None and (run.confidence is None or draft.confidence > run.confidence):
                run.confidence = draft.confidence
        else:
            run = Run(said, speaker, observation, span.start_ms, span.end_ms, draft.confidence, [observation])
            made.append(run)
            last[key] = run
    return made
