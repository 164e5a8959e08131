"""Several at a time, in order."""

import threading
import time

import pytest

from aima.endpoints.several import in_order


@pytest.mark.parametrize("at_once", [1, 2, 50])
@pytest.mark.parametrize("count", [0, 1, 2, 30])
def test_results_keep_the_order_of_the_items(at_once, count):
    def slow_for_early(number):
        time.sleep(0.001 * (count - number))
        return number * 2

    assert in_order(slow_for_early, range(count), at_once) == [number * 2 for number in range(count)]


def test_the_first_error_by_order_is_raised_after_all_have_ended():
    ended = []

    def work(number):
        time.sleep(0.02 * (3 - number))
        ended.append(number)
        if number:
            raise ValueError(number)

    with pytest.raises(ValueError, match="1"):
        in_order(work, range(3), 3)
    assert sorted(ended) == [0, 1, 2]


def test_threads_do_not_keep_the_program_alive():
    daemons = in_order(lambda _: threading.current_thread().daemon, range(4), 2)
    assert daemons == [True] * 4


@pytest.mark.parametrize("at_once", [1, 3])
def test_each_result_is_heard_at_once_in_the_calling_thread(at_once):
    here, heard = threading.current_thread(), []

    def hear(item, result):
        assert threading.current_thread() is here
        heard.append((item, result, time.monotonic()))

    slow = {0: 0.3}
    start = time.monotonic()
    in_order(lambda item: time.sleep(slow.get(item, 0.0)) or -item, range(4), at_once, hear)
    assert sorted((item, result) for item, result, _ in heard) == [(number, -number) for number in range(4)]
    if at_once > 1:
        assert heard[-1][0] == 0 and heard[0][2] - start < 0.25


@pytest.mark.parametrize("at_once", [1, 2])
def test_who_stops_listening_lets_nothing_further_begin(at_once):
    begun = []

    def hear(item, result):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        in_order(lambda item: begun.append(item) or time.sleep(0.02), range(50), at_once, hear)
    time.sleep(0.2)
    assert len(begun) <= 2 * at_once
