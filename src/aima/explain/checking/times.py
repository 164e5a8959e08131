"""Times: every moment that a sentence names must lie in what it cites, every length must be one of it.

Read are clock times (`1:23`, `01:02:03.5`), amounts with a unit (`12.3 s`, `12,3 Sekunden`, `1 min 20 s`, `1m20s`, "two
and a half minutes", "anderthalb Minuten", "dreiminütig"), units before numbers ("second 12", "Minute drei"), ordinals
("in the third minute", "in den ersten 30 Sekunden"), ranges and lists ("12.3-14.0 s", "from 12 to 14 seconds"), bounds
("less than a second", "mehr als acht Sekunden"), what counts from the end ("the last 30 seconds"), and bare figures
where only a time can be meant ("at 12.3", "12.3-14.0", "t=75"). A number before a unit that cannot be read makes a time
that fits nothing.

Not read are times without a number ("a few seconds later", "at the end") and shares ("a third of the recording").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from aima.explain.checking.bare_times import bare_times
from aima.explain.checking.folding import Folded
from aima.explain.checking.numerals import Token, tokens_of
from aima.explain.checking.quantities import Item, at_quantity, group_at
from aima.explain.checking.units import ARTICLES, BEFORE_NUMBER, MINUTE_MS, UNITS, Bound, Mode, mode_of
from aima.model.span import Span

LEAST_SLACK_MS = 500
"""Times are told in whole seconds more often than not; nobody is struck for half a second."""
LENGTH_SLACK = 0.1
"""The share by which a length may differ."""
ROUNDING = 0.25
"""The share by which minutes and hours may be rounded: "a minute" is no half one."""
_BOUND_SLACK_MS = 50  # as much as a tenth of a second hides
_SINGLE_ROMAN = frozenset(("v", "x"))
_RECORDING = r"(?:recording|video|clip|film|footage|file|aufnahme|tonaufnahme|videos|mitschnitt|datei)"
_WHOLE = re.compile(
    rf"\b{_RECORDING} (?:itself |as a whole |selbst |insgesamt )?(?:lasts|runs|dauert|laeuft|umfasst|spans)\b|"
    rf"\b{_RECORDING} (?:is|ist) (?!silent|quiet|still|dark|black|dunkel|schwarz)(?:[\w.,]+ ){{1,7}}?(?:long|lang)\b|"
    rf"(?:length|duration|laenge|dauer) (?:of|der|des) (?:the )?{_RECORDING}|"
    rf"(?:seconds?|minutes?|sekuendig\w*|minuetig\w*)[ -](?:long )?{_RECORDING}\b"
)
_LINKS = frozenset(("#", "no", "nr", "number", "nummer", ":", "=", "."))


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a sentence names: from `start_ms` to `end_ms` (the same for a moment), give or take `slack_ms`.

    `readable` is false where a unit stands with a number that cannot be understood.
    """

    start_ms: float
    end_ms: float
    slack_ms: float
    mode: Mode
    readable: bool = True
    bound: Bound = Bound.ABOUT

    def fits(self, spans: Sequence[Span], length_ms: int | None = None, *, of_whole: bool = False) -> bool:
        """Whether it is the time of one of the spans, or (as a length) the length of one or the distance of two.

        `length_ms` is the recording's length, where it is known; `of_whole` says that lengths may be that one.
        """
        if self.mode in (Mode.LAST, Mode.TO_END) and length_ms is not None:
            return self._from_end(length_ms).fits(spans)
        lengths = list(_distances(spans)) if self.mode is not Mode.MOMENT else []
        # "over after less than a second" is how long it lasts.
        bounded = self.mode is Mode.EITHER and self.bound is not Bound.ABOUT
        if bounded or self.mode in (Mode.LENGTH, Mode.WITHIN, Mode.LAST):
            lengths += [span.length_ms for span in spans]
            lengths += [length_ms] if of_whole and length_ms is not None else []
        return self.readable and (
            (self.mode in (Mode.MOMENT, Mode.EITHER) and any(self._lies_in(span) for span in spans))
            or (self.mode is Mode.WITHIN and self._reaches(spans))
            or any(self._is_length(length) for length in lengths)
        )

    def _from_end(self, length_ms: int) -> Time:
        """What is counted from the end of the recording as a moment, or stretch, of it."""
        start = length_ms - self.start_ms
        return replace(self, start_ms=start, end_ms=length_ms if self.mode is Mode.LAST else start, mode=Mode.MOMENT)

    def _reaches(self, spans: Sequence[Span]) -> bool:
        return any(one.gap_ms(other) <= self.end_ms + self.slack_ms for one, other in combinations(spans, 2))

    def _lies_in(self, span: Span) -> bool:
        return self.start_ms <= span.end_ms + self.slack_ms and self.end_ms >= span.start_ms - self.slack_ms

    def _is_length(self, length_ms: int) -> bool:
        if self.bound is Bound.BELOW:
            return length_ms <= self.start_ms + _BOUND_SLACK_MS
        if self.bound is Bound.ABOVE:
            return length_ms >= self.start_ms - _BOUND_SLACK_MS
        return abs(self.start_ms - length_ms) <= max(self.slack_ms, LENGTH_SLACK * self.start_ms)


def times_fit(sentence: Folded, spans: Sequence[Span], length_ms: int | None = None) -> bool:
    """Whether every time of a sentence is one of the spans it cites, or of the recording of `length_ms`."""
    of_whole = _WHOLE.search(sentence.text) is not None
    return all(time.fits(spans, length_ms, of_whole=of_whole) for time in read_times(sentence))


def read_times(sentence: Folded) -> tuple[Time, ...]:
    """Every time that a sentence names in its own words."""
    tokens = tokens_of(sentence.text)
    return tuple(
        time
        for first, after, times in _found(tokens)
        if not sentence.recorded(tokens[first].start, tokens[after - 1].end)
        for time in times
    )


def _found(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int, list[Time]]]:
    """The groups of times in order: the place of their first token, the place behind their last, and what they say."""
    place = 0
    while place < len(tokens):
        for read in (_ordinal, _unit_first, _amounts):
            found = read(tokens, place)
            if found is not None:
                after, times = found
                yield place, after, times
                place = after
                break
        else:
            place += 1


def _ordinal(tokens: tuple[Token, ...], place: int) -> tuple[int, list[Time]] | None:
    """Ordinals before a unit: "the third minute", "the first 30 seconds", "a tenth of a second"."""
    number = tokens[place].number
    if number is None or not number.ordinal or number.value is None or place + 1 == len(tokens):
        return None
    after = place + 1
    word = tokens[after].text
    if word in UNITS and (len(word) > 2 or word == "h"):
        # "a second minute" is one more; "the second second" and "in the second minute" are times.
        unit = UNITS[word]
        return after + 1, [Time((number.value - 1) * unit, number.value * unit, LEAST_SLACK_MS, Mode.MOMENT)]
    if word == "of" and [t.text in ("a", "an", "1", "one") for t in tokens[after + 1 : after + 2]] == [True]:
        unit_word = tokens[after + 2].text if after + 2 < len(tokens) else ""
        return (after + 3, [_UNREADABLE]) if unit_word in UNITS else None
    item = at_quantity(tokens, after)
    if number.value != 1 or item is None or item.unit is None:
        return None
    time = _time(item, Mode.MOMENT)
    behind = place > 0 and tokens[place - 1].text in ("after", "nach", "past")
    the = place > 1 and tokens[place - 2].text in ("after", "nach", "past")
    return item.after, [time if behind or the else replace(time, start_ms=0.0, slack_ms=LEAST_SLACK_MS)]


def _unit_first(tokens: tuple[Token, ...], place: int) -> tuple[int, list[Time]] | None:
    """A unit before its number: "second 12", "Sekunden 12 bis 14", "Minute drei"."""
    word = tokens[place].text
    after = _behind_unit(tokens, place)
    if after is None:
        return None
    if tokens[after].text in _SINGLE_ROMAN:
        return after + 1, [_UNREADABLE]
    number = tokens[after].number
    if number is None or number.ordinal or number.clock_s is not None:
        return None
    if word == "second" and number.word and (tokens[place - 1].text in ARTICLES or number.value in (1, None)):
        return None  # "the second one"
    group = group_at(tokens, after)
    if group is None or any(item.unit is not None for item in group):
        return None
    return group[-1].after, [_counted(item, UNITS[word]) for item in group]


def _behind_unit(tokens: tuple[Token, ...], place: int) -> int | None:
    """Where the number of the unit at a place would stand; `None` where none can ("per minute 3 screams")."""
    word, before = tokens[place].text, tokens[place - 1].text if place else ""
    if word not in BEFORE_NUMBER or (before in ARTICLES and word not in ("second", "sekunde")):
        return None
    after = place + 1
    while after < len(tokens) and after < place + 3 and tokens[after].text in _LINKS:
        after += 1
    return after if after < len(tokens) else None


def _counted(item: Item, unit_ms: int) -> Time:
    """A unit before its number as a time: "minute 3" may be the third one, or what a clock shows as 3:00 to 3:59."""
    if not item.readable:
        return _UNREADABLE
    value = item.value * unit_ms
    slack = max(LEAST_SLACK_MS, item.step * unit_ms / 2)
    if item.step < 1:
        return Time(value, value, slack, Mode.MOMENT)
    return Time(value - slack + LEAST_SLACK_MS, value + unit_ms - 1, LEAST_SLACK_MS, Mode.MOMENT)


def _amounts(tokens: tuple[Token, ...], place: int) -> tuple[int, list[Time]] | None:
    """Amounts with units and clock times, alone, in ranges and lists; and bare figures that can only be times."""
    group = group_at(tokens, place)
    if group is None:
        return None
    timed = [item for item in group if item.unit is not None]
    if not timed:
        bare = bare_times(tokens, place, group)
        if bare is None:
            return None
        return group[-1].after, [_time(item, bare) for item in group]
    hyphened = any(item.hyphened for item in timed)
    ranged = any(item.joint == "to" for item in group)
    mode, bound = mode_of(tokens, place, group[-1].after, hyphened=hyphened, ranged=ranged)
    if any(item.lasting for item in timed):
        mode = Mode.LENGTH
    return group[-1].after, [_time(item, mode, bound) for item in timed]


def _time(item: Item, mode: Mode, bound: Bound = Bound.ABOUT) -> Time:
    if not item.readable:
        return _UNREADABLE
    unit = item.unit if item.unit is not None else 1000
    value = item.value * unit
    # A clock shows 0:16 until 0:17, and many round down.
    end = value + unit - 1 if item.clock and item.step == 1 else value
    slack = item.step * unit / 2
    if unit >= MINUTE_MS:
        slack = min(slack, ROUNDING * value)
    return Time(value, end, max(LEAST_SLACK_MS, slack), mode, bound=bound)


def _distances(spans: Sequence[Span]) -> Iterator[int]:
    """How far apart any two of the spans are, from and to either of their ends."""
    for one, other in combinations(spans, 2):
        yield from (abs(a - b) for a in (one.start_ms, one.end_ms) for b in (other.start_ms, other.end_ms))


_UNREADABLE = Time(0, 0, 0, Mode.MOMENT, readable=False)
