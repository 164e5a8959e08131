import sys
from importlib.metadata import EntryPoint, EntryPoints
from types import ModuleType, SimpleNamespace

import pytest

from aima.errors import ModelMissing
from aima.model import capabilities
from aima.pipeline import loading
from aima.pipeline.loading import Broken, entries, load

SPEC = SimpleNamespace(capability=capabilities.FACES)
GIVEN = SimpleNamespace(language="de")


class Plain:
    spec = SPEC


class Built:
    spec = SPEC

    def __init__(self, language):
        self.language = language

    @classmethod
    def build(cls, given):
        return cls(given.language)


class WithoutModel(Plain):
    @classmethod
    def build(cls, given):
        raise ModelMissing("the folder holds no model; put one there")


class Failing(Plain):
    def __init__(self):
        raise RuntimeError("what was recorded must not be shown")


class Needy(Plain):
    def __init__(self, more):
        self.more = more


class Unspecified:
    pass


@pytest.fixture
def package(monkeypatch):
    """A module that holds the classes above."""
    module = ModuleType("aima_test_plugins")
    for cls in (Plain, Built, WithoutModel, Failing, Needy, Unspecified):
        setattr(module, cls.__name__, cls)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module.__name__


def test_components_are_built_or_simply_made(package):
    made, broken = load([f"{package}:Plain", f"{package}:Built"], GIVEN)
    assert broken == []
    assert [type(component) for component in made] == [Plain, Built]
    assert made[1].language == "de"


def test_a_missing_model_is_told_from_a_fault(package):
    made, broken = load([f"{package}:WithoutModel"], GIVEN)
    assert made == []
    reason = "the folder holds no model; put one there"
    assert broken == [Broken(f"{package}:WithoutModel", "faces", reason, missing_model=True)]


@pytest.mark.parametrize(
    ("entry", "capability", "fault"),
    [
        ("Failing", "faces", "RuntimeError"),
        ("Needy", "faces", "TypeError"),
        ("Unspecified", "", "AttributeError"),
        ("NotThere", "", "AttributeError"),
    ],
)
def test_a_broken_one_is_reported_and_stops_nothing(package, entry, capability, fault):
    made, broken = load([f"{package}:Plain", f"{package}:{entry}", f"{package}:Built"], GIVEN)
    assert len(made) == 2
    reason = f"{package}:{entry} cannot be loaded ({fault})"
    assert broken == [Broken(f"{package}:{entry}", capability, reason, missing_model=False)]


@pytest.mark.parametrize("entry", ["no_such_module_at_all:Thing", "", ":", "no-name", "os:"])
def test_an_entry_that_names_nothing_is_reported(entry):
    made, broken = load([entry], GIVEN)
    assert made == []
    assert [(found.entry, found.missing_model) for found in broken] == [(entry, False)]


def test_a_module_that_cannot_be_imported_is_reported(tmp_path, monkeypatch):
    (tmp_path / "aima_test_syntax.py").write_text("def")
    (tmp_path / "aima_test_exits.py").write_text("raise ImportError('needs a library')")
    monkeypatch.syspath_prepend(tmp_path)
    made, broken = load(["aima_test_syntax:A", "aima_test_exits:A"], GIVEN)
    assert made == []
    assert [found.reason.rpartition(" ")[2] for found in broken] == ["(SyntaxError)", "(ImportError)"]


def test_built_in_entries_come_first_and_once(monkeypatch):
    points = EntryPoints(
        EntryPoint(name, value, "aima.analyzers") for name, value in (("z", "z:Z"), ("b", "a:A"), ("c", "c:C"))
    )
    monkeypatch.setattr(loading, "entry_points", lambda group: points.select(group=group))
    assert entries("aima.analyzers", ("b:B", "a:A")) == ("b:B", "a:A", "c:C", "z:Z")
    assert entries("aima.rules", ("b:B",)) == ("b:B",)
