"""Timeline to more observations: every linker in its order, each over the kinds it declares and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aima.errors import AimaError
from aima.model.analysis import Run
from aima.model.media import Media
from aima.model.observation import LINKED, Draft
from aima.model.plugins import Linker
from aima.model.timeline import Timeline, Witness
from aima.pipeline.analyze import failure_sentence
from aima.pipeline.plan import Components, Plan, linker_run
from aima.stores.base import Checkpoint, Done, ObservationStore


def link(store: ObservationStore, components: Components, plan: Plan, media: Media) -> tuple[Run, ...]:
    """Run every linker whose result is not stored yet; gives the linkers' runs in order.

    A linker that fails is recorded with its sentence and stops nothing.
    """
    by_kind: dict[str, list[Run]] = {}
    for planned in plan.planned:
        for kind in planned.analyzer.spec.emits:
            by_kind.setdefault(kind.name, []).append(planned.run)
    runs: list[Run] = []
    for linker in components.linkers:
        inputs = _inputs(linker, by_kind)
        run = linker_run(media.id, linker, inputs, _failures(store, inputs))
        runs.append(run)
        for kind in linker.spec.emits:
            by_kind.setdefault(kind.name, []).append(run)
        store.register([run])
        if LINKED not in store.spans_done(run.id):
            done = _link_one(store, linker, inputs, run, media)
            store.commit(Checkpoint(media.id, LINKED, media.span, (done,)))
    return tuple(runs)


def _inputs(linker: Linker, by_kind: dict[str, list[Run]]) -> list[Run]:
    """The runs that give what the linker reads, each once, in order."""
    found = [run for kind in (*linker.spec.requires, *linker.spec.reads) for run in by_kind.get(kind.name, ())]
    return list({run.id: run for run in found}.values())


def _failures(store: ObservationStore, inputs: Sequence[Run]) -> dict[str, int]:
    states = store.states([run.id for run in inputs])
    return {state.run.id: len(state.failures) for state in states if state.failures}


def _link_one(store: ObservationStore, linker: Linker, inputs: Sequence[Run], run: Run, media: Media) -> Done:
    wanted = {kind.name for kind in (*linker.spec.requires, *linker.spec.reads)}
    ids = [run.id for run in inputs]
    seen = (o for o in store.read(ids) if o.kind.name in wanted)
    timeline = Timeline(media, seen, Witness(store.states(ids)))
    try:
        return Done(run.id, tuple(_checked(linker, timeline)))
    except AimaError as error:
        return Done(run.id, failure=str(error))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a linker may fail in any way, and must not take the others with it
        return Done(run.id, failure=failure_sentence(linker.spec.name, error))


def _checked(linker: Linker, timeline: Timeline) -> Iterator[Draft]:
    for draft in linker.link(timeline):
        if draft.kind not in linker.spec.emits or not timeline.media.span.covers(draft.span):
            raise AimaError(
                f"{linker.spec.name} gave a {draft.kind} for {draft.span}, which it does not declare or which lies "
                f"outside the recording {timeline.media.span}"
            )
        if any(source not in timeline for source in draft.sources):
            raise AimaError(f"{linker.spec.name} names a source that it was not shown")
        yield draft
