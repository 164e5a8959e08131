"""Every built-in linker through the checks that plug-in authors run."""

from types import MappingProxyType

import pytest

from aima.linkers.registry import LINKERS
from aima.model import capabilities, kinds
from aima.model.observation import Draft
from aima.model.plugins import LinkerSpec
from aima.model.span import Span
from aima.pipeline.loading import load
from aima.testing import check_linker


@pytest.mark.parametrize("entry", LINKERS)
def test_built_in_linkers_keep_their_promises(entry, given):
    made, broken = load([entry], given)
    assert not broken
    check_linker(made[0])


class Shots:
    spec = LinkerSpec("shots", 1, capabilities.PICTURE, requires=(kinds.CUT,), emits=(kinds.SHOT,))
    params = MappingProxyType({})
    reads = kinds.CUT

    def link(self, timeline):
        for number, cut in enumerate(timeline.of(self.reads)):
            yield self.draft(number, cut)

    def draft(self, number, cut):
        return Draft(kinds.SHOT, cut.span, kinds.Shot(number=number + 1), sources=(cut.id,))


class ReadsMore(Shots):
    reads = kinds.FACE


class InventsSources(Shots):
    def draft(self, number, cut):
        return Draft(kinds.SHOT, cut.span, kinds.Shot(number=number + 1), sources=("0:0:0",))


class Overshoots(Shots):
    def draft(self, number, cut):
        return Draft(kinds.SHOT, Span(0, 10**9), kinds.Shot(number=number + 1), sources=(cut.id,))


class Counts(Shots):
    calls = 0

    def draft(self, number, cut):
        self.calls += 1
        return Draft(kinds.SHOT, cut.span, kinds.Shot(number=self.calls), sources=(cut.id,))


def test_a_linker_that_keeps_its_promises_passes():
    assert check_linker(Shots()) is None


@pytest.mark.parametrize(
    ("broken", "promise"),
    [
        (ReadsMore, "declares neither"),
        (InventsSources, "not there"),
        (Overshoots, "outside"),
        (Counts, "two results"),
    ],
)
def test_a_broken_promise_is_named(broken, promise):
    with pytest.raises(AssertionError, match=promise):
        check_linker(broken())
