"""The sounds of the sample are what the script calls them."""

import io
import wave

import numpy as np
import pytest

from samples import sound
from samples.script import Line, Sound


def tone(length_ms, hertz=400, level=0.5):
    time = np.arange(sound.RATE * length_ms // 1000) / sound.RATE
    return level * np.sin(2 * np.pi * hertz * time)


def with_pauses(*lengths_ms):
    """Tone, pause, tone, pause ... of these lengths."""
    parts = [tone(ms) if index % 2 == 0 else np.zeros(sound.RATE * ms // 1000) for index, ms in enumerate(lengths_ms)]
    return np.concatenate(parts)


def test_a_wav_with_a_false_length_is_read_whole():
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24_000)
        file.writeframes((np.sin(np.arange(2400) / 10) * 9000).astype("<i2").tobytes())
    data = bytearray(held.getvalue())
    data[40:44] = (0x7FFFF000).to_bytes(4, "little")
    samples = sound.read_wav(bytes(data))
    assert len(samples) == 4800
    assert 0.2 < np.abs(samples).max() < 0.4


def test_trim_takes_the_silence_around():
    padded = np.concatenate([np.zeros(4800), tone(300), np.zeros(9600)])
    assert len(sound.trim(padded)) == pytest.approx(sound.RATE * 0.3, abs=sound.RATE // 50)


def test_heard_joins_short_pauses_and_keeps_long_ones():
    assert sound.heard(with_pauses(200, 100, 200, 400, 200), 1_000) == ((1_000, 1_500), (1_900, 2_100))


def test_lines_follow_each_other_with_their_gap_or_wait():
    lines = [Line("ben", "en", "a", gap_ms=100), Line("anna", "de", "b", gap_ms=300), Line("ben", "en", "c", 5_000)]
    placed = sound.place(lines, [tone(1_000), tone(500), tone(500)])
    assert [(p.start_ms, p.end_ms) for p in placed] == [(100, 1_100), (1_400, 1_900), (5_000, 5_500)]


def test_gain_reaches_the_level():
    samples = tone(500, level=0.9)
    louder = samples * sound.gain(samples, -20)
    assert 20 * np.log10(np.sqrt(np.mean(louder**2))) == pytest.approx(-20)


def test_the_impact_is_sudden_inharmonic_and_decays():
    struck = sound.impact(1_200)
    level = sound.envelope(struck)
    assert level[:3].max() == level.max()
    assert level[-1] < level.max() / 30
    power = np.abs(np.fft.rfft(struck))
    hertz = np.fft.rfftfreq(len(struck), 1 / sound.RATE)
    for partial in (520, 520 * 2.756):
        near = np.abs(hertz - partial) < 8
        assert power[near].max() > 20 * np.median(power)


def test_the_alarm_alternates_between_two_tones():
    beeps = sound.alarm(1_000)
    quarter = sound.RATE // 4
    peaks = [
        np.fft.rfftfreq(quarter, 1 / sound.RATE)[np.abs(np.fft.rfft(beeps[i * quarter : (i + 1) * quarter])).argmax()]
        for i in range(4)
    ]
    assert peaks == [960, 1200, 960, 1200]


def test_the_mix_puts_each_speaker_a_little_aside_and_never_clips():
    line = Line("anna", "de", "a")
    spoken = [tone(500, level=1.2)]
    placed = sound.place([line], spoken)
    track = sound.mix(2_000, placed, spoken, [Sound("impact", 1_000, 1_500)])
    assert track.shape == (sound.RATE * 2, 2)
    assert np.abs(track).max() < 1
    left, right = (np.sqrt(np.mean(track[:48_000, side] ** 2)) for side in (0, 1))
    assert left > right


def test_the_computed_sounds_are_the_same_every_time():
    assert np.array_equal(sound.room(1000), sound.room(1000))
    assert np.array_equal(sound.impact(100), sound.impact(100))
