"""Constrained average linkage: what it joins, what it never joins, and that the order of the input is no argument."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aima.linkers.clustering import cluster

coordinates = st.integers(-20, 20).map(lambda value: value / 10)
points = st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=12, unique=True)
pairs = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=10)


def partition(labels):
    return {frozenset(i for i, label in enumerate(labels) if label == one) for one in set(labels)}


def test_near_points_are_joined_and_far_ones_are_not():
    data = np.array([[0.0, 0], [0.1, 0], [5, 5], [5, 5.1], [0, 0.1]])
    assert cluster(data, [1] * 5, [], 0.5) == [0, 0, 1, 1, 0]


def test_what_cannot_be_the_same_stays_apart_even_through_a_third():
    data = np.array([[0.0], [0.2], [0.1]])
    assert cluster(data, [1, 1, 1], [(0, 1)], 10) in ([0, 1, 0], [0, 1, 1])


def test_nothing_gives_nothing_and_an_infinite_threshold_ends():
    assert cluster(np.zeros((0, 3)), [], [], 1.0) == []
    assert cluster(np.arange(3.0)[:, None], [1, 1, 1], [(0, 2)], np.inf) in ([0, 0, 1], [0, 1, 1])


@settings(deadline=None, max_examples=80)
@given(points, pairs, st.floats(0.05, 3))
def test_cannot_link_always_holds(data, apart, threshold):
    apart = [(a, b) for a, b in apart if a < len(data) and b < len(data) and a != b]
    labels = cluster(np.array(data), [1] * len(data), apart, threshold)
    assert all(labels[a] != labels[b] for a, b in apart)
    assert labels[0] == 0
    assert sorted(set(labels)) == list(range(len(set(labels))))


@settings(deadline=None, max_examples=80)
@given(points, pairs, st.floats(0.05, 3), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(data, apart, threshold, random):
    apart = [(a, b) for a, b in apart if a < len(data) and b < len(data) and a != b]
    weights = [1 + i % 3 for i in range(len(data))]
    shuffled = list(range(len(data)))
    random.shuffle(shuffled)
    place = {old: new for new, old in enumerate(shuffled)}
    plain = cluster(np.array(data), weights, apart, threshold)
    moved = cluster(
        np.array([data[i] for i in shuffled]),
        [weights[i] for i in shuffled],
        [(place[a], place[b]) for a, b in apart],
        threshold,
    )
    assert partition(plain) == partition([moved[place[i]] for i in range(len(data))])


@pytest.mark.parametrize("block", [4, 16, 1000])
def test_blocks_find_the_same_well_parted_groups(block):
    rng = np.random.default_rng(7)
    truth = rng.integers(0, 5, 60)
    data = np.eye(5)[truth] * 3 + rng.normal(0, 0.05, (60, 5))
    apart = [(i, j) for i in range(60) for j in range(i) if truth[i] != truth[j] and (i + j) % 7 == 0]
    labels = cluster(data, [1] * 60, apart, 0.8, block=block)
    assert partition(labels) == partition(truth.tolist())


def test_two_thousand_points_take_seconds_not_minutes():
    rng = np.random.default_rng(1)
    truth = rng.integers(0, 20, 2000)
    data = rng.normal(0, 1, (20, 32))[truth] + rng.normal(0, 0.02, (2000, 32))
    assert len(set(cluster(data, [1] * 2000, [], 0.6))) == 20
