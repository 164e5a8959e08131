"""For the tests of plug-in authors: the promises of each protocol as functions, stores in memory, example material.

    from aima.testing import check_analyzer

    def test_it_keeps_its_promises() -> None:
        check_analyzer(MyAnalyzer())

Each check raises `AssertionError` with a sentence that says which promise was broken. None needs pytest.
"""

from aima.testing.analyzers import check_analyzer
from aima.testing.examples import example_clips, example_media
from aima.testing.linkers import check_linker
from aima.testing.memory import MemoryStores
from aima.testing.rules import check_rule
from aima.testing.stores import STORE_CHECKS, check_stores
from aima.testing.timelines import example_timelines

__all__ = [
    "STORE_CHECKS",
    "MemoryStores",
    "check_analyzer",
    "check_linker",
    "check_rule",
    "check_stores",
    "example_clips",
    "example_media",
    "example_timelines",
]
