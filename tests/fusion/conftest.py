"""Timelines written by hand: a scenario is a table of who says, does and shows what, and when."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from aima.fusion.policy_file import load_policy
from aima.fusion.registry import RULES
from aima.model import kinds
from aima.model.analysis import PROFILES, NotExamined, ProfileName, Run, RunState, Stage
from aima.model.capabilities import BY_NAME, CAPABILITIES, Modality
from aima.model.media import Media, MediaId, MediaKind, Stream, StreamKind
from aima.model.observation import Draft, Observation, ObservationId, RunId, observation_id
from aima.model.plugins import Given, Rule
from aima.model.policy import Policy
from aima.model.span import Span
from aima.model.timeline import Timeline, Witness
from aima.pipeline.loading import load

ASKED = ("clothing", "restraints", "safety_equipment", "scene_class", "captions")
FULL_ONLY = ("speech_emotion", "facial_emotion", "nudity", *ASKED)
HEARING = (Modality.SPEECH, Modality.VOICE, Modality.SOUND)
MEDIA = MediaId("0" * 64)


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy(None)


@pytest.fixture(scope="session")
def rules(policy: Policy) -> list[Rule]:
    made, broken = load(RULES, Given(PROFILES[ProfileName.FULL], "auto", policy))
    assert broken == []
    return made


@pytest.fixture(scope="session", name="build")
def _build() -> Callable[[Mapping[str, Any]], Timeline]:
    return build


class Scene:
    """Collects observations with identities and makes a timeline of them."""

    def __init__(self, kind: str = "video", seconds: float = 60, *, sound: bool = True) -> None:
        self.kind, self.ms, self.sound = MediaKind(kind), int(seconds * 1000), sound
        self.full: tuple[str, ...] = ()
        self.observations: list[Observation] = []
        self.states: list[RunState] = []
        self.missing: list[NotExamined] = []

    def add(self, kind: kinds.Kind[Any], at: Iterable[float], payload: kinds.Payload, **more: Any) -> ObservationId:
        start, end = (int(second * 1000) for second in at)
        run = RunId(hashlib.sha256(kind.name.encode()).hexdigest())
        id = observation_id(run, 0, len(self.observations))
        draft = Draft(kind, Span(start, end), payload, **more)
        self.observations.append(Observation(id, run, 0, draft))
        return id

    def examined(self, without: Iterable[str] = (), failed: Iterable[str] = ()) -> None:
        """Everything built in looked at the whole, but for `without` (not there) and `failed` (failed half-way)."""
        for capability in CAPABILITIES:
            if not self._suits(capability.modality):
                continue
            if capability.name in (*without, *(n for n in FULL_ONLY if n not in self.full)):
                self.missing.append(NotExamined(capability.name, capability.get.en))
                continue
            half = capability.name in tuple(failed)
            length = max(1, self.ms)
            run = Run(RunId(capability.name), MEDIA, Stage.ANALYZER, capability.name, 1, capability.name, "a model", {})
            failures = {1: "it broke"} if half else {}
            self.states.append(RunState(run, 1, length // 2 if half else length, failures))

    def timeline(self) -> Timeline:
        streams = []
        if self.kind is not MediaKind.AUDIO:
            streams.append(Stream(0, StreamKind.VIDEO, "h264", used=True, width=640, height=360))
        if self.kind is not MediaKind.IMAGE and self.sound:
            streams.append(Stream(1, StreamKind.AUDIO, "aac", used=True))
        duration = 0 if self.kind is MediaKind.IMAGE else self.ms
        media = Media(MEDIA, "scene", 1, self.kind, "mp4", duration, tuple(streams))
        return Timeline(media, self.observations, Witness(tuple(self.states), tuple(self.missing)))

    def _suits(self, modality: Modality) -> bool:
        if modality in HEARING:
            return self.kind is not MediaKind.IMAGE and self.sound
        return self.kind is not MediaKind.AUDIO

    def says(self, entry: Mapping[str, Any]) -> None:
        """A stretch of speech with its speaker, voice, transcript and marked words."""
        at, who, text = entry["at"], entry.get("who"), entry["says"]
        subject = None if who is None else f"speaker-{'ABCD'.index(who) + 1}"
        if entry.get("voiced", True):
            self.add(kinds.SPEECH_ACTIVITY, at, kinds.SpeechActivity(probability=0.95), confidence=0.95)
        if subject is not None:
            self.add(kinds.SPEAKER, at, kinds.Speaker(pitch_hz=None), subject=subject, confidence=0.7)
        if "arousal" in entry:
            affect = kinds.Affect(arousal=entry["arousal"], valence=None, baseline=entry.get("baseline", "speaker"))
            self.add(kinds.SPEECH_AFFECT, at, affect, subject=subject, confidence=0.7)
        segment = self.add(
            kinds.SPEECH_SEGMENT,
            at,
            kinds.SpeechSegment(text=text, language=entry.get("language", "en")),
            confidence=0.9,
        )
        if "doubt" in entry:
            doubt = kinds.TranscriptDoubt(reason=entry["doubt"])
            self.add(kinds.TRANSCRIPT_DOUBT, at, doubt, confidence=0.9, sources=(segment,))
        for mark in entry.get("marks", ()):
            self.marks(mark, at, "spoken", segment, subject, 0.9, entry.get("arousal"))

    def marks(
        self,
        mark: str,
        at: Iterable[float],
        source: str,
        origin: ObservationId,
        subject: str | None = None,
        confidence: float = 0.9,
        tone: float | None = None,
    ) -> None:
        """A keyword as "category:priority[:negated|quoted] text"."""
        head, _, text = mark.partition(" ")
        category, priority, *flags = head.split(":")
        keyword = kinds.Keyword(
            term=text.lower(),
            category=category,
            priority=priority,  # type: ignore[arg-type]
            source=source,  # type: ignore[arg-type]
            text=text,
            language="en",
            negated="negated" in flags,
            quoted="quoted" in flags,
            tone=tone,
        )
        self.add(kinds.KEYWORD, at, keyword, confidence=confidence, subject=subject, sources=(origin,))


def pose(tension: float | None, arms: str) -> kinds.Pose:
    points = tuple(kinds.Keypoint(x=0.5, y=0.5, visibility=0.9) for _ in range(17))
    return kinds.Pose(keypoints=points, tension=tension, movement=None, posture="upright", arms=arms)  # type: ignore[arg-type]


def build(scenario: Mapping[str, Any]) -> Timeline:
    """The timeline of a written scenario."""
    scene = Scene(scenario.get("media", "video"), scenario.get("seconds", 60), sound=scenario.get("sound", True))
    scene.full = tuple(scenario.get("full", ()))
    scene.examined(scenario.get("without", ()), scenario.get("failed", ()))
    for entry in scenario.get("talk", ()):
        for round in range(entry.get("times", 1)):
            shift = round * entry.get("every", 0)
            scene.says({**entry, "at": [second + shift for second in entry["at"]]})
    for entry in scenario.get("hear", ()):
        event = kinds.SoundEvent(label=entry["what"], level_dbfs=-12.0)
        scene.add(kinds.SOUND_EVENT, entry["at"], event, confidence=entry.get("sure", 0.6))
    for entry in scenario.get("see", ()):
        scene.add(kinds.PERSON, entry["at"], kinds.PersonSeen(faces=9), subject=entry["who"], confidence=0.8)
    for entry in scenario.get("pose", ()):
        body = pose(entry.get("tension"), entry.get("arms", "free"))
        scene.add(kinds.POSE, entry["at"], body, confidence=0.8, subject=entry.get("who"))
    for entry in scenario.get("picture", ()):
        look = kinds.Picture(state=entry["state"], luminance=0.1, saturation=0.1, sharpness=0.1)
        scene.add(kinds.PICTURE, entry["at"], look, confidence=0.95)
    for entry in scenario.get("screen", ()):
        text = scene.add(kinds.TEXT, entry["at"], kinds.ScreenText(text=entry["text"]), confidence=0.95)
        for mark in entry.get("marks", ()):
            scene.marks(mark, entry["at"], "screen", text, confidence=0.95)
    for entry in scenario.get("spot", ()):
        phrase = kinds.SpottedKeyword(phrase=entry["phrase"], language="en")
        heard = scene.add(kinds.SPEECH_KEYWORD, entry["at"], phrase, confidence=0.3)
        scene.marks(f"{entry['mark']} {entry['phrase']}", entry["at"], "spotted", heard, confidence=0.3)
    for entry in scenario.get("speech", ()):
        scene.add(kinds.SPEECH_ACTIVITY, entry["at"], kinds.SpeechActivity(probability=0.9), confidence=0.9)
    for entry in scenario.get("model", ()):
        kind = kinds.BY_NAME[entry["kind"]]
        told = {"label": entry["label"]}
        if "asked" in entry:
            told |= {"source": "asked", "question": entry["asked"], "answer": entry.get("answer", "yes")}
        payload = kind.payload.model_validate(told)
        sure = 0.5 if "asked" in entry else 0.8
        scene.add(kind, entry["at"], payload, confidence=entry.get("sure", sure), subject=entry.get("who"))
    assert set(scenario.get("without", ())) <= set(BY_NAME)
    return scene.timeline()
