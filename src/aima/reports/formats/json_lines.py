"""`jsonl`: one observation a line, in the order of the timeline, the same bytes in every home.

Canonical JSON (sorted keys, no spaces). An observation's `id` and `sources` follow from the recording's bytes and the
components alone; there is no run key, no wall clock, no path, no file name and no vector.
"""

from __future__ import annotations

from collections.abc import Iterator

from aima.reports.clean import canonical
from aima.reports.dossier import Dossier
from aima.reports.record import records


def write(dossier: Dossier) -> Iterator[bytes]:
    """One line an observation, UTF-8, each ended by a line feed."""
    for record in records(dossier.timeline):
        yield canonical(record).encode() + b"\n"
