"""Numbers in figures and in words, German and English, as the tokens of a folded sentence.

Understood: figures with a decimal point or comma, clock times (`1:23`, `01:02:03.5`), fractions (`1/2`), words from
zero to 999 in both languages, ordinals up to 99, and halves ("zweieinhalb", "one and a half"). What looks like a number
and is none of these ("1.2.3", "a dozen", Roman numerals of two signs and more) is a number that cannot be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from aima.explain.checking.word_lists import in_order, listed

_TOKEN = re.compile(r"\d+(?:[:.,\u2044/]\d+)*|[a-z]+|[^\sa-z\d]")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?")
_PLAIN = re.compile(r"(\d{1,9})(?:[.,](\d{1,6}))?")
_FRACTION = re.compile(r"(\d{1,3})[\u2044/](\d{1,3})")
_ROMAN = re.compile(r"(?=..)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
# What may stand right before a figure without making it another number.
_BEFORE = frozenset(' ′+([{-–—−=@~≈<>#:|;,./…"„“”‚‘«»›‹')

_ENGLISH = in_order(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_ENGLISH_TENS = in_order("twenty thirty forty fifty sixty seventy eighty ninety")
_ENGLISH_ORDINALS = in_order(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_GERMAN = in_order(
    "null ein zwei drei vier fuenf sechs sieben acht neun zehn elf zwoelf dreizehn vierzehn fuenfzehn sechzehn siebzehn"
    " achtzehn neunzehn"
)
_GERMAN_TENS = in_order("zwanzig dreissig vierzig fuenfzig sechzig siebzig achtzig neunzig")
_GERMAN_ORDINALS = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
_UNREADABLE = listed(
    "hundreds thousand thousands million dozen dozens score tausend tausende hunderte dutzend dutzende million"
    " tausendste umpteen"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number. `step` is what its last digit counts (0.1 for "12.3"); `clock_s` its seconds if it is a clock time.

    `value` is `None` where it cannot be read; `ordinal` marks "third" and "3rd"; `word` that it was a word.
    """

    value: float | None
    step: float = 1.0
    clock_s: float | None = None
    ordinal: bool = False
    word: bool = False
    decimal: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign or a number of a folded sentence, with its place in it."""

    text: str
    start: int
    end: int
    number: Number | None = None


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a folded sentence, with number words of several parts put together."""
    raw = [Token(m.group(), m.start(), m.end(), _number(text, m)) for m in _TOKEN.finditer(text)]
    joined: list[Token] = []
    place = 0
    while place < len(raw):
        token, place = _joined(raw, place)
        joined.append(token)
    return tuple(joined)


def _number(text: str, match: re.Match[str]) -> Number | None:
    word = match.group()
    if word[0].isdigit():
        before = text[match.start() - 1] if match.start() else " "
        return _figures(word) if before in _BEFORE or before.isspace() or before.isalpha() else Number(None)
    known = WORDS.get(word)
    if known is None and (word in _UNREADABLE or (len(word) > 1 and _ROMAN.fullmatch(word))):
        return Number(None, word=True)
    return known


def _figures(word: str) -> Number:
    clock = _CLOCK.fullmatch(word)
    if clock is not None:
        return _clock(clock)
    plain = _PLAIN.fullmatch(word)
    if plain is not None:
        digits = len(plain.group(2) or "")
        return Number(float(word.replace(",", ".")), 10.0**-digits, decimal=digits > 0)
    fraction = _FRACTION.fullmatch(word)
    if fraction is not None and int(fraction.group(1)) < int(fraction.group(2)) <= 10:
        value = int(fraction.group(1)) / int(fraction.group(2))
        return Number(value, value)
    return Number(None)


def _clock(match: re.Match[str]) -> Number:
    hours, minutes, seconds = int(match.group(1) or 0), int(match.group(2)), int(match.group(3))
    if seconds > 59 or (match.group(1) is not None and minutes > 59):
        return Number(None)
    part = match.group(4) or ""
    share = int(part) / 10 ** len(part) if part else 0.0
    total = hours * 3600 + minutes * 60 + seconds + share
    return Number(total, 10.0 ** -len(part), clock_s=total, decimal=bool(part))


def _joined(raw: list[Token], place: int) -> tuple[Token, int]:
    """The token at a place with what belongs to it ("twenty" "-" "three", "one" "hundred" "and" "five", "3" "rd")."""
    token, after = raw[place], place + 1
    number = token.number
    if number is None or number.value is None or number.clock_s is not None or token.text == "second":
        return token, after
    if number.word and number.value in _TENS_VALUES and not number.ordinal:
        number, after = _plus_unit(raw, number, after)
    if number.word and number.value is not None and 0 < number.value < 10 and _word(raw, after) == "hundred":
        number, after = _hundreds(raw, number.value * 100, after + 1)
    if not number.word and not number.decimal:
        number, after = _with_ending(raw, number, after)
    number, after = _plus_half(raw, number, after)
    return replace(token, number=number, end=raw[after - 1].end), after


def _plus_unit(raw: list[Token], number: Number, after: int) -> tuple[Number, int]:
    ahead = after + 1 if _word(raw, after) in ("-", "–") else after
    unit = raw[ahead].number if ahead < len(raw) else None
    # "twenty second pause" is a pause of twenty seconds, not a 22nd pause.
    if unit is None or not unit.word or unit.value is None or not 0 < unit.value < 10 or _word(raw, ahead) == "second":
        return number, after
    return replace(unit, value=(number.value or 0) + unit.value), ahead + 1


def _hundreds(raw: list[Token], value: float, after: int) -> tuple[Number, int]:
    ahead = after + 1 if _word(raw, after) in ("and", "-") else after
    rest = raw[ahead].number if ahead < len(raw) else None
    if rest is None or not rest.word or rest.value is None or not 0 < rest.value < 100:
        return Number(value, word=True), after
    ahead += 1
    if rest.value in _TENS_VALUES:
        rest, ahead = _plus_unit(raw, rest, ahead)
    return replace(rest, value=value + (rest.value or 0.0)), ahead


def _with_ending(raw: list[Token], number: Number, after: int) -> tuple[Number, int]:
    """`3rd`, `3.` before a word, `2 1/2`."""
    word = _word(raw, after)
    glued = after < len(raw) and raw[after].start == raw[after - 1].end
    if glued and word in ("st", "nd", "rd", "th", "te", "ten", "ter", "tes", "ste", "sten"):
        return replace(number, ordinal=True), after + 1
    if glued and word == "." and after + 1 < len(raw) and raw[after + 1].text[0].isalpha():
        return replace(number, ordinal=True), after + 1
    following = raw[after].number if after < len(raw) else None
    if following is not None and not glued and following.step < 1 and _FRACTION.fullmatch(word):
        return Number((number.value or 0) + (following.value or 0), following.step), after + 1
    return number, after


def _plus_half(raw: list[Token], number: Number, after: int) -> tuple[Number, int]:
    """The number with "and a half" behind it; "a minute and a half" is read with the unit."""
    if [_word(raw, after + i) for i in range(3)] == ["and", "a", "half"] and number.value is not None:
        return Number(number.value + 0.5, 0.5, word=number.word), after + 3
    return number, after


def _word(raw: list[Token], place: int) -> str:
    return raw[place].text if place < len(raw) else ""


def _english() -> dict[str, Number]:
    words = {word: Number(float(value), word=True) for value, word in enumerate(_ENGLISH)}
    words |= {word: Number(20.0 + 10 * i, word=True) for i, word in enumerate(_ENGLISH_TENS)}
    words |= {word: Number(float(i), word=True, ordinal=True) for i, word in enumerate(_ENGLISH_ORDINALS)}
    words |= {
        f"{word[:-1]}ieth": Number(20.0 + 10 * i, word=True, ordinal=True) for i, word in enumerate(_ENGLISH_TENS)
    }
    for tens, word in enumerate(_ENGLISH_TENS):
        words |= {f"{word}{_ENGLISH[unit]}": Number(20.0 + 10 * tens + unit, word=True) for unit in range(1, 10)}
    return words | {"hundred": Number(100.0, word=True)}


def _german_cardinals() -> dict[int, str]:
    below = dict(enumerate(_GERMAN))
    for tens, word in enumerate(_GERMAN_TENS):
        below[20 + 10 * tens] = word
        below |= {21 + 10 * tens + unit: f"{_GERMAN[unit + 1]}und{word}" for unit in range(9)}
    return below


def _german() -> dict[str, Number]:
    words: dict[str, Number] = {}
    below = _german_cardinals()
    for value, word in below.items():
        words[word] = Number(float(value), word=True)
        words[f"{word}einhalb"] = Number(value + 0.5, 0.5, word=True)
        stem = _GERMAN_ORDINALS.get(value) or (f"{word}t" if value < 20 else f"{word}st")
        words |= {f"{stem}e{end}": Number(float(value), word=True, ordinal=True) for end in ("", "n", "r", "s", "m")}
    for hundred in range(1, 10):
        for start in [f"{_GERMAN[hundred]}hundert"] if hundred > 1 else ["hundert", "einhundert"]:
            words[start] = Number(100.0 * hundred, word=True)
            for value, word in below.items():
                whole = Number(100.0 * hundred + value, word=True)
                words |= {f"{start}{joint}{word}": whole for joint in ("", "und") if value}
    one = Number(1.0, word=True)
    words |= {f"ein{end}": one for end in ("s", "e", "en", "er", "em", "es")}
    words["zwo"] = Number(2.0, word=True)
    return words | {word: Number(1.5, 0.5, word=True) for word in ("anderthalb", "eineinhalb", "einundeinhalb")}


WORDS = {**_german(), **_english()}
"""Every single word that is a number."""
_TENS_VALUES = frozenset(range(20, 100, 10))
