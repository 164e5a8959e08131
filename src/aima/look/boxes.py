"""Boxes as models write them: shares of the picture, its pixels, or thousandths, and only what is not in doubt.

Models are asked for shares. Many were trained on pixels of the picture they were shown, or on a grid of 1000 by 1000,
and fall back to it. A box that could be either is left out: a wrong box is worse than none.
"""

from __future__ import annotations

from pydantic import JsonValue

from aima.model.observation import Box

GRID = 1000
ROUNDED = 1.02
"""A share may be this much over 1: models write edges carelessly."""


def read_box(value: JsonValue, width: int, height: int) -> Box | None:
    """`[left, top, right, bottom]` within a picture of `width` by `height` pixels; `None` for anything else."""
    edges = _numbers(value)
    if edges is None:
        return None
    left, top, right, bottom = edges
    if min(edges) < -(ROUNDED - 1) or left >= right or top >= bottom:
        return None
    if max(edges) <= ROUNDED:
        return Box.of(left, top, right, bottom)
    as_pixels = right <= width and bottom <= height
    as_grid = max(edges) <= GRID
    if as_pixels == as_grid and (width, height) != (GRID, GRID):
        return None
    across, down = (width, height) if as_pixels else (GRID, GRID)
    return Box.of(left / across, top / down, right / across, bottom / down)


def _numbers(value: JsonValue) -> tuple[float, float, float, float] | None:
    if not isinstance(value, list) or len(value) != 4:
        return None
    edges: list[float] = []
    for edge in value:
        # Beyond a million nothing is a picture; it also keeps integers away that no float can hold.
        if isinstance(edge, bool) or not isinstance(edge, int | float) or not -1e6 < edge < 1e6:
            return None
        edges.append(float(edge))
    return edges[0], edges[1], edges[2], edges[3]
