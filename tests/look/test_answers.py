"""What a model answers about one picture, read leniently and kept only where it makes sense."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aima.fusion.policy_file import load_policy
from aima.look.answers import LONGEST_CAPTION, LONGEST_LABEL, MOST_ANSWERS, Answers, clean, read_answers
from aima.look.picture import Picture
from aima.model.observation import Box

QUESTIONS = load_policy(None).look.questions
PICTURE = Picture(b"", 768, 432)


def entry(question: str = "restraint", answer: Any = "yes", what: Any = "rope", **more: Any) -> dict[str, Any]:
    return {"question": question, "answer": answer, "what": what, "reason": "around the wrists", "box": None, **more}


def read(*entries: Any) -> tuple[dict[str, list[tuple[str, str]]], int]:
    told, dropped = read_answers(list(entries), QUESTIONS, PICTURE)
    return {name: [(one.answer, one.label) for one in found] for name, found in told.items()}, dropped


def test_answers_come_in_the_order_of_the_questions() -> None:
    told, dropped = read(entry("place", what="cellar"), entry(what="cuffs"), entry())
    assert list(told) == ["restraint", "place"]
    assert told["restraint"] == [("yes", "cuffs"), ("yes", "rope")] and dropped == 0


def test_an_answer_that_is_repeated_counts_once() -> None:
    told, dropped = read(entry(), entry(what="ROPE"), entry(reason="elsewhere"), entry(what="cuffs"))
    assert told["restraint"] == [("yes", "rope"), ("yes", "cuffs")] and dropped == 2


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("yes", "yes"),
        (" Yes. ", "yes"),
        (True, "yes"),
        ("NO", "no"),
        (False, "no"),
        ("cannot_tell", "cannot_tell"),
        ("can't tell", "cannot_tell"),
        ("Unclear", "cannot_tell"),
        ("maybe", None),
        ("", None),
        (1, None),
        (None, None),
        (["yes"], None),
    ],
)
def test_answers_are_read_as_they_are_meant(answer: Any, meant: str | None) -> None:
    told, dropped = read(entry(answer=answer))
    label = "rope" if meant == "yes" else "restraint"
    assert told == ({} if meant is None else {"restraint": [(meant, label)]})
    assert dropped == (1 if meant is None else 0)


@pytest.mark.parametrize(
    "bad",
    [
        entry("weapon"),
        entry(question=None),
        {"answer": "yes", "what": "rope"},
        "yes",
        None,
        7,
        ["restraint", "yes"],
        entry("caption"),
        entry("description", what=""),
        entry("clothing", what="   "),
        entry("place", what=None),
        entry(what="None."),
        entry(what="nothing"),
    ],
)
def test_what_makes_no_sense_is_dropped_and_counted_and_the_rest_stays(bad: Any) -> None:
    assert read(bad, entry(what="cuffs")) == ({"restraint": [("yes", "cuffs")]}, 1)


def test_repeats_and_more_than_a_few_are_dropped() -> None:
    told, dropped = read(*(entry(what=f"rope {n}") for n in range(9)), entry(what="ROPE 1"))
    assert told["restraint"] == [("yes", f"rope {n}") for n in range(MOST_ANSWERS)] and dropped == 6


def test_a_no_beside_a_yes_is_dropped_and_no_and_unsure_are_one() -> None:
    assert read(entry(answer="no"), entry()) == ({"restraint": [("yes", "rope")]}, 1)
    assert read(entry(answer="cannot_tell"), entry(answer="no")) == ({"restraint": [("cannot_tell", "restraint")]}, 1)


def test_a_thing_without_a_name_is_called_by_its_question() -> None:
    assert read(entry(what=""), entry("safety_equipment", what=None)) == (
        {"restraint": [("yes", "restraint")], "safety_equipment": [("yes", "safety equipment")]},
        0,
    )


def test_a_box_belongs_to_what_is_there() -> None:
    box = [0.1, 0.1, 0.5, 0.5]
    told, _ = read_answers([entry(box=box), entry("place", "no", box=box)], QUESTIONS, PICTURE)
    assert told["restraint"][0].box == Box(0.1, 0.1, 0.4, 0.4) and told["place"][0].box is None
    wrong, dropped = read_answers([entry(box=[9, 9, 1, 1])], QUESTIONS, PICTURE)
    assert wrong["restraint"][0].box is None and dropped == 0


def test_labels_are_one_short_line_without_tricks() -> None:
    told, _ = read(entry(what="a\n\x1b[31m rope\u202e\ud800 " + "x" * 500), entry("description", what="y" * 500))
    (_, label), (_, caption) = told["restraint"][0], told["description"][0]
    assert label.startswith("a [31m rope xxx") and len(label) == LONGEST_LABEL and label.endswith("…")
    assert len(caption) == LONGEST_CAPTION
    label.encode()


def test_clean_keeps_what_is_short() -> None:
    assert clean("  zwei\tSeile ", 80) == "zwei Seile"
    assert clean("", 80) == "" and clean("abc", 3) == "abc" and clean("abcd", 3) == "ab…"


odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["question", "answer", "what", "reason", "box", "x"]), inner, max_size=6)
    ),
    max_leaves=12,
)
likely = st.fixed_dictionaries(
    {
        "question": st.sampled_from([*(q.name for q in QUESTIONS), "other"]) | odd,
        "answer": st.sampled_from(["yes", "no", "cannot_tell"]) | odd,
    },
    optional={"what": st.text(max_size=300) | odd, "reason": st.text(max_size=300) | odd, "box": odd},
)


@given(st.lists(likely | odd, max_size=30))
def test_whatever_comes_what_is_kept_is_known_short_and_counted(entries: list[Any]) -> None:
    told, dropped = read_answers(Answers.model_validate({"answers": entries}).answers, QUESTIONS, PICTURE)
    assert sum(map(len, told.values())) + dropped == len(entries)
    assert set(told) <= {question.name for question in QUESTIONS}
    for found in told.values():
        assert 0 < len(found) <= MOST_ANSWERS
        for one in found:
            assert 0 < len(one.label) <= LONGEST_CAPTION and len(one.reason) <= 200
            one.label.encode()
            one.reason.encode()
