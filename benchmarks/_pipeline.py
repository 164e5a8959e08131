"""Runs the pipeline over one recording with analyzers of our own: `python -m benchmarks._pipeline HOME FILE ...`.

A process of its own, so that its memory is measured alone and it can be killed.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from benchmarks._material import Nothing, Trace


def main() -> None:
    """Analyse FILE in HOME with six analyzers that do nothing, or with one that leaves a trace; export if asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--trace", type=Path, help="leave a line for every clip begun in this file")
    parser.add_argument("--export", type=Path, help="write the observations (jsonl) here")
    given = parser.parse_args()

    from aima.app import Request, open_app
    from aima.pipeline.flow import analyze_file
    from aima.reports.export import export
    from aima.stores.files import write_whole

    analyzers = (Trace(given.trace),) if given.trace else tuple(Nothing(number) for number in range(6))
    with open_app(given.home) as app:
        components = replace(app.components(Request()), analyzers=analyzers, linkers=(), rules=())
        dossier = analyze_file(given.file, components, app._tools())
        if given.export:
            write_whole(given.export, export(dossier, "jsonl"))


if __name__ == "__main__":
    main()
