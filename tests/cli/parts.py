"""Runs the real command, as a person would."""

import os
import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "samples"
VOICE = SAMPLES / "voice.flac"


def run(*words: str | Path, home: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """`aima WORDS...` in a process of its own, at most two minutes."""
    call = [sys.executable, "-m", "aima.cli.main", *map(str, words)]
    if home is not None:
        call += ["--home", str(home)]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AIMA_", "LC_", "LANG"))}
    return subprocess.run(
        call, capture_output=True, text=True, timeout=120, check=False, env=inherited | environment, cwd="/"
    )
