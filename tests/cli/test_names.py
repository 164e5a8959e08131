"""Names of files that are not valid Unicode, or that would steer a terminal."""

import json
import os

import pytest

from tests.cli.parts import VOICE, run

HOSTILE = "not\udcffunicode\n\x1b[31mred.mp4"
HARMLESS = "not\ufffdunicode ␛[31mred.mp4"
STRICT = {"PYTHONIOENCODING": "utf-8:strict", "LC_ALL": "C.UTF-8"}


@pytest.fixture
def folder(tmp_path):
    """One file that is refused and one that is analysed, both with such a name."""
    made = tmp_path / "in"
    made.mkdir()
    (made / HOSTILE).write_bytes(b"RIFF\x00\x00\x00\x00WAVE")
    (made / HOSTILE.replace(".mp4", ".flac")).symlink_to(VOICE)
    return made


def test_they_reach_the_terminal_and_other_programs_harmless(folder, tmp_path):
    files = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]  # noqa: PTH118, PTH208 - as they are
    told = run("analyze", "--json", "--profile", "quick", *files, home=tmp_path / "home", **STRICT)
    refused, done = sorted(map(json.loads, told.stdout.splitlines()), key=lambda line: "media" in line)
    assert told.returncode == 3 and refused["file"].endswith(HARMLESS) and done["analysis"]
    told = run("analyze", "--profile", "quick", *files, home=tmp_path / "home", **STRICT)
    assert told.returncode == 3 and HARMLESS in told.stderr and HARMLESS.replace(".mp4", ".flac") in told.stdout
    listed = run("list", home=tmp_path / "home", **STRICT)
    assert listed.returncode == 0 and HARMLESS.replace(".mp4", ".flac") in listed.stdout
    assert "\x1b" not in told.stdout + told.stderr + listed.stdout
