import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aima.explain.checking.quotations import MARKS, Quote, find_quotes, pieces_of, recorded, stands_in, words_of
from aima.explain.checking.recorded_text import cite, texts_of
from aima.explain.parts import Evidence
from aima.model.kinds import BY_NAME, KINDS
from aima.model.observation import Draft, Observation, RunId, observation_id
from aima.model.span import Span
from aima.testing.payloads import example_payload

PROPERTY = settings(database=None, derandomize=True, deadline=None, max_examples=200)
PAIRS = [
    "„“",
    "„”",
    '„"',
    "“”",
    '“"',
    '""',
    "””",
    "«»",
    "»«",
    "»»",
    "‹›",
    "›‹",
    "‚‘",
    "‚'",
    "‘’",
    "''",
    "’’",
    "``",
    "`´",
    "「」",
    "『』",
    "〝〞",
    "❝❞",
    "❛❜",
    "＂＂",
    "＇＇",
    "‛’",
    "‟”",
    "｢｣",
    "﹁﹂",
    "″″",
    "′′",
]


def quotes(text: str) -> list[str]:
    return [quote.text for quote in find_quotes(text)]


def stands(text: str, *sources: str) -> bool:
    return stands_in(Quote(0, 1, text), [recorded(source) for source in sources])


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("words", ["stop it", "no", "Ich will das nicht.", "stop, it's enough!", "d'accord"])
def test_every_pair_of_marks_is_a_quotation(pair: str, words: str) -> None:
    for text in (
        f"She says {pair[0]}{words}{pair[1]} twice.",
        f"{pair[0]}{words}{pair[1]}",
        f"({pair[0]}{words}{pair[1]})",
    ):
        assert quotes(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "It's the speakers' voices, isn't it?",
        "Lass’ uns geh’n.",
        "The o'clock of d'Artagnan’s",
        "Hans' Stimme",
        "1′15″ and 2′",
    ],
)
def test_apostrophes_are_no_marks(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She says “stop", ["stop"]),
        ("She says “stop” it” now", ["stop", " now"]),
        ("“a” b “c”", ["a", "c"]),
        ("“a ‘b’ c”", ["a ‘b’ c"]),
        ("„a „b“ c“ d", ["a „b“ c"]),
        ('"a "b" c" d', ['a "b" c']),
        ("«a «b» c» d", ["a «b» c"]),
        ('„a "b“ c" d', ['a "b“ c']),
        ("'a' b c' d", ["a' b c"]),
        ("'til he stops", ["til he stops"]),
        ("« oui » et « non »", [" oui ", " non "]),
        ('a " b " c', [" b "]),
        ("„“", [""]),
        ('"', [""]),
        ("", []),
    ],
)
def test_nested_stray_and_unclosed_marks_leave_nothing_unchecked(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@PROPERTY
@given(st.text(st.sampled_from(MARKS + "ab 1.")))
def test_quotations_lie_in_order_and_only_apostrophes_stay_outside(text: str) -> None:
    found = find_quotes(text)
    place, outside = 0, ""
    for quote in found:
        assert place <= quote.start < quote.end <= len(text)
        assert text[quote.start] in MARKS
        outside += text[place : quote.start] + " "
        place = quote.end
    outside += text[place:]
    doubled = set(MARKS) - set("‚‘’‛'＇❛❜`´′″")
    assert not doubled & set(outside)


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("Stop it", "stop it, please"),
        ("STOP IT!", "Stop, it."),
        ("dont", "I don't want"),
        ("don’t want", "I don't want"),
        ("straße", "Die STRASSE hier"),
        ("ﬁne", "fine"),
        ("ｓｔｏｐ", "stop"),
        ("cafe\u0301", "café"),
        ("twenty five", "twenty-five"),
        ("stop … please", "stop it now please"),
        ("stop [...] please", "stop it now please"),
        ("...it now...", "stop it now please"),
        ("不要", "我不要这样"),
        ("не надо", "Нет, не надо!"),
        ("नहीं", "नहीं, बस"),
        ("want this", "I want this; I do not want this"),
        ("hör auf", "Bitte nicht, hör auf"),
        ("not want", "I do not want this"),
    ],
)
def test_punctuation_case_and_form_are_forgiven(quote: str, source: str) -> None:
    assert stands(quote, source)


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("no", "I know"),
        ("stop", "stopped"),
        ("ѕtop", "stop"),
        ("stοp", "stop"),
        ("s t o p", "stop"),
        ("stopit", "stop it"),
        ("please … stop", "stop it now please"),
        ("it … it", "stop it now"),
        ("stop now", "stop it now"),
        ("नही", "नहीं, बस"),
        ("cafe", "café"),
        ("want this", "I do not want this"),
        ("want this", "I don't want this"),
        ("das will", "ich nicht das will"),
        ("", "anything"),
        ("…", "anything"),
        ("12", "12"),
        ("!?", "!?"),
    ],
)
def test_letters_words_order_and_negations_are_not(quote: str, source: str) -> None:
    assert not stands(quote, source)


def test_one_text_must_hold_the_whole_quotation() -> None:
    assert stands("stop it", "go on", "stop it")
    assert not stands("stop it", "stop", "it")
    assert not stands("stop … it", "stop", "it")


@PROPERTY
@given(st.lists(st.text("abcdefghij", min_size=2, max_size=8), min_size=1, max_size=8), st.data())
def test_a_quotation_with_one_changed_letter_never_stands(words: list[str], data: st.DataObject) -> None:
    source = " ".join(words)
    assert stands(source, source)
    letters = [place for place, sign in enumerate(source) if sign.isalpha()]
    place = data.draw(st.sampled_from(letters))
    other = data.draw(st.sampled_from("klmnopäßñжо０"))
    assert not stands(f"{source[:place]}{other}{source[place + 1 :]}", source)


@PROPERTY
@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(quote: str, source: str) -> None:
    assert stands(quote, source) in (True, False)
    if pieces_of(quote) and "…" not in quote and ".." not in quote:
        assert stands(quote, quote)
        assert words_of(quote) == words_of(quote.upper().lower().upper()) or not quote.isascii()


@pytest.mark.parametrize("text", ["no not ", "a", "„", "… ", "' ", '"a ', "not a "])
def test_huge_texts_are_compared_quickly(text: str) -> None:
    huge = text * (100_000 // len(text))
    began = time.perf_counter()
    find_quotes(huge)
    stands("a b … a not no", huge)
    stands(huge[:400], huge)
    assert time.perf_counter() - began < 2.0


def test_what_an_observation_can_be_quoted_with() -> None:
    def texts(name: str, variant: int = 0) -> list[str]:
        return list(texts_of(example_payload(BY_NAME[name], variant)))

    for kind in KINDS:
        for variant in range(3):
            payload = example_payload(kind, variant)
            assert all(isinstance(text, str) for text in texts_of(payload))
            for answer in ("yes", "no", "cannot_tell"):
                assert answer not in list(texts_of(payload))
    assert texts("pose")
    assert texts("cut") == texts("face") == texts("person") == []
    assert len(texts("sound.event")) == 3


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_kind_can_be_cited(kind) -> None:
    for variant in range(3):
        draft = Draft(kind, Span(1000, 2000), example_payload(kind, variant))
        observation = Observation(observation_id(RunId("ab" * 32), 0, variant), RunId("ab" * 32), 0, draft)
        citation = cite(Evidence("a1b2c", (observation,), Span(1000, 9000)))
        assert (citation.observation, citation.start_ms, citation.end_ms) == (observation.id, 1000, 9000)
        assert citation.kind == kind.name
        assert citation.quote is None or (citation.quote.de and citation.quote.en)
