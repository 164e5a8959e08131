import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aima.endpoints.sentences import SENTENCES, failed
from aima.explain.digesting.digest import make_digest
from aima.explain.explain import explain
from aima.explain.prompts import PROMPT_VERSION
from aima.model.assessment import Risk
from aima.model.chat import ChatAnswer, ChatRequest, Endpoint
from aima.model.explanation import Estimate, Explanation, Outcome, Part, Strike
from aima.model.finding import Stance
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
from tests.explain.sound import always, assert_sound, failing

TIMELINE = talk()
ASSESSMENT = ruled(TIMELINE)
BEFORE = ASSESSMENT.model_dump_json()
DIGEST = make_digest(TIMELINE, ASSESSMENT, policy(), window_tokens=20_000, total_tokens=20_000)


def explained(reply: Reply, timeline: Timeline = TIMELINE, **options: object) -> Explanation:
    assessment = ASSESSMENT if timeline is TIMELINE else ruled(timeline)
    made = explain(timeline, assessment, policy(), asker(reply, **options), "en")  # type: ignore[arg-type]
    assert_sound(made, timeline)
    assert ASSESSMENT.model_dump_json() == BEFORE
    return made


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
    assert made.problem.en.startswith(
        "The check left 3 of 12 sentences of the language model standing, 3 of them reasoning;"
    )
    assert "Die Prüfung ließ 3 von 12 Sätzen des Sprachmodells stehen" in made.problem.de
    assert [struck.why for struck in made.struck].count(Strike.DISCARDED) == 3
    assert all(struck.ids for struck in made.struck if struck.why is Strike.DISCARDED)


BARE = ("They seem to get along well.", "A door stands open.", "Somebody speaks more quietly.", "It sounds friendly.")


def test_an_answer_of_conclusions_alone_is_thrown_away() -> None:
    """Each sentence cites a line and holds nothing that could be compared with it, so nothing but ids was checked."""

    def bare(request: ChatRequest) -> list[dict[str, object]]:
        return [{"text": text, "ids": [line.id]} for text, line in zip(BARE, shown_in(request), strict=False)]

    made = explained(lambda r: whole(*bare(r)))
    assert made.outcome is Outcome.DISCARDED
    assert {struck.why for struck in made.struck} == {Strike.DISCARDED}
    assert made.problem is not None
    assert "left 4 of 4 sentences of the language model standing, 0 of them with a quotation" in made.problem.en
    assert "4 von 4 Sätzen" in made.problem.de
    with_one = explained(lambda r: whole(*bare(r), concerning=[sentence_on(shown_in(r)[0])]))
    assert with_one.outcome is Outcome.KEPT
    assert [sentence.anchored for sentence in with_one.sentences] == [False] * 4 + [True]
    none_asked = policy().model_copy(
        update={"explaining": policy().explaining.model_copy(update={"least_anchored": 0})}
    )
    kept = explain(TIMELINE, ASSESSMENT, none_asked, asker(lambda r: whole(*bare(r))), "en")
    assert kept.outcome is Outcome.KEPT


def test_one_sentence_said_many_times_is_one_sentence() -> None:
    made = explained(lambda r: whole(*[sentence_on(shown_in(r)[0])] * 9))
    assert made.outcome is Outcome.DISCARDED
    made = explained(lambda r: whole(*({"text": f"It is seen [{x.id}].", "ids": [x.id]} for x in shown_in(r)[:5])))
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
    assert_sound(made, TIMELINE)
    assert made.outcome is Outcome.KEPT
    assert [struck.why for struck in made.struck] == [lies_about(asked_of(asking)[0].user)[number][1]]
    assert made.of(Part.CONCERNING) == ()


@pytest.mark.parametrize("text", ["", "   ", "I cannot help.", '{"reasoning": ', "<html>502</html>", "A" * 100_000])
def test_an_answer_that_is_none_gets_one_repair_and_one_sentence(text: str) -> None:
    asking = asker(lambda _: text)
    made = explain(TIMELINE, ASSESSMENT, policy(), asking, "en")
    assert_sound(made, TIMELINE)
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


def test_a_thousand_adversarial_answers_change_nothing() -> None:
    outcomes: dict[str, set[Outcome]] = {}
    for attack in attacks(DIGEST, 1000):
        made = explained(always(attack.text))
        if attack.family in ALL_FALSE:
            assert made.sentences == (), attack.family
        outcomes.setdefault(attack.family, set()).add(made.outcome)
    assert outcomes["true"] == {Outcome.KEPT}
    assert Outcome.KEPT in outcomes["half true"]
    assert outcomes["broken"] == {Outcome.FAILED}


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
    made = explained(lambda _: answer)
    assert ASSESSMENT.model_dump_json() == BEFORE
    assert all(cite.observation in TIMELINE for sentence in made.sentences for cite in sentence.cites)
    assert all(sentence.cites for sentence in made.sentences)
