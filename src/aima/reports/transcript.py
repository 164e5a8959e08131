"""The transcript with its marks: keywords, words the recogniser is unsure of, segments that are not to be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aima.model import kinds
from aima.model.observation import Observation, ObservationId
from aima.model.span import Span
from aima.model.timeline import Timeline
from aima.model.words import Words
from aima.reports import labels
from aima.reports.anchors import row_anchor
from aima.reports.clean import visible
from aima.reports.cues import Cue, cues

MOST_PASSAGES = 1500
"""About two hours of talk; the rest is in the exports."""
LONGEST = 2000
"""Characters of one passage."""
UNSURE_BELOW = 0.5
"""Probability of a word below which it is marked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one mark: the keyword observation it belongs to, or that the recogniser is unsure."""

    text: str
    keyword: Observation | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One segment: who, when, the text in pieces, and why it is not to be trusted, if so."""

    id: ObservationId
    anchor: str
    span: Span
    speaker: Words | None
    pieces: tuple[Piece, ...]
    cut: int
    doubt: Words | None


def passages(timeline: Timeline) -> tuple[Passage, ...]:
    """The first `MOST_PASSAGES` segments of the transcript, in order; empty without one."""
    keywords = _keywords(timeline)
    made: list[Passage] = []
    for cue in cues(timeline):
        if len(made) == MOST_PASSAGES or cue.segment is None:
            break
        made.append(_passage(cue, cue.segment, keywords.get(cue.source.id, ())))
    return tuple(made)


def pieces(segment: kinds.SpeechSegment, keywords: Sequence[Observation]) -> Iterator[Piece]:
    """The text of a segment, whole and in order, divided where a mark begins or ends."""
    text = segment.text[:LONGEST]
    marked: list[tuple[Observation | None, bool]] = [(None, False)] * len(text)
    places = list(_places(text, segment.words))
    for start, end, word in places:
        if word.probability < UNSURE_BELOW:
            marked[start:end] = [(None, True)] * (end - start)
    for keyword in keywords:
        for start, end in _where(text, keyword, places):
            marked[start:end] = [(keyword, False)] * (end - start)
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or marked[at] != marked[start]:
            keyword_here, unsure = marked[start]
            yield Piece(visible(text[start:at]), keyword_here, unsure)
            start = at


def _passage(cue: Cue, segment: kinds.SpeechSegment, keywords: Sequence[Observation]) -> Passage:
    return Passage(
        id=cue.source.id,
        anchor=row_anchor(cue.source.id),
        span=cue.span,
        speaker=None if cue.speaker is None else labels.subject(cue.speaker),
        pieces=tuple(pieces(segment, keywords)),
        cut=max(0, len(segment.text) - LONGEST),
        doubt=None if cue.doubt is None else labels.label(labels.DOUBTS, cue.doubt),
    )


def _keywords(timeline: Timeline) -> Mapping[ObservationId, list[Observation]]:
    found: dict[ObservationId, list[Observation]] = {}
    for keyword in timeline.of(kinds.KEYWORD):
        for source in keyword.draft.sources:
            found.setdefault(source, []).append(keyword)
    return found


def _places(text: str, words: Sequence[kinds.Word]) -> Iterator[tuple[int, int, kinds.Word]]:
    """Where each recognised word stands in the text; one that does not stand there is passed over."""
    cursor = 0
    for word in words:
        bare = word.text.strip()
        at = text.find(bare, cursor) if bare else -1
        if at >= 0:
            cursor = at + len(bare)
            yield at, cursor, word


def _where(text: str, keyword: Observation, places: Sequence[tuple[int, int, kinds.Word]]) -> Iterator[tuple[int, int]]:
    spoken = [
        (start, end)
        for start, end, word in places
        if word.start_ms < keyword.span.end_ms and keyword.span.start_ms < word.end_ms
    ]
    if spoken:
        yield spoken[0][0], spoken[-1][1]
        return
    wanted = keyword.payload_of(kinds.KEYWORD).text.strip().lower()
    # Lower case can change the length of a text (İ); then no place is better than a wrong one.
    at = text.lower().find(wanted) if wanted and len(text.lower()) == len(text) else -1
    if at >= 0:
        yield at, at + len(wanted)
