"""Sounds made by arithmetic."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from aima.model.clip import Clip
from aima.model.span import Span

RATE = 16_000
Make = Callable[..., np.ndarray]


def tone(hz: float, seconds: float, amplitude: float = 0.2) -> np.ndarray:
    t = np.arange(int(RATE * seconds)) / RATE
    return amplitude * np.sin(2 * np.pi * hz * t) * np.clip(np.minimum(t, seconds - t) / 0.005, 0, 1)


def noise(seconds: float, amplitude: float = 0.1, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, amplitude, int(RATE * seconds))


def silence(seconds: float) -> np.ndarray:
    return np.zeros(int(RATE * seconds))


def buzz(hz: np.ndarray, amplitude: float = 0.2) -> np.ndarray:
    """Harmonics of a pitch track given sample by sample."""
    phase = 2 * np.pi * np.cumsum(hz) / RATE
    return amplitude * sum(np.sin(k * phase) / k for k in range(1, 6))


def vowels(seconds: float, amplitude: float = 0.15, hz: float = 140.0) -> np.ndarray:
    """Something like talking: a buzz whose pitch and loudness move four times a second."""
    t = np.arange(int(RATE * seconds)) / RATE
    pitch = hz * (1 + 0.15 * np.sin(2 * np.pi * 0.7 * t))
    return buzz(pitch, amplitude) * (0.1 + np.abs(np.sin(2 * np.pi * 2.1 * t)))


def clip_of(*parts: np.ndarray, start_ms: int = 10_000) -> Clip:
    samples = np.concatenate(parts).astype(np.float32)
    return Clip("c" * 64, 1, Span(start_ms, start_ms + max(1, len(samples) * 1000 // RATE)), samples)


@pytest.fixture
def make() -> dict[str, Make]:
    return {"tone": tone, "noise": noise, "silence": silence, "buzz": buzz, "vowels": vowels, "clip": clip_of}


@pytest.fixture(scope="session")
def talk() -> np.ndarray:
    return soundfile.read(Path(__file__).parents[1] / "speech" / "data" / "two_voices.ogg", dtype="float32")[0]
