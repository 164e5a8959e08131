"""Voices of clips become speakers."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aima.linkers.speakers import Speakers, join_voices

HIGH, LOW = (2.0,) * 13, (-2.0,) * 13


def subjects(build):
    return [draft.subject for draft in Speakers().link(build.timeline())]


def test_voices_are_linked_across_clips_in_order_of_first_appearance(build):
    first = build.turn(0, "A", 0, 4000, HIGH, pitch=210)
    build.turn(0, "B", 4000, 8000, LOW)
    build.turn(1, "A", 30_000, 34_000, LOW)
    build.turn(1, "B", 34_000, 38_000, HIGH)
    drafts = list(Speakers().link(build.timeline()))
    assert [draft.subject for draft in drafts] == ["speaker-1", "speaker-2", "speaker-2", "speaker-1"]
    assert drafts[0].sources == (first,)
    assert (drafts[0].payload.pitch_hz, drafts[0].payload.approximate, drafts[0].confidence) == (210, True, 0.6)


def test_all_turns_of_a_voice_stay_together_though_one_sounds_different(build):
    build.turn(0, "A", 0, 9000, HIGH)
    build.turn(0, "B", 9000, 18_000, LOW)
    build.turn(0, "A", 18_000, 18_500, LOW)
    assert subjects(build) == ["speaker-1", "speaker-2", "speaker-1"]


def test_two_like_voices_of_one_clip_are_two_people(build):
    build.turn(3, "A", 0, 4000, HIGH)
    build.turn(3, "B", 4000, 8000, HIGH)
    assert subjects(build) == ["speaker-1", "speaker-2"]


def test_a_voice_without_features_stays_by_itself(build):
    build.turn(0, "A", 0, 4000, HIGH)
    build.turn(1, "A", 30_000, 34_000)
    build.turn(2, "A", 60_000, 64_000, HIGH)
    assert subjects(build) == ["speaker-1", "speaker-2", "speaker-1"]


def test_short_stretches_are_judged_more_mildly_than_long_ones():
    points = np.array([[0.0] * 13, [0.45] * 13])
    clips = np.array([0, 1])
    assert len(set(join_voices(points, np.array([1.0, 1.0]), clips, 2.0))) == 1
    assert len(set(join_voices(points, np.array([25.0, 25.0]), clips, 2.0))) == 2


def test_nobody_speaks(build):
    assert subjects(build) == []


voices = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from("ABC"), st.integers(-30, 30).map(lambda v: v / 10)),
    min_size=1,
    max_size=12,
    unique_by=lambda voice: voice[:2],
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(voices, st.floats(0.5, 10))
def test_speakers_never_merge_voices_of_one_clip(build, heard, threshold):
    build.made.clear()
    for index, (clip, voice, value) in enumerate(heard):
        build.turn(clip, voice, index * 1000, index * 1000 + 900, (value, 0.0))
    timeline = build.timeline()
    named = {
        (timeline[draft.sources[0]].clip, timeline[draft.sources[0]].draft.payload.voice): draft.subject
        for draft in Speakers(threshold).link(timeline)
    }
    for clip in {clip for clip, _, _ in heard}:
        own = [subject for (c, _), subject in named.items() if c == clip]
        assert len(own) == len(set(own))
