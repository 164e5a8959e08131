"""The two kinds of stream that are decoded: packets in, samples or pictures out (child only)."""

from __future__ import annotations

from typing import Any

from aima.media.assembling import Assembler
from aima.media.clock import Clock
from aima.media.container import Strand
from aima.media.job import Job
from aima.media.sampling import Sampler
from aima.media.soundtrack import Soundtrack


class Track:
    """What both have in common: a stream with its clock, one thread, and a count of what could not be decoded."""

    def __init__(self, stream: Any, strand: Strand, clock: Clock, job: Job) -> None:
        self.stream = stream
        self.strand = strand
        self.clock = clock
        self.failures = 0
        self.frames = 0
        self.reached_us = 0
        context = stream.codec_context
        # One thread: with more, what a damaged stream decodes to depends on who comes first.
        context.thread_count = 1
        context.thread_type = "NONE"
        context.options = {"max_pixels": str(job.max_pixels)}

    def decode(self, packet: Any) -> list[Any]:
        """The frames that became ready; a packet that cannot be decoded is counted and gives none."""
        import av

        try:
            frames = list(self.stream.codec_context.decode(packet))
        except MemoryError:
            raise
        except (av.FFmpegError, ValueError):
            self.failures += 1
            return []
        self.frames += len(frames)
        return frames

    def remark(self) -> None:
        """Write down what was noticed on the way."""
        if self.frames == 0:
            self.strand.note("empty")
        if self.failures:
            self.strand.note("errors", self.failures)
        if self.clock.leapt:
            self.strand.note("jumps")
        if self.clock.untimed:
            self.strand.note("untimed")


class SoundTrack(Track):
    """Decodes into a `Soundtrack`."""

    def __init__(self, stream: Any, strand: Strand, clock: Clock, job: Job) -> None:
        super().__init__(stream, strand, clock, job)
        self.sound = Soundtrack(job.sample_rate, job.channels, strand)
        self._next_us = 0

    def feed(self, packet: Any) -> None:
        """One packet of the stream."""
        at_us, self.reached_us = self.clock.place(packet)
        self._take(self.decode(packet), at_us)

    def end(self) -> None:
        """What the decoder still holds."""
        self._take(self.decode(None), self._next_us)
        self.sound.end()

    def _take(self, frames: list[Any], at_us: int) -> None:
        for frame in frames:
            if frame.samples <= 0 or frame.sample_rate <= 0:
                continue
            begin_us = self.clock.us(frame.pts) if frame.pts is not None else at_us
            # Frames that a decoder held back carry no time of their own in some formats.
            begin_us = begin_us if abs(begin_us - at_us) < 60_000_000 else at_us
            length_us = frame.samples * 1_000_000 // frame.sample_rate
            self.sound.feed(frame, begin_us)
            at_us = self._next_us = begin_us + length_us


class PictureTrack(Track):
    """Decodes into pictures for an `Assembler`."""

    def __init__(self, stream: Any, strand: Strand, clock: Clock, job: Job, default_us: int) -> None:
        super().__init__(stream, strand, clock, job)
        aspect = float(stream.sample_aspect_ratio or 1)
        self._keyframes = job.keyframes
        # Where only some frames are looked at, those between them that no other frame rests on need no decoding.
        self._skips = not job.cuts
        self._skipping = False
        self._default_us = default_us
        self._sampler = Sampler(job, aspect)
        self._last_us = -default_us
        self.decoded_us = 0
        self.end_us = 0
        if job.keyframes:
            stream.codec_context.skip_frame = "NONKEY"
        if aspect != 1:
            strand.note("not_square")

    def feed(self, packet: Any, assembler: Assembler) -> None:
        """One packet of the stream."""
        self.decoded_us, end_us = self.clock.place(packet)
        self.end_us = self.reached_us = max(self.end_us, end_us)
        if self._keyframes:
            self._feed_key(packet, assembler)
            assembler.pictures_reached_ms = self.decoded_us // 1000
            return
        if self._skips:
            self._skip_unless_due(packet)
        self._take(self.decode(packet), assembler)
        assembler.pictures_reached_ms = self._last_us // 1000

    def end(self, assembler: Assembler) -> None:
        """What the decoder still holds."""
        if not self._keyframes:
            self._take(self.decode(None), assembler)

    def remark(self) -> None:
        """Write down what was noticed on the way."""
        self.strand.rotation = self._sampler.rotation
        super().remark()

    def _skip_unless_due(self, packet: Any) -> None:
        """Let the decoder pass over a frame that comes before the next one to be taken, if nothing needs it.

        The frames taken are exactly those that a full decode gives: until one is taken, all after its time are decoded.
        """
        mark = packet.pts if packet.pts is not None else packet.dts
        skip = not self._sampler.is_due(max(0, self.clock.us(mark)) // 1000)
        if skip != self._skipping:
            self._skipping = skip
            self.stream.codec_context.skip_frame = "NONREF" if skip else "DEFAULT"

    def _feed_key(self, packet: Any, assembler: Assembler) -> None:
        mark = packet.pts if packet.pts is not None else packet.dts
        if not packet.is_keyframe or not self._sampler.is_due(max(0, self.clock.us(mark)) // 1000):
            return
        # Each stands alone: decoded, drained and forgotten, so that it comes at once and not with the next one.
        frames = [*self.decode(packet), *self.decode(None)]
        self.stream.codec_context.flush_buffers()
        self._take(frames, assembler)

    def _take(self, frames: list[Any], assembler: Assembler) -> None:
        for frame in frames:
            at_us = self.clock.shown_us(frame, self._last_us + self._default_us)
            at_ms = max(0, at_us) // 1000
            self._last_us = max(at_us, self._last_us)
            picture = self._sampler.feed(frame, at_ms, assembler.is_wanted(at_ms))
            if picture is not None and not assembler.add(picture):
                self.strand.note("displaced")
