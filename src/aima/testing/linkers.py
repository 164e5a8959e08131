"""What every linker promises (docs/extending.md), as one check."""

from __future__ import annotations

from collections.abc import Sequence

from aima.model.observation import Draft
from aima.model.plugins import Linker
from aima.model.timeline import Timeline
from aima.testing.promises import check_capability, check_draft, check_kinds, check_name, check_params, must
from aima.testing.timelines import example_timelines


def check_linker(linker: Linker, timelines: Sequence[Timeline] | None = None) -> None:
    """Raises `AssertionError` where a promise is broken, and what the linker raises where it fails on a timeline.

    `timelines` are put through it beside `example_timelines()`: empty ones, and one that holds every kind.
    """
    must(isinstance(linker, Linker), "a linker has `spec`, `params` and `link`")
    spec = linker.spec
    check_name(spec.name, spec.version)
    check_capability(spec.name, spec.capability)
    must(len(spec.emits) > 0, f"{spec.name} declares in spec.emits what it gives")
    check_kinds(spec.name, (*spec.requires, *spec.reads, *spec.emits))
    check_params(spec.name, linker.params)
    for timeline in (*example_timelines(), *(timelines or ())):
        shown = _shown_to(linker, timeline)
        drafts = _drafts(linker, shown)
        must(drafts == _drafts(linker, shown), f"{spec.name} gave two results for one timeline")
        must(
            drafts == _drafts(linker, timeline),
            f"{spec.name} looks at kinds that it declares neither in spec.requires nor in spec.reads",
        )


def _shown_to(linker: Linker, timeline: Timeline) -> Timeline:
    """The timeline as the pipeline cuts it: the declared kinds alone."""
    declared = {*linker.spec.requires, *linker.spec.reads}
    return Timeline(timeline.media, (o for o in timeline if o.kind in declared), timeline.witness)


def _drafts(linker: Linker, timeline: Timeline) -> list[Draft]:
    drafts = list(linker.link(timeline))
    name = linker.spec.name
    for draft in drafts:
        check_draft(name, draft, linker.spec.emits, timeline.media.span)
        for source in draft.sources:
            must(source in timeline, f"{name} gave {draft.kind} with the source {source}, which is not there")
    return drafts
