"""Transcription: what is said, by a Whisper model in CTranslate2's format, where a folder with one is configured.

Method: A. Radford et al. (2022), "Robust Speech Recognition via Large-Scale Weak Supervision", run by faster-whisper:
beam search of 5, temperature 0 only (no random tries), each clip by itself (no prompt from the text before, which is
how loops spread), words with times, on speech alone (see `stitching`). It writes what is likely, not what is certain;
a linker marks what cannot be trusted. One language a clip, the given one or the one it hears. Nothing is downloaded.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import JsonValue

from aima.analyzers.speech import activity
from aima.analyzers.speech.stitching import Stitched, stitch
from aima.errors import AnalysisFailed
from aima.model import capabilities as can
from aima.model import kinds
from aima.model.clip import SAMPLE_RATE, Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec, Given, Reads
from aima.model.span import Span, union
from aima.weights.whisper import WhisperFolder, whisper_folder

BEAM = 5
PAD_MS, JOIN_MS, SPLIT_MS = 160, 300, 1500
SHORTEST = SAMPLE_RATE // 10


@dataclass(frozen=True, slots=True)
class Heard:
    """One recognised word in the recording's time; `text` with its leading space, as the recogniser gives it."""

    text: str
    span: Span
    probability: float


def split_at_pauses(words: Sequence[Heard], pause_ms: int = SPLIT_MS) -> list[list[Heard]]:
    """Words in groups; a new one begins where the recording had a longer pause (which the recogniser did not hear)."""
    groups: list[list[Heard]] = []
    for word in words:
        if groups and word.span.start_ms - groups[-1][-1].span.end_ms <= pause_ms:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def heard(words: Sequence[Any], stitched: Stitched) -> list[Heard]:
    """The recogniser's words with the recording's times, in order: none begins before the one before it."""
    found: list[Heard] = []
    for word in words:
        span = stitched.back(float(word.start), float(word.end))
        if found and span.start_ms < found[-1].span.start_ms:
            start = found[-1].span.start_ms
            span = Span(start, max(span.end_ms, start + 1))
        found.append(Heard(str(word.word), span, min(1.0, max(0.0, float(word.probability)))))
    return found


class Transcription:
    """Yields `speech.segment`; its confidence is the mean likelihood of a token, `exp(avg_logprob)`."""

    spec: ClassVar[AnalyzerSpec] = AnalyzerSpec(
        "transcription",
        version=1,
        capability=can.TRANSCRIPTION,
        reads=Reads.SAMPLES,
        emits=(kinds.SPEECH_SEGMENT,),
        model="Whisper, by faster-whisper",
        packages=("ctranslate2", "faster-whisper", "onnxruntime", "tokenizers"),
    )

    def __init__(self, folder: WhisperFolder, language: str = "auto") -> None:
        self._folder = folder
        self._language = None if language == "auto" else language
        self._model: Any = None
        self.params: Mapping[str, JsonValue] = {
            **activity.PARAMS,
            "model_sha256": folder.sha256,
            "language": language,
            "beam": BEAM,
            "padding_ms": PAD_MS,
            "join_ms": JOIN_MS,
            "split_ms": SPLIT_MS,
        }

    @classmethod
    def build(cls, given: Given) -> Transcription:
        """Raises `ModelMissing` where no complete Whisper folder is configured."""
        return cls(whisper_folder(given.models), given.language)

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """Segments in order of time; raises `AnalysisFailed` where the model cannot be used."""
        spans = tuple(
            s & clip.span or s for s in union((s.widen(PAD_MS) for s in activity.speech_spans(clip)), JOIN_MS)
        )
        stitched = stitch(clip, spans)
        if len(stitched.samples) < SHORTEST:
            return
        drafts = [
            draft for segment, language in self._recognise(stitched) for draft in _drafts(segment, language, stitched)
        ]
        yield from sorted(drafts, key=lambda draft: draft.span)

    def _recognise(self, stitched: Stitched) -> Iterator[tuple[Any, str]]:
        try:
            if self._model is None:
                self._model = self._load()
            segments, info = self._model.transcribe(
                stitched.samples,
                language=self._language,
                beam_size=BEAM,
                temperature=0.0,
                condition_on_previous_text=False,
                word_timestamps=True,
                vad_filter=False,
            )
            for segment in segments:
                yield segment, str(info.language)
        except Exception as error:  # the three libraries below raise whatever they like over a bad folder
            raise AnalysisFailed(
                f"The Whisper model in {self._folder.path} failed ({type(error).__name__}); convert or copy it again."
            ) from error

    def _load(self) -> Any:
        from faster_whisper import WhisperModel  # type: ignore[import-untyped]

        path = str(self._folder.path)
        return WhisperModel(
            path, device="cpu", compute_type="int8", cpu_threads=1, num_workers=1, local_files_only=True
        )


def _drafts(segment: Any, language: str, stitched: Stitched) -> Iterator[Draft]:
    likely = float(segment.avg_logprob)
    no_speech = min(1.0, max(0.0, float(segment.no_speech_prob)))
    for group in split_at_pauses(heard(segment.words or (), stitched)):
        text = "".join(word.text for word in group).strip()
        if not text:
            continue
        words = tuple(
            kinds.Word(
                text=word.text.strip(),
                start_ms=word.span.start_ms,
                end_ms=word.span.end_ms,
                probability=word.probability,
            )
            for word in group
            if word.text.strip()
        )
        span = Span(group[0].span.start_ms, max(word.span.end_ms for word in group))
        payload = kinds.SpeechSegment(
            text=text, language=language, words=words, avg_logprob=likely, no_speech=no_speech
        )
        yield Draft(kinds.SPEECH_SEGMENT, span, payload, confidence=min(1.0, math.exp(min(0.0, likely))))
