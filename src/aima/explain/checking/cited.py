"""The short ids that a sentence names, in its list and in its own text, and which of them there are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

_GROUP = re.compile(r"[(\[【［（]([^()\[\]【】［］（）]{1,200})[)\]】］）]")
_SQUARE = "[【［"
_PARTED = re.compile(r"[\s,;/|&]+")
_LINKING = frozenset(("id", "ids", "and", "und", "see", "siehe", "vgl", "cf", "source", "quelle", "evidence", "beleg"))
_TRIM = "()[]{}<>【】［］（）#:.,;*`'\" \t\n"
# A letter and a digit begin each id; a model that invents one seldom knows, so any mix of both counts.
_LIKE = re.compile(r"(?=[a-z]+\d)[a-z][a-z0-9]{4,15}")
_BARE = re.compile(r"(?<![\w.-])#?([a-z][a-z0-9]{4,15})(?![\w-])")
_NAMED = re.compile(
    r"(?:speaker|sprecher|sprecherin|person|voice|stimme|face|gesicht|participant|teilnehmer|second|sekunde|sekunden|"
    r"seconds|minute|minuten|minutes|hours?|stunden?|frame|bild|shot)\d+"
)


@dataclass(frozen=True, slots=True)
class Ids:
    """What a sentence cites. `text` is the sentence without its bracketed ids; `unknown` tells that one does not exist
    (`stray` where it stands in the text without brackets).
    """

    text: str
    known: tuple[str, ...]
    unknown: bool
    stray: bool


def ids_of(text: str, ids: Iterable[str], there_are: Collection[str]) -> Ids:
    """All ids of a sentence. `there_are` holds the known ones in the form that `plain_id` gives."""
    named, unknown = _listed(ids, there_are)
    text, found, strange = _bracketed(text, there_are)
    bare = [
        match.group(1)
        for match in _BARE.finditer(unicodedata.normalize("NFKC", text).casefold())
        if _LIKE.fullmatch(match.group(1)) and not _NAMED.fullmatch(match.group(1))
    ]
    known = dict.fromkeys([*named, *found, *(id for id in bare if id in there_are)])
    return Ids(text, tuple(known), unknown or strange, any(id not in there_are for id in bare))


def plain_id(id: str) -> str:
    """An id without what models write around it: brackets, a hash, spaces, capitals."""
    return unicodedata.normalize("NFKC", id).casefold().strip(_TRIM)


def _listed(ids: Iterable[str], there_are: Collection[str]) -> tuple[list[str], bool]:
    named: list[str] = []
    for given in ids:
        pieces = [plain_id(piece) for piece in _PARTED.split(given)]
        pieces = [piece for piece in pieces if piece]
        if not pieces or any(piece not in there_are for piece in pieces):
            return named, True
        named += pieces
    return named, False


def _bracketed(text: str, there_are: Collection[str]) -> tuple[str, list[str], bool]:
    """The text without the brackets that hold nothing but known ids, those ids, and whether an unknown one is there.

    Taking brackets out may bring others together, so it is done until nothing changes; each turn shortens the text.
    """
    found: list[str] = []
    while True:
        for match in _GROUP.finditer(text):
            pieces = [plain_id(piece) for piece in _PARTED.split(match.group(1))]
            pieces = [piece for piece in pieces if piece and piece not in _LINKING]
            known = [piece for piece in pieces if piece in there_are]
            if _names_unknown(match.group()[0], pieces, known):
                return text, found, True
            found += known
            if known and len(known) == len(pieces):
                text = _cut(text, match.start(), match.end())
                break
        else:
            return text, found, False


def _names_unknown(bracket: str, pieces: list[str], known: list[str]) -> bool:
    others = [piece for piece in pieces if piece not in known]
    if any(_LIKE.fullmatch(piece) and not _NAMED.fullmatch(piece) for piece in others):
        return True
    # Square brackets are how ids are cited: one word alone there, or one beside a known id, is meant as an id.
    alone = len(pieces) == 1 or bool(known)
    return bracket in _SQUARE and alone and any(re.fullmatch(r"[a-z]{4,16}", piece) for piece in others)


def _cut(text: str, start: int, end: int) -> str:
    before, after = text[:start].rstrip(), text[end:].lstrip()
    joint = "" if not before or not after or after[0] in '.,;:!?)]”“"»' else " "
    return f"{before}{joint}{after}"
