"""A purse cannot be overspent by questions that run at the same time."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from aima.endpoints.purse import Purse


def test_what_is_set_aside_is_not_there_for_others():
    purse = Purse(100)
    assert purse.set_aside(60) and not purse.set_aside(41) and purse.set_aside(40)
    assert (purse.left, purse.spent) == (0, 0)
    purse.pay(60, 10)
    assert (purse.left, purse.spent) == (50, 10)


def test_a_server_that_counts_more_than_was_estimated_empties_it():
    purse = Purse(100)
    assert purse.set_aside(50)
    purse.pay(50, 500)
    assert (purse.left, purse.spent) == (0, 500)
    assert not purse.set_aside(1)
    assert purse.set_aside(0)


@given(st.integers(0, 500), st.lists(st.integers(0, 100), max_size=30))
def test_never_more_is_set_aside_than_there_is(budget, wishes):
    purse = Purse(budget)
    granted = [wish for wish in wishes if purse.set_aside(wish)]
    assert sum(granted) + purse.left == budget


def test_threads_share_it():
    purse = Purse(1000)
    with ThreadPoolExecutor(8) as pool:
        granted = sum(pool.map(lambda _: purse.set_aside(7), range(400)))
    assert (granted, purse.left) == (142, 6)
