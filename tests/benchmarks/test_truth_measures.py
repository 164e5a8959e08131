"""The measures against samples/truth.json count what they say they count."""

import math

import pytest

from benchmarks import _truth as t


def test_agreement_counts_time():
    agreed = t.agreement([(0, 1_000)], [(500, 2_500)], 3_000)
    assert agreed.precision == 0.5
    assert agreed.recall == 0.25


def test_nothing_found_has_no_precision_and_no_recall():
    agreed = t.agreement([], [(0, 100)], 1_000)
    assert math.isnan(agreed.precision)
    assert agreed.recall == 0


def test_hits_allow_for_the_step_between_two_frames():
    assert t.hits([500, 9_000], [0], within_ms=500) == t.Agreement(0.5, 1.0)


def test_events_need_to_share_a_moment():
    assert t.overlapping([(0, 10), (90, 120)], [(100, 200)]) == t.Agreement(0.5, 1.0)
    assert t.overlapping([(95, 100)], [(100, 200)], slack_ms=10) == t.Agreement(1.0, 1.0)


@pytest.mark.parametrize(
    ("found", "true", "steps"), [("", "abc", 3), ("abc", "abc", 0), ("abd", "abc", 1), ("ac", "abc", 1)]
)
def test_distance_is_levenshteins(found, true, steps):
    assert t.distance(found, true) == steps


def test_character_error_takes_the_nearest_text_and_counts_what_is_missing():
    assert t.character_error(["grün", "rot"], ["grün", "rat"]) == pytest.approx(1 / 7)
    assert t.character_error([], ["rot"]) == 1


def test_diarization_error_does_not_mind_the_names():
    true = {"a": [(0, 1_000)], "b": [(1_000, 2_000)]}
    assert t.diarization_error({"x": [(1_000, 2_000)], "y": [(0, 1_000)]}, true, 2_000) == 0


def test_diarization_error_counts_missed_false_and_confused_speech():
    true = {"a": [(0, 1_000)], "b": [(1_000, 2_000)]}
    assert t.diarization_error({"x": [(0, 2_000)]}, true, 2_000) == 0.5
    assert t.diarization_error({}, true, 2_000) == 1
    assert t.diarization_error({"x": [(0, 1_000)], "y": [(1_000, 2_500)]}, true, 3_000) == 0.25
