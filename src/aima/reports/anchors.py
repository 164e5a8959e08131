"""Where a claim's link leads: to the row of the observation, or to the table it would stand in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from aima.model.observation import ObservationId


@dataclass(frozen=True, slots=True)
class Anchors:
    """The observations that have a row of their own on the page."""

    rows: frozenset[ObservationId]

    @classmethod
    def of(cls, rows: Collection[ObservationId]) -> Anchors:
        """From the identities of all rows."""
        return cls(frozenset(rows))

    def link(self, id: ObservationId, kind: str) -> str:
        """The address within the page."""
        return f"#{row_anchor(id)}" if id in self.rows else f"#{table_anchor(kind)}"


def row_anchor(id: ObservationId) -> str:
    """The `id` attribute of an observation's row."""
    return "o-" + id.replace(":", "-")


def table_anchor(kind: str) -> str:
    """The `id` attribute of the table of a kind."""
    return "k-" + kind.replace(".", "-")
