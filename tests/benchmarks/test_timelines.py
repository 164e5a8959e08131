from aima.explain.digesting.digest import make_digest
from aima.fusion.policy_file import load_policy
from aima.testing.results import example_assessment
from benchmarks._timelines import timeline
from benchmarks.digest import asked, stuffed


def test_a_timeline_is_as_long_as_asked_for_and_always_the_same() -> None:
    made = timeline(500, "de")
    assert len(made) == 500
    assert list(made) == list(timeline(500, "de"))
    assert list(made) != list(timeline(500, "en"))
    assert made.media.duration_ms > max(observation.span.end_ms for observation in made)
    assert {"speech.segment", "face", "pose", "speaker"} <= set(made.counts())


def test_what_is_asked_counts_the_head_with_every_window() -> None:
    made = timeline(3_000, "en")
    digest = make_digest(made, example_assessment(), load_policy(None), window_tokens=3_000, total_tokens=9_000)
    assert len(digest.windows) == 3
    assert digest.tokens < asked(digest) <= 9_000


def test_the_peer_puts_everything_in() -> None:
    made = timeline(50, "en")
    assert stuffed(made).count("\n") == 49
    assert all(observation.id in stuffed(made) for observation in made)
