"""docs/licences.md names every locked package, and every library that a wheel carries."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def licences():
    spec = importlib.util.spec_from_file_location("docs_licences", ROOT / "docs" / "licences.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_every_locked_package_stands_on_the_page(licences):
    page = licences.PAGE.read_text(encoding="utf-8")
    missing = [name for name, version, _ in licences.pins() if f"| {name} | {version} |" not in page]
    assert len(list(licences.pins())) > 50
    assert missing == []


def test_every_installed_package_states_a_licence(licences):
    silent = [row.name for row in licences.rows() if not row.licence and not row.carried.startswith("not installed")]
    assert silent == []
    assert "not stated" not in {row.licence for row in licences.rows()}


def test_every_carried_library_is_named(licences):
    unnamed = [
        f"{name}: {library}"
        for name, _, _ in licences.pins()
        for library in licences.libraries(name)
        if library not in licences.CARRIED.get(name, "")
    ]
    assert unnamed == []


def test_the_landmark_model_without_commercial_use_is_never_opened():
    naming = [path for path in (ROOT / "src").rglob("*.py") if "shape_predictor_68" in path.read_text(encoding="utf-8")]
    assert naming == []


def test_the_table_is_replaced_between_its_marks(licences):
    page = f"above\n{licences.BEGIN}old\n{licences.END}below\n"
    assert licences.page_with("new\n", page) == f"above\n{licences.BEGIN}new\n{licences.END}below\n"
