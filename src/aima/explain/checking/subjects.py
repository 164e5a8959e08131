"""Subjects: a sentence may speak of a numbered speaker or person only where it cites an observation about that one.

"speaker-3", "Sprecherin 3", "speakers 1 and 3", "person two", "der dritte Sprecher" and "Person B" name somebody;
"three speakers" and "a third voice" count and name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from aima.explain.checking.folding import Folded, fold
from aima.explain.checking.numerals import WORDS

_SPEAKERS, _PERSONS = frozenset(("speaker", "voice")), frozenset(("person", "face"))
_WHO = {
    "speakers?": _SPEAKERS,
    "sprecher(?:in(?:nen)?|n|s)?": _SPEAKERS,
    "voice": _SPEAKERS,
    "stimme": _SPEAKERS,
    "persons?": _PERSONS,
    "personen": _PERSONS,
    "face": _PERSONS,
    "gesicht": _PERSONS,
    "(?:participant|individual|subject|teilnehmer(?:in)?|beteiligter?|woman|man|frau|mann)": _SPEAKERS | _PERSONS,
}
_NOUN = "|".join(_WHO)
_SMALL = sorted((word for word, n in WORDS.items() if not n.ordinal and n.step == 1 and 0 < (n.value or 0) < 30
                 and not re.fullmatch("ein[a-rt-z]*", word)), key=len, reverse=True)  # fmt: skip
_ORDINALS = sorted((word for word, n in WORDS.items() if n.ordinal and 0 < (n.value or 0) < 30), key=len, reverse=True)
_UNIT = r"(?:m?s(?:ec)?|min|h|sek(?:unden?)?|sec(?:onds?)?|seconds?|minuten?|minutes?|hours?|stunden?)\b"
_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_ONE = rf"(?:\d{{1,6}}(?![\d′]|[.,:]\d)|(?:{'|'.join(_SMALL)}|{'|'.join(_ROMAN)})\b)"
_NAMED = re.compile(
    rf"\b(?P<noun>{_NOUN})(?P<glue>[ _]*[-–_#][ _#-]*| *(?:no|nr|number|nummer)\b\.? *| *)(?P<first>{_ONE})"
    rf"(?P<more>(?: *(?:,|/|&|and|und|or|oder|to|bis|-|–) *(?:(?:and|und|or|oder) +)?(?:(?:{_NOUN})[ _-]*)?"
    rf"{_ONE}(?! *-?{_UNIT}))*)"
)
_IN_LIST = re.compile(rf"(?P<joint>to|bis|-|–|,|/|&|[a-z]+)? *(?:(?:{_NOUN})[ _-]*)?(?P<one>{_ONE})")
_ORDERED = re.compile(
    rf"\b(?:the|der|die|das|des|dem|den) (?P<which>{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th|\.)) ?"
    rf"(?P<noun>{_NOUN})\b"
)
_LETTERED = re.compile(rf"\b(?i:{_NOUN})[ _-]*[A-HJ-Z]\b(?!['’.][a-zA-Z])")
_MOST = 40


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is named by a number: what kinds of subject it may be, which, and where it stands."""

    who: frozenset[str]
    number: int
    start: int
    end: int

    def is_one_of(self, there: frozenset[tuple[str, int]]) -> bool:
        """Whether one of these subjects is meant."""
        return any((who, self.number) in there for who in self.who)


def find_subjects(sentence: Folded) -> tuple[Named, ...]:
    """Everybody whom a sentence names by a number in its own words, in order of place."""
    found: list[Named] = []
    for match in _NAMED.finditer(sentence.text):
        if sentence.recorded(*match.span()) or _is_time(sentence.text, match):
            continue
        numbers = [_value(match.group("first"))]
        for item in _IN_LIST.finditer(match.group("more")):
            value = _value(item.group("one"))
            between = item.group("joint") in ("to", "bis", "-", "–") and numbers[-1] < value < numbers[-1] + _MOST
            numbers += range(numbers[-1] + 1, value + 1) if between else [value]
        found += [Named(_kinds_of(match.group("noun")), number, *match.span()) for number in numbers]
    for match in _ORDERED.finditer(sentence.text):
        if not sentence.recorded(*match.span()):
            found.append(Named(_kinds_of(match.group("noun")), _value(match.group("which")), *match.span()))
    return tuple(sorted(found, key=lambda named: (named.start, named.number)))


def names_others(found: Iterable[Named], own_words: str, subjects: Iterable[str]) -> bool:
    """Whether somebody is named who is no subject of what is cited. `subjects` are those, as observations have them;
    `own_words` is the sentence without its quotations, in which a letter ("Person B") names nobody AIMA knows.
    """
    there = known_subjects(subjects)
    return any(not named.is_one_of(there) for named in found) or _LETTERED.search(own_words) is not None


def known_subjects(subjects: Iterable[str]) -> frozenset[tuple[str, int]]:
    """Subjects of observations as kind and number; those without a number are left out."""
    return frozenset(known for subject in subjects if (known := _subject(subject)) is not None)


def _subject(subject: str) -> tuple[str, int] | None:
    match = re.fullmatch(r"([a-z]+)[ _-]*(\d{1,6})", fold(subject))
    return (match.group(1), int(match.group(2))) if match is not None else None


def _is_time(text: str, match: re.Match[str]) -> bool:
    """Whether it is as in "speaker 2 seconds later": a number of the time, without a hyphen to the noun."""
    if match.group("more") or any(sign in match.group("glue") for sign in "-–_#"):
        return False
    return re.match(rf" *-?{_UNIT}", text[match.end() :]) is not None


def _value(word: str) -> int:
    figures = re.match(r"\d+", word)
    if figures is not None:
        return int(figures.group())
    number = WORDS.get(word)
    return int(number.value or 0) if number is not None else _ROMAN[word]


def _kinds_of(noun: str) -> frozenset[str]:
    return next(kinds for pattern, kinds in _WHO.items() if re.fullmatch(pattern, noun))
