"""What holds at a stretch of time."""

from aima.linkers.overlap import best_overlap, shared_ms
from aima.model import kinds
from aima.model.span import Span


def test_the_largest_overlap_wins_and_the_earlier_of_equals(build):
    build.speaker(0, 1000, "speaker-1")
    build.speaker(1000, 5000, "speaker-2")
    timeline = build.timeline()
    assert best_overlap(timeline, kinds.SPEAKER, Span(500, 1200)).subject == "speaker-1"
    assert best_overlap(timeline, kinds.SPEAKER, Span(800, 1200)).subject == "speaker-1"
    assert best_overlap(timeline, kinds.SPEAKER, Span(900, 1200)).subject == "speaker-2"
    assert best_overlap(timeline, kinds.SPEAKER, Span(900, 1200), "speaker-1").subject == "speaker-1"
    assert best_overlap(timeline, kinds.SPEAKER, Span(9000, 9001)) is None


def test_shared_time():
    assert shared_ms(Span(0, 10), Span(5, 20)) == 5
    assert shared_ms(Span(0, 10), Span(10, 20)) == 0
