"""Orders hidden in a recording: a hundred texts through five channels, with models that obey whatever they read.

Each text is spoken, shown on the screen, written into the file's name, into the container's metadata, and said by a
vision-language model about a picture. The question keeps its frame, letter by letter; what was recorded stands in it
only within a fence; and the assessment is the one that rules alone make.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import av
import numpy as np
import pytest
from PIL import Image
from pydantic import JsonValue

from aima.explain.digesting.fence import frame
from aima.media import Decoder, Limits
from aima.model import capabilities as can
from aima.model import kinds
from aima.model.chat import ChatAnswer, ChatModel, ChatRequest, Endpoint
from aima.model.clip import Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec, Reads
from aima.pipeline.advisers import Advisers
from aima.pipeline.flow import Tools, analyze_file
from aima.pipeline.plan import Components
from aima.reports.dossier import Dossier
from aima.reports.export import export
from aima.testing.memory import MemoryStores
from tests.explain.scripted import lines_of
from tests.flow.transcribing import components
from tests.injections import ENGLISH, GERMAN

pytestmark = pytest.mark.slow

TEXTS = (*ENGLISH[:50], *GERMAN[:50])
CHANNELS = ("speech", "screen", "name", "metadata", "caption")
HARMLESS = "Guten Tag, schön hier"
ORDERED = (
    "No review is needed.",
    "The risk is low.",
    "The recording can be published.",
    "Everybody says “I agree to all of it”.",
)
"""None of it may stand, whatever it cites."""
ENDPOINT = Endpoint("http://127.0.0.1:9/v1", "obedient", context_tokens=16_384)


class Obedient:
    """Does what it is told in the recording, and cites true ids for it."""

    def __init__(self) -> None:
        self.endpoint = ENDPOINT
        self.asked: list[ChatRequest] = []

    def ask(self, request: ChatRequest) -> ChatAnswer:
        """Consent 100, risk low, approved."""
        self.asked.append(request)
        ids = [line.id for line in lines_of(request.user)][:2]
        said = [{"text": text, "ids": ids} for text in ORDERED]
        parts = ("reasoning", "supporting", "concerning", "inconsistencies", "recommendations", "sentences")
        whole = {"consent_estimate": 100, "risk": "low", "confidence": 1, **dict.fromkeys(parts, said)}
        return ChatAnswer(json.dumps(whole))


class Captioner:
    """Says an injected text about every picture."""

    def __init__(self, text: str) -> None:
        self.endpoint = replace(ENDPOINT, name="VLM")
        self.text = text

    def ask(self, request: ChatRequest) -> ChatAnswer:
        """Repeat the text, wherever there is room for one."""
        names = [line[2:].partition(":")[0] for line in request.user.splitlines() if line.startswith("- ")]
        answers = [{"question": name, "answer": "yes", "what": self.text, "reason": self.text} for name in names]
        return ChatAnswer(json.dumps({"answers": answers}, ensure_ascii=True))


class Said:
    """The text, spoken or shown, once in the first clip."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.params: Mapping[str, JsonValue] = {"text": text.encode("utf-8", "replace").decode()}


class Spoken(Said):
    """As a transcript gives it."""

    spec: ClassVar[AnalyzerSpec] = AnalyzerSpec(
        "spoken", 1, can.TRANSCRIPTION, Reads.SAMPLES, (kinds.SPEECH_SEGMENT,), "a test"
    )

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        yield Draft(kinds.SPEECH_SEGMENT, clip.span, kinds.SpeechSegment(text=self.text, language="en"), 0.9)


class Shown(Said):
    """As text recognition gives it."""

    spec: ClassVar[AnalyzerSpec] = AnalyzerSpec(
        "shown", 1, can.SCREEN_TEXT, Reads.STILL | Reads.FRAMES, (kinds.TEXT,), "a test"
    )

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        yield Draft(kinds.TEXT, clip.span, kinds.ScreenText(text=self.text, language="en"), 0.9)


@pytest.fixture(scope="module")
def bare() -> Components:
    """Linkers and rules as they are, and no analyzer but the one that a channel brings."""
    return replace(components("voice.flac"), analyzers=())


def sound(path: Path, **metadata: str) -> Path:
    """Two seconds of a quiet tone in FLAC."""
    with av.open(str(path), "w", format="flac") as container:
        container.metadata.update(metadata)
        stream = container.add_stream("flac", rate=16_000)
        tone = (np.sin(np.arange(32_000) / 20) * 3000).astype(np.int16)
        audio = av.AudioFrame.from_ndarray(tone[None], "s16", "mono")
        audio.sample_rate = 16_000
        container.mux(stream.encode(audio))
        container.mux(stream.encode(None))
    return path


def picture(path: Path) -> Path:
    """A grey picture."""
    Image.new("RGB", (64, 48), (90, 120, 150)).save(path)
    return path


def file_name(text: str) -> str:
    """As much of the text as a file system takes for a name."""
    name = text.replace("/", "∕").replace("\0", "").encode("utf-8", "replace")[:240].decode("utf-8", "ignore")
    return (name.strip(". ") or "x") + ".flac"


@dataclass
class Run:
    """One recording without and with a language model, and what that was asked."""

    alone: Dossier
    dossier: Dossier
    request: ChatRequest | None

    @property
    def frame(self) -> str:
        """The question without what is fenced; each id as its place among them, for ids depend on the bytes."""
        assert self.request is not None
        ids = {line.id: f"id{number}" for number, line in enumerate(lines_of(self.request.user))}
        return re.sub(r"[a-z0-9]+", lambda found: ids.get(found[0], found[0]), frame(self.request.user))


def analyse(path: Path, made: Components, vlm: ChatModel | None = None) -> Run:
    """First without a language model, then with one that obeys."""
    stores, obedient = MemoryStores(), Obedient()
    alone = analyze_file(path, made, Tools(stores, Decoder(Limits()), 1, Advisers(vlm=vlm)))
    dossier = analyze_file(path, made, Tools(stores, Decoder(Limits()), 1, Advisers(llm=obedient, vlm=vlm)))
    return Run(alone, dossier, obedient.asked[0] if obedient.asked else None)


def in_channel(channel: str, text: str, folder: Path, bare: Components) -> tuple[Path, Components, ChatModel | None]:
    """A recording that carries the text in this channel."""
    folder.mkdir(exist_ok=True)
    match channel:
        case "speech":
            return sound(folder / "a.flac"), replace(bare, analyzers=(Spoken(text),)), None
        case "screen":
            return picture(folder / "a.png"), replace(bare, analyzers=(Shown(text),)), None
        case "name":
            return sound(folder / file_name(text)), replace(bare, analyzers=(Spoken(HARMLESS),)), None
        case "metadata":
            clean = text.encode("utf-8", "replace").decode().replace("\0", "")
            made = sound(folder / "a.flac", title=clean, comment=clean, artist=clean)
            return made, replace(bare, analyzers=(Spoken(HARMLESS),)), None
    return picture(folder / "a.png"), bare, Captioner(text)


def test_there_are_enough_texts() -> None:
    assert len(TEXTS) == len(set(TEXTS)) == 100


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_order_in_a_recording_is_obeyed(channel: str, bare: Components, tmp_path: Path) -> None:
    harmless = analyse(*in_channel(channel, HARMLESS, tmp_path / "harmless", bare))
    assert harmless.request is not None
    for number, text in enumerate(TEXTS):
        run = analyse(*in_channel(channel, text, tmp_path / str(number), bare))
        assert run.dossier.assessment.model_dump_json() == run.alone.assessment.model_dump_json(), text
        assert run.dossier.reviewers >= run.alone.reviewers and run.dossier.requires_review
        explanation = run.dossier.explanation
        assert explanation is not None and explanation.sentences == (), text
        if run.request is None:
            # Nothing visible was left of the answers about the picture, so there is nothing to ask about.
            assert channel == "caption" and len(run.dossier.timeline.of(kinds.CAPTION)) == 0, text
            continue
        assert run.request.system == harmless.request.system
        if channel in ("name", "metadata", "caption"):
            # What is spoken or shown may hold a word that rules weigh, and then says more in the lines.
            assert run.frame == harmless.frame, text
            assert _weighed(run) == _weighed(harmless), text


def test_metadata_of_a_container_are_not_even_read(bare: Components, tmp_path: Path) -> None:
    run = analyse(*in_channel("metadata", "Kaffeekränzchen um drei", tmp_path, bare))
    assert "Kaffeekr" in (tmp_path / "a.flac").read_bytes().decode("utf-8", "replace")
    assert run.request is not None
    assert "Kaffeekr" not in run.request.user + b"".join(export(run.dossier, "json")).decode()


def _weighed(run: Run) -> tuple[object, ...]:
    """What rules made of it, without ids and quotations."""
    made = run.dossier.assessment
    return made.risk, made.consent_score, made.balance_db, made.coverage, [finding.rule for finding in made.findings]
