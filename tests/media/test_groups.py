from __future__ import annotations

from dataclasses import dataclass

import pytest

from aima.media import groups as room
from aima.media.groups import ENDLESS_MS, groups


@dataclass
class Packet:
    name: str
    is_keyframe: bool = False
    size: int = 10


def grouped(text: str) -> list[tuple[int, int, str]]:
    """Groups of packets written as `I0 P3 b1`: kind and time in file order; a capital I is a key frame."""
    placed = [(Packet(word, word[0] == "I"), int(word[1:])) for word in text.split()]
    return [(g.start_ms, g.end_ms, " ".join(packet.name for packet in g.packets)) for g in groups(placed)]


def test_a_group_reaches_to_the_next_key_frame():
    assert grouped("I0 P1 P2 I3 P4") == [(0, 3, "I0 P1 P2 I3"), (3, ENDLESS_MS, "I3 P4")]


def test_what_is_shown_before_the_next_key_frame_but_stored_after_it_belongs_to_both():
    found = grouped("I0 P2 b1 I5 b3 b4 P7 b6")
    assert found == [(0, 5, "I0 P2 b1 I5 b3 b4"), (5, ENDLESS_MS, "I5 b3 b4 P7 b6")]


def test_key_frames_alone():
    assert grouped("I0 I1 I2") == [(0, 1, "I0 I1"), (1, 2, "I1 I2"), (2, ENDLESS_MS, "I2")]


def test_a_key_frame_that_goes_back_in_time_begins_nothing():
    assert grouped("I0 P5 I3 P6") == [(0, ENDLESS_MS, "I0 P5 I3 P6")]


def test_the_first_group_may_begin_without_a_key_frame():
    placed = [(Packet("P"), 0), (Packet("I", True), 4)]
    assert [(group.first, group.start_ms) for group in groups(placed)] == [(True, 0), (False, 4)]


def test_nothing_has_no_groups():
    assert grouped("") == []


def test_a_group_that_is_too_large_comes_without_packets(monkeypatch):
    monkeypatch.setattr(room, "MOST_BYTES", 30)
    found = list(groups([(Packet("I", k == 0), k) for k in range(5)]))
    assert [(group.is_whole, group.packets) for group in found] == [(False, [])]


@pytest.mark.parametrize("most", [10, 25])
def test_memory_stays_within_the_bound_for_each_group(monkeypatch, most):
    monkeypatch.setattr(room, "MOST_BYTES", most)
    for group in groups([(Packet(str(k), k % 3 == 0), k) for k in range(9)]):
        assert sum(packet.size for packet in group.packets) <= most
