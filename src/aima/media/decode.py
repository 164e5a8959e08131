"""Reads recordings: one sandboxed child process each, clips out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from aima.errors import SandboxMissing
from aima.media import launching, lock, sandbox
from aima.media.identity import Source, reopen
from aima.media.job import Job
from aima.media.limits import Limits
from aima.media.reading import Reading
from aima.media.sandbox import Sandbox
from aima.media.sniff import HEAD, looks_like_picture
from aima.model.analysis import QUICK, Profile
from aima.model.clip import SAMPLE_RATE, Frame

MOST_MOMENTS = 200
"""More than these are no second look."""
_START = "from aima.media import child; child.main(*sys.argv[1:])"


class Decoder:
    """Opens recordings under limits, in the best sandbox this machine holds.

    `unsafe` allows to go without one where there is none. `sample_rate` and `channels` (1 or 2) are the form of the
    samples; anything but 16 kHz mono is read by `Reading.parts`. `using` names a sandbox instead of the best one.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        unsafe: bool = False,
        *,
        sample_rate: int = SAMPLE_RATE,
        channels: int = 1,
        using: Sandbox | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._unsafe = unsafe
        self._form = (sample_rate, channels)
        self._using = using

    @property
    def sandbox(self) -> str:
        """The name of the sandbox that holds its children. Raises `SandboxMissing`."""
        return str(self._using or sandbox.choose(self._unsafe))

    @contextmanager
    def open(self, source: Source, profile: Profile, first_clip: int = 0) -> Iterator[Reading]:
        """Read a recording, without delivering clips before `first_clip`.

        The child ends with the context, however that is left, and with the thread that entered it. Raises one of
        `errors.Refused`, or `SandboxMissing`.
        """
        with self._reading(source, self._job(profile, first_clip)) as reading:
            yield reading

    def look(self, source: Source, moments_ms: Sequence[int], long_side_px: int) -> Iterator[Frame]:
        """The frames on screen at these moments, in order of time: a second look at a recording that was analysed.

        Each is the last frame whose time is not after the moment, by the times of the first reading, upright and
        within the long side; `novelty` is 1, as nothing is compared. A frame that several moments ask for comes once.
        A moment before the first frame has none, one after the last frame has the last; a still image answers all,
        sound none. What cannot be decoded is left out, as in the first reading.

        The child ends with the iterator, which an early leaver closes. Raises `ValueError` for moments that do not
        rise from 0 or are more than `MOST_MOMENTS`; each step may raise one of `errors.Refused`, or `SandboxMissing`.
        """
        moments = tuple(moments_ms)
        if list(moments) != sorted(set(moments)) or len(moments) > MOST_MOMENTS or (moments and moments[0] < 0):
            raise ValueError(f"moments rise from 0 and are {MOST_MOMENTS} at most, not {len(moments)}: {moments[:5]}")
        if long_side_px < 1:
            raise ValueError(f"the long side has at least 1 point, not {long_side_px}")
        job = replace(self._job(replace(QUICK, long_side_px=long_side_px), 0), moments=moments)
        return self._looked_at(source, job)

    def _looked_at(self, source: Source, job: Job) -> Iterator[Frame]:
        if not job.moments:
            return
        with self._reading(source, job) as reading:
            yield from reading.frames()

    @contextmanager
    def _reading(self, source: Source, job: Job) -> Iterator[Reading]:
        box = self._using or sandbox.choose(self._unsafe)
        recording = reopen(source)
        errors = os.memfd_create("decoder-errors") if hasattr(os, "memfd_create") else os.open(os.devnull, os.O_RDWR)
        try:
            job = replace(job, picture=looks_like_picture(os.pread(recording, HEAD, 0)))
            guards = "none" if box is Sandbox.NONE else ",".join(lock.ALL)
            command = launching.python(_START, job.to_text(), guards)
            with _ended(Reading(source, job, self.limits, sandbox.start(box, command, recording, errors))) as reading:
                if not reading.locked_in(box.demands):
                    raise SandboxMissing(
                        f"the decoder cannot start in its sandbox ({box}: {_last_line(errors)}); see `aima doctor`"
                    )
                reading.begin()
                yield reading
        finally:
            os.close(recording)
            os.close(errors)

    def _job(self, profile: Profile, first_clip: int) -> Job:
        limits = self.limits
        return Job(
            every_ms=profile.every_ms,
            keyframes=profile.keyframes,
            cuts=profile.cuts,
            long_side_px=profile.long_side_px,
            clip_ms=profile.clip_ms,
            first_clip=first_clip,
            sample_rate=self._form[0],
            channels=self._form[1],
            picture=False,
            max_pixels=limits.max_pixels,
            max_image_pixels=limits.max_image_pixels,
            max_streams=limits.max_streams,
            max_duration_ms=limits.max_duration_ms,
            memory_bytes=limits.memory_bytes,
            cpu_seconds=limits.processor_seconds,
        )


@contextmanager
def _ended(reading: Reading) -> Iterator[Reading]:
    try:
        yield reading
    finally:
        reading.close()


def _last_line(errors: int) -> str:
    """What the child said last before it locked itself in; its own words up to there."""
    text = os.pread(errors, 1 << 16, 0).decode(errors="replace").strip()
    return text.splitlines()[-1][:200] if text else "it said nothing"
