"""Lists of words, written as one line that a person can read and add to."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words between the spaces, in the folded form (see `explain.folding`)."""
    return frozenset(words.split())


def in_order(words: str) -> tuple[str, ...]:
    """The words between the spaces, where their order counts."""
    return tuple(words.split())
