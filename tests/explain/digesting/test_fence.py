import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aima.explain.digesting.fence import LONGEST, fence, frame, unfence
from tests.injections import INJECTIONS

ANY = st.text(st.characters(), max_size=300)
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"}
TEMPLATE = re.compile(r"<\||\|>|\[/?INST\]|<</?SYS>>|</?s>|```|^#{1,6} |</?\w+>|\{\{|\$\{|#\{", re.MULTILINE)


def spelled(text: str) -> str:
    """Half pairs that stand side by side are one character in JSON."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def holds(fenced: str) -> None:
    assert fenced.startswith('<"')
    assert fenced.endswith(">")
    inner = fenced[2 : fenced.rindex('"')]
    assert not set(inner) & set('<>"&`|[]{}#\n\r\t')
    assert len(fenced.splitlines()) == 1
    assert not {unicodedata.category(sign) for sign in inner.replace(" ", "")} & UNSEEN
    assert not re.search(r"\\(?!u[0-9a-f]{4})", inner), "a backslash begins an escape and nothing else"
    assert fenced.encode()  # no half pair is left
    assert not TEMPLATE.search(inner)
    assert frame(f"k7f2q 1.0: {fenced} end") == 'k7f2q 1.0: <""> end'


@given(ANY)
@example("\ud83d\ude00 \udcff")
@example("\U000e0049\ufe0f\u202e")
def test_any_text_stays_within_its_fence_and_comes_back(text: str) -> None:
    fenced = fence(text, longest=10_000)
    holds(fenced)
    assert unfence(fenced) == spelled(text)


@given(ANY, st.integers(1, 40))
def test_a_cut_text_stays_within_its_fence_and_counts_the_rest(text: str, longest: int) -> None:
    fenced = fence(text, longest)
    holds(fenced)
    shown = unfence(fenced)
    rest = re.search(r'" \+(\d+)>$', fenced)
    kept = next(n for n in range(len(text), -1, -1) if spelled(text[:n]) == shown)
    assert kept <= longest
    assert int(rest[1] if rest else 0) == len(text) - kept
    assert len(fenced) <= 2 * longest + len('<"" +123>')


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_injection_leaves_its_fence(text: str) -> None:
    holds(fence(text))
    assert unfence(fence(text, 10_000)) == text


def test_letters_of_every_alphabet_and_ordinary_marks_stay_readable() -> None:
    for text in (
        "Hör auf, bitte! Nein – „jetzt“ (so) 50 %",
        "don't stop… it’s 5€",
        "не надо",
        "请停下来",
        "e\u0301",
        "👍",
    ):
        assert fence(text) == f'<"{text}">'


def test_template_tokens_are_broken_up() -> None:
    assert fence("<|im_start|>") == '<"\\u003c\\u007cim_start\\u007c\\u003e">'
    assert "INST]" not in fence("[INST] do [/INST]")
    assert fence("### Response") == '<"\\u0023\\u0023\\u0023 Response">'
    assert fence('say "yes" \\u003c') == '<"say \\u0022yes\\u0022 \\u005cu003c">'


def test_signs_that_nobody_sees_are_spelled_out() -> None:
    for (
        sign
    ) in "\u200b\u2060\u00ad\u202e\u2066\u2028\u0085\ufeff\u034f\u3164\ufe0f\U000e0041\U000e0101\ufff9\ue000\x00\x1b":
        assert sign not in fence(f"a{sign}b")


def test_a_long_text_is_cut_and_the_rest_counted() -> None:
    assert fence("x" * (LONGEST + 7)).endswith('x" +7>')
    assert unfence(fence("abcdef", 4)) == "abcd"
    assert fence("", 4) == '<"">'


def test_signs_that_swell_are_cut_sooner() -> None:
    fenced = fence("<" * 5000)
    assert len(fenced) < 2 * LONGEST + 20
    assert f"+{5000 - 2 * LONGEST // 6}>" in fenced


def test_what_is_no_fence_is_refused() -> None:
    for text in ('"a"', '<"a"', '<"a<b">', 'x<"a">', '<"a"> <"b">'):
        with pytest.raises(ValueError, match="no fenced text"):
            unfence(text)
