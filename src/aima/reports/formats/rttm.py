"""`rttm`: who speaks when, as Rich Transcription Time Marked lines (NIST RT-09 evaluation plan, appendix A).

    SPEAKER <file> 1 <start s> <length s> <NA> <NA> <speaker> <confidence> <NA>

The file's label is its name without suffix, as scoring tools expect, or the first digits of its hash where that
leaves nothing. Speakers are grouped by sound and approximate.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from aima.model import kinds
from aima.reports.clean import file_label
from aima.reports.clock import seconds
from aima.reports.dossier import Dossier


def write(dossier: Dossier) -> Iterator[bytes]:
    """ASCII, one turn a line in order of time; empty where no speaker was told apart."""
    media = dossier.media
    name = file_label(PurePath(media.name).stem) or media.id[:12]
    for turn in dossier.timeline.of(kinds.SPEAKER):
        speaker = file_label(turn.subject or "") or "speaker"
        sure = "<NA>" if turn.confidence is None else f"{turn.confidence:.4f}"
        start, length = seconds(turn.span.start_ms), seconds(turn.span.length_ms)
        yield f"SPEAKER {name} 1 {start} {length} <NA> <NA> {speaker} {sure} <NA>\n".encode("ascii")
