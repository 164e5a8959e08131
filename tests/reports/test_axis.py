from hypothesis import given
from hypothesis import strategies as st

from aima.model.span import Span
from aima.reports.axis import WIDTH, Axis


@given(st.integers(1, 2_000_000_000))
def test_ticks_are_few_rise_and_begin_at_zero(length_ms):
    ticks = Axis(length_ms).ticks()
    places = [tick.percent for tick in ticks]
    assert 1 <= len(ticks) <= 8
    assert places == sorted(places) and places[0] == 0 and places[-1] <= 100
    assert len({tick.label for tick in ticks}) == len(ticks)


def test_places():
    axis = Axis(10_000)
    assert axis.x(0) == 0 and axis.x(10_000) == WIDTH and axis.x(99_999) == WIDTH
    assert axis.stretch(Span(2_500, 5_000)) == (250.0, 250.0)
