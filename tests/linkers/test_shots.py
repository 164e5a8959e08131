"""Shots divide a video at its cuts."""

from itertools import pairwise

from aima.linkers.shots import Shots
from aima.model.media import MediaKind
from aima.model.span import Span


def test_cuts_divide_the_whole_recording(build):
    opening = build.cut(4000, confidence=0.7)
    build.cut(90_000)
    shots = list(Shots().link(build.timeline()))
    assert [shot.span for shot in shots] == [Span(0, 4000), Span(4000, 90_000), Span(90_000, 120_000)]
    assert [shot.payload.number for shot in shots] == [1, 2, 3]
    assert [shot.confidence for shot in shots] == [None, 0.7, 0.9]
    assert [shot.sources for shot in shots[:2]] == [(), (opening,)]
    assert all(one.span.end_ms == other.span.start_ms for one, other in pairwise(shots))


def test_a_video_without_cuts_is_one_shot(build):
    assert [shot.span for shot in Shots().link(build.timeline())] == [Span(0, 120_000)]


def test_a_cut_at_the_start_and_two_at_one_moment_make_no_empty_shot(build):
    build.cut(0)
    build.cut(500)
    build.cut(500)
    assert [shot.span for shot in Shots().link(build.timeline())] == [Span(0, 500), Span(500, 120_000)]


def test_a_cut_after_the_end_opens_no_shot(build):
    build.cut(119_999)
    build.cut(120_000)
    build.cut(130_000)
    assert [shot.span for shot in Shots().link(build.timeline())] == [Span(0, 119_999), Span(119_999, 120_000)]


def test_sound_and_stills_have_no_shots(build):
    for kind in (MediaKind.AUDIO, MediaKind.IMAGE):
        build.kind = kind
        assert list(Shots().link(build.timeline())) == []
