"""A transcript that is known to be true, given in the way a plug-in gives one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from pydantic import JsonValue

from aima.fusion.policy_file import load_policy, policy_text
from aima.media import Decoder, Limits
from aima.model import capabilities as can
from aima.model import kinds
from aima.model.analysis import PROFILES, ProfileName, digest
from aima.model.clip import Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec, Given, Reads
from aima.model.span import Span
from aima.pipeline.flow import Tools, analyze_file
from aima.pipeline.plan import Components, make_components
from aima.reports.dossier import Dossier
from aima.stores.base import Stores

SAMPLES = Path(__file__).parents[2] / "samples"
TRUTH: Mapping[str, Any] = json.loads((SAMPLES / "truth.json").read_text("utf-8"))


class KnownTranscript:
    """Yields each utterance of the truth in the clip in which it begins; words share its time by their length."""

    spec: ClassVar[AnalyzerSpec] = AnalyzerSpec(
        "known_transcript",
        version=1,
        capability=can.TRANSCRIPTION,
        reads=Reads.SAMPLES,
        emits=(kinds.SPEECH_SEGMENT,),
        model="the script of the sample",
    )

    def __init__(self, utterances: Sequence[Mapping[str, Any]]) -> None:
        self.utterances = utterances
        self.params: Mapping[str, JsonValue] = {"utterances": digest([dict(each) for each in utterances])}

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        for utterance in self.utterances:
            span = Span(utterance["start_ms"], utterance["end_ms"]) & clip.span
            if span is not None and utterance["start_ms"] in clip.span:
                words = timed(utterance["text"].split(), span)
                payload = kinds.SpeechSegment(
                    text=utterance["text"], language=utterance["language"], words=words, avg_logprob=-0.15
                )
                yield Draft(kinds.SPEECH_SEGMENT, span, payload, 0.86)


def timed(texts: Sequence[str], span: Span) -> tuple[kinds.Word, ...]:
    """Words that follow each other without a gap, each as long as its letters ask for."""
    letters, words, at = sum(len(text) for text in texts), [], 0
    for text in texts:
        start, at = at, at + len(text)
        words.append(
            kinds.Word(
                text=text,
                start_ms=span.start_ms + span.length_ms * start // letters,
                end_ms=span.start_ms + span.length_ms * at // letters,
                probability=0.9,
            )
        )
    return tuple(words)


def components(
    name: str, policy: Path | None = None, utterances: Sequence[Mapping[str, Any]] | None = None
) -> Components:
    """Everything built in, and the transcript of a sample; profile quick."""
    given = Given(PROFILES[ProfileName.QUICK], "auto", load_policy(policy))
    made = make_components(given, policy_text(policy))
    said = KnownTranscript(TRUTH[name]["utterances"] if utterances is None else utterances)
    return replace(
        made,
        analyzers=(*made.analyzers, said),
        not_examined=tuple(n for n in made.not_examined if n.capability != can.TRANSCRIPTION.name),
    )


def analyzed(name: str, stores: Stores, policy: Path | None = None) -> Dossier:
    """The dossier of a sample with its true transcript."""
    return analyze_file(SAMPLES / name, components(name, policy), Tools(stores, Decoder(Limits()), workers=2))
