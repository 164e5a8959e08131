"""Arousal against the speaker's own habit."""

import numpy as np
import pytest

from aima.linkers.affect import VoiceAffect, arousal, measures_of
from aima.model import kinds


def test_a_raised_voice_is_aroused_against_its_own_baseline(build):
    build.speaker(0, 60_000, "speaker-1")
    for i in range(6):
        build.prosody(i * 3000, i * 3000 + 2500, 120 + i % 2, -30, 4.0)
    loud = build.prosody(30_000, 32_000, 240, -15, 6.0)
    drafts = list(VoiceAffect().link(build.timeline()))
    values = [draft.payload.arousal for draft in drafts]
    assert values[-1] > 0.9
    assert all(0.4 < value < 0.6 for value in values[:-1])
    assert {draft.payload.baseline for draft in drafts} == {"speaker"}
    assert drafts[-1].sources[0] == loud
    assert drafts[-1].subject == "speaker-1"
    assert drafts[-1].payload.valence is None


def test_each_speaker_has_an_own_baseline(build):
    build.speaker(0, 20_000, "speaker-1")
    build.speaker(20_000, 40_000, "speaker-2")
    for i in range(5):
        build.prosody(i * 2000, i * 2000 + 1500, 110, -35, 4)
        build.prosody(20_000 + i * 2000, 20_000 + i * 2000 + 1500, 230, -15, 5)
    assert {draft.payload.arousal for draft in VoiceAffect().link(build.timeline())} == {0.5}


def test_too_few_stretches_fall_back_to_the_recording_and_say_so(build):
    build.speaker(0, 3000, "speaker-1")
    build.prosody(0, 2000, 100, -30, 4)
    build.prosody(5000, 7000, 100, -30, 4)
    build.prosody(9000, 11_000, 200, -20, 5)
    drafts = list(VoiceAffect().link(build.timeline()))
    assert {draft.payload.baseline for draft in drafts} == {"recording"}
    assert [draft.subject for draft in drafts] == ["speaker-1", None, None]
    assert drafts[2].payload.arousal > 0.7
    assert drafts[0].confidence == 0.3


def test_with_hardly_anything_to_compare_confidence_is_next_to_none(build):
    build.prosody(0, 2000, 300, -5, 8)
    (draft,) = VoiceAffect().link(build.timeline())
    assert (draft.payload.arousal, draft.confidence) == (0.5, 0.05)


def test_no_prosody_gives_no_affect(build):
    assert list(VoiceAffect().link(build.timeline())) == []


def test_a_stretch_without_pitch_is_judged_by_level_and_rate():
    whisper = measures_of(kinds.Prosody(pitch_hz=None, pitch_range_st=None, level_dbfs=-20, rate_hz=4))
    assert np.isnan(whisper[0])
    quiet = np.array([[np.nan, -40.0, 4.0], [np.nan, -41, 4], [80, -39, 4]])
    assert arousal(whisper, quiet) > 0.9


@pytest.mark.parametrize("column", [0, 1, 2])
def test_each_measure_raises_arousal(column):
    base = np.tile([84.0, -30.0, 4.0], (9, 1))
    higher = base[0].copy()
    higher[column] += 5
    lower = base[0].copy()
    lower[column] -= 5
    assert arousal(lower, base) < 0.5 < arousal(higher, base)
    assert arousal(base[0], base) == 0.5


def test_one_outlier_does_not_move_the_baseline():
    base = np.array([[84.0, -30.0, 4.0]] * 8 + [[110.0, -5.0, 9.0]])
    assert arousal(base[0], base) == 0.5
