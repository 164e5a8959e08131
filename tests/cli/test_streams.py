"""Streams that are closed, full or not in Unicode: no fault of AIMA's, and never a damaged line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.parts import VOICE, run

AIMA = f"{sys.executable} -m aima.cli.main"


def _shell(call: str, home: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AIMA_", "LC_", "LANG"))}
    given = inherited | {"AIMA_HOME": str(home)} | environment
    return subprocess.run(call, shell=True, capture_output=True, check=False, timeout=120, env=given)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one recording whose name no western encoding has."""
    folder = tmp_path_factory.mktemp("streams")
    named = folder / "für 東京.flac"
    named.write_bytes(VOICE.read_bytes())
    assert run("analyze", named, "--profile", "quick", home=folder / "home").returncode == 0
    return folder / "home"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_ones_are_missed_by_nobody(home: Path, closed: str) -> None:
    done = _shell(f"{AIMA} analyze {VOICE} --profile quick {closed}", home)
    assert done.returncode == 0, done.stderr
    assert _shell(f"{AIMA} show feedbeef {closed}", home).returncode == 2


def test_a_full_device_is_named(home: Path) -> None:
    for words in ("list", "show --json", "--help"):
        done = _shell(f"{AIMA} {words} > /dev/full", home)
        assert done.returncode == 2 and b"no space left" in done.stderr and b"fault" not in done.stderr
    assert _shell(f"{AIMA} show feedbeef 2> /dev/full", home).returncode == 2


def test_letters_that_the_terminal_lacks(home: Path) -> None:
    listed = _shell(f"{AIMA} list", home, PYTHONIOENCODING="iso8859-1:strict")
    assert listed.returncode == 0 and b"\\u6771" in listed.stdout
    for_machines = _shell(f"{AIMA} list --json", home, PYTHONIOENCODING="iso8859-1:strict")
    assert json.loads(for_machines.stdout.decode())["name"] == "für 東京.flac"
