"""Small analyzers, a small recording and a reading that needs no decoder."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from aima.model import capabilities, kinds
from aima.model.clip import SAMPLE_RATE, Clip, Frame
from aima.model.media import Media, MediaId
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec, LinkerSpec, Reads
from aima.model.span import Span

ID = MediaId("ab" * 32)


class Tone:
    """Says for each clip that somebody speaks."""

    spec = AnalyzerSpec(
        "tone", 1, capabilities.VOICE_ACTIVITY, Reads.SAMPLES, (kinds.SPEECH_ACTIVITY,), "tone", ("numpy",)
    )

    def __init__(self, **params: object) -> None:
        self.params = params
        self.seen: list[int] = []

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        self.seen.append(clip.index)
        yield Draft(kinds.SPEECH_ACTIVITY, clip.span, kinds.SpeechActivity(probability=0.5), 0.5)


class Look:
    """Says for each frame how bright it is."""

    spec = AnalyzerSpec("look", 1, capabilities.PICTURE, Reads.FRAMES | Reads.STILL, (kinds.PICTURE,), "look")

    def __init__(self) -> None:
        self.params: dict[str, object] = {}

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        for position, frame in enumerate(clip.frames):
            share = float(frame.rgb.mean()) / 255
            picture = kinds.Picture(state="usable", luminance=share, saturation=0, sharpness=0)
            yield Draft(kinds.PICTURE, clip.frame_span(position), picture)


class Broken(Tone):
    """Fails on the second clip."""

    spec = AnalyzerSpec("broken", 1, capabilities.SOUND_EVENTS, Reads.SAMPLES, (kinds.SPEECH_ACTIVITY,), "broken")

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        if clip.index == 1:
            raise KeyError("what was said")
        yield from super().analyze(clip)


class Count:
    """Links what `Tone` gave into one speaker."""

    spec = LinkerSpec("count", 1, capabilities.SPEAKERS, (kinds.SPEECH_ACTIVITY,), (kinds.SPEAKER,))

    def __init__(self) -> None:
        self.params: dict[str, object] = {}

    def link(self, timeline) -> Iterator[Draft]:
        for found in timeline:
            yield Draft(
                kinds.SPEAKER, found.span, kinds.Speaker(pitch_hz=None), 0.5, subject="speaker-1", sources=(found.id,)
            )


@dataclass
class FakeReading:
    """Three clips of a second each."""

    media: Media
    first_clip: int = 0
    stop_at: int | None = None
    given: list[int] = field(default_factory=list)

    def __iter__(self) -> Iterator[Clip]:
        for index in range(self.first_clip, 3):
            if index == self.stop_at:
                raise KeyboardInterrupt
            self.given.append(index)
            yield make_clip(index)


def make_clip(index: int) -> Clip:
    span = Span(index * 1000, index * 1000 + 1000)
    picture = np.full((8, 8, 3), index * 40, np.uint8)
    return Clip(ID, index, span, np.zeros(SAMPLE_RATE, np.float32), (Frame(span.start_ms, picture, 1.0),))
