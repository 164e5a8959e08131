from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from aima.media.clock import SOUND_LEAP_US, Clock


@dataclass
class Packet:
    dts: int | None
    pts: int | None
    duration: int | None = 40


def clock(origin_us: int = 0) -> Clock:
    return Clock(Fraction(1, 1000), origin_us, 40_000, SOUND_LEAP_US)


def placed(given: Clock, *packets: Packet) -> list[int]:
    return [given.place(packet)[0] // 1000 for packet in packets]


def test_times_count_from_the_origin():
    assert placed(clock(500_000), Packet(500, 500), Packet(540, 540)) == [0, 40]


def test_missing_times_go_on_from_the_last():
    given = clock()
    first, second = Packet(0, 0), Packet(None, None)
    assert placed(given, first, second, Packet(None, None, None)) == [0, 40, 80]
    assert given.untimed and not given.leapt and second.dts == 40


def test_a_new_beginning_goes_on_where_the_last_ended():
    given = clock()
    assert placed(given, Packet(5000, 5000), Packet(5040, 5040), Packet(0, 80), Packet(40, 40)) == [
        5000,
        5040,
        5080,
        5120,
    ]
    assert given.leapt


def test_frames_after_a_new_beginning_get_the_shifted_time():
    given = clock()
    again = Packet(0, 80)
    placed(given, Packet(5000, 5000), again)
    assert (again.dts, again.pts) == (5040, 5120) and given.us(again.pts) == 5_120_000


def test_a_leap_forward_is_damage_and_a_pause_is_not():
    given = clock()
    assert placed(given, Packet(0, 0), Packet(9 * 60_000, 9 * 60_000)) == [0, 9 * 60_000]
    assert placed(given, Packet(10**12, 10**12)) == [9 * 60_000 + 40]


def test_an_impossible_beginning_or_delay_is_left_out():
    assert placed(clock(), Packet(-(10**9), None)) == [0]
    given = clock()
    at, end = given.place(Packet(0, 10**10))
    assert (at, end) == (0, 40_000)
    assert given.place(Packet(40, 40, 10**12))[1] == 80_000
