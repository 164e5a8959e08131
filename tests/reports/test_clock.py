import pytest

from aima.model.words import words
from aima.reports.clock import clock, clock_comma, clock_short, number, percent, seconds, size


@pytest.mark.parametrize(
    ("at_ms", "text"), [(0, "00:00:00.000"), (12_500, "00:00:12.500"), (360_000_001, "100:00:00.001")]
)
def test_clock(at_ms, text):
    assert clock(at_ms) == text
    assert clock_comma(at_ms) == text.replace(".", ",")


def test_axis_labels():
    assert clock_short(65_000, with_hours=False) == "1:05"
    assert clock_short(3_665_000, with_hours=True) == "1:01:05"


def test_seconds_are_exact():
    assert seconds(1_005) == "1.005"


def test_numbers_have_a_german_comma_and_a_true_minus():
    assert number(-12.34, 1) == words("−12,3", "−12.3")
    assert number(2, 2, sign=True) == words("+2,00", "+2.00")
    assert number(-0.001, 2, sign=True) == words("0,00", "0.00")


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0%"), (0.004, "under 1%"), (0.5, "50%"), (0.997, "over 99%"), (1, "100%")]
)
def test_percent_never_rounds_a_little_to_nothing_or_almost_all_to_all(share, text):
    assert percent(share).en == text


def test_sizes_give_the_exact_count_too():
    assert size(312).en == "312 bytes"
    assert size(48_211_943) == words("48,2 MB (48.211.943 Byte)", "48.2 MB (48,211,943 bytes)")
    assert size(5_000_000_000_000).en.startswith("5000.0 GB")
