"""Units of time, and the words around an amount that tell whether it is a moment or a length."""

from __future__ import annotations

import re
from enum import Enum

from aima.explain.checking.numerals import WORDS, Number, Token
from aima.explain.checking.word_lists import listed

SECOND_MS, MINUTE_MS, HOUR_MS = 1000, 60_000, 3_600_000


class Mode(Enum):
    """How a time is meant: a moment of the recording, how long something lasts, how far two things lie apart, how far
    at most ("within 3 seconds"), or (as "after 3 seconds") a moment or a distance.
    """

    MOMENT = "moment"
    LENGTH = "length"
    DISTANCE = "distance"
    WITHIN = "within"
    EITHER = "either"


_NAMES = {
    1: "ms msec msecs millis millisecond milliseconds millisekunde millisekunden",
    SECOND_MS: "s sec secs second seconds sek sekunde sekunden",
    MINUTE_MS: "m min mins minute minutes minuten",
    HOUR_MS: "h hr hrs hour hours std stunde stunden",
}
UNITS = {name: ms for ms, names in _NAMES.items() for name in names.split()}
"""Milliseconds by every word for a unit, folded."""
BEFORE_NUMBER = listed("second seconds sec sek sekunde sekunden minute minutes min minuten hour hours stunde stunden")
"""Units that a number may follow: "second 12", "Minute 3"."""
PLURALS = listed("seconds sekunden minutes minuten hours stunden milliseconds millisekunden secs mins hrs")
"""Units that can only belong to a number, even when a word stands between ("twelve long seconds")."""
ARTICLES = listed("the a an this that his her their every each per pro je jede jeder jedes another")
FILLERS = listed(
    "about around approximately approx roughly nearly almost exactly just only some another the of von a der den"
    " dem die"
    " das des etwa ca circa rund ungefaehr fast knapp gut nur genau weitere weiteren additional extra ~ ≈ ( [ : ="
    ""
)
TO = frozenset(("-", "–", "—", "−", "to", "bis", "through", "until", "till", "~", "."))
"""Between the ends of a range."""
AND = frozenset((",", "and", "und", "or", "oder", "&", ";"))
"""Between the items of a list."""

_MOMENT_BEFORE = listed("at from between bei zwischen ab um since seit @ until till bis starting beginning")
_EITHER_BEFORE = listed("after nach before vor")
_LENGTH_BEFORE = listed(
    "for lasts lasting lasted last dauert dauerte dauern dauernd dauernde during waehrend ueber"
    " duration dauer laenge length pause gap silence abstand luecke stille takes spanning spans span every alle long"
    " interval delay distance stretch passage phase period segment abschnitt stelle schweigen verzoegerung lang"
)
_WITHIN = listed("within innerhalb binnen")
_LENGTH_AFTER = listed(
    "lang lange langen langer langes long hinweg of delay pause gap silence stille schweigen abstand dauernd dauernde"
    " duration length dazwischen hindurch anhaltend anhaltende ohne without"
)
_DISTANCE_AFTER = listed(
    "later earlier before after apart afterwards danach spaeter darauf davor vorher zuvor frueher auseinander vor nach"
    " between zwischen pass passes passed elapse elapses vergehen verstreichen lie liegen"
)
_ADJECTIVE = re.compile(r"(.*?)(sekuendig|minuetig|stuendig)(?:e[rnsm]?)?")
_COMPOUND = re.compile(r"(.+?)(sekunden?|minuten?|stunden?)")
_BY_START = {"sek": SECOND_MS, "min": MINUTE_MS, "stu": HOUR_MS}
_PARTS = {"halb": 0.5, "halbe": 0.5, "viertel": 0.25, "dreiviertel": 0.75}
_UNREADABLE_PARTS = listed("zehntel hundertstel tausendstel drittel achtel fuenftel")


def compound(word: str) -> tuple[Number, int, bool] | None:
    """A German word of a number and a unit ("dreiminütig", "Viertelstunde"): both, and whether it is an adjective."""
    for pattern, adjective in ((_ADJECTIVE, True), (_COMPOUND, False)):
        match = pattern.fullmatch(word)
        if match is None or not match.group(1):
            continue
        number = WORDS.get(match.group(1))
        if match.group(1) in _PARTS:
            share = _PARTS[match.group(1)]
            number = Number(share, share)
        if match.group(1) in _UNREADABLE_PARTS:
            number = Number(None)
        if number is not None:
            return number, _BY_START[match.group(2)[:3]], adjective
    return None


def adjective_unit(word: str) -> int | None:
    """The unit of "sekündig", "minütige", "stündigen" behind a number in figures."""
    match = _ADJECTIVE.fullmatch(word)
    if match is None or match.group(1):
        return None
    return _BY_START[match.group(2)[:3]]


def mode_of(tokens: tuple[Token, ...], first: int, after: int, *, hyphened: bool = False) -> Mode:
    """How the amount that stands from `first` to before `after` is meant, by the words around it.

    A moment is what is checked most strictly; so everything is one that is not plainly a length.
    """
    place = first - 1
    while place >= 0 and tokens[place].text in FILLERS:
        place -= 1
    before = tokens[place].text if place >= 0 else ""
    behind = tokens[after].text if after < len(tokens) else ""
    if before in _MOMENT_BEFORE and behind not in ("lang", "long"):
        return Mode.MOMENT
    if before in _WITHIN:
        return Mode.WITHIN
    if behind in _DISTANCE_AFTER:
        return Mode.DISTANCE
    if before in _LENGTH_BEFORE or behind in _LENGTH_AFTER:
        return Mode.LENGTH
    if hyphened and behind.isalpha() and behind not in ("mark", "marke", "point"):
        return Mode.LENGTH
    return Mode.EITHER if before in _EITHER_BEFORE else Mode.MOMENT
