"""A second look: twelve moments of the sample, against decoding it whole with PyAV."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aima.media.decode import Decoder
from aima.media.identity import identify
from aima.media.sandbox import Sandbox
from benchmarks import _measure as m
from benchmarks.fanout import bare

SAMPLE = Path(__file__).parents[1] / "samples/talk.mp4"
MOMENTS = 12
LENGTH_MS = 66_000
LONG_SIDE_PX = 960
AGAINST_BARE = 0.6


def main(argv: Sequence[str]) -> int:
    """Measure; `--rounds N` (default 5, median)."""
    rounds = int(argv[argv.index("--rounds") + 1]) if "--rounds" in argv else 5
    aima, peer = f"AIMA, {MOMENTS} moments", "PyAV, the whole of it"
    works = {
        peer: lambda: m.measure(lambda: bare(SAMPLE)),
        aima: lambda: m.measure(lambda: look(MOMENTS)),
        "AIMA, one moment at the end": lambda: m.measure(lambda: look(1)),
    }
    costs = {name: m.median(each) for name, each in m.interleaved(works, rounds).items()}
    m.table(costs, peer)
    limit = m.Limit("CPU time, twelve moments ÷ bare PyAV", costs[aima].cpu_s / costs[peer].cpu_s, AGAINST_BARE)
    return m.conclude("look", [limit])


def look(moments: int) -> int:
    """Identify and look, the child's start included; the number of frames.

    Landlock, because bubblewrap's outer process does not wait for the inner one, whose CPU time would be missing.
    """
    at = [LENGTH_MS * (k + 1) // moments - 500 for k in range(moments)]
    found = list(Decoder(using=Sandbox.LANDLOCK).look(identify(SAMPLE), at, LONG_SIDE_PX))
    assert len(found) == moments
    return len(found)
