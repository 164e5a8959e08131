"""Every speech and sound analyzer survives any samples, stays within the clip and answers the same twice."""

from importlib import import_module
from types import SimpleNamespace

import numpy as np
import pytest

from aima.analyzers.registry import ANALYZERS
from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.plugins import Analyzer, Reads
from aima.model.policy import Term
from aima.model.span import Span

OURS = [
    entry
    for entry in ANALYZERS
    if entry.startswith(("aima.analyzers.speech", "aima.analyzers.sound")) and "transc" not in entry
]
TERM = Term(term="comfortable", category="consent", priority="low", language="en", forms=("comfortable",), spot=True)
GIVEN = SimpleNamespace(language="auto", policy=SimpleNamespace(vocabulary=(TERM,)), models={})
RNG = np.random.default_rng(11)
T = np.arange(SAMPLE_RATE * 4) / SAMPLE_RATE
BURSTS = RNG.normal(0, 0.3, len(T)) * (np.sin(2 * np.pi * 1.5 * T) > 0.6)
SAMPLES = {
    "none": None,
    "empty": np.zeros(0),
    "one": np.array([0.5]),
    "a few": RNG.normal(0, 0.1, 100),
    "under a window": RNG.normal(0, 0.1, 700),
    "zeros": np.zeros(40_000),
    "constant": np.full(40_000, 0.7),
    "full scale": np.ones(40_000),
    "faint": RNG.normal(0, 1e-6, 40_000),
    "noise": np.clip(RNG.normal(0, 0.5, 60_000), -1, 1),
    "bursts": np.clip(BURSTS, -1, 1),
    "tone": 0.5 * np.sin(2 * np.pi * 1000 * T),
    "square": np.sign(np.sin(2 * np.pi * 700 * T)),
    "one click": np.eye(1, 30_000, 15_000)[0],
}


def make(entry: str) -> Analyzer:
    module, _, name = entry.partition(":")
    cls = getattr(import_module(module), name)
    return cls.build(GIVEN) if hasattr(cls, "build") else cls()


def clip(samples: np.ndarray | None, start_ms: int = 5000) -> Clip:
    count = 0 if samples is None else len(samples)
    data = None if samples is None else np.array(samples, np.float32)
    return Clip("c" * 64, 2, Span(start_ms, start_ms + max(1, count * 1000 // SAMPLE_RATE)), data)


@pytest.mark.parametrize("entry", OURS)
@pytest.mark.parametrize("name", SAMPLES)
def test_any_samples_are_survived_within_the_span_in_order_and_twice_the_same(entry: str, name: str) -> None:
    analyzer, given = make(entry), clip(SAMPLES[name])
    found = list(analyzer.analyze(given))
    assert all(given.span.covers(draft.span) for draft in found)
    assert [draft.span.start_ms for draft in found] == sorted(draft.span.start_ms for draft in found)
    assert {draft.kind for draft in found} <= set(analyzer.spec.emits)
    assert list(analyzer.analyze(clip(SAMPLES[name]))) == found
    assert list(make(entry).analyze(clip(SAMPLES[name]))) == found


@pytest.mark.parametrize("entry", OURS)
def test_the_samples_are_left_as_they_are(entry: str) -> None:
    given = clip(SAMPLES["bursts"])
    before = given.samples.copy()
    list(make(entry).analyze(given))
    assert np.array_equal(given.samples, before)


@pytest.mark.parametrize("entry", OURS)
def test_results_move_with_the_clip(entry: str) -> None:
    early = list(make(entry).analyze(clip(SAMPLES["bursts"])))
    late = list(make(entry).analyze(clip(SAMPLES["bursts"], start_ms=65_000)))
    assert [draft.span.shift(60_000) for draft in early] == [draft.span for draft in late]
    assert [draft.payload for draft in early] == [draft.payload for draft in late]


@pytest.mark.parametrize("entry", OURS)
def test_it_says_what_it_is(entry: str) -> None:
    analyzer = make(entry)
    assert isinstance(analyzer, Analyzer)
    assert analyzer.spec.reads is Reads.SAMPLES
    assert analyzer.spec.model
    assert all(kind.capability is analyzer.spec.capability for kind in analyzer.spec.emits)
