"""The sound track: synthesised voices (espeak-ng), an impact, an alarm and a faint room, mixed at 48 kHz.

Everything but the voices is computed; the voices differ a little between versions of espeak-ng, which is why the
finished files are committed and `truth.json` names the version.
"""

from __future__ import annotations

import io
import subprocess
import wave
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from samples.script import Line, Sound

RATE = 48_000
VOICES = {"anna": {"de": "de+f3", "en": "en+f3"}, "ben": {"de": "de+m3", "en": "en+m3"}}
PITCH = {"anna": 62, "ben": 30}
WORDS_A_MINUTE = 165
VOICE_DBFS = -21.0
RAISED_DB = 5.0
ROOM_DBFS = -68.0
PAN = {"anna": 0.42, "ben": 0.58}

Samples = NDArray[np.float64]


@dataclass(frozen=True)
class Placed:
    """A line with its time in the recording and the stretches in which it is really heard."""

    line: Line
    start_ms: int
    end_ms: int
    heard: tuple[tuple[int, int], ...]


def speak(line: Line) -> Samples:
    """The line as float64 `[N]` at 48 kHz, without silence around it, at the level of its speaker."""
    command = [
        "espeak-ng",
        "-v",
        VOICES[line.speaker][line.language],
        "-p",
        str(PITCH[line.speaker] + (18 if line.raised else 0)),
        "-s",
        str(WORDS_A_MINUTE + (15 if line.raised else 0)),
        "--stdout",
        line.text,
    ]
    spoken = subprocess.run(command, check=True, capture_output=True).stdout
    samples = trim(read_wav(spoken))
    return samples * gain(samples, VOICE_DBFS + (RAISED_DB if line.raised else 0.0))


def read_wav(data: bytes) -> Samples:
    """A 16-bit mono WAV as float64 in -1..1, resampled to 48 kHz. espeak-ng streams, so its length field is wrong."""
    with wave.open(io.BytesIO(data)) as file:
        rate = file.getframerate()
        pcm = file.readframes(len(data))
    samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float64) / 32768
    common = int(np.gcd(rate, RATE))
    return resample_poly(samples, RATE // common, rate // common)


def envelope(samples: Samples, step_ms: int = 10) -> Samples:
    """RMS per step."""
    step = RATE * step_ms // 1000
    count = -(-len(samples) // step)
    padded = np.pad(samples, (0, count * step - len(samples)))
    return np.sqrt(np.mean(padded.reshape(count, step) ** 2, axis=1))


def trim(samples: Samples) -> Samples:
    """Without what lies before the first and after the last step within 45 dB of the loudest."""
    level = envelope(samples)
    loud = np.flatnonzero(level > level.max() * 10 ** (-45 / 20))
    step = RATE // 100
    return samples[loud[0] * step : (loud[-1] + 1) * step]


def gain(samples: Samples, dbfs: float) -> float:
    """The factor that brings the samples to this RMS level."""
    return float(10 ** (dbfs / 20) / np.sqrt(np.mean(samples**2)))


def heard(samples: Samples, start_ms: int, join_ms: int = 250) -> tuple[tuple[int, int], ...]:
    """The stretches within 45 dB of the loudest step, joined over pauses of up to `join_ms`, in recording time."""
    level = envelope(samples)
    loud = np.flatnonzero(level > level.max() * 10 ** (-45 / 20)) * 10
    spans: list[tuple[int, int]] = []
    for at in loud.tolist():
        if spans and at - spans[-1][1] <= join_ms:
            spans[-1] = (spans[-1][0], at + 10)
        else:
            spans.append((at, at + 10))
    return tuple((start_ms + start, start_ms + end) for start, end in spans)


def place(lines: Sequence[Line], spoken: Sequence[Samples]) -> list[Placed]:
    """When each line is said."""
    placed: list[Placed] = []
    free = 0
    for line, samples in zip(lines, spoken, strict=True):
        start = max(line.not_before_ms, free + line.gap_ms)
        start = -(-start // 10) * 10
        length = len(samples) * 1000 // RATE
        placed.append(Placed(line, start, start + length, heard(samples, start)))
        free = start + length
    return placed


def impact(length_ms: int) -> Samples:
    """A struck bar: the inharmonic partials of a free bar (1 : 2.756 : 5.404 : 8.933), each decaying, and the blow."""
    time = np.arange(RATE * length_ms // 1000) / RATE
    partials = ((1.0, 1.0, 5.0), (2.756, 0.8, 8.0), (5.404, 0.6, 13.0), (8.933, 0.4, 20.0))
    ring = sum(
        share * np.exp(-decay * time) * np.sin(2 * np.pi * 520 * ratio * time) for ratio, share, decay in partials
    )
    blow = np.random.default_rng(1).standard_normal(len(time)) * np.exp(-time * 400)
    sound = np.asarray(ring) + 0.8 * blow
    return sound / np.abs(sound).max() * 0.7


def alarm(length_ms: int) -> Samples:
    """A two-tone alarm: 960 and 1 200 Hz in turn, 250 ms each, with edges of 5 ms so that nothing clicks."""
    count = RATE * length_ms // 1000
    position = np.arange(count)
    beep = RATE // 4
    pitch = np.where((position // beep) % 2 == 0, 960.0, 1200.0)
    within = (position % beep) / RATE
    edges = np.clip(np.minimum(within, 0.25 - within) / 0.005, 0, 1)
    return 0.25 * edges * np.sin(2 * np.pi * pitch * within)


def room(count: int) -> Samples:
    """Faint noise, `[N]`."""
    noise = np.random.default_rng(2).standard_normal(count)
    return noise * gain(noise, ROOM_DBFS)


def mix(duration_ms: int, placed: Sequence[Placed], spoken: Sequence[Samples], sounds: Sequence[Sound]) -> Samples:
    """The whole track as float64 `[N, 2]` in -1..1; each speaker sits a little to one side."""
    count = RATE * duration_ms // 1000
    track = np.repeat(room(count)[:, None], 2, axis=1)
    for where, samples in zip(placed, spoken, strict=True):
        start = where.start_ms * RATE // 1000
        right = PAN[where.line.speaker]
        track[start : start + len(samples)] += samples[:, None] * np.array([1 - right, right]) * 2
    for sound in sounds:
        made = {"impact": impact, "alarm": alarm}[sound.label](sound.end_ms - sound.start_ms)
        start = sound.start_ms * RATE // 1000
        track[start : start + len(made)] += made[:, None]
    return np.clip(track, -0.999, 0.999)
