"""From timestamps as they are written to times that can be relied on: a recording's own, from 0, without leaps.

Timestamps may be missing, run backwards or leap (spliced and damaged files, MPEG-TS). Packets come in decoding order,
so their decoding times rise in a sound file; where they do not, all later times are shifted so that time goes on.
"""

from __future__ import annotations

from typing import Any

SOUND_LEAP_US = 10 * 60 * 1_000_000
PICTURE_LEAP_US = 2 * 3600 * 1_000_000
"""A leap forward further than this is damage, not a pause (a still picture may well stand for an hour)."""
_BACK_US = 1_000_000  # decoding times that fall back further than this begin anew
_EARLY_US = 10_000_000  # a stream that claims to begin this long before the recording does not
_REORDER_US = 60 * 1_000_000  # no picture is shown this long after it was decoded


class Clock:
    """Sets the packets of one stream right; `leapt` and `untimed` say what had to be done.

    `origin_us` is time 0 of the recording in the container's time, `default_us` how long a packet is that does not
    say it.
    """

    def __init__(self, time_base: Any, origin_us: int, default_us: int, leap_us: int) -> None:
        self._tick_us = (int(time_base.numerator) * 1_000_000, int(time_base.denominator))
        self._origin_us = origin_us
        self._default_us = max(1, default_us)
        self._leap_us = leap_us
        self._shift = 0
        self._last_us: int | None = None
        self._step_us = self._default_us
        self.leapt = False
        self.untimed = False

    def us(self, ticks: int) -> int:
        """A timestamp of a packet that was set right, or of a frame from one, in the recording's microseconds."""
        return ticks * self._tick_us[0] // self._tick_us[1] - self._origin_us

    def shown_us(self, frame: Any, otherwise_us: int) -> int:
        """When a decoded frame is shown; one without a time of its own gets the other one."""
        mark = frame.pts if frame.pts is not None else frame.dts
        return otherwise_us if mark is None else self.us(mark)

    def place(self, packet: Any) -> tuple[int, int]:
        """Set a packet's timestamps right; when it is decoded, and when what it shows is over, in microseconds."""
        written = packet.duration or 0
        length_us = written * self._tick_us[0] // self._tick_us[1]
        if not 0 < length_us <= self._leap_us:
            length_us = self._default_us
        mark = packet.dts if packet.dts is not None else packet.pts
        if mark is None:
            self.untimed = True
            at_us = self._next_us()
            packet.dts = self._ticks(at_us)
        else:
            at_us = self._continued(mark)
        shown_us = at_us
        if mark is not None and packet.pts is not None:
            delay = packet.pts - mark
            delay_us = delay * self._tick_us[0] // self._tick_us[1]
            usable = abs(delay_us) <= _REORDER_US
            shown_us = self.us(mark + self._shift + delay) if usable else at_us
            if self._shift or not usable:
                packet.pts = mark + self._shift + (delay if usable else 0)
        if self._shift and packet.dts is not None and mark is not None:
            packet.dts = mark + self._shift
        self._last_us, self._step_us = at_us, length_us
        return at_us, shown_us + length_us

    def _next_us(self) -> int:
        return 0 if self._last_us is None else self._last_us + self._step_us

    def _continued(self, mark: int) -> int:
        at_us = self.us(mark + self._shift)
        if self._last_us is None:
            goes_on = -_EARLY_US <= at_us <= self._leap_us
        else:
            goes_on = self._last_us - _BACK_US <= at_us <= self._last_us + self._leap_us
        if goes_on:
            return at_us
        self.leapt = True
        self._shift += self._ticks(self._next_us()) - (mark + self._shift)
        return self.us(mark + self._shift)

    def _ticks(self, us: int) -> int:
        return (us + self._origin_us) * self._tick_us[1] // self._tick_us[0]
