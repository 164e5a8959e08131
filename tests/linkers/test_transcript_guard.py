"""Text that was hardly heard is doubted; what people say in distress is not."""

import pytest

from aima.linkers.transcript_guard import TranscriptGuard, is_loop, longest_repeat, tokens


def reasons(build):
    return [draft.payload.reason for draft in TranscriptGuard().link(build.timeline())]


def test_text_over_silence_is_doubted_and_text_over_speech_is_not(build):
    build.active(0, 2000)
    build.segment("That is what I said.", 0)
    silent = build.segment("Thank you for watching.", 20_000)
    (doubt,) = TranscriptGuard().link(build.timeline())
    assert (doubt.payload.reason, doubt.sources, doubt.confidence) == ("no_speech", (silent,), 1.0)
    assert doubt.span == build.timeline()[silent].span


@pytest.mark.parametrize(("speech_ms", "doubted"), [(500, True), (700, False)])
def test_thirty_percent_over_speech_is_enough(build, speech_ms, doubted):
    build.active(0, speech_ms)
    build.segment("one two three four", 0, end=2000)
    assert reasons(build) == (["no_speech"] if doubted else [])


def test_a_recording_in_which_nobody_speaks_doubts_all_text(build):
    build.segment("Stop it.", 0)
    assert reasons(build) == ["no_speech"]


def test_where_the_detector_failed_silence_is_not_known(build):
    build.detector_failed(1)
    build.segment("Stop it.", 0, clip=0)
    build.segment("Stop it now.", 40_000, clip=1)
    assert reasons(build) == ["no_speech"]


def test_loops_are_doubted(build):
    build.active(0, 120_000)
    build.segment("I am going to the " * 6, 0, end=12_000)
    assert reasons(build) == ["loop"]


def test_the_same_segment_over_and_over_is_a_loop(build):
    build.active(0, 120_000)
    for i in range(6):
        build.segment("Thanks for watching this.", i * 1300)
    build.segment("Something else entirely.", 20_000)
    assert reasons(build) == ["loop"] * 6


def test_a_person_may_say_no_ten_times(build):
    build.active(0, 120_000)
    build.segment("no " * 10, 0, end=6000)
    for i in range(6):
        build.segment("Stop!", 10_000 + i * 1000, end=10_600 + i * 1000)
    assert reasons(build) == []


@pytest.mark.parametrize("text", ["no " * 12, "please stop " * 8, "yes yes yes", "I want to go home", "", "…"])
def test_what_people_say_is_no_loop(text):
    assert not is_loop(text)


@pytest.mark.parametrize("text", ["no " * 20, "Thank you. " * 9, "so that is why " * 6, "ha, ha. " * 40])
def test_what_decoders_write_is_a_loop(text):
    assert is_loop(text)


def test_a_long_text_that_shrinks_is_a_loop():
    text = " ".join(f"and then we went to place {i % 3} to see" for i in range(12))
    assert longest_repeat(tokens(text), 8) <= 3
    assert is_loop(text)


def test_too_many_words_a_second_are_doubted(build):
    build.active(0, 120_000)
    build.segment("one two three four five six seven eight nine ten", 0, end=1000)
    build.segment("one two three four five six seven", 5000, end=6000)
    build.segment("one two three", 9000, end=9100)
    assert reasons(build) == ["rate"]


def test_low_confidence_is_doubted_by_tokens_or_by_words(build):
    build.active(0, 120_000)
    build.segment("something was said", 0, logprob=-1.4)
    build.segment("something was said here", 5000, probability=0.3)
    build.segment("something was heard", 9000, words=False, logprob=-0.9)
    assert reasons(build) == ["low_confidence", "low_confidence"]


def test_one_segment_may_be_doubted_for_several_reasons(build):
    build.segment("bye bye " * 30, 0, end=2000, logprob=-2)
    assert reasons(build) == ["no_speech", "loop", "rate", "low_confidence"]
