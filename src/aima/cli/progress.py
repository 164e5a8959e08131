"""Progress on standard error: a bar with the time left on a terminal, plain lines otherwise, nothing for `--json`.

While a model is asked nobody knows how long it will take; then the bar only moves, and the question is named.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from aima.pipeline.progress import Progress

EVERY_S = 10.0
"""Seconds between plain lines."""
_STEPS = {
    "identify": "reading",
    "analyze": "analysing",
    "link": "linking",
    "look": "looking again",
    "fuse": "weighing",
    "report": "writing",
    "explain": "explaining",
    "summarize": "summarising",
}


class Watcher(Protocol):
    """Shows how far the file in hand has come."""

    def begin(self, path: Path) -> None:
        """A file begins."""
        ...

    def hear(self, progress: Progress) -> None:
        """It has come so far."""
        ...

    def end(self) -> None:
        """It has ended, one way or the other."""
        ...

    def close(self) -> None:
        """No more files."""
        ...


@contextmanager
def make_watcher(*, quiet: bool) -> Iterator[Watcher]:
    """The watcher that fits where standard error goes."""
    watcher: Watcher = _Silent() if quiet else _Bars() if sys.stderr.isatty() else _Lines()
    try:
        yield watcher
    finally:
        watcher.close()


class _Silent:
    def begin(self, path: Path) -> None:
        """Nothing is said."""

    def hear(self, progress: Progress) -> None:
        """Nothing is said."""

    def end(self) -> None:
        """Nothing is said."""

    def close(self) -> None:
        """Nothing is said."""


class _Lines:
    """A line when a file goes on from before, one when a model is asked, and one every ten seconds."""

    def begin(self, path: Path) -> None:
        from aima.reports.clean import shown

        self._name = shown(path.name, 255)
        self._said = self._began = time.monotonic()
        self._resumed = False
        self._asked: str | None = None

    def hear(self, progress: Progress) -> None:
        if progress.resumed_ms and not self._resumed:
            self._resumed = True
            print(f"{self._name}: {_resumed(progress)}", file=sys.stderr)
        now = time.monotonic()
        if progress.asking:
            self._hear_asking(progress, now)
        elif now - self._said >= EVERY_S and progress.total_ms:
            self._said = now
            left = _left_s(progress, now - self._began)
            share = 100 * progress.done_ms // progress.total_ms
            print(f"{self._name}: {_STEPS[progress.step]}, {share} %, about {left:.0f} s left", file=sys.stderr)

    def _hear_asking(self, progress: Progress, now: float) -> None:
        """The first question of a step at once, for its answer may take minutes."""
        if progress.step != self._asked or now - self._said >= EVERY_S:
            self._said, self._asked = now, progress.step
            print(f"{self._name}: {_asking(progress)}", file=sys.stderr)

    def end(self) -> None:
        """What came of it is said elsewhere."""

    def close(self) -> None:
        """Nothing is open."""


class _Bars:
    """A bar of the file in hand; it goes when the file ends."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._resumed = False

    def begin(self, path: Path) -> None:
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        from aima.reports.clean import shown

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn("{task.percentage:>3.0f} %", text_format_no_percentage=""),
            TimeRemainingColumn(),
        )
        self._resumed = False
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._name = escape(shown(path.name, 255))
        self._task = self._bar.add_task(f"{self._name}: reading", total=None)
        self._bar.start()

    def hear(self, progress: Progress) -> None:
        if self._bar is None or self._task is None:
            return
        if progress.resumed_ms and not self._resumed:
            self._resumed = True
            self._bar.console.print(f"{self._name}: {_resumed(progress)}")
        total = None if progress.asking else progress.total_ms or None
        if total is None:
            # A task whose end was known cannot forget it, so a new one takes its place.
            self._bar.remove_task(self._task)
            self._task = self._bar.add_task("", total=None)
        self._bar.update(
            self._task,
            description=f"{self._name}: {_asking(progress) if progress.asking else _STEPS[progress.step]}",
            completed=progress.done_ms,
            total=total,
        )

    def end(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def close(self) -> None:
        self.end()


def _asking(progress: Progress) -> str:
    from aima.reports import labels

    return f"{_STEPS[progress.step]}, waiting for the model ({labels.purpose(progress.asking).en})"


def _resumed(progress: Progress) -> str:
    if progress.resumed_ms >= progress.total_ms:
        return "already analysed, nothing is done again"
    return f"goes on at {clock(progress.resumed_ms)}"


def clock(ms: int) -> str:
    """Milliseconds as h:mm:ss."""
    seconds = ms // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _left_s(progress: Progress, elapsed_s: float) -> float:
    """Seconds left at the speed of this call; what was done before does not count as speed."""
    done = progress.done_ms - progress.resumed_ms
    return elapsed_s * (progress.total_ms - progress.done_ms) / done if done > 0 else 0.0
