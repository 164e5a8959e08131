"""Who said what is quoted: words that a sentence gives to a numbered speaker must not be another one's.

Only the plain forms are read: "speaker-1 says “…”", "Sprecher 1 versichert bei 12 s: „…“", "laut speaker-1 „…“",
"speaker-1's reply “…”", "“…”, says speaker-1", "“…” comes from speaker-1". Words that no speaker is known for may be
given to anybody, and "speaker-1 goes on after “stop”" gives them to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from aima.explain.checking.folding import Folded
from aima.explain.checking.subjects import Named

_SAYS = (
    r"(?:says?|said|asks?|asked|answers?|answered|replies|replied|states?|stated|shouts?|shouted|screams?|cries|cried|"
    r"whispers?|adds?|added|responds?|responded|repeats?|objects|pleads|begs|agrees|refuses|utters?|tells|assures?|"
    r"assured|insists?|claims?|promises|promised|confirms?|explains?|declares?|exclaims?|mutters?|murmurs?|protests?|"
    r"warns?|urges?|demands?|remarks?|offers?|voices|sagt|sagte|fragt|fragte|antwortet|antwortete|ruft|rief|schreit|"
    r"schrie|fluestert|erwidert|entgegnet|wiederholt|bittet|meint|erklaert|aeussert|fleht|spricht|bietet|wendet|versichert|"
    r"versicherte|verspricht|bestaetigt|behauptet|betont|beteuert|droht|warnt|fordert|draengt|murmelt|wimmert|"
    r"schluchzt|bemerkt|protestiert|widerspricht|wiegelt)"
)
_WORDING = (
    r"(?:words?|reply|replies|answer|response|plea|refusal|question|objection|statement|remark|sentence|assurance|"
    r"promise|offer|worte?n?|wort|antwort|erwiderung|bitte|ablehnung|frage|einwand|aussage|bemerkung|satz|zusage|"
    r"versprechen|beteuerung|angebot)"
)
_ASIDE = r"[\s,|]*(?:\([^()]*\)|\[[^\[\]]*\])?[\s,]*"
_CLAUSE = r"(?:[^.:;!?|]|[.:](?=\d))"
_BEFORE = re.compile(
    rf"{_ASIDE}(?:[a-z]+\s+){{0,3}}{_SAYS}\b{_CLAUSE}{{0,60}}:?\s*|{_CLAUSE}{{0,60}}:\s*|"
    rf"{_CLAUSE}{{0,60}}(?:[(\[]|\b(?:with|mit))\s*|'s?\s+(?:[a-z]+\s+){{0,3}}[(:]?\s*"
)
# Somebody else who comes between.
_OTHERS = re.compile(
    r"\b(?:somebody|someone|another|the other|they|jemand|andere[nrms]?|partner(?:in)?|a voice|eine stimme|man)\b"
)
# What is done to somebody, or to another one's words.
_RECEIVES = re.compile(
    r"\b(?:is|was|are|were|gets|got|being|been|hears|heard|wird|wurde|bekommt|hoert|ist)\s+(?:\w+\s+){0,3}"
    r"(?:asked|told|offered|answered|given|gefragt|gebeten|angeboten|zu hoeren|angesprochen)\b|"
    r"\b(?:hears|hoert|bekommt)\b"
)
_OF_ANOTHER = re.compile(
    rf"\b(?:ignor\w+|uebergeh\w+|disregard\w*|overrid\w+|reacts?|reagiert|{_WORDING}|to|auf|after|nach|interrupt\w*|"
    r"unterbricht|despite|trotz|contradict\w*|widerspr\w+|acknowledg\w+|confirm\w*|bestaetig\w+|accept\w*|remember\w*|"
    r"erinner\w+|notices?|hears|hoert|is|was|wird|wurde|while|waehrend|but|aber|and|und|that|dass|when|als|which)\b"
)
_ACCORDING = re.compile(r"\b(?:according to|laut|nach angabe von|in the words of|mit den worten von)\s+(?:the |der )?$")
_ITS_WORDING = re.compile(rf"\b{_WORDING}\s+(?:of|from|by|von|vonseiten|des|der)\s+(?:the |der |dem )?$")
_SAID_BY = re.compile(rf"\b{_SAYS}\s+(?:the |der |die )?$")
_SPOKEN = r"(?:said|spoken|uttered|voiced|shouted|whispered|asked|given|offered|made|expressed|repeated)"
_AFTER = re.compile(
    rf"[\s,–—.!?-]*(?:so|{_SAYS})\s+(?:(?:the|der|die)\s+)?|"
    r"\s+(?:that\s+)?(?:comes?|came|stems?|originates?|stammt|stammen|kommt|kommen)\s+(?:from|von)\s+(?:the |der )?|"
    rf"\s+(?:(?:is|are|was|were)\s+)?{_SPOKEN}\s+by\s+(?:the )?|"
    r"\s+(?:is|was|ist|war)\s+(?:what|was)\s+(?:the |der |die )?|"
    r"\s+(?P<of>by|from|of|von)\s+(?:the |der )?"
)
# "„hör auf“ von speaker-2 übergangen wird": what is done to the words, and not whose they are.
_DONE_TO = re.compile(
    r"\s+(?!(?:ist|war|hat)\b)\w+(?:t|en|ed)(?:\s+(?:wird|werden|wurde|wurden|ist|sind)\b|\s*[.,;!?]|\s*$)"
)
_OVER = re.compile(
    r"\b(?:auf|nach|to|after|on|upon|about|trotz|despite|ueber|ueberhoert|uebergeht|missachtet|ignor\w+|instead of|"
    r"statt|gegen|against|before|vor|when|als|until|bis|of|for|fuer)\s+"
    rf"(?:(?:the|a|das|die|dem|der|den|deutliche[ns]?|clear|{_WORDING})\s+){{0,3}}$"
)
"""Words before a quotation to which somebody reacts: they are another one's."""
_ANSWERS = re.compile(r"\b(?:answers?|answered|meets?|counters?|beantwortet|quittiert|kontert)\s+$")
_WITH = re.compile(r"[\s,]*(?:with|by|mit)\b")

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
    answered = _ANSWERS.search(sentence.text[floor:start]) and _WITH.match(sentence.text[end + 1 :])
    if answered or _OVER.search(sentence.text[floor:start]):
        return []
    before = [who for who in named if floor <= who.start and who.end <= start]
    if before and _leads_to(sentence.text, floor, before[-1], start):
        return [who for who in before if who.end == before[-1].end]
    after = [who for who in named if end <= who.start and who.end <= ceiling]
    if after and _follows(sentence.text, end + 1, after[0]):
        return [who for who in after if who.start == after[0].start]
    return []


def _leads_to(text: str, floor: int, who: Named, start: int) -> bool:
    """Whether the words around somebody who is named before a quotation give it to that one."""
    ahead, between = text[floor : who.start], text[who.end : start]
    if _ACCORDING.search(ahead):
        return re.fullmatch(rf"{_CLAUSE}{{0,60}}:?\s*", between) is not None
    if _ITS_WORDING.search(ahead):
        return re.fullmatch(r"[\s,(:–—-]*", between) is not None
    if _OTHERS.search(between):
        return False
    if _SAID_BY.search(ahead):
        return re.fullmatch(rf"{_CLAUSE}{{0,60}}:?\s*", between) is not None
    if _BEFORE.fullmatch(between) is None or _RECEIVES.search(between):
        return False
    plain = re.search(rf"\b{_SAYS}\b", between) or re.match(r"[\s,(\[:|]*$|'", between)
    return plain is not None or _OF_ANOTHER.search(between) is None


def _follows(text: str, end: int, who: Named) -> bool:
    """Whether the words between a quotation and somebody who is named behind it give it to that one."""
    match = _AFTER.fullmatch(text[end : who.start])
    return match is not None and not (match.group("of") and _DONE_TO.match(text, who.end))
