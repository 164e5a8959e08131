"""The worked example of docs/extending.md is real code that keeps an analyzer's promises."""

import re
import sys
import types
from pathlib import Path

import numpy as np

from aima.model.clip import Clip
from aima.model.media import MediaId
from aima.model.span import Span
from aima.testing import check_analyzer

PAGE = (Path(__file__).parents[2] / "docs/extending.md").read_text()


def _module() -> types.ModuleType:
    code = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]
    module = types.ModuleType("mains_hum")
    sys.modules["mains_hum"] = module
    exec(compile(code, "docs/extending.md", "exec"), module.__dict__)
    return module


def test_the_worked_analyzer_keeps_its_promises() -> None:
    check_analyzer(_module().MainsHum())


def test_the_worked_analyzer_finds_hum_and_only_hum() -> None:
    analyzer = _module().MainsHum()
    t = np.arange(16_000 * 4) / 16_000
    noise = np.random.default_rng(1).normal(0, 0.01, t.size)
    hum = np.where(t >= 2, 0.3 * np.sin(2 * np.pi * 50 * t), 0)
    clip = Clip(MediaId("0" * 64), 0, Span(0, 4000), (noise + hum).astype(np.float32))
    assert [draft.span for draft in analyzer.analyze(clip)] == [Span(2000, 3000), Span(3000, 4000)]
