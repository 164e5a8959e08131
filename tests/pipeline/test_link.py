"""Every linker in its order, over the kinds it declares and nothing else."""

import pytest

from aima.model import capabilities, kinds
from aima.model.observation import LINKED, Draft, ObservationId
from aima.model.plugins import LinkerSpec
from aima.model.span import Span
from aima.pipeline.link import link
from aima.pipeline.plan import Components, make_plan
from aima.stores.base import Checkpoint, Done
from aima.testing import MemoryStores
from tests.pipeline.parts import Count, Look, Tone


class After(Count):
    """Needs what `Count` gave; keeps the kinds it was shown."""

    spec = LinkerSpec("after", 1, capabilities.SPEAKERS, (kinds.SPEAKER,), (kinds.SPEAKER,))

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def link(self, timeline):
        self.shown = [found.kind.name for found in timeline]
        yield from super().link(timeline)


def linker_of(make):
    """`Count` with other drafts: `make` turns each of its drafts into what is given instead."""

    class Other(Count):
        def link(self, timeline):
            yield from (make(draft) for draft in super().link(timeline))

    return Other()


@pytest.fixture
def stores() -> MemoryStores:
    return MemoryStores()


@pytest.fixture
def link_all(stores, given, media):
    """Runs these linkers over a clip in which `Tone` and `Look` saw something; `failed` are clips that failed."""

    def run(*linkers, failed=()):
        components = Components(given, "", (Tone(), Look()), linkers, (), ())
        plan = make_plan(components, media)
        stores.media.put(media, "a.mp4")
        stores.observations.register(plan.runs)
        for clip, span in enumerate((Span(0, 1000), Span(1000, 2000))):
            speech = Draft(kinds.SPEECH_ACTIVITY, span, kinds.SpeechActivity(probability=0.5), 0.5)
            look = Draft(kinds.PICTURE, span, kinds.Picture(state="usable", luminance=0, saturation=0, sharpness=0))
            tone, picture = (planned.run.id for planned in plan.planned)
            heard = Done(tone, failure="broke") if clip in failed else Done(tone, (speech,))
            stores.observations.commit(Checkpoint(media.id, clip, span, (heard, Done(picture, (look,)))))
        return link(stores.observations, components, plan, media)

    return run


def sentence(stores, run) -> str:
    (state,) = stores.observations.states([run.id])
    return state.failures[LINKED]


def test_a_later_linker_sees_what_an_earlier_one_gave_and_no_other_kind(stores, link_all) -> None:
    after = After()
    runs = link_all(Count(), after)
    assert after.shown == ["speaker", "speaker"]
    assert [len(list(stores.observations.read([run.id]))) for run in runs] == [2, 2]


def test_a_source_that_was_not_shown_is_a_failure(stores, link_all) -> None:
    def stray(draft):
        return Draft(draft.kind, draft.span, draft.payload, subject="x", sources=(ObservationId("a:0:0"),))

    (run,) = link_all(linker_of(stray))
    assert sentence(stores, run) == "count names a source that it was not shown"
    assert list(stores.observations.read([run.id])) == []


def test_a_kind_that_is_not_declared_and_a_span_outside_are_failures(stores, link_all) -> None:
    def shot(draft):
        return Draft(kinds.SHOT, draft.span, kinds.Shot(number=1))

    (run,) = link_all(linker_of(shot))
    assert "gave a shot" in sentence(stores, run)


def test_a_span_outside_the_recording_is_a_failure(stores, link_all) -> None:
    (run,) = link_all(linker_of(lambda draft: Draft(draft.kind, Span(0, 3001), draft.payload)))
    assert "outside the recording" in sentence(stores, run)


def test_a_linker_that_breaks_stops_nothing_and_does_not_tell_what_was_said(stores, link_all) -> None:
    def breaks(draft):
        raise KeyError("what was said")

    broken, after = link_all(linker_of(breaks), After())
    assert sentence(stores, broken).startswith("count failed (KeyError in test_link.py, line ")
    assert "what was said" not in sentence(stores, broken)
    assert LINKED in stores.observations.spans_done(after.id)


def test_what_failed_before_is_linked_again_when_it_was_done_later(stores, link_all) -> None:
    (partly,) = link_all(Count(), failed=(1,))
    assert len(list(stores.observations.read([partly.id]))) == 1
    (whole,) = link_all(Count())
    assert whole.id != partly.id and len(list(stores.observations.read([whole.id]))) == 2
