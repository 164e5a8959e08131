"""Units of time, and the words around an amount that tell whether it is a moment or a length."""

from __future__ import annotations

import re
from enum import Enum

from aima.explain.checking.numerals import WORDS, Number, Token
from aima.explain.checking.word_lists import listed

SECOND_MS, MINUTE_MS, HOUR_MS = 1000, 60_000, 3_600_000


class Mode(Enum):
    """How a time is meant: a moment of the recording, how long something lasts, how far two things lie apart, how far
    at most ("within 3 seconds"), (as "after 3 seconds") a moment or a distance, or counted from the recording's end, as
    a stretch ("the last 30 seconds") or a moment ("3 seconds before the end").
    """

    MOMENT = "moment"
    LENGTH = "length"
    DISTANCE = "distance"
    WITHIN = "within"
    EITHER = "either"
    LAST = "last"
    TO_END = "to_end"


class Bound(Enum):
    """Whether an amount is told as it is, as what is not reached ("less than"), or as what is passed ("over")."""

    ABOUT = "about"
    BELOW = "below"
    ABOVE = "above"


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
    " a an eine einer einen kaum barely"
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
    " interval delay distance schweigen verzoegerung lang"
)
_STRETCHES = listed("stretch passage phase period segment abschnitt stelle part teil ausschnitt")
_DISTANCE_BEFORE = listed(
    "vergeht vergehen verging vergingen verstreicht verstreichen liegt liegen lag lagen lie lies passes pass"
)
_WITHIN = listed("within innerhalb binnen")
_LENGTH_AFTER = listed(
    "lang lange langen langer langes long hinweg of delay pause gap silence stille schweigen abstand dauernd dauernde"
    " duration length dazwischen hindurch anhaltend anhaltende ohne without an"
)
_DISTANCE_AFTER = listed(
    "later earlier before after apart afterwards danach spaeter darauf davor vorher zuvor frueher auseinander vor nach"
    " between zwischen pass passes passed elapse elapses vergehen vergeht verstreichen verstreicht lie lies liegen"
)
_LAST = listed("last final closing letzten letzte letzter")
_OF_ALL = listed("the its der die den in ihren seinen")
_BEGINNING = listed("beginn anfang start beginning begin outset")
_END = listed("end ende schluss finish")
_BOUNDS = {
    Bound.BELOW: frozenset((
        "less than", "fewer than", "shorter than", "under", "below", "not even", "at most", "no more than", "up to",
        "weniger als", "kuerzer als", "unter", "nicht einmal", "keine", "hoechstens", "maximal", "nicht mehr als",
    )),
    Bound.ABOVE: frozenset((
        "more than", "longer than", "over", "at least", "no less than", "mehr als", "laenger als", "ueber",
        "mindestens", "wenigstens",
    )),
}  # fmt: skip
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


def mode_of(
    tokens: tuple[Token, ...], first: int, after: int, *, hyphened: bool = False, ranged: bool = False
) -> tuple[Mode, Bound]:
    """How the amount that stands from `first` to before `after` is meant, by the words around it. `ranged` says that it
    is one of a beginning and an end.

    A moment is what is checked most strictly; so everything is one that is not plainly a length.
    """
    bound, place = _bound(tokens, first)
    before = tokens[place].text if place >= 0 else ""
    behind = tokens[after].text if after < len(tokens) else ""
    mode = _mode(before, behind, ranged=ranged)
    if mode is Mode.LENGTH and before in _LAST and place > 0 and tokens[place - 1].text in _OF_ALL:
        return Mode.LAST, Bound.ABOUT
    if mode is Mode.DISTANCE:
        anchor = next((token.text for token in tokens[after + 1 : after + 4] if token.text not in FILLERS), "")
        if anchor in _BEGINNING and behind in ("after", "nach"):
            return Mode.MOMENT, Bound.ABOUT
        if anchor in _END and behind in ("before", "vor"):
            return Mode.TO_END, Bound.ABOUT
    if mode is None and hyphened and behind.isalpha() and behind not in ("mark", "marke", "point"):
        mode = Mode.LENGTH
    if mode is None and bound is not Bound.ABOUT and behind not in ("into", "in"):
        mode = Mode.LENGTH
    return mode or Mode.MOMENT, bound


def _mode(before: str, behind: str, *, ranged: bool) -> Mode | None:
    """By the nearest words before and behind that tell something; `None` where neither does."""
    if before in _MOMENT_BEFORE and behind not in ("lang", "long"):
        return Mode.MOMENT
    if before in _WITHIN:
        return Mode.WITHIN
    if behind in _DISTANCE_AFTER or before in _DISTANCE_BEFORE:
        return Mode.DISTANCE
    if before in _STRETCHES and ranged:
        return Mode.MOMENT
    if before in _LENGTH_BEFORE | _LAST | _STRETCHES or behind in _LENGTH_AFTER:
        return Mode.LENGTH
    return Mode.EITHER if before in _EITHER_BEFORE else None


def _bound(tokens: tuple[Token, ...], first: int) -> tuple[Bound, int]:
    """What stands before an amount about its being reached, and the place of the word that tells how it is meant."""
    found = Bound.BELOW if tokens[first].text == "keine" else Bound.ABOUT
    place = first - 1
    while place >= 0:
        for size in (3, 2, 1):
            phrase = " ".join(token.text for token in tokens[max(0, place + 1 - size) : place + 1])
            bound = next((bound for bound, phrases in _BOUNDS.items() if phrase in phrases), None)
            if bound is not None:
                break
        if bound is not None:
            found, place = bound, place - size
        elif tokens[place].text in FILLERS:
            place -= 1
        else:
            break
    return found, place
