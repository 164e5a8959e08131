"""A real model server for tests: `transformers serve` on loopback with tiny models made here, see `make_tiny_model.py`.

It has an environment of its own (`make server`), because torch is not among AIMA's requirements.
"""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
ENVIRONMENT = ROOT / ".venv-server"
INSTALLED = ENVIRONMENT / ".installed"
START_S = 120.0
RUNNING = re.compile(r"running on (http://127\.0\.0\.1:\d+)")


@dataclass(frozen=True)
class Served:
    """Where the server answers, and the names of its models; the parrots give one answer to every question."""

    url: str
    log: Path
    pid: int
    text: str = "aima/tiny-text"
    vision: str = "aima/tiny-vision"
    parrot: str = "aima/tiny-parrot"
    seeing_parrot: str = "aima/tiny-seeing-parrot"


def need_the_server() -> None:
    """Skip the test where the server's environment is missing; in CI that is a failure."""
    if INSTALLED.exists():
        return
    reason = "no model server is installed: `make server` says why"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def serving(folder: Path, reply: str, reply_to_picture: str) -> Iterator[Served]:
    """Start the server with everything it writes in `folder`; it is gone when the block is left.

    `reply` and `reply_to_picture` are what the two parrots answer.
    Nothing is looked up outside: the hub is switched off, and so is the search for updates that the command line of
    transformers makes when it starts.
    """
    log = folder / "server.log"
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "HF_HOME": str(folder / "hf"),
        "HF_HUB_CACHE": str(folder / "hub"),
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_UPDATE_CHECK": "1",
        "DO_NOT_TRACK": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONUNBUFFERED": "1",
    }
    command = [ENVIRONMENT / "bin/python", HERE / "serve_tiny_models.py", folder / "hub", reply, reply_to_picture]
    with log.open("wb") as written:
        process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=written, stderr=written)
    try:
        url = _wait_until_it_runs(process, log)
        yield Served(url=f"{url}/v1", log=log, pid=process.pid)
    finally:
        _stop(process)


def _wait_until_it_runs(process: subprocess.Popen[bytes], log: Path) -> str:
    """The address from the log; it is written after the socket listens."""
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        if found := RUNNING.search(log.read_text(errors="replace")):
            return found[1]
        time.sleep(0.1)
    why = "ended" if process.poll() is not None else f"did not start within {START_S:.0f} s"
    pytest.fail(f"the model server {why}; its last lines: {log.read_text(errors='replace')[-2000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Closing its standard input ends the server; a kill comes after five seconds."""
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)
