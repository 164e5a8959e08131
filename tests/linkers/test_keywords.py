"""Keywords in time: their spans, speakers, tones, sources and witnesses."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aima.linkers.keywords import Keywords
from aima.model import kinds
from aima.model.analysis import PROFILES, ProfileName
from aima.model.plugins import Given
from aima.model.policy import Term
from aima.model.span import Span


@pytest.fixture(scope="module")
def linker(policy):
    return Keywords.build(Given(PROFILES[ProfileName.FULL], "auto", policy))


def found(linker, build):
    return list(linker.link(build.timeline()))


def test_the_span_is_that_of_the_words(build, linker):
    segment = build.segment("Well then please stop it now.", 1000)
    (draft,) = found(linker, build)
    assert draft.span == Span(1600, 2500)
    assert draft.sources == (segment,)
    assert draft.payload == kinds.Keyword(
        term="please_stop",
        category="withdrawal",
        priority="high",
        source="spoken",
        text="please stop it",
        language="en",
    )
    assert draft.confidence == 0.9


def test_the_text_has_the_words_that_any_words_stood_for(build, linker):
    build.segment("If you go I will send the pictures to your boss.", 1000)
    (draft,) = found(linker, build)
    assert draft.payload.text == "I will send the pictures to your"


def test_without_words_the_span_is_the_segments_and_the_confidence_its_probability(build, linker):
    build.segment("Please stop it.", 1000, end=4000, words=False, logprob=-0.5)
    (draft,) = found(linker, build)
    assert (draft.span, draft.confidence) == (Span(1000, 4000), 0.6065)


def test_a_doubted_segment_fires_nothing(build, linker):
    build.segment("Stop!", 0)
    doubted = build.segment("Stop! I said no.", 20_000)
    build.doubt(doubted, Span(20_000, 21_000))
    assert [draft.span.start_ms for draft in found(linker, build)] == [0]


def test_the_speaker_and_tone_are_those_of_the_moment(build, linker):
    build.segment("Stop.", 1000, end=2000)
    build.speaker(0, 1100, "speaker-1")
    speaker = build.speaker(1100, 5000, "speaker-2")
    build.affect(1100, 5000, 0.9, "speaker-2")
    build.affect(0, 5000, 0.1, "speaker-1")
    (draft,) = found(linker, build)
    assert (draft.subject, draft.payload.tone) == ("speaker-2", 0.9)
    assert speaker in draft.sources
    assert len(draft.sources) == 3


def test_words_that_are_sung_are_quoted_but_a_cue_for_age_is_not(build, linker):
    build.segment("Stop, stop.", 1000)
    build.segment("I'm sixteen.", 11_000)
    build.sound(0, 20_000, "music")
    drafts = found(linker, build)
    assert [(d.payload.category, d.payload.quoted) for d in drafts] == [
        ("withdrawal", True),
        ("withdrawal", True),
        ("age", False),
    ]


def test_music_that_has_ended_quotes_nothing(build, linker):
    build.segment("Stop!", 1000)
    build.sound(0, 1100, "music")
    build.sound(1000, 2000, "impact")
    assert [d.payload.quoted for d in found(linker, build)] == [False]


def test_a_phrase_is_found_across_two_segments(build, linker):
    first = build.segment("I want to", 1000)
    second = build.segment("go home", 1950)
    (draft,) = found(linker, build)
    assert (draft.payload.term, draft.span, draft.sources) == ("want_to_leave", Span(1000, 2550), (first, second))


def test_a_negation_is_found_across_two_segments_but_not_across_a_pause(build, linker):
    build.segment("I don't want you to", 1000)
    build.segment("stop", 2600)
    build.segment("I don't want to say that you", 20_000)
    build.segment("stop", 25_000)
    assert [d.payload.negated for d in found(linker, build) if d.payload.text == "stop"] == [True, False]


def test_spotted_phrases_pass_with_their_low_confidence(build, linker):
    spotted = build.spotted("leave me alone", 3000, 4000, 0.25)
    build.spotted("something nobody asked for", 6000, 7000)
    (draft,) = found(linker, build)
    assert (draft.payload.source, draft.payload.term, draft.confidence) == ("spotted", "want_to_leave", 0.25)
    assert draft.sources == (spotted,)


def test_a_spotted_phrase_that_the_transcript_has_is_not_counted_twice(build, linker):
    build.segment("Leave me alone!", 3000)
    build.spotted("leave me alone", 3100, 4000)
    build.spotted("leave me alone", 30_000, 31_000)
    assert [(d.payload.source, d.span.start_ms) for d in found(linker, build)] == [
        ("spoken", 3000),
        ("spotted", 30_000),
    ]


def test_text_that_stays_on_the_screen_is_one_keyword(build, linker):
    ids = [build.text("BITTE AUFHÖREN", i * 1000, i * 1000 + 1000, "de", 0.5 + i / 100) for i in range(8)]
    build.text("Bitte aufhören", 60_000, 61_000, "de")
    drafts = found(linker, build)
    assert [(d.span, d.payload.source, d.subject) for d in drafts] == [
        (Span(0, 8000), "screen", None),
        (Span(60_000, 61_000), "screen", None),
    ]
    assert drafts[0].sources == tuple(ids[:5])
    assert drafts[0].confidence == 0.57
    assert drafts[0].box is not None


def test_a_reader_that_loses_the_dots_of_umlauts_is_understood(build, linker):
    build.text("Hor auf", 0, 1000)
    assert [d.payload.term for d in found(linker, build)] == ["stop"]


def test_in_speech_a_lost_umlaut_is_another_word(build, linker):
    build.segment("Hor auf", 0, "de")
    assert found(linker, build) == []


def test_single_words_of_the_other_language_do_not_count_in_speech_but_phrases_do(build, linker):
    build.segment("Das ist no rot.", 0, "de")
    build.segment("Ich sag dir, leave me alone.", 10_000, "de")
    build.segment("No sé.", 20_000, "es")
    assert [d.payload.text for d in found(linker, build)] == ["leave me alone"]


def test_a_term_that_cannot_be_negated_stays_as_it_is(build):
    term = Term(term="x", category="pain", priority="low", language="en", forms=("thing",), negatable=False)
    build.segment("never a thing", 0)
    assert [d.payload.negated for d in Keywords([term]).link(build.timeline())] == [False]
    assert [
        d.payload.negated for d in Keywords([term.model_copy(update={"negatable": True})]).link(build.timeline())
    ] == [True]


def test_the_vocabulary_is_part_of_the_parameters(policy):
    assert Keywords(policy.vocabulary).params == Keywords(policy.vocabulary).params
    assert Keywords(policy.vocabulary).params != Keywords(policy.vocabulary[1:]).params


def test_an_hour_of_talk_takes_seconds(build, linker):
    build.duration_ms = 3_600_000
    for i in range(1200):
        build.segment(
            "I think that we should not stop here, yes, and then no one is at home.", i * 3000, end=i * 3000 + 2900
        )
    start = time.perf_counter()
    assert len(found(linker, build)) >= 1200
    assert time.perf_counter() - start < 20


NOISE = st.text(st.characters(codec="utf-8"), max_size=60)
WORDS = st.lists(
    st.sampled_from(
        [
            "stop",
            "no",
            "don't",
            "not",
            "red",
            "yes",
            "I",
            "you",
            "want",
            "to",
            "if",
            "said",
            ",",
            ".",
            "?",
            "!",
            "nicht",
            "auf",
            "hör",
            "nein",
            "ja",
            "das",
            "safeword",
            "„",
            "“",
            "15",
        ]
    ),
    max_size=14,
).map(" ".join)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(NOISE, WORDS), min_size=1, max_size=4), st.sampled_from(["de", "en", "fr", ""]))
def test_whatever_is_said_keywords_lie_within_their_sources_and_never_change(build, linker, texts, language):
    build.made.clear()
    for i, text in enumerate(texts):
        build.segment(text, i * 5000, language)
        build.text(text, i * 5000, i * 5000 + 1000, language)
    timeline = build.timeline()
    drafts = list(linker.link(timeline))
    assert drafts == list(linker.link(timeline))
    assert [d.span for d in drafts] == sorted(d.span for d in drafts)
    for draft in drafts:
        whole = timeline[draft.sources[0]].span | timeline[draft.sources[-1]].span
        assert draft.payload.source == "screen" or whole.covers(draft.span)
        assert draft.payload.text


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["we", "went", "there", "today", "the", "wir", "gehen", "heute", "morgen", "dort"]), max_size=8
    )
)
def test_words_around_a_plain_stop_do_not_silence_it(build, linker, around):
    build.made.clear()
    build.segment(f"{' '.join(around)}. Stop! {' '.join(around)}.", 0)
    assert [(d.payload.text, d.payload.negated, d.payload.quoted) for d in linker.link(build.timeline())] == [
        ("Stop", False, False)
    ]


def test_short_loan_words_count_alone_whatever_language_was_guessed(build, linker):
    build.segment("No! Help!", 0, "de")
    build.segment("Nein, nein!", 10_000, "en")
    assert [d.payload.category for d in found(linker, build)] == ["refusal", "distress", "refusal", "refusal"]
