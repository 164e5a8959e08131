"""Peak memory: an hour of video against five minutes, and everything built-in over the sample."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import _measure as m
from benchmarks._material import make_piece, repeat

GROWTH = 1.05
BUILT_IN_BYTES = 1.5e9


def main(argv: Sequence[str]) -> int:
    """Measure; `--quick` leaves out the built-in analyzers, `--rounds N` repeats (default 3, median)."""
    rounds = int(argv[argv.index("--rounds") + 1]) if "--rounds" in argv else 3
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        make_piece(work / "piece.mp4")
        for minutes in (5, 60):
            repeat(work / "piece.mp4", work / f"{minutes}.mkv", minutes)
        numbers = iter(range(10**6))

        def through(minutes: int) -> m.Cost:
            home = work / f"home-{next(numbers)}"
            command = [sys.executable, "-m", "benchmarks._pipeline", str(home), str(work / f"{minutes}.mkv")]
            return m.run(command)

        found = m.interleaved({"5 minutes": lambda: through(5), "60 minutes": lambda: through(60)}, rounds)
        costs = {name: m.median(each) for name, each in found.items()}
        limits = [growth(costs)]
        if "--quick" not in argv:
            costs["everything built-in, 66 s"] = everything(work / "home-full")
            limits.append(
                m.Limit(
                    "everything built-in over the sample",
                    costs["everything built-in, 66 s"].peak_bytes / 1e9,
                    BUILT_IN_BYTES / 1e9,
                    "GB",
                )
            )
        m.table(costs, "5 minutes")
    return m.conclude("memory", limits)


def growth(costs: dict[str, m.Cost]) -> m.Limit:
    """How much more an hour takes than five minutes."""
    ratio = costs["60 minutes"].peak_bytes / costs["5 minutes"].peak_bytes
    return m.Limit("peak memory, 60 minutes ÷ 5 minutes", ratio, GROWTH)


def everything(home: Path) -> m.Cost:
    """The sample with all built-in analyzers, profile full."""
    return m.run(m.aima("analyze", "--json", "--home", str(home), str(m.TALK)))
