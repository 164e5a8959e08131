"""A second look at a few moments of a container: the frame on screen at each of them (child only).

The packets are walked through from the beginning, so that their times are those of the first reading, but decoded only
in groups that a moment falls into. That gives the frames of the first reading if the decoder agrees that the group
begins with a key frame; where it does not, or a group is too large to be kept, everything is decoded from there on as
the first reading did it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from aima.media.container import Opened, open_container
from aima.media.groups import ENDLESS_MS, Group, groups
from aima.media.job import Job
from aima.media.reader import Progress, Report, picture_clock, report
from aima.media.recording import Recording
from aima.media.sampling import Picture, Scaler
from aima.media.sniff import Format
from aima.media.tracks import Track


class Doubtful(Exception):
    """A group cannot be decoded by itself."""


class Looker:
    """Answers the moments of a job in order. Raises `Reason` where the container cannot be opened."""

    def __init__(self, recording: Recording, format: Format, job: Job) -> None:
        self._recording, self._format, self._job = recording, format, job
        self._moments = deque(job.moments)
        self._given_ms = -1
        self._begin(open_container(recording, format, job))

    def run(self, picture: Callable[[Picture], None], progress: Progress) -> Report:
        """Hand on every frame that a moment asks for, once; a report whose duration covers them.

        A moment before the first frame has none, one after the last frame has the last.
        """
        self._picture = picture
        if self._opened.video is not None:
            try:
                self._look_in_groups(progress)
            except Doubtful:
                self._look_at_all(progress)
        return self.report()

    def report(self) -> Report:
        """What is known of the recording by now."""
        kind = "audio" if self._opened.video is None else "video"
        duration_ms = max(1, self._reached_ms, self._given_ms + 1, self._opened.duration_ms)
        return report(kind, self._format.name, min(duration_ms, self._job.max_duration_ms), False, self._opened.strands)

    def _begin(self, opened: Opened) -> None:
        self._opened = opened
        self._reached_ms = 0
        self._last_us = 0
        if opened.video is None:
            return
        self._clock, self._default_us = picture_clock(opened, opened.video)
        self._track = Track(opened.video, opened.strand(opened.video), self._clock, self._job)
        self._scaler = Scaler(self._job.long_side_px, float(opened.video.sample_aspect_ratio or 1))

    def _look_in_groups(self, progress: Progress) -> None:
        for group in groups(self._placed(progress)):
            if not self._moments:
                return
            if self._moments[0] < group.end_ms:
                self._answer(self._frames_of(group), group.end_ms)

    def _look_at_all(self, progress: Progress) -> None:
        # Each of the two passes counts for half, so that progress goes on.
        half = self._reached_ms // 2
        self._recording.seek(0)
        self._begin(open_container(self._recording, self._format, self._job))
        self._answer(self._frames(packet for packet, _ in self._placed(progress, half)))

    def _placed(self, progress: Progress, half: int = 0) -> Iterator[tuple[Any, int]]:
        """Every packet of the pictures, its timestamps set right, and when it is shown, in milliseconds."""
        for packet in self._opened.packets([self._opened.video]):
            _, end_us = self._clock.place(packet)
            self._reached_ms = max(self._reached_ms, -(-end_us // 1000))
            progress.tell(half + self._reached_ms // 2, self._recording.furthest)
            mark = packet.pts if packet.pts is not None else packet.dts
            yield packet, max(0, self._clock.us(mark)) // 1000

    def _answer(self, frames: Iterable[tuple[int, Any]], end_ms: int = ENDLESS_MS) -> None:
        """Go through frames with their times; each closes the moments before it, the last one those before `end_ms`."""
        shown: tuple[int, Any] | None = None
        for at_ms, frame in frames:
            if shown is not None and at_ms <= shown[0]:
                continue
            self._close(min(at_ms, end_ms), shown)
            if not self._moments or self._moments[0] >= end_ms:
                return
            shown = (at_ms, frame)
        self._close(end_ms, shown)

    def _close(self, until_ms: int, shown: tuple[int, Any] | None) -> None:
        """The moments before this time have the frame that was shown last, handed on once."""
        before = len(self._moments)
        while self._moments and self._moments[0] < until_ms:
            self._moments.popleft()
        if shown is None or len(self._moments) == before or shown[0] <= self._given_ms:
            return
        self._given_ms = shown[0]
        self._picture(Picture(shown[0], self._scaler.rgb(shown[1]), 1.0, False))

    def _frames_of(self, group: Group) -> Iterator[tuple[int, Any]]:
        """The frames of a group alone, from its key frame on. Raises `Doubtful` before the first of them."""
        if not group.is_whole:
            raise Doubtful
        begun = group.first
        failures = self._track.failures
        for at_ms, frame in self._frames(group.packets):
            if self._track.failures > failures and not group.first:
                raise Doubtful
            if not begun:
                if at_ms < group.start_ms:
                    continue  # it rests on a frame of the group before
                if not frame.key_frame or frame.is_corrupt or frame.pts is None or frame.pts != group.key.pts:
                    raise Doubtful
                begun = True
            yield at_ms, frame
        if not begun:
            raise Doubtful

    def _frames(self, packets: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """Decoded from a fresh start, with their times in milliseconds."""
        self._track.stream.codec_context.flush_buffers()
        for packet in packets:
            yield from self._timed(self._track.decode(packet))
        yield from self._timed(self._track.decode(None))

    def _timed(self, frames: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        for frame in frames:
            at_us = self._clock.shown_us(frame, self._last_us + self._default_us)
            self._last_us = max(at_us, self._last_us)
            yield max(0, at_us) // 1000, frame
