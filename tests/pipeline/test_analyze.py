"""Clips to stored observations: checkpoints, failures, stopping and going on."""

import pytest

from aima.model import kinds
from aima.model.observation import LINKED, Draft
from aima.model.span import Span
from aima.pipeline.analyze import analyze_clips, mark_whole, standing
from aima.pipeline.link import link
from aima.pipeline.plan import Components, make_plan
from aima.pipeline.progress import silent
from aima.testing import MemoryStores
from tests.pipeline.parts import Broken, Count, FakeReading, Look, Tone


@pytest.fixture
def stores() -> MemoryStores:
    return MemoryStores()


def _run(stores, given, media, *analyzers, stop_at=None):
    plan = make_plan(Components(given, "", analyzers, (Count(),), (), ()), media)
    stores.media.put(media, "a.mp4")
    stores.observations.register(plan.runs)
    before = standing(stores.observations, plan)
    reading = FakeReading(media, before.first_open, stop_at)
    analyze_clips(reading, plan, before, stores.observations, 2, silent)
    mark_whole(stores.observations, plan, media)
    return plan, reading


def test_every_clip_is_marked_and_the_whole_too(stores, given, media) -> None:
    plan, _ = _run(stores, given, media, Tone(), Look())
    assert dict(stores.observations.spans_done(plan.reading.id)) == {
        0: Span(0, 1000),
        1: Span(1000, 2000),
        2: Span(2000, 3000),
        LINKED: Span(0, 3000),
    }
    assert standing(stores.observations, plan).complete
    assert len(list(stores.observations.read([run.id for run in plan.runs]))) == 6
    assert [still.at_ms for still in stores.media.stills(media.id)] == [0, 1000, 2000]


def test_a_failure_names_the_place_but_not_what_was_recorded(stores, given, media) -> None:
    plan, _ = _run(stores, given, media, Tone(), Broken())
    good, bad = stores.observations.states([planned.run.id for planned in plan.planned])
    assert (good.clips_done, good.failures) == (3, {})
    assert bad.clips_done == 2 and bad.examined_ms == 2000
    assert bad.failures[1].startswith("broken failed (KeyError in parts.py, line ")
    assert "what was said" not in bad.failures[1]


def test_a_draft_outside_the_clip_is_a_failure(stores, given, media) -> None:
    class Late(Tone):
        def analyze(self, clip):
            for draft in super().analyze(clip):
                yield type(draft)(draft.kind, draft.span.shift(5000), draft.payload)

    plan, _ = _run(stores, given, media, Late())
    (state,) = stores.observations.states([plan.planned[0].run.id])
    assert set(state.failures) == {0, 1, 2} and "outside the clip" in state.failures[0]


def test_a_draft_of_a_kind_that_is_not_declared_is_a_failure(stores, given, media) -> None:
    class Other(Tone):
        def analyze(self, clip):
            yield Draft(kinds.CUT, clip.span, kinds.Cut(strength=0.5))

    plan, _ = _run(stores, given, media, Other())
    (state,) = stores.observations.states([plan.planned[0].run.id])
    assert set(state.failures) == {0, 1, 2} and "gave a cut" in state.failures[0]


def test_a_stopped_analysis_goes_on_where_it_stopped(stores, given, media) -> None:
    with pytest.raises(KeyboardInterrupt):
        _run(stores, given, media, Tone(), stop_at=2)
    tone = Tone()
    plan, reading = _run(stores, given, media, tone)
    assert tone.seen == [2] and reading.given == [2]
    assert standing(stores.observations, plan).complete


def test_a_new_analyzer_is_the_only_one_that_works_again(stores, given, media) -> None:
    first, again, look = Tone(), Tone(), Look()
    _run(stores, given, media, first)
    plan, _ = _run(stores, given, media, again, look)
    assert first.seen == [0, 1, 2] and again.seen == []
    assert standing(stores.observations, plan).complete


def test_linkers_see_what_they_declare_and_run_once(stores, given, media) -> None:
    plan, _ = _run(stores, given, media, Tone(), Look())
    components = Components(given, "", tuple(p.analyzer for p in plan.planned), (Count(),), (), ())
    (run,) = link(stores.observations, components, plan, media)
    assert len(list(stores.observations.read([run.id]))) == 3
    assert link(stores.observations, components, plan, media) == (run,)
    assert len(list(stores.observations.read([run.id]))) == 3
