"""`csv`: one observation a row, for a spreadsheet (RFC 4180).

UTF-8 with a byte order mark, because without one spreadsheets read umlauts wrongly; lines end with CR LF. A cell that a
spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from aima.model.analysis import Run
from aima.model.observation import Observation
from aima.reports.clean import canonical, shown
from aima.reports.clock import clock
from aima.reports.describe import describe
from aima.reports.dossier import Dossier
from aima.reports.record import runs_by_id

COLUMNS = (
    "id",
    "kind",
    "start",
    "end",
    "start_ms",
    "end_ms",
    "confidence",
    "subject",
    "text_en",
    "text_de",
    "left",
    "top",
    "width",
    "height",
    "by",
    "model",
    "payload",
    "sources",
)
_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_LARGEST_CELL = 32_000  # spreadsheets cut a cell at 32,767 characters


def write(dossier: Dossier) -> Iterator[bytes]:
    """The mark and the header, then the rows in the order of the timeline."""
    yield b"\xef\xbb\xbf" + _line(COLUMNS)
    runs = runs_by_id(dossier.timeline)
    for observation in dossier.timeline:
        yield _line(_row(observation, runs.get(observation.run)))


def safe(cell: str) -> str:
    """The cell, with an apostrophe in front where a spreadsheet would calculate it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_STARTS_A_FORMULA) else cell


def _row(observation: Observation, run: Run | None) -> tuple[str, ...]:
    span, box, text = observation.span, observation.draft.box, describe(observation)
    edges = ("", "", "", "") if box is None else (str(box.x), str(box.y), str(box.w), str(box.h))
    payload = canonical(observation.draft.payload.model_dump())
    return (
        observation.id,
        observation.kind.name,
        clock(span.start_ms),
        clock(span.end_ms),
        str(span.start_ms),
        str(span.end_ms),
        "" if observation.confidence is None else str(observation.confidence),
        shown(observation.subject or "", 200),
        text.en,
        text.de,
        *edges,
        "" if run is None else run.component,
        "" if run is None else run.model,
        payload if len(payload) <= _LARGEST_CELL else "",
        " ".join(observation.draft.sources),
    )


def _line(cells: tuple[str, ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([safe(cell) for cell in cells])
    return out.getvalue().encode()
