"""`python -m benchmarks` lists what can be measured, `python -m benchmarks NAME [...]` measures it."""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    """The benchmarks: each module of this folder without a leading underscore."""
    return sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))


def summary(name: str) -> str:
    """The first line of a benchmark's docstring, read without importing it."""
    text = ast.get_docstring(ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))) or ""
    return text.partition("\n")[0]


def main(argv: Sequence[str]) -> int:
    """Run one benchmark by name; its exit code is 1 where a limit is missed."""
    if not argv:
        for name in names():
            print(f"{name:12} {summary(name)}")
        return 0
    if argv[0] not in names():
        print(f"There is no benchmark “{argv[0]}”; there are: {', '.join(names())}.", file=sys.stderr)
        return 2
    result: int = importlib.import_module(f"benchmarks.{argv[0]}").main(argv[1:])
    return result


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
