"""A maker of recordings in the test's own folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.media.makers import write


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """`make("name.mp4", Picture(), Sound())` writes a file into the test's folder."""
    return lambda name, *streams, **options: write(tmp_path / name, *streams, **options)
