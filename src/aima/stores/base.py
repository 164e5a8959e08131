"""The protocols of the stores; every adapter passes one contract suite (`aima.testing`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self

from aima.model.analysis import Analysis, AnalysisId, NotExamined, Run, RunState
from aima.model.assessment import Assessment
from aima.model.chat import ChatAnswer
from aima.model.explanation import Explanation
from aima.model.media import Media, MediaId
from aima.model.observation import Draft, Observation, RunId
from aima.model.span import Span


@dataclass(frozen=True, slots=True)
class Done:
    """What one run gave for one clip: its drafts in order, or the sentence why it failed."""

    run: RunId
    drafts: Sequence[Draft] = ()
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Still:
    """A small JPEG of one frame, kept for the dossier."""

    at_ms: int
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One clip with all that was made of it; it is committed whole or not at all."""

    media: MediaId
    clip: int
    span: Span
    done: Sequence[Done]
    stills: Sequence[Still] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What stands at the end of an analysis: the assessment, all runs it rests on, and the facts of custody.

    `runs` holds the linkers' runs too, which are known only at the end. `policy_toml` is the text of the policy, so
    that a dossier can be made again when the file is gone.
    """

    assessment: Assessment
    runs: tuple[RunId, ...]
    policy_toml: str
    custody: Mapping[str, str] = field(default_factory=dict)
    not_examined: tuple[NotExamined, ...] = ()


class MediaStore(Protocol):
    """Recordings by the hash of their bytes."""

    def put(self, media: Media, source: str) -> None:
        """Insert or update; `source` is the path it was last read from (kept in the home, never exported)."""
        ...

    def get(self, id: MediaId) -> Media:
        """Raises `NotFound`."""
        ...

    def source(self, id: MediaId) -> str:
        """The path it was last read from. Raises `NotFound`."""
        ...

    def stills(self, id: MediaId) -> Sequence[Still]:
        """The kept stills in order of time."""
        ...


class ObservationStore(Protocol):
    """Runs, their checkpoints and observations."""

    def register(self, runs: Sequence[Run]) -> None:
        """Make the runs known; those that are known already stay as they are. Raises `NotFound` for unknown media."""
        ...

    def commit(self, checkpoint: Checkpoint) -> None:
        """Drafts, stills and the mark "clip k of run r is done", in one transaction; twice is the same as once.

        A clip of a run that was done before stays as it is; one that failed before is replaced by what is given now.
        The drafts of a failure and stills of a moment that has one are not kept. Raises `NotFound` for an unknown
        run or media, `BadUse` for a kind that is not in `model.kinds`.
        """
        ...

    def spans_done(self, run: RunId) -> Mapping[int, Span]:
        """The clips that this run finished without failure, by index."""
        ...

    def states(self, runs: Sequence[RunId]) -> tuple[RunState, ...]:
        """How far each run has come, in the order asked for. Raises `NotFound`."""
        ...

    def read(self, runs: Collection[RunId]) -> Iterator[Observation]:
        """All observations of these runs, ordered by run, clip and position; vectors included."""
        ...


class AnalysisStore(Protocol):
    """Requests and their results."""

    def put(self, analysis: Analysis) -> None:
        """Insert, unfinished, where its id is new; an existing one stays as it is.

        Raises `NotFound` where its media or one of its runs is not in the store.
        """
        ...

    def finish(self, id: AnalysisId, result: Result) -> None:
        """Store the result and mark the analysis finished, in one transaction.

        It replaces an earlier result, and removes the explanation that spoke about that one.
        """
        ...

    def get(self, id: AnalysisId) -> Analysis:
        """Raises `NotFound`."""
        ...

    def find(self, prefix: str) -> Analysis:
        """The one analysis whose id begins so. Raises `NotFound` (none) or `BadUse` (several)."""
        ...

    def result(self, id: AnalysisId) -> Result | None:
        """The stored result, `None` while unfinished. Raises `NotFound`."""
        ...

    def all(self) -> Sequence[Analysis]:
        """All analyses, newest first."""
        ...

    def delete(self, id: AnalysisId) -> None:
        """Remove it, and its runs (those of its result too) and media where no other analysis uses them, in one go.

        Raises `NotFound`.
        """
        ...


class ExplanationStore(Protocol):
    """What a language model said about a result, and the raw answers that models gave about a recording."""

    def put(self, id: AnalysisId, explanation: Explanation) -> None:
        """Keep it beside the result; an earlier one is replaced. Raises `NotFound` where there is no result."""
        ...

    def get(self, id: AnalysisId) -> Explanation | None:
        """The explanation of a result, `None` where there is none. Raises `NotFound` for an unknown analysis."""
        ...

    def keep_answer(self, id: AnalysisId, digest: str, answer: ChatAnswer, *, replace: bool = False) -> None:
        """Keep an answer under this analysis; the first one stays unless `replace`. Raises `NotFound`."""
        ...

    def answer(self, media: MediaId, digest: str) -> ChatAnswer | None:
        """The answer to this question that some analysis of this recording keeps, `None` where none does."""
        ...


class Stores(Protocol):
    """One home: its stores, and a lock per recording so that two processes do not work on the same one."""

    @property
    def media(self) -> MediaStore:
        """Recordings."""
        ...

    @property
    def observations(self) -> ObservationStore:
        """Runs and observations."""
        ...

    @property
    def analyses(self) -> AnalysisStore:
        """Requests and results."""
        ...

    @property
    def explanations(self) -> ExplanationStore:
        """What models said."""
        ...

    def lock(self, media: MediaId) -> AbstractContextManager[None]:
        """Held while a recording is worked on. Raises `StoreBusy` at once where another process holds it."""
        ...

    def close(self) -> None:
        """Release files and connections."""
        ...

    def __enter__(self) -> Self:
        """The stores themselves; `with` closes them."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        ...
