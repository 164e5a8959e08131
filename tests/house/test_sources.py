"""What may stand in a source file: imports, errors, chance and clocks, and that a test looks at it."""

import ast
import fnmatch
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from aima import errors

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/aima"
SOURCES = {str(path.relative_to(PACKAGE)): ast.parse(path.read_text()) for path in sorted(PACKAGE.rglob("*.py"))}
EVERY_SOURCE = pytest.mark.parametrize("name", SOURCES)

LIGHT = {
    "*": {"numpy", "pydantic"},
    "cli/*": {"typer"},
    "fusion/policy_file.py": {"pydantic_core"},
    "settings.py": {"pydantic_settings"},
    "stores/sql/*": {"sqlalchemy", "alembic"},
    "testing/*": {"annotated_types"},
}
"""Who may load what of other people when it is imported; all else is loaded where it is first used."""

NETWORK = re.compile(
    r"(requests|urllib|urllib3|http|httpx|aiohttp|websockets|socket|socketserver|ssl|ftplib|smtplib|poplib|imaplib|"
    r"telnetlib|xmlrpc|huggingface_hub|paramiko|boto3|grpc|openai|httpx2|httpcore2|httpcore)(\..*)?"
)
SPEAKS = "endpoints/*"
"""Who may open a connection: to the one server that a person has set up, and nowhere else."""
UNSAFE = re.compile(r"(pickle|cPickle|marshal|shelve|dill|joblib|torch|transformers)(\..*)?")
CHANCE = re.compile(r"(random|secrets|uuid|locale)(\..*)?")
CLOCKS = {"pipeline/report.py": {"datetime.now"}}
"""Who may ask what day it is: the facts of custody, and nothing that a result rests on."""

TESTED_IN = {
    "analyzers/speech/cepstrum.py": "analyzers/speech/test_speaker_turns.py",
    "analyzers/vision/opencv.py": "analyzers/vision/test_picture.py",
    "app.py": "flow/test_flow.py",
    "cli/*": "cli/test_commands.py",
    "errors.py": "house/test_sources.py",
    "fusion/contradictions.py": "fusion/test_scenarios.py",
    "fusion/explain.py": "fusion/test_engine.py",
    "fusion/policy_sense.py": "fusion/test_policy_file.py",
    "fusion/rules/*": "fusion/test_scenarios.py",
    "fusion/subscores.py": "fusion/test_parts.py",
    "fusion/trajectory.py": "fusion/test_parts.py",
    "linkers/lexicon*.py": "linkers/test_sentences.py",
    "linkers/negation.py": "linkers/test_sentences.py",
    "linkers/quoting.py": "linkers/test_sentences.py",
    "media/allowed.py": "media/test_decode.py",
    "media/child.py": "media/test_sandbox.py",
    "media/container.py": "media/test_decode.py",
    "media/sampling.py": "media/test_decode.py",
    "media/soundtrack.py": "media/test_decode.py",
    "model/assessment.py": "fusion/test_parts.py",
    "model/finding.py": "contract/test_rules.py",
    "model/chat.py": "endpoints/test_asking.py",
    "model/citing.py": "fusion/test_parts.py",
    "model/explanation.py": "explain/checking/test_check.py",
    "model/plugins.py": "contract/test_analyzers.py",
    "model/policy.py": "fusion/test_policy_file.py",
    "pipeline/advisers.py": "flow/test_explained.py",
    "pipeline/doctor.py": "cli/test_commands.py",
    "pipeline/endpoint_facts.py": "cli/test_models.py",
    "pipeline/erase.py": "flow/test_flow.py",
    "pipeline/explain.py": "flow/test_explained.py",
    "pipeline/flow.py": "flow/test_flow.py",
    "pipeline/fuse.py": "flow/test_flow.py",
    "pipeline/listing.py": "flow/test_flow.py",
    "pipeline/look.py": "flow/test_explained.py",
    "reports/formats/document_*.py": "reports/formats/test_documents.py",
    "reports/formats/parts.py": "reports/formats/test_documents.py",
    "reports/formats/subrip.py": "reports/formats/test_subtitles.py",
    "reports/formats/webvtt.py": "reports/formats/test_subtitles.py",
    "reports/formats/whole_json.py": "reports/test_export.py",
    "reports/record.py": "reports/formats/test_json_lines.py",
    "stores/sql/assessments.py": "contract/test_stores.py",
    "stores/sql/explanations.py": "contract/test_stores.py",
    "stores/sql/faults.py": "stores/sql/test_corrupt.py",
    "stores/sql/media.py": "contract/test_stores.py",
    "stores/sql/observations.py": "contract/test_stores.py",
    "stores/sql/stores.py": "contract/test_stores.py",
    "testing/analyzers.py": "contract/test_analyzers.py",
    "testing/examples.py": "contract/test_analyzers.py",
    "testing/linkers.py": "contract/test_linkers.py",
    "testing/memory.py": "contract/test_stores.py",
    "testing/payloads.py": "contract/test_rules.py",
    "testing/promises.py": "contract/test_analyzers.py",
    "testing/results.py": "contract/test_stores.py",
    "testing/rules.py": "contract/test_rules.py",
    "testing/stores.py": "contract/test_stores.py",
    "testing/timelines.py": "contract/test_linkers.py",
}
"""Parts that have no test file of their own name, because they are only seen at work from the outside."""


def _imports(tree: ast.AST, *, anywhere: bool = True) -> Iterator[str]:
    """The modules that a file imports, by their full names; those for the type checker alone are none."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        elif anywhere or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _imports(node, anywhere=anywhere)


def _calls(tree: ast.AST) -> Iterator[str]:
    yield from (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))


@EVERY_SOURCE
def test_only_light_packages_are_loaded_at_once(name: str) -> None:
    allowed = {package for room, packages in LIGHT.items() if fnmatch.fnmatch(name, room) for package in packages}
    loaded = {module.partition(".")[0] for module in _imports(SOURCES[name], anywhere=False)}
    assert loaded - allowed - set(sys.stdlib_module_names) - {"aima"} == set()


@EVERY_SOURCE
def test_nothing_reaches_for_the_network_or_loads_code_from_data(name: str) -> None:
    speaks = fnmatch.fnmatch(name, SPEAKS)
    found = [
        module
        for module in _imports(SOURCES[name])
        if UNSAFE.fullmatch(module) or (NETWORK.fullmatch(module) and not speaks)
    ]
    found += [call for call in _calls(SOURCES[name]) if call in ("eval", "exec", "compile", "__import__")]
    assert found == []


@EVERY_SOURCE
def test_no_result_depends_on_chance_the_clock_or_the_locale(name: str) -> None:
    found = [module for module in _imports(SOURCES[name]) if CHANCE.fullmatch(module)]
    found += [call for call in _calls(SOURCES[name]) if call in ("hash", "os.urandom", "time.time", "time.localtime")]
    asked = {call for call in _calls(SOURCES[name]) if re.search(r"\b(date|datetime)\.(now|today|utcnow)$", call)}
    assert (found, asked - CLOCKS.get(name, set())) == ([], set())
    made = [call for call in ast.walk(SOURCES[name]) if isinstance(call, ast.Call)]
    assert all(call.args for call in made if ast.unparse(call.func).endswith("default_rng"))  # each with its seed


@EVERY_SOURCE
def test_only_the_command_line_speaks_to_the_terminal(name: str) -> None:
    if not name.startswith("cli/"):
        assert not {"print", "input", "sys.exit", "exit", "quit", "breakpoint"} & set(_calls(SOURCES[name]))


def _heirs(error: type[errors.AimaError]) -> Iterator[type[errors.AimaError]]:
    for heir in error.__subclasses__():
        yield heir
        yield from _heirs(heir)


def test_every_error_of_the_family_is_raised_somewhere() -> None:
    made: set[str] = set()
    for name, tree in SOURCES.items():
        if name != "errors.py":
            handled = {id(part) for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.type
                       for part in ast.walk(node.type)}  # fmt: skip
            made |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in handled}
    # `Refused` and `StoreError` are also handed on by name; their heirs are what is raised.
    assert {heir.__name__ for heir in _heirs(errors.AimaError)} - made == set()


def test_the_tree_of_errors_is_drawn_as_it_is() -> None:
    drawn = re.findall(r"[├└]── (\w+)", errors.__doc__ or "")
    assert sorted(drawn) == sorted(heir.__name__ for heir in _heirs(errors.AimaError))


@cache
def _tests_of(room: str) -> list[tuple[str, str]]:
    """Path and text of the test files of a room, none where there is no such room."""
    return [(str(path), path.read_text()) for path in sorted((ROOT / "tests" / room).rglob("*.py"))]


def _test_of(name: str) -> str | None:
    """The test that looks at a source: of the same name, one of its room that imports it, or the one named above."""
    mirror = ROOT / "tests" / Path(name).parent / f"test_{Path(name).name}"
    if mirror.exists():
        return str(mirror)
    module = "aima." + name.removesuffix(".py").replace("/", ".")
    parent, _, last = module.rpartition(".")
    imports = re.compile(rf"\b{re.escape(module)}\b|from {re.escape(parent)} import [^\n]*\b{last}\b")
    for path, text in _tests_of(name.partition("/")[0]):
        if imports.search(text):
            return path
    return next((test for part, test in TESTED_IN.items() if fnmatch.fnmatch(name, part)), None)


@EVERY_SOURCE
def test_a_test_looks_at_every_source(name: str) -> None:
    if not name.endswith("__init__.py") and "migrations" not in name:
        assert _test_of(name), f"{name} needs tests/{Path(name).parent}/test_{Path(name).name}"


def test_the_tests_named_for_others_are_there() -> None:
    assert [test for test in TESTED_IN.values() if not (ROOT / "tests" / test).exists()] == []
    assert [part for part in TESTED_IN if not fnmatch.filter(SOURCES, part)] == []


def _asserts(test: ast.FunctionDef, helpers: set[str]) -> bool:
    """Whether a test can fail by itself: it asserts, expects an error, or calls a check or a helper that asserts."""
    if any(isinstance(node, ast.Assert) for node in ast.walk(test)) or "pytest.raises(" in ast.unparse(test):
        return True
    called = {call.rpartition(".")[2] for call in _calls(test)}
    return bool(called & helpers) or any(call.startswith("check_") for call in called)


def test_every_test_can_fail() -> None:
    empty = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        functions = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
        helpers = {node.name for node in functions if not node.name.startswith("test_") and _asserts(node, set())}
        tests = [node for node in functions if node.name.startswith("test_")]
        empty += [f"{path.name}: {test.name}" for test in tests if not _asserts(test, helpers)]
    assert empty == []
