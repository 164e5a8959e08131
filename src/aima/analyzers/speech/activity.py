"""Where somebody speaks: the Silero voice activity detector, computed once a clip for all that need it.

The network (Silero VAD v6, MIT licence) is the ONNX file that the package faster-whisper carries. It reads windows of
512 samples (32 ms), each preceded by the last 64 samples of the window before it, and gives the probability of speech.
A stretch begins where the probability reaches 0.5 and ends where it stays below 0.35 for `GAP_MS`, as in Silero's
own `get_speech_timestamps`; stretches under `SHORTEST_MS` are dropped, the rest gets `PAD_MS` on both sides.
"""

from __future__ import annotations

import threading
import weakref
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.span import Span, union
from aima.weights.packaged import packaged

WINDOW = 512
CONTEXT = 64
STATE = 128
BEGIN, END = 0.5, 0.35
GAP_MS, SHORTEST_MS, PAD_MS = 250, 200, 40
PARAMS: dict[str, JsonValue] = {
    "vad": "silero-v6",
    "begin": BEGIN,
    "end": END,
    "gap_ms": GAP_MS,
    "shortest_ms": SHORTEST_MS,
    "pad_ms": PAD_MS,
}
"""What every analyzer that asks for speech spans puts into its own parameters."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of speech in the recording's time and the mean probability of its windows."""

    span: Span
    probability: float


@lru_cache(maxsize=1)
def _session() -> Any:
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = 1
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    path = packaged("faster_whisper", "assets/silero_vad_v6.onnx")
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"], sess_options=options)


def probabilities(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The probability of speech in each 32 ms window (float32 `[ceil(N / 512)]`); the last is filled with zeros."""
    count = -(-len(samples) // WINDOW)
    if count == 0:
        return np.zeros(0, np.float32)
    padded = np.zeros(CONTEXT + count * WINDOW, np.float32)
    padded[CONTEXT : CONTEXT + len(samples)] = samples
    starts = np.arange(count)[:, None] * WINDOW
    windows = padded[starts + np.arange(CONTEXT + WINDOW)]
    state = np.zeros((1, 1, STATE), np.float32)
    output = _session().run(None, {"input": windows, "h": state, "c": state})[0]
    return np.asarray(output, np.float32).reshape(-1)[:count]


def runs(chances: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Stretches of windows `[first, last)` that count as speech, by hysteresis and with short gaps closed."""
    gap = GAP_MS * SAMPLE_RATE // 1000 // WINDOW
    found: list[tuple[int, int]] = []
    first, last = -1, -1
    for index, chance in enumerate(chances):
        if chance >= BEGIN and first < 0:
            first = index
        if chance >= END and first >= 0:
            last = index + 1
        elif first >= 0 and index + 1 - last > gap:
            found.append((first, last))
            first = -1
    if first >= 0:
        found.append((first, last))
    return [(a, b) for a, b in found if (b - a) * WINDOW * 1000 >= SHORTEST_MS * SAMPLE_RATE]


Found = tuple[tuple[int, int, float], ...]
"""Runs of windows `[first, last)` with the mean probability of each."""
_lock = threading.Lock()
_kept: dict[int, tuple[weakref.ref[NDArray[np.float32]], Found]] = {}


def _found(samples: NDArray[np.float32]) -> Found:
    """The runs in these samples; whoever asks first computes them, the others wait, and they go with the samples."""
    with _lock:
        kept = _kept.get(id(samples))
        if kept is not None and kept[0]() is samples:
            return kept[1]
        for key in [key for key, (alive, _) in _kept.items() if alive() is None]:
            del _kept[key]
        chances = probabilities(samples)
        found = tuple((first, last, float(chances[first:last].mean())) for first, last in runs(chances))
        _kept[id(samples)] = (weakref.ref(samples), found)
        return found


def speech_stretches(clip: Clip) -> tuple[Stretch, ...]:
    """The stretches of speech in a clip, in order, within its span; empty where it has no sound.

    Several analyzers ask for the same clip from several threads, and it is computed once. The answer depends on the
    samples alone, so the order of asking changes nothing.
    """
    samples = clip.samples
    if samples is None or len(samples) == 0:
        return ()
    stretches = []
    for first, last, probability in _found(samples):
        span = clip.span_of(first * WINDOW, min(last * WINDOW, len(samples)))
        padded = span.widen(PAD_MS) & clip.span if span is not None else None
        if padded is not None:
            stretches.append(Stretch(padded, probability))
    return tuple(stretches)


def speech_spans(clip: Clip, join_ms: int = 0) -> tuple[Span, ...]:
    """Only the spans of `speech_stretches`; those at most `join_ms` apart are made one."""
    return tuple(union((stretch.span for stretch in speech_stretches(clip)), join_ms))
