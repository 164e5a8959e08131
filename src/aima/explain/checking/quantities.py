"""Amounts of time in a folded sentence: a number with its unit, several added up, and several in a range or a list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aima.explain.checking.numerals import Number, Token
from aima.explain.checking.units import AND, HOUR_MS, MINUTE_MS, PLURALS, SECOND_MS, TO, UNITS, adjective_unit, compound

_HOLDING_APART = frozenset("_*=·+^~")


@dataclass(frozen=True, slots=True)
class Item:
    """An amount: `value` times `unit` milliseconds, `unit` being `None` for a bare number. `step` is what its last
    digit counts, in the same unit; `after` the place behind its last token.

    `hyphened` marks "3-second", `lasting` the German adjectives that can only be lengths, `joint` what stands before it
    in a group: "to" for the end of a range, "and" for an item of a list, "" for the first.
    """

    value: float
    step: float
    unit: int | None
    after: int
    readable: bool = True
    hyphened: bool = False
    lasting: bool = False
    decimal: bool = False
    clock: bool = False
    joint: str = ""


def group_at(tokens: tuple[Token, ...], place: int) -> list[Item] | None:
    """All amounts that hang together from a place on; `None` where none begins there. Bare numbers take the unit of
    those behind them ("from 12 to 14 seconds"), and at the end of a range that of the one before ("12 s to 14").
    """
    first = at_quantity(tokens, place)
    if first is None:
        return None
    group = [first]
    while True:
        joint, ahead = _joint(tokens, group[-1].after)
        item = at_quantity(tokens, ahead) if joint else None
        if item is None:
            break
        group.append(replace(item, joint=joint))
    return _with_units(group)


def at_quantity(tokens: tuple[Token, ...], place: int) -> Item | None:
    """The amount that begins at a place, or a bare number; `None` where neither does."""
    if place >= len(tokens):
        return None
    token = tokens[place]
    number = token.number
    if number is None or token.text == "second":
        return _worded(tokens, place)
    if number.ordinal:
        return None
    if number.clock_s is not None:
        return _clock(tokens, place, number)
    unit, after, hyphened, lasting = _unit_behind(tokens, place)
    readable = number.value is not None and not _is_glued(tokens, place)
    if unit is None and number.value is None and ":" in token.text:
        unit = SECOND_MS  # "3:75" is meant as a time
    if unit is None and _is_odd(tokens, place):
        unit, readable = SECOND_MS, False
    if unit is None:
        prime = _primes(tokens, place, number)
        return prime or Item(number.value or 0.0, number.step, None, place + 1, readable, decimal=number.decimal)
    odd = after - place == 4 and tokens[place + 1].text in ("-", "–")  # "twelve-ish seconds"
    item = Item(number.value or 0.0, number.step, unit, after, readable and not odd, hyphened, lasting)
    item = _with_thousands(tokens, place, item)
    return item if hyphened or lasting else _added(tokens, item)


def _with_units(group: list[Item]) -> list[Item] | None:
    if all(item.unit is None for item in group):
        return group
    # A list ends with its last unit: "at 12 s and 2 persons".
    last = max(place for place, item in enumerate(group) if item.unit is not None or item.joint == "to")
    kept: list[Item] = []
    unit: int | None = None
    for item in reversed(group[: last + 1]):
        known = item.unit if item.unit is not None else unit
        if known is None:
            known = next(other.unit for other in reversed(group[: last + 1]) if other.unit is not None)
        # A degree in front of a time ("confidence 0.8, 12 s") is no time.
        is_degree = item.unit is None and item.decimal and item.value <= 1 and _follower(kept) == "and"
        if not is_degree:
            kept.append(replace(item, unit=known))
        unit = known
    return kept[::-1]


def _follower(kept: list[Item]) -> str:
    return kept[-1].joint if kept else ""


def _joint(tokens: tuple[Token, ...], place: int) -> tuple[str, int]:
    """What joins an amount to the next, and where that begins."""
    joint = ""
    ahead = place
    while ahead < len(tokens) and ahead < place + 3:
        word = tokens[ahead].text
        if word in TO:
            joint = "to"
        elif word in AND:
            joint = joint or "and"
        elif joint and word in ("about", "etwa", "ca", "at", "bei", "around"):
            pass
        else:
            break
        ahead += 1
    if joint == "to" and ahead == place + 1 and tokens[place].text == ".":
        return "", place  # the end of a sentence
    return joint, ahead


def _unit_behind(tokens: tuple[Token, ...], place: int) -> tuple[int | None, int, bool, bool]:
    """The unit that belongs to the number at a place, the place behind it, whether a hyphen binds both, and whether it
    is an adjective. One word may stand between a number and a plural ("twelve long seconds").
    """
    words = [token.text for token in tokens[place + 1 : place + 4]] + ["", "", ""]
    hyphened = words[0] in ("-", "–")
    at = 1 if hyphened else 0
    adjective = adjective_unit(words[at])
    if adjective is not None:
        return adjective, place + 2 + at, hyphened, True
    if words[at] in UNITS and words[at] != "second":
        return UNITS[words[at]], place + 2 + at, hyphened, False
    if words[at] == "second" and words[at + 1] not in ("speaker", "person", "voice", "time", "face"):
        return SECOND_MS, place + 2 + at, hyphened, False
    if words[at].isalpha() and words[at] not in AND | TO and words[at + 1] in PLURALS:
        return UNITS[words[at + 1]], place + 3 + at, False, False
    if words[:2] in (["or", "so"], ["oder", "so"]) and words[2] in UNITS:
        return UNITS[words[2]], place + 4, False, False
    return None, place + 1, False, False


def _is_odd(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a number and its unit, or the parts of a clock time, are held apart by a sign ("75_s", "1 : 15")."""
    if place + 2 >= len(tokens):
        return False
    sign, behind = tokens[place + 1], tokens[place + 2]
    if sign.text == ":" and sign.start > tokens[place].end:
        return behind.number is not None and len(behind.text) == 2
    return sign.text in _HOLDING_APART and sign.end == behind.start and behind.text in UNITS


def _is_glued(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether something stands right before the figures that makes them another number ("1e3", "x12", " -5")."""
    if place == 0 or tokens[place].number is None or not tokens[place].text[0].isdigit():
        return False
    before = tokens[place - 1]
    if before.end != tokens[place].start:
        return False
    if before.text in ("-", "−"):
        return place == 1 or (tokens[place - 2].end != before.start and tokens[place - 2].number is None)
    return before.text.isalpha() and before.text not in UNITS and before.text != "t"


def _clock(tokens: tuple[Token, ...], place: int, number: Number) -> Item:
    """A clock time, with the unit that may stand behind it; "1:20 h" is an hour and twenty minutes."""
    value, step, after = number.clock_s or 0.0, number.step, place + 1
    word = tokens[after].text if after < len(tokens) else ""
    if word in UNITS and word != "m":
        if UNITS[word] == HOUR_MS and tokens[place].text.count(":") == 1:
            value, step = value * 60, 60.0
        after += 1
    return Item(value, step, SECOND_MS, after, not _is_glued(tokens, place), clock=True)


def _primes(tokens: tuple[Token, ...], place: int, number: Number) -> Item | None:
    """`1′23″`."""
    signs = [token.text for token in tokens[place + 1 : place + 5]]
    if not signs or signs[0] != "′" or number.value is None:
        return None
    if signs[:2] == ["′", "′"]:
        return Item(number.value, number.step, SECOND_MS, place + 3)
    seconds = tokens[place + 2].number if len(signs) > 1 else None
    if seconds is None or seconds.value is None or signs[2:4] != ["′", "′"]:
        return Item(number.value, number.step, MINUTE_MS, place + 2)
    return Item(number.value * 60 + seconds.value, seconds.step, SECOND_MS, place + 5)


def _with_thousands(tokens: tuple[Token, ...], place: int, item: Item) -> Item:
    """In milliseconds `12,300` and `12.300` are thousands; a figure right before ("12 000") cannot be read."""
    number = tokens[place].number
    before = tokens[place - 1].number if place else None
    if before is not None and not before.ordinal and tokens[place - 1].text != "second" and not before.word:
        return replace(item, readable=False)
    if item.unit == 1 and number is not None and number.decimal and abs(number.step - 0.001) < 1e-9:
        return replace(item, value=round(item.value * 1000), step=1.0)
    return item


def _added(tokens: tuple[Token, ...], item: Item) -> Item:
    """`1 min 20 s`, "one minute and twenty seconds", "2 Minuten 30", "a minute and a half"."""
    unit = item.unit or SECOND_MS
    words = [token.text for token in tokens[item.after : item.after + 3]]
    if words == ["and", "a", "half"] or words[:2] == ["und", "halb"]:
        after = item.after + (3 if words[0] == "and" else 2)
        return Item(item.value + 0.5, 0.5, unit, after, item.readable)
    short = words[:1] == ["."] and tokens[item.after - 1].text in ("min", "std", "h")  # "1 Min. 20 Sek."
    ahead = item.after + (1 if short or words[:1] in (["and"], ["und"], [","]) else 0)
    number = tokens[ahead].number if ahead < len(tokens) else None
    if number is None or number.ordinal or number.clock_s is not None or tokens[ahead].text == "second":
        return item
    smaller, after, hyphened, lasting = _unit_behind(tokens, ahead)
    if smaller is None and ahead == item.after and unit > SECOND_MS and not number.decimal:
        smaller, after = unit // 60, ahead + 1
    limit = unit / (smaller or unit)
    if smaller is None or smaller >= unit or hyphened or lasting or (number.value or 0) >= limit:
        return item
    value = item.value * limit + (number.value or 0)
    more = Item(value, number.step, smaller, after, item.readable and number.value is not None)
    return _added(tokens, more)


def _worded(tokens: tuple[Token, ...], place: int) -> Item | None:
    """Amounts in words alone: "half a minute", "a minute", "eine halbe Stunde", "dreiminütig"."""
    word = tokens[place].text
    words = [token.text for token in tokens[place + 1 : place + 4]] + ["", "", ""]
    single = compound(word)
    if single is not None:
        number, unit, lasting = single
        return Item(number.value or 0.0, number.step, unit, place + 1, number.value is not None, lasting=lasting)
    share = {"half": 0.5, "halbe": 0.5, "halben": 0.5, "halber": 0.5, "quarter": 0.25, "viertel": 0.25,
             "dreiviertel": 0.75}.get(word)  # fmt: skip
    skip = 0
    while words[skip] in ("of", "a", "an", "einer", "eine", "-") and skip < 2:
        skip += 1
    if share is not None and words[skip] in UNITS and len(words[skip]) > 1:
        return Item(share, share, UNITS[words[skip]], place + skip + 2)
    if word in ("quarters", "tenths", "thirds", "zehntel", "hundertstel", "drittel") and words[skip] in UNITS:
        return Item(0.0, 1.0, UNITS[words[skip]], place + skip + 2, readable=False)
    if word == "keine" and words[0] in ("sekunde", "minute", "stunde"):
        return Item(1.0, 1.0, UNITS[words[0]], place + 2)
    is_rate = place > 0 and tokens[place - 1].number is not None  # "4 a second"
    if word in ("a", "an") and not is_rate and (words[0] in ("minute", "hour") or _is_a_second(words)):
        return _added(tokens, Item(1.0, 1.0, UNITS[words[0]], place + 2))
    return None


def _is_a_second(words: list[str]) -> bool:
    """Whether "a second" is the unit: "a second later", and not "a second voice"."""
    return words[0] == "second" and words[1] in (
        "", "later", "long", "before", "after", "earlier", "apart", ".", ",", ";", ")", "and", "then", "or", "of", "in",
    )  # fmt: skip
