"""Does several things at a time and gives their results in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def in_order(function: Callable[[T], R], items: Sequence[T], at_once: int) -> list[R]:
    """The results of `function`, in the order of `items`; at most `at_once` run at the same time.

    The first error, by the order of items, is raised after all have ended. The threads do not keep the program alive:
    somebody who interrupts it need not wait for a slow server.
    """
    if len(items) <= 1 or at_once <= 1:
        return [function(item) for item in items]
    done: list[tuple[R | None, BaseException | None]] = [(None, None)] * len(items)
    open_items: SimpleQueue[tuple[int, T]] = SimpleQueue()
    for numbered in enumerate(items):
        open_items.put(numbered)

    def work() -> None:
        while True:
            try:
                index, item = open_items.get_nowait()
            except Empty:
                return
            try:
                done[index] = (function(item), None)
            except BaseException as error:  # noqa: BLE001 - it is raised again where the caller waits
                done[index] = (None, error)

    threads = [Thread(target=work, daemon=True) for _ in range(min(at_once, len(items)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for _, error in done:
        if error is not None:
            raise error
    return [result for result, _ in done]  # type: ignore[misc]  # each was set, or an error was raised
