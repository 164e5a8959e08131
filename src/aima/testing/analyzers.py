"""What every analyzer promises (docs/extending.md), as one check."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from aima.model.clip import Clip
from aima.model.observation import Draft
from aima.model.plugins import Analyzer
from aima.testing.examples import example_clips
from aima.testing.promises import (
    check_capability,
    check_draft,
    check_kinds,
    check_name,
    check_packages,
    check_params,
    must,
)


def check_analyzer(analyzer: Analyzer, clips: Sequence[Clip] | None = None) -> None:
    """Raises `AssertionError` where a promise is broken, and what the analyzer raises where it fails on a clip.

    `clips` are put through it beside `example_clips()`: silence, noise, nothing at all, the smallest there can be.
    """
    must(isinstance(analyzer, Analyzer), "an analyzer has `spec`, `params` and `analyze`")
    check_analyzer_spec(analyzer)
    material = (*example_clips(), *(clips or ()))
    before = [_content(clip) for clip in material]
    first = [_drafts(analyzer, clip) for clip in material]
    # The other way round: what a clip gives may not depend on what was seen before it.
    second = [_drafts(analyzer, clip) for clip in reversed(material)][::-1]
    name = analyzer.spec.name
    for clip, one, two in zip(material, first, second, strict=True):
        must(one == two, f"{name} gave two results for one clip ({clip.span}); is there state or chance in it?")
    must(before == [_content(clip) for clip in material], f"{name} changed the samples or frames of a clip")


def check_analyzer_spec(analyzer: Analyzer) -> None:
    """The part of the promises that needs no clip."""
    spec = analyzer.spec
    check_name(spec.name, spec.version)
    check_capability(spec.name, spec.capability)
    must(len(spec.emits) > 0, f"{spec.name} declares in spec.emits what it gives")
    must(bool(spec.reads), f"{spec.name} declares in spec.reads what it looks at")
    must(spec.model.strip() != "", f"spec.model of {spec.name} names for people what makes its results")
    check_kinds(spec.name, spec.emits)
    check_packages(spec.name, spec.packages)
    check_params(spec.name, analyzer.params)


def _drafts(analyzer: Analyzer, clip: Clip) -> list[Draft]:
    drafts = list(analyzer.analyze(clip))
    name = analyzer.spec.name
    for draft in drafts:
        check_draft(name, draft, analyzer.spec.emits, clip.span)
        must(draft.sources == (), f"{name} gave {draft.kind} with sources, which only linkers have")
    starts = [draft.span.start_ms for draft in drafts]
    must(starts == sorted(starts), f"{name} gives its drafts in order of time, not {starts[:20]}")
    return drafts


def _content(clip: Clip) -> str:
    content = hashlib.sha256(b"" if clip.samples is None else clip.samples.tobytes())
    for frame in clip.frames:
        content.update(frame.rgb.tobytes())
    return content.hexdigest()
