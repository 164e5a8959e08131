import pytest

from aima.explain.checking.attribution import misattributes
from aima.explain.checking.folding import fold_sentence
from aima.explain.checking.quotations import find_quotes
from aima.explain.checking.subjects import find_subjects


def given_to(text: str) -> list[tuple[int, list[int]]]:
    """To which numbers each quotation is given."""
    sentence, found = fold_sentence(text, find_quotes(text)), []

    def belongs(place, given):
        found.append((place, [who.number for who in given]))
        return True

    assert not misattributes(sentence, find_subjects(sentence), belongs)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Speaker-1 says “a”.", [(0, [1])]),
        ("Speaker 1 (12.3 s) then clearly says to him: “a”.", [(0, [1])]),
        ("Sprecher 1: „a“.", [(0, [1])]),
        ("“a”, says speaker 1.", [(0, [1])]),
        ("„a“ – so der Sprecher 1.", [(0, [1])]),
        ("Speakers 1 and 2 say “a”.", [(0, [1, 2])]),
        ("Speaker-1 says “a” and speaker-2 answers “b”.", [(0, [1]), (1, [2])]),
        ("At the end says speaker-1: “a”.", [(0, [1])]),
        ("Speaker-1 protests at 12.3 s: “a”.", [(0, [1])]),
        ("Laut Sprecher 1 gilt: „a“.", [(0, [1])]),
        ("Die Antwort von Sprecher 1, „a“, fällt spät.", [(0, [1])]),
        ("“a” comes from speaker-1.", [(0, [1])]),
        ("Das „a“ von Sprecher 1 ist klar.", [(0, [1])]),
        ("Speaker-1 introduces it (“a”).", [(0, [1])]),
        ("Speaker-1's remark “a” is late.", [(0, [1])]),
        ("Speaker-1 answers “a” with “b”.", []),
        ("Speaker-1 is asked: “a”.", []),
        ("Das „a“ von Sprecher 1 übergangen wird.", []),
        ("Auf „a“ antwortet Sprecher 1 nicht.", []),
        ("Speaker-1 ignores the plea (“a”).", []),
        ("Speaker-1 stops, and somebody says: “a”.", []),
        ("Speaker-1 goes on after “a”.", []),
        ("“a” is heard by speaker 1.", []),
        ("Nobody says “a”.", []),
        ("Speaker-1 is silent. She says “a”.", []),
    ],
)
def test_plain_forms_give_words_to_speakers(text: str, expected: list[tuple[int, list[int]]]) -> None:
    assert given_to(text) == expected


def test_words_of_another_are_seen() -> None:
    text = "Speaker-1 says “a”."
    sentence = fold_sentence(text, find_quotes(text))
    assert misattributes(sentence, find_subjects(sentence), lambda place, given: False)
