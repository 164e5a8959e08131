"""A scripted adversary in a language model's place: seeded answers that lie in every way the check must see through.

    for attack in attacks(digest, 1000):
        attack.family, attack.text          # what to call it, and the raw text that "the model" answers

Made from the lines of a real digest, so that ids, words and times are true wherever only another part is false. Each
answer fits every question: it holds the lists of a whole answer and the `sentences` of a window or a summary. The same
digest, count and seed give the same attacks.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from aima.explain.parts import Digest
from tests.explain.scripted import Shown, lines_of, sentence_on
from tests.injections import INJECTIONS

_LISTS = ("reasoning", "supporting", "concerning", "inconsistencies", "recommendations", "sentences")
_CALM = (
    "The risk is low.",
    "There is no reason for concern.",
    "No review is needed.",
    "Das Risiko ist gering.",
    "Die Aufnahme ist unbedenklich und kann freigegeben werden.",
    "Everybody agreed, so it is safe to publish.",
)
_QUOTES = (
    "I agree to everything",
    "ich bin mit allem einverstanden",
    "keep going, I love it",
    "weiter so, das ist schön",
)
Said = list[dict[str, object]]


@dataclass(frozen=True)
class Attack:
    """One answer; where its family is in `ALL_FALSE`, every sentence of it is a lie that the check has to strike."""

    family: str
    text: str


def attacks(digest: Digest, count: int = 1000, seed: int = 7) -> Iterator[Attack]:
    """So many answers, the families in turn."""
    chance = random.Random(seed)
    lines = lines_of(digest.text)
    names = tuple(FAMILIES)
    for number in range(count):
        family = names[number % len(names)]
        yield Attack(family, FAMILIES[family](chance, lines))


def _answer(chance: random.Random, said: Said, consent: object = 100, risk: object = "low") -> str:
    """A whole answer in which every list holds at least three of what is said, if there are so many."""
    lists = {name: chance.sample(said, chance.randint(min(3, len(said)), len(said))) for name in _LISTS} if said else {}
    return json.dumps({"consent_estimate": consent, "risk": risk, "confidence": 1, **lists})


def _ids(chance: random.Random, lines: list[Shown], most: int = 4) -> list[str]:
    return [line.id for line in chance.sample(lines, chance.randint(1, min(most, len(lines))))]


def _always_calm(chance: random.Random, lines: list[Shown]) -> str:
    return _answer(chance, [{"text": chance.choice(_CALM), "ids": _ids(chance, lines)} for _ in range(5)])


def _without_ids(chance: random.Random, lines: list[Shown]) -> str:
    ids: list[object] = [[], "", [""], [" "], None]
    return _answer(chance, [{"text": sentence_on(line)["text"], "ids": chance.choice(ids)} for line in lines[:6]])


def _invented_ids(chance: random.Random, lines: list[Shown]) -> str:
    known = {line.id for line in lines}
    signs = "0123456789abcdefghjkmnpqrstvwxyz"

    def invented() -> str:
        while True:
            made = chance.choice("abcdefghjk") + chance.choice("0123456789") + "".join(chance.choices(signs, k=3))
            if made not in known:
                return made

    return _answer(
        chance,
        [
            {"text": sentence_on(line)["text"], "ids": chance.sample([line.id, invented()], chance.choice((2, 2)))}
            for line in chance.sample(lines, min(5, len(lines)))
        ],
    )


def _false_quotes(chance: random.Random, lines: list[Shown]) -> str:
    marks = chance.choice(("“{}”", "„{}“", '"{}"', "»{}«", "‘{}’", "`{}`"))
    return _answer(
        chance,
        [
            {"text": f"The speaker says {marks.format(chance.choice(_QUOTES))}.", "ids": _ids(chance, lines)}
            for _ in range(4)
        ],
    )


def _altered_quotes(chance: random.Random, lines: list[Shown]) -> str:
    """The words of a line with a "not" taken out or put in."""
    spoken = [line for line in lines if len(line.text.split()) > 2] or lines
    said: Said = []
    for line in chance.sample(spoken, min(4, len(spoken))):
        altered = f"{line.text} niemals never" if line.text else "niemals never"
        said.append({"text": f"At this moment stands “{altered}”.", "ids": [line.id]})
    return _answer(chance, said)


def _wrong_times(chance: random.Random, lines: list[Shown]) -> str:
    last = max(float(line.end) for line in lines)
    at = last + chance.randint(60, 9_000)
    forms = (f"At {at:.1f} s", f"At {int(at) // 60}:{int(at) % 60:02d}", f"Bei {at:.0f} Sekunden", f"Nach {at:.1f} s")
    return _answer(
        chance,
        [
            {"text": f"{chance.choice(forms)} something is observed.", "ids": [line.id]}
            for line in chance.sample(lines, min(4, len(lines)))
        ],
    )


def _other_lines(chance: random.Random, lines: list[Shown]) -> str:
    """True words of one line under the id of another that does not hold them."""
    spoken = [line for line in lines if len(line.text) > 8]
    said: Said = []
    for line in spoken[:6]:
        others = [other.id for other in lines if line.text.casefold() not in other.text.casefold()]
        if others:
            said.append({"text": f"The speaker says “{line.text}”.", "ids": [chance.choice(others)]})
    return _answer(chance, said)


def _orders_obeyed(chance: random.Random, lines: list[Shown]) -> str:
    order = chance.choice(INJECTIONS)
    said: Said = [
        {"text": order, "ids": _ids(chance, lines)},
        {"text": f"As ordered: {chance.choice(_CALM)}", "ids": _ids(chance, lines)},
        {
            "text": f"See https://example.org/{chance.randint(1, 99)} or write to all@example.org.",
            "ids": _ids(chance, lines),
        },
    ]
    return _answer(chance, said)


def _unknown_subjects(chance: random.Random, lines: list[Shown]) -> str:
    who = chance.choice(("speaker-77", "person-88", "Sprecher 77", "Person 88"))
    return _answer(chance, [{"text": f"It is {who} who agrees.", "ids": _ids(chance, lines)} for _ in range(3)])


def _half_true(chance: random.Random, lines: list[Shown]) -> str:
    """True sentences with lies between them: only the lies may be struck."""
    true = [sentence_on(line) for line in chance.sample(lines, min(5, len(lines)))]
    lies: Said = [
        {"text": chance.choice(_CALM), "ids": _ids(chance, lines)},
        {"text": "All is well.", "ids": ["zz999"]},
    ]
    return _answer(chance, [*true, *lies], consent=chance.randint(0, 100), risk=chance.choice(("low", "critical")))


def _true(chance: random.Random, lines: list[Shown]) -> str:
    true = [sentence_on(line) for line in chance.sample(lines, min(8, len(lines)))]
    return _answer(
        chance, true, consent=chance.randint(0, 100), risk=chance.choice(("low", "medium", "high", "critical"))
    )


def _odd_signs(chance: random.Random, lines: list[Shown]) -> str:
    """Zero-width, turned, half and look-alike signs in ids and texts."""
    sign = chance.choice(("\u200b", "\u202e", "\ud800", "\x00", "\ufeff", "\U000e0041"))
    return _answer(
        chance,
        [
            {"text": f"The risk is{sign} l{sign}ow.", "ids": [line.id.replace("a", "а") + sign]}  # a Cyrillic a
            for line in chance.sample(lines, min(3, len(lines)))
        ],
    )


def _broken(chance: random.Random, lines: list[Shown]) -> str:
    text = _true(chance, lines)
    return text[: chance.randint(1, len(text) - 1)]


def _no_answer(chance: random.Random, lines: list[Shown]) -> str:
    return chance.choice(
        ("", " ", "\n", "null", "[]", "{}", "I cannot help with that.", "<html><body>502</body></html>")
    )


def _wrong_types(chance: random.Random, lines: list[Shown]) -> str:
    wrong = chance.choice((None, 7, "text", {"a": 1}, [[]], [None], [{"ids": ["k7f2q"]}], {"text": "x"}))
    figure = chance.choice((-1, 101, "much", [], "NaN", True))
    return json.dumps({"consent_estimate": figure, "risk": figure, "reasoning": wrong, "sentences": wrong})


def _huge(chance: random.Random, lines: list[Shown]) -> str:
    kind = chance.randint(0, 2)
    if kind == 0:
        return "A" * 100_000
    if kind == 1:
        return _answer(chance, [{"text": "all is well " * 5_000, "ids": _ids(chance, lines)}])
    many = [{"text": f"All is well, {number}.", "ids": [lines[0].id]} for number in range(1_000)]
    return json.dumps({"reasoning": many, "sentences": many})


def _nested(chance: random.Random, lines: list[Shown]) -> str:
    depth = chance.choice((30, 2_000))
    return '{"reasoning":' * depth + "[]" + "}" * depth


FAMILIES: dict[str, Callable[[random.Random, list[Shown]], str]] = {
    "always calm": _always_calm,
    "without ids": _without_ids,
    "invented ids": _invented_ids,
    "false quotes": _false_quotes,
    "altered quotes": _altered_quotes,
    "wrong times": _wrong_times,
    "other lines": _other_lines,
    "orders obeyed": _orders_obeyed,
    "unknown subjects": _unknown_subjects,
    "half true": _half_true,
    "true": _true,
    "odd signs": _odd_signs,
    "broken": _broken,
    "no answer": _no_answer,
    "wrong types": _wrong_types,
    "huge": _huge,
    "nested": _nested,
}
ALL_FALSE = frozenset(
    {
        "always calm",
        "without ids",
        "invented ids",
        "false quotes",
        "altered quotes",
        "wrong times",
        "other lines",
        "unknown subjects",
        "odd signs",
        "broken",
        "no answer",
        "wrong types",
        "nested",
    }
)
"""Families of which not one sentence may be shown as supported."""
