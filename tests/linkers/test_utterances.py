"""Words in order, folded, with clause and sentence."""

import pytest

from aima.linkers.utterances import clause_of, fold, fold_loose, sentence_of, shown, spoken
from aima.model.span import Span


def tokens(build):
    timeline = build.timeline()
    return [utterance.tokens for utterance in spoken(list(timeline))]


@pytest.mark.parametrize(
    ("word", "folded", "loose"),
    [
        ("Hör", "hoer", "hor"),
        ("HO\u0308R", "hoer", "hor"),
        ("Straße", "strasse", "strasse"),
        ("don’t", "dont", "dont"),
        ("café", "cafe", "cafe"),
        ("AUFHÖREN", "aufhoeren", "aufhoren"),
    ],
)
def test_folding(word, folded, loose):
    assert (fold(word), fold_loose(word)) == (folded, loose)


def test_clauses_sentences_and_questions(build):
    build.segment("No, stop. Why, please? Go", 0)
    (words,) = tokens(build)
    assert [(t.text, t.clause, t.sentence, t.question) for t in words] == [
        ("No", 0, 0, False),
        ("stop", 1, 0, False),
        ("Why", 2, 1, True),
        ("please", 3, 1, True),
        ("Go", 4, 2, False),
    ]
    assert (sentence_of(words, 3), clause_of(words, 3)) == (range(2, 4), range(3, 4))


def test_quotation_marks_of_either_language(build):
    build.segment('He said "no" and „nein“ and went', 0)
    (words,) = tokens(build)
    assert [t.text for t in words if t.cited] == ["no", "nein"]


def test_a_pause_parts_clauses(build):
    build.segment("I cannot", 0)
    build.segment("stop", 900)
    build.segment("please", 2500)
    (words,) = tokens(build)
    assert [(t.clause, t.sentence) for t in words] == [(0, 0), (0, 0), (0, 0), (1, 1)]


def test_a_long_pause_or_another_language_begins_an_utterance(build):
    build.segment("one", 0)
    build.segment("two", 10_000)
    build.segment("drei", 10_400, "de")
    assert [len(words) for words in tokens(build)] == [1, 1, 1]


def test_punctuation_of_the_text_serves_words_that_have_none(build):
    id = build.segment("No, stop!", 0, words=True)
    payload = build.made[0].draft.payload
    bare = payload.model_copy(
        update={"words": tuple(w.model_copy(update={"text": " " + w.text.strip(",!")}) for w in payload.words)}
    )
    object.__setattr__(build.made[0].draft, "payload", bare)
    (words,) = tokens(build)
    assert build.timeline()[id].span == Span(0, 600)
    assert [(t.clause, t.span) for t in words] == [(0, Span(0, 300)), (1, Span(300, 600))]


def test_text_of_a_picture_has_its_span(build):
    build.text("NO ENTRY", 100, 200)
    words = shown(build.made[0]).tokens
    assert [(t.fold, t.span) for t in words] == [("no", Span(100, 200)), ("entry", Span(100, 200))]
