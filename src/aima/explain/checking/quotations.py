"""Quotations: what stands between quotation marks must stand, word for word, in one of the recorded texts.

Every pair of marks counts, of German, English, French and Swedish habit, doubled or single, and backticks; an
apostrophe within a word is none. A mark that is never closed counts to the end, and so does a stray one, so that no
mark can be placed in a way that leaves words between marks unchecked.

Words are compared after NFKC and case folding; punctuation and runs of space are forgiven, letters are not: a Cyrillic
"о" is no Latin "o", and "no" does not stand in "know". An ellipsis splits a quotation into pieces that must follow
each other. A piece does not stand where the recording has "not", "nicht" or the like right before or behind it, in the
same clause: to cut a negation off is to say the opposite.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

_DOUBLE = '„“”‟"＂❝❞〝〞〟″'
_ANGLE, _POINTED = "«»", "‹›"
_SINGLE = "‚‘’‛'＇❛❜′"
_TICK = "`´"
_CORNER, _WHITE = "「」｢｣﹁﹂", "『』﹃﹄"
_FAMILY = {mark: family for family in (_DOUBLE, _ANGLE, _POINTED, _SINGLE, _TICK, _CORNER, _WHITE) for mark in family}
_OPENS_ONLY = frozenset("„‟〝「『｢﹁﹃‚‛❝❛")
_CLOSES_ONLY = frozenset("❞❜〞〟」』｣﹂﹄")
MARKS = "".join(_FAMILY)
"""Every sign that may open or close a quotation."""

_ELLIPSIS = re.compile(r"\.{2,}|…|\[\.\.\.\]|\[…\]")
# Scripts without spaces between words: every sign is a word of its own.
_UNSPACED = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_BREAK = frozenset(".,;:!?…–—。、！？")
_NEGATIONS = frozenset(
    "not dont don't never cannot cant can't wont won't isnt isn't wasnt wasn't doesnt doesn't didnt didn't arent aren't"
    " shouldnt shouldn't wouldnt wouldn't couldnt couldn't nicht kein keine keinen keiner keinem keines nie niemals"
    .replace("'", "").split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation: where its opening mark stands, where it ends (behind its closing mark), and what is inside."""

    start: int
    end: int
    text: str
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded text in words: joined by single spaces, with the places of its words and where a clause begins."""

    joined: str
    starts: tuple[int, ...]
    begins: tuple[bool, ...]

    def holds(self, pieces: Iterable[str]) -> bool:
        """Whether the pieces (as `words_of` joins them) stand in it, one behind the other."""
        place = 0
        for piece in pieces:
            found = self._find(piece, place)
            if found < 0:
                return False
            place = found + len(piece) - 1
        return True

    def _find(self, piece: str, place: int) -> int:
        while True:
            place = self.joined.find(piece, place)
            if place < 0 or not (self._is_negated(place) or self._is_negated_behind(place + len(piece))):
                return place
            place += 1

    def _is_negated(self, place: int) -> bool:
        index = bisect_left(self.starts, place + 1)
        if index == 0 or self.begins[index]:
            return False
        before = self.joined[self.starts[index - 1] : place]
        return before in _NEGATIONS

    def _is_negated_behind(self, after: int) -> bool:
        """Whether the word that begins at a place is a negation that belongs to what stands before it."""
        index = bisect_left(self.starts, after)
        if index == len(self.starts) or self.begins[index]:
            return False
        return self.joined[after : self.joined.index(" ", after)] in _NEGATIONS


def find_quotes(text: str) -> tuple[Quote, ...]:
    """All quotations of a sentence, in order; they do not overlap."""
    found: list[Quote] = []
    place = 0
    while place < len(text):
        mark = text[place]
        if mark not in _FAMILY or _is_apostrophe(text, place) or _is_prime(text, place):
            place += 1
            continue
        if mark in _SINGLE and mark not in _OPENS_ONLY and _follows_word(text, place):
            place = _dangling(text, place, found)
            continue
        found.append(_quote_from(text, place))
        place = found[-1].end
    return tuple(found)


def words_of(text: str) -> str:
    """The words of a text between single spaces, with one at either end: `" stop it "`; one space where none are."""
    return recorded(text).joined


def recorded(text: str) -> Recorded:
    """A recorded text, ready to be compared with."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    joined, starts, begins, breaks = [" "], [], [], True
    length = 1
    for raw, is_break in _pieces(folded):
        if is_break:
            breaks = True
            continue
        starts.append(length)
        begins.append(breaks)
        joined.append(f"{raw} ")
        length += len(raw) + 1
        breaks = False
    return Recorded("".join(joined), tuple(starts), tuple(begins))


def pieces_of(quote: str) -> tuple[str, ...]:
    """A quotation's pieces between its ellipses, each as `words_of` gives it; empty where it has no letters."""
    pieces = [words_of(piece) for piece in _ELLIPSIS.split(quote)]
    if not any(sign.isalpha() for piece in pieces for sign in piece):
        return ()
    return tuple(piece for piece in pieces if piece.strip())


def stands_in(quote: Quote, texts: Iterable[Recorded]) -> bool:
    """Whether a quotation stands in one of the texts; one without letters stands nowhere."""
    pieces = pieces_of(quote.text)
    return bool(pieces) and any(text.holds(pieces) for text in texts)


def _pieces(folded: str) -> Iterable[tuple[str, bool]]:
    """The words of a folded text, and `("", True)` for a sign that ends a clause."""
    word: list[str] = []
    for sign in _UNSPACED.sub(r" \1 ", folded):
        category = unicodedata.category(sign)
        if category[0] in "LMN":
            word.append(sign)
        elif category != "Cf" and sign not in _SINGLE and sign not in _TICK:  # an apostrophe joins, a hyphen parts
            if word:
                yield "".join(word), False
                word = []
            if sign in _BREAK:
                yield "", True
    if word:
        yield "".join(word), False


def _quote_from(text: str, start: int) -> Quote:
    """The quotation that the mark at `start` opens; marks of its family that open again are closed first."""
    opener, depth, place = text[start], 1, start + 1
    family = _FAMILY[opener]
    while place < len(text):
        mark = text[place]
        same = mark in family or (opener in _TICK and mark in "'’") or (family is _SINGLE and mark == "´")
        if same and not (family in (_SINGLE, _TICK) and _is_apostrophe(text, place)):
            depth += 1 if _opens_again(text, place, opener) else -1
            if depth == 0:
                return Quote(start, place + 1, text[start + 1 : place])
        place += 1
    return Quote(start, len(text), text[start + 1 :], closed=False)


def _opens_again(text: str, place: int, opener: str) -> bool:
    """Whether a mark within a quotation opens one of the same family once more."""
    mark = text[place]
    if mark in _OPENS_ONLY or mark in _CLOSES_ONLY:
        return mark in _OPENS_ONLY
    if mark in _ANGLE + _POINTED and mark != opener:
        return False
    return not _behind_word(text, place) and _before_word(text, place)


def _dangling(text: str, place: int, found: list[Quote]) -> int:
    """A single mark right behind a word and outside of quotations: the plural's apostrophe ("the speakers' voices").

    Behind a quotation of single marks it may as well be the true end of that one, so all up to here is quoted.
    """
    if found and text[found[-1].start] in _SINGLE:
        last = found.pop()
        found.append(Quote(last.start, place + 1, text[last.start + 1 : place]))
    return place + 1


def _is_prime(text: str, place: int) -> bool:
    """Whether a mark counts minutes or seconds (`1′15″`)."""
    return text[place] in "′″" and place > 0 and text[place - 1].isdecimal()


def _is_apostrophe(text: str, place: int) -> bool:
    mark = text[place]
    return mark in _SINGLE + _TICK and mark != "‚" and _follows_word(text, place) and _before_word(text, place)


def _follows_word(text: str, place: int) -> bool:
    return place > 0 and text[place - 1].isalnum()


def _behind_word(text: str, place: int) -> bool:
    return place > 0 and not text[place - 1].isspace() and text[place - 1] not in "([{–—-"


def _before_word(text: str, place: int) -> bool:
    return place + 1 < len(text) and text[place + 1].isalnum()
