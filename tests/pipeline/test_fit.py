"""A plug-in that is not what it says is named, and stops nothing."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from aima.model.plugins import AnalyzerSpec, LinkerSpec
from aima.pipeline.fit import fitting
from aima.pipeline.plan import make_components
from tests.pipeline.parts import Count, Look, Tone


class Leaves(Tone):
    """Wants to end the whole program."""

    def __init__(self) -> None:
        raise SystemExit(5)


class NoJson(Tone):
    """Its parameters have no identity."""

    spec = replace(Tone.spec, name="no_json")

    def __init__(self) -> None:
        super().__init__(level={1, 2})


@pytest.mark.parametrize(
    ("component", "why"),
    [
        (SimpleNamespace(spec=SimpleNamespace()), "its spec is no AnalyzerSpec"),
        (Count(), "its spec is no AnalyzerSpec"),
        (SimpleNamespace(spec=Tone.spec, params={}), "it has no method analyze"),
        (SimpleNamespace(spec=Tone.spec, analyze=print), "its params are not made of JSON values"),
        (NoJson(), "its params are not made of JSON values"),
        (Look(), "another component is called look already"),
    ],
)
def test_what_does_not_fit_is_named(component, why: str) -> None:
    fit, lost = fitting([component, Tone()], AnalyzerSpec, taken={"look"})
    assert [made.spec.name for made in fit] == ["tone"]
    assert [broken.reason.endswith(why) for broken in lost] == [True]


def test_names_are_taken_across_kinds() -> None:
    taken: set[str] = set()
    assert fitting([Tone(), Tone()], AnalyzerSpec, taken)[0][0].spec.name == "tone"
    assert fitting([Count()], LinkerSpec, taken)[1] == [] and taken == {"tone", "count"}


def test_each_broken_one_is_listed_though_others_do_its_work(given, monkeypatch) -> None:
    entries = tuple(f"{__name__}:{name}" for name in ("Tone", "Leaves", "NoJson"))
    monkeypatch.setattr("aima.pipeline.plan.ANALYZERS", entries)
    monkeypatch.setattr("aima.pipeline.plan.LINKERS", ())
    components = make_components(given, "")
    assert [analyzer.spec.name for analyzer in components.analyzers] == ["tone"]
    named = {lost.component: lost.reason for lost in components.not_examined if lost.component}
    assert "SystemExit" in named[entries[1]] and "JSON" in named[entries[2]]
    assert all(lost.component for lost in components.not_examined if lost.capability == "voice_activity")
