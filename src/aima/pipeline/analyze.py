"""Clips to observations: every analyzer that has not done a clip gets it, and what they give is committed together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from threading import Event
from traceback import extract_tb

from aima.errors import AimaError
from aima.media import Reading
from aima.model.clip import Clip
from aima.model.media import Media
from aima.model.observation import LINKED, Draft, RunId
from aima.model.plugins import Analyzer
from aima.model.span import Span
from aima.pipeline.plan import Plan, Planned
from aima.pipeline.progress import Listener, Progress, Step
from aima.pipeline.steady import Check
from aima.pipeline.stills import pick_stills
from aima.stores.base import Checkpoint, Done, ObservationStore


@dataclass(frozen=True, slots=True)
class Standing:
    """What is done already: the clips of the reading, whether it reached the end, and the clips of each run."""

    clips: Mapping[int, Span]
    read_whole: bool
    by_run: Mapping[RunId, frozenset[int]]

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do."""
        return self.read_whole and all(set(self.clips) <= done for done in self.by_run.values())

    @property
    def first_open(self) -> int:
        """The first clip that some run has not done."""
        open_clips = [index for index in self.clips if any(index not in done for done in self.by_run.values())]
        return min(open_clips) if open_clips else max(self.clips, default=-1) + 1

    @property
    def done_ms(self) -> int:
        """Milliseconds of the recording that every run has done."""
        return sum(span.length_ms for index, span in self.clips.items() if index < self.first_open)


def standing(store: ObservationStore, plan: Plan) -> Standing:
    """What the store holds of a plan."""
    marks = dict(store.spans_done(plan.reading.id))
    read_whole = marks.pop(LINKED, None) is not None
    by_run = {planned.run.id: frozenset(store.spans_done(planned.run.id)) for planned in plan.planned}
    return Standing(marks, read_whole, by_run)


def analyze_clips(
    reading: Reading,
    plan: Plan,
    before: Standing,
    store: ObservationStore,
    workers: int,
    listener: Listener,
    check: Check = lambda: None,
) -> None:
    """Analyse what is not done yet, clip by clip; a clip is committed with all that was made of it.

    `check` raises where what was read so far cannot be trusted; then it is not committed.
    Raises what reading, `check` and the store raise; an analyzer that fails is recorded for that clip and stops
    nothing.
    """
    with _analysts(workers) as analyst:
        for clip in reading:
            pending = [planned for planned in plan.planned if clip.index not in before.by_run[planned.run.id]]
            total = max(reading.media.duration_ms, clip.span.end_ms)

            def tell(share: float, span: Span = clip.span, total: int = total) -> None:
                done_ms = span.start_ms + int(share * span.length_ms)
                listener(Progress(Step.ANALYZE, done_ms, total, before.done_ms))

            done = (Done(plan.reading.id), *analyst.look(clip, pending, tell))
            check()
            store.commit(Checkpoint(clip.media, clip.index, clip.span, done, pick_stills(clip)))
            tell(1.0)


def mark_whole(store: ObservationStore, plan: Plan, media: Media) -> None:
    """Mark that the reading reached the end, so that a later call need not decode at all."""
    store.commit(Checkpoint(media.id, LINKED, media.span, (Done(plan.reading.id),)))


class _Analysts:
    """A pool in which each analyzer works on the clip in one thread; `stop` ends them at their next draft."""

    def __init__(self, pool: ThreadPoolExecutor, stop: Event) -> None:
        self._pool = pool
        self._stop = stop

    def look(self, clip: Clip, pending: Sequence[Planned], tell: Callable[[float], None]) -> list[Done]:
        """What each analyzer made of the clip, in their order; `tell` hears the share of them that is through."""
        futures = [self._pool.submit(self._done, planned, clip) for planned in pending]
        for number, _ in enumerate(as_completed(futures), 1):
            tell(number / (len(futures) + 1))
        return [future.result() for future in futures]

    def _done(self, planned: Planned, clip: Clip) -> Done:
        analyzer = planned.analyzer
        try:
            return Done(planned.run.id, tuple(self._checked(analyzer, clip)))
        except AimaError as error:
            return Done(planned.run.id, failure=str(error))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - an analyzer may fail in any way, and must not take the others with it
            return Done(planned.run.id, failure=failure_sentence(analyzer.spec.name, error))

    def _checked(self, analyzer: Analyzer, clip: Clip) -> Iterator[Draft]:
        for draft in analyzer.analyze(clip):
            if self._stop.is_set():
                raise AimaError("stopped")
            if draft.kind not in analyzer.spec.emits or not clip.span.covers(draft.span):
                raise AimaError(
                    f"{analyzer.spec.name} gave a {draft.kind} for {draft.span}, which it does not declare or which "
                    f"lies outside the clip {clip.span}"
                )
            yield draft


@contextmanager
def _analysts(workers: int) -> Iterator[_Analysts]:
    stop = Event()
    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="analyzer")
    try:
        yield _Analysts(pool, stop)
    finally:
        # After Ctrl-C nothing of the clip in hand is committed, so its analyzers need not finish.
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


def failure_sentence(name: str, error: BaseException) -> str:
    """Which component failed, how and where, without the error's own text, which may hold what was recorded."""
    frames = extract_tb(error.__traceback__)
    where = f" in {PurePath(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"{name} failed ({type(error).__name__}{where})"
