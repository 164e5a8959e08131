"""Voice activity: the stretches in which somebody speaks (see `activity` for the method)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import JsonValue

from aima.analyzers.speech import activity
from aima.model import capabilities as can
from aima.model import kinds
from aima.model.clip import Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec, Reads


class VoiceActivity:
    """Yields `speech.activity`, its confidence the mean probability of the detector over the stretch."""

    spec: ClassVar[AnalyzerSpec] = AnalyzerSpec(
        "voice_activity",
        version=1,
        capability=can.VOICE_ACTIVITY,
        reads=Reads.SAMPLES,
        emits=(kinds.SPEECH_ACTIVITY,),
        model="Silero VAD v6",
        packages=("faster-whisper", "numpy", "onnxruntime"),
    )
    params: Mapping[str, JsonValue] = activity.PARAMS

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Stretches of speech in order of time."""
        for stretch in activity.speech_stretches(clip):
            payload = kinds.SpeechActivity(probability=stretch.probability)
            yield Draft(kinds.SPEECH_ACTIVITY, stretch.span, payload, confidence=stretch.probability)
