"""Who said what is quoted: words that a sentence gives to a numbered speaker must not be another one's.

Only the plain forms are read, "speaker-1 says “…”", "Sprecher 1: „…“" and "“…”, says speaker-1". Words that no speaker
is known for may be given to anybody, and "speaker-1 goes on after “stop”" gives them to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from aima.explain.checking.folding import Folded
from aima.explain.checking.subjects import Named

_SAYS = (
    r"(?:says?|said|asks?|asked|answers?|answered|replies|replied|states?|stated|shouts?|shouted|screams?|cries|cried|"
    r"whispers?|adds?|added|responds?|repeats?|objects|pleads|begs|agrees|refuses|utters?|tells|sagt|sagte|fragt|fragte|"
    r"antwortet|antwortete|ruft|rief|schreit|schrie|fluestert|erwidert|entgegnet|wiederholt|bittet|meint|erklaert|"
    r"aeussert|fleht|spricht)"
)
_ASIDE = r"[\s,|]*(?:\([^()]*\)|\[[^\[\]]*\])?[\s,]*"
_BEFORE = re.compile(rf"{_ASIDE}(?:(?:[a-z]+\s+){{0,3}}{_SAYS}\b[^.;!?|]{{0,50}}|:\s*)")
_AFTER = re.compile(rf"[\s,–—.!?-]*(?:so|{_SAYS})\s+(?:(?:the|der|die)\s+)?")

Belongs = Callable[[int, Sequence[Named]], bool]
"""Whether the quotation of a number may be one of those who are named."""


def misattributes(sentence: Folded, named: Sequence[Named], belongs: Belongs) -> bool:
    """Whether a quotation is given to somebody whose words it is not. `belongs` is asked for the quotation's place in
    the sentence's order, with those to whom it is given.
    """
    for place in range(len(sentence.quoted)):
        given = _given_to(sentence, place, named)
        if given and not belongs(place, given):
            return True
    return False


def _given_to(sentence: Folded, place: int, named: Sequence[Named]) -> list[Named]:
    """Those to whom the sentence gives a quotation; several where they are named together."""
    start, end = sentence.quoted[place]
    floor = sentence.quoted[place - 1][1] if place else 0
    ceiling = sentence.quoted[place + 1][0] if place + 1 < len(sentence.quoted) else len(sentence.text)
    before = [who for who in named if floor <= who.start and who.end <= start]
    if before and _BEFORE.fullmatch(sentence.text[before[-1].end : start]):
        return [who for who in before if who.end == before[-1].end]
    after = [who for who in named if end <= who.start and who.end <= ceiling]
    if after and _AFTER.fullmatch(sentence.text[end + 1 : after[0].start]):
        return [who for who in after if who.start == after[0].start]
    return []
