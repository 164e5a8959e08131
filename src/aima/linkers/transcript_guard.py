"""The transcript guard: text that a recogniser wrote but hardly heard.

Whisper invents text over silence and music, and repeats itself (Koenecke et al. 2024, "Careless Whisper", FAccT).
A segment is doubted for each reason that holds:

    no_speech       less than 30 % of it lies over speech activity of a detector that did examine its clip
    loop            one n-gram follows itself more often than a person would say it, within a segment or over several
                    with the same text; or the text is long and shrinks by more than 2.4 with zlib, the limit of
                    Radford et al. 2022
    rate            more than 8 words a second
    low_confidence  mean log-probability below -1.0 (Radford et al. 2022) or mean probability of the words below 0.4

A person in distress does repeat one word: "no" ten times in a row is speech. The limits for short n-grams are high
for that reason, and compression counts for long texts only.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import ClassVar, Literal

from pydantic import JsonValue

from aima.linkers.overlap import shared_ms
from aima.model import kinds
from aima.model.capabilities import TRANSCRIPTION, VOICE_ACTIVITY
from aima.model.observation import Draft, Observation
from aima.model.plugins import LinkerSpec
from aima.model.span import covered_ms
from aima.model.timeline import Timeline

Reason = Literal["no_speech", "loop", "rate", "low_confidence"]

LEAST_SPEECH = 0.3
MOST_WORDS_A_SECOND = 8.0
LEAST_LOGPROB = -1.0
LEAST_WORD_PROBABILITY = 0.4
MOST_COMPRESSION = 2.4
LONG_TEXT = 160
"""Characters from which the compression of a text counts."""
MOST_REPEATS: Mapping[int, int] = {1: 12, 2: 8, 3: 5, 4: 4, 5: 4, 6: 3, 7: 3, 8: 3}
"""How often an n-gram of so many words may follow itself and still be speech."""
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class TranscriptGuard:
    """One `transcript.doubt` for each reason to doubt a segment of the transcript; the segment is its source."""

    spec: ClassVar[LinkerSpec] = LinkerSpec(
        "transcript_guard",
        version=1,
        capability=TRANSCRIPTION,
        requires=(kinds.SPEECH_SEGMENT, kinds.SPEECH_ACTIVITY),
        emits=(kinds.TRANSCRIPT_DOUBT,),
    )

    def __init__(self, least_speech: float = LEAST_SPEECH, most_words_a_second: float = MOST_WORDS_A_SECOND) -> None:
        self.least_speech = least_speech
        self.most_words_a_second = most_words_a_second
        self.params: Mapping[str, JsonValue] = {
            "least_speech": least_speech,
            "most_words_a_second": most_words_a_second,
        }

    def link(self, timeline: Timeline) -> Iterator[Draft]:
        """Doubts in the order of the segments, then of the reasons."""
        segments = timeline.of(kinds.SPEECH_SEGMENT)
        repeated = _repeated_segments(segments)
        for segment in segments:
            for reason, sure in self._reasons(timeline, segment, segment.id in repeated):
                yield Draft(
                    kinds.TRANSCRIPT_DOUBT,
                    segment.span,
                    kinds.TranscriptDoubt(reason=reason),
                    confidence=sure,
                    subject=segment.subject,
                    sources=(segment.id,),
                )

    def _reasons(self, timeline: Timeline, segment: Observation, repeated: bool) -> Iterator[tuple[Reason, float]]:
        payload = segment.payload_of(kinds.SPEECH_SEGMENT)
        share = speech_share(timeline, segment)
        if share is not None and share < self.least_speech:
            yield "no_speech", 0.6 + 0.4 * (1 - share / self.least_speech)
        if repeated or is_loop(payload.text):
            yield "loop", 0.9
        if words_a_second(payload, segment.span.length_ms) > self.most_words_a_second:
            yield "rate", 0.9
        probabilities = [word.probability for word in payload.words]
        unsure = bool(probabilities) and sum(probabilities) / len(probabilities) < LEAST_WORD_PROBABILITY
        if payload.avg_logprob < LEAST_LOGPROB or unsure:
            yield "low_confidence", 0.8


def speech_share(timeline: Timeline, segment: Observation) -> float | None:
    """The share 0..1 of a segment that lies over speech activity, `None` where no detector examined its clip."""
    active = [o.span & segment.span for o in timeline.of(kinds.SPEECH_ACTIVITY, within=segment.span)]
    if not active and not _examined(timeline, segment.clip):
        return None
    return covered_ms(span for span in active if span is not None) / segment.span.length_ms


def _examined(timeline: Timeline, clip: int) -> bool:
    """Whether a voice activity detector looked at the clip; without knowledge of the runs it is taken to have."""
    runs = timeline.witness.runs
    detectors = [state for state in runs if state.run.capability == VOICE_ACTIVITY.name]
    return not runs or any(clip not in state.failures for state in detectors)


def words_a_second(segment: kinds.SpeechSegment, length_ms: int) -> float:
    """Words over the time they took; 0 for fewer than four words, where a rate says nothing."""
    count = len(segment.words) or len(tokens(segment.text))
    if count < 4:
        return 0.0
    if segment.words:
        length_ms = max(word.end_ms for word in segment.words) - min(word.start_ms for word in segment.words)
    return count * 1000 / max(1, length_ms)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, case-folded, without punctuation."""
    return tuple(_TOKEN.findall(text.casefold()))


def is_loop(text: str) -> bool:
    """Whether a text repeats itself as decoders do and people do not."""
    found = tokens(text)
    if any(longest_repeat(found, n) > most for n, most in MOST_REPEATS.items()):
        return True
    data = text.encode()
    return len(text) >= LONG_TEXT and len(data) / len(zlib.compress(data)) > MOST_COMPRESSION


def longest_repeat(found: Sequence[str], n: int) -> int:
    """How often at most one n-gram follows itself without a gap; 1 where none does, 0 for fewer than n tokens."""
    if len(found) < n:
        return 0
    same = [found[i] == found[i + n] for i in range(len(found) - n)]
    run = max((sum(1 for _ in group) for equal, group in groupby(same) if equal), default=0)
    return 1 + run // n


def _repeated_segments(segments: Sequence[Observation]) -> set[str]:
    """Segments that stand in a row of the same text, longer than a person would make it."""
    looped: set[str] = set()
    for text, row in groupby(segments, key=lambda segment: tokens(segment.payload_of(kinds.SPEECH_SEGMENT).text)):
        same = list(row)
        most = MOST_REPEATS[min(max(1, len(text)), max(MOST_REPEATS))]
        if text and len(same) > most and not _spread_out(same):
            looped |= {segment.id for segment in same}
    return looped


def _spread_out(segments: Sequence[Observation]) -> bool:
    """Whether much more time lies between the segments than in them, so that they hardly come from one loop."""
    whole = segments[0].span | segments[-1].span
    spoken = sum(shared_ms(segment.span, whole) for segment in segments)
    return whole.length_ms > 4 * spoken
