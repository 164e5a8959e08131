"""The tokens that one analysis may spend at one endpoint."""

from __future__ import annotations

from threading import Lock


class Purse:
    """Holds a budget; a question sets aside its estimate before it is asked and pays what it took after it.

    So questions that run at the same time cannot spend the same tokens twice. Safe to use from several threads.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self._spent = 0
        self._aside = 0
        self._lock = Lock()

    @property
    def left(self) -> int:
        """What is neither spent nor set aside; never below zero."""
        return max(0, self.budget - self._spent - self._aside)

    @property
    def spent(self) -> int:
        """What was paid; more than the budget where a server counted more than was estimated."""
        return self._spent

    def set_aside(self, tokens: int) -> bool:
        """Keep these tokens for one question; false, and nothing is kept, where they are not there."""
        with self._lock:
            if tokens > self.left:
                return False
            self._aside += tokens
            return True

    def pay(self, aside: int, tokens: int) -> None:
        """Give back what was set aside and pay what the question really took."""
        with self._lock:
            self._aside -= aside
            self._spent += tokens
