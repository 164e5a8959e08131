"""Which stills go into a dossier, so that the file stays small however long the recording is."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aima.reports.describe import is_there, was_asked
from aima.reports.dossier import Dossier
from aima.stores.base import Still

MOST_STILLS = 40
MOST_BYTES = 2_000_000
"""Of JPEG; a third more as base64."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One still as a `data:` address."""

    at_ms: int
    source: str


def gallery(dossier: Dossier) -> tuple[Picture, ...]:
    """Stills spread evenly over the recording, after those nearest to the findings; in order of time.

    Where findings leave room, the frames that a vision-language model saw something in come before the even spread.
    """
    moments = [cite.start_ms for finding in dossier.assessment.findings for cite in finding.cites[:1]]
    room = max(0, MOST_STILLS // 2 - len(moments))
    answered = (each.span.start_ms for each in dossier.timeline if was_asked(each) and is_there(each))
    moments += list(dict.fromkeys(answered))[:room]
    picked = choose(dossier.stills, moments)
    return tuple(
        Picture(still.at_ms, "data:image/jpeg;base64," + base64.b64encode(still.jpeg).decode("ascii"))
        for still in picked
    )


def choose(stills: Sequence[Still], moments: Iterable[int]) -> tuple[Still, ...]:
    """At most `MOST_STILLS` of them and `MOST_BYTES` together."""
    if not stills:
        return ()
    step = max(1.0, len(stills) / (MOST_STILLS / 2))
    even = [int(number * step) for number in range(int(len(stills) / step))]
    near = [min(range(len(stills)), key=lambda at: (abs(stills[at].at_ms - moment), at)) for moment in sorted(moments)]
    wanted = list(dict.fromkeys((*near[: MOST_STILLS // 2], *even, *near)))
    taken: list[int] = []
    room = MOST_BYTES
    for position in wanted[:MOST_STILLS]:
        if len(stills[position].jpeg) <= room:
            room -= len(stills[position].jpeg)
            taken.append(position)
    return tuple(stills[position] for position in sorted(taken))
