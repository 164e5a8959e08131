"""One reading of a recording: the parent's side of the child, which believes nothing that it is told."""

from __future__ import annotations

import os
import signal
import subprocess
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from aima.errors import Refused
from aima.media import wire
from aima.media.identity import Source
from aima.media.job import Job
from aima.media.limits import Limits
from aima.media.notes import note, together
from aima.media.reasons import Value, refusal
from aima.media.wire import Gone, Nonsense, Patience, Receiver, Tag, TooSlow
from aima.model.clip import SAMPLE_RATE, Clip, Frame
from aima.model.media import Media, MediaKind, Stream, StreamKind
from aima.model.span import Span

_Count = Annotated[int, Field(ge=0, le=2**40)]
_Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,32}$")]

_FAREWELL_SECONDS = 5.0
_Item = TypeVar("_Item")


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class _ToldStream(_Told):
    index: _Count
    kind: Literal["video", "audio", "other"]
    codec: _Token
    used: bool
    width: _Count
    height: _Count
    rotation: Annotated[int, Field(ge=-360, le=360)]
    fps: Annotated[float, Field(ge=0, le=1e6)]
    sample_rate: _Count
    channels: _Count
    start_ms: _Count
    notes: Annotated[list[list[Value]], Field(max_length=16)]


class _ToldReport(_Told):
    kind: Literal["video", "audio", "image"]
    container: _Token
    duration_ms: _Count
    truncated: bool
    streams: Annotated[list[_ToldStream], Field(max_length=4096)]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A clip before it is one of the model: samples float32 `[N, channels]` at the rate asked for, or `None`."""

    index: int
    span: Span
    samples: NDArray[np.float32] | None
    frames: tuple[Frame, ...]


class Reading:
    """Iterates the clips of a recording, once; `media` is estimated first and final after the last clip.

    Every step may raise one of `errors.Refused`. At most two clips exist at a time: the child fills the next while
    this one is worked on, and waits then.
    """

    def __init__(self, source: Source, job: Job, limits: Limits, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        self._source, self._job, self._limits, self._child = source, job, limits, child
        granted = limits.waiting_seconds(0)
        self._receiver = Receiver(child.stdout.fileno(), Patience(limits.start_seconds, granted))
        self._index = job.first_clip
        self._end_ms = 0
        self._answered = -1
        self._told = (0, 0)
        self._over = False
        self.media: Media
        """What is known of the recording by now."""

    def locked_in(self, demands: frozenset[str]) -> bool:
        """Wait until the child has put on its guards; whether these are among them, false if it could not start."""
        try:
            held = self._receiver.json(self._receiver.head([Tag.READY])[1])
        except (Nonsense, Gone, TooSlow):
            return False
        return isinstance(held, list) and demands <= set(held)

    def begin(self) -> None:
        """Wait until the child has opened the recording."""
        try:
            self._expect([Tag.OPENED])
        except (Nonsense, Gone, TooSlow, ValidationError, ValueError, TypeError) as error:
            raise self._explained(error) from error

    def __iter__(self) -> Iterator[Clip]:
        # No name here holds a clip while the caller works on it: two exist at a time, not three.
        return iter(self._next_clip, None)

    def parts(self) -> Iterator[Part]:
        """The clips as they come, also those that are not 16 kHz mono."""
        return iter(self._next, None)

    def frames(self) -> Iterator[Frame]:
        """Of a job with moments: the frames on screen then, in order of time, each once."""
        return iter(lambda: self._step(Tag.LOOK, self._look), None)

    def close(self) -> None:
        """End the child, whatever it is doing, and wait until it is gone."""
        child = self._child
        try:
            child.wait(_FAREWELL_SECONDS if self._over else 0)
        except subprocess.TimeoutExpired:
            _kill(child)
        if child.stdout is not None:
            child.stdout.close()
        child.wait()

    def _next(self) -> Part | None:
        return self._step(Tag.CLIP, self._part)

    def _step(self, tag: Tag, take: Callable[[int], _Item]) -> _Item | None:
        """What comes with the next message of this kind, `None` after the last."""
        if self._over:
            return None
        try:
            length = self._expect([tag, Tag.END])
            item = take(length) if length else None
        except (Nonsense, Gone, TooSlow, ValidationError, ValueError, TypeError) as error:
            raise self._explained(error) from error
        self._over = item is None
        return item

    def _expect(self, wanted: Sequence[Tag]) -> int:
        """Read up to one of the wanted messages; the length of a clip's or frame's head, 0 after a report."""
        while True:
            tag, length = self._receiver.head([*wanted, Tag.PROGRESS, Tag.REFUSED])
            if tag is Tag.PROGRESS:
                self._progress(length)
            elif tag is Tag.REFUSED:
                raise self._refused_by_child(self._receiver.json(length))
            elif tag in {Tag.CLIP, Tag.LOOK}:
                if length == 0:
                    raise Nonsense  # it would pass for the end
                return length
            else:
                self._report(_ToldReport.model_validate(self._receiver.json(length)), final=tag is Tag.END)
                return 0

    def _progress(self, length: int) -> None:
        if length != wire.PROGRESS.size:
            raise Nonsense
        told: tuple[int, int] = wire.PROGRESS.unpack(self._receiver.take(length))
        inside = told[0] <= self._limits.max_duration_ms and told[1] <= self._source.size_bytes
        if not inside or told[0] < self._told[0] or told[1] < self._told[1] or told == self._told:
            raise Nonsense
        self._told = told
        self._receiver.patience.granted = self._limits.waiting_seconds(told[0])

    def _report(self, told: _ToldReport, final: bool) -> None:
        fits = told.duration_ms <= self._limits.max_duration_ms and (told.kind == "image") == (told.duration_ms == 0)
        if final and not (fits and told.duration_ms >= self._end_ms - (told.kind == "image")):
            raise Nonsense
        source = self._source
        streams = tuple(_stream(stream) for stream in told.streams)
        self.media = Media(
            source.id,
            source.name,
            source.size_bytes,
            MediaKind(told.kind),
            told.container,
            told.duration_ms,
            streams,
            told.truncated,
        )

    def _part(self, length: int) -> Part:
        if length != wire.CLIP.size:
            raise Nonsense
        job = self._job
        index, start_ms, end_ms, sound_bytes, frames = wire.CLIP.unpack(self._receiver.take(length))
        follows = start_ms == self._end_ms if index > job.first_clip else index == job.first_clip
        if index != self._index or not follows or not start_ms < end_ms <= start_ms + job.clip_ms:
            raise Nonsense
        span = Span(start_ms, end_ms)
        shape = (span.length_ms * job.sample_rate // 1000, job.channels)
        if sound_bytes not in {0, shape[0] * shape[1] * 4} or frames > _most_frames(job, span):
            raise Nonsense
        samples = self._samples(shape) if sound_bytes else None
        self._index, self._end_ms = index + 1, end_ms
        return Part(index, span, samples, tuple(self._frame(span) for _ in range(frames)))

    def _look(self, length: int) -> Frame:
        if length != wire.FRAME.size:
            raise Nonsense
        moments = self._job.moments
        frame = self._frame(Span(0, moments[-1] + 1))
        # Every frame answers a moment before the next frame comes.
        before = bisect_left(moments, frame.at_ms)
        if before <= self._answered:
            raise Nonsense
        self._answered, self._end_ms = before, frame.at_ms + 1
        return frame

    def _samples(self, shape: tuple[int, int]) -> NDArray[np.float32]:
        samples = np.empty(shape, np.float32)
        self._receiver.fill(samples.data)
        # One pass finds NaN too: no comparison with it is true.
        if not (samples.min() >= -1 and samples.max() <= 1):
            raise Nonsense
        return samples

    def _frame(self, span: Span) -> Frame:
        head = self._receiver.take(wire.FRAME.size)
        at_ms, height, width, novelty, cut = wire.FRAME.unpack(head)
        if at_ms not in span or not 0 < max(height, width) <= self._job.long_side_px or 0 in {height, width}:
            raise Nonsense
        rgb = np.empty((height, width, 3), np.uint8)
        self._receiver.fill(rgb.data)
        return Frame(at_ms, rgb, novelty, bool(cut))

    def _next_clip(self) -> Clip | None:
        part = self._next()
        return None if part is None else self._clip(part)

    def _clip(self, part: Part) -> Clip:
        if (self._job.sample_rate, self._job.channels) != (SAMPLE_RATE, 1):
            raise ValueError("a Clip has samples at 16 kHz mono; use parts() for others")
        samples = None if part.samples is None else part.samples[:, 0]
        still = self.media.kind is MediaKind.IMAGE
        try:
            return Clip(self._source.id, part.index, part.span, samples, part.frames, still)
        except ValueError as error:
            raise self._refused("nonsense") from error

    def _refused(self, code: str, values: Sequence[Value] = ()) -> Refused:
        self.close()
        return refusal(self._source.name, code, values)

    def _refused_by_child(self, told: object) -> Refused:
        if not isinstance(told, list) or not told or not isinstance(told[0], str):
            raise Nonsense
        return self._refused(told[0], told[1:])

    def _explained(self, error: Exception) -> Refused:
        """Why nothing sensible comes any more, told from how the child ended."""
        if isinstance(error, TooSlow):
            return (
                self._refused("time") if error.overall else self._refused("stalled", [int(self._limits.start_seconds)])
            )
        if not isinstance(error, Gone):
            return self._refused("nonsense")
        status = self._child.wait()
        number = -status if status < 0 else status - 128  # bubblewrap passes a signal on as 128 + its number
        if number in {signal.SIGXCPU, signal.SIGKILL}:
            return self._refused("time")
        return self._refused("crashed")


def _kill(child: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it ended by itself in this moment


def _most_frames(job: Job, span: Span) -> int:
    """More frames than this the sampling cannot give: one an interval, and cuts at most one in 100 ms."""
    return span.length_ms // job.every_ms + 2 + (span.length_ms // 100 + 1 if job.cuts else 0)


def _stream(told: _ToldStream) -> Stream:
    kind = StreamKind(told.kind)
    remarks = together([note(str(code), values) for code, *values in told.notes])
    return Stream(
        told.index,
        kind,
        told.codec,
        told.used,
        told.width,
        told.height,
        told.rotation,
        told.fps,
        told.sample_rate,
        told.channels,
        told.start_ms,
        remarks,
    )
