"""A second look gives the frames of the first reading, whatever the container says of itself."""

from __future__ import annotations

import contextlib
import dataclasses
import os
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from aima.errors import Damaged, NotReadable, TooLarge
from aima.media import decode, groups, sandbox
from aima.media.decode import Decoder
from aima.media.identity import identify
from aima.media.job import Job
from aima.media.limits import Limits
from aima.media.looker import Looker
from aima.media.reader import Progress
from aima.media.recording import Recording
from aima.media.sandbox import Sandbox
from aima.media.sniff import sniff
from aima.model.analysis import FULL
from tests.media.boxes import BOXES
from tests.media.makers import Picture, Sound, moving, read, sine
from tests.media.test_reading import OPENED, SETUP
from tests.media.test_tracks import JOB

EVERY = dataclasses.replace(FULL, every_ms=1, long_side_px=160)
"""Every frame that there is."""
MOMENTS = (0, 1, 333, 719, 720, 1480, 1481, 1999, 2700, 2701, 2702, 3333, 3960, 3999, 60_000)
B_FRAMES = {"x264-params": "bframes=3:b-adapt=0:b-pyramid=2:scenecut=0", "bf": "3"}
OPEN = {"x264-params": "bframes=3:b-adapt=0:open-gop=1:scenecut=0", "bf": "3"}
REFRESH = {"x264-params": "intra-refresh=1:keyint=20:bframes=0"}


def look(path: Path, moments=MOMENTS, long_side_px=160, **options):
    return list(Decoder(**options).look(identify(path), moments, long_side_px))


def expected(path: Path, moments=MOMENTS):
    """What is on screen by the first reading."""
    frames = read(path, EVERY).frames
    last = [max((k for k, frame in enumerate(frames) if frame.at_ms <= at), default=-1) for at in moments]
    return [frames[k] for k in sorted(set(last)) if k >= 0]


def assert_same(found, wanted):
    assert [frame.at_ms for frame in found] == [frame.at_ms for frame in wanted]
    assert all(np.array_equal(a.rgb, b.rgb) for a, b in zip(found, wanted, strict=True))


class Watched:
    """A look in this process: how many packets were decoded, and whether everything had to be."""

    def __init__(self, path: Path, moments, monkeypatch, job: Job = JOB) -> None:
        self.decoded, self.passes = 0, 1
        decode, whole = Looker._frames, Looker._look_at_all

        def counted(looker, packets):
            def each():
                for packet in packets:
                    self.decoded += 1
                    yield packet

            return decode(looker, each())

        def twice(looker, progress):
            self.passes = 2
            whole(looker, progress)

        monkeypatch.setattr(Looker, "_frames", counted)
        monkeypatch.setattr(Looker, "_look_at_all", twice)
        descriptor = os.open(path, os.O_RDONLY)
        recording = Recording(descriptor)
        self.told: list[tuple[int, int]] = []
        looker = Looker(recording, sniff(recording.read_at), dataclasses.replace(job, moments=tuple(moments)))
        self.pictures = []
        looker.run(self.pictures.append, Progress(lambda *told: self.told.append(told)))
        os.close(descriptor)
        monkeypatch.undo()


def picture(**options) -> Picture:
    return Picture(seconds=4, **options)


RECORDINGS = {
    "mp4": ("a.mp4", [picture(), Sound(samples=sine(4))], 1),
    "b-frames": ("a.mp4", [picture(options=B_FRAMES)], 1),
    "open groups": ("a.mkv", [picture(options=OPEN)], 1),
    "open groups in ts": ("a.ts", [picture(options=OPEN)], 1),
    "one group": ("a.mp4", [picture(gop=1000)], 1),
    "intra refresh": ("a.mp4", [picture(options=REFRESH)], None),
    "hevc": ("a.mp4", [picture(codec="libx265")], 1),
    "mkv": ("a.mkv", [picture(), Sound(codec="libopus", rate=48_000, samples=sine(4))], 1),
    "webm": ("a.webm", [picture(codec="libvpx", options={"cpu-used": "8", "auto-alt-ref": "1"})], 1),
    "vp9": ("a.webm", [picture(codec="libvpx-vp9", options={"cpu-used": "8", "deadline": "realtime"})], 1),
    "avi": ("a.avi", [picture(codec="mpeg4"), Sound(codec="libmp3lame", samples=sine(4))], 1),
    "avi with b-frames": ("a.avi", [picture(codec="mpeg4", options={"bf": "2"})], None),
    "ts": ("a.ts", [picture(), Sound(samples=sine(4))], 1),
    "mpeg-2": ("a.mpg", [picture(codec="mpeg2video", options={"bf": "2"}), Sound(codec="mp2", samples=sine(4))], 1),
    "mjpeg": ("a.mov", [picture(codec="mjpeg", pixels="yuvj420p")], 1),
    "flv": ("a.flv", [picture(codec="flv")], 1),
    "wmv": ("a.wmv", [picture(codec="wmv2"), Sound(codec="wmav2", samples=sine(4))], 1),
    "gif": ("a.gif", [picture(codec="gif", pixels="rgb8", fps=10)], None),
    "turned": ("a.mp4", [picture(rotation=90)], 1),
    "wide points": ("a.mp4", [picture(aspect=Fraction(2, 1))], 1),
    "uneven": ("a.mkv", [Picture(times=[0.0, 0.1, 0.9, 1.0, 2.5, 2.6, 4.2])], 1),
    "late": ("a.mkv", [Picture(times=[1.0, 1.5, 2.0]), Sound(codec="pcm_s16le", samples=sine(3))], 1),
}


@pytest.mark.parametrize("name", RECORDINGS)
def test_the_frames_are_those_of_the_first_reading(make, monkeypatch, name):
    file, streams, passes = RECORDINGS[name]
    path = make(file, *streams)
    wanted = expected(path)
    assert len(wanted) > 1
    assert_same(look(path), wanted)
    watched = Watched(path, MOMENTS, monkeypatch)
    assert [picture.at_ms for picture in watched.pictures] == [frame.at_ms for frame in wanted]
    assert passes in {watched.passes, None}


def edited(path: Path) -> Path:
    """With an edit list that begins half a second into the media."""
    data = bytearray(path.read_bytes())
    at = data.find(b"elst")
    assert at > 0
    time = int.from_bytes(data[at + 16 : at + 20], "big")
    data[at + 16 : at + 20] = (time + 12_800 // 2).to_bytes(4, "big")
    path.write_bytes(data)
    return path


def without_sync(path: Path) -> Path:
    """ISO 14496-12: without `stss` every sample is a key frame, which is a lie here."""
    data = path.read_bytes()
    assert data.count(b"stss") == 1
    path.write_bytes(data.replace(b"stss", b"free"))
    return path


def spliced(path: Path) -> Path:
    path.write_bytes(path.read_bytes() * 2)
    return path


def cut_off(path: Path) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 6 // 10])
    return path


def scratched(path: Path) -> Path:
    data = bytearray(path.read_bytes())
    rng = np.random.default_rng(5)
    for at in rng.integers(len(data) // 3, len(data), 12):
        data[at : at + 3] = b"\xff\x00\x55"
    path.write_bytes(data)
    return path


def same(path: Path) -> Path:
    return path


ODD = {
    "an edit list": ("a.mp4", picture(options=B_FRAMES), {}, edited),
    "fragments": ("a.mp4", picture(), {"movflags": "frag_keyframe+empty_moov"}, same),
    "no cues": ("a.mkv", picture(options=B_FRAMES), {"live": "1"}, same),
    "an offset": ("a.ts", picture(options=B_FRAMES), {"output_ts_offset": "5000"}, same),
    "a clock that runs over": ("a.ts", picture(options=B_FRAMES), {"output_ts_offset": "95441"}, same),
    "timestamps that begin anew": ("a.ts", Picture(seconds=2, options=B_FRAMES), {}, spliced),
    "key frames that are none": ("a.mp4", picture(options=B_FRAMES), {}, without_sync),
    "key frames that are none, without b-frames": ("a.mp4", picture(codec="mpeg4", gop=20), {}, without_sync),
    "cut off": ("a.mkv", picture(), {}, cut_off),
    "cut off with its index": ("a.mp4", picture(), {"movflags": "faststart"}, cut_off),
    "scratched": ("a.mkv", picture(), {}, scratched),
    "scratched ts": ("a.ts", picture(options=B_FRAMES), {}, scratched),
    "scratched mpeg-4": ("a.avi", picture(codec="mpeg4"), {}, scratched),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_recordings_are_looked_at_in_the_right_places(make, name):
    file, stream, options, change = ODD[name]
    path = change(make(file, stream, options=options))
    wanted = expected(path)
    assert len(wanted) > 1
    assert_same(look(path), wanted)


def test_only_the_groups_asked_for_are_decoded(make, monkeypatch):
    path = make("a.mp4", Picture(seconds=8, options=B_FRAMES))
    watched = Watched(path, [3300, 3400, 6100], monkeypatch)
    assert [picture.at_ms for picture in watched.pictures] == [3280, 3400, 6080]
    # Of eight groups of 25 two, and of each no more than the decoder holds back.
    assert watched.passes == 1 and watched.decoded < 25


def test_a_group_that_is_too_large_is_not_kept(make, monkeypatch):
    path = make("a.mp4", picture(options=B_FRAMES))
    monkeypatch.setattr(groups, "MOST_BYTES", 1000)
    watched = Watched(path, MOMENTS, monkeypatch)
    assert watched.passes == 2
    assert [picture.at_ms for picture in watched.pictures] == [frame.at_ms for frame in expected(path)]


def test_progress_goes_on_through_both_passes(make, monkeypatch):
    path = make("a.mp4", Picture(codec="mpeg4", seconds=20, size=(32, 32), gop=50))
    told = Watched(without_sync(path), [19_000], monkeypatch).told
    assert len(told) > 4 and told == sorted(set(told)) and told[-1][0] <= 20_000


def test_every_sandbox_gives_the_same(make):
    path = make("a.mp4", picture(), Sound(samples=sine(4)))
    first, second = look(path, using=BOXES[0]), look(path, using=BOXES[-1])
    assert_same(first, second)
    assert {frame.novelty for frame in first} == {1.0}


def test_frames_are_bounded_by_the_long_side_asked_for(make):
    path = make("a.mp4", Picture(size=(320, 180), seconds=1, rotation=90))
    assert [frame.rgb.shape for frame in look(path, [0, 500], 64)] == [(64, 36, 3)] * 2
    assert look(path, [0], 4000)[0].rgb.shape == (320, 180, 3)


def test_a_still_image_answers_every_moment_once(tmp_path):
    from PIL import Image

    path = tmp_path / "a.png"
    Image.fromarray(moving(3, 80, 40)).save(path)
    (frame,) = look(path, [0, 500, 9000], 40)
    assert frame.at_ms == 0 and frame.rgb.shape == (20, 40, 3)
    assert [len(look(path, [at])) for at in (0, 7)] == [1, 1]


def test_sound_has_no_frames(make):
    assert look(make("a.flac", Sound(codec="flac"))) == []


def test_no_moments_need_no_child(make, monkeypatch):
    path = make("a.wav", Sound(codec="pcm_s16le"))
    monkeypatch.setattr(decode, "_START", "raise SystemExit")
    assert look(path, []) == []


@pytest.mark.parametrize("moments", [[2, 1], [1, 1], [-1], range(201)])
def test_moments_that_make_no_sense_are_an_error_at_once(make, moments):
    source = identify(make("a.wav", Sound(codec="pcm_s16le")))
    with pytest.raises(ValueError, match="moments rise"):
        Decoder().look(source, moments, 100)


def test_two_hundred_moments_are_taken(make):
    path = make("a.mp4", picture(size=(32, 24)))
    assert len(look(path, range(0, 8000, 40), 32)) == 100


def test_a_recording_that_changed_is_refused(make):
    path = make("a.mp4", Picture())
    source = identify(path)
    path.write_bytes(path.read_bytes() + b"more")
    with pytest.raises(NotReadable, match="changed"):
        list(Decoder().look(source, [0], 100))


def test_limits_hold_at_a_second_look_too(make):
    with pytest.raises(TooLarge, match="160 x 120"):
        look(make("a.mp4", Picture()), limits=Limits(max_pixels=10_000))


def test_leaving_early_ends_the_child(make, monkeypatch):
    children = []
    start = sandbox.start
    monkeypatch.setattr(sandbox, "start", lambda *given: children.append(start(*given)) or children[0])
    with contextlib.closing(Decoder().look(identify(make("a.mp4", picture())), MOMENTS, 160)) as frames:
        assert next(frames).at_ms == 0 and children[0].returncode is None
    assert children[0].returncode is not None


HEAD = "FRAME.pack({}, {}, {}, 1.0, 0)"


def frame(at=0, height=8, width=8) -> str:
    return f"s.send(Tag.LOOK, {HEAD.format(at, height, width)} )\ns.write(bytes({height * width * 3}))\n"


def told(lines: str, tmp_path: Path, monkeypatch) -> list[int]:
    """What the parent believes of a child that runs this code; asked for 100, 200 and 900 ms."""
    path = tmp_path / "a.mp4"
    path.write_bytes(b"recording" * 100)
    monkeypatch.setattr(decode, "_START", f"exec({SETUP + OPENED + lines!r})")
    return [frame.at_ms for frame in look(path, [100, 200, 900], 16, using=Sandbox.NONE)]


END = "report(Tag.END, 5000)\n"
HONEST = {
    "all": frame(80) + frame(200) + frame(480),
    "one for all": frame(80),
    "none": "",
    "the first left out": frame(120),
}
LIES = {
    "a frame that no moment asks for": frame(901),
    "two frames for one moment": frame(40) + frame(80),
    "two frames for the last moment": frame(300) + frame(800),
    "frames backwards": frame(200) + frame(100),
    "the same frame again": frame(80) + frame(80),
    "more frames than moments": frame(80) + frame(120) + frame(880) + frame(900),
    "a frame too wide": frame(80, 8, 17),
    "a frame too high": frame(80, 17, 8),
    "a frame of no width": frame(80, 8, 0),
    "a frame beyond the end": frame(80) + frame(200) + frame(480) + "report(Tag.END, 400)\n",
    "a head of another length": "s.send(Tag.LOOK, b'')\n",
    "a head that is too long": "s.send(Tag.LOOK, b'x' * 200)\n",
    "a clip": "clip()\n",
    "no end": "os._exit(0)\n",
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_child_is_believed(tmp_path, monkeypatch, name):
    assert len(told(HONEST[name] + END, tmp_path, monkeypatch)) == HONEST[name].count("LOOK")


@pytest.mark.parametrize("name", LIES)
def test_a_lying_child_is_refused(tmp_path, monkeypatch, name):
    with pytest.raises(Damaged):
        told(LIES[name] + END, tmp_path, monkeypatch)


def test_a_frame_is_a_lie_where_clips_were_asked_for(tmp_path, monkeypatch):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"recording" * 100)
    monkeypatch.setattr(decode, "_START", f"exec({SETUP + OPENED + frame(0) + END!r})")
    with pytest.raises(Damaged):
        read(path, using=Sandbox.NONE)
