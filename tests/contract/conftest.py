"""What components are made from in the contract tests."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aima.fusion.policy_file import load_policy
from aima.model.analysis import FULL
from aima.model.clip import Clip, Frame
from aima.model.plugins import Given
from aima.model.span import Span
from aima.testing import example_media

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def given():
    return Given(FULL, "auto", load_policy(None))


@pytest.fixture(scope="session")
def seen_and_heard():
    """A clip in which somebody speaks, and a face and a text stand still and then move."""
    import soundfile

    samples, _ = soundfile.read(SAMPLES / "voice.flac", dtype="float32")
    with Image.open(SAMPLES / "still.jpg") as picture:
        rgb = np.asarray(picture.convert("RGB"))
    pictures = ((rgb, 1.0), (rgb, 0.0), (np.roll(rgb, 120, axis=1), 0.2))
    frames = tuple(Frame(20_000 + 500 * at, shown, novelty) for at, (shown, novelty) in enumerate(pictures))
    return Clip(example_media().id, 1, Span(20_000, 30_000), samples, frames)
