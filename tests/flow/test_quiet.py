"""An analysis writes nothing outside its home: no caches, no device identifiers, no reports to makers."""

import os
import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "samples"


def test_nothing_is_left_in_the_users_folders(tmp_path):
    user, home, work = tmp_path / "user", tmp_path / "home", tmp_path / "work"
    for folder in (user, work):
        folder.mkdir()
    for name in ("voice.flac", "still.jpg"):
        (work / name).write_bytes((SAMPLES / name).read_bytes())
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "AIMA_", "ORT_", "HF_"))}
    done = subprocess.run(
        [sys.executable, "-m", "aima.cli.main", "analyze", "--profile", "quick", "--home", str(home), str(work)],
        env={**kept, "HOME": str(user)},
        cwd=work,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [str(path.relative_to(user)) for path in user.rglob("*")] == []
    assert sorted(path.name for path in work.iterdir()) == ["still.jpg", "voice.flac"]


def test_libraries_that_would_speak_are_told_not_to():
    look = "import aima, os; print([os.environ.get(name) for name in ('ORT_DISABLE_TELEMETRY', 'HF_HUB_OFFLINE')])"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "HF_"))}
    told = subprocess.run([sys.executable, "-c", look], env=kept, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "['1', '1']"
