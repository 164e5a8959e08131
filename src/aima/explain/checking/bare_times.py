"""Figures without a unit that can only be meant as seconds, in the way in which the lines of a digest tell times."""

from __future__ import annotations

from collections.abc import Sequence

from aima.explain.checking.numerals import Token
from aima.explain.checking.quantities import Item
from aima.explain.checking.units import FILLERS, Mode
from aima.explain.checking.word_lists import listed

_LABELS = listed(
    "t @ timestamp timestamps timecode zeitpunkt zeitmarke zeitstempel zeitcode time zeit offset sekundenmarke"
)
_PREPOSITIONS = listed(
    "at from between bei zwischen ab um von around gegen since seit until till bis after nach before vor"
)
_MEASURES = listed(
    "db dbfs hz khz percent prozent % px st score points punkte punkten punkt years jahre jahren torso semitones"
    " halbtoene degrees grad of von times mal"
)
_DEGREES = listed(
    "confidence konfidenz sicherheit arousal erregung tension anspannung score estimate wert werte schaetzung value"
    " probability wahrscheinlichkeit level pegel pitch share anteil strength rated rating luminance rate movement"
    " bewegung spannung punktzahl sharpness schaerfe tonhoehe valence tone balance evidenz weight gewicht"
)
_ENDS = frozenset(("", ".", ",", ";", ")", "]", "!", "?", "–", "—"))
_GOES_ON = listed(
    "she he it they there the a an somebody someone nobody both another sie er es jemand niemand der die das ein"
    " eine beide ist sagt faellt folgt hoert is are was says screams and und when while , | speaker sprecher"
    " person"
)
"""What goes on behind "at 75" when it is a time and no number of things."""
_NEAR = 5


def bare_times(tokens: tuple[Token, ...], place: int, group: Sequence[Item]) -> Mode | None:
    """`Mode.MOMENT` where a group of bare numbers must be moments in seconds, `None` where it may be anything else."""
    after = group[-1].after
    behind = tokens[after].text if after < len(tokens) else ""
    glued = after < len(tokens) and tokens[after].start == tokens[after - 1].end
    before = _before(tokens, place)
    if before in _LABELS:
        return Mode.MOMENT
    near = {token.text for token in tokens[max(0, place - _NEAR) : place]}
    if behind in _MEASURES or near & _DEGREES or (glued and behind.isalpha()):
        return None
    is_range = len(group) > 1 and all(item.joint == "to" for item in group[1:])
    has_decimal = any(item.decimal for item in group) and max(item.value for item in group) > 1
    prepared = before in _PREPOSITIONS or (place > 0 and tokens[place - 1].text in _PREPOSITIONS)
    if has_decimal and (is_range or prepared or _stands_alone(tokens, place, after)):
        return Mode.MOMENT
    figures = not any(tokens[item.after - 1].text.isalpha() for item in group)
    return Mode.MOMENT if prepared and figures and (behind in _ENDS or behind in _GOES_ON) else None


def _stands_alone(tokens: tuple[Token, ...], place: int, after: int) -> bool:
    """Whether the figures stand before a colon at the beginning, or alone between brackets."""
    before = tokens[place - 1].text if place else ""
    behind = tokens[after].text if after < len(tokens) else ""
    if before == "":
        return behind in (":", "-", "–", "—")
    return before in ("(", "[") and behind in (")", "]", ",", ";", ":")


def _before(tokens: tuple[Token, ...], place: int) -> str:
    place -= 1
    while place >= 0 and (tokens[place].text in FILLERS or tokens[place].text in (".", "+")):
        if tokens[place].text in ("=", "+") and place and tokens[place - 1].text == "t":
            return "t"
        place -= 1
    return tokens[place].text if place >= 0 else ""
