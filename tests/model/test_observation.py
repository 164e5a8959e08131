import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aima.model import kinds
from aima.model.observation import LINKED, Box, Draft, Observation, Vector, observation_id
from aima.model.span import Span

EDGES = st.floats(-2, 3)
SHARES = st.integers(0, 100).map(lambda value: value / 100)
BOXES = st.builds(Box.of, SHARES, SHARES, SHARES, SHARES).filter(lambda box: box is not None)


@given(EDGES, EDGES, EDGES, EDGES)
def test_a_box_is_cut_to_the_frame(left, top, right, bottom):
    box = Box.of(left, top, right, bottom)
    x0, y0, x1, y1 = (min(max(edge, 0.0), 1.0) for edge in (left, top, right, bottom))
    if box is None:
        assert x1 - x0 < 1.01e-4 or y1 - y0 < 1.01e-4
        return
    for got, wanted in ((box.x, x0), (box.y, y0), (box.x + box.w, x1), (box.y + box.h, y1)):
        assert got == pytest.approx(wanted, abs=1.01e-4)
    assert all(round(value, 4) == value for value in (box.x, box.y, box.w, box.h))


@pytest.mark.parametrize("edges", [(-0.1, 0, 0.5, 0.5), (0, 1.1, 0.5, 0.5), (0, 0, 0, 0.5), (0, 0, 0.5, 1.5)])
def test_a_box_outside_the_frame_or_without_area_is_refused(edges):
    with pytest.raises(ValueError, match="a box lies within the frame"):
        Box(*edges)


def test_a_box_of_nan_is_refused():
    with pytest.raises(ValueError, match="nan"):
        Box(math.nan, 0, 1, 1)


@given(BOXES, BOXES)
def test_overlap_is_a_symmetric_share(one, two):
    assert 0 <= one.overlap(two) <= 1 + 1e-9
    assert one.overlap(two) == pytest.approx(two.overlap(one))
    assert one.overlap(one) == pytest.approx(1)


def test_overlap_of_halves():
    assert Box(0, 0, 0.5, 1).overlap(Box(0.25, 0, 0.5, 1)) == pytest.approx(1 / 3)
    assert Box(0, 0, 0.5, 1).overlap(Box(0.5, 0, 0.5, 1)) == 0


@given(st.lists(st.floats(-80, 80, width=32), max_size=10))
def test_a_vector_keeps_five_decimals(values):
    vector = Vector.of("face", np.array(values, np.float32))
    assert vector.array().dtype == np.float32
    assert vector.array() == pytest.approx(np.array(values, np.float32), abs=1e-5)
    assert vector == Vector.of("face", np.array(vector.values))


def test_a_draft_carries_the_payload_of_its_kind():
    with pytest.raises(ValueError, match="face carries Face, not Cut"):
        Draft(kinds.FACE, Span(0, 1), kinds.Cut(strength=1))


@pytest.mark.parametrize("confidence", [-0.01, 1.01, math.nan])
def test_confidence_is_a_share(confidence):
    with pytest.raises(ValueError, match="confidence lies in"):
        Draft(kinds.CUT, Span(0, 1), kinds.Cut(strength=1), confidence)


@given(st.floats(0, 1))
def test_confidence_is_rounded_at_birth(confidence):
    draft = Draft(kinds.CUT, Span(0, 1), kinds.Cut(strength=1), np.float64(confidence))
    assert draft.confidence == round(confidence, 4)
    assert type(draft.confidence) is float


def test_an_observation_shows_what_its_draft_holds():
    draft = Draft(kinds.CUT, Span(3, 4), kinds.Cut(strength=1), 0.5, subject="person-1")
    observation = Observation(observation_id("ab" * 32, LINKED, 7), "ab" * 32, LINKED, draft)
    assert observation.id == "abababababab:-1:7"
    assert (observation.kind, observation.span) == (kinds.CUT, Span(3, 4))
    assert (observation.subject, observation.confidence) == ("person-1", 0.5)
    assert observation.payload_of(kinds.CUT).strength == 1
    with pytest.raises(TypeError, match="is cut, not face"):
        observation.payload_of(kinds.FACE)
