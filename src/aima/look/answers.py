"""What a vision-language model answers about one picture, read leniently and kept only where it makes sense.

All of it is data: words that an order in the picture put into the model's mouth become a label, and nothing else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, JsonValue

from aima.look.boxes import read_box
from aima.look.picture import Picture
from aima.model.kinds import Answer
from aima.model.observation import Box
from aima.model.policy import Question

MOST_ANSWERS = 4
"""So many to one question; a model that lists more is guessing, or stuck in a loop."""
LONGEST_LABEL = 80
LONGEST_CAPTION = 200
LONGEST_REASON = 200
_MEANT: Mapping[str, Answer] = {
    "yes": "yes",
    "true": "yes",
    "no": "no",
    "false": "no",
    "cannot tell": "cannot_tell",
    "can't tell": "cannot_tell",
    "cannot say": "cannot_tell",
    "unclear": "cannot_tell",
    "unknown": "cannot_tell",
    "unsure": "cannot_tell",
}
_NOTHING = frozenset({"none", "nothing", "nobody", "no one", "n/a", "null"})
"""What models put into "what" beside a "yes" when they mean no."""
_NEEDS_WORDS = frozenset({"clothing", "scene", "caption"})
"""Kinds of which "yes" alone says nothing."""


class Answers(BaseModel):
    """The outer shape of an answer; each entry is looked at by itself, so that one bad one does not take the rest."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    answers: tuple[JsonValue, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One answer to one question: whether it is there, what it is called, the model's short reason, and where."""

    answer: Answer
    label: str
    reason: str
    box: Box | None


def read_answers(
    answers: Sequence[JsonValue], questions: Sequence[Question], picture: Picture
) -> tuple[dict[str, tuple[Told, ...]], int]:
    """What was told by the name of its question, in the order of the questions, and how many entries were dropped.

    Dropped are entries without a known question or answer, repeated ones, those beyond `MOST_ANSWERS`, and a "no" or
    "cannot tell" beside a "yes" to the same question.
    """
    by_name = {question.name: question for question in questions}
    told: dict[str, list[Told]] = {name: [] for name in by_name}
    for entry in answers:
        question = by_name.get(_name(entry))
        read = None if question is None or not isinstance(entry, dict) else _read(entry, question, picture)
        if question is None or read is None:
            continue
        same = told[question.name]
        if all((read.answer, read.label.casefold()) != (other.answer, other.label.casefold()) for other in same):
            same.append(read)
    kept = {name: _agreeing(found)[:MOST_ANSWERS] for name, found in told.items()}
    return {name: found for name, found in kept.items() if found}, len(answers) - sum(map(len, kept.values()))


def clean(text: str, most: int) -> str:
    """One line of at most `most` characters, without what controls a terminal or turns the direction of writing."""
    # Cn (not assigned) is left alone: it differs between versions of Python.
    plain = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co") else sign for sign in text[: 8 * most]
    )
    line = " ".join(plain.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _agreeing(told: Sequence[Told]) -> tuple[Told, ...]:
    """Every "yes"; where there is none, the first of the others."""
    return tuple(one for one in told if one.answer == "yes") or tuple(told[:1])


def _name(entry: JsonValue) -> str:
    name = entry.get("question") if isinstance(entry, dict) else None
    return name.strip() if isinstance(name, str) else ""


def _read(entry: Mapping[str, JsonValue], question: Question, picture: Picture) -> Told | None:
    answer = _MEANT.get(_text(entry.get("answer")).replace("_", " ").strip(" .!").lower())
    if answer is None:
        return None
    most = LONGEST_CAPTION if question.kind == "caption" else LONGEST_LABEL
    label = clean(_text(entry.get("what")), most) if answer == "yes" else question.thing
    if label.lower().strip(".") in _NOTHING or (not label and question.kind in _NEEDS_WORDS):
        return None
    reason = clean(_text(entry.get("reason")), LONGEST_REASON)
    box = read_box(entry.get("box"), picture.width, picture.height) if answer == "yes" else None
    return Told(answer, label or question.thing, reason, box)


def _text(value: JsonValue) -> str:
    """A text as it is, true and false as words, anything else as nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else ""
