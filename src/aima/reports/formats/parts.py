"""One part of a document: its entries, or `null` with the reason where nobody examined it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pydantic import JsonValue

from aima.model.assessment import Examined
from aima.model.kinds import Kind, Payload
from aima.model.observation import Observation
from aima.reports.dossier import Dossier

NOT_PART = "no component of this analysis examines it"
"""The reason where the analysis knows no better one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a document, the kinds it is made of, and how one observation becomes one entry."""

    name: str
    kinds: tuple[Kind[Payload], ...]
    entry: Callable[[Observation], dict[str, JsonValue]]


def missing(dossier: Dossier, kinds: Iterable[Kind[Payload]]) -> str | None:
    """Why nothing can be said about these kinds, or `None` where at least one was examined."""
    wanted = tuple(kinds)
    if dossier.timeline.of(*wanted):
        return None
    names = list(dict.fromkeys(kind.capability.name for kind in wanted))
    coverage = {each.capability: each for each in dossier.assessment.coverage.capabilities}
    gaps = {gap.capability: gap.reason for gap in dossier.timeline.witness.not_examined}
    reasons = []
    for name in names:
        found = coverage.get(name)
        if found is not None and found.examined in (Examined.WHOLE, Examined.PARTLY):
            return None
        covered = found.reason.en if found is not None and found.reason is not None else NOT_PART
        reasons.append(f"{name}: {gaps.get(name, covered).rstrip('.')}")
    return "; ".join(reasons)


def base(observation: Observation) -> dict[str, JsonValue]:
    """What every entry begins with."""
    return {
        "id": observation.id,
        "start_ms": observation.span.start_ms,
        "end_ms": observation.span.end_ms,
        "confidence": observation.confidence,
    }


def box(observation: Observation) -> JsonValue:
    """Left, top, width, height as shares of the upright frame."""
    found = observation.draft.box
    return None if found is None else [found.x, found.y, found.w, found.h]
