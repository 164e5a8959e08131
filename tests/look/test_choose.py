"""Which moments are shown: few, apart, within the recording, and those that may tell most."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aima.fusion.engine import assess
from aima.fusion.policy_file import load_policy
from aima.look.choose import Moment, choose_moments, concerning, quotas
from aima.model import kinds
from aima.model.assessment import Assessment
from aima.model.media import MediaKind
from aima.model.observation import Draft, Observation, RunId, observation_id
from aima.model.policy import Policy
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.testing import example_media, example_timelines

POLICY = load_policy(None)
RUN = RunId("c" * 64)


def timeline(*drafts: Draft, kind: MediaKind = MediaKind.VIDEO) -> Timeline:
    """A recording of a minute with these drafts."""
    return Timeline(
        example_media(kind), [Observation(observation_id(RUN, 0, n), RUN, 0, draft) for n, draft in enumerate(drafts)]
    )


def nothing(recording: Timeline) -> Assessment:
    """An assessment without any finding."""
    return assess(recording, POLICY, [])


def with_look(**changes: Any) -> Policy:
    return POLICY.model_copy(update={"look": POLICY.look.model_copy(update=changes)})


def choose(*drafts: Draft, stills: Sequence[int] = (), policy: Policy = POLICY) -> list[tuple[int, str]]:
    recording = timeline(*drafts)
    found = choose_moments(recording, nothing(recording), policy, stills)
    return [(moment.at_ms, moment.why) for moment in found]


def person(name: str, start: int, end: int) -> Draft:
    return Draft(kinds.PERSON, Span(start, end), kinds.PersonSeen(faces=3), 0.8, name)


def thing(label: str, at: int, sure: float = 0.8, **more: Any) -> Draft:
    return Draft(kinds.OBJECT, Span(at, at + 1000), kinds.ObjectSeen(label=label, **more), sure)


def word(term: str, at: int, source: str = "spoken") -> Draft:
    keyword = kinds.Keyword(
        term=term,
        category="pain",
        priority="medium",
        source=source,  # type: ignore[arg-type]
        text=term,
        language="en",
    )
    return Draft(kinds.KEYWORD, Span(at - 500, at + 500), keyword, 0.9)


def state(name: str, start: int, end: int) -> Draft:
    look = kinds.Picture(state=name, luminance=0.1, saturation=0.1, sharpness=0.1)  # type: ignore[arg-type]
    return Draft(kinds.PICTURE, Span(start, end), look, 0.9)


def test_nothing_is_shown_of_sound_and_a_still_is_shown_once() -> None:
    for kind, expected in ((MediaKind.AUDIO, ()), (MediaKind.IMAGE, (Moment(0, "picture"),))):
        recording = timeline(kind=kind)
        assert choose_moments(recording, nothing(recording), POLICY, [0]) == expected


def test_without_a_budget_or_a_question_nothing_is_shown() -> None:
    assert choose(stills=[5_000], policy=with_look(frames=0)) == []
    assert choose(stills=[5_000], policy=with_look(questions=())) == []


def test_a_recording_of_which_nothing_is_known_is_looked_at_once() -> None:
    assert choose() == [(30_000, "picture")]
    assert choose(state("dark", 20_000, 40_000)) == [(15_000, "picture")]
    assert choose(state("black", 0, 60_000)) == []


def test_each_person_is_looked_at_where_first_seen() -> None:
    found = choose(
        person("person-1", 4_000, 9_000), person("person-1", 30_000, 40_000), person("person-2", 50_000, 51_000)
    )
    assert found == [(4_000, "person"), (50_000, "person")]
    face = Draft(kinds.FACE, Span(7_000, 7_500), kinds.Face(sharpness=0.5, side_px=80), 0.9)
    assert choose(face) == [(7_000, "person")]


def test_things_are_looked_at_where_they_are_surest_or_talked_of() -> None:
    found = choose(
        thing("rope", 5_000, 0.3), thing("rope", 9_000, 0.9), thing("knife", 20_000), word("hurts", 40_000),
        word("breath", 50_000, "screen"), word("yes", 30_000), word("hurts", 35_000, "spotted"),
    )  # fmt: skip
    assert found == [(at, "object") for at in (9_000, 20_000, 40_000, 50_000)]


def test_what_was_answered_before_is_no_reason_to_look_again() -> None:
    asked = thing("rope", 9_000, 0.5, source="asked", question="restraint")
    assert choose(asked, stills=[30_000]) == [(30_000, "novelty")]


def test_what_is_new_is_spread_over_the_recording() -> None:
    stills = [*range(0, 6_000, 2_000), 30_000, 58_000]
    assert [at for at, _ in choose(stills=stills, policy=with_look(frames=3))] == [0, 30_000, 58_000]
    cut = Draft(kinds.SHOT, Span(45_000, 60_000), kinds.Shot(number=2))
    assert choose(cut) == [(45_000, "novelty")]


def test_dark_passages_and_what_lies_outside_are_left_out() -> None:
    found = choose(
        state("dark", 0, 10_000), state("black", 20_000, 30_000), state("blurred", 30_000, 60_000),
        person("person-1", 5_000, 9_000), thing("rope", 20_000),
        stills=[-5, 2_000, 9_999, 10_000, 25_000, 40_000, 60_000, 99_000],
    )  # fmt: skip
    assert found == [(10_000, "novelty"), (40_000, "novelty")]


def test_what_one_reason_leaves_goes_to_the_others_and_one_without_a_share_gets_none() -> None:
    stills = list(range(0, 60_000, 1_000))
    assert len(choose(stills=stills)) == 12
    mixed = [why for _, why in choose(*(person(f"person-{n}", 3_000 * n, 60_000) for n in range(1, 20)), stills=stills)]
    assert len(mixed) == 12 and mixed.count("person") >= 3 and mixed.count("novelty") >= 2
    alone = choose(person("person-1", 3_000, 9_000), stills=stills, policy=with_look(novelty=0.0))
    assert alone == [(3_000, "person")]


def test_the_strongest_concern_comes_first() -> None:
    from aima.fusion.rules.sound import Sounds

    def scream(at: int, sure: float) -> Draft:
        event = kinds.SoundEvent(label="scream", level_dbfs=-10.0)
        return Draft(kinds.SOUND_EVENT, Span(at, at + 1_000), event, sure)

    recording = timeline(scream(5_000, 0.3), scream(20_000, 0.9), scream(40_000, 0.5), scream(50_000, 0.4))
    assessment = assess(recording, POLICY, [Sounds()])
    assert concerning(assessment, 2_000) == [20_500, 40_500, 50_500, 5_500]
    two = choose_moments(recording, assessment, with_look(frames=2), [])
    assert two == (Moment(20_500, "concerning"), Moment(40_500, "concerning"))


def test_moments_that_lie_together_weigh_together() -> None:
    from aima.fusion.rules.sound import Sounds

    def sound(label: str, at: int, sure: float) -> Draft:
        event = kinds.SoundEvent(label=label, level_dbfs=-10.0)  # type: ignore[arg-type]
        return Draft(kinds.SOUND_EVENT, Span(at, at + 100), event, sure)

    recording = timeline(sound("scream", 5_000, 0.5), sound("scream", 40_000, 0.5), sound("alarm", 40_400, 0.9))
    assert concerning(assess(recording, POLICY, [Sounds()]), 2_000)[0] == 40_050


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        (12, {"concerning": 5, "person": 3, "object": 2, "novelty": 2}),
        (1, {"concerning": 1, "person": 0, "object": 0, "novelty": 0}),
        (2, {"concerning": 1, "person": 1, "object": 0, "novelty": 0}),
        (0, {"concerning": 0, "person": 0, "object": 0, "novelty": 0}),
    ],
)
def test_shares_become_whole_numbers(budget: int, expected: dict[str, int]) -> None:
    assert quotas(budget, {"concerning": 0.4, "person": 0.25, "object": 0.15, "novelty": 0.2}) == expected


@given(st.integers(0, 200), st.lists(st.integers(0, 100), min_size=4, max_size=4))
def test_shares_never_give_more_than_there_is(budget: int, parts: list[int]) -> None:
    whole = max(100, sum(parts))
    names = ("concerning", "person", "object", "novelty")
    shares = {name: part / whole for name, part in zip(names, parts, strict=True)}
    result = quotas(budget, shares)  # type: ignore[arg-type]
    assert sum(result.values()) <= budget
    assert all(abs(result[name] - budget * shares[name]) < 1 for name in result)  # type: ignore[index]


drafts = st.one_of(
    st.builds(person, st.sampled_from(["person-1", "person-2", "person-3"]), st.integers(0, 50_000), st.just(60_000)),
    st.builds(thing, st.sampled_from(["rope", "knife"]), st.integers(0, 59_000), st.sampled_from([0.2, 0.9])),
    st.builds(word, st.sampled_from(["hurts", "yes"]), st.integers(500, 59_500), st.sampled_from(["spoken", "screen"])),
    st.builds(
        lambda name, at: state(name, at, at + 5_000), st.sampled_from(["black", "usable"]), st.integers(0, 55_000)
    ),
    st.builds(
        lambda at, label: Draft(
            kinds.SOUND_EVENT, Span(at, at + 700), kinds.SoundEvent(label=label, level_dbfs=-9), 0.6
        ),
        st.integers(0, 59_000),
        st.sampled_from(["scream", "impact"]),
    ),
)


@settings(max_examples=150, deadline=None)
@given(
    found=st.lists(drafts, max_size=25),
    stills=st.lists(st.integers(-1_000, 70_000), max_size=30),
    frames=st.integers(1, 30),
    apart=st.sampled_from([1, 500, 2_000, 9_000]),
    every=st.sampled_from([1_000, 3_000, 100_000]),
    shuffle=st.randoms(use_true_random=False),
)
def test_budget_distance_bounds_and_order(
    found: list[Draft], stills: list[int], frames: int, apart: int, every: int, shuffle: random.Random
) -> None:
    from aima.fusion.rules.sound import Sounds

    policy = with_look(frames=frames, apart_ms=apart, every_ms=every)
    recording = timeline(*found)
    assessment = assess(recording, policy, [Sounds()])
    moments = choose_moments(recording, assessment, policy, stills)
    times = [moment.at_ms for moment in moments]
    assert len(moments) <= min(frames, max(1, 60_000 // every))
    assert all(0 <= at < 60_000 for at in times)
    assert all(later - earlier >= apart for earlier, later in itertools.pairwise(times))
    for at in times:
        assert all(o.payload_of(kinds.PICTURE).state != "black" for o in recording.at(kinds.PICTURE, at))
    mixed, again = list(stills), list(recording)
    shuffle.shuffle(mixed)
    shuffle.shuffle(again)
    same = Timeline(recording.media, again)
    assert choose_moments(same, assess(same, policy, [Sounds()]), policy, mixed) == moments


def test_a_long_and_busy_recording_stays_quick() -> None:
    busy = example_timelines()[-1]
    assert choose_moments(busy, assess(busy, POLICY, []), POLICY, range(0, 60_000, 50))
    many = timeline(*(word("hurts", 500 + n) for n in range(20_000)))
    stills = range(0, 60_000, 3)
    policy = with_look(frames=200, apart_ms=1, every_ms=1)
    assert len(choose_moments(many, nothing(many), policy, stills)) == 200
