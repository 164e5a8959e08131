import pytest

from aima.explain.wording import capital, clock, count, kept, length, listed, quoted, subject
from aima.model.words import words
from tests.injections import INJECTIONS


def test_recorded_text_is_one_line_of_visible_signs() -> None:
    assert kept("  stop\n it\u200b \u202enow\x00 ") == "stop it now"
    assert kept("a" * 200) == "a" * 119 + "…"
    assert kept("\u200b\ud800") == ""


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_quotation_has_exactly_its_own_two_marks(text: str) -> None:
    quote = quoted(text)
    assert (quote.de[0], quote.de[-1], quote.en[0], quote.en[-1]) == ("„", "“", "“", "”")
    assert not set('„“”"«»') & set(quote.de[1:-1] + quote.en[1:-1])
    assert quote.de.isprintable()


@pytest.mark.parametrize(
    ("ms", "shown"), [(0, "0:00"), (12_999, "0:12"), (61_000, "1:01"), (3_599_999, "59:59"), (3_600_000, "1:00:00")]
)
def test_a_moment(ms: int, shown: str) -> None:
    assert clock(ms) == shown


@pytest.mark.parametrize(
    ("ms", "de", "en"),
    [
        (1, "1 Sekunde", "1 second"),
        (2_000, "2 Sekunden", "2 seconds"),
        (60_000, "1 Minute", "1 minute"),
        (124_000, "2 Minuten und 4 Sekunden", "2 minutes and 4 seconds"),
        (3_661_000, "1 Stunde und 1 Minute", "1 hour and 1 minute"),
        (7_200_000, "2 Stunden", "2 hours"),
    ],
)
def test_a_length(ms: int, de: str, en: str) -> None:
    assert length(ms) == words(de, en)


def test_counts_are_words_up_to_twelve() -> None:
    one, many = words("eine Stimme", "one voice"), words("Stimmen", "voices")
    assert count(1, one, many) == one
    assert count(2, one, many) == words("zwei Stimmen", "two voices")
    assert count(12, one, many) == words("zwölf Stimmen", "twelve voices")
    assert count(13, one, many) == words("13 Stimmen", "13 voices")


def test_lists_and_names() -> None:
    a, b, c = words("A", "a"), words("B", "b"), words("C", "c")
    assert listed([]) == words("", "")
    assert listed([a]) == a
    assert listed([a, b, c]) == words("A, B und C", "a, b and c")
    assert subject("speaker-2") == words("Sprecher 2", "speaker 2")
    assert subject("person-1") == words("Person 1", "person 1")
    assert subject("guest\n") == words("guest", "guest")
    assert capital("ärger") == "Ärger"
