"""One decode for all: 60 s of 1080p H.264 through the decoder to six idle analyzers, against PyAV and six readers."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np

from aima.media.decode import Decoder
from aima.media.identity import identify
from aima.media.sandbox import Sandbox
from aima.model.analysis import PROFILES, Profile, ProfileName
from benchmarks import _measure as m
from benchmarks._material import Nothing

AGAINST_BARE = 1.15
AGAINST_SIX = 5.0
SECONDS, FPS, RATE = 60, 25, 48_000
READERS = 6


def main(argv: Sequence[str]) -> int:
    """Measure; `--rounds N` (default 5, median), `--profile NAME` (default full)."""
    rounds = int(argv[argv.index("--rounds") + 1]) if "--rounds" in argv else 5
    profile = PROFILES[ProfileName(argv[argv.index("--profile") + 1] if "--profile" in argv else "full")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "minute.mp4"
        make(path)
        aima = "AIMA, six analyzers"
        works = {
            "PyAV, nothing else": lambda: m.measure(lambda: bare(path)),
            aima: lambda: m.measure(lambda: fan_out(path, profile)),
            "six OpenCV readers": lambda: m.measure(lambda: six_readers(path)),
        }
        costs = {name: m.median(each) for name, each in m.interleaved(works, rounds).items()}
    m.table(costs, "PyAV, nothing else")
    cpu = {name: cost.cpu_s for name, cost in costs.items()}
    limits = [
        m.Limit("CPU time, AIMA ÷ bare PyAV", cpu[aima] / cpu["PyAV, nothing else"], AGAINST_BARE),
        m.Limit(
            "CPU time, six OpenCV readers ÷ AIMA", cpu["six OpenCV readers"] / cpu[aima], AGAINST_SIX, at_least=True
        ),
    ]
    return m.conclude("fanout", limits)


def fan_out(path: Path, profile: Profile) -> int:
    """Identify, decode, and show every clip to six analyzers; the number of frames they were shown.

    Landlock, because bubblewrap's outer process does not wait for the inner one, whose CPU time would be missing.
    """
    analyzers = [Nothing(number) for number in range(READERS)]
    shown = 0
    with Decoder(using=Sandbox.LANDLOCK).open(identify(path), profile) as reading:
        for clip in reading:
            shown += len(clip.frames)
            for analyzer in analyzers:
                assert not list(analyzer.analyze(clip))
    return shown


def bare(path: Path) -> int:
    """Every frame of every stream, decoded in one thread as AIMA does, and thrown away."""
    import av

    count = 0
    with av.open(str(path)) as container:
        for stream in container.streams:
            stream.codec_context.thread_count = 1
            stream.codec_context.thread_type = "NONE"
        for packet in container.demux():
            count += len(packet.decode())
    return count


def six_readers(path: Path) -> int:
    """What six analyzers that each open the file would do."""
    import cv2

    count = 0
    for _ in range(READERS):
        reader = cv2.VideoCapture(str(path))
        while reader.read()[0]:
            count += 1
        reader.release()
    return count


def make(path: Path) -> None:
    """A minute of a textured picture that pans, with a box that moves over it, and noise as sound."""
    import av

    rng = np.random.default_rng(11)
    texture = rng.integers(60, 200, (1080 // 4, 1920 // 4, 3), dtype=np.uint8).repeat(4, 0).repeat(4, 1)
    with av.open(str(path), "w") as file:
        video = file.add_stream("libx264", rate=FPS, options={"preset": "veryfast", "g": "250", "crf": "26"})
        video.width, video.height, video.pix_fmt = 1920, 1080, "yuv420p"
        audio = file.add_stream("aac", rate=RATE, layout="stereo")
        sound = (0.1 * rng.standard_normal((2, RATE // FPS))).astype(np.float32)
        for index in range(SECONDS * FPS):
            picture = np.roll(texture, 3 * index, axis=1)
            left = index * 11 % 1700
            picture[400:600, left : left + 200] = 255 - picture[400:600, left : left + 200]
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = index, Fraction(1, FPS)
            file.mux(video.encode(frame))
            block = av.AudioFrame.from_ndarray(np.roll(sound, index * 7, axis=1), format="fltp", layout="stereo")
            block.sample_rate, block.pts, block.time_base = RATE, index * (RATE // FPS), Fraction(1, RATE)
            file.mux(audio.encode(block))
        file.mux(video.encode(None))
        file.mux(audio.encode(None))
