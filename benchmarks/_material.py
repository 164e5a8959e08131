"""What benchmarks analyse: long recordings made cheaply, and analyzers that do nothing but look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

import numpy as np
from pydantic import JsonValue

from aima.model import capabilities, kinds
from aima.model.clip import Clip
from aima.model.observation import Draft
from aima.model.plugins import AnalyzerSpec, Reads

FPS, RATE = 25, 48_000
PIECE_FRAMES = 256
"""A piece is 10.24 s: 256 pictures and 480 AAC frames, so that copies of it follow each other without a seam."""


class Nothing:
    """Looks at a clip's samples and frames once and says nothing."""

    spec: ClassVar[AnalyzerSpec] = AnalyzerSpec(
        name="bench.nothing",
        version=1,
        capability=capabilities.PICTURE,
        reads=Reads.SAMPLES | Reads.FRAMES,
        emits=(kinds.PICTURE,),
        model="",
    )

    def __init__(self, number: int = 0) -> None:
        self.params: Mapping[str, JsonValue] = {"number": number}

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """No drafts; touches one row of every frame, as the laziest real analyzer would."""
        for frame in clip.frames:
            frame.rgb[0].sum()
        yield from ()


class Trace:
    """One draft a frame, and a line in a file for every clip it begins: shows what was done twice."""

    spec: ClassVar[AnalyzerSpec] = AnalyzerSpec(
        name="bench.trace",
        version=1,
        capability=capabilities.PICTURE,
        reads=Reads.SAMPLES | Reads.FRAMES,
        emits=(kinds.PICTURE,),
        model="",
    )

    def __init__(self, file: Path) -> None:
        self.file = file
        self.params: Mapping[str, JsonValue] = {}

    def analyze(self, clip: Clip) -> Iterator[Draft]:
        """The light of each frame."""
        with self.file.open("a", encoding="ascii") as file:
            file.write(f"{clip.index}\n")
        for position, frame in enumerate(clip.frames):
            light = float(frame.rgb.mean()) / 255
            payload = kinds.Picture(state="usable", luminance=light, saturation=0, sharpness=0)
            yield Draft(kinds.PICTURE, clip.frame_span(position), payload, confidence=1.0)


def make_piece(path: Path, width: int = 320, height: int = 180) -> None:
    """A recording of 10.24 s with a moving picture and speech-like sound, H.264 without B-frames and AAC."""
    import av

    rng = np.random.default_rng(5)
    picture = rng.integers(0, 255, (height // 4, width // 4, 3), dtype=np.uint8).repeat(4, 0).repeat(4, 1)
    with av.open(str(path), "w", format="mp4") as file:
        video = file.add_stream("libx264", rate=FPS, options={"preset": "veryfast", "g": "50", "bf": "0", "crf": "30"})
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        audio = file.add_stream("aac", rate=RATE, layout="mono")
        for index in range(PIECE_FRAMES):
            frame = av.VideoFrame.from_ndarray(np.roll(picture, 2 * index, axis=1), format="rgb24")
            frame.pts, frame.time_base = index, Fraction(1, FPS)
            file.mux(video.encode(frame))
        file.mux(video.encode(None))
        samples = _murmur(RATE * PIECE_FRAMES // FPS)
        for start in range(0, samples.size, 1024):
            block = av.AudioFrame.from_ndarray(samples[None, start : start + 1024], format="fltp", layout="mono")
            block.sample_rate, block.pts, block.time_base = RATE, start, Fraction(1, RATE)
            file.mux(audio.encode(block))
        file.mux(audio.encode(None))


def _murmur(count: int) -> np.ndarray:
    """Noise in syllables with a pause every three seconds, float32 `[count]`."""
    time = np.arange(count) / RATE
    noise = np.random.default_rng(6).standard_normal(count)
    level = np.maximum(0, np.sin(2 * np.pi * 4 * time)) * (time % 3.0 < 2.5)
    return (0.1 * level * noise + 0.0005 * noise).astype(np.float32)


def repeat(piece: Path, path: Path, minutes: float) -> None:
    """Copy a piece's packets over and over until the recording is that long; nothing is encoded again."""
    import av

    copies = round(minutes * 60 * FPS / PIECE_FRAMES)
    with av.open(str(piece)) as source, av.open(str(path), "w", format="matroska") as target:
        streams = {stream.index: target.add_stream_from_template(stream) for stream in source.streams}
        length = Fraction(PIECE_FRAMES, FPS)
        for copy in range(copies):
            source.seek(0)
            for packet in source.demux():
                if packet.pts is None or packet.pts < 0:
                    continue
                shift = int(copy * length / packet.time_base)
                packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                packet.stream = streams[packet.stream.index]
                target.mux(packet)
