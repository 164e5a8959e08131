import pytest

from aima.explain.checking.folding import Folded, fold, fold_sentence
from aima.explain.checking.quotations import find_quotes
from aima.explain.checking.subjects import find_subjects, names_others


def numbers(text: str) -> list[int]:
    return [named.number for named in find_subjects(Folded(fold(text)))]


def others(text: str, *subjects: str) -> bool:
    return names_others(find_subjects(Folded(fold(text))), text, subjects)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("speaker-3", [3]),
        ("Speaker 3 and speaker_4", [3, 4]),
        ("SPEAKER#3", [3]),
        ("speaker-03", [3]),
        ("Sprecher 12", [12]),
        ("Sprecherinnen 1 und 2", [1, 2]),
        ("Sprechers Nr. 3", [3]),
        ("speakers 1, 2 and 4", [1, 2, 4]),
        ("Personen 1 bis 3", [1, 2, 3]),
        ("speakers 1-3", [1, 2, 3]),
        ("Person zwei", [2]),
        ("person two", [2]),
        ("Person III", [3]),
        ("voice 2", [2]),
        ("Stimme 2", [2]),
        ("Gesicht 2", [2]),
        ("participant 2", [2]),
        ("the third speaker", [3]),
        ("der dritte Sprecher", [3]),
        ("die 2. Person", [2]),
        ("the 2nd voice", [2]),
        ("speaker-2 (12.3 s)", [2]),
        ("speaker 2 12.3-14.0", [2]),
        ("speaker-2, 12 s", [2]),
        ("speaker-2: stop", [2]),
        ("Speaker １", [1]),
        ("speaker-1 or person-2", [1, 2]),
    ],
)
def test_numbered_subjects_are_found(text: str, expected: list[int]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "two speakers",
        "a second speaker",
        "ein dritter Sprecher",
        "three persons and 2 voices",
        "a person",
        "eine Person",
        "speaker 2 seconds later",
        "speaker 12.3 s",
        "speaker 1:23",
        "loudspeaker 3",
        "personal 2",
        "the second scream",
        "speakers",
    ],
)
def test_counts_and_times_name_nobody(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "subjects", "expected"),
    [
        ("speaker-1 speaks", ("speaker-1",), False),
        ("Sprecher 1 spricht", ("speaker-1",), False),
        ("speaker-1 speaks", ("speaker-2",), True),
        ("speaker-1 speaks", ("person-1",), True),
        ("person-1 is seen", ("speaker-1",), True),
        ("speaker-1 speaks", (), True),
        ("speakers 1 and 2", ("speaker-1", "speaker-2"), False),
        ("speakers 1 and 2", ("speaker-1",), True),
        ("woman 1", ("person-1",), False),
        ("Person B", ("person-1",), True),
        ("Speaker A", (), True),
        ("Person a bit further left", (), False),
        ("nobody is named", (), False),
        ("speaker-1", ("Speaker 01", "odd name", "\ud800"), False),
    ],
)
def test_only_subjects_of_what_is_cited_may_be_named(text: str, subjects: tuple[str, ...], expected: bool) -> None:
    assert others(text, *subjects) is expected


def test_what_is_quoted_names_nobody() -> None:
    text = "She says “speaker 3 is loud”."
    assert find_subjects(fold_sentence(text, find_quotes(text))) == ()


def test_a_range_that_is_too_wide_is_two_names() -> None:
    assert numbers("speakers 1-9999") == [1, 9999]
