"""What all benchmarks share: time and memory of processes, interleaved runs, and one way to print a result.

A figure is only comparable within one run on one machine, so every benchmark measures the peer beside AIMA, in turn.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
TALK = ROOT / "samples" / "talk.mp4"
PAGE = resource.getpagesize()


@dataclass(frozen=True)
class Cost:
    """What one run took: wall-clock and CPU seconds (children included), and its peak resident memory in bytes.

    `peak_bytes` is the highest sum over the process tree; pages that two processes share count twice, so it errs
    upwards. It is 0 where nobody looked.
    """

    wall_s: float
    cpu_s: float
    peak_bytes: int = 0


@dataclass(frozen=True)
class Limit:
    """A figure with what it must not exceed (or, with `at_least`, must reach)."""

    what: str
    value: float
    bound: float
    unit: str = "×"
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the figure is within its bound."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound


def cpu_seconds() -> float:
    """User and system time of this process and of its children that have ended."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def measure(work: Callable[[], object]) -> Cost:
    """Run something in this process. Children must have been waited for, or their CPU time is missing."""
    wall, cpu = time.perf_counter(), cpu_seconds()
    work()
    return Cost(time.perf_counter() - wall, cpu_seconds() - cpu)


def interleaved(works: Mapping[str, Callable[[], Cost]], rounds: int) -> dict[str, list[Cost]]:
    """Run each in turn, `rounds` times, so that a slow minute of the machine hits all alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            costs[name].append(work())
    return costs


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        statistics.median(cost.wall_s for cost in costs),
        statistics.median(cost.cpu_s for cost in costs),
        int(statistics.median(cost.peak_bytes for cost in costs)),
    )


def run(command: Sequence[str], env: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end; raises `RuntimeError` with its last words where it fails."""
    wall, cpu = time.perf_counter(), cpu_seconds()
    process = subprocess.Popen(
        list(command),
        env={**os.environ, **(env or {})},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    watcher = TreeWatch(process.pid)
    watcher.start()
    _, complaint = process.communicate()
    watcher.stop()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {complaint[-2000:]}")
    # A sandboxed grandchild is not always waited for; then only the watcher has seen its time.
    return Cost(time.perf_counter() - wall, max(cpu_seconds() - cpu, watcher.cpu_s), watcher.peak)


class TreeWatch(threading.Thread):
    """Polls a process and all its descendants until stopped: `peak` resident bytes and `cpu_s` seconds, summed."""

    def __init__(self, pid: int, every_s: float = 0.05) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.every_s = every_s
        self.peak = 0
        self._cpu: dict[int, float] = {}
        self._over = threading.Event()

    @property
    def cpu_s(self) -> float:
        """User and system time of every process that was seen, as it was last seen."""
        return sum(self._cpu.values())

    def run(self) -> None:
        while not self._over.is_set():
            tree = (self.pid, *descendants(self.pid))
            self.peak = max(self.peak, sum(_resident(pid) for pid in tree))
            for pid in tree:
                self._cpu[pid] = max(self._cpu.get(pid, 0.0), _cpu_of(pid))
            self._over.wait(self.every_s)

    def stop(self) -> None:
        """End the polling."""
        self._over.set()
        self.join()


def descendants(pid: int) -> list[int]:
    """The children of a process, their children, and so on."""
    found: list[int] = []
    for task in _listed(Path(f"/proc/{pid}/task")):
        for child in _read(task / "children").split():
            found += [int(child), *descendants(int(child))]
    return found


def _resident(pid: int) -> int:
    fields = _read(Path(f"/proc/{pid}/statm")).split()
    return int(fields[1]) * PAGE if fields else 0


def _cpu_of(pid: int) -> float:
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # the process ended between two looks
        return ""


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # the process ended between two looks
        return []


def machine() -> str:
    """One line on where this was measured."""
    model = next(
        (line.partition(":")[2].strip() for line in _read(Path("/proc/cpuinfo")).splitlines() if "model name" in line),
        platform.processor() or platform.machine(),
    )
    memory = os.sysconf("SC_PHYS_PAGES") * PAGE / 2**30
    cores = len(os.sched_getaffinity(0))
    day = datetime.now(UTC).date().isoformat()
    return f"{cores} cores of {model}, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}, {day}"


def aima(*arguments: str) -> list[str]:
    """The command line of `aima` with these arguments, in this interpreter."""
    return [sys.executable, "-m", "aima.cli.main", *arguments]


def table(costs: Mapping[str, Cost], against: str) -> None:
    """Print each run with its ratio to one of them."""
    peer = costs[against]
    print(f"{'':34}{'wall s':>9}{'CPU s':>9}{'MB':>8}   CPU ÷ {against}")
    for name, cost in costs.items():
        ratio = cost.cpu_s / peer.cpu_s if peer.cpu_s else float("nan")
        print(f"{name:34}{cost.wall_s:9.2f}{cost.cpu_s:9.2f}{cost.peak_bytes / 1e6:8.0f}   {ratio:.2f}")


def conclude(name: str, limits: Sequence[Limit]) -> int:
    """Print the machine and every limit with whether it holds; 1 where one does not."""
    print(f"\n{name} on {machine()}")
    for limit in limits:
        sign = "≥" if limit.at_least else "≤"
        verdict = "holds" if limit.holds else "MISSED"
        print(f"  {verdict:6}  {limit.what}: {limit.value:.3g} {limit.unit} ({sign} {limit.bound:g})")
    return 0 if all(limit.holds for limit in limits) else 1
