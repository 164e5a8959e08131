import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aima.explain.checking.folding import Folded, fold, fold_sentence
from aima.explain.checking.quotations import find_quotes
from aima.explain.checking.word_lists import in_order, listed


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÄÖÜß", "aeoeuess"),
        ("a\u0308", "ae"),
        ("Café", "cafe"),
        ("１２٣", "123"),
        ("1½", "1 1\u20442"),
        ("It’s", "it's"),
        ("12–14", "12–14"),
        ("a\u00a0b", "a b"),
    ],
)
def test_sentences_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_quotations_are_kept_apart() -> None:
    text = "Er sagt „Größe“ und “yes"
    sentence = fold_sentence(text, find_quotes(text))
    assert sentence.text == "er sagt  groesse  und  yes "
    inside = [sentence.text[start:end].strip() for start, end in sentence.quoted]
    assert inside == ["groesse", "yes"]
    start = sentence.text.index("groesse")
    assert sentence.recorded(start, start + 7)
    assert not sentence.recorded(start, sentence.text.index("yes") + 3)
    assert not sentence.recorded(0, 2)


def test_ranges_are_struck_through_in_place() -> None:
    assert Folded("speaker 2 at 3").without([(0, 9)]).text == "||||||||| at 3"


@settings(database=None, derandomize=True, deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_every_quotation_has_its_range(text: str) -> None:
    quotes = find_quotes(text)
    assert len(fold_sentence(text, quotes).quoted) == len(quotes)


def test_lists_of_words() -> None:
    assert listed("a b a") == {"a", "b"}
    assert in_order("b a") == ("b", "a")
