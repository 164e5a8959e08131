"""Small pieces of sentences in German and English: counts, times, lists, and recorded text between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aima.model.words import Words, words

LONGEST_QUOTE = 120
"""Characters of a recorded text in a sentence."""

_NUMERALS = {
    2: words("zwei", "two"),
    3: words("drei", "three"),
    4: words("vier", "four"),
    5: words("fünf", "five"),
    6: words("sechs", "six"),
    7: words("sieben", "seven"),
    8: words("acht", "eight"),
    9: words("neun", "nine"),
    10: words("zehn", "ten"),
    11: words("elf", "eleven"),
    12: words("zwölf", "twelve"),
}
# Written out, for the tables of `unicodedata` differ between versions of Python.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\xa0\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_MARKS = re.compile('[„“”"«»]')
_SUBJECT = re.compile(r"(speaker|person)-(\d+)")


def kept(text: str, limit: int = LONGEST_QUOTE) -> str:
    """Recorded text on one line without signs that cannot be seen, cut where it is long; may be empty."""
    clean = " ".join(_UNSEEN.sub(" ", text).split())
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"


def quoted(text: str) -> Words:
    """Recorded text between the quotation marks of each language; marks inside become single ones."""
    clean = _MARKS.sub("'", kept(text))
    return words(f"„{clean}“", f"“{clean}”")


def clock(at_ms: int) -> str:
    """A moment as `m:ss`, or `h:mm:ss` from an hour on; rounded down."""
    seconds = at_ms // 1000
    if seconds >= 3600:
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{seconds // 60}:{seconds % 60:02d}"


def length(duration_ms: int) -> Words:
    """A length in hours, minutes and whole seconds (no seconds from an hour on); at least one second."""
    total = max(1, round(duration_ms / 1000))
    hours, minutes, seconds = total // 3600, total // 60 % 60, total % 60
    units = (
        (hours, words("Stunde", "hour"), words("Stunden", "hours")),
        (minutes, words("Minute", "minute"), words("Minuten", "minutes")),
        (0 if hours else seconds, words("Sekunde", "second"), words("Sekunden", "seconds")),
    )
    named = [(number, one if number == 1 else many) for number, one, many in units if number]
    return listed([words(f"{number} {unit.de}", f"{number} {unit.en}") for number, unit in named])


def count(number: int, one: Words, many: Words) -> Words:
    """`one` as it is ("eine Stimme") for 1, else the number, in words up to twelve, before `many`."""
    if number == 1:
        return one
    numeral = _NUMERALS.get(number) or words(str(number), str(number))
    return words(f"{numeral.de} {many.de}", f"{numeral.en} {many.en}")


def listed(items: Sequence[Words]) -> Words:
    """Several things in one phrase: "a, b and c"."""
    return words(_listed([item.de for item in items], "und"), _listed([item.en for item in items], "and"))


def subject(name: str) -> Words:
    """`speaker-1` as "Sprecher 1" and "speaker 1"; other names as they are."""
    match = _SUBJECT.fullmatch(name)
    if match is None:
        return words(kept(name, 40), kept(name, 40))
    stem = words("Sprecher", "speaker") if match.group(1) == "speaker" else words("Person", "person")
    return words(f"{stem.de} {match.group(2)}", f"{stem.en} {match.group(2)}")


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _listed(items: Sequence[str], last: str) -> str:
    return "".join(items) if len(items) < 2 else f"{', '.join(items[:-1])} {last} {items[-1]}"
