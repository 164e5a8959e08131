"""Sound at one rate on the recording's own time: gaps become silence, sample N lies at N / rate (child only)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from aima.media.container import Strand

TOLERANCE_US = 100_000
"""Timestamps may differ so far from the count of samples before silence is put in."""
LATE_MS = 20
"""Sound that starts later than this is remarked on."""


class Soundtrack:
    """Resamples decoded frames and keeps what no clip has taken yet, as float32 `[N, channels]`."""

    def __init__(self, sample_rate: int, channels: int, strand: Strand) -> None:
        self.rate = sample_rate
        self.channels = channels
        self._strand = strand
        self._kept: list[NDArray[np.float32]] = []
        self._whole: NDArray[np.float32] = np.zeros((0, channels), np.float32)
        self._kept_from = 0
        self._end = 0  # samples given so far, from the start of the recording
        self._run: _Run | None = None
        self._started = False
        self._padded_us = 0
        self._gaps = 0
        self._bad = 0

    @property
    def reached_ms(self) -> int:
        """How far the samples reach."""
        return self._end * 1000 // self.rate

    def feed(self, frame: Any, at_us: int) -> None:
        """One decoded frame that belongs at `at_us`."""
        length_us = frame.samples * 1_000_000 // frame.sample_rate
        if at_us + length_us <= self._padded_us:
            self._strand.note("displaced")
            return
        if not self._started:
            self._begin(frame, at_us)
        elif self._run is not None and at_us - self._run.reached_us > TOLERANCE_US:
            self._close_run()
            self._gaps += self._silence_until(at_us)
            self._strand.note("gap", self._gaps * 1000 // self.rate)
        if self._run is not None and not self._run.fits(frame):
            self._strand.note("format_changes")
            self._close_run()
        if self._run is None:
            begin_us = self._end * 1_000_000 // self.rate
            self._run = _Run(frame, begin_us, self.rate, self.channels, skip_us=max(0, begin_us - at_us))
        self._append(self._run.feed(frame))

    def pad_to(self, at_ms: int) -> None:
        """Take it that there is no sound up to here; what comes later for that time is left out."""
        if at_ms <= self.reached_ms:
            return
        self._close_run()
        self._started = True
        self._silence_until(at_ms * 1000)
        self._padded_us = at_ms * 1000

    def end(self) -> None:
        """The stream is over."""
        self._close_run()

    def peek(self, from_ms: int, length_ms: int) -> NDArray[np.float32]:
        """So many milliseconds of samples, with silence where there are none; nothing before `from_ms` is kept."""
        first, count = from_ms * self.rate // 1000, length_ms * self.rate // 1000
        self._whole = self._together()[first - self._kept_from :]
        self._kept_from = first
        part = self._whole[:count]
        if len(part) < count:
            part = np.concatenate([part, np.zeros((count - len(part), self.channels), np.float32)])
        return part

    def _begin(self, frame: Any, at_us: int) -> None:
        self._started = True
        if at_us > LATE_MS * 1000:
            self._strand.start_ms = at_us // 1000
            self._strand.note("late", at_us // 1000)
        if frame.layout.nb_channels > self.channels:
            self._strand.note("downmix", frame.layout.nb_channels, self.channels)
        self._silence_until(at_us)

    def _silence_until(self, at_us: int) -> int:
        count = max(0, at_us * self.rate // 1_000_000 - self._end)
        self._append(np.zeros((count, self.channels), np.float32))
        return count

    def _close_run(self) -> None:
        if self._run is not None:
            self._append(self._run.finish())
            self._run = None

    def _append(self, part: NDArray[np.float32]) -> None:
        if not len(part):
            return
        self._kept.append(part)
        self._end += len(part)

    def _together(self) -> NDArray[np.float32]:
        if self._kept:
            part = np.concatenate(self._kept)
            self._kept = []
            # Once for many: frames are short, and each step over them costs.
            bad = ~np.isfinite(part)
            if bad.any():
                self._bad += int(bad.any(axis=1).sum())
                part[bad] = 0
                self._strand.note("not_finite", self._bad)
            self._whole = np.concatenate([self._whole, np.clip(part, -1, 1)])
        return self._whole


class _Run:
    """One stretch without gaps: as many samples come out as its length calls for, to the sample."""

    def __init__(self, frame: Any, begin_us: int, rate: int, channels: int, skip_us: int) -> None:
        import av

        self._rate = rate
        self._channels = channels
        self._in_rate = int(frame.sample_rate)
        self._in_format = frame.format.name
        self._in_layout = frame.layout.name
        self._begin_us = begin_us - skip_us
        self._in = 0
        self._out = 0
        self._skip = skip_us * rate // 1_000_000
        layout = "mono" if channels == 1 else "stereo"
        # FFmpeg knows no mix for channels without a place in the room ("9 channels"); their mean is taken instead.
        self._placeless = self._in_layout.endswith(" channels")
        # 1: a mix of channels stays within -1..1, as it does for whole numbers.
        self._resampler = av.AudioResampler(
            format="flt",
            layout=self._in_layout if self._placeless else layout,
            rate=rate,
            options={"rematrix_maxval": "1"},
        )

    @property
    def reached_us(self) -> int:
        """Where the next frame is expected."""
        return self._begin_us + self._in * 1_000_000 // self._in_rate

    def fits(self, frame: Any) -> bool:
        """Whether the frame has the form this stretch began with."""
        form = (frame.sample_rate, frame.format.name, frame.layout.name)
        return form == (self._in_rate, self._in_format, self._in_layout)

    def feed(self, frame: Any) -> NDArray[np.float32]:
        """The samples that became ready."""
        self._in += frame.samples
        frame.pts = None  # the count of samples is the time here
        return self._taken(self._resampler.resample(frame))

    def finish(self) -> NDArray[np.float32]:
        """The samples left, cut or filled up to the exact count."""
        due = self._in * self._rate // self._in_rate
        rest = self._taken(self._resampler.resample(None)) if self._in else np.zeros((0, self._channels), np.float32)
        missing = due - self._out
        if missing < 0:
            return rest[: max(0, len(rest) + missing)]
        return np.concatenate([rest, np.zeros((missing, self._channels), np.float32)])

    def _taken(self, frames: list[Any]) -> NDArray[np.float32]:
        parts = [self._array(frame) for frame in frames if frame is not None]
        if len(parts) == 1:
            whole = parts[0]
        else:
            whole = np.concatenate(parts) if parts else np.zeros((0, self._channels), np.float32)
        self._out += len(whole)
        dropped = min(self._skip, len(whole))
        self._skip -= dropped
        return whole[dropped:]

    def _array(self, frame: Any) -> NDArray[np.float32]:
        # A view: the array keeps the frame's buffer alive.
        channels = frame.layout.nb_channels
        values = np.frombuffer(frame.planes[0], np.float32, count=frame.samples * channels).reshape(-1, channels)
        if channels != self._channels:
            return np.repeat(values.mean(axis=1, dtype=np.float32, keepdims=True), self._channels, axis=1)
        return values
