"""Clips from a soundtrack and pictures: once both reach over a clip's end it is cut and handed on (child only)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aima.media.cutting import earliest_end_ms, quiet_end_ms
from aima.media.job import Job
from aima.media.sampling import Picture
from aima.media.soundtrack import Soundtrack

SOUND_LAG_MS = 10_000
"""Where sound comes later in the file than pictures by more than this, it is taken as missing."""
PICTURE_LAG_MS = 120_000
"""The same for pictures; longer, because sound waiting for them needs little memory."""


@dataclass(slots=True)
class Piece:
    """A finished clip, not yet of the model: samples float32 `[N, channels]` or `None`, and its pictures."""

    index: int
    start_ms: int
    end_ms: int
    samples: NDArray[np.float32] | None
    pictures: list[Picture]


class Assembler:
    """Holds what belongs to the clip in hand and hands every finished one to `give`, which may wait."""

    def __init__(self, job: Job, sound: Soundtrack | None, pictures: bool, give: Callable[[Piece], None]) -> None:
        self._job = job
        self._sound = sound
        self._has_pictures = pictures
        self._give = give
        self._pictures: list[Picture] = []
        self._index = 0
        self._start_ms = 0
        self.pictures_reached_ms = 0

    def is_wanted(self, at_ms: int) -> bool:
        """Whether a picture at this time may belong to a clip that is to be sent."""
        missing = self._job.first_clip - self._index
        return missing <= 0 or at_ms >= self._start_ms + missing * self._shortest_ms()

    def add(self, picture: Picture) -> bool:
        """Keep a picture for its clip; false where that clip is gone already."""
        if picture.at_ms < self._start_ms:
            return False
        self._pictures.append(picture)
        return True

    def advance(self) -> None:
        """Hand on every clip that is complete."""
        while self._is_complete():
            self._cut()

    def finish(self, end_ms: int) -> None:
        """Hand on the rest of a recording that ends here."""
        while end_ms - self._start_ms > self._job.clip_ms:
            self._cut()
        if end_ms > self._start_ms:
            self._hand_on(end_ms)

    def _shortest_ms(self) -> int:
        return self._job.clip_ms if self._sound is None else earliest_end_ms(self._job.clip_ms)

    def _is_complete(self) -> bool:
        end = self._start_ms + self._job.clip_ms
        sound_ms = None if self._sound is None else self._sound.reached_ms
        if sound_ms is not None and sound_ms <= end:
            return False
        if not self._has_pictures or self.pictures_reached_ms > end:
            return True
        return sound_ms is not None and sound_ms > end + PICTURE_LAG_MS

    def _cut(self) -> None:
        length = self._job.clip_ms
        if self._sound is not None:
            samples = self._sound.peek(self._start_ms, length)
            length = quiet_end_ms(samples, self._sound.rate, length)
        self._hand_on(self._start_ms + length)

    def _hand_on(self, end_ms: int) -> None:
        length = end_ms - self._start_ms
        wanted = self._index >= self._job.first_clip
        samples = self._sound.peek(self._start_ms, length) if self._sound is not None else None
        mine = [picture for picture in self._pictures if picture.at_ms < end_ms]
        self._pictures = [picture for picture in self._pictures if picture.at_ms >= end_ms]
        if wanted:
            self._give(Piece(self._index, self._start_ms, end_ms, samples, mine))
        self._index += 1
        self._start_ms = end_ms
