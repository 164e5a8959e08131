"""Boxes as models write them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aima.look.boxes import read_box
from aima.model.observation import Box

WIDTH, HEIGHT = 768, 432
HALF = Box(0.25, 0.25, 0.5, 0.5)


@pytest.mark.parametrize(
    ("value", "size", "box"),
    [
        ([0.25, 0.25, 0.75, 0.75], (WIDTH, HEIGHT), HALF),
        ([0, 0, 1, 1], (WIDTH, HEIGHT), Box(0, 0, 1, 1)),
        ([-0.01, 0.5, 1.01, 1.0], (WIDTH, HEIGHT), Box(0, 0.5, 1, 0.5)),
        ([250, 250, 750, 750], (WIDTH, HEIGHT), HALF),
        ([500, 500, 1000, 1000], (480, 270), Box(0.5, 0.5, 0.5, 0.5)),
        ([480, 270, 1440, 810], (1920, 1080), HALF),
        ([250, 250, 750, 750], (1000, 1000), HALF),
        ([192, 108, 576, 324], (WIDTH, HEIGHT), None),
        ([500, 500, 900, 900], (1920, 1080), None),
        ([0.2, 0.2, 5, 7], (WIDTH, HEIGHT), None),
        ([0, 0, 1200, 1200], (WIDTH, HEIGHT), None),
        ([0.75, 0.25, 0.25, 0.75], (WIDTH, HEIGHT), None),
        ([0.5, 0.5, 0.5, 0.5], (WIDTH, HEIGHT), None),
        ([0.5, 0.5, 0.50001, 0.9], (WIDTH, HEIGHT), None),
        ([-0.5, 0.1, 0.5, 0.9], (WIDTH, HEIGHT), None),
        ([0.1, 0.1, 0.5], (WIDTH, HEIGHT), None),
        ([0.1, 0.1, 0.5, "0.9"], (WIDTH, HEIGHT), None),
        ([False, False, True, True], (WIDTH, HEIGHT), None),
        ([0, 0, float("nan"), 1], (WIDTH, HEIGHT), None),
        ([0, 0, float("inf"), 1], (WIDTH, HEIGHT), None),
        ([0, 0, 10**400, 10**400], (WIDTH, HEIGHT), None),
        ({"x": 0.1}, (WIDTH, HEIGHT), None),
        ("0.1,0.1,0.5,0.5", (WIDTH, HEIGHT), None),
        (None, (WIDTH, HEIGHT), None),
    ],
)
def test_only_what_is_not_in_doubt_is_a_box(value: Any, size: tuple[int, int], box: Box | None) -> None:
    assert read_box(value, *size) == box


@given(
    st.lists(st.one_of(st.floats(), st.integers(), st.none(), st.text(max_size=3)), max_size=5),
    st.integers(1, 2000),
    st.integers(1, 2000),
)
def test_whatever_comes_it_is_a_box_within_the_picture_or_none(value: list[Any], width: int, height: int) -> None:
    box = read_box(value, width, height)
    assert box is None or (box.x + box.w <= 1.0001 and box.y + box.h <= 1.0001)
