import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aima.errors import BadUse
from aima.model import kinds
from aima.model.kinds import Kind
from aima.model.observation import Box, Draft, Vector
from aima.model.span import Span
from aima.stores.sql.rows import from_row, pack, seal_of_texts, sealed, to_row, unpack

RUN = "ab" * 32
REALS = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(REALS, max_size=20))
def test_any_vector_comes_back_exactly(values):
    assert unpack(pack(values), len(values)) == tuple(values)


@given(st.lists(st.floats(-80, 80), min_size=1, max_size=20))
def test_vectors_as_they_are_made_take_four_bytes_a_number(values):
    made = Vector.of("face", np.array(values)).values
    assert len(pack(made)) == 4 * len(made)
    assert unpack(pack(made), len(made)) == made


def test_a_vector_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="no vector of 3 numbers"):
        unpack(b"12345678", 3)


SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**9), st.integers(1, 10**6))
SHARES = st.floats(0, 1)
BOXES = st.builds(Box, SHARES, SHARES, st.floats(1e-6, 1), st.floats(1e-6, 1))
TEXTS = st.text(max_size=20)
DRAFTS = st.builds(
    Draft,
    st.just(kinds.TEXT),
    SPANS,
    st.builds(kinds.ScreenText, text=TEXTS, language=TEXTS),
    confidence=st.none() | SHARES,
    subject=st.none() | TEXTS,
    box=st.none() | BOXES,
    vector=st.none() | st.builds(Vector, TEXTS, st.lists(REALS, max_size=5).map(tuple)),
    sources=st.lists(TEXTS, max_size=3).map(tuple),
)


@given(DRAFTS, st.integers(0, 10**6), st.integers(-1, 10**6))
def test_any_draft_comes_back_exactly(draft, position, clip):
    observation = from_row(RUN, clip, to_row(position, draft))
    assert observation.draft == draft
    assert (observation.run, observation.clip, observation.id) == (RUN, clip, f"{RUN[:12]}:{clip}:{position}")


def test_numbers_of_numpy_become_pythons():
    span = Span(np.int64(3), np.int64(7))
    box = Box(np.float32(0.5), np.float64(0.25), np.float32(0.5), 0.5)
    row = to_row(0, Draft(kinds.PERSON_BOX, span, kinds.PersonBox(), np.float32(0.5), box=box))
    assert {type(value) for value in row} <= {int, float, str, type(None)}
    assert from_row(RUN, 0, row).draft.span == Span(3, 7)


def test_a_kind_that_could_not_be_read_back_is_refused():
    twin = Kind("face", kinds.Face, kinds.FACE.capability)
    with pytest.raises(BadUse, match="not a kind of"):
        to_row(0, Draft(twin, Span(0, 1), kinds.Face(sharpness=1, side_px=1)))


@given(DRAFTS, st.integers(0, 11))
def test_the_seal_breaks_when_a_value_changes(draft, column):
    row = to_row(0, draft)
    changed = [*row]
    changed[column] = b"?" if column == 10 else "something else"
    span = Span(0, 1000)
    assert sealed(RUN, 0, span, [tuple(changed)]) != sealed(RUN, 0, span, [row])


def test_the_seal_tells_clips_and_orders_apart():
    one, two = (to_row(at, Draft(kinds.CUT, Span(at, 9), kinds.Cut(strength=1))) for at in (0, 1))
    seals = [
        sealed(RUN, 0, Span(0, 9), [one, two]),
        sealed(RUN, 0, Span(0, 9), [two, one]),
        sealed(RUN, 0, Span(0, 9), [one]),
        sealed(RUN, 0, Span(0, 9), []),
        sealed(RUN, 1, Span(0, 9), []),
        sealed(RUN, 0, Span(0, 8), []),
        sealed("cd" * 32, 0, Span(0, 9), []),
    ]
    assert len(set(seals)) == len(seals)


@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=4))
def test_texts_are_sealed_with_their_borders(one, two):
    assert (seal_of_texts(one) == seal_of_texts(two)) == (one == two)
