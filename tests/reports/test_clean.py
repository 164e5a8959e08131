import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aima.reports.clean import canonical, file_label, shown, shown_lines, visible

HARMFUL = ["\0", "\x1b", "\x9b", "\u202e", "\u2066", "\u200f", "\u061c", "\ud800", "\x7f", "\ufeff"]


@pytest.mark.parametrize("sign", HARMFUL)
def test_harmful_signs_are_named_and_never_shown(sign):
    clean = shown(f"before{sign}after")
    assert sign not in clean
    assert clean.startswith("before") and clean.endswith("after") and len(clean) > len("beforeafter")


@given(st.text(alphabet=st.characters(), max_size=200))
def test_shown_is_one_line_without_control_signs_and_valid_utf8(text):
    clean = shown(text)
    assert clean.encode("utf-8").decode() == clean
    assert len(clean.splitlines()) <= 1
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in clean)


def test_long_text_is_cut_with_a_count():
    assert shown("a" * 10_000, 100) == "a" * 100 + "… (+9900)"


def test_visible_keeps_the_space_at_the_ends():
    assert visible(" two\n words ") == " two words "


@given(st.dictionaries(st.text(st.characters(), max_size=5), st.text(st.characters(), max_size=30), max_size=4))
def test_canonical_json_is_one_line_and_reads_back(value):
    text = canonical(value)
    assert len(text.splitlines()) == 1
    assert json.loads(text.encode("utf-8")) == value


def test_canonical_sorts_keys_and_keeps_letters_readable():
    assert canonical({"b": 1, "a": "Tür"}) == '{"a":"Tür","b":1}'


@pytest.mark.parametrize(
    ("name", "label"), [("a b/ü.x", "a_b_.x"), ("..", ""), ("\n;rm -rf", "rm_-rf"), ("talk-1", "talk-1")]
)
def test_file_labels_hold_nothing_special(name, label):
    assert file_label(name) == label


@given(st.text(alphabet=st.characters(), max_size=200))
def test_lines_hold_nothing_that_a_terminal_obeys(text):
    for line in shown_lines(text):
        assert len(line.splitlines()) <= 1 and line.encode("utf-8").decode() == line
        assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in line)


def test_lines_keep_their_indent():
    assert list(shown_lines('{\n  "a":  1,\r\n\t"b\x1b[0m": 2}\n')) == ["{", '  "a": 1,', '    "b␛[0m": 2}']
