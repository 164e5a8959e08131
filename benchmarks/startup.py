"""Time to `aima --help`, against a bare Python."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks import _measure as m

BOUND_S = 0.3
HEAVY = ("av", "cv2", "librosa", "mediapipe", "onnxruntime", "pydantic", "scipy", "sklearn", "sqlalchemy")


def main(argv: Sequence[str]) -> int:
    """Measure; `--rounds N` (default 15, median)."""
    rounds = int(argv[argv.index("--rounds") + 1]) if "--rounds" in argv else 15
    works = {
        "python -c pass": lambda: m.run([sys.executable, "-c", "pass"]),
        "import aima": lambda: m.run([sys.executable, "-c", "import aima"]),
        "aima --help": lambda: m.run(m.aima("--help")),
    }
    m.interleaved(works, 1)  # the first of each reads from disk
    costs = {name: m.median(each) for name, each in m.interleaved(works, rounds).items()}
    m.table(costs, "python -c pass")
    loaded = heavy_modules()
    print(f"heavy packages loaded for --help: {', '.join(loaded) or 'none'}")
    return m.conclude(
        "startup",
        [
            m.Limit("aima --help, wall time", costs["aima --help"].wall_s, BOUND_S, "s"),
            m.Limit("heavy packages loaded for --help", len(loaded), 0, "packages"),
        ],
    )


def heavy_modules() -> list[str]:
    """Which heavy packages `aima --help` imports."""
    import subprocess

    look = (
        "import sys, contextlib, io\n"
        "from aima.cli import main\n"
        "sys.argv = ['aima', '--help']\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main.main()\n"
        f"print(' '.join(name for name in {HEAVY!r} if name in sys.modules))\n"
    )
    answer = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True, cwd=m.ROOT)
    return answer.stdout.split()
