import numpy as np
import pytest

from aima.analyzers.sound.autocorrelation import strongest_pitch
from aima.analyzers.sound.levels import framed

T = np.arange(16_000) / 16_000


@pytest.mark.parametrize("hz", [120.0, 333.0, 700.0, 900.0])
def test_the_shortest_of_equal_periods_is_the_pitch(hz: float) -> None:
    samples = sum(np.sin(2 * np.pi * hz * k * T) / k for k in range(1, 5)).astype(np.float32)
    found, strength = strongest_pitch(framed(samples, 768, 160), 65, 1600, 0.05)
    assert np.median(found) == pytest.approx(hz, rel=0.01)
    assert strength.min() > 0.9


def test_nothing_has_no_pitch() -> None:
    found, strength = strongest_pitch(np.zeros((3, 512), np.float32), 200, 1600, 0.05)
    assert found.tolist() == strength.tolist() == [0, 0, 0]
    assert len(strongest_pitch(np.zeros((0, 512), np.float32), 200, 1600, 0.05)[0]) == 0
