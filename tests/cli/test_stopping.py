"""Each way to stop a program ends it soon, with the code a shell expects, and loses nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.parts import SAMPLES, run

WAIT_S = 60
"""Longer than any stop takes on a busy machine; without a stop the analysis never ends."""

# An analysis with one more analyzer, which says that it is at work and then never ends.
ENDLESS = """
import sys, time
from aima.analyzers import registry
from aima.pipeline import plan
from aima.cli.main import main
from aima.model import capabilities, kinds
from aima.model.plugins import AnalyzerSpec, Reads

class Endless:
    spec = AnalyzerSpec("endless", 1, capabilities.SOUND_EVENTS, Reads.SAMPLES, (kinds.SOUND_EVENT,), "none")
    params = {}
    def analyze(self, clip):
        print("at work", flush=True)
        while True:
            time.sleep(0.1)
        yield

sys.modules["endless"] = sys.modules["__main__"]
plan.ANALYZERS = ("endless:Endless",)
main()
"""


@pytest.fixture
def child(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """An analysis that never ends by itself; whatever the test finds, it is gone afterwards."""
    call = [sys.executable, "-c", ENDLESS, "analyze", str(SAMPLES / "talk.mp4"), "--home", str(tmp_path)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as started:
        try:
            assert started.stdout is not None and started.stdout.readline() == "at work\n"
            yield started
        finally:
            started.kill()


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_an_analyzer_that_never_ends_cannot_hold_it(
    child: subprocess.Popen[str], tmp_path: Path, name: str, code: int
) -> None:
    below = _children(child.pid)
    child.send_signal(getattr(signal, name))
    _, said = child.communicate(timeout=WAIT_S)
    assert child.returncode == code
    assert "stopped; run the same command again" in said and "Traceback" not in said
    assert below and _gone(below)
    assert "unfinished" in run("list", home=tmp_path).stdout
    assert list((tmp_path / "locks").iterdir()) == []


def test_asked_twice_it_leaves(child: subprocess.Popen[str]) -> None:
    child.send_signal(signal.SIGINT)
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    child.communicate(timeout=WAIT_S)
    assert child.returncode == 130


def test_a_signal_that_the_caller_ignores_stays_ignored() -> None:
    code = (
        "import signal; from aima.cli import stopping; stopping.listen(); print(signal.getsignal(signal.SIGHUP).name)"
    )
    call = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", sys.executable, "-c", code]
    assert subprocess.run(call, capture_output=True, text=True, check=True).stdout == "SIG_IGN\n"


def _gone(pids: list[int]) -> bool:
    """Whether these processes are gone, or go within the wait."""
    until = time.monotonic() + WAIT_S
    while any(os.path.exists(f"/proc/{pid}/exe") for pid in pids) and time.monotonic() < until:  # noqa: PTH110
        time.sleep(0.05)
    return not any(os.path.exists(f"/proc/{pid}/exe") for pid in pids)  # noqa: PTH110


def _children(pid: int) -> list[int]:
    """Every process below this one (the sandbox and the decoder in it)."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += [child, *_children(child)]
    return [child for child in found if os.path.exists(f"/proc/{child}/exe")]  # noqa: PTH110
