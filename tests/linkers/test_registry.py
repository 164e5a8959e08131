"""The built-in linkers load, say what they are, and fit together."""

from aima.linkers.registry import LINKERS
from aima.model.analysis import PROFILES, ProfileName
from aima.model.plugins import Given, Linker
from aima.pipeline.loading import load


def test_every_linker_loads_and_an_empty_timeline_gives_next_to_nothing(build, policy):
    linkers, broken = load(LINKERS, Given(PROFILES[ProfileName.FULL], "auto", policy))
    assert broken == []
    assert all(isinstance(linker, Linker) for linker in linkers)
    assert {draft.kind.name for linker in linkers for draft in linker.link(build.timeline())} <= {"shot"}


def test_later_linkers_read_what_earlier_ones_give(policy):
    linkers, _ = load(LINKERS, Given(PROFILES[ProfileName.FULL], "auto", policy))
    place = {linker.spec.name: index for index, linker in enumerate(linkers)}
    gives = {kind.name: linker.spec.name for linker in linkers for kind in linker.spec.emits}
    for linker in linkers:
        for kind in (*linker.spec.requires, *linker.spec.reads):
            assert place.get(gives.get(kind.name), -1) < place[linker.spec.name]
