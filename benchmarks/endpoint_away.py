"""An analysis whose model servers cannot be reached, against one without any: how much later it ends.

Models are asked when everything is observed. So the recording is analysed once, and what is measured begins there: a
few seconds instead of twenty, in which a busy machine would hide the difference.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from benchmarks import _measure as m

BOUND_S = 10.0
NOBODY = "no model server"


def main(argv: Sequence[str]) -> int:
    """Measure; `--rounds N` (default 5, median)."""
    rounds = int(argv[argv.index("--rounds") + 1]) if "--rounds" in argv else 5
    with ExitStack() as stack:
        homes = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ports = {"nobody listens": closed_port(), "nobody answers": stack.enter_context(full_backlog())}
        settings = {NOBODY: unset(), **{name: both(port) for name, port in ports.items()}}
        m.run(_command(homes / "observed"), unset())
        works = {name: partial(_analyze, homes, given) for name, given in settings.items()}
        costs = {name: m.median(each) for name, each in m.interleaved(works, rounds).items()}
    m.table(costs, NOBODY)
    return m.conclude(
        "endpoint_away",
        [m.Limit(f"both servers away, {name}", _later(costs, name), BOUND_S, "s later") for name in ports],
    )


def _later(costs: Mapping[str, m.Cost], name: str) -> float:
    return costs[name].wall_s - costs[NOBODY].wall_s


def both(port: int) -> dict[str, str]:
    """The settings of both models behind one port of this machine."""
    url = f"http://127.0.0.1:{port}/v1"
    return unset() | {"AIMA_LLM_URL": url, "AIMA_LLM_MODEL": "m", "AIMA_VLM_URL": url, "AIMA_VLM_MODEL": "m"}


def unset() -> dict[str, str]:
    """No model is set up, whatever the environment says: an empty variable counts as unset."""
    return {f"AIMA_{kind}_{name}": "" for kind in ("LLM", "VLM") for name in ("URL", "MODEL", "KEY", "TIMEOUT_S")}


def _command(home: Path) -> list[str]:
    return m.aima("analyze", "--json", "--profile", "quick", "--home", str(home), str(m.TALK))


def _analyze(homes: Path, settings: Mapping[str, str]) -> m.Cost:
    """The rest of an analysis. Raises `RuntimeError` where the servers were not missed as they should be."""
    home = homes / "measured"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(homes / "observed", home)
    cost = m.run(_command(home), settings)
    shown = subprocess.run(
        m.aima("show", "--json", "--home", str(home)), check=True, cwd=m.ROOT, capture_output=True, text=True
    ).stdout
    told = json.loads(shown)["explanation"]
    missed = told is not None and told["outcome"] == "failed"
    if missed != bool(settings["AIMA_LLM_URL"]):
        raise RuntimeError("the model server was met, or missed where none was set up")
    return cost


def closed_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def full_backlog() -> Iterator[int]:
    """A port of this machine that takes no connection and does not refuse one either: attempts time out."""
    with socket.socket() as listener, ExitStack() as waiting:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(3):  # a backlog of zero holds one or two connections that nobody accepts
            first = waiting.enter_context(socket.socket())
            first.setblocking(False)
            first.connect_ex(listener.getsockname())
        time.sleep(0.1)
        yield int(listener.getsockname()[1])
