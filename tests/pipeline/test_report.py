"""An analysis in the store: begun once, concluded once, and told apart by what it consists of."""

from dataclasses import replace

import pytest

from aima.errors import BadUse
from aima.model.analysis import QUICK
from aima.model.timeline import Timeline
from aima.pipeline.plan import Components, make_plan
from aima.pipeline.report import begin, conclude, gather
from aima.testing import MemoryStores
from aima.testing.results import example_assessment
from tests.pipeline.parts import Count, Look, Tone


class Counted(MemoryStores):
    """Counts how often a result was written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = 0
        finish = self.analyses.finish

        def counting(id, result):
            self.written += 1
            finish(id, result)

        self.analyses.finish = counting  # type: ignore[method-assign]


@pytest.fixture
def stores() -> Counted:
    return Counted()


def begun(stores, given, media, *analyzers, linkers=()):
    components = Components(given, "", analyzers, linkers, (), ())
    stores.media.put(media, "a.mp4")
    return begin(stores, media, make_plan(components, media), components), components


def test_the_same_request_is_the_same_analysis_and_any_other_is_not(stores, given, media) -> None:
    first, _ = begun(stores, given, media, Tone())
    assert begun(stores, given, media, Tone())[0] == first
    others = [
        begun(stores, given, media, Tone(), Look())[0],
        begun(stores, given, media, Tone(), linkers=(Count(),))[0],
        begun(stores, replace(given, profile=QUICK), media, Tone())[0],
        begun(stores, replace(given, language="de"), media, Tone())[0],
    ]
    assert len({first.id, *(other.id for other in others)}) == 5


def test_a_result_that_is_stored_already_is_not_written_again(stores, given, media) -> None:
    analysis, components = begun(stores, given, media, Tone())

    def end(assessment) -> None:
        conclude(stores, analysis, analysis.runs, assessment, Timeline(media, ()), components, "bubblewrap")

    end(example_assessment())
    kept = stores.analyses.result(analysis.id)
    end(example_assessment())
    assert stores.written == 1 and stores.analyses.result(analysis.id) is kept
    end(example_assessment(balance_db=-2.0))
    assert stores.written == 2


def test_an_unfinished_analysis_has_no_dossier(stores, given, media) -> None:
    analysis, _ = begun(stores, given, media, Tone())
    with pytest.raises(BadUse, match="not finished"):
        gather(stores, analysis.id)
