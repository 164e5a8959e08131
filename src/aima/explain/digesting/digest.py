"""A digest: a recording in short lines with short ids, the most telling that a language model has room for.

The same observations, assessment and policy give the same digest to the byte. It holds no order of a set, no clock and
no chance, and text from the recording stands fenced in it (`explain.fence`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from aima.errors import EndpointFailed
from aima.explain.digesting import ids, tokens, windows
from aima.explain.digesting.head import Heading
from aima.explain.digesting.lines import line, seconds
from aima.explain.digesting.ranking import WORTHWHILE_DB, Weights, order
from aima.explain.digesting.runs import Run, runs
from aima.explain.parts import Digest, Evidence, Line, Window
from aima.explain.whose import Whose
from aima.model import kinds
from aima.model.assessment import Assessment
from aima.model.observation import ObservationId
from aima.model.policy import Policy
from aima.model.span import Span
from aima.model.timeline import Timeline

LEAST_LINES = 20
"""A window in which not even so many lines have room tells nothing."""
_HEAD_SHARE = 3


def make_digest(
    timeline: Timeline, assessment: Assessment, policy: Policy, *, window_tokens: int, total_tokens: int
) -> Digest:
    """The digest in windows of at most `window_tokens` each and `total_tokens` together; both count the head with
    every window, for it stands before each of them.

    Raises `EndpointFailed` ("context" or "budget") where not even the most telling lines have room.
    """
    table = _Table.of(timeline, assessment, policy)
    heading, head_room = Heading(timeline, assessment), min(window_tokens, total_tokens) // _HEAD_SHARE
    head = heading.text(table.shorts, head_room)
    least = -(-(_cost(head) + table.least()) // 1000)
    _hold_room(least, window_tokens, total_tokens)
    worthwhile = table.weights >= WORTHWHILE_DB
    worth = int(table.costs[worthwhile].sum()) // 1000
    number, size = windows.sizes(worth, _cost(head) // 1000 + 1, least, window_tokens, total_tokens)
    if number > 1:
        # An id in the head would tempt to cite what another window shows: there the times have to do.
        head = heading.text({}, head_room)
    spread = np.where(worthwhile, table.costs, 0) if worthwhile.any() else table.costs
    cut = windows.cuts(timeline, table.starts, spread.tolist(), number)
    parts = [_Part.of(table, cut, index) for index in range(len(cut))]
    made = [part.window(1000 * size - _cost(head)) for part in parts]
    if number == 1:
        # No id in the head without its line below; the room which that gives back is filled as well.
        known = _cited_in(made[0])
        head = heading.text(known, head_room)
        made = [parts[0].window(1000 * size - _cost(head))]
        shown = _cited_in(made[0])
        head = heading.text({id: short for id, short in known.items() if id in shown}, head_room)
    return _digest(head, made, len(timeline))


def _digest(head: str, made: Sequence[Window], observations: int) -> Digest:
    text = "\n".join([head, *(window.text for window in made)])
    used = tokens.count(head) + sum(window.tokens for window in made)
    return Digest(head, tuple(made), observations, used, sha256(text.encode()).hexdigest())


def _cost(head: str) -> int:
    """Thousandths of a token of the head with its line end."""
    return tokens.milli(head) + tokens.LINE_END


@dataclass(frozen=True, slots=True)
class _Table:
    """All lines that could stand in a digest, in order of time, one column a property; costs in thousandths."""

    runs: list[Run]
    starts: list[int]
    names: list[str]
    texts: list[str]
    costs: NDArray[np.int64]
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, timeline: Timeline, assessment: Assessment, policy: Policy) -> _Table:
        found = runs(timeline, policy.thresholds, Whose(timeline.of(kinds.SPEAKER)))
        weights = Weights(assessment, policy)
        short = ids.short_ids([run.first.id for run in found])
        names = [short[run.first.id] for run in found]
        texts = [line(run, name) for run, name in zip(found, names, strict=True)]
        return cls(
            runs=found,
            starts=[run.start_ms for run in found],
            names=names,
            texts=texts,
            costs=tokens.millis(texts) + tokens.LINE_END,
            weights=np.array([weights.of(run) for run in found], np.float64),
        )

    def least(self) -> int:
        """What a window with its title and the most telling lines costs."""
        title = _title(0, 1, Span(0, max(1, self.starts[-1] if self.starts else 1)), len(self.runs))
        best = np.argsort(-self.weights, kind="stable")[:LEAST_LINES]
        return tokens.milli(title) + int(self.costs[best].sum())

    def line(self, position: int) -> Line:
        """One line as the digest keeps it."""
        run = self.runs[position]
        span = Span(run.start_ms, run.end_ms)
        return Line(
            evidence=Evidence(self.names[position], tuple(run.members), span),
            text=self.texts[position],
            tokens=-(-int(self.costs[position]) // 1000),
            weight=round(float(self.weights[position]), 4),
        )

    @property
    def shorts(self) -> dict[ObservationId, str]:
        """The short id under which each observation is found."""
        return {member.id: name for run, name in zip(self.runs, self.names, strict=True) for member in run.members}


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines that start within one window; `ranked` are their positions, counted from `first`, best first."""

    table: _Table
    index: int
    number: int
    span: Span
    first: int
    last: int
    ranked: list[int]

    @classmethod
    def of(cls, table: _Table, cut: Sequence[Span], index: int) -> _Part:
        span = cut[index]
        first = bisect_left(table.starts, span.start_ms) if index > 0 else 0
        last = bisect_left(table.starts, span.end_ms) if index + 1 < len(cut) else len(table.starts)
        weights = table.weights[first:last].tolist()
        ranked = order(table.runs[first:last], weights, span.start_ms, span.end_ms)
        return cls(table, index, len(cut), span, first, last, ranked)

    def window(self, room: int) -> Window:
        """The window with the lines that have room, in thousandths of a token."""
        table, candidates = self.table, self.last - self.first
        room -= tokens.milli(self._title(candidates))
        kept = windows.filled(self.ranked, table.costs[self.first : self.last], room)
        lines = tuple(table.line(self.first + position) for position in kept)
        left_out = candidates - len(kept)
        text = "\n".join([self._title(left_out), *(entry.text for entry in lines)])
        return Window(self.index, self.span, lines, left_out, text, tokens.count(text))

    def _title(self, left_out: int) -> str:
        return _title(self.index, self.number, self.span, left_out)


def _title(index: int, number: int, span: Span, left_out: int) -> str:
    weaker = f", {left_out} weaker lines left out" if left_out else ""
    return f"Window {index + 1} of {number}, {seconds(span.start_ms, span.end_ms)}{weaker}:"


def _cited_in(window: Window) -> dict[ObservationId, str]:
    """The short id of every observation that a line of this window stands for."""
    shown = (entry.evidence for entry in window.lines)
    return {observation.id: evidence.short for evidence in shown for observation in evidence.observations}


def _hold_room(least: int, window_tokens: int, total_tokens: int) -> None:
    """Raises `EndpointFailed` where `least` tokens, the smallest digest of this recording, do not fit."""
    if window_tokens < least:
        raise EndpointFailed(
            "context",
            f"The context leaves {max(0, window_tokens)} tokens for observations, and this recording needs at least "
            f"{least}; set AIMA_LLM_CONTEXT to the model's true size, or take a model with a larger context.",
            f"Der Kontext lässt {max(0, window_tokens)} Token für Beobachtungen, und diese Aufnahme braucht mindestens "
            f"{least}; AIMA_LLM_CONTEXT auf die wahre Größe des Modells setzen oder ein Modell mit größerem Kontext "
            "nehmen.",
        )
    if total_tokens < least:
        raise EndpointFailed(
            "budget",
            f"The budget leaves {max(0, total_tokens)} tokens for evidence, and this recording needs at least {least}; "
            "raise AIMA_LLM_BUDGET.",
            f"Das Budget lässt {max(0, total_tokens)} Token für Beobachtungen, und diese Aufnahme braucht mindestens "
            f"{least}; AIMA_LLM_BUDGET erhöhen.",
        )
