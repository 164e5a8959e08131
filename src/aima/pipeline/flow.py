"""From a file to a dossier, as a table of contents: identify, analyze, link, look, fuse, report, explain."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from aima.errors import NotFound
from aima.media import Decoder, Source, identify
from aima.model.analysis import Analysis
from aima.model.media import Media, MediaId
from aima.pipeline.advisers import Advisers
from aima.pipeline.analyze import analyze_clips, mark_whole, standing
from aima.pipeline.explain import explain_result
from aima.pipeline.fuse import fuse
from aima.pipeline.glance import glance
from aima.pipeline.link import link
from aima.pipeline.look import look_again
from aima.pipeline.plan import Components, Plan, make_plan
from aima.pipeline.progress import Listener, Progress, Step, silent, watched
from aima.pipeline.report import begin, conclude, gather
from aima.pipeline.steady import steady
from aima.reports.dossier import Dossier
from aima.stores.base import Stores


@dataclass(frozen=True, slots=True)
class Tools:
    """What the pipeline works with; the composition root hands it over."""

    stores: Stores
    decoder: Decoder
    workers: int
    advisers: Advisers = field(default_factory=Advisers)


def analyze_file(path: Path, components: Components, tools: Tools, listener: Listener = silent) -> Dossier:
    """Analyse one recording, going on where an earlier call stopped; what is done already is not done again.

    Raises `Refused` (this file), `StoreError` (this home) and `Interrupted`; nothing half-written remains.
    """
    listener(Progress(Step.IDENTIFY))
    glance(path)
    source = identify(path)
    with tools.stores.lock(source.id):
        media, plan, analysis = _read_and_analyze(source, components, tools, listener)
        listener(Progress(Step.LINK, media.duration_ms, media.duration_ms))
        linked = link(tools.stores.observations, components, plan, media)
        runs = [run.id for run in (*plan.runs, *linked)]
        listener(Progress(Step.LOOK, media.duration_ms, media.duration_ms))
        seen = look_again(
            source,
            media,
            analysis,
            runs,
            components,
            tools.stores,
            tools.decoder,
            tools.advisers,
            watched(listener, Step.LOOK, media.duration_ms),
        )
        runs += [run.id for run in seen.runs]
        listener(Progress(Step.FUSE, media.duration_ms, media.duration_ms))
        timeline, assessment = fuse(tools.stores, media, runs, components, seen.not_examined)
        listener(Progress(Step.REPORT, media.duration_ms, media.duration_ms))
        conclude(tools.stores, analysis, runs, assessment, timeline, components, tools.decoder.sandbox)
        listener(Progress(Step.EXPLAIN, media.duration_ms, media.duration_ms))
        explain_result(
            tools.stores,
            analysis,
            timeline,
            assessment,
            components.given.policy,
            tools.advisers,
            watch=watched(listener, Step.EXPLAIN, media.duration_ms),
        )
        return gather(tools.stores, analysis.id)


def _read_and_analyze(
    source: Source, components: Components, tools: Tools, listener: Listener
) -> tuple[Media, Plan, Analysis]:
    known = _known(tools.stores, source.id)
    sight = tools.advisers.sight_identity(components.given.policy)
    if known is not None:
        plan = make_plan(components, known)
        before = standing(tools.stores.observations, plan)
        if before.complete:
            listener(Progress(Step.ANALYZE, known.span.end_ms, known.span.end_ms, known.span.end_ms))
            return known, plan, begin(tools.stores, known, plan, components, sight)
    first_clip = before.first_open if known is not None else 0
    with (
        steady(source) as check,
        tools.decoder.open(source, components.given.profile, first_clip=first_clip) as reading,
    ):
        plan = make_plan(components, reading.media)
        tools.stores.media.put(reading.media, str(source.path))
        analysis = begin(tools.stores, reading.media, plan, components, sight)
        before = standing(tools.stores.observations, plan)
        total = reading.media.duration_ms
        listener(Progress(Step.ANALYZE, before.done_ms, total, before.done_ms))
        analyze_clips(reading, plan, before, tools.stores.observations, tools.workers, listener, check)
        check()
        # In this order: a reading is whole only when the final length is stored.
        tools.stores.media.put(reading.media, str(source.path))
        mark_whole(tools.stores.observations, plan, reading.media)
        return reading.media, plan, analysis


def _known(stores: Stores, id: MediaId) -> Media | None:
    try:
        return stores.media.get(id)
    except NotFound:
        return None
