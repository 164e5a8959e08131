import json
import re

import pytest

from aima.endpoints.asking import Asker
from aima.endpoints.purse import Purse
from aima.endpoints.sentences import failed
from aima.explain.digesting.digest import make_digest
from aima.explain.digesting.tokens import count
from aima.explain.explain import explain
from aima.model.chat import ChatRequest, Endpoint
from aima.model.explanation import Outcome, Strike
from aima.model.media import Media, MediaId, MediaKind
from aima.model.timeline import Timeline
from tests.explain.adversary import ALL_FALSE, FAMILIES, attacks
from tests.explain.ruled import policy, ruled
from tests.explain.scripted import (
    Kept,
    asked_of,
    asker,
    good,
    sentence_on,
    shown_in,
    talk,
)
from tests.explain.sound import always, assert_sound, failing


def test_a_question_that_was_too_long_is_asked_once_more_with_less() -> None:
    timeline = talk(150)
    longest = 20_000

    def picky(request: ChatRequest) -> str | Exception:
        too_long = len(request.system + request.user) > longest
        return failed("context", Endpoint("http://127.0.0.1:9/v1", "scripted")) if too_long else good(request)

    asking = asker(picky)  # type: ignore[arg-type]
    made = explain(timeline, ruled(timeline), policy(), asking, "en")
    assert_sound(made, timeline)
    assert made.outcome is Outcome.KEPT
    assert max(len(request.user) for request in asked_of(asking)) > longest
    never = asker(failing("context"))
    assert explain(timeline, ruled(timeline), policy(), never, "en").outcome is Outcome.FAILED
    assert len(asked_of(never)) == 2


def test_a_context_that_holds_no_window_is_one_sentence() -> None:
    timeline = talk()
    made = explain(timeline, ruled(timeline), policy(), asker(good, context=1_200), "en")
    assert made.outcome is Outcome.FAILED
    assert made.problem is not None
    assert "larger context" in made.problem.en
    assert "größerem Kontext" in made.problem.de
    assert made.exchanges == ()


def test_a_budget_that_pays_for_no_question_is_one_sentence() -> None:
    timeline = talk()
    made = explain(timeline, ruled(timeline), policy(), asker(good, budget=300), "en")
    assert made.outcome is Outcome.FAILED
    assert made.problem is not None
    assert "budget" in made.problem.en


def test_nothing_observed_asks_nothing() -> None:
    empty = Timeline(Media(MediaId("0" * 64), "empty.wav", 1, MediaKind.AUDIO, "wav", 1_000, ()), ())
    asking = asker(good)
    made = explain(empty, ruled(empty), policy(), asking, "en")
    assert made.outcome is Outcome.FAILED
    assert made.problem is not None
    assert asked_of(asking) == []


def test_windows_are_checked_against_their_own_lines_and_put_together() -> None:
    timeline = talk(120)
    asking = asker(good, context=8_192)
    made = explain(timeline, ruled(timeline), policy(), asking, "en")
    assert_sound(made, timeline)
    assert made.outcome is Outcome.KEPT
    assert made.problem is None
    windows = made.parameters["windows"]
    assert isinstance(windows, int)
    assert windows >= 3
    purposes = [exchange.purpose for exchange in made.exchanges]
    assert purposes[:windows] == [f"window {number} of {windows}" for number in range(1, windows + 1)]
    assert purposes[-1] == "whole"
    last = asked_of(asking)[-1]
    shown = {line.id for line in shown_in(last)}
    for request in asked_of(asking):
        assert {id for said in re.findall(r'^- <".*"> (.+)$', request.user, re.MULTILINE) for id in said.split()} <= {
            line.id for line in shown_in(request)
        }
    assert shown


def test_an_id_of_another_window_does_not_pass() -> None:
    timeline = talk(120)
    seen: list[str] = []

    def borrowing(request: ChatRequest) -> str:
        ids, lines = list(seen), shown_in(request)
        seen.append(lines[0].id)
        if "sentences" not in request.schema["properties"]:  # type: ignore[operator]
            return good(request)
        said = [sentence_on(line) for line in lines[1:4]]
        return json.dumps({"sentences": [*said, {"text": "It was seen before.", "ids": ids or ["k0000"]}]})

    made = explain(timeline, ruled(timeline), policy(), asker(borrowing, context=8_192), "en")
    assert_sound(made, timeline)
    assert made.outcome is Outcome.KEPT
    windows = made.parameters["windows"]
    assert [struck.why for struck in made.struck] == [Strike.UNKNOWN_ID] * windows  # type: ignore[operator]


def test_several_levels_where_the_results_do_not_fit_one_question() -> None:
    timeline = talk(400)
    asking = asker(good, context=6_000, budget=2_000_000)
    made = explain(timeline, ruled(timeline), policy(), asking, "en")
    assert_sound(made, timeline)
    assert made.outcome is Outcome.KEPT
    levels = made.parameters["levels"]
    assert isinstance(levels, int)
    assert levels >= 2
    assert any(exchange.purpose.startswith("level 2, part 1 of") for exchange in made.exchanges)
    times = [cite.start_ms for sentence in made.sentences for cite in sentence.cites]
    assert max(times) < timeline.media.duration_ms


@pytest.mark.parametrize(("context", "budget"), [(4_500, 60_000), (8_192, 200_000), (8_192, 30_000), (32_768, 200_000)])
def test_every_question_fits_the_context_and_all_of_them_the_budget(context: int, budget: int) -> None:
    timeline = talk(400)
    asking = asker(good, context=context, budget=budget)
    made = explain(timeline, ruled(timeline), policy(), asking, "en")
    assert made.outcome is Outcome.KEPT
    assert made.problem is None or "no room" in made.problem.en
    sizes = [count(asked.system) + count(asked.user) + asked.max_tokens for asked in asked_of(asking)]
    assert max(sizes) <= context
    assert sum(sizes) <= budget


def test_many_questions_at_a_time_give_the_same_explanation() -> None:
    timeline = talk(120)
    made = [
        explain(timeline, ruled(timeline), policy(), asker(good, context=8_192, concurrency=each), "en")
        for each in (1, 4)
    ]
    assert made[0] == made[1]


def test_windows_that_fail_are_named_and_the_rest_is_done() -> None:
    timeline = talk(120)

    def third_fails(request: ChatRequest) -> str | Exception:
        if "number 3 of" in request.user:
            return failed("endless", Endpoint("http://127.0.0.1:9/v1", "scripted"))
        return good(request)

    made = explain(timeline, ruled(timeline), policy(), asker(third_fails, context=8_192), "en")  # type: ignore[arg-type]
    assert made.outcome is Outcome.KEPT
    assert made.problem is not None
    assert re.match(
        r"For 1 of \d+ parts of the recording \(3\) there was no usable answer: The answer of the server",
        made.problem.en,
    )
    assert re.match(
        r"Zu 1 von \d+ Abschnitten der Aufnahme \(3\) gab es keine brauchbare Antwort: Die Antwort", made.problem.de
    )


def test_a_server_that_is_away_is_not_asked_about_every_window() -> None:
    timeline = talk(120)
    asking = asker(failing("away"), context=8_192)
    made = explain(timeline, ruled(timeline), policy(), asking, "en")
    assert made.outcome is Outcome.FAILED
    assert made.problem is not None
    assert made.problem.en == failed("away", asking.model.endpoint).en
    assert len(asked_of(asking)) == 1


def test_a_budget_used_up_in_the_middle_leaves_windows_out_by_name() -> None:
    timeline = talk(120)
    endpoint = asker(good, context=8_192).model.endpoint
    model = asker(good, context=8_192).model
    asking = Asker(model, Kept(), Purse(endpoint.budget_tokens))
    asking.purse.set_aside(endpoint.budget_tokens - 25_000)  # what another question of the analysis spends
    made = explain(timeline, ruled(timeline), policy(), asking, "en")
    assert_sound(made, timeline)
    assert made.problem is not None
    assert "budget" in made.problem.en


def test_windows_none_of_whose_sentences_pass_are_thrown_away() -> None:
    timeline = talk(120)
    lie = json.dumps({"sentences": [{"text": "All is well.", "ids": ["k0000"]}]})
    asking = asker(lambda _: lie, context=8_192)
    made = explain(timeline, ruled(timeline), policy(), asking, "en")
    assert made.outcome is Outcome.DISCARDED
    assert made.problem is not None
    assert {struck.why for struck in made.struck} == {Strike.UNKNOWN_ID}


def test_lies_about_every_window_change_nothing_either() -> None:
    timeline = talk(60)
    assessment = ruled(timeline)
    before = assessment.model_dump_json()
    digest = make_digest(timeline, assessment, policy(), window_tokens=50_000, total_tokens=50_000)
    for attack in attacks(digest, 4 * len(FAMILIES), seed=11):
        made = explain(timeline, assessment, policy(), asker(always(attack.text), context=8_192), "en")
        assert_sound(made, timeline)
        assert assessment.model_dump_json() == before
        if attack.family in ALL_FALSE:
            assert made.sentences == (), attack.family
