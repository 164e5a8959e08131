import json
import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aima.endpoints.asking import Asker
from aima.endpoints.purse import Purse
from aima.endpoints.sentences import SENTENCES, failed
from aima.explain.digest import make_digest
from aima.explain.explain import explain
from aima.explain.prompts import PROMPT_VERSION
from aima.model.assessment import Risk
from aima.model.chat import ChatAnswer, ChatRequest, Endpoint
from aima.model.explanation import Estimate, Explanation, Outcome, Part, Strike
from aima.model.finding import Stance
from aima.model.media import Media, MediaId, MediaKind
from aima.model.timeline import Timeline
from tests.explain.adversary import ALL_FALSE, attacks
from tests.explain.ruled import policy, ruled
from tests.explain.scripted import (
    Kept,
    Reply,
    asked_of,
    asker,
    good,
    in_german,
    lines_of,
    sentence_on,
    shown_in,
    talk,
)

TIMELINE = talk()
ASSESSMENT = ruled(TIMELINE)
BEFORE = ASSESSMENT.model_dump_json()
DIGEST = make_digest(TIMELINE, ASSESSMENT, policy(), window_tokens=20_000, total_tokens=20_000)


def explained(reply: Reply, timeline: Timeline = TIMELINE, **options: object) -> Explanation:
    assessment = ASSESSMENT if timeline is TIMELINE else ruled(timeline)
    made = explain(timeline, assessment, policy(), asker(reply, **options), "en")  # type: ignore[arg-type]
    assert_sound(made, timeline)
    return made


def assert_sound(made: Explanation, timeline: Timeline = TIMELINE) -> None:
    """What holds whatever a model said."""
    assert ASSESSMENT.model_dump_json() == BEFORE
    for sentence in made.sentences:
        assert sentence.cites
        assert all(cite.observation in timeline for cite in sentence.cites)
        assert sentence.text.isprintable()
    assert not {(s.part, s.text) for s in made.sentences} & {
        (s.part, s.text) for s in made.struck if s.why is Strike.DISCARDED
    }
    if made.outcome is not Outcome.KEPT:
        assert made.sentences == ()
        assert made.findings == ()
        assert made.problem is not None
    assert made.asks_review == bool(made.findings)
    assert all(cite.observation in timeline for finding in made.findings for cite in finding.cites)
    assert Explanation.model_validate_json(made.model_dump_json()) == made


def failing(code: str) -> Reply:
    return lambda _: failed(code, Endpoint("http://127.0.0.1:9/v1", "scripted"))


def whole(*reasoning: dict[str, object], consent: float = 20, risk: str = "high", **more: object) -> str:
    return json.dumps({"consent_estimate": consent, "risk": risk, "confidence": 1, "reasoning": reasoning, **more})


def test_a_true_answer_stands_whole_and_everything_is_kept() -> None:
    made = explained(good)
    assert made.outcome is Outcome.KEPT
    assert (made.problem, made.struck, made.findings) == (None, (), ())
    assert [len(made.of(part)) for part in Part] == [4, 1, 2, 0, 1, 0]
    assert made.estimate == Estimate(consent=20, risk=Risk.HIGH, confidence=0.7)
    assert (made.model, made.prompt_version, made.language) == ("scripted", PROMPT_VERSION, "en")
    assert len(made.digest_sha256) == len(made.assessment_sha256) == 64
    assert made.parameters["context_tokens"] == 16_384
    assert made.parameters["windows"] == 1
    assert [exchange.purpose for exchange in made.exchanges] == ["whole"]
    assert json.loads(made.exchanges[0].raw)["risk"] == "high"


def test_a_true_answer_in_german() -> None:
    made = explain(TIMELINE, ASSESSMENT, policy(), asker(in_german), "de")
    assert made.outcome is Outcome.KEPT
    assert made.struck == ()
    assert made.sentences[0].text.startswith("Bei 1,0 s")


def test_the_same_kept_answers_give_the_same_bytes_and_ask_nothing() -> None:
    kept = Kept()
    first = asker(good, kept)
    second = asker(failing("away"), kept)
    made = [explain(TIMELINE, ASSESSMENT, policy(), each, "en").model_dump_json() for each in (first, second)]
    assert made[0] == made[1]
    assert asked_of(second) == []


def test_asked_again_it_asks_anew_and_keeps_the_new_answer() -> None:
    kept = Kept()
    explain(TIMELINE, ASSESSMENT, policy(), asker(good, kept), "en")
    again = explain(TIMELINE, ASSESSMENT, policy(), asker(lambda r: good(r, consent=30), kept, again=True), "en")
    later = explain(TIMELINE, ASSESSMENT, policy(), asker(failing("away"), kept), "en")
    assert again.estimate.consent == later.estimate.consent == 30


def test_always_calm_changes_nothing_and_asks_for_review() -> None:
    def calm(request: ChatRequest) -> str:
        lies = [{"text": "The risk is low.", "ids": [line.id]} for line in shown_in(request)[:2]]
        true = [sentence_on(line) for line in shown_in(request)[:3]]
        return whole(*true, *lies, consent=100, risk="low")

    made = explained(calm)
    assert made.outcome is Outcome.KEPT
    assert [struck.why for struck in made.struck] == [Strike.LOWERS]
    assert made.asks_review
    assert made.findings[0].stance is Stance.NEUTRAL
    assert "100 of 100" in made.findings[0].claim.en


def test_a_model_that_only_soothes_is_thrown_away() -> None:
    made = explained(lambda r: whole(*({"text": t, "ids": [shown_in(r)[0].id]} for t in ("The risk is low.", "OK."))))
    assert made.outcome is Outcome.DISCARDED
    assert made.estimate.consent == 20
    assert {struck.why for struck in made.struck} >= {Strike.LOWERS}


def test_too_few_survivors_throw_the_whole_answer_away() -> None:
    def mostly_false(request: ChatRequest) -> str:
        lines = shown_in(request)
        lies = [{"text": f"It happens, {number}.", "ids": ["zz999"]} for number in range(9)]
        return whole(*[sentence_on(line) for line in lines[:3]], *lies)

    made = explained(mostly_false)
    assert made.outcome is Outcome.DISCARDED
    assert made.problem is not None
    assert made.problem.en.startswith("Of 12 sentences of the language model only 3 passed the check")
    assert "Von 12 Sätzen des Sprachmodells hielten nur 3" in made.problem.de
    assert [struck.why for struck in made.struck].count(Strike.DISCARDED) == 3
    assert all(struck.ids for struck in made.struck if struck.why is Strike.DISCARDED)


def test_one_sentence_said_many_times_is_one_sentence() -> None:
    made = explained(lambda r: whole(*[sentence_on(shown_in(r)[0])] * 9))
    assert made.outcome is Outcome.DISCARDED


def lies_about(line_text: str) -> list[tuple[dict[str, object], Strike]]:
    lines = [line for line in lines_of(line_text) if len(line.text) > 8]
    line, other = lines[0], lines[3]
    return [
        ({"text": "Something is observed.", "ids": []}, Strike.NO_CITATION),
        ({"text": "Something is observed.", "ids": ["k0000"]}, Strike.UNKNOWN_ID),
        ({"text": "Something is observed.", "ids": [line.id, "k0000"]}, Strike.UNKNOWN_ID),
        ({"text": "Somebody says “I agree to everything at all”.", "ids": [line.id]}, Strike.QUOTE),
        ({"text": f"Somebody says “{other.text}”.", "ids": [line.id]}, Strike.QUOTE),
        ({"text": f"At 55.5 s somebody says “{line.text}”.", "ids": [line.id]}, Strike.TIME),
        ({"text": "Speaker-9 speaks here.", "ids": [line.id]}, Strike.SUBJECT),
        ({"text": "No review is needed.", "ids": [line.id]}, Strike.LOWERS),
        ({"text": "See https://example.org for more.", "ids": [line.id]}, Strike.OUTSIDE),
        ({"text": "", "ids": [line.id]}, Strike.MALFORMED),
    ]


@pytest.mark.parametrize("number", range(10))
def test_each_kind_of_lie_is_struck_among_true_sentences(number: int) -> None:
    def half_true(request: ChatRequest) -> str:
        lie = lies_about(request.user)[number][0]
        return whole(*[sentence_on(line) for line in shown_in(request)[:4]], concerning=[lie])

    asking = asker(half_true)
    made = explain(TIMELINE, ASSESSMENT, policy(), asking, "en")
    assert_sound(made)
    assert made.outcome is Outcome.KEPT
    assert [struck.why for struck in made.struck] == [lies_about(asked_of(asking)[0].user)[number][1]]
    assert made.of(Part.CONCERNING) == ()


@pytest.mark.parametrize("text", ["", "   ", "I cannot help.", '{"reasoning": ', "<html>502</html>", "A" * 100_000])
def test_an_answer_that_is_none_gets_one_repair_and_one_sentence(text: str) -> None:
    asking = asker(lambda _: text)
    made = explain(TIMELINE, ASSESSMENT, policy(), asking, "en")
    assert_sound(made)
    assert made.outcome is Outcome.FAILED
    assert made.problem is not None
    assert made.problem.en.count(". ") == 0
    assert len(asked_of(asking)) == 2


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_whatever_fails_is_one_sentence_in_two_languages(code: str) -> None:
    made = explained(failing(code))
    failure = failed(code, Endpoint("http://127.0.0.1:9/v1", "scripted"))
    assert made.outcome is Outcome.FAILED
    assert made.problem is not None
    assert (made.problem.en, made.problem.de) == (failure.en, failure.de)


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
    made = explained(good, context=1_200)
    assert made.outcome is Outcome.FAILED
    assert made.problem is not None
    assert "larger context" in made.problem.en
    assert "größerem Kontext" in made.problem.de
    assert made.exchanges == ()


def test_a_budget_that_pays_for_no_question_is_one_sentence() -> None:
    made = explained(good, budget=300)
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


def test_windows_that_fail_are_named_and_the_rest_is_done() -> None:
    timeline = talk(120)

    def third_fails(request: ChatRequest) -> str | Exception:
        if "number 3 of" in request.user:
            return failed("endless", Endpoint("http://127.0.0.1:9/v1", "scripted"))
        return good(request)

    made = explain(timeline, ruled(timeline), policy(), asker(third_fails, context=8_192), "en")  # type: ignore[arg-type]
    assert made.outcome is Outcome.KEPT
    assert made.problem is not None
    assert re.match(r"Of \d+ parts of the recording 1 are missing \(3\): The answer of the server", made.problem.en)
    assert re.match(r"Von \d+ Abschnitten fehlen 1 \(3\): Die Antwort des Servers", made.problem.de)


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


def test_a_thousand_adversarial_answers_change_nothing() -> None:
    outcomes: dict[str, set[Outcome]] = {}
    for attack in attacks(DIGEST, 1000):
        made = explain(TIMELINE, ASSESSMENT, policy(), asker(always(attack.text)), "en")
        assert_sound(made)
        if attack.family in ALL_FALSE:
            assert made.sentences == (), attack.family
        outcomes.setdefault(attack.family, set()).add(made.outcome)
    assert outcomes["true"] == {Outcome.KEPT}
    assert Outcome.KEPT in outcomes["half true"]
    assert outcomes["broken"] == {Outcome.FAILED}


def always(text: str) -> Callable[[ChatRequest], str]:
    return lambda _: text


IDS = st.lists(st.one_of(st.text(max_size=8), st.sampled_from([line.id for line in lines_of(DIGEST.text)])), max_size=4)
POINT = st.fixed_dictionaries({"text": st.text(max_size=80), "ids": IDS})
ANSWER = st.fixed_dictionaries(
    {
        "consent_estimate": st.floats(0, 100),
        "risk": st.sampled_from(["low", "medium", "high", "critical"]),
        "confidence": st.floats(0, 1),
        **{part: st.lists(POINT, max_size=4) for part in ("reasoning", "supporting", "concerning", "recommendations")},
    }
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=300), ANSWER.map(json.dumps)), st.booleans())
def test_whatever_a_model_returns_the_assessment_stays_and_sentences_are_cited(text: str, cut: bool) -> None:
    answer = ChatAnswer(text.encode("utf-8", "replace").decode(), "length" if cut else "stop")
    assert_sound(explain(TIMELINE, ASSESSMENT, policy(), asker(lambda _: answer), "en"))
