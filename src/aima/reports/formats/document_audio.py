"""`audio.json`: what was said, by whom, how it sounds, and what else is heard."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue

from aima.model import kinds
from aima.model.kinds import Kind, Payload
from aima.model.observation import Observation
from aima.model.timeline import Timeline
from aima.reports.cues import Cue, cues, speaker_at
from aima.reports.dossier import Dossier
from aima.reports.formats.parts import base, missing


def audio_document(dossier: Dossier) -> JsonValue:
    """The five parts of the audio document, and `why_null` for those that nobody examined."""
    timeline = dossier.timeline
    found: dict[str, list[JsonValue]] = {
        "transcription": [_transcribed(cue, cue.segment) for cue in cues(timeline) if cue.segment is not None],
        "audio_emotions": [_emotion(timeline, each) for each in timeline.of(*_EMOTIONS)],
        "audio_events": [{**base(each), **_content(each)} for each in timeline.of(kinds.SOUND_EVENT)],
        "keywords": [_by_speaker(each) for each in timeline.of(*_KEYWORDS)],
        "speakers": [_by_speaker(each) for each in timeline.of(kinds.SPEAKER)],
    }
    document: dict[str, JsonValue] = {"duration_ms": dossier.media.duration_ms}
    why: dict[str, JsonValue] = {}
    for name, entries in found.items():
        reason = missing(dossier, _MADE_OF[name])
        document[name] = entries if reason is None else None
        if reason is not None:
            why[name] = reason
    return {**document, "why_null": why}


def _transcribed(cue: Cue, segment: kinds.SpeechSegment) -> JsonValue:
    verified: dict[str, JsonValue] = {"verified": cue.doubt is None, "doubt": cue.doubt}
    return {**base(cue.source), "speaker": cue.speaker, **segment.model_dump(), **verified}


def _emotion(timeline: Timeline, found: Observation) -> JsonValue:
    payload = _content(found)
    return {
        **base(found),
        "kind": found.kind.name,
        "speaker": found.subject or speaker_at(timeline, found.span),
        "label": payload.get("label"),
        "arousal": payload.get("arousal"),
        "valence": payload.get("valence"),
        "baseline": payload.get("baseline"),
    }


def _by_speaker(found: Observation) -> JsonValue:
    return {**base(found), "kind": found.kind.name, "speaker": found.subject, **_content(found)}


def _content(found: Observation) -> dict[str, JsonValue]:
    return found.draft.payload.model_dump(mode="json")


_EMOTIONS = (kinds.SPEECH_EMOTION, kinds.SPEECH_AFFECT)
_KEYWORDS = (kinds.KEYWORD, kinds.SPEECH_KEYWORD)
_MADE_OF: Mapping[str, tuple[Kind[Payload], ...]] = {
    "transcription": (kinds.SPEECH_SEGMENT,),
    "audio_emotions": _EMOTIONS,
    "audio_events": (kinds.SOUND_EVENT,),
    "keywords": _KEYWORDS,
    "speakers": (kinds.SPEAKER,),
}
