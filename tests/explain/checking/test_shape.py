import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aima.explain.checking.quotations import find_quotes
from aima.explain.checking.shape import LONGEST, has_strange_signs, is_malformed, one_line, showable


@pytest.mark.parametrize(
    "text",
    [
        "A sentence.",
        " Ein Satz. ",
        "One\nline break",
        "x" * LONGEST,
        "5 < 6 and a > b",
        "AT&T",
        "a/b",
        "He (she) it",
        "18+",
        "Ça va?",
    ],
)
def test_plain_sentences_have_a_good_shape(text: str) -> None:
    good = any(sign.isalpha() for sign in text)
    assert is_malformed(text) is not good


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "x" * (LONGEST + 1),
        "a\n\nb",
        "a\n \t\nb",
        "a\rb",
        "a\u2028b",
        "a\x00b",
        "a\u200bb",
        "a\ufeffb",
        "a\ue000b",
        "a\udc80b",
        "a\u0378b",
        "<i>a</i>",
        "</s> a",
        "a <!-- b -->",
        "<|a|>",
        "＜ｂ＞ a",
        "**a**",
        "__a__",
        "~~a~~",
        "# a",
        "* a",
        "- a",
        "1) a",
        "| a | b |",
        "[a](b)",
        "![a",
        "```a",
        "{a}",
        "a \\n b",
        "a == b",
        "a => b",
        "a || b",
        "a && b",
        "&lt;a",
        "&#65;",
        "f();",
        "[INST] a",
    ],
)
def test_everything_else_is_malformed(text: str) -> None:
    assert is_malformed(text)


@pytest.mark.parametrize(
    "text", ["ﬁne", "risк", "ɑ", "ı", "Ⓡisk", "ª", "ʰ", "x\u0336", "⅔", "①", "Ⅻ", "⟨a⟩", "⸢a⸣", "☎"]
)
def test_signs_that_look_like_others_have_no_place_outside_of_quotations(text: str) -> None:
    strange = text != "⅔"  # a fraction is read
    assert has_strange_signs(f"It is {text}.", ()) is strange
    quoted = f"It is “{text}”."
    assert not has_strange_signs(quoted, find_quotes(quoted))


def test_german_english_and_names_are_not_strange() -> None:
    text = "Größe, Übel, naïve café, Łódź, Åse, Søren, Œuvre, 5 °C, 3 ½ → 4 ≈ 4 € § 5 – “a” „b“ (c) [d]…"
    assert not has_strange_signs(text, ())


def test_a_line_is_one_line_in_composed_form() -> None:
    assert one_line("  cafe\u0301\n is \t here ") == "café is here"


@settings(database=None, derandomize=True, deadline=None, max_examples=200)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=50), st.integers(1, 60))
def test_what_is_shown_of_the_struck_can_be_written_and_stays_short(text: str, longest: int) -> None:
    shown = showable(text, longest)
    assert len(shown) <= longest
    assert showable(shown, longest) == shown
    assert shown.encode().decode() == shown
    assert not any(ord(sign) < 32 for sign in shown)
