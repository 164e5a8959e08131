"""Writes the files with PyAV alone; one thread and bit-exact flags, so that the same input gives the same recording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from samples.script import FPS, KEYFRAME_MS

GROUP = FPS * KEYFRAME_MS // 1000
X264 = {
    "preset": "slow",
    "crf": "27",
    "g": str(GROUP),
    "x264-params": f"keyint={GROUP}:min-keyint={GROUP}:scenecut=0:open-gop=0:threads=1",
}


def write_video(path: Path, pictures: Iterable[NDArray[np.uint8]], track: NDArray[np.float64], rate: int) -> None:
    """H.264 (closed groups of pictures, a keyframe every two seconds) and AAC in an MP4.

    `pictures` are uint8 `[H, W, 3]` at `FPS`, `track` float64 `[N, 2]` at `rate`.
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(path), "w", format="mp4", options=options) as file:
        frames = iter(pictures)
        first = next(frames)
        video = file.add_stream("libx264", rate=FPS, options=X264)
        video.height, video.width = first.shape[:2]
        video.pix_fmt = "yuv420p"
        video.time_base = Fraction(1, FPS)
        video.codec_context.thread_count = 1
        audio = file.add_stream("aac", rate=rate, layout="stereo")
        audio.bit_rate = 96_000
        sound = _audio_frames(track.astype(np.float32), rate, "fltp", "stereo")
        heard = next(sound, None)
        for index, picture in enumerate(chain((first,), frames)):
            # Sound and picture are written side by side, as recorders do it, so that a reader need not seek.
            while heard is not None and heard.pts * FPS <= index * rate:
                file.mux(audio.encode(heard))
                heard = next(sound, None)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = index, Fraction(1, FPS)
            file.mux(video.encode(frame))
        file.mux(video.encode(None))
        for rest in chain((heard,) if heard is not None else (), sound):
            file.mux(audio.encode(rest))
        file.mux(audio.encode(None))


def write_flac(path: Path, samples: NDArray[np.float64], rate: int) -> None:
    """16-bit mono FLAC of float64 `[N]` in -1..1."""
    pcm = np.round(samples * 32767).astype(np.int16)
    with av.open(str(path), "w", format="flac", options={"fflags": "+bitexact"}) as file:
        audio = file.add_stream("flac", rate=rate, layout="mono")
        for frame in _audio_frames(pcm[:, None], rate, "s16", "mono"):
            file.mux(audio.encode(frame))
        file.mux(audio.encode(None))


def write_jpeg(path: Path, picture: NDArray[np.uint8]) -> None:
    """A JPEG of uint8 `[H, W, 3]`."""
    Image.fromarray(picture).save(path, "JPEG", quality=88, optimize=True)


def _audio_frames(track: NDArray[np.generic], rate: int, format: str, layout: str) -> Iterator[av.AudioFrame]:
    step = 1024
    for start in range(0, len(track), step):
        block = np.ascontiguousarray(track[start : start + step].T)
        frame = av.AudioFrame.from_ndarray(block, format=format, layout=layout)
        frame.sample_rate = rate
        frame.pts, frame.time_base = start, Fraction(1, rate)
        yield frame
