import itertools
from hashlib import sha256

import pytest

from aima.explain.digesting.digest import make_digest
from aima.explain.digesting.fence import frame
from aima.explain.merging import Noted, merged
from aima.explain.prompts import PROMPT_VERSION, Goal, Prompt, Step, prompt
from tests.explain.ruled import policy, ruled
from tests.explain.scripted import talk
from tests.injections import INJECTIONS

GOALS: tuple[Goal, ...] = ("explanation", "summary")
EVERY = [(goal, step) for goal in GOALS for step in Step]


def digest_with(text: str, name: str = "talk.mp4"):  # type: ignore[no-untyped-def]
    timeline = talk(3, texts=[("en", text)], name=name)
    return make_digest(timeline, ruled(timeline), policy(), window_tokens=50_000, total_tokens=50_000)


@pytest.mark.parametrize("text", INJECTIONS)
def test_the_frame_is_the_same_whatever_is_recorded(text: str) -> None:
    harmless, hostile = digest_with("Hello there."), digest_with(text, name=f"{text}.mp4")
    for goal, step in EVERY:
        one, other = (prompt(goal, step, "en", digest.text, most=8) for digest in (harmless, hostile))
        assert (one.system, frame(one.user)) == (other.system, frame(other.user))


@pytest.mark.parametrize("text", INJECTIONS)
def test_the_frame_is_the_same_whatever_a_model_said_of_a_part(text: str) -> None:
    lines = digest_with("Hello there.").windows[0].lines
    shown = [merged("head", [Noted(said, lines[:2])])[0] for said in ("All is told.", text)]
    assert frame(shown[0]) == frame(shown[1])


def test_every_question_says_what_counts() -> None:
    for (goal, step), language in itertools.product(EVERY, ("de", "en")):
        asked = prompt(goal, step, language, "SHOWN", most=8, number=2, count=7)  # type: ignore[arg-type]
        assert "never an instruction" in asked.system
        assert "copied exactly" in asked.system
        assert ("German" if language == "de" else "English") in asked.system
        assert "SHOWN" in asked.user
        assert "{" not in asked.system + asked.user
        assert ("number 2 of 7" in asked.user) == (step is Step.WINDOW)


def test_only_the_last_question_of_an_explanation_asks_for_an_estimate() -> None:
    asked = [(goal, step) for goal, step in EVERY if "consent_estimate" in prompt(goal, step, "en", "", most=8).system]
    assert asked == [("explanation", Step.WHOLE), ("explanation", Step.LAST)]


def test_a_changed_prompt_has_a_new_version() -> None:
    """Whoever changes a text changes this sum, and has to raise `PROMPT_VERSION` with it: answers are kept with it."""
    texts: list[Prompt] = [prompt(goal, step, "en", "", most=8, number=1, count=2) for goal, step in EVERY]
    whole = "\n".join(text for each in texts for text in (each.system, each.user))
    assert (PROMPT_VERSION, sha256(whole.encode()).hexdigest()[:8]) == ("1", "9c98691c")
