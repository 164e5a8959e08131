import json

import pytest

from aima.endpoints.sentences import failed
from aima.explain.digesting.digest import make_digest
from aima.explain.plain import Length, plain_summary
from aima.explain.summary import summarize
from aima.model.chat import ChatRequest, Endpoint
from aima.model.explanation import Part, Strike, Summary
from aima.model.words import Language
from tests.explain.adversary import ALL_FALSE, attacks
from tests.explain.ruled import policy, ruled
from tests.explain.scripted import Kept, Reply, asked_of, asker, good, sentence_on, shown_in, talk

TIMELINE = talk()
ASSESSMENT = ruled(TIMELINE)


def summarized(reply: Reply | None, language: Language = "en", length: Length = "long") -> Summary:
    asking = None if reply is None else asker(reply)
    made = summarize(TIMELINE, ASSESSMENT, policy(), asking, language, length)
    assert all(cite.observation in TIMELINE for sentence in made.sentences for cite in sentence.cites)
    assert all(sentence.part is Part.SUMMARY for sentence in made.sentences)
    assert len(made.sentences) <= (3 if length == "short" else 12)
    if made.by == "rules":
        assert made.sentences == plain_summary(TIMELINE, ASSESSMENT, language, length)
        assert made.problem is not None
    return made


@pytest.mark.parametrize(("length", "sentences"), [("short", 3), ("long", 8)])
def test_a_model_summarises_and_is_checked(length: Length, sentences: int) -> None:
    made = summarized(good, length=length)
    assert (made.by, made.model, made.problem) == ("model", "scripted", None)
    assert len(made.sentences) == sentences
    assert {struck.why for struck in made.struck} <= {Strike.DISCARDED}  # what went over the length
    assert [exchange.purpose for exchange in made.exchanges] == ["whole"]


def test_without_a_model_aima_summarises() -> None:
    made = summarized(None, "de", "short")
    assert made.by == "rules"
    assert made.problem is not None
    assert "kein Sprachmodell" in made.problem.de


def test_a_model_that_fails_leaves_it_to_aima() -> None:
    made = summarized(lambda _: failed("slow", Endpoint("http://127.0.0.1:9/v1", "scripted")))
    assert made.by == "rules"
    assert made.problem is not None
    assert "did not answer within" in made.problem.en


def test_a_model_that_lies_leaves_it_to_aima() -> None:
    def lying(request: ChatRequest) -> str:
        lies = [{"text": f"They laugh, {number}.", "ids": ["k0000"]} for number in range(7)]
        return json.dumps({"sentences": [*lies, sentence_on(shown_in(request)[0])]})

    made = summarized(lying)
    assert made.by == "rules"
    assert made.problem is not None
    assert made.problem.en.startswith("The check left 1 of 8 sentences of the language model standing;")
    assert [struck.why for struck in made.struck] == [Strike.UNKNOWN_ID] * 7 + [Strike.DISCARDED]


def test_one_sentence_is_enough_for_a_short_summary_only() -> None:
    one = lambda request: json.dumps({"sentences": [sentence_on(shown_in(request)[0])]})  # noqa: E731
    assert summarized(one, length="short").by == "model"
    assert summarized(one, length="long").by == "rules"


@pytest.mark.parametrize("length", ["short", "long"])
def test_a_summary_that_holds_nothing_to_compare_leaves_it_to_aima(length: Length) -> None:
    def bare(request: ChatRequest) -> str:
        texts = ("They seem to get along well.", "A door stands open.", "It sounds friendly.")
        ids = [line.id for line in shown_in(request)]
        return json.dumps({"sentences": [{"text": text, "ids": ids[:2]} for text in texts]})

    made = summarized(bare, length=length)
    assert made.by == "rules"
    assert made.problem is not None
    assert "3 of 3 sentences of the language model standing, 0 of them with a quotation" in made.problem.en
    assert "davon 0 mit einem Zitat" in made.problem.de
    assert [struck.why for struck in made.struck] == [Strike.DISCARDED] * 3


def test_the_same_kept_answers_give_the_same_summary() -> None:
    kept = Kept()
    first = summarize(TIMELINE, ASSESSMENT, policy(), asker(good, kept), "en", "long")
    asking = asker(lambda _: "", kept)
    second = summarize(TIMELINE, ASSESSMENT, policy(), asking, "en", "long")
    assert first.model_dump_json() == second.model_dump_json()
    assert asked_of(asking) == []


def test_a_long_recording_is_summarised_over_its_windows() -> None:
    timeline = talk(120)
    made = summarize(timeline, ruled(timeline), policy(), asker(good, context=8_192), "en", "long")
    assert made.by == "model"
    assert len(made.exchanges) > 3


def test_a_hundred_and_seventy_adversarial_answers_leave_no_unchecked_sentence() -> None:
    digest = make_digest(TIMELINE, ASSESSMENT, policy(), window_tokens=20_000, total_tokens=20_000)
    for attack in attacks(digest, 170):
        made = summarized(lambda _, text=attack.text: text)  # type: ignore[misc]
        if attack.family in ALL_FALSE:
            assert made.by == "rules"
