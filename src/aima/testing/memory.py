"""Stores in memory, for tests: the same protocol and the same promises as the database, gone with the process."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType

from aima.errors import BadUse, NotFound, StoreBusy
from aima.model import kinds
from aima.model.analysis import Analysis, AnalysisId, Run, RunState
from aima.model.chat import ChatAnswer
from aima.model.explanation import Explanation
from aima.model.media import Media, MediaId
from aima.model.observation import Draft, Observation, RunId, observation_id
from aima.model.span import Span
from aima.stores.base import Checkpoint, Done, Result, Still


class MemoryStores:
    """`Stores` whose content lies in plain dictionaries."""

    def __init__(self) -> None:
        self.media = MemoryMedia()
        self.observations = MemoryObservations(self.media)
        self.analyses = MemoryAnalyses(self.media, self.observations)
        self.explanations = self.analyses.explanations
        self._held: set[MediaId] = set()

    @contextmanager
    def lock(self, media: MediaId) -> Iterator[None]:
        """Raises `StoreBusy` where it is held already."""
        if media in self._held:
            raise StoreBusy("Somebody works on this recording; wait for the end.")
        self._held.add(media)
        try:
            yield
        finally:
            self._held.discard(media)

    def close(self) -> None:
        """Nothing to release."""

    def __enter__(self) -> MemoryStores:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class MemoryMedia:
    """`MediaStore`."""

    def __init__(self) -> None:
        self.known: dict[MediaId, tuple[Media, str]] = {}
        self.kept: dict[MediaId, dict[int, Still]] = {}

    def put(self, media: Media, source: str) -> None:
        """Insert or update."""
        self.known[media.id] = (media, source)
        self.kept.setdefault(media.id, {})

    def get(self, id: MediaId) -> Media:
        """Raises `NotFound`."""
        return self._find(id)[0]

    def source(self, id: MediaId) -> str:
        """Raises `NotFound`."""
        return self._find(id)[1]

    def stills(self, id: MediaId) -> Sequence[Still]:
        """In order of time."""
        return tuple(still for _, still in sorted(self.kept.get(id, {}).items()))

    def _find(self, id: MediaId) -> tuple[Media, str]:
        if id not in self.known:
            raise NotFound("This recording is not here; analyse it first.")
        return self.known[id]


class MemoryObservations:
    """`ObservationStore`."""

    def __init__(self, media: MemoryMedia) -> None:
        self._media = media
        self.runs: dict[RunId, Run] = {}
        self.marks: dict[RunId, dict[int, tuple[Span, Done]]] = {}

    def register(self, runs: Sequence[Run]) -> None:
        """Raises `NotFound` for unknown media."""
        for run in runs:
            self._media.get(run.media)
        for run in runs:
            self.runs.setdefault(run.id, run)
            self.marks.setdefault(run.id, {})

    def commit(self, checkpoint: Checkpoint) -> None:
        """Everything is checked before anything is kept."""
        self._media.get(checkpoint.media)
        for done in checkpoint.done:
            self._run(done.run)
            for draft in done.drafts:
                _check_kind(draft)
        for done in checkpoint.done:
            before = self.marks[done.run].get(checkpoint.clip)
            if before is None or before[1].failure is not None:
                kept = tuple(done.drafts) if done.failure is None else ()
                self.marks[done.run][checkpoint.clip] = (checkpoint.span, replace(done, drafts=kept))
        for still in checkpoint.stills:
            self._media.kept[checkpoint.media].setdefault(still.at_ms, still)

    def spans_done(self, run: RunId) -> Mapping[int, Span]:
        """By index, without the failed ones."""
        marks = sorted(self.marks.get(run, {}).items())
        return {clip: span for clip, (span, done) in marks if done.failure is None}

    def states(self, runs: Sequence[RunId]) -> tuple[RunState, ...]:
        """Raises `NotFound`."""
        return tuple(self._state(self._run(run)) for run in runs)

    def read(self, runs: Collection[RunId]) -> Iterator[Observation]:
        """Ordered by run, clip and position."""
        for run in sorted(set(runs)):
            for clip, (_, done) in sorted(self.marks.get(run, {}).items()):
                for position, draft in enumerate(done.drafts):
                    yield Observation(observation_id(run, clip, position), run, clip, draft)

    def _run(self, id: RunId) -> Run:
        if id not in self.runs:
            raise NotFound("This run is not here; register it first.")
        return self.runs[id]

    def _state(self, run: Run) -> RunState:
        done = self.spans_done(run.id).values()
        failures = {
            clip: mark.failure for clip, (_, mark) in sorted(self.marks[run.id].items()) if mark.failure is not None
        }
        return RunState(run, len(done), sum(span.length_ms for span in done), failures)


class MemoryAnalyses:
    """`AnalysisStore`."""

    def __init__(self, media: MemoryMedia, observations: MemoryObservations) -> None:
        self._media = media
        self._observations = observations
        self._known: dict[AnalysisId, Analysis] = {}
        self._results: dict[AnalysisId, Result] = {}
        self.explanations = MemoryExplanations(self)

    def put(self, analysis: Analysis) -> None:
        """Raises `NotFound` where its media or one of its runs is not known."""
        self._media.get(analysis.media)
        self._observations.states(analysis.runs)
        self._known.setdefault(analysis.id, replace(analysis, finished=False))

    def finish(self, id: AnalysisId, result: Result) -> None:
        """Raises `NotFound`."""
        self._observations.states(result.runs)
        self._known[id] = replace(self.get(id), finished=True)
        self._results[id] = result
        self.explanations.known.pop(id, None)

    def get(self, id: AnalysisId) -> Analysis:
        """Raises `NotFound`."""
        if id not in self._known:
            raise NotFound(f"There is no analysis {id!r} here.")
        return self._known[id]

    def find(self, prefix: str) -> Analysis:
        """Raises `NotFound` (none) or `BadUse` (several)."""
        found = [analysis for id, analysis in self._known.items() if id.startswith(prefix.lower())]
        if not found:
            raise NotFound(f"No analysis begins with {prefix!r} here.")
        if len(found) > 1:
            raise BadUse(f"{len(found)} analyses begin with {prefix!r}; give more digits.")
        return found[0]

    def result(self, id: AnalysisId) -> Result | None:
        """Raises `NotFound`."""
        self.get(id)
        return self._results.get(id)

    def all(self) -> Sequence[Analysis]:
        """Newest first."""
        by_id = sorted(self._known.values(), key=lambda analysis: analysis.id)
        return sorted(by_id, key=lambda analysis: analysis.created_at, reverse=True)

    def delete(self, id: AnalysisId) -> None:
        """Raises `NotFound`."""
        media = self.get(id).media
        del self._known[id]
        self._results.pop(id, None)
        self.explanations.known.pop(id, None)
        self.explanations.answers.pop(id, None)
        used = {run for analysis in self._known.values() for run in analysis.runs}
        used |= {run for result in self._results.values() for run in result.runs}
        for run in [run.id for run in self._observations.runs.values() if run.media == media and run.id not in used]:
            del self._observations.runs[run], self._observations.marks[run]
        if all(analysis.media != media for analysis in self._known.values()):
            del self._media.known[media], self._media.kept[media]


class MemoryExplanations:
    """`ExplanationStore`."""

    def __init__(self, analyses: MemoryAnalyses) -> None:
        self._analyses = analyses
        self.known: dict[AnalysisId, Explanation] = {}
        self.answers: dict[AnalysisId, dict[str, ChatAnswer]] = {}

    def put(self, id: AnalysisId, explanation: Explanation) -> None:
        """Raises `NotFound` where there is no result."""
        if self._analyses.result(id) is None:
            raise NotFound(f"Analysis {id!r} has no result here.")
        self.known[id] = explanation

    def get(self, id: AnalysisId) -> Explanation | None:
        """Raises `NotFound`."""
        self._analyses.get(id)
        return self.known.get(id)

    def keep_answer(self, id: AnalysisId, digest: str, answer: ChatAnswer, *, replace: bool = False) -> None:
        """Raises `NotFound`."""
        media = self._analyses.get(id).media
        if replace:
            for other in self._of(media):
                self.answers.get(other, {}).pop(digest, None)
        self.answers.setdefault(id, {}).setdefault(digest, answer)

    def answer(self, media: MediaId, digest: str) -> ChatAnswer | None:
        """The oldest analysis of the recording that keeps one gives it."""
        found = (self.answers.get(id, {}).get(digest) for id in self._of(media))
        return next((answer for answer in found if answer is not None), None)

    def _of(self, media: MediaId) -> list[AnalysisId]:
        own = [analysis for analysis in self._analyses.all() if analysis.media == media]
        return [analysis.id for analysis in sorted(own, key=lambda each: (each.created_at, each.id))]


def _check_kind(draft: Draft) -> None:
    if kinds.BY_NAME.get(draft.kind.name) is not draft.kind:
        raise BadUse(f"{draft.kind.name} is not a kind of aima.model.kinds, so it cannot be stored.")
