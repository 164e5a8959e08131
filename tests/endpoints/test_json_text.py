"""Finding an object in text: fast, shallow, finite, and writable."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aima.endpoints.json_text import MAX_DEPTH, as_data, find_object, writable

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.text(max_size=5), PLAIN, max_size=4), st.text("abc <>`\n\t.,:;!", max_size=20))
def test_any_object_is_found_in_any_company(value, around):
    found = find_object(f"{around}```json\n{json.dumps(value)}\n```{around}{{")
    cleaned = json.loads(json.dumps(value).replace("\\u0000", "\\ufffd"))
    assert found == cleaned


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "}{", "null", '{"a": -Infinity}', '{"a": NaN}', '{"a": 1e400}', "{1: 2}"]
)
def test_what_is_no_object_is_none(text):
    assert find_object(text) is None


def test_depth_has_an_end():
    def nested(depth):
        return '{"a": ' * depth + "1" + "}" * depth

    assert find_object(nested(MAX_DEPTH)) is not None
    assert find_object(nested(MAX_DEPTH + 1)) is None
    assert find_object(nested(100_000)[:400_000]) is None
    assert find_object('{"a": ' + "[" * 90_000 + "]" * 90_000 + "}") is None


def test_thoughts_do_not_count():
    assert find_object('<think>{"a": 1}</think>{"a": 2}') == {"a": 2}
    assert find_object('<think>{"a": 1}') == {"a": 1}  # thoughts without an end: what can be had


def test_a_text_of_braces_does_not_take_long():
    start = time.monotonic()
    for text in ("{" * 500_000, '{"' * 250_000, '{"a":' * 100_000, '{"a":[' * 80_000, "{" + " " * 499_999):
        assert find_object(text) is None
    assert time.monotonic() - start < 5


def test_strings_can_be_written_afterwards():
    assert find_object('{"a\\ud800": ["\\u0000", {"b": "\\udfff\\ud83d\\ude00"}]}') == {
        "a\ufffd": ["\ufffd", {"b": "\ufffd\U0001f600"}]
    }


@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_text_it_can_be_written_and_stays_as_long(text):
    assert len(writable(text)) == len(text)
    assert b"\x00" not in writable(text).encode()


@given(st.text() | st.text('\\"<>|[]{}`#&\n\0ä\U0001f600'))
def test_data_is_one_fenced_string_of_plain_signs(text):
    data = as_data(text)
    assert (data[:2], data[-2:]) == ('<"', '">') and json.loads(data[1:-1]) == text
    assert data.isascii() and data.isprintable() and not set('"<>`|#&{}[]') & set(data[2:-2])
