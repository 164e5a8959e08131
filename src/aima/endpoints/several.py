"""Does several things at a time and gives their results in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Done(Generic[R]):
    """A result, told from an error whatever it is."""

    result: R


def in_order(
    function: Callable[[T], R], items: Sequence[T], at_once: int, heard: Callable[[T, R], None] | None = None
) -> list[R]:
    """The results of `function`, in the order of `items`; at most `at_once` run at the same time.

    `heard` gets each item with its result as soon as it is there, in the calling thread. The first error, by the order
    of items, is raised after all have ended; one of `heard`, or an interruption, at once, and then nothing further is
    begun. The threads do not keep the program alive: somebody who interrupts it need not wait for a slow server.
    """
    if len(items) <= 1 or at_once <= 1:
        return [_told(item, function(item), heard) for item in items]
    ended: SimpleQueue[tuple[int, _Done[R] | BaseException]] = SimpleQueue()
    stop = Event()
    _start(function, items, min(at_once, len(items)), ended, stop)
    results: dict[int, R] = {}
    errors: dict[int, BaseException] = {}
    try:
        for _ in items:
            index, outcome = ended.get()
            if isinstance(outcome, BaseException):
                errors[index] = outcome
            else:
                results[index] = _told(items[index], outcome.result, heard)
    finally:
        stop.set()
    if errors:
        raise errors[min(errors)]
    return [results[index] for index in range(len(items))]


def _told(item: T, result: R, heard: Callable[[T, R], None] | None) -> R:
    if heard is not None:
        heard(item, result)
    return result


def _start(
    function: Callable[[T], R],
    items: Sequence[T],
    count: int,
    ended: SimpleQueue[tuple[int, _Done[R] | BaseException]],
    stop: Event,
) -> None:
    """Threads that take one item after the other until none is left or `stop` is set."""
    open_items: SimpleQueue[tuple[int, T]] = SimpleQueue()
    for numbered in enumerate(items):
        open_items.put(numbered)

    def work() -> None:
        while not stop.is_set():
            try:
                index, item = open_items.get_nowait()
            except Empty:
                return
            try:
                ended.put((index, _Done(function(item))))
            except BaseException as error:  # noqa: BLE001 - it is raised again where the caller waits
                ended.put((index, error))

    for _ in range(count):
        Thread(target=work, daemon=True).start()
