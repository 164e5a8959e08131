"""The house rules that a machine can hold: sizes, docstrings, mirrored tests, and nothing undocumented."""

import ast
import re
from pathlib import Path

import pytest

from aima.cli.main import cli
from aima.model.kinds import KINDS
from aima.settings import Settings

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
DOCS = {path.name: path.read_text() for path in (ROOT / "docs").glob("*.md")}
MAX_FILE, MAX_FUNCTION = 400, 60


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def _names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", SOURCES, ids=_names(SOURCES))
def test_files_and_functions_are_small(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MAX_FILE
    functions = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if node.end_lineno - node.lineno + 1 > MAX_FUNCTION]
    assert long == []


@pytest.mark.parametrize("path", SOURCES, ids=_names(SOURCES))
def test_public_names_have_docstrings(path: Path) -> None:
    tree = _tree(path)
    assert len((ast.get_docstring(tree) or "").split()) > 2, "the module"
    bare = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                bare.append(node.name)
            if isinstance(node, ast.ClassDef):
                bare += [f"{node.name}.{m.name}" for m in node.body if _bare_method(m)]
    assert bare == []


# A method that a protocol of `model.plugins` or `stores.base` defines is documented there.
_OF_PROTOCOLS = {
    node.name
    for name in ("model/plugins.py", "stores/base.py", "cli/progress.py")
    for cls in _tree(ROOT / "src/aima" / name).body
    if isinstance(cls, ast.ClassDef) and any(getattr(base, "id", "") == "Protocol" for base in cls.bases)
    for node in cls.body
    if isinstance(node, ast.FunctionDef)
}


def _bare_method(node: ast.stmt) -> bool:
    if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or node.name in _OF_PROTOCOLS:
        return False
    return not ast.get_docstring(node)


def test_nothing_is_left_undone() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
    assert [str(path) for path in SOURCES if marks.search(path.read_text())] == []


def test_every_setting_is_documented() -> None:
    page = DOCS["settings.md"]
    assert [name for name in Settings.model_fields if f"`AIMA_{name.upper()}`" not in page] == []


def test_every_command_and_option_is_documented() -> None:
    import typer.main

    page = DOCS["commands.md"]
    missing = []
    for path, command in _commands(typer.main.get_command(cli), "aima"):
        if f"`{path}" not in page:
            missing.append(path)
        section = page.partition(f"## `{path}")[2].partition("\n## ")[0]
        missing += [
            f"{path} {option}"
            for parameter in command.params
            for option in getattr(parameter, "opts", ())
            if option.startswith("--") and option != "--help" and option not in section
        ]
    assert missing == []


def _commands(command: object, path: str):
    below = getattr(command, "commands", None)
    if not below:
        return [(path, command)]
    return [found for name, sub in below.items() for found in _commands(sub, f"{path} {name}")]


def test_every_kind_is_documented() -> None:
    assert [kind.name for kind in KINDS if f"`{kind.name}`" not in DOCS["documents.md"]] == []


def test_every_plugin_point_is_documented() -> None:
    page = DOCS["extending.md"]
    protocols = ("Analyzer", "Linker", "Rule")
    assert [name for name in protocols if f"`{name}`" not in page] == []
    assert [group for group in ("aima.analyzers", "aima.linkers", "aima.rules") if f"{group}" not in page] == []


def test_every_link_in_the_documents_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("[A-Z]*.md"))]
    broken = []
    for page in pages:
        targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text())
        local = [target for target in targets if "://" not in target and not target.startswith("mailto:")]
        broken += [f"{page.name}: {target}" for target in local if not (page.parent / target).exists()]
    assert broken == []


def test_locked_requirements_name_no_registry() -> None:
    for page in sorted((ROOT / "requirements").glob("*")):
        assert "://" not in page.read_text(), page.name
