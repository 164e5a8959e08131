"""The shape of a sentence: plain text of one paragraph in Latin letters, and what strikes it before it is read.

Signs that cannot be seen, or that look like others, have no place in a sentence of German or English: they are how
words are hidden from a check and shown to a reader. Between quotation marks letters of every script may stand, for
there they are compared with what was recorded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from aima.explain.checking.quotations import MARKS, Quote

LONGEST = 400
"""Characters of a sentence; what is longer is no sentence."""
LONGEST_STRUCK = 1000
"""Characters that are kept of what was struck; the whole stands in the raw answer."""

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_LETTERS = frozenset("ßẞæÆœŒøØđĐłŁ")
_BRACKETS = frozenset("()[]（）［］【】" + MARKS)
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\r")
_MARKUP = re.compile(
    r"<[a-zA-Z/!?|]|\|>|```|[{}\\]|\*\*|__|~~|\]\(|!\[|&#?\w+;|==|=>|\|\||&&|\(\);?$|\[/?INST\]|"
    r"^\s*(?:#{1,6}\s|[-*+•]\s|>|\d+\)\s|\|)"
)


def is_malformed(text: str) -> bool:
    """Whether a text is no sentence: empty, too long, several paragraphs, mark-up, code, unseen signs, no letters."""
    bare = text.strip()
    if not bare or len(bare) > LONGEST or _PARAGRAPH.search(bare.replace("\r\n", "\n")):
        return True
    if any(unicodedata.category(sign) in _UNSEEN for sign in bare if sign not in "\n\r\t"):
        return True
    if _MARKUP.search(bare) or _MARKUP.search(unicodedata.normalize("NFKC", bare)):
        return True
    return not any(sign.isalpha() for sign in bare)


def one_line(text: str) -> str:
    """The text in NFC on one line, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def has_strange_signs(text: str, quotes: Iterable[Quote]) -> bool:
    """Whether letters of other scripts, lone accents, pictures or odd numerals stand outside the quotations."""
    quoted = [False] * len(text)
    for quote in quotes:
        quoted[quote.start : quote.end] = [True] * (quote.end - quote.start)
    return any(_is_strange(sign) for place, sign in enumerate(text) if not quoted[place])


def showable(text: str, longest: int = LONGEST_STRUCK) -> str:
    """What was struck, fit to be kept and shown: one line, unseen signs replaced, cut where it is long."""
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    seen = ("\ufffd" if unicodedata.category(sign) in _UNSEEN and sign not in "\n\r\t" else sign for sign in cut)
    return " ".join("".join(seen).split())


def _is_strange(sign: str) -> bool:
    category = unicodedata.category(sign)
    if category[0] == "L":
        base = unicodedata.normalize("NFD", sign)[0]
        return not (base.isascii() or sign in _LETTERS)
    if category in ("No", "Nl"):
        return "\u2044" not in unicodedata.normalize("NFKC", sign)
    if category in ("Ps", "Pe", "Pi", "Pf"):
        return sign not in _BRACKETS
    return category[0] == "M" or (category == "So" and sign != "°")
