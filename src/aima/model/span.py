"""Time: half-open ranges of integer milliseconds and their algebra (after pyannote.core's `Segment`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """`[start_ms, end_ms)` in integer milliseconds from the start of the recording; never empty, never negative."""

    start_ms: int
    end_ms: int

    def __post_init__(self) -> None:
        if not (0 <= self.start_ms < self.end_ms):
            raise ValueError(f"a span needs 0 <= start_ms < end_ms, not [{self.start_ms}, {self.end_ms})")

    @property
    def length_ms(self) -> int:
        """Length in milliseconds, at least 1."""
        return self.end_ms - self.start_ms

    @property
    def middle_ms(self) -> int:
        """The moment halfway, rounded down."""
        return (self.start_ms + self.end_ms) // 2

    def __contains__(self, at_ms: int) -> bool:
        return self.start_ms <= at_ms < self.end_ms

    def __and__(self, other: Span) -> Span | None:
        """The common part, or `None` where there is none."""
        start, end = max(self.start_ms, other.start_ms), min(self.end_ms, other.end_ms)
        return Span(start, end) if start < end else None

    def __or__(self, other: Span) -> Span:
        """The hull: the smallest span that covers both."""
        return Span(min(self.start_ms, other.start_ms), max(self.end_ms, other.end_ms))

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one millisecond."""
        return self.start_ms < other.end_ms and other.start_ms < self.end_ms

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start_ms <= other.start_ms and other.end_ms <= self.end_ms

    def gap_ms(self, other: Span) -> int:
        """Milliseconds between the two; 0 where they touch or overlap."""
        return max(0, other.start_ms - self.end_ms, self.start_ms - other.end_ms)

    def shift(self, by_ms: int) -> Span:
        """The same length, `by_ms` later."""
        return Span(self.start_ms + by_ms, self.end_ms + by_ms)

    def widen(self, by_ms: int) -> Span:
        """`by_ms` more on both sides, never before 0."""
        return Span(max(0, self.start_ms - by_ms), self.end_ms + by_ms)

    @classmethod
    def moment(cls, at_ms: int) -> Span:
        """The shortest span there is, one millisecond at `at_ms`."""
        return cls(at_ms, at_ms + 1)


def union(spans: Iterable[Span], join_ms: int = 0) -> Iterator[Span]:
    """The spans in order with overlapping ones, and those at most `join_ms` apart, made one."""
    current: Span | None = None
    for span in sorted(spans):
        if current is not None and span.start_ms - current.end_ms <= join_ms:
            current = current | span
        else:
            if current is not None:
                yield current
            current = span
    if current is not None:
        yield current


def covered_ms(spans: Iterable[Span]) -> int:
    """Milliseconds that lie in at least one of the spans."""
    return sum(span.length_ms for span in union(spans))
