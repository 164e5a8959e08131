import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aima.explain.checking import bare_times, quantities, units
from aima.explain.checking.folding import Folded, fold, fold_sentence
from aima.explain.checking.numerals import WORDS, tokens_of
from aima.explain.checking.quotations import find_quotes
from aima.explain.checking.times import read_times, times_fit
from aima.explain.checking.units import Mode
from aima.model.span import Span

PROPERTY = settings(database=None, derandomize=True, deadline=None, max_examples=50)
ENGLISH = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
GERMAN_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
GERMAN = ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]


def times(text: str):
    """The times of a sentence without quotations."""
    return read_times(Folded(fold(text)))


def in_english(value: int) -> str:
    """20 to 99 in words."""
    tens, unit = divmod(value, 10)
    return TENS[tens - 2] + (f"-{ENGLISH[unit]}" if unit else "")


def in_german(value: int) -> str:
    tens, unit = divmod(value, 10)
    return (f"{GERMAN[unit]}und" if unit else "") + GERMAN_TENS[tens - 2]


def _clock(ms: int) -> str:
    return f"{ms // 60_000}:{ms // 1000 % 60:02d}"


# Every notation, with the milliseconds by which it may differ from the truth.
NOTATIONS = {
    "At {s:.1f} s": 600,
    "At {s:.3f} seconds": 600,
    "At {s:.1f}s": 600,
    "Um {comma} Sekunden": 600,
    "Bei Sekunde {whole}": 1600,
    "At second {whole}": 1600,
    "At {whole} sec": 1600,
    "{s:.1f}-{s:.1f} s: it": 600,
    "({s:.1f}–{s:.1f}) it": 600,
    "From {s:.1f} to {s:.1f} seconds": 600,
    "Von {comma} bis {comma} Sekunden": 600,
    "Between {s:.1f} and {s:.1f}": 600,
    "At {ms} ms": 600,
    "At {clock}": 1600,
    "At 0{clock}": 1600,
    "At {clock}.{tenth}": 700,
    "At 00:{clock02}": 1600,
    "{clock} – it": 1600,
    "At {m} min {rest} s": 1600,
    "At {m}m{rest}s": 1600,
    "Bei {m} Minuten und {rest} Sekunden": 1600,
    "At {m} minutes, {rest} seconds": 1600,
    "At {m}′{rest}″": 1600,
    "At 0h{m}m{rest}s": 1600,
    "t={s:.1f}: it": 600,
    "At {s:.1f}": 600,
    "At timestamp {s:.1f}": 600,
    "At {english} seconds": 1600,
    "Bei {german} Sekunden": 1600,
    "Bei Sekunde {german}": 1600,
    "In der {whole}. Sekunde": 2600,
    "In the {german}sten Sekunde": 2600,
    "At {fullwidth} s": 1600,
    "At {arabic} s": 1600,
    "At {minutes:.3f} minutes": 700,
    "Bei {minutes:.3f} Minuten": 700,
    "At {hours:.6f} h": 700,
    "At the {whole}-second mark": 1600,
    "{whole} seconds into it": 1600,
}


def written(notation: str, ms: int) -> str:
    seconds = ms / 1000
    whole = ms // 1000
    values = {
        "s": seconds,
        "comma": f"{seconds:.1f}".replace(".", ","),
        "whole": whole,
        "ms": ms,
        "clock": _clock(ms),
        "clock02": f"{ms // 60_000:02d}:{whole % 60:02d}",
        "tenth": ms % 1000 // 100,
        "m": ms // 60_000,
        "rest": whole % 60,
        "english": in_english(whole),
        "german": in_german(whole),
        "fullwidth": "".join(chr(ord(d) + 0xFEE0) for d in str(whole)),
        "arabic": "".join(chr(ord(d) - 48 + 0x660) for d in str(whole)),
        "minutes": seconds / 60,
        "hours": seconds / 3600,
    }
    return notation.format(**values) + " somebody speaks."


@pytest.mark.parametrize("notation", NOTATIONS)
def test_every_notation_fits_where_it_is_true_and_nowhere_else(notation: str) -> None:
    slack = NOTATIONS[notation]

    @PROPERTY
    @given(
        at=st.integers(20_000, 98_900),
        spans=st.lists(st.tuples(st.integers(0, 120_000), st.integers(1, 20_000)), max_size=4),
    )
    def holds(at: int, spans: list[tuple[int, int]]) -> None:
        at = round(at, -3) if slack > 1000 else at
        cited = [Span(start, start + length) for start, length in spans]
        sentence = Folded(fold(written(notation, at)))
        assert times_fit(sentence, [*cited, Span(at, at + 1)])
        if all(at < span.start_ms - slack or at > span.end_ms + slack for span in cited):
            assert not times_fit(sentence, cited)

    holds()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for 3 seconds", Mode.LENGTH),
        ("3 Sekunden lang", Mode.LENGTH),
        ("a pause of 3 seconds", Mode.LENGTH),
        ("eine dreisekündige Pause", Mode.LENGTH),
        ("a three-second pause", Mode.LENGTH),
        ("3 seconds later", Mode.DISTANCE),
        ("3 Sekunden nach dem Schrei", Mode.DISTANCE),
        ("within 3 seconds", Mode.WITHIN),
        ("after 3 seconds", Mode.EITHER),
        ("nach 3 Sekunden", Mode.EITHER),
        ("at 3 seconds", Mode.MOMENT),
        ("3 seconds", Mode.MOMENT),
        ("at the 3-second mark", Mode.MOMENT),
    ],
)
def test_the_words_around_tell_a_moment_from_a_length(text: str, expected: Mode) -> None:
    (time,) = times(text)
    assert (time.start_ms, time.mode) == (3000, expected)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("half a minute", [30]),
        ("eine halbe Stunde", [1800]),
        ("a quarter of an hour", [900]),
        ("eine Viertelstunde", [900]),
        ("dreiviertel Stunde", [2700]),
        ("anderthalb Minuten", [90]),
        ("eineinhalb Minuten", [90]),
        ("zweieinhalb Minuten", [150]),
        ("two and a half minutes", [150]),
        ("a minute and a half", [90]),
        ("2 1/2 minutes", [150]),
        ("2½ minutes", [150]),
        ("an hour", [3600]),
        ("1:20 h", [4800]),
        ("1h20", [4800]),
        ("2 Minuten 30", [150]),
        ("one hundred and twenty-three seconds", [123]),
        ("hundertdreiundzwanzig Sekunden", [123]),
        ("zweihundert Sekunden", [200]),
        ("two hundred seconds", [200]),
        ("12,500 ms", [12.5]),
        ("12.500 ms", [12.5]),
        ("12.5 ms", [0.0125]),
        ("12, 14 and 16 seconds", [12, 14, 16]),
        ("12 s to 14", [12, 14]),
        ("0:12-0:14", [12, 14]),
        ("12 seconds and 2 persons", [12]),
        ("12 s, 3 screams", [12]),
        ("confidence 0.8, 12 s", [12]),
        ("a second later", [1]),
        ("eine Sekunde", [1]),
        ("forty long seconds", [40]),
        ("33 or so seconds", [33]),
        ("sechzehnminütig", [960]),
        ("10-minütige Szene", [600]),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, seconds: list[float]) -> None:
    assert [time.start_ms / 1000 for time in times(text)] == pytest.approx(seconds)
    assert all(time.readable for time in times(text))


@pytest.mark.parametrize(
    "text",
    [
        "1.2.3 s",
        "1:2:3:4",
        "3:75",
        "a dozen seconds",
        "hundreds of seconds",
        "XII seconds",
        "Minute III",
        "Minute V",
        "1e3 seconds",
        "x12 s",
        "PT12S",
        " -5 s",
        "12'000 ms",
        "12 000 ms",
        "12/14 s",
        "a tenth of a second",
        "zwei Zehntelsekunden",
        "3 quarters of an hour",
        "thousand seconds",
        "12:3",
    ],
)
def test_what_cannot_be_read_fits_nothing(text: str) -> None:
    assert not times_fit(Folded(fold(text)), [Span(0, 10_000_000)])


@pytest.mark.parametrize(
    "text",
    [
        "the second speaker",
        "a second voice",
        "the second one",
        "zum zweiten Mal",
        "second thoughts",
        "per minute 3 screams",
        "4 a second",
        "4 per second",
        "confidence 0.81",
        "arousal from 0.3 to 0.9",
        "-12.3 dBFS",
        "between 1.5 and 2.0 Hz",
        "a few seconds later",
        "mehrere Minuten",
        "minutenlang",
        "40 percent",
        "2 persons",
        "3 screams",
        "18+",
        "the last minute",
        "the consent score stands at 42.",
        "speaker-like",
        "a minute detail"[2:],
        "Sekundenbruchteile",
        "Schweigeminute",
    ],
)
def test_other_numbers_and_other_seconds_are_no_times(text: str) -> None:
    assert times(text) == ()


def test_what_is_quoted_is_no_claim_about_time_but_what_reaches_out_is() -> None:
    def read(text: str):
        return read_times(fold_sentence(text, find_quotes(text)))

    assert read("She says “in 75 seconds”.") == ()
    assert [time.start_ms for time in read("She says it at 75 “seconds”.")] == [75_000]
    assert [time.start_ms for time in read("At 12 s she says “75 s”.")] == [12_000]


def test_ordinals_span_their_unit_and_the_first_ones_begin_at_zero() -> None:
    (third,) = times("in the third minute")
    (first,) = times("in den ersten 30 Sekunden")
    (after,) = times("after the first 30 seconds")
    assert (third.start_ms, third.end_ms) == (120_000, 180_000)
    assert (first.start_ms, first.end_ms) == (0, 30_000)
    assert (after.start_ms, after.end_ms) == (30_000, 30_000)


def test_a_clock_time_lasts_a_second_and_minute_three_may_be_counted_or_shown() -> None:
    assert times_fit(Folded(fold("At 0:16 it falls.")), [Span(16_800, 17_000)])
    assert not times_fit(Folded(fold("At 0:16 it falls.")), [Span(17_700, 18_000)])
    for start, fits in ((140_000, False), (160_000, True), (230_000, True), (245_000, False)):
        assert times_fit(Folded(fold("In Minute 3.")), [Span(start, start + 1)]) is fits


def test_distances_need_two_and_lengths_are_those_of_what_is_cited() -> None:
    one, other = Span(12_000, 14_000), Span(75_000, 76_000)
    later = Folded(fold("Two seconds later it falls."))
    assert not times_fit(later, [one])
    assert not times_fit(later, [one, other])
    assert times_fit(Folded(fold("61 seconds later it falls.")), [one, other])
    assert times_fit(Folded(fold("It lasts 2 s.")), [one])
    assert not times_fit(Folded(fold("It lasts 3 s.")), [one])
    assert times_fit(Folded(fold("within 70 seconds")), [one, other])
    assert not times_fit(Folded(fold("within 10 seconds")), [one, other])


@PROPERTY
@given(st.integers(1, 99))
def test_number_words_say_what_they_say(value: int) -> None:
    if value > 19:
        assert [t.number.value for t in tokens_of(in_english(value)) if t.number] == [value]
        assert WORDS[fold(in_german(value))].value == value
    else:
        assert sum(1 for n in WORDS.values() if n.value == value and not n.ordinal) >= 2


def test_the_parts_of_reading_agree_on_their_words() -> None:
    group = quantities.group_at(tokens_of("12.3-14.0"), 0)
    assert group is not None
    assert bare_times.bare_times(tokens_of("12.3-14.0"), 0, group) is Mode.MOMENT
    assert units.UNITS["sekunden"] == 1000
    assert units.compound("dreiminuetig") is not None
    assert units.compound("schweigeminute") is None
    assert units.adjective_unit("sekuendige") == 1000
