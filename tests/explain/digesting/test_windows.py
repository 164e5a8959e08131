from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aima.explain.digesting.windows import cuts, filled, sizes
from aima.model import kinds
from aima.model.kinds import Kind, Payload
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.testing.examples import example_media
from tests.explain.recordings import seen


def timeline(*found: tuple[Kind[Payload], Payload, int, int]) -> Timeline:
    return Timeline(
        example_media(),
        [seen(kind, payload, start, end, position=n) for n, (kind, payload, start, end) in enumerate(found)],
    )


def talk(start_ms: int, end_ms: int) -> tuple[Kind[Payload], Payload, int, int]:
    return kinds.SPEECH_ACTIVITY, kinds.SpeechActivity(probability=1), start_ms, end_ms


def test_what_fits_is_one_window_of_the_whole_size() -> None:
    assert sizes(worth=3_000, head=500, least=900, window_tokens=4_000, total_tokens=50_000) == (1, 4_000)
    assert sizes(worth=0, head=500, least=600, window_tokens=4_000, total_tokens=4_000) == (1, 4_000)


def test_more_becomes_as_many_windows_as_are_needed_and_paid_for() -> None:
    assert sizes(worth=7_100, head=500, least=900, window_tokens=4_000, total_tokens=50_000) == (3, 4_000)
    assert sizes(worth=90_000, head=500, least=900, window_tokens=4_000, total_tokens=10_000) == (3, 3_333)
    # A third window would have room for its head alone.
    assert sizes(worth=90_000, head=3_000, least=3_900, window_tokens=4_000, total_tokens=9_000) == (2, 4_000)


@given(*(st.integers(0, 10**6) for _ in range(2)), st.integers(1, 10**5), *(st.integers(1, 10**6) for _ in range(2)))
def test_sizes_keep_within_both_budgets(worth: int, head: int, least: int, window: int, total: int) -> None:
    number, size = sizes(worth, head, least, window, total)
    assert number >= 1
    assert size <= window
    assert number * size <= total


def test_cuts_lie_where_nobody_speaks() -> None:
    spoken = timeline(talk(0, 29_000), talk(31_000, 60_000))
    starts = list(range(0, 60_000, 100))
    spans = cuts(spoken, starts, [10] * len(starts), 2)
    assert spans == [Span(0, 30_000), Span(30_000, 60_000)]


def test_cuts_lie_at_shots_and_in_silence_but_not_within_speech() -> None:
    silence = (kinds.SOUND_EVENT, kinds.SoundEvent(label="silence", level_dbfs=-70), 31_000, 33_000)
    shot = (kinds.SHOT, kinds.Shot(number=2), 30_500, 60_000)
    starts, costs = list(range(0, 60_000, 100)), [10] * 600
    assert cuts(timeline(silence), starts, costs, 2)[1].start_ms == 32_000
    assert cuts(timeline(silence, shot), starts, costs, 2)[1].start_ms == 30_500
    assert cuts(timeline(silence, shot, talk(30_000, 31_500)), starts, costs, 2)[1].start_ms == 32_000


def test_without_a_quiet_place_near_each_window_costs_the_same() -> None:
    starts = [0, 1_000, 2_000, 3_000, 50_000, 55_000]
    spans = cuts(timeline(talk(0, 60_000)), starts, [10] * 6, 3)
    assert [span.start_ms for span in spans] == [0, 1_000, 3_000]


def test_what_cannot_be_cut_stays_together() -> None:
    assert cuts(timeline(), [5, 5, 5, 5], [10] * 4, 4) == [Span(0, 5), Span(5, 60_000)]
    assert cuts(timeline(), [], [], 3) == [Span(0, 60_000)]
    assert cuts(timeline(), [70_000], [10], 1) == [Span(0, 70_001)]


@given(
    st.lists(st.tuples(st.integers(0, 59_999), st.integers(1, 500)), min_size=1, max_size=80),
    st.lists(st.tuples(st.integers(0, 59_000), st.integers(1, 900)), max_size=8),
    st.integers(1, 9),
)
def test_windows_cover_the_recording_without_gaps(
    lines: list[tuple[int, int]], spoken: list[tuple[int, int]], number: int
) -> None:
    starts, costs = zip(*sorted(lines), strict=True)
    spans = cuts(timeline(*(talk(start, start + length) for start, length in spoken)), starts, costs, number)
    assert 1 <= len(spans) <= number
    assert spans[0].start_ms == 0
    assert spans[-1].end_ms == 60_000
    assert all(one.end_ms == following.start_ms for one, following in pairwise(spans))


def test_the_first_come_first_and_smaller_ones_fill_the_rest() -> None:
    costs = np.array([50, 30, 40, 10, 5])
    assert filled([0, 1, 2, 3, 4], costs, 100) == [0, 1, 3, 4]
    assert filled([2, 0, 1], costs, 45) == [2]
    assert filled([], np.zeros(0, np.int64), 100) == []


@given(st.lists(st.integers(1, 90), max_size=60), st.integers(0, 900), st.randoms(use_true_random=False))
def test_what_was_left_out_does_not_fit_any_more(costs: list[int], room: int, chance) -> None:  # type: ignore[no-untyped-def]
    order = list(range(len(costs)))
    chance.shuffle(order)
    kept = filled(order, np.array(costs, np.int64), room)
    left = room - sum(costs[n] for n in kept)
    assert left >= 0
    assert all(costs[n] > left for n in order if n not in kept)
