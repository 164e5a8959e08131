from types import SimpleNamespace

import numpy as np

from aima.analyzers.speech.keyword_spotting import (
    KeywordSpotting,
    Phrase,
    Spotted,
    pronounceable,
    wanted,
    without_inner,
)
from aima.model.clip import Clip
from aima.model.policy import Term
from aima.model.span import Span


def term(*forms: str, spot: bool = True, language: str = "en") -> Term:
    return Term(term=forms[0], category="consent", priority="low", language=language, forms=forms, spot=spot)


POLICY = SimpleNamespace(
    vocabulary=(
        term("comfortable", "that hurts"),
        term("comfortable"),
        term("stop", spot=False),
        term("aufhören", language="de"),
    )
)


def test_a_phrase_is_heard_where_it_is_said(talk: Clip) -> None:
    spotter = KeywordSpotting(pronounceable(["comfortable", "pineapple pizza", "immediately"]))
    found = list(spotter.analyze(talk))
    assert {draft.payload.phrase for draft in found} == {"comfortable"}
    assert any(draft.span.overlaps(Span(63_151, 65_456)) for draft in found)
    assert all(draft.confidence <= 0.35 and talk.span.covers(draft.span) for draft in found)
    assert list(spotter.analyze(talk)) == found, "what it heard before changes nothing"


def test_only_english_terms_that_are_to_be_spotted_are_wanted() -> None:
    assert wanted(POLICY) == ("comfortable", "that hurts")


def test_german_or_an_empty_vocabulary_is_listened_for_in_vain(talk: Clip) -> None:
    german = KeywordSpotting.build(SimpleNamespace(language="de", policy=POLICY))
    nothing = KeywordSpotting.build(SimpleNamespace(language="en", policy=SimpleNamespace(vocabulary=())))
    for spotter in (german, nothing):
        assert spotter.params["listens_for"] == []
        assert list(spotter.analyze(talk)) == []


def test_the_parameters_say_what_is_listened_for() -> None:
    spotter = KeywordSpotting.build(SimpleNamespace(language="auto", policy=POLICY))
    assert spotter.params["listens_for"] == ["comfortable /1e-16/", "that hurts /1e-10/"]


def test_unknown_words_are_left_out_and_compounds_put_together() -> None:
    found = pronounceable(["safeword", "xyzzyq", "stop xyzzyq", "no"])
    assert [phrase.text for phrase in found] == ["safeword"], "and what is too short to hear"
    assert found[0].added == (("safeword", "S EY F W ER D"),)


def test_a_compound_can_be_listened_for(talk: Clip) -> None:
    found = list(KeywordSpotting(pronounceable(["safeword", "comfortable"])).analyze(talk))
    assert {draft.payload.phrase for draft in found} == {"comfortable"}


def test_short_phrases_need_more() -> None:
    assert [Phrase("x", phones).threshold for phones in (2, 4, 8, 12, 30)] == [
        "1e-1",
        "1e-4",
        "1e-12",
        "1e-20",
        "1e-20",
    ]
    assert [Phrase("x", phones).confidence for phones in (5, 8, 12)] == [0.15, 0.25, 0.35]


def test_a_phrase_inside_a_longer_one_is_not_counted_twice() -> None:
    stop, please = Phrase("stop", 4), Phrase("please stop", 8)
    found = without_inner([Spotted(stop, 400, 800), Spotted(please, 0, 790), Spotted(stop, 2000, 2300)])
    assert [(spotted.phrase.text, spotted.start_ms) for spotted in found] == [("please stop", 0), ("stop", 2000)]


def test_what_is_heard_inside_a_longer_phrase_is_no_draft(talk: Clip, monkeypatch) -> None:
    stop, please = Phrase("stop", 4), Phrase("please stop", 8)
    spotter = KeywordSpotting((stop, please))
    monkeypatch.setattr(spotter, "_decoder", lambda: None)
    monkeypatch.setattr(spotter, "_listen", lambda *_: iter((Spotted(stop, 100, 190), Spotted(please, 0, 200))))
    assert {draft.payload.phrase for draft in spotter.analyze(talk)} == {"please stop"}


def test_nothing_is_heard_in_noise() -> None:
    noise = np.random.default_rng(3).normal(0, 0.1, 80_000).astype(np.float32)
    spotter = KeywordSpotting(pronounceable(["stop", "help me"]))
    assert list(spotter.analyze(Clip("c" * 64, 0, Span(0, 5000), noise))) == []
