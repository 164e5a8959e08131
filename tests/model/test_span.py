from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aima.model.span import Span, covered_ms, union

TIMES = st.integers(0, 60)
SPANS = st.builds(lambda start, length: Span(start, start + length), TIMES, st.integers(1, 20))


def moments(*spans):
    """Every millisecond of the spans: the slow truth that the algebra is held against."""
    return {at for span in spans for at in range(span.start_ms, span.end_ms)}


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (6, 5)])
def test_a_span_is_never_empty_and_never_negative(start, end):
    with pytest.raises(ValueError, match=rf"\[{start}, {end}\)"):
        Span(start, end)


@given(SPANS, SPANS)
def test_the_common_part_holds_what_both_hold(one, two):
    both = one & two
    assert (moments(both) if both else set()) == moments(one) & moments(two)
    assert both == two & one
    assert one.overlaps(two) == (both is not None)


@given(SPANS, SPANS)
def test_the_hull_is_the_smallest_that_covers_both(one, two):
    hull = one | two
    assert hull == two | one
    assert hull.covers(one)
    assert hull.covers(two)
    assert {hull.start_ms, hull.end_ms} <= {one.start_ms, one.end_ms, two.start_ms, two.end_ms}


@given(SPANS, SPANS, SPANS)
def test_both_are_associative(one, two, three):
    assert (one | two) | three == one | (two | three)
    left, right = one & two, two & three
    assert (left & three if left else None) == (one & right if right else None)


@given(SPANS, SPANS)
def test_covering_is_holding_every_millisecond(one, two):
    assert one.covers(two) == (moments(two) <= moments(one))
    assert (one.covers(two) and two.covers(one)) == (one == two)


@given(SPANS, SPANS)
def test_the_gap_is_what_lies_between(one, two):
    assert one.gap_ms(two) == two.gap_ms(one)
    assert one.gap_ms(two) == (one | two).length_ms - len(moments(one, two))


@given(SPANS, TIMES)
def test_a_moment_lies_within_or_not(span, at):
    assert (at in span) == (at in moments(span))
    assert (at in span) == span.overlaps(Span.moment(at))
    assert span.middle_ms in span


@given(SPANS, st.integers(0, 30))
def test_shifting_and_widening(span, by):
    assert span.shift(by).shift(-by) == span
    assert span.shift(by).length_ms == span.length_ms
    assert span.widen(by).covers(span)
    assert span.widen(by).start_ms == max(0, span.start_ms - by)


@given(st.lists(SPANS, max_size=12), st.integers(0, 6))
def test_union_covers_the_same_and_joins_what_is_near(spans, join_ms):
    found = list(union(spans, join_ms))
    assert found == list(union(reversed(spans), join_ms))
    assert found == sorted(found)
    assert moments(*spans) <= moments(*found)
    assert all(two.start_ms - one.end_ms > join_ms for one, two in pairwise(found))
    if join_ms == 0:
        assert moments(*found) == moments(*spans)
    assert list(union(found, join_ms)) == found


@given(st.lists(SPANS, max_size=12))
def test_covered_counts_each_millisecond_once(spans):
    assert covered_ms(spans) == len(moments(*spans))


@given(SPANS, SPANS)
def test_spans_are_ordered_by_start_then_end(one, two):
    assert (one < two) == ((one.start_ms, one.end_ms) < (two.start_ms, two.end_ms))
