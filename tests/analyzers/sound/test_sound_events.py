import numpy as np
import pytest

from aima.analyzers.sound.alarm import Alarm
from aima.analyzers.sound.clipping import Clipping
from aima.analyzers.sound.impact import Impact
from aima.analyzers.sound.loud import Loud
from aima.analyzers.sound.music import Music
from aima.analyzers.sound.scream import Scream
from aima.analyzers.sound.silence import Silence
from aima.model import kinds
from aima.model.span import Span

ALL = (Silence, Impact, Loud, Clipping, Alarm, Music, Scream)


def near(span: Span, start_ms: int, end_ms: int, slack_ms: int) -> bool:
    return abs(span.start_ms - start_ms) <= slack_ms and abs(span.end_ms - end_ms) <= slack_ms


def decaying(make, seconds: float, rate: float, amplitude: float) -> np.ndarray:
    return make["noise"](seconds, amplitude) * np.exp(-np.arange(int(16_000 * seconds)) / 16_000 * rate)


def test_a_gap_in_a_tone_is_silent(make) -> None:
    clip = make["clip"](make["tone"](440, 2), make["noise"](1.5, 0.0003), make["tone"](440, 2))
    (draft,) = Silence().analyze(clip)
    assert near(draft.span, 12_000, 13_500, 30)
    assert draft.payload == kinds.SoundEvent(label="silence", level_dbfs=draft.payload.level_dbfs)
    assert draft.confidence == 1.0


def test_a_short_gap_or_a_loud_floor_is_not_silent(make) -> None:
    short = make["clip"](make["tone"](440, 2), make["silence"](0.5), make["tone"](440, 2))
    hiss = make["clip"](make["tone"](440, 2), make["noise"](2, 0.03), make["tone"](440, 2))
    assert list(Silence().analyze(short)) == []
    assert list(Silence().analyze(hiss)) == []


def test_faint_room_is_less_surely_silent(make) -> None:
    clip = make["clip"](make["tone"](440, 2), make["noise"](2, 0.003), make["tone"](440, 2))
    (draft,) = Silence().analyze(clip)
    assert 0.75 < draft.confidence < 0.95


@pytest.mark.parametrize("rate", [20, 60, 300])
def test_a_blow_is_an_impact(make, rate: float) -> None:
    background = make["noise"](3, 0.002, seed=1)
    background[16_000 : 16_000 + 8000] += decaying(make, 0.5, rate, 0.4)
    (draft,) = Impact().analyze(make["clip"](background))
    assert abs(draft.span.start_ms - 11_000) <= 20
    assert draft.span.length_ms == 250
    assert draft.payload.label == "impact"
    assert 0.45 <= draft.confidence <= 0.75


def test_two_blows_are_two(make) -> None:
    background = make["noise"](4, 0.002, seed=1)
    for at in (16_000, 40_000):
        background[at : at + 8000] += decaying(make, 0.5, 40, 0.4)
    assert [round(d.span.start_ms, -2) for d in Impact().analyze(make["clip"](background))] == [11_000, 12_500]


def test_a_dull_thud_without_an_edge_is_no_impact(make) -> None:
    t = np.arange(8000) / 16_000
    background = make["noise"](3, 0.001, seed=1)
    background[16_000:24_000] += 0.6 * np.sin(2 * np.pi * 100 * t) * np.exp(-20 * t) * (1 - np.exp(-500 * t))
    assert list(Impact().analyze(make["clip"](background))) == []
    background[16_000:24_000] += decaying(make, 0.5, 20, 0.1)
    assert len(list(Impact().analyze(make["clip"](background)))) == 1


def test_what_swells_or_goes_on_is_no_impact(make) -> None:
    parts = make["silence"](1), make["noise"](1, 0.2), make["silence"](1), make["vowels"](3), make["tone"](700, 1)
    assert list(Impact().analyze(make["clip"](*parts))) == []


def test_a_shout_amid_talk_is_loud(make) -> None:
    clip = make["clip"](make["vowels"](4, 0.05), make["vowels"](1, 0.5), make["vowels"](4, 0.05))
    (draft,) = Loud().analyze(clip)
    assert near(draft.span, 14_000, 15_000, 350)
    assert 0.5 <= draft.confidence <= 0.9


def test_even_talk_is_not_loud_and_full_scale_always_is(make) -> None:
    assert list(Loud().analyze(make["clip"](make["vowels"](8)))) == []
    (draft,) = Loud().analyze(make["clip"](make["tone"](440, 3, 0.95)))
    assert near(draft.span, 10_000, 13_000, 150)


def test_flat_tops_are_clipping_and_a_full_tone_is_not(make) -> None:
    clip = make["clip"](make["tone"](220, 1, 0.5), np.clip(make["tone"](220, 1, 3.0), -1, 1), make["tone"](220, 1, 0.5))
    (draft,) = Clipping().analyze(clip)
    assert near(draft.span, 11_000, 12_000, 20)
    assert draft.confidence == pytest.approx(0.95)
    assert list(Clipping().analyze(make["clip"](make["tone"](220, 1, 1.0)))) == []
    assert list(Clipping().analyze(make["clip"](np.ones(16_000)))) == []


def test_beeps_two_tones_and_a_held_tone_are_alarms(make) -> None:
    beeps = [part for _ in range(6) for part in (make["tone"](2000, 0.2), make["silence"](0.3))]
    two = [make["tone"](hz, 0.25) for _ in range(5) for hz in (960, 1200)]
    clip = make["clip"](*beeps, make["silence"](2), make["tone"](1000, 2), make["silence"](2), *two)
    found = list(Alarm().analyze(clip))
    assert [draft.confidence for draft in found] == [0.7, 0.5, 0.8]
    for draft, (start, end) in zip(found, [(10_000, 12_700), (15_000, 17_000), (19_000, 21_500)], strict=True):
        assert near(draft.span, start, end, 100)


def test_an_alarm_is_found_right_after_other_tones(make) -> None:
    other = [make["tone"](hz, 0.2) for hz in (600, 800)]
    beeps = [part for _ in range(5) for part in (make["tone"](2000, 0.2), make["silence"](0.3))]
    (draft,) = Alarm().analyze(make["clip"](*other, make["silence"](0.1), *beeps))
    assert near(draft.span, 10_500, 12_700, 100) and draft.confidence == 0.7


def test_talk_noise_a_short_tone_and_low_hum_are_no_alarm(make) -> None:
    irregular = [part for gap in (0.1, 0.7, 0.25, 0.9) for part in (make["tone"](1500, 0.15), make["silence"](gap))]
    for parts in ([make["vowels"](4)], [make["noise"](4)], [make["tone"](1000, 1)], [make["tone"](100, 4)], irregular):
        assert list(Alarm().analyze(make["clip"](*parts))) == []


def chords(make, bars: int) -> np.ndarray:
    t = np.arange(16_000) / 16_000
    parts = []
    for root in (220.0, 196.0, 174.6, 196.0) * bars:
        notes = (root, root * 2 ** (4 / 12), root * 2 ** (7 / 12))
        ring = np.exp(-1.5 * t) * np.minimum(1, t / 0.005)
        part = sum(make["buzz"](np.full(16_000, hz), 0.06) * ring for hz in notes)
        for beat in (0, 8000):
            part[beat : beat + 1600] += make["noise"](0.1, 0.15) * np.exp(-np.arange(1600) / 250)
        parts.append(part)
    return np.concatenate(parts)


def test_chords_with_a_beat_are_like_music(make) -> None:
    (draft,) = Music().analyze(make["clip"](chords(make, 3)))
    assert near(draft.span, 10_000, 22_000, 1000)
    assert 0.25 <= draft.confidence <= 0.5


def test_talk_noise_hum_and_alarms_are_not_like_music(make, talk) -> None:
    beeps = [part for _ in range(12) for part in (make["tone"](2000, 0.25), make["silence"](0.25))]
    for parts in ([talk], [make["noise"](8)], [make["tone"](100, 8)], beeps):
        assert list(Music().analyze(make["clip"](*parts))) == []


def shaking_hz(seconds: float) -> np.ndarray:
    count = int(16_000 * seconds)
    t = np.arange(count) / 16_000
    shake = np.repeat(np.random.default_rng(3).normal(0, 12, count // 160 + 1), 160)[:count]
    return 900 + 200 * np.sin(np.pi * t / seconds) + shake


def scream(make, seconds: float = 1.0) -> np.ndarray:
    return make["buzz"](shaking_hz(seconds), 0.3)


def test_a_high_loud_shaking_voice_is_scream_like(make) -> None:
    (draft,) = Scream().analyze(make["clip"](make["vowels"](3, 0.08), scream(make), make["vowels"](3, 0.08)))
    assert near(draft.span, 13_000, 14_000, 60)
    assert 0.2 <= draft.confidence <= 0.4


def test_talk_alarms_and_noise_are_not_scream_like(make) -> None:
    loud_alarm = make["clip"](make["vowels"](3, 0.05), make["tone"](1000, 1, 0.5), make["vowels"](3, 0.05))
    square = make["clip"](make["vowels"](3, 0.05), make["buzz"](np.full(16_000, 900.0), 0.4), make["vowels"](3, 0.05))
    child = make["clip"](make["vowels"](3, 0.05), make["vowels"](2, 0.4, hz=330))
    for clip in (loud_alarm, square, child, make["clip"](make["noise"](4))):
        assert list(Scream().analyze(clip)) == []


def test_a_whistle_that_shakes_as_a_voice_does_is_not_scream_like(make) -> None:
    whistle = 0.4 * np.sin(2 * np.pi * np.cumsum(shaking_hz(1.0)) / 16_000)
    assert list(Scream().analyze(make["clip"](make["vowels"](3, 0.08), whistle, make["vowels"](3, 0.08)))) == []


@pytest.mark.parametrize("analyzer", ALL)
def test_nothing_but_silence_is_heard_in_talk(make, talk, analyzer) -> None:
    clip = make["clip"](talk, make["silence"](1.0), talk)
    assert {draft.payload.label for draft in analyzer().analyze(clip)} <= {"silence"}
