"""Sentences made comparable: one case, one form of each letter, plain digits; and what stands between their quotation
marks kept apart.

The lists of words in this room are written in the folded form: small letters, ä as ae, ß as ss, no accents.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from aima.explain.checking.quotations import Quote

OPENED, CLOSED = "\x02", "\x03"
"""Where a quotation began and ended; no sentence that is looked at holds control characters of its own."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'"})


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded sentence. `quoted` are the ranges of `text` that stand between quotation marks."""

    text: str
    quoted: tuple[tuple[int, int], ...] = ()

    def recorded(self, start: int, end: int) -> bool:
        """Whether the range lies wholly within one quotation: recorded words, which are checked as such."""
        place = bisect_right(self.quoted, (start, len(self.text) + 1)) - 1
        return place >= 0 and self.quoted[place][0] <= start and end <= self.quoted[place][1]

    def without(self, ranges: Iterable[tuple[int, int]]) -> Folded:
        """The same with the ranges struck through, each by as many bars as it has characters."""
        signs = list(self.text)
        for start, end in ranges:
            signs[start:end] = "|" * (end - start)
        return Folded("".join(signs), self.quoted)


def fold(text: str) -> str:
    """NFKC, small letters, umlauts as two letters, no accents, digits of every script as 0 to 9."""
    spaced = "".join(f" {sign}" if _is_fraction(sign) else sign for sign in text.translate(_UMLAUTS))
    small = unicodedata.normalize("NFKC", spaced).casefold().translate(_UMLAUTS)
    bare = (sign for sign in unicodedata.normalize("NFD", small) if unicodedata.category(sign) != "Mn")
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in bare)


def fold_sentence(text: str, quotes: Iterable[Quote]) -> Folded:
    """A sentence with its quotations, as `quotations.find_quotes` finds them; their marks become spaces."""
    signs, after = list(text), ""
    for quote in quotes:
        signs[quote.start] = OPENED
        if quote.closed:
            signs[quote.end - 1] = CLOSED
        else:
            after = CLOSED
    folded = fold("".join(signs) + after)
    starts = [match.start() for match in re.finditer(OPENED, folded)]
    ends = [match.start() for match in re.finditer(CLOSED, folded)]
    plain = folded.replace(OPENED, " ").replace(CLOSED, " ")
    return Folded(plain, tuple(zip(starts, ends, strict=True)))


def _is_fraction(sign: str) -> bool:
    """Whether it is a fraction in one sign; without a space before it "1½" would fold to eleven halves."""
    return sign > "\x7f" and "\u2044" in unicodedata.normalize("NFKC", sign) and unicodedata.category(sign) == "No"
