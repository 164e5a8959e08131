"""What a user does, from the first command to the last."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from aima.cli.export import FormatChoice
from tests.cli.parts import VOICE, run


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    done = run("analyze", VOICE, "--profile", "quick", home=folder)
    assert done.returncode == 0, done.stderr
    assert f"dossier {folder}" in done.stdout
    return folder


@pytest.fixture(scope="module")
def id(home: Path) -> str:
    return json.loads(run("list", "--json", home=home).stdout)["id"]


def test_list_shows_it(home: Path, id: str) -> None:
    assert run("list", home=home).stdout.startswith(id)


def test_show_in_words_in_numbers_and_for_machines(home: Path, id: str) -> None:
    assert "insufficient" in run("show", id, home=home).stdout.lower()
    assert "Balance" in run("show", id[:5], "--why", home=home).stdout
    assert json.loads(run("show", id, "--json", home=home).stdout)["analysis"] == id
    assert "Risiko" in run("show", id, home=home, LANG="de_DE.UTF-8").stdout


def test_formats_are_those_of_the_reports() -> None:
    from aima.reports.export import FORMATS

    assert {choice.value for choice in FormatChoice} == set(FORMATS)


@pytest.mark.parametrize("format", [choice.value for choice in FormatChoice])
def test_every_format_is_written(home: Path, id: str, format: str, tmp_path: Path) -> None:
    target = tmp_path / "new" / f"out.{format}"
    done = run("export", id, "--to", target, "--format", format, home=home)
    assert done.returncode == 0, done.stderr
    assert target.stat().st_size > 0 and done.stdout.strip() == str(target)


def test_doctor_names_what_is_there_and_what_is_missing(home: Path) -> None:
    said = run("doctor", home=home).stdout
    assert "Silero" in said and "AIMA_WHISPER" in said and "Decoding is held by" in said
    report = json.loads(run("doctor", "--json", home=home).stdout)
    assert report["can_decode"] and report["guards"]


def test_analysing_again_says_that_it_is_done(home: Path, id: str) -> None:
    done = run("analyze", VOICE, "--profile", "quick", home=home)
    assert done.returncode == 0 and id in done.stdout and "already analysed" in done.stderr


def test_delete(tmp_path: Path) -> None:
    home = tmp_path / "home"
    id = json.loads(run("analyze", VOICE, "--profile", "quick", "--json", home=home).stdout)["analysis"]
    assert run("delete", id, home=home).returncode == 0
    assert "nothing is analysed" in run("list", home=home).stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; import aima.cli.main; "
        "print([m for m in ('numpy','pydantic','sqlalchemy','av','cv2','rich','onnxruntime') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version() -> None:
    assert run("--version").stdout.startswith("aima ")


def test_output_that_nobody_reads_to_its_end(home: Path) -> None:
    call = f"{sys.executable} -m aima.cli.main policy show | head -n 1"
    done = subprocess.run(call, shell=True, capture_output=True, text=True, check=False)
    assert "SHA-256" in done.stdout and done.stderr == ""
