"""Who is seen against who is heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from aima.fusion.rules.people import GONE_MS, WhoIsSeen
from aima.model.policy import Policy
from aima.model.timeline import Timeline

Build = Callable[[Mapping[str, Any]], Timeline]
LONG = {"talk": [{"at": [at, at + 3], "who": "A", "says": "and so on"} for at in range(0, 57, 4)]}


def signals(timeline: Timeline, policy: Policy) -> list[str]:
    return [finding.signal for finding in WhoIsSeen().apply(timeline, policy)]


@pytest.mark.parametrize(("until", "expected"), [(60, []), (50.001, []), (50, ["person_leaves"])])
def test_somebody_leaves_who_is_not_seen_for_the_last_ten_seconds(
    build: Build, policy: Policy, until: float, expected: list[str]
) -> None:
    assert GONE_MS == 10_000
    scene = {**LONG, "see": [{"at": [0, until], "who": "person-1"}, {"at": [0, 60], "who": "person-2"}]}
    assert signals(build(scene), policy) == expected


def test_nobody_leaves_where_nobody_speaks_afterwards(build: Build, policy: Policy) -> None:
    scene = {"talk": LONG["talk"][:3], "see": [{"at": [0, 30], "who": "person-1"}]}
    assert signals(build(scene), policy) == []


def test_who_comes_back_has_not_left(build: Build, policy: Policy) -> None:
    seen = [
        {"at": at, "who": who} for at, who in (([0, 20], "person-1"), ([52, 58], "person-1"), ([0, 60], "person-2"))
    ]
    assert signals(build({**LONG, "see": seen}), policy) == []


def test_nobody_is_visible_only_where_somebody_looked(build: Build, policy: Policy) -> None:
    assert signals(build(LONG), policy) == ["nobody_visible"]
    assert signals(build({**LONG, "without": ["faces", "pose", "people"]}), policy) == []


def test_sound_alone_says_nothing_about_who_is_seen(build: Build, policy: Policy) -> None:
    assert signals(build({**LONG, "media": "audio"}), policy) == []
