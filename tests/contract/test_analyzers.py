"""Every built-in analyzer through the checks that plug-in authors run."""

from types import MappingProxyType

import pytest

from aima.analyzers.registry import ANALYZERS
from aima.model import capabilities, kinds
from aima.model.observation import Draft, Vector
from aima.model.plugins import AnalyzerSpec, Reads
from aima.model.span import Span
from aima.pipeline.loading import load
from aima.testing import check_analyzer, example_clips


@pytest.mark.parametrize("entry", ANALYZERS)
def test_built_in_analyzers_keep_their_promises(entry, given, seen_and_heard):
    made, broken = load([entry], given)
    if broken:
        assert broken[0].missing_model, broken[0].reason
        assert broken[0].capability in capabilities.BY_NAME
        assert len(broken[0].reason.split()) > 3
        return
    check_analyzer(made[0], [seen_and_heard])
    drafts = list(made[0].analyze(seen_and_heard))
    # Without a draft nothing was put to the test; whether the material holds an event is a matter of each analyzer.
    assert drafts or made[0].spec.name not in GIVE_SOMETHING
    (another,), _ = load([entry], given)
    assert list(another.analyze(seen_and_heard)) == drafts, "two instances give the same"


GIVE_SOMETHING = {"voice_activity", "speaker_turns", "prosody", "faces", "pose", "text", "picture"}


def test_names_of_analyzers_are_their_own(given):
    made, _ = load(ANALYZERS, given)
    names = [analyzer.spec.name for analyzer in made]
    assert len(names) == len(set(names))
    assert set(names) >= GIVE_SOMETHING


class Loudness:
    """Keeps every promise; the tests below break one at a time."""

    spec = AnalyzerSpec(
        "loudness", 1, capabilities.SOUND_EVENTS, Reads.SAMPLES, (kinds.SOUND_EVENT,), "numpy", ("numpy",)
    )
    params = MappingProxyType({"at_least": 0.5})

    def analyze(self, clip):
        yield self.draft(clip.span)

    def draft(self, span, **more):
        return Draft(kinds.SOUND_EVENT, span, kinds.SoundEvent(label="loud", level_dbfs=-3.0), **more)


class Undeclared(Loudness):
    def analyze(self, clip):
        yield Draft(kinds.PERSON_BOX, clip.span, kinds.PersonBox())


class Outside(Loudness):
    def analyze(self, clip):
        yield self.draft(clip.span.shift(1))


class Counting(Loudness):
    seen = 0

    def analyze(self, clip):
        self.seen += 1
        yield self.draft(clip.span, confidence=1 / self.seen)


class Backwards(Loudness):
    def analyze(self, clip):
        if clip.span.length_ms > 2:
            yield self.draft(Span.moment(clip.span.end_ms - 1))
            yield self.draft(clip.span)


class Endless(Loudness):
    def analyze(self, clip):
        yield self.draft(clip.span, vector=Vector("voice", (float("nan"),)))


class Sourced(Loudness):
    def analyze(self, clip):
        yield self.draft(clip.span, sources=("a:0:1",))


class Meddling(Loudness):
    def analyze(self, clip):
        if clip.samples is not None:
            clip.samples[:] = 0.25
        yield self.draft(clip.span)


class Nameless(Loudness):
    spec = AnalyzerSpec("Loud Ness", 1, capabilities.SOUND_EVENTS, Reads.SAMPLES, (kinds.SOUND_EVENT,), "numpy")


class Uninstalled(Loudness):
    spec = AnalyzerSpec(
        "loudness", 1, capabilities.SOUND_EVENTS, Reads.SAMPLES, (kinds.SOUND_EVENT,), "numpy", ("no-such-package",)
    )


class Unkeyed(Loudness):
    params = MappingProxyType({"at_least": float("nan")})


class Unspecified:
    params = MappingProxyType({})


def test_an_analyzer_that_keeps_its_promises_passes():
    assert check_analyzer(Loudness(), example_clips()[:1]) is None


@pytest.mark.parametrize(
    ("broken", "promise"),
    [
        (Undeclared, "does not declare"),
        (Outside, "outside"),
        (Counting, "two results"),
        (Backwards, "order of time"),
        (Endless, "vector"),
        (Sourced, "only linkers"),
        (Meddling, "changed the samples"),
        (Nameless, "lower case"),
        (Uninstalled, "not installed"),
        (Unkeyed, "plain JSON"),
        (Unspecified, "an analyzer has"),
    ],
)
def test_a_broken_promise_is_named(broken, promise):
    with pytest.raises(AssertionError, match=promise):
        check_analyzer(broken())
