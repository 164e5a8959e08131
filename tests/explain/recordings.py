"""Recordings, policy and rules for tests of digests: small timelines with texts of one's choice in every channel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from aima.explain.digesting.digest import make_digest
from aima.explain.parts import Digest
from aima.fusion.engine import assess
from aima.fusion.policy_file import load_policy
from aima.fusion.registry import RULES
from aima.model import kinds
from aima.model.assessment import Assessment
from aima.model.kinds import Kind, Payload
from aima.model.media import Media
from aima.model.observation import Box, Draft, Observation, RunId, observation_id
from aima.model.policy import Policy
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.testing.examples import example_media

RUN = RunId("d1" * 32)


@cache
def policy() -> Policy:
    return load_policy(None)


@cache
def _rules() -> tuple[object, ...]:
    return tuple(getattr(import_module(entry.partition(":")[0]), entry.partition(":")[2])() for entry in RULES)


def assessed(timeline: Timeline) -> Assessment:
    return assess(timeline, policy(), _rules())  # type: ignore[arg-type]


def digest_of(timeline: Timeline, window_tokens: int = 30_000, total_tokens: int = 30_000) -> Digest:
    return make_digest(timeline, assessed(timeline), policy(), window_tokens=window_tokens, total_tokens=total_tokens)


def seen(
    kind: Kind[Payload],
    payload: Payload,
    start_ms: int = 1000,
    end_ms: int = 2000,
    *,
    position: int = 0,
    confidence: float | None = 0.8,
    subject: str | None = None,
    box: Box | None = None,
) -> Observation:
    draft = Draft(kind, Span(start_ms, end_ms), payload, confidence, subject, box)
    return Observation(observation_id(RUN, 0, position), RUN, 0, draft)


@dataclass(frozen=True)
class Texts:
    """What stands in each channel of a recording."""

    speech: str = "good morning"
    keyword: str = "stop"
    spotted: str = "please stop it"
    screen: str = "EXIT"
    file_name: str = "talk.mp4"
    container: str = "mov"
    caption: str = "a kitchen"
    reason: str = "there is a stove"
    subject: str = "speaker-1"


def recording(texts: Texts = Texts()) -> Timeline:
    """Nine seconds with one observation in every channel, and a few beside them."""
    media = example_media()
    streams = tuple(replace(stream, codec=texts.container) for stream in media.streams)
    asked = {"source": "asked", "question": "place", "reason": texts.reason}
    found: list[tuple[Kind[Payload], Payload, str | None]] = [
        (kinds.SPEECH_SEGMENT, kinds.SpeechSegment(text=texts.speech, language="en"), texts.subject),
        (kinds.KEYWORD, _keyword(texts.keyword, "spoken"), texts.subject),
        (kinds.SPEECH_KEYWORD, kinds.SpottedKeyword(phrase=texts.spotted, language="en"), None),
        (kinds.KEYWORD, _keyword(texts.screen, "screen"), None),
        (kinds.TEXT, kinds.ScreenText(text=texts.screen, language="en"), None),
        (kinds.CAPTION, kinds.Caption(label=texts.caption, **asked), None),
        (kinds.OBJECT, kinds.ObjectSeen(label=texts.caption, **asked), None),
        (kinds.SOUND_EVENT, kinds.SoundEvent(label="scream", level_dbfs=-12), None),
        (kinds.PICTURE, kinds.Picture(state="usable", luminance=0.5, saturation=0.5, sharpness=0.5), None),
    ]
    observations = [
        seen(kind, payload, 1000 * n, 1000 * n + 900, position=n, subject=who)
        for n, (kind, payload, who) in enumerate(found)
    ]
    return Timeline(_media(replace(media, streams=streams), texts), observations)


def _media(media: Media, texts: Texts) -> Media:
    return replace(media, name=texts.file_name, container=texts.container)


def _keyword(text: str, source: str) -> kinds.Keyword:
    return kinds.Keyword(term="stop", category="withdrawal", priority="high", source=source, text=text, language="en")
