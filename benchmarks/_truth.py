"""How what was found compares with what is true: shares of time, error rates, hits. Plain functions over spans.

Time is counted on a grid of 10 ms. Definitions: precision and recall of time; character error rate (Levenshtein
distance over the length of the truth); diarization error rate (missed + false + confused speech over true speech, best
mapping of names, no collar; NIST Rich Transcription 2009).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

STEP_MS = 10
Spans = Iterable[tuple[int, int]]


@dataclass(frozen=True)
class Agreement:
    """Precision and recall, 0..1; NaN where there is nothing to divide by."""

    precision: float
    recall: float

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}, recall {self.recall:.3f}"


def grid(spans: Spans, duration_ms: int) -> NDArray[np.bool_]:
    """Whether each step of 10 ms lies in one of the spans, `[duration / 10]`."""
    steps = np.zeros(-(-duration_ms // STEP_MS), bool)
    for start, end in spans:
        steps[start // STEP_MS : -(-end // STEP_MS)] = True
    return steps


def agreement(found: Spans, true: Spans, duration_ms: int) -> Agreement:
    """Of time: how much of what was found is true, and how much of what is true was found."""
    seen, real = grid(found, duration_ms), grid(true, duration_ms)
    both = float(np.sum(seen & real))
    return Agreement(_share(both, float(seen.sum())), _share(both, float(real.sum())))


def hits(found: Sequence[int], true: Sequence[int], within_ms: int) -> Agreement:
    """Of moments: one that was found is right where a true one is at most `within_ms` away, and the reverse."""
    right = sum(any(abs(at - other) <= within_ms for other in true) for at in found)
    met = sum(any(abs(at - other) <= within_ms for other in found) for at in true)
    return Agreement(_share(right, len(found)), _share(met, len(true)))


def overlapping(found: Spans, true: Spans, slack_ms: int = 0) -> Agreement:
    """Of events: one that was found is right where it shares a moment with a true one (widened by the slack)."""
    these, those = list(found), [(start - slack_ms, end + slack_ms) for start, end in true]
    right = sum(any(_meet(a, b) for b in those) for a in these)
    met = sum(any(_meet(a, b) for a in these) for b in those)
    return Agreement(_share(right, len(these)), _share(met, len(those)))


def distance(found: str, true: str) -> int:
    """Levenshtein distance: the fewest insertions, deletions and substitutions of characters."""
    row = list(range(len(true) + 1))
    for i, a in enumerate(found, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(true, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]


def character_error(found: Sequence[str], true: Sequence[str]) -> float:
    """Each true text against the nearest one found: all distances over all characters; 1.0 where none was found."""
    wrong = sum(min((distance(text, real) for text in found), default=len(real)) for real in true)
    return wrong / sum(len(real) for real in true)


def diarization_error(
    found: Mapping[str, Sequence[tuple[int, int]]], true: Mapping[str, Sequence[tuple[int, int]]], duration_ms: int
) -> float:
    """DER under the best mapping of the names found to the true ones."""
    real = {name: grid(spans, duration_ms) for name, spans in true.items()}
    told = {name: grid(spans, duration_ms) for name, spans in found.items()}
    spoken = sum(int(steps.sum()) for steps in real.values())
    both = np.array([[int(np.sum(a & b)) for b in real.values()] for a in told.values()]).reshape(len(told), len(real))
    speakers = np.sum(list(real.values()), axis=0)
    voices = np.sum(list(told.values()), axis=0) if told else np.zeros_like(speakers)
    return float(np.sum(np.maximum(speakers, voices)) - _best(both)) / spoken


def _best(both: NDArray[np.int_]) -> int:
    """The most steps that a one-to-one mapping of rows to columns can get right."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(both, maximize=True)
    return int(both[rows, columns].sum())


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
