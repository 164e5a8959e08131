"""Time to analyse the sample (720p) with everything built-in, against its own length."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import _measure as m

BOUNDS = {"full": 1.0, "quick": 0.25}


def main(argv: Sequence[str]) -> int:
    """Measure each profile in a fresh home; `--rounds N` (default 3, median)."""
    rounds = int(argv[argv.index("--rounds") + 1]) if "--rounds" in argv else 3
    # The limit is meant for two cores: more would flatter it.
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2]))
    truth = json.loads((m.ROOT / "samples" / "truth.json").read_text(encoding="utf-8"))
    length_s = truth["talk.mp4"]["duration_ms"] / 1000
    with tempfile.TemporaryDirectory() as folder:
        numbers = iter(range(10**6))

        def analyze(profile: str) -> m.Cost:
            home = Path(folder) / f"home-{next(numbers)}"
            return m.run(m.aima("analyze", "--json", "--profile", profile, "--home", str(home), str(m.TALK)))

        works = {profile: (lambda profile=profile: analyze(profile)) for profile in BOUNDS}
        costs = {name: m.median(each) for name, each in m.interleaved(works, rounds).items()}
    costs["the recording itself"] = m.Cost(length_s, length_s)
    m.table(costs, "the recording itself")
    limits = [
        m.Limit(f"profile {profile}: wall time ÷ length", costs[profile].wall_s / length_s, bound)
        for profile, bound in BOUNDS.items()
    ]
    return m.conclude("realtime", limits)
