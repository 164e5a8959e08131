"""What the parent asks of a child: plain numbers, handed over on the command line."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """One recording to be read in one way.

    `every_ms`, `keyframes`, `cuts`, `long_side_px` and `clip_ms` are the profile's. Clips before `first_clip` are not
    sent. Samples come at `sample_rate` with `channels` (1 or 2). `picture` says that the first bytes look like a still
    image, so that the child loads Pillow instead of FFmpeg. The `max_...` are the limits.

    With `moments`, in milliseconds and rising, only the frames on screen then are sent, and no clips.
    """

    every_ms: int
    keyframes: bool
    cuts: bool
    long_side_px: int
    clip_ms: int
    first_clip: int
    sample_rate: int
    channels: int
    picture: bool
    max_pixels: int
    max_image_pixels: int
    max_streams: int
    max_duration_ms: int
    memory_bytes: int
    cpu_seconds: int
    moments: tuple[int, ...] = ()

    def to_text(self) -> str:
        """JSON for one argument."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> Job:
        """The job that `to_text` wrote."""
        values = json.loads(text)
        return cls(**{**values, "moments": tuple(values["moments"])})
