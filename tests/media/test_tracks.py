from __future__ import annotations

import dataclasses
import os

import numpy as np
import pytest

from aima.media import tracks
from aima.media.assembling import Piece
from aima.media.job import Job
from aima.media.reader import Listener, Reader
from aima.media.recording import Recording
from aima.media.sniff import sniff
from tests.media.makers import Picture, Sound, sine

JOB = Job(
    every_ms=300,
    keyframes=False,
    cuts=False,
    long_side_px=160,
    clip_ms=2_000,
    first_clip=0,
    sample_rate=16_000,
    channels=1,
    picture=False,
    max_pixels=10**7,
    max_image_pixels=10**7,
    max_streams=8,
    max_duration_ms=10**6,
    memory_bytes=2**32,
    cpu_seconds=100,
)


def pieces(path, job: Job = JOB) -> list[Piece]:
    """Decoded in this process, without a sandbox: these are our own files."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        recording = Recording(descriptor)
        found: list[Piece] = []
        reader = Reader(recording, sniff(recording.read_at), job)
        reader.run(Listener(lambda report: None, found.append, lambda ms, read: None))
        return found
    finally:
        os.close(descriptor)


@pytest.mark.parametrize("codec", ["libx264", "libx265", "mpeg2video", "mpeg4", "libvpx"])
def test_passing_over_frames_that_nothing_needs_changes_nothing(make, monkeypatch, codec):
    options = {"bf": "3", "x264-params": "bframes=3:b-adapt=0:b-pyramid=1"} if codec == "libx264" else {}
    options |= {"bf": "2"} if codec.startswith("mpeg") else {}
    path = make("a.mkv", Picture(codec=codec, seconds=4, options=options), Sound(codec="pcm_s16le", samples=sine(4)))
    lazy = pieces(path)
    seen = []
    monkeypatch.setattr(tracks.PictureTrack, "_skip_unless_due", lambda self, packet: seen.append(packet))
    whole = pieces(path)
    assert len(seen) == 100 and len(lazy) == len(whole) > 1
    for a, b in zip(lazy, whole, strict=True):
        assert (a.start_ms, a.end_ms) == (b.start_ms, b.end_ms) and np.array_equal(a.samples, b.samples)
        assert [(p.at_ms, p.novelty) for p in a.pictures] == [(p.at_ms, p.novelty) for p in b.pictures]
        assert all(np.array_equal(p.rgb, q.rgb) for p, q in zip(a.pictures, b.pictures, strict=True))


def test_it_saves_decoding(make, monkeypatch):
    path = make("a.mkv", Picture(seconds=4, options={"x264-params": "bframes=3:b-adapt=0"}))
    counts = []
    real = tracks.Track.decode

    def counted(self, packet):
        frames = real(self, packet)
        counts.append(len(frames))
        return frames

    monkeypatch.setattr(tracks.Track, "decode", counted)
    pieces(path)
    assert 0 < sum(counts) < 80


def test_sound_that_comes_much_too_late_in_the_file_is_left_out(tmp_path):
    import av

    path = tmp_path / "a.mkv"
    with av.open(str(path), "w", options={"max_interleave_delta": "1", "cluster_time_limit": "100"}) as container:
        video = container.add_stream("mpeg4", rate=5)
        video.width, video.height, video.pix_fmt = 32, 32, "yuv420p"
        sound = container.add_stream("pcm_s16le", rate=8_000, layout="mono")
        container.start_encoding()
        for k in range(150):
            frame = av.VideoFrame(32, 32, "yuv420p")
            frame.pts = k
            for packet in video.encode(frame):
                container.mux_one(packet)
        container.mux(video.encode(None))
        for first in range(0, 8_000 * 30, 8_000):
            frame = av.AudioFrame.from_ndarray(np.full((1, 8_000), 9_000, np.int16), format="s16", layout="mono")
            frame.sample_rate, frame.pts = 8_000, first
            for packet in sound.encode(frame):
                container.mux_one(packet)
    found = pieces(path)
    assert found[0].start_ms == 0 and found[-1].end_ms == 30_000
    samples = np.concatenate([piece.samples for piece in found])
    assert len(samples) == 30_000 * 16
    # Pictures do not wait for it for longer than ten seconds, or a whole recording would lie in memory.
    assert np.abs(samples[: 19_000 * 16]).max() == 0 and np.abs(samples[25_000 * 16 :]).max() > 0.2
    assert sum(len(piece.pictures) for piece in found) == 100


def test_unwanted_clips_have_no_pictures_converted(make):
    path = make("a.mkv", Picture(seconds=6), Sound(codec="pcm_s16le", samples=sine(6)))
    every, later = pieces(path), pieces(path, dataclasses.replace(JOB, first_clip=2))
    assert [piece.index for piece in later] == [piece.index for piece in every][2:]
    assert all(picture.rgb is not None for piece in later for picture in piece.pictures)
