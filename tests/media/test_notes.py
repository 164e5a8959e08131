"""What is remarked about a stream stands in both languages, and every remark the child can make has its words."""

import ast
import re
from pathlib import Path

import pytest

from aima import media
from aima.media.notes import NOTES, note, together
from aima.model.words import words

SOURCES = sorted(Path(media.__file__).parent.glob("*.py"))


def codes(node):
    """The codes that an argument may be; of an f-string its beginning."""
    match node:
        case ast.Constant(value=str(code)):
            return [code]
        case ast.IfExp():
            return codes(node.body) + codes(node.orelse)
        case ast.JoinedStr():
            begin = codes(node.values[0])[0]
            return [code for code in NOTES if code.startswith(begin)]
    raise AssertionError(ast.dump(node))


def remarks():
    """Each `strand.note(code, values...)` in the source: the code and how many values it gives."""
    for source in SOURCES:
        for call in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "note":
                yield from ((code, len(call.args) - 1) for code in codes(call.args[0]))


def test_the_words_are_in_both_languages_and_differ():
    for code, text in NOTES.items():
        assert text.de and text.en and text.de != text.en, code
        assert re.findall(r"\{\d\}", text.de) == re.findall(r"\{\d\}", text.en), code


def test_every_remark_of_the_child_has_words_and_no_words_are_left_over():
    made = dict(remarks())
    assert set(made) == set(NOTES)
    for code, count in made.items():
        text = note(code, [2] * count)
        assert text.de != text.en and "{" not in text.de + text.en


def test_numbers_are_filled_into_both():
    assert note("downmix", [6, 1]) == words("6 Kanäle wurden auf 1 heruntergemischt", "6 channels were mixed down to 1")


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("mine", []),
        ("late", []),
        ("late", [1, 2]),
        ("cover", [1]),
        ("late", ["soon"]),
        ("late", [-1]),
        ("late", [True]),
    ],
)
def test_what_the_table_does_not_know_is_refused(code, values):
    with pytest.raises(ValueError, match="no such note"):
        note(code, values)


def test_several_remarks_are_one_and_none_is_none():
    assert together([]) is None
    assert together([note("cover")]) == NOTES["cover"]
    assert together([words("a", "b"), words("c", "d")]) == words("a; c", "b; d")
