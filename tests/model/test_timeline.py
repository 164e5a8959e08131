import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aima.model import kinds
from aima.model.observation import LINKED, Draft, Observation, observation_id
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.testing.examples import example_media

PAYLOADS = {
    kinds.CUT: kinds.Cut(strength=1),
    kinds.PERSON_BOX: kinds.PersonBox(),
    kinds.FACE: kinds.Face(sharpness=1, side_px=40),
}
SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 50), st.integers(1, 30))
SEEN = st.tuples(st.sampled_from(list(PAYLOADS)), SPANS, st.sampled_from([None, "person-1", "person-2"]))
RUNS = ("ab" * 32, "cd" * 32)


def observe(seen):
    made = []
    for position, (kind, span, subject) in enumerate(seen):
        run, clip = RUNS[position % 2], (LINKED, 0, 11)[position % 3]
        draft = Draft(kind, span, PAYLOADS[kind], subject=subject)
        made.append(Observation(observation_id(run, clip, position), run, clip, draft))
    return made


def by_time(observation):
    """The documented order: time, then kind, then identity (with clips and positions as numbers)."""
    run, clip, position = observation.id.split(":")
    return (observation.span, observation.kind.name, run, int(clip), int(position))


OBSERVATIONS = st.lists(SEEN, max_size=25).map(observe)


@given(OBSERVATIONS, st.randoms())
def test_the_order_is_that_of_time_whatever_comes_first(observations, chance):
    shuffled = list(observations)
    chance.shuffle(shuffled)
    assert list(Timeline(example_media(), shuffled)) == sorted(observations, key=by_time)


@given(OBSERVATIONS, st.lists(st.sampled_from(list(PAYLOADS)), unique=True), st.none() | SPANS)
def test_queries_find_what_looking_at_all_finds(observations, wanted, within):
    timeline = Timeline(example_media(), observations)
    for subject in (None, "person-1"):
        slow = [
            o
            for o in sorted(observations, key=by_time)
            if o.kind in wanted and (within is None or o.span.overlaps(within)) and subject in (None, o.subject)
        ]
        assert list(timeline.of(*wanted, within=within, subject=subject)) == slow


@given(OBSERVATIONS, st.integers(0, 90))
def test_at_finds_what_holds_the_moment(observations, at):
    timeline = Timeline(example_media(), observations)
    slow = [o for o in sorted(observations, key=by_time) if o.kind == kinds.FACE and at in o.span]
    assert list(timeline.at(kinds.FACE, at)) == slow


@given(OBSERVATIONS)
def test_counts_subjects_and_identities(observations):
    timeline = Timeline(example_media(), observations)
    assert len(timeline) == len(observations) == sum(timeline.counts().values())
    assert list(timeline.counts()) == sorted(timeline.counts())
    for observation in observations:
        assert observation.id in timeline
        assert timeline[observation.id] is observation
    faces = [o.subject for o in timeline.of(kinds.FACE) if o.subject]
    assert timeline.subjects(kinds.FACE) == tuple(sorted(set(faces), key=faces.index))
    assert "0:0:0" not in timeline
    with pytest.raises(KeyError):
        timeline["0:0:0"]


def test_queries_on_a_long_recording_find_what_is_near():
    chance = random.Random(3)
    many = observe([(kinds.CUT, Span(at, at + chance.randint(1, 500)), None) for at in range(0, 2_000_000, 100)])
    timeline = Timeline(example_media(), many)
    found = [timeline.of(kinds.CUT, within=Span(at, at + 1000)) for at in range(0, 2_000_000, 1000)]
    assert all(10 <= len(some) <= 16 for some in found[1:])
