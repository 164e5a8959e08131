"""What the tests of the pipeline share."""

import wave
from pathlib import Path

import numpy as np
import pytest

from aima.fusion.policy_file import load_policy
from aima.model.analysis import FULL
from aima.model.media import Media, MediaKind, Stream, StreamKind
from aima.model.plugins import Given
from tests.pipeline.parts import ID


@pytest.fixture
def media() -> Media:
    streams = (
        Stream(0, StreamKind.VIDEO, "h264", True, 8, 8),
        Stream(1, StreamKind.AUDIO, "aac", True, sample_rate=16_000, channels=1),
    )
    return Media(ID, "a.mp4", 100, MediaKind.VIDEO, "mp4", 3000, streams)


@pytest.fixture
def given() -> Given:
    return Given(FULL, "auto", load_policy(None))


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A WAV of two seconds: a tone, then silence."""
    path = tmp_path / "tone.wav"
    t = np.arange(16_000) / 16_000
    samples = np.concatenate([0.3 * np.sin(2 * np.pi * 440 * t), np.zeros(16_000)])
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return path
