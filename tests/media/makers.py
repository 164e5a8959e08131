"""Small recordings, made where they are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aima.media.decode import Decoder
from aima.media.identity import identify
from aima.media.limits import Limits
from aima.media.sandbox import Sandbox
from aima.model.analysis import FULL, Profile
from aima.model.clip import Clip, Frame
from aima.model.media import Media

Paint = Callable[[int, int, int], NDArray[np.uint8]]


def moving(index: int, width: int, height: int) -> NDArray[np.uint8]:
    """A gradient that wanders, so that every frame is another."""
    x = np.arange(width)[None, :, None] * 255 // width
    y = np.arange(height)[:, None, None] * 255 // height
    return ((x + y * np.array([1, 2, 3]) + index * 7) % 256).astype(np.uint8)


def sine(seconds: float, hertz: float = 440.0, rate: int = 44_100, level: float = 0.5) -> NDArray[np.float32]:
    t = np.arange(round(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * hertz * t)).astype(np.float32)


@dataclass
class Picture:
    """One video stream to be written; `times` in seconds instead of an even rate."""

    codec: str = "libx264"
    seconds: float = 2.0
    fps: int = 25
    size: tuple[int, int] = (160, 120)
    pixels: str = "yuv420p"
    paint: Paint = moving
    gop: int = 25
    rotation: int = 0
    times: Iterable[float] | None = None
    aspect: Fraction | None = None
    options: dict[str, str] = field(default_factory=dict)


@dataclass
class Sound:
    """One audio stream to be written; samples are `[N]` or `[channels, N]`."""

    codec: str = "aac"
    samples: NDArray[np.float32] = field(default_factory=lambda: sine(2.0))
    rate: int = 44_100
    layout: str = "mono"
    start: float = 0.0
    default: bool = False


def write(
    path: Path, *streams: Picture | Sound, format: str | None = None, options: dict[str, str] | None = None
) -> Path:
    """Write a file with these streams, interleaved by time."""
    import av

    with av.open(str(path), "w", format=format, options=options or {}) as container:
        opened = [_open(container, stream) for stream in streams]
        todo = [iter(_frames(stream)) for stream in streams]
        heads = [next(frames, None) for frames in todo]
        while any(head is not None for head in heads):
            k = min((k for k, head in enumerate(heads) if head is not None), key=lambda k: heads[k][0])
            for packet in opened[k].encode(heads[k][1]):
                container.mux(packet)
            heads[k] = next(todo[k], None)
        for stream in opened:
            for packet in stream.encode(None):
                container.mux(packet)
    return path


def _open(container: Any, stream: Picture | Sound) -> Any:
    if isinstance(stream, Picture):
        out = container.add_stream(stream.codec, rate=stream.fps, options=stream.options)
        out.width, out.height = stream.size
        out.pix_fmt = stream.pixels
        out.codec_context.gop_size = stream.gop
        if stream.codec in {"libx264", "libx265"}:
            out.options = {"preset": "ultrafast", "x265-params": "log-level=none", **stream.options}
        if stream.times is not None:
            out.codec_context.time_base = Fraction(1, 1000)
        if stream.aspect is not None:
            out.codec_context.sample_aspect_ratio = stream.aspect
        if stream.rotation:
            out.set_display_rotation(stream.rotation)
        return out
    out = container.add_stream(stream.codec, rate=stream.rate, layout=stream.layout)
    out.bit_rate = 64_000 * out.layout.nb_channels
    return out


def _frames(stream: Picture | Sound) -> Iterator[tuple[float, Any]]:
    import av

    if isinstance(stream, Picture):
        times = stream.times
        if times is None:
            times = [k / stream.fps for k in range(round(stream.seconds * stream.fps))]
        for k, at in enumerate(times):
            frame = av.VideoFrame.from_ndarray(stream.paint(k, *stream.size), format="rgb24")
            frame = frame.reformat(format=stream.pixels)
            frame.pts = k if stream.times is None else round(at * 1000)
            frame.time_base = Fraction(1, stream.fps if stream.times is None else 1000)
            yield at, frame
        return
    samples = np.atleast_2d(stream.samples)
    block = 1024
    for first in range(0, samples.shape[1], block):
        part = np.ascontiguousarray(samples[:, first : first + block])
        frame = av.AudioFrame.from_ndarray(part.astype(np.float32), format="fltp", layout=stream.layout)
        frame.sample_rate = stream.rate
        frame.pts = first + round(stream.start * stream.rate)
        frame.time_base = Fraction(1, stream.rate)
        yield first / stream.rate + stream.start, frame


@dataclass
class Read:
    media: Media
    clips: list[Clip]

    @property
    def samples(self) -> NDArray[np.float32]:
        return np.concatenate([clip.samples for clip in self.clips])

    @property
    def frames(self) -> list[Frame]:
        return [frame for clip in self.clips for frame in clip.frames]


def read(
    path: Path,
    profile: Profile = FULL,
    *,
    limits: Limits | None = None,
    first_clip: int = 0,
    using: Sandbox | None = None,
) -> Read:
    """All of it at once."""
    with Decoder(limits, using=using).open(identify(path), profile, first_clip) as reading:
        clips = list(reading)
        return Read(reading.media, clips)
