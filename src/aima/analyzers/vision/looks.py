"""Which frames of a clip are worth a look, and how long what is seen in one holds.

A frame that shows what the last examined one showed tells nothing new: it is skipped, and what was seen before holds on
until the next frame that is examined, or to the end of the clip. So a draft's span begins at the frame it was made
from and ends where the next look was taken. The novelty of skipped frames is added up, so that a slow change is
not missed; by the triangle inequality the sum is never less than the difference to the last look.

The first frame of a clip and the first after a cut are always examined, because an analyzer keeps nothing between
clips.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from aima.analyzers.vision.opencv import RGB
from aima.model.clip import Clip, Frame
from aima.model.span import Span

SMALL_CHANGE = 0.004
"""Novelty that a face or a hand makes when it moves in an otherwise still picture; noise of a codec stays below it."""
FEWEST_PX = 16
"""Pictures with a shorter side than this show nothing that a detector could find."""
FLAT = 1.5
"""A picture whose grey values deviate by less than this (of 255) is empty: black, white or one colour."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One frame to examine, and the time that what is seen in it speaks for."""

    frame: Frame
    span: Span
    after_ms: int | None
    """Milliseconds since the look before, `None` for the first of a clip and after a cut."""


def looks(clip: Clip, least: float = SMALL_CHANGE) -> Iterator[Look]:
    """The frames that differ by at least `least` from the look before, in order, with gapless spans."""
    taken = _taken(clip, least)
    for index, position in enumerate(taken):
        frame = clip.frames[position]
        end = clip.frames[taken[index + 1]].at_ms if index + 1 < len(taken) else clip.span.end_ms
        before = None if index == 0 or frame.cut else frame.at_ms - clip.frames[taken[index - 1]].at_ms
        yield Look(frame, Span(frame.at_ms, max(frame.at_ms + 1, end)), before)


def is_empty(rgb: RGB) -> bool:
    """Whether the picture is too small or too even to show anything, so that no detector needs to run."""
    height, width = rgb.shape[:2]
    if min(height, width) < FEWEST_PX:
        return True
    # Every fourth pixel is enough to tell an even picture from one with something in it.
    return float(np.std(rgb[::4, ::4], axis=(0, 1)).max()) < FLAT


def _taken(clip: Clip, least: float) -> list[int]:
    taken: list[int] = []
    change = 0.0
    for position, frame in enumerate(clip.frames):
        change += frame.novelty
        if not taken or frame.cut or change >= least:
            taken.append(position)
            change = 0.0
    return taken
