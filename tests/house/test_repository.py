"""What may stand in the repository: no traces of a machine, no large files, pages that can be found, both languages."""

import ast
import re
import string
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "src/aima/reports/templates").iterdir())
LARGEST_BYTES = 3_000_000

MACHINE = re.compile(
    r"(?<![\w.\]}>)])/(?:work|root|home/\w+|Users/\w+|workspace|mnt|var/folders|private/tmp|tmp)/(?=[\w.])"
    r"|/opt/pypi|pythonhosted|pypi\.org/simple|--(?:extra-)?index-url|artifactory|huggingface\.co/(?!docs)"
)
MEANT = {
    "tests/media/test_sandbox.py": ("/tmp/",),
    "tests/reports/formats/test_json_lines.py": ("/home/somebody/",),
}
"""Paths that a test names on purpose."""

SAME_IN_BOTH = {"AIMA", "Python", "Person"}
"""Words that German and English write alike."""
UNIT = re.compile(r"\{[^}]*\}|\b(?:dBFS|dB|Hz|kB|MB|GB)\b")
WITHOUT_UMLAUTS = re.compile(
    r"\b(?:fuer|ueber\w*|koenn\w*|moech\w*|moegl\w*|waehr\w*|muess\w*|duerf\w*|waer\w*|haett\w*|hoer\w*|spaet\w*|"
    r"zurueck\w*|Aenderung\w*|Stoer\w*|Gespraech\w*|Gefuehl\w*|Geraeusch\w*|ungefaehr|laess\w*|gehoer\w*|pruef\w*)\b",
    re.IGNORECASE,
)


def tracked() -> list[Path]:
    """The files under version control; outside a checkout those that lie in its folders."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]
    rooms = ("src", "tests", "docs", "samples", "benchmarks", "requirements")
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*")) if path.is_file()]


def texts() -> Iterator[tuple[str, str]]:
    """Name and text of each tracked file that is text, this one left out (it names what it looks for)."""
    for path in tracked():
        if path != Path(__file__) and path.suffix not in (".mp4", ".flac", ".ogg", ".jpg", ".png"):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_nothing_names_a_machine_or_a_registry() -> None:
    assert MACHINE.search("open('/home/me/x')") and MACHINE.search(" --index-url=x") and not MACHINE.search("a/work/b")
    found = [
        f"{name}: {match.group()}"
        for name, text in texts()
        for match in MACHINE.finditer(text)
        if match.group() not in MEANT.get(name, ())
    ]
    assert found == []


def test_no_file_is_large() -> None:
    assert [str(path) for path in tracked() if path.stat().st_size > LARGEST_BYTES] == []


def test_every_page_of_the_documents_is_linked_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    pages = [*(ROOT / "docs").glob("*.md"), *ROOT.glob("[A-Z]*.md")]
    names = {str(page.relative_to(ROOT)) for page in pages} - {"README.md"}
    assert sorted(name for name in names if f"]({name}" not in readme) == []


MODULE = {"dlib-bin": "dlib", "opencv-python-headless": "cv2", "pillow": "PIL"}
"""Packages whose module has another name."""


def test_what_is_installed_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    names = [re.split(r"[<>=;\[ ]", line)[0] for line in wanted]
    sources = "\n".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    modules = {name: MODULE.get(name, name.replace("-", "_")) for name in names}
    unused = [
        name for name, module in modules.items() if not re.search(rf"(import|from) {module}\b|\"{module}\"", sources)
    ]
    assert unused == []


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.name for path in TEMPLATES])
def test_the_dossier_refers_to_nothing_outside_itself(path: Path) -> None:
    text = path.read_text().replace("http://www.w3.org/2000/svg", "").replace('<link rel="icon" href="data:,">', "")
    outside = re.findall(
        r"https?:|@import|url\((?!['\"]?data:)|<(?:link|iframe|object|embed|base|form)\b|\bfetch\(", text
    )
    sources = [source for source in re.findall(r"\bsrc=\"([^\"]*)\"", text) if not source.startswith("{{")]
    assert (outside, sources) == ([], [])


def pairs_in_sources() -> Iterator[tuple[str, str, str]]:
    """Where, German and English of every text for people that stands in the source."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("words", "Words"):
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                written = [text for text in map(_written, given) if text is not None]
                if len(written) == 2:
                    yield f"{path.name}:{node.lineno}", written[0], written[1]


def _written(node: ast.expr) -> str | None:
    """A text as it stands in the source, `{}` for what an f-string puts in; `None` for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        return "".join(map(str, parts))
    return None


def pairs_in_templates() -> Iterator[tuple[str, str, str]]:
    call = re.compile(r"\bt\(\"((?:[^\"\\]|\\.)*)\",\s*\"((?:[^\"\\]|\\.)*)\"")
    for path in TEMPLATES:
        for german, english in call.findall(path.read_text()):
            yield path.name, german, english


def pairs_in_policies() -> Iterator[tuple[str, str, str]]:
    def walk(value: object, where: str) -> Iterator[tuple[str, str, str]]:
        if isinstance(value, dict) and set(value) == {"de", "en"}:
            yield where, value["de"], value["en"]
        elif isinstance(value, dict):
            for key, part in value.items():
                yield from walk(part, f"{where}.{key}")
        elif isinstance(value, list):
            for number, part in enumerate(value):
                yield from walk(part, f"{where}[{number}]")

    for path in sorted((ROOT / "src").rglob("policies/*.toml")):
        yield from walk(tomllib.loads(path.read_text()), path.name)


PAIRS = {"sources": pairs_in_sources, "templates": pairs_in_templates, "policies": pairs_in_policies}


@pytest.mark.parametrize("where", PAIRS)
def test_every_text_for_people_stands_in_both_languages(where: str) -> None:
    pairs = list(PAIRS[where]())
    assert len(pairs) > 20
    assert [at for at, german, english in pairs if bool(german.strip()) != bool(english.strip())] == []
    alike = [
        (at, german)
        for at, german, english in pairs
        if german == english and _letters(german) and german not in SAME_IN_BOTH
    ]
    assert alike == []
    assert [(at, german) for at, german, english in pairs if _gaps(german) != _gaps(english)] == []
    assert [(at, german) for at, german, _ in pairs if WITHOUT_UMLAUTS.search(german)] == []


def _letters(text: str) -> bool:
    """Whether anything is left to translate without units and what is put in later."""
    return any(letter.isalpha() for letter in UNIT.sub("", text))


def _gaps(text: str) -> list[str]:
    """What is put into a text later, by name."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)
