"""Ends the asking where every further question is useless, so that a missing server costs seconds and not hours."""

from __future__ import annotations

from threading import Lock

from aima.errors import EndpointFailed
from aima.model.chat import ChatAnswer

FOR_GOOD = frozenset(
    {"address", "remote", "key_in_clear", "certificate", "away", "key", "model", "path", "redirect", "protocol"}
)
"""Failures that the next question would meet too: what is set up is wrong, or nobody is there."""
PASSING = frozenset({"slow", "busy", "broken", "endless"})
PATIENCE = 2
"""So many failures that may pass, one after the other without an answer between them, count as lasting."""


class Breaker:
    """Remembers how a server did; safe to use from several threads."""

    def __init__(self) -> None:
        self._broken: EndpointFailed | None = None
        self._in_a_row = 0
        self._lock = Lock()

    @property
    def broken(self) -> EndpointFailed | None:
        """The failure that stands for all further questions, `None` while asking makes sense."""
        return self._broken

    def note(self, outcome: ChatAnswer | EndpointFailed) -> None:
        """Learn from how one question ended."""
        with self._lock:
            if isinstance(outcome, ChatAnswer):
                self._in_a_row = 0
                return
            self._in_a_row += outcome.code in PASSING
            if outcome.code in FOR_GOOD or self._in_a_row >= PATIENCE:
                self._broken = self._broken or outcome
