"""Timelines made by hand, one line an observation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from aima.fusion.policy_file import load_policy
from aima.model import kinds
from aima.model.analysis import Run, RunState, Stage
from aima.model.capabilities import VOICE_ACTIVITY
from aima.model.media import Media, MediaId, MediaKind
from aima.model.observation import Box, Draft, Observation, ObservationId, RunId, Vector, observation_id
from aima.model.policy import Policy
from aima.model.span import Span
from aima.model.timeline import Timeline, Witness

RUN = RunId("ab" * 32)


class Builder:
    """Collects observations of one recording."""

    def __init__(self) -> None:
        self.kind = MediaKind.VIDEO
        self.duration_ms = 120_000
        self.witness = Witness()
        self.made: list[Observation] = []

    def add(self, draft: Draft, clip: int = 0) -> ObservationId:
        id = observation_id(RUN, clip, len(self.made))
        self.made.append(Observation(id, RUN, clip, draft))
        return id

    def timeline(self) -> Timeline:
        media = Media(MediaId("cd" * 32), "talk.mp4", 1, self.kind, "mp4", self.duration_ms, ())
        return Timeline(media, self.made, self.witness)

    def detector_failed(self, *clips: int) -> None:
        run = Run(RUN, MediaId("cd" * 32), Stage.ANALYZER, "vad", 1, VOICE_ACTIVITY.name, "", {})
        self.witness = Witness((RunState(run, 1, 1000, dict.fromkeys(clips, "It failed.")),))

    def cut(self, at_ms: int, confidence: float = 0.9) -> ObservationId:
        return self.add(Draft(kinds.CUT, Span.moment(at_ms), kinds.Cut(strength=0.8), confidence=confidence))

    def shot(self, start: int, end: int, number: int) -> ObservationId:
        return self.add(Draft(kinds.SHOT, Span(start, end), kinds.Shot(number=number)))

    def face(
        self,
        start: int,
        end: int,
        x: float,
        vector: Sequence[float] | None = None,
        *,
        sharpness: float = 0.5,
        confidence: float = 0.9,
    ) -> ObservationId:
        space = None if vector is None else Vector.of("face", np.asarray(vector))
        payload = kinds.Face(sharpness=sharpness, side_px=80)
        box = Box.of(x, 0.2, x + 0.2, 0.5)
        return self.add(Draft(kinds.FACE, Span(start, end), payload, confidence, box=box, vector=space))

    def turn(
        self,
        clip: int,
        voice: str,
        start: int,
        end: int,
        vector: Sequence[float] | None = None,
        pitch: float | None = 120.0,
    ) -> ObservationId:
        space = None if vector is None else Vector.of("voice", np.asarray(vector))
        payload = kinds.SpeakerTurn(voice=voice, pitch_hz=pitch)
        return self.add(Draft(kinds.SPEAKER_TURN, Span(start, end), payload, 0.6, vector=space), clip)

    def speaker(self, start: int, end: int, name: str) -> ObservationId:
        return self.add(Draft(kinds.SPEAKER, Span(start, end), kinds.Speaker(pitch_hz=None), 0.6, subject=name))

    def prosody(self, start: int, end: int, pitch: float | None, level: float, rate: float) -> ObservationId:
        payload = kinds.Prosody(pitch_hz=pitch, pitch_range_st=None, level_dbfs=level, rate_hz=rate)
        return self.add(Draft(kinds.SPEECH_PROSODY, Span(start, end), payload, 0.7))

    def affect(self, start: int, end: int, arousal: float, subject: str | None = None) -> ObservationId:
        payload = kinds.Affect(arousal=arousal, valence=None, baseline="speaker")
        return self.add(Draft(kinds.SPEECH_AFFECT, Span(start, end), payload, 0.5, subject=subject))

    def active(self, start: int, end: int) -> ObservationId:
        return self.add(Draft(kinds.SPEECH_ACTIVITY, Span(start, end), kinds.SpeechActivity(probability=0.9)))

    def sound(self, start: int, end: int, label: str) -> ObservationId:
        payload = kinds.SoundEvent(label=label, level_dbfs=-20)  # type: ignore[arg-type]
        return self.add(Draft(kinds.SOUND_EVENT, Span(start, end), payload, 0.5))

    def segment(
        self,
        text: str,
        start: int = 0,
        language: str = "en",
        *,
        end: int | None = None,
        words: bool = True,
        logprob: float = -0.2,
        probability: float = 0.9,
        clip: int = 0,
    ) -> ObservationId:
        """A segment of speech, 300 ms a word."""
        pieces = text.split()
        end = start + 300 * max(1, len(pieces)) if end is None else end
        step = (end - start) // max(1, len(pieces))
        timed = tuple(
            kinds.Word(text=word, start_ms=start + i * step, end_ms=start + (i + 1) * step, probability=probability)
            for i, word in enumerate(pieces)
        )
        payload = kinds.SpeechSegment(
            text=text, language=language, words=timed if words else (), avg_logprob=logprob, no_speech=0.0
        )
        return self.add(Draft(kinds.SPEECH_SEGMENT, Span(start, end), payload), clip)

    def doubt(self, segment: ObservationId, span: Span) -> ObservationId:
        payload = kinds.TranscriptDoubt(reason="no_speech")
        return self.add(Draft(kinds.TRANSCRIPT_DOUBT, span, payload, 0.9, sources=(segment,)))

    def spotted(self, phrase: str, start: int, end: int, confidence: float = 0.2) -> ObservationId:
        payload = kinds.SpottedKeyword(phrase=phrase, language="en")
        return self.add(Draft(kinds.SPEECH_KEYWORD, Span(start, end), payload, confidence))

    def text(self, text: str, start: int, end: int, language: str = "", confidence: float = 0.8) -> ObservationId:
        payload = kinds.ScreenText(text=text, language=language)
        return self.add(Draft(kinds.TEXT, Span(start, end), payload, confidence, box=Box.of(0.1, 0.1, 0.9, 0.2)))


@pytest.fixture
def build() -> Builder:
    return Builder()


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy(None)
