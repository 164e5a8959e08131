"""Faces become persons and their appearances."""

import time
from itertools import pairwise

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aima.linkers.persons import Persons
from aima.linkers.tracks import follow, simultaneous
from aima.model import kinds
from aima.model.media import MediaKind
from aima.model.span import Span


def somebody(number: int, noise: int = 0) -> np.ndarray:
    """A vector of somebody: two people are about 1 apart, two pictures of one about 0.2."""
    one = np.random.default_rng(number).normal(0, 0.062, 128)
    return one + np.random.default_rng(1000 + noise).normal(0, 0.0125, 128)


def persons(build, **options):
    return list(Persons(**options).link(build.timeline()))


def test_a_person_who_leaves_and_comes_back_is_the_same(build):
    for i in range(4):
        build.face(i * 500, i * 500 + 500, 0.1, somebody(1, i))
        build.face(60_000 + i * 500, 60_500 + i * 500, 0.7, somebody(1, 10 + i))
    found = persons(build)
    assert [(p.subject, p.span, p.payload.faces) for p in found] == [
        ("person-1", Span(0, 2000), 4),
        ("person-1", Span(60_000, 62_000), 4),
    ]
    assert found[0].box is not None
    assert found[0].confidence == 0.9


def test_two_faces_in_one_frame_are_two_people_however_alike(build):
    for i in range(3):
        build.face(i * 500, i * 500 + 500, 0.1, somebody(1, i))
        build.face(i * 500, i * 500 + 500, 0.6, somebody(1, 20 + i))
    assert [p.subject for p in persons(build)] == ["person-1", "person-2"]


def test_small_gaps_are_bridged_and_large_ones_part_appearances(build):
    for at in (0, 1500, 9000):
        build.face(at, at + 500, 0.1, somebody(1, at))
    assert [p.span for p in persons(build)] == [Span(0, 2000), Span(9000, 9500)]


def test_a_face_without_vector_joins_by_its_place(build):
    build.face(0, 500, 0.1, somebody(1))
    build.face(500, 1000, 0.12)
    build.face(1000, 1500, 0.14, somebody(1, 3))
    (person,) = persons(build)
    assert (person.span, person.payload.faces) == (Span(0, 1500), 3)


def test_faces_that_are_never_described_are_little_certain_and_a_single_one_is_nobody(build):
    build.face(0, 500, 0.1)
    build.face(500, 1000, 0.1)
    build.face(50_000, 50_500, 0.5)
    (person,) = persons(build)
    assert (person.payload.faces, person.confidence) == (2, 0.3)


def test_in_a_still_picture_each_face_is_a_person(build):
    build.kind, build.duration_ms = MediaKind.IMAGE, 0
    build.face(0, 1, 0.1, somebody(1))
    build.face(0, 1, 0.5)
    assert [p.subject for p in persons(build)] == ["person-1", "person-2"]


def test_a_cut_ends_a_track_even_in_the_same_place(build):
    build.shot(0, 1000, 1)
    build.shot(1000, 2000, 2)
    build.face(500, 1000, 0.1, somebody(1))
    build.face(1000, 1500, 0.1, somebody(2))
    build.face(1500, 2000, 0.1)
    timeline = build.timeline()
    shots = [shot.span for shot in timeline.of(kinds.SHOT)]
    assert [len(t.faces) for t in follow(timeline.of(kinds.FACE), shots, 2000, 0.3, 0.6)] == [1, 2]


def test_another_face_in_the_same_place_begins_a_track_of_its_own(build):
    build.face(0, 500, 0.1, somebody(1))
    build.face(500, 1000, 0.1, somebody(2))
    assert [p.subject for p in persons(build)] == ["person-1", "person-2"]


def test_sources_are_the_best_few_in_order_of_time(build):
    ids = [build.face(i * 500, i * 500 + 500, 0.1, somebody(1, i), sharpness=(i % 10) / 10) for i in range(40)]
    (person,) = persons(build)
    assert person.sources == (ids[8], ids[9], ids[19], ids[29], ids[39])


def test_simultaneous_tracks_are_named_once():
    assert simultaneous([]) == []


def test_an_hour_of_two_faces_is_linked_in_seconds(build):
    build.duration_ms = 3_600_000
    for i in range(7200):
        build.face(i * 500, i * 500 + 500, 0.1, somebody(1, i))
        if i % 7:
            build.face(i * 500, i * 500 + 500, 0.6, somebody(2, i))
        if i % 30 == 0:
            build.shot(i * 500, i * 500 + 15_000, i // 30 + 1)
    start = time.perf_counter()
    assert {p.subject for p in persons(build)} == {"person-1", "person-2"}
    assert time.perf_counter() - start < 20


frames = st.lists(
    st.lists(
        st.tuples(st.sampled_from([0.0, 0.25, 0.5, 0.75]), st.integers(0, 2)), max_size=3, unique_by=lambda f: f[0]
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frames)
def test_nobody_is_seen_twice_in_one_frame(build, frames):
    build.made.clear()
    for i, faces in enumerate(frames):
        for x, who in faces:
            build.face(i * 500, i * 500 + 500, x, somebody(who, i))
    found = persons(build)
    for i, faces in enumerate(frames):
        assert len([p for p in found if Span(i * 500, i * 500 + 500).overlaps(p.span)]) >= len(faces)
    assert sum(p.payload.faces for p in found) == sum(map(len, frames))
    for one, other in pairwise(sorted(found, key=lambda p: (p.subject, p.span))):
        assert one.subject != other.subject or not one.span.overlaps(other.span)
