"""What was said, read for its meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from aima.fusion import talk
from aima.model.timeline import Timeline

Build = Callable[[Mapping[str, Any]], Timeline]


def agreed(build: Build, first: str | None, second: str | None, at: float = 6) -> bool:
    mention = {"at": [1, 4], "says": "Our safeword is red", "marks": ["practice:low safeword"]}
    answer = {"at": [at, at + 1], "says": "Yes", "marks": ["consent:low yes"]}
    scene = [{**mention, "who": first}, {**answer, "who": second}]
    named = [{key: value for key, value in entry.items() if value is not None} for entry in scene]
    return talk.agreement_on_safeword(build({"talk": named})) is not None


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("A", "B", True), ("A", "A", False), ("A", None, False), (None, "B", False), (None, None, False)],
)
def test_two_known_people_agree_on_a_safeword_or_nobody_does(
    build: Build, first: str | None, second: str | None, expected: bool
) -> None:
    assert agreed(build, first, second) is expected


def test_an_answer_comes_soon(build: Build) -> None:
    assert agreed(build, "A", "B", at=4 + talk.ANSWER_MS / 1000)
    assert not agreed(build, "A", "B", at=4.001 + talk.ANSWER_MS / 1000)
