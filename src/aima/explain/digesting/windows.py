"""Windows: how many questions a digest is spread over, where it is cut, and which lines each of them holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from aima.model import kinds
from aima.model.span import Span, union
from aima.model.timeline import Timeline

_NEAR = 0.1
"""A cut may move by this share of a mean window to where it is quiet."""


def sizes(worth: int, head: int, least: int, window_tokens: int, total_tokens: int) -> tuple[int, int]:
    """How many windows, and how many tokens each may take together with the head.

    `worth` is what all worthwhile lines take, `least` what the smallest window with its head takes. There are as many
    windows as the worthwhile lines need, and no more than the total pays for.
    """
    room = max(1, window_tokens - head)
    wanted = max(1, -(-worth // room))
    paid = max(1, min(-(-total_tokens // window_tokens), total_tokens // max(1, least)))
    number = min(wanted, paid)
    return number, min(window_tokens, total_tokens // number)


def cuts(timeline: Timeline, starts: Sequence[int], costs: Sequence[int], number: int) -> list[Span]:
    """At most `number` consecutive spans that cover the recording and cost about the same each.

    `starts` (ms, rising) and `costs` are those of the lines. A cut lies where nobody speaks or at a cut of the
    picture, if there is such a place near.
    """
    whole = timeline.media.span
    end_ms = max(whole.end_ms, starts[-1] + 1 if starts else 0)
    if number == 1 or not starts:
        return [Span(0, end_ms)]
    sums = list(accumulate(costs))
    near_ms = int(_NEAR * end_ms / number)
    quiet = _quiet_places(timeline)
    bounds = [0]
    for turn in range(1, number):
        ideal = starts[min(bisect_left(sums, sums[-1] * turn / number), len(starts) - 1)]
        place = _nearest(quiet, ideal, near_ms)
        if bounds[-1] < place < end_ms:
            bounds.append(place)
        elif bounds[-1] < ideal < end_ms:
            bounds.append(ideal)
    return [Span(start, end) for start, end in zip(bounds, [*bounds[1:], end_ms], strict=True)]


def filled(order: Iterable[int], costs: NDArray[np.int64], room: int) -> list[int]:
    """Positions of the lines that fit into the room, the first in `order` first; in order of position.

    A line that does not fit is passed over, so that what is left is smaller than any line that was left out.
    """
    kept: list[int] = []
    smallest = int(costs.min()) if costs.size else 0
    each = costs.tolist()
    for position in order:
        if room < smallest:
            break
        if each[position] <= room:
            kept.append(position)
            room -= each[position]
    return sorted(kept)


def _quiet_places(timeline: Timeline) -> list[int]:
    """Moments (ms, rising) between stretches of speech, and beginnings of shots where nobody speaks."""
    talk = list(union(o.span for o in timeline.of(kinds.SPEECH_ACTIVITY, kinds.SPEECH_SEGMENT)))
    gaps = {(one.end_ms + next_.start_ms) // 2 for one, next_ in pairwise(talk)}
    shots = {o.span.start_ms for o in timeline.of(kinds.SHOT) if not _within(talk, o.span.start_ms)}
    silences = {
        o.span.middle_ms
        for o in timeline.of(kinds.SOUND_EVENT)
        if o.payload_of(kinds.SOUND_EVENT).label == "silence" and not _within(talk, o.span.middle_ms)
    }
    return sorted(gaps | shots | silences)


def _within(spans: Sequence[Span], at_ms: int) -> bool:
    place = bisect_left(spans, at_ms, key=lambda span: span.start_ms) - 1
    return place >= 0 and at_ms < spans[place].end_ms


def _nearest(places: Sequence[int], ideal: int, near_ms: int) -> int:
    """The place nearest to the ideal one, itself where none is near."""
    after = bisect_left(places, ideal)
    found = [place for place in places[max(0, after - 1) : after + 1] if abs(place - ideal) <= near_ms]
    return min(found, key=lambda place: abs(place - ideal), default=ideal)
