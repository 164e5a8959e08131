import pytest
from hypothesis import given
from hypothesis import strategies as st

from aima.explain.digesting.tokens import LINE_END, count, milli, millis

ANY = st.text(st.characters(), max_size=80)

# Counted with real vocabularies: GPT-4o (o200k), Llama 3, and Mistral, which is the dearest.
COUNTED = [
    ('k7f2q 12.3-14.0 keyword withdrawal stop spoken speaker-2 0.81: <"stop it">', 30, 30, 33),
    ("m3x9a 10.0-41.5 x63 pose upright arms free person-1 0.92", 26, 26, 30),
    (
        "h8a3c 4523.4-4527.9 speech.segment de speaker-1 0.77: "
        '<"Also ich glaube, wir müssen vorher noch über die Grenzen sprechen.">',
        42,
        47,
        57,
    ),
    (
        "a1wph 61.0-64.2 speech.segment en speaker-2 0.93: "
        '<"I would rather sit on the other side, if you don\'t mind.">',
        40,
        41,
        46,
    ),
    ("The balance of evidence lies below the limit, and two people have to look at the recording.", 19, 19, 19),
]


@pytest.mark.parametrize(("text", "gpt", "llama", "mistral"), COUNTED)
def test_the_estimate_is_near_the_dearest_tokenizer_and_seldom_below(
    text: str, gpt: int, llama: int, mistral: int
) -> None:
    dearest = max(gpt, llama, mistral)
    assert 0.92 * dearest <= count(text) <= 1.2 * dearest


def test_nothing_costs_nothing() -> None:
    assert count("") == 0
    assert count("a") == 1
    assert millis([]).tolist() == []


@given(st.lists(ANY.filter(lambda text: "\n" not in text), min_size=1, max_size=8))
def test_the_lines_of_a_text_cost_what_the_text_costs(lines: list[str]) -> None:
    each = [milli(text) for text in lines]
    assert milli("\n".join(lines)) == sum(each) + LINE_END * (len(lines) - 1)
    assert millis(lines).tolist() == each


def test_many_lines_at_once_are_the_same_as_one_by_one() -> None:
    lines = [("wort " * (n % 7)) + str(n) for n in range(10_000)]
    assert millis(lines).tolist() == [milli(text) for text in lines]


@given(ANY, ANY)
def test_more_text_never_costs_less(text: str, more: str) -> None:
    assert milli(text + more) >= milli(text) >= 0
