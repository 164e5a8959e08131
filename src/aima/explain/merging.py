"""Sentences about parts of a recording, made ready for the next question: with their ids and the lines they cite.

A sentence that a model wrote may repeat what was recorded, so it stands fenced like it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aima.explain.digesting.fence import fence
from aima.explain.digesting.tokens import count
from aima.explain.parts import Line

_SENTENCES = "Sentences about the parts, each followed by the ids it rests on:"
_LINES = "The lines with these ids:"


@dataclass(frozen=True, slots=True)
class Noted:
    """A sentence about one part that passed the check, with the lines it cites."""

    text: str
    lines: tuple[Line, ...]


def merged(head: str, noted: Sequence[Noted]) -> tuple[str, tuple[Line, ...]]:
    """What is shown of these sentences, and the lines in it: each once, in order of time."""
    once = {line.evidence.short: line for note in noted for line in note.lines}
    lines = tuple(sorted(once.values(), key=lambda line: (line.evidence.span, line.evidence.short)))
    text = [head, _SENTENCES, *(_told(note) for note in noted), _LINES, *(line.text for line in lines)]
    return "\n".join(text), lines


def groups(head: str, noted: Sequence[Noted], tokens: int) -> list[list[Noted]]:
    """Neighbours together, as many as fit one question of so many tokens; one that fits none stands alone."""
    room = tokens - _fixed(head)
    made: list[list[Noted]] = []
    shown: set[str] = set()
    used = 0
    for note in noted:
        cost = _cost(note, shown)
        if not made or used + cost > room:
            made.append([])
            shown, used = set(), 0
            cost = _cost(note, shown)
        made[-1].append(note)
        shown |= {line.evidence.short for line in note.lines}
        used += cost
    return made


def thinned(head: str, noted: Sequence[Noted], tokens: int) -> list[Noted]:
    """As many as fit one question, taken evenly over the recording; at least one, and all where all fit."""
    keep = len(noted)
    while keep > 1:
        chosen = [noted[place * len(noted) // keep] for place in range(keep)]
        if len(groups(head, chosen, tokens)) == 1:
            return chosen
        keep = keep - 1 - keep // 10
    return list(noted[:1])


def _told(note: Noted) -> str:
    return f"- {fence(note.text)} {' '.join(line.evidence.short for line in note.lines)}"


def _cost(note: Noted, shown: set[str]) -> int:
    """Tokens of a sentence and of those of its lines that are not shown yet, with their line ends."""
    lines = [line.text for line in note.lines if line.evidence.short not in shown]
    return count(_told(note)) + 1 + sum(count(text) + 1 for text in lines)


def _fixed(head: str) -> int:
    return count(head) + count(_SENTENCES) + count(_LINES) + 3
