"""When asking on makes no sense."""

import pytest

from aima.endpoints.breaker import FOR_GOOD, PASSING, Breaker
from aima.endpoints.sentences import SENTENCES, failed
from aima.model.chat import ChatAnswer
from tests.endpoints.parts import endpoint

HERE = endpoint("http://x")


@pytest.mark.parametrize("code", sorted(FOR_GOOD))
def test_what_lasts_ends_it_at_once(code):
    breaker = Breaker()
    breaker.note(failed(code, HERE))
    breaker.note(ChatAnswer("late"))
    assert breaker.broken.code == code


@pytest.mark.parametrize("code", sorted(PASSING))
def test_what_passes_ends_it_only_twice_in_a_row(code):
    breaker = Breaker()
    for outcome in (failed(code, HERE), ChatAnswer("x"), failed(code, HERE)):
        breaker.note(outcome)
        assert breaker.broken is None
    breaker.note(failed("slow", HERE))
    assert breaker.broken.code == "slow"
    breaker.note(failed("away", HERE))
    assert breaker.broken.code == "slow"


@pytest.mark.parametrize("code", sorted(set(SENTENCES) - FOR_GOOD - PASSING))
def test_what_lies_in_the_question_never_ends_it(code):
    breaker = Breaker()
    for _ in range(5):
        breaker.note(failed(code, HERE))
    assert breaker.broken is None


def test_each_code_has_a_sentence():
    assert (FOR_GOOD | PASSING).issubset(SENTENCES)
