"""A container opened by the demuxer that was chosen for it, and which of its streams are used (child only)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from aima.media.allowed import AUDIO, DECODERS, VIDEO
from aima.media.job import Job
from aima.media.reasons import Reason, Value
from aima.media.sniff import Format

BUFFER = 1 << 18


@dataclass(slots=True)
class Strand:
    """One stream as it is reported: what it is, whether it is used, and remarks by code."""

    index: int
    kind: str
    codec: str
    used: bool = False
    width: int = 0
    height: int = 0
    rotation: int = 0
    fps: float = 0.0
    sample_rate: int = 0
    channels: int = 0
    start_ms: int = 0
    notes: dict[str, tuple[Value, ...]] = field(default_factory=dict)

    def note(self, code: str, *values: Value) -> None:
        """Remark something; the same remark again replaces the first."""
        self.notes[code] = values


@dataclass(slots=True)
class Opened:
    """An open container, its strands, and the streams to be decoded (PyAV's; `None` where there is none).

    `broken_off` says, after the packets, that it could not be read to its end.
    """

    container: Any
    strands: Sequence[Strand]
    video: Any | None
    audio: Any | None
    origin_us: int | None
    duration_ms: int
    broken_off: bool = False

    def packets(self, streams: Sequence[Any]) -> Iterator[Any]:
        """What is in these streams, in the order of the file."""
        import av

        try:
            for packet in self.container.demux(streams):
                if packet.size:  # the empty ones at the end only ask for what the decoders still hold
                    yield packet
        except MemoryError:
            raise
        except (av.FFmpegError, ValueError):
            # It breaks off in a way that the demuxer cannot step over; what came before counts.
            self.broken_off = True

    def strand(self, stream: Any) -> Strand:
        """The report on a stream."""
        return self.strands[int(stream.index)]


def open_container(file: Any, format: Format, job: Job) -> Opened:
    """Open a file object. Raises `Reason` where it cannot be read, has too many streams, or none that is allowed."""
    import av

    asked: list[str] = []

    def refuse(*_: object) -> None:
        asked.append("asked")
        raise PermissionError

    limits = {"max_pixels": str(job.max_pixels), "threads": "1"}
    try:
        container = av.open(
            file,
            mode="r",
            format=format.reader,
            buffer_size=BUFFER,
            metadata_errors="replace",
            io_open=refuse,  # whatever FFmpeg wants to open besides the file itself
            options=limits,
            container_options={
                "protocol_whitelist": "none",
                "format_whitelist": format.reader,
                "codec_whitelist": ",".join(sorted(DECODERS)),
                "max_streams": str(job.max_streams + 1),
            },
        )
    except MemoryError as error:
        raise Reason("memory", job.memory_bytes >> 20) from error
    except av.FFmpegError as error:
        if asked:
            raise Reason("opens_files") from error
        raise Reason("no_index" if format.reader == "mov" else "unreadable", format.name) from error
    if asked:
        raise Reason("opens_files")
    return choose_streams(container, job)


def choose_streams(container: Any, job: Job) -> Opened:
    """The default video and sound, each the first of its kind where none is marked."""
    streams = list(container.streams)
    if len(streams) > job.max_streams:
        raise Reason("streams", job.max_streams)
    strands = [_strand(stream) for stream in streams]
    pairs = list(zip(streams, strands, strict=True))
    video = _choose([(s, t) for s, t in pairs if t.kind == "video" and "cover" not in t.notes], VIDEO, "video")
    audio = _choose([(s, t) for s, t in pairs if t.kind == "audio"], AUDIO, "audio")
    if video is None and audio is None:
        denied = [t.codec for t in strands if "codec" in t.notes]
        raise Reason("codec", denied[0]) if denied else Reason("nothing")
    if video is not None:
        width, height = video.codec_context.width, video.codec_context.height
        if width * height > job.max_pixels:
            raise Reason("pixels", width, height, job.max_pixels)
    origin = _origin_us([stream for stream in (video, audio) if stream is not None])
    duration_ms = max(0, min((container.duration or 0) // 1000, job.max_duration_ms))
    return Opened(container, strands, video, audio, origin, duration_ms)


def _strand(stream: Any) -> Strand:
    from av.stream import Disposition

    context = getattr(stream, "codec_context", None)
    kind = stream.type if stream.type in {"video", "audio"} else "other"
    codec = _name(context)
    if kind == "other" or context is None:
        strand = Strand(stream.index, kind, codec)
        strand.note("not_media" if kind == "other" else "codec")
        return strand
    if kind == "audio":
        return Strand(stream.index, kind, codec, sample_rate=context.sample_rate, channels=context.channels)
    fps = float(stream.average_rate or 0)
    strand = Strand(stream.index, kind, codec, width=context.width, height=context.height, fps=round(fps, 3))
    if Disposition.attached_pic in stream.disposition:
        strand.note("cover")
    return strand


def _name(context: Any | None) -> str:
    if context is None:
        return "unknown"
    return str(context.codec.canonical_name)


def _choose(pairs: Sequence[tuple[Any, Strand]], allowed: Iterable[str], kind: str) -> Any | None:
    from av.stream import Disposition

    usable = []
    for stream, strand in pairs:
        context = stream.codec_context
        if context is None or context.codec.name not in allowed:
            strand.note("codec")
        else:
            usable.append((stream, strand))
    default = [pair for pair in usable if Disposition.default in pair[0].disposition]
    if not usable:
        return None
    chosen = (default or usable)[0]
    for _, strand in usable:
        strand.note(f"another_{kind}")
    chosen[1].notes.pop(f"another_{kind}")
    chosen[1].used = True
    return chosen[0]


def _origin_us(streams: Iterable[Any]) -> int | None:
    """Time 0 of the recording: the earliest start of the used streams, in microseconds of the container's time."""
    starts = [
        stream.start_time * stream.time_base.numerator * 1_000_000 // stream.time_base.denominator
        for stream in streams
        if stream.start_time is not None and stream.time_base
    ]
    return min(starts, default=None)
