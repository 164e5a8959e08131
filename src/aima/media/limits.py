"""What one recording may cost; whoever sends more is refused with `TooLarge`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one recording.

    `max_pixels` bounds one frame of video (8K and a little), `max_image_pixels` a still image. `memory_bytes` is the
    address space of the child. `start_seconds` may pass before the first progress, and again without any; beyond it
    `seconds_per_minute` of waiting are granted for each minute of media that came. `cpu_seconds` is the kernel's
    last word on the child's processor time; 0 stands for what the times above add up to.
    """

    max_pixels: int = 36_000_000
    max_image_pixels: int = 120_000_000
    max_streams: int = 32
    max_duration_ms: int = 12 * 3_600_000
    memory_bytes: int = 3 * 2**30
    start_seconds: float = 60.0
    seconds_per_minute: float = 600.0
    cpu_seconds: int = 0

    @property
    def processor_seconds(self) -> int:
        """The processor time the kernel grants."""
        minutes = self.max_duration_ms / 60_000
        return self.cpu_seconds or int(self.start_seconds + self.seconds_per_minute * minutes)

    def waiting_seconds(self, reached_ms: int) -> float:
        """How long a caller may have waited, all in all, once so much media has come."""
        return self.start_seconds + self.seconds_per_minute * reached_ms / 60_000
