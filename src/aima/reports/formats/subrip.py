"""`srt`: the transcript as SubRip, `Speaker 1: text`; without a transcript a cue `[speech]` for each stretch of speech.

SubRip has no escapes. What a player would read as markup or as the line of times is replaced by signs that look alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from aima.reports import labels
from aima.reports.clean import shown
from aima.reports.clock import clock_comma
from aima.reports.cues import Cue, cues
from aima.reports.dossier import Dossier
from aima.reports.formats.webvtt import cue_text

_ALIKE = str.maketrans({"<": "‹", ">": "›", "{": "(", "}": ")"})


def write(dossier: Dossier) -> Iterator[bytes]:
    """UTF-8 without a mark, lines ended by CR LF as players expect; empty where nobody speaks."""
    for number, cue in enumerate(cues(dossier.timeline), 1):
        times = f"{clock_comma(cue.span.start_ms)} --> {clock_comma(cue.span.end_ms)}"
        yield f"{number}\r\n{times}\r\n{_text(cue)}\r\n\r\n".encode()


def _text(cue: Cue) -> str:
    text = cue_text(cue).translate(_ALIKE)
    if cue.speaker is None:
        return text
    return f"{shown(labels.subject(cue.speaker).en, 80).translate(_ALIKE)}: {text}"
