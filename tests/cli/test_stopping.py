"""Each way to stop a program ends it soon, with the code a shell expects, and loses nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.parts import SAMPLES, run

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


def _start(home: Path) -> subprocess.Popen[str]:
    call = [sys.executable, "-c", ENDLESS, "analyze", str(SAMPLES / "talk.mp4"), "--home", str(home)]
    child = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "at work\n"
    return child


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_an_analyzer_that_never_ends_cannot_hold_it(tmp_path: Path, name: str, code: int) -> None:
    child = _start(tmp_path)
    below = _children(child.pid)
    child.send_signal(getattr(signal, name))
    began = time.monotonic()
    _, said = child.communicate(timeout=20)
    assert time.monotonic() - began < 5
    assert child.returncode == code
    assert "stopped; run the same command again" in said and "Traceback" not in said
    time.sleep(0.2)
    assert below and [pid for pid in below if Path(f"/proc/{pid}/exe").exists()] == []
    assert "unfinished" in run("list", home=tmp_path).stdout
    assert list((tmp_path / "locks").iterdir()) == []


def test_asked_twice_it_leaves_at_once(tmp_path: Path) -> None:
    child = _start(tmp_path)
    child.send_signal(signal.SIGINT)
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    began = time.monotonic()
    child.communicate(timeout=20)
    assert child.returncode == 130 and time.monotonic() - began < 1.5


def test_a_signal_that_the_caller_ignores_stays_ignored() -> None:
    code = (
        "import signal; from aima.cli import stopping; stopping.listen(); print(signal.getsignal(signal.SIGHUP).name)"
    )
    call = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", sys.executable, "-c", code]
    assert subprocess.run(call, capture_output=True, text=True, check=True).stdout == "SIG_IGN\n"


def _children(pid: int) -> list[int]:
    """Every process below this one (the sandbox and the decoder in it)."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += [child, *_children(child)]
    return [child for child in found if os.path.exists(f"/proc/{child}/exe")]  # noqa: PTH110
