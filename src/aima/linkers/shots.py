"""Shots: the whole of a video divided at its cuts, counted from 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import ClassVar

from pydantic import JsonValue

from aima.model import kinds
from aima.model.capabilities import PICTURE
from aima.model.media import MediaKind
from aima.model.observation import Draft, Observation
from aima.model.plugins import LinkerSpec
from aima.model.span import Span
from aima.model.timeline import Timeline


class Shots:
    """One `shot` for each stretch between two cuts; a video without a cut is one shot, sound and stills have none.

    A shot's source and confidence are those of the cut that opens it; the first has neither.
    """

    spec: ClassVar[LinkerSpec] = LinkerSpec(
        "shots", version=1, capability=PICTURE, requires=(kinds.CUT,), emits=(kinds.SHOT,)
    )
    params: Mapping[str, JsonValue] = {}

    def link(self, timeline: Timeline) -> Iterator[Draft]:
        """Shots in order; together they cover the recording without gap or overlap."""
        if timeline.media.kind is not MediaKind.VIDEO:
            return
        whole = timeline.media.span
        openings: dict[int, Observation | None] = {whole.start_ms: None}
        for cut in timeline.of(kinds.CUT):
            if whole.start_ms < cut.span.start_ms < whole.end_ms:
                openings.setdefault(cut.span.start_ms, cut)
        starts = [*sorted(openings), whole.end_ms]
        for number, (start, end) in enumerate(pairwise(starts), start=1):
            opened_by = openings[start]
            yield Draft(
                kinds.SHOT,
                Span(start, end),
                kinds.Shot(number=number),
                confidence=None if opened_by is None else opened_by.confidence,
                sources=() if opened_by is None else (opened_by.id,),
            )
