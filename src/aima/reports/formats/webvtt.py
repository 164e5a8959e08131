"""`vtt`: the transcript as WebVTT (W3C, https://www.w3.org/TR/webvtt1/), speakers as voice spans.

Without a transcript each stretch of speech activity becomes a cue `[speech]`, so that the file still shows when
somebody speaks; a segment that the transcript guard doubts is marked `[unverified]`.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from aima.reports import labels
from aima.reports.clean import shown
from aima.reports.clock import clock
from aima.reports.cues import Cue, cues, has_transcript
from aima.reports.dossier import Dossier

NOTE_WITHOUT = "NOTE\nNo transcription model was at hand: the cues show when somebody speaks, not what is said.\n\n"


def write(dossier: Dossier) -> Iterator[bytes]:
    """UTF-8; cues in order of time, each with its number."""
    yield b"WEBVTT\n\n"
    if not has_transcript(dossier.timeline):
        yield NOTE_WITHOUT.encode()
    for number, cue in enumerate(cues(dossier.timeline), 1):
        times = f"{clock(cue.span.start_ms)} --> {clock(cue.span.end_ms)}"
        yield f"{number}\n{times}\n{_text(cue)}\n\n".encode()


def _text(cue: Cue) -> str:
    text = html.escape(cue_text(cue), quote=False)
    if cue.speaker is None:
        return text
    return f"<v {html.escape(shown(labels.subject(cue.speaker).en, 80), quote=False)}>{text}</v>"


def cue_text(cue: Cue) -> str:
    """The plain text of a cue on one line."""
    if cue.segment is None:
        return "[speech]"
    text = shown(cue.segment.text) or "[speech]"
    return text if cue.doubt is None else f"[unverified] {text}"
