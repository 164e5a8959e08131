"""Each adapter of the stores through one suite."""

import pytest

from aima.stores.open import open_stores
from aima.testing import STORE_CHECKS, MemoryStores, check_stores


@pytest.fixture(params=["memory", "sqlite"])
def stores(request, tmp_path):
    with MemoryStores() if request.param == "memory" else open_stores(tmp_path / "home") as made:
        yield made


@pytest.mark.parametrize("check", STORE_CHECKS, ids=lambda check: check.__name__)
def test_stores_keep_their_promises(stores, check):
    check(stores)
    assert check.__doc__


def test_the_whole_suite_runs_in_one_call(tmp_path):
    made = []

    def make():
        made.append(open_stores(tmp_path / str(len(made))))
        return made[-1]

    check_stores(make)
    assert len(made) == len(STORE_CHECKS)


def test_the_suite_finds_a_store_that_forgets():
    class Forgetful(MemoryStores):
        def __init__(self):
            super().__init__()
            self.observations.commit = lambda checkpoint: None

    with pytest.raises(AssertionError, match=r"\w"):
        check_stores(Forgetful)
