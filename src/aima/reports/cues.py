"""What was said, as cues for subtitles and for the dossier's transcript: who, when, what, and whether to trust it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aima.model import kinds
from aima.model.observation import Observation, ObservationId
from aima.model.span import Span
from aima.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Cue:
    """One stretch of speech. `segment` is `None` where nothing was written down; `doubt` is why not to trust it."""

    span: Span
    source: Observation
    segment: kinds.SpeechSegment | None
    speaker: str | None
    doubt: str | None = None


def cues(timeline: Timeline) -> Iterator[Cue]:
    """The transcript in order; without one, a cue for each stretch of speech activity."""
    doubts = _doubts(timeline)
    segments = timeline.of(kinds.SPEECH_SEGMENT)
    for found in segments:
        segment = found.payload_of(kinds.SPEECH_SEGMENT)
        yield Cue(found.span, found, segment, speaker_at(timeline, found.span), doubts.get(found.id))
    if not segments:
        for found in timeline.of(kinds.SPEECH_ACTIVITY):
            yield Cue(found.span, found, None, speaker_at(timeline, found.span))


def has_transcript(timeline: Timeline) -> bool:
    """Whether anything was written down."""
    return bool(timeline.of(kinds.SPEECH_SEGMENT))


def speaker_at(timeline: Timeline, span: Span) -> str | None:
    """The speaker whose turns cover most of the span; the earlier name wins a tie, `None` where nobody is known."""
    shares: dict[str, int] = {}
    for turn in timeline.of(kinds.SPEAKER, within=span):
        common = turn.span & span
        if turn.subject is not None and common is not None:
            shares[turn.subject] = shares.get(turn.subject, 0) + common.length_ms
    return min(shares, key=lambda name: (-shares[name], name)) if shares else None


def _doubts(timeline: Timeline) -> Mapping[ObservationId, str]:
    return {
        source: doubt.payload_of(kinds.TRANSCRIPT_DOUBT).reason
        for doubt in timeline.of(kinds.TRANSCRIPT_DOUBT)
        for source in doubt.draft.sources
    }
