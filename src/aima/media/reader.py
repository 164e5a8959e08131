"""One container from beginning to end (child only)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from aima.media import chained, truncation
from aima.media.assembling import SOUND_LAG_MS, Assembler, Piece
from aima.media.clock import PICTURE_LEAP_US, SOUND_LEAP_US, Clock
from aima.media.container import Opened, Strand, open_container
from aima.media.job import Job
from aima.media.reasons import Reason
from aima.media.recording import Recording
from aima.media.sniff import FLAC, Format
from aima.media.tracks import PictureTrack, SoundTrack

PROGRESS_MS = 1000
PROGRESS_BYTES = 1 << 23
ENDS_EARLY_MS = 100


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of a recording: first estimated from its header, then as decoding found it."""

    kind: str
    container: str
    duration_ms: int
    truncated: bool
    streams: list[dict[str, object]]


def report(kind: str, container: str, duration_ms: int, truncated: bool, strands: Iterable[Strand]) -> Report:
    """A report with the streams as plain values and the remarks as lists of code and values."""
    streams: list[dict[str, object]] = [
        {**asdict(strand), "notes": [[code, *values] for code, values in strand.notes.items()]} for strand in strands
    ]
    return Report(kind, container, duration_ms, truncated, streams)


@dataclass(frozen=True, slots=True)
class Listener:
    """Who hears of it: the first report, every piece, and how far it is (milliseconds, bytes)."""

    opened: Callable[[Report], None]
    piece: Callable[[Piece], None]
    progress: Callable[[int, int], None]


class Progress:
    """Tells how far it is, at times that are worth it."""

    def __init__(self, say: Callable[[int, int], None]) -> None:
        self._say = say
        self._told = (0, 0)

    def tell(self, reached_ms: int, furthest: int) -> None:
        """Say so where it got on by a second or some megabytes."""
        told_ms, told_bytes = self._told
        if reached_ms < told_ms + PROGRESS_MS and furthest < told_bytes + PROGRESS_BYTES:
            return
        self._told = (max(reached_ms, told_ms), furthest)
        self._say(*self._told)


def picture_clock(opened: Opened, stream: Any) -> tuple[Clock, int]:
    """The clock of the pictures, and how long one is that does not say it, in microseconds."""
    rate = stream.average_rate
    default_us = int(1_000_000 / rate) if rate and 0.01 < rate < 1000 else 40_000
    return Clock(stream.time_base, opened.origin_us or 0, default_us, PICTURE_LEAP_US), default_us


SPARE_BYTES = 32 << 20
"""Less than this left, and what FFmpeg calls invalid data may be good data that it had no memory for."""


def is_starved() -> bool:
    """Whether the process is at the end of the memory it was granted."""
    try:
        return not bytearray(SPARE_BYTES)
    except MemoryError:
        return True


class Reader:
    """Decodes one container. Raises `Reason` where it cannot be opened or holds nothing."""

    def __init__(self, recording: Recording, format: Format, job: Job) -> None:
        self._recording, self._format, self._job = recording, format, job
        if format.reader == "ogg" and chained.has_second_link(recording.read_at, recording.size):
            raise Reason("chained", format.name)
        self._opened: Opened = open_container(recording, format, job)
        self._kind = "video" if self._opened.video is not None else "audio"
        self._truncated = truncation.ends_early(format, recording.read_at, recording.size)
        self._pictures = self._picture_track()
        self._sounds = self._sound_track()

    def run(self, listener: Listener) -> Report:
        """Read it all; the last report. Raises `Reason` where nothing could be decoded."""
        listener.opened(self._report(self._opened.duration_ms))
        sound = self._sounds.sound if self._sounds else None
        assembler = Assembler(self._job, sound, self._pictures is not None, listener.piece)
        progress = Progress(listener.progress)
        for packet in self._opened.packets([track.stream for track in (self._pictures, self._sounds) if track]):
            self._feed(packet, assembler)
            assembler.advance()
            reached_ms = self._end_ms()
            self._check_length(reached_ms)
            progress.tell(reached_ms, self._recording.furthest)
        self._truncated |= self._opened.broken_off
        if self._sounds is not None:
            self._sounds.end()
        if self._pictures is not None:
            self._pictures.end(assembler)
        end_ms = self._end_ms()
        if end_ms == 0 or not any(track.frames for track in (self._pictures, self._sounds) if track):
            raise Reason("memory", self._job.memory_bytes >> 20) if is_starved() else Reason("nothing")
        self._check_length(end_ms)
        assembler.finish(end_ms)
        self._remark(end_ms)
        return self._report(end_ms)

    def _picture_track(self) -> PictureTrack | None:
        stream = self._opened.video
        if stream is None:
            return None
        clock, default_us = picture_clock(self._opened, stream)
        return PictureTrack(stream, self._opened.strand(stream), clock, self._job, default_us)

    def _sound_track(self) -> SoundTrack | None:
        stream = self._opened.audio
        if stream is None:
            return None
        clock = Clock(stream.time_base, self._opened.origin_us or 0, 20_000, SOUND_LEAP_US)
        return SoundTrack(stream, self._opened.strand(stream), clock, self._job)

    def _feed(self, packet: Any, assembler: Assembler) -> None:
        if self._pictures is not None and packet.stream_index == self._pictures.stream.index:
            self._pictures.feed(packet, assembler)
            if self._sounds is not None:
                self._sounds.sound.pad_to(self._pictures.decoded_us // 1000 - SOUND_LAG_MS)
        elif self._sounds is not None:
            self._sounds.feed(packet)

    def _check_length(self, reached_ms: int) -> None:
        if reached_ms > self._job.max_duration_ms:
            raise Reason("duration", max(1, self._job.max_duration_ms // 60_000))

    def _end_ms(self) -> int:
        pictures_us = self._pictures.end_us if self._pictures else 0
        sound_ms = self._sounds.sound.reached_ms if self._sounds else 0
        return max(0, -(-pictures_us // 1000), sound_ms)

    def _remark(self, end_ms: int) -> None:
        for track in (self._pictures, self._sounds):
            if track is not None:
                track.remark()
        if self._sounds is not None and end_ms - self._sounds.sound.reached_ms > ENDS_EARLY_MS:
            self._sounds.strand.note("ends_early", end_ms - self._sounds.sound.reached_ms)
        # A FLAC file says how many samples it has, and it is the only sign of its end.
        if self._format == FLAC and self._opened.duration_ms - end_ms > ENDS_EARLY_MS:
            self._truncated = True

    def _report(self, duration_ms: int) -> Report:
        return report(self._kind, self._format.name, duration_ms, self._truncated, self._opened.strands)
