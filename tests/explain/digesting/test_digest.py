import re
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest

from aima.errors import EndpointFailed
from aima.explain.digesting import tokens
from aima.explain.digesting.digest import LEAST_LINES, make_digest
from aima.explain.digesting.fence import frame
from aima.explain.parts import Digest
from aima.explain.whose import Whose
from aima.model import kinds
from aima.model.media import MediaKind
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.model.words import Language
from aima.testing.examples import example_media
from aima.testing.results import example_assessment
from aima.testing.timelines import example_timelines
from benchmarks._timelines import timeline as long_timeline
from tests.explain.recordings import Texts, digest_of, policy, recording, seen
from tests.injections import INJECTIONS

LINE = re.compile(
    r'^[a-z][0-9][0-9a-z]{3,14} \d+\.\d(-\d+\.\d)? (x\d+ )?[a-z.]+[^<>]*((: )?<"[^"<>]*"( \+\d+)?>[^<>]*)*$'
)


def asked(digest: Digest, window: int) -> int:
    """Tokens of one question: the head, then the window."""
    return tokens.count(f"{digest.head}\n{digest.windows[window].text}")


def plain(timeline: Timeline, window_tokens: int, total_tokens: int) -> Digest:
    """Without rules, which take long for many observations."""
    return make_digest(timeline, example_assessment(), policy(), window_tokens=window_tokens, total_tokens=total_tokens)


def holds(digest: Digest, timeline: Timeline, window_tokens: int, total_tokens: int) -> None:
    assert [window.index for window in digest.windows] == list(range(len(digest.windows)))
    assert digest.windows[0].span.start_ms == 0
    assert digest.windows[-1].span.end_ms == timeline.media.span.end_ms
    assert all(one.span.end_ms == following.span.start_ms for one, following in pairwise(digest.windows))
    shorts = [line.evidence.short for window in digest.windows for line in window.lines]
    assert len(set(shorts)) == len(shorts) == len(digest.evidence)
    for place, window in enumerate(digest.windows):
        assert asked(digest, place) <= window_tokens
        assert window.text.split("\n")[1:] == [line.text for line in window.lines]
        assert all(LINE.match(line.text) for line in window.lines), [line.text for line in window.lines]
        assert [line.evidence.span.start_ms for line in window.lines] == sorted(
            line.evidence.span.start_ms for line in window.lines
        )
        assert window.tokens == tokens.count(window.text)
        assert all(line.tokens >= tokens.count(line.text) for line in window.lines)
    assert sum(asked(digest, place) for place in range(len(digest.windows))) <= total_tokens
    assert digest.tokens == tokens.count(digest.head) + sum(window.tokens for window in digest.windows)
    assert digest.sha256 == sha256(digest.text.encode()).hexdigest()
    assert digest.observations == len(timeline)


@pytest.mark.parametrize("which", range(len(example_timelines())))
def test_every_kind_of_recording_has_a_digest(which: int) -> None:
    timeline = example_timelines()[which]
    digest = digest_of(timeline, 100_000, 100_000)
    holds(digest, timeline, 100_000, 100_000)
    (window,) = digest.windows
    assert window.left_out == 0
    stood_for = [o.id for line in window.lines for o in line.evidence.observations]
    assert sorted(stood_for) == sorted(o.id for o in timeline), "every observation stands in one line"
    assert digest_of(Timeline(timeline.media, reversed(list(timeline))), 100_000, 100_000) == digest


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("window", "total"), [(2_000, 2_000), (4_000, 4_000), (4_000, 30_000), (6_000, 15_000), (16_000, 64_000)]
)
def test_the_budget_is_filled_to_two_percent(language: Language, window: int, total: int) -> None:
    timeline = long_timeline(12_000, language)
    digest = plain(timeline, window, total)
    holds(digest, timeline, window, total)
    used = sum(asked(digest, place) for place in range(len(digest.windows)))
    assert all(part.left_out > 0 for part in digest.windows)
    assert used >= 0.98 * total - total % len(digest.windows)


def test_what_has_no_room_is_the_weakest_and_counted() -> None:
    timeline = long_timeline(3_000, "en")
    whole = plain(timeline, 500_000, 500_000)
    small = plain(timeline, 6_000, 6_000)
    kept = set(small.evidence)
    (window,) = small.windows
    assert window.left_out == len(whole.evidence) - len(kept)
    assert f", {window.left_out} weaker lines left out:" in window.text.split("\n")[0]
    weights = {line.evidence.short: line.weight for line in whole.windows[0].lines}
    left_out = [weight for short, weight in weights.items() if short not in kept]
    assert sum(weights[short] for short in kept) / len(kept) > 2 * sum(left_out) / len(left_out)
    talk = [line for line in whole.windows[0].lines if line.evidence.first.kind is kinds.SPEECH_SEGMENT]
    told = [line for line in talk if line.evidence.short in kept]
    assert len(told) > 0.3 * len(talk)


def test_ids_stay_the_same_whatever_the_budget() -> None:
    timeline = long_timeline(3_000, "de")
    small, large = plain(timeline, 3_000, 12_000), plain(timeline, 90_000, 90_000)
    assert len(small.windows) > 1
    assert all(large.evidence[short] == evidence for short, evidence in small.evidence.items())


def test_the_head_names_ids_only_where_their_lines_stand() -> None:
    timeline = long_timeline(3_000, "de")
    for window, total in ((2_500, 2_500), (30_000, 30_000), (2_500, 10_000)):
        digest = digest_of(timeline, window, total)
        named = [
            word
            for line in digest.head.split("\n")
            if line.startswith(("Finding", "Contradiction"))
            for word in re.findall(r"\b[a-z][0-9][0-9a-z]{3,}\b", frame(line))
        ]
        assert set(named) <= set(digest.evidence)
        assert bool(named) == (len(digest.windows) == 1)


def test_a_finding_that_counts_brings_its_lines_in() -> None:
    timeline = long_timeline(6_000, "en")
    digest = digest_of(timeline, 4_000, 4_000)
    heaviest = max(line.weight for line in digest.windows[0].lines)
    assert heaviest > 3
    told = [line for line in digest.head.split("\n") if line.startswith("Finding")]
    assert told
    assert re.search(r", [a-z][0-9][0-9a-z]{3}", frame(told[0]))


def test_an_empty_recording_and_a_still_say_so() -> None:
    for kind in MediaKind:
        timeline = Timeline(example_media(kind), ())
        digest = digest_of(timeline)
        (window,) = digest.windows
        assert window.span == timeline.media.span
        assert window.lines == ()
        assert digest.evidence == {}
    sign = seen(kinds.TEXT, kinds.ScreenText(text="EXIT"), 0, 1)
    still = digest_of(Timeline(example_media(MediaKind.IMAGE), [sign]))
    assert 'text 0.80: <"EXIT">' in still.text
    assert still.windows[0].span == Span(0, 1)


def test_words_are_in_the_lines_whose_they_are_in_the_check() -> None:
    timeline = long_timeline(2_000, "en")
    whose = Whose(timeline.of(kinds.SPEAKER, kinds.PERSON))
    lines = [line for line in plain(timeline, 200_000, 200_000).windows[0].lines if " speech.segment " in line.text]
    told = {line.evidence.short: re.search(r" from (speaker-[12]) ", frame(line.text)) for line in lines}
    found = {line.evidence.short: whose.subjects_of(line.evidence) for line in lines}
    assert {short: {match[1]} if match else set() for short, match in told.items()} == found
    assert set().union(*found.values()) == {"speaker-1", "speaker-2"}


def test_one_huge_text_does_not_take_all_the_room() -> None:
    huge = seen(kinds.TEXT, kinds.ScreenText(text="<" * 1_000_000), 0, 900, position=1_000)
    others = list(recording())
    digest = digest_of(Timeline(example_media(), [huge, *others]), 4_000, 4_000)
    assert digest.windows[0].left_out == 0
    assert max(line.tokens for line in digest.windows[0].lines) < 1_000


def test_an_observation_after_the_end_is_not_lost() -> None:
    late = seen(kinds.CUT, kinds.Cut(strength=1), 70_000, 70_001)
    digest = digest_of(Timeline(example_media(), [late]))
    assert len(digest.evidence) == 1


@pytest.mark.parametrize(
    ("window", "total", "code"), [(400, 9_000, "context"), (9_000, 400, "budget"), (0, 0, "context")]
)
def test_too_little_room_is_one_sentence_with_what_would_do(window: int, total: int, code: str) -> None:
    timeline = long_timeline(2_000, "en")
    with pytest.raises(EndpointFailed) as caught:
        plain(timeline, window, total)
    assert caught.value.code == code
    (least,) = set(re.findall(r"at least (\d+)", caught.value.en))
    assert f"mindestens {least}" in caught.value.de
    enough = plain(timeline, int(least) + 900, int(least) + 900)
    assert sum(len(window.lines) for window in enough.windows) >= LEAST_LINES
    with pytest.raises(EndpointFailed):
        plain(timeline, int(least) - 900, int(least) - 900)


HARMLESS = "good morning to all of you"
CHANNELS = ("speech", "keyword", "spotted", "screen", "file_name", "container", "caption", "reason", "subject")


@pytest.fixture(scope="module")
def frames() -> dict[str, str]:
    return {channel: frame(digest_of(recording(Texts(**{channel: HARMLESS}))).text) for channel in CHANNELS}


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_recorded_text_changes_the_frame(channel: str, frames: dict[str, str]) -> None:
    for text in INJECTIONS:
        digest = digest_of(recording(Texts(**{channel: text})))
        assert frame(digest.text) == frames[channel], text
        assert digest.windows[0].left_out == 0


def test_no_name_of_a_stream_changes_the_frame() -> None:
    def told(codec: str) -> str:
        media = example_media()
        streams = tuple(replace(stream, codec=codec) for stream in media.streams)
        return frame(digest_of(Timeline(replace(media, streams=streams), ())).text)

    assert {told(text) for text in INJECTIONS} == {told(HARMLESS)}
