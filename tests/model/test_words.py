"""Text for people in both languages."""

import pytest
from pydantic import ValidationError

from aima.model.words import Words, words


def test_each_language_has_its_own_text():
    text = words("Stille", "silence")
    assert (text.in_language("de"), text.in_language("en")) == ("Stille", "silence")


def test_filling_puts_words_in_their_own_language_and_numbers_in_both():
    sentence = words("{who} sagt {count}-mal „{what}“", "{who} says “{what}” {count} times")
    filled = sentence.fill(who=words("Jemand", "Somebody"), count=3, what=words("nein", "no"))
    assert filled == words("Jemand sagt 3-mal „nein“", "Somebody says “no” 3 times")


def test_what_is_filled_in_is_never_read_as_a_place_to_fill():
    assert words("{x}", "{x}").fill(x=words("{y} {0}", "{y.z}")) == words("{y} {0}", "{y.z}")


def test_a_forgotten_value_does_not_pass_in_silence():
    with pytest.raises(KeyError):
        words("{who}", "{who}").fill(what="x")


def test_words_never_change():
    text = words("a", "b")
    with pytest.raises(ValidationError):
        text.de = "c"
    assert text == Words(de="a", en="b") and hash(text) == hash(Words(de="a", en="b"))
