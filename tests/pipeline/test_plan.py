"""What an analysis consists of, and when a result may be used again."""

from dataclasses import replace

from aima.model import kinds
from aima.model.analysis import FORENSIC, FULL, QUICK
from aima.model.media import MediaKind, StreamKind
from aima.pipeline.plan import Components, _unfed, linker_run, make_components, make_plan, suits
from tests.pipeline.parts import Count, Look, Tone


def _components(given, *analyzers, linkers=()) -> Components:
    return Components(given, "", analyzers, linkers, (), ())


def test_a_reading_comes_first_and_every_fitting_analyzer_has_a_run(given, media) -> None:
    plan = make_plan(_components(given, Tone(), Look()), media)
    assert [run.component for run in plan.runs] == ["media.reading", "tone", "look"]
    assert len({run.id for run in plan.runs}) == 3


def test_a_second_profile_reuses_what_only_listened(given, media) -> None:
    full = make_plan(_components(given, Tone(), Look()), media)
    quick = make_plan(_components(replace(given, profile=QUICK), Tone(), Look()), media)
    assert full.planned[0].run.id == quick.planned[0].run.id
    assert full.planned[1].run.id != quick.planned[1].run.id


def test_shorter_clips_give_other_runs(given, media) -> None:
    full = make_plan(_components(given, Tone()), media)
    forensic = make_plan(_components(replace(given, profile=FORENSIC), Tone()), media)
    assert given.profile == FULL and full.planned[0].run.id != forensic.planned[0].run.id


def test_parameters_belong_to_the_identity(given, media) -> None:
    one = make_plan(_components(given, Tone(level=1)), media).planned[0].run
    two = make_plan(_components(given, Tone(level=2)), media).planned[0].run
    assert one.id != two.id and one.params["packages"]["numpy"]


def test_an_image_is_shown_only_to_those_that_read_stills(media) -> None:
    image = replace(media, kind=MediaKind.IMAGE, duration_ms=0)
    assert suits(Look(), image) and not suits(Tone(), image)


def test_a_silent_film_is_not_listened_to(media) -> None:
    silent = replace(media, streams=tuple(s for s in media.streams if s.kind is not StreamKind.AUDIO))
    assert suits(Look(), silent) and not suits(Tone(), silent)


def test_a_linker_depends_on_its_inputs_and_their_failures(given, media) -> None:
    inputs = [make_plan(_components(given, Tone()), media).planned[0].run]
    run = linker_run(media.id, Count(), inputs, {})
    assert run.id == linker_run(media.id, Count(), inputs, {}).id
    assert run.id != linker_run(media.id, Count(), inputs, {inputs[0].id: 1}).id
    assert run.id != linker_run(media.id, Count(), [], {}).id


def test_every_capability_is_provided_or_named(given) -> None:
    from aima.model.capabilities import CAPABILITIES

    components = make_components(given, "")
    provided = {analyzer.spec.capability.name for analyzer in components.analyzers}
    named = {lost.capability for lost in components.not_examined}
    assert provided | named >= {capability.name for capability in CAPABILITIES}
    assert "transcription" in named and "voice_activity" in provided


def test_what_built_in_linkers_need_is_given_by_somebody(given) -> None:
    """Transcription is missing here, so only linkers that cannot do without it may be unfed."""
    components = make_components(given, "")
    emitted = {kind.name for analyzer in components.analyzers for kind in analyzer.spec.emits}
    for linker in components.linkers:
        missing = {kind.name for kind in linker.spec.requires} - emitted
        assert missing <= {kinds.SPEECH_SEGMENT.name}, linker.spec.name
        emitted |= {kind.name for kind in linker.spec.emits}


def test_a_linker_may_live_on_what_another_one_gives(given) -> None:
    class After(Count):
        spec = replace(Count.spec, name="after", requires=(kinds.SPEAKER,), emits=(kinds.PERSON,))

    class Before(Count):
        spec = replace(Count.spec, name="before", requires=(kinds.PERSON,))

    unfed = _unfed([Tone()], [Count(), After()])
    assert unfed == []
    assert [broken.entry for broken in _unfed([Tone()], [Before(), After()])] == ["before"]
