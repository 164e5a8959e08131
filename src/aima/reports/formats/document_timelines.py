"""The emotion, keyword and pose timelines: queries over the observations, one window a second."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue

from aima.model import kinds
from aima.model.kinds import Kind, Payload
from aima.model.media import MediaKind
from aima.model.timelines import emotion_timeline, keyword_timeline, pose_timeline
from aima.reports.dossier import Dossier
from aima.reports.formats.parts import missing

STEP_MS = 1000
"""The length of one window."""

_EMOTION = (kinds.SPEECH_AFFECT, kinds.SPEECH_EMOTION, kinds.FACE_EMOTION)


def timeline_documents(dossier: Dossier) -> Iterator[tuple[str, JsonValue]]:
    """Name and document of each timeline; for a single picture a window is that picture."""
    timeline = dossier.timeline
    step: JsonValue = None if dossier.media.kind is MediaKind.IMAGE else STEP_MS
    emotions: list[JsonValue] = [
        {
            "start_ms": point.span.start_ms,
            "end_ms": point.span.end_ms,
            "subject": point.subject,
            "arousal": point.arousal,
            "valence": point.valence,
            "labels": list(point.labels),
            "sources": list(point.sources),
        }
        for point in emotion_timeline(timeline, STEP_MS)
    ]
    yield "emotion_timeline.json", _document(dossier, _EMOTION, step, emotions)
    keywords: list[JsonValue] = [
        {
            "start_ms": point.span.start_ms,
            "end_ms": point.span.end_ms,
            "subject": point.subject,
            "confidence": point.confidence,
            **point.keyword.model_dump(),
            "sources": [point.source],
        }
        for point in keyword_timeline(timeline)
    ]
    yield "keyword_timeline.json", _document(dossier, (kinds.KEYWORD, kinds.SPEECH_KEYWORD), None, keywords)
    poses: list[JsonValue] = [
        {
            "start_ms": point.span.start_ms,
            "end_ms": point.span.end_ms,
            "subject": point.subject,
            "tension": point.tension,
            "movement": point.movement,
            "posture": point.posture,
            "arms": point.arms,
            "poses": point.poses,
            "sources": list(point.sources),
        }
        for point in pose_timeline(timeline, STEP_MS)
    ]
    yield "pose_timeline.json", _document(dossier, (kinds.POSE,), step, poses)


def _document(
    dossier: Dossier, needed: tuple[Kind[Payload], ...], step: JsonValue, points: list[JsonValue]
) -> JsonValue:
    reason = missing(dossier, needed)
    if reason is not None:
        return {"step_ms": step, "points": None, "why_null": {"points": reason}}
    return {"step_ms": step, "points": points, "why_null": {}}
