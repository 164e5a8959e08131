from __future__ import annotations

import dataclasses
import itertools
import subprocess
import sys
import wave
from fractions import Fraction

import numpy as np
import pytest

from aima.errors import Damaged, NotAllowed, NotReadable, TooLarge
from aima.media.decode import Decoder
from aima.media.identity import identify
from aima.media.limits import Limits
from aima.model.analysis import FORENSIC, FULL, QUICK
from aima.model.media import MediaKind, StreamKind
from tests.media.boxes import BOXES
from tests.media.makers import Picture, Sound, moving, read, sine

SHORT = dataclasses.replace(FULL, clip_ms=3_000)


def used(media):
    return [stream for stream in media.streams if stream.used]


def test_a_video_with_sound_becomes_clips(make):
    found = read(make("a.mp4", Picture(seconds=2), Sound(samples=sine(2))))
    assert found.media.kind is MediaKind.VIDEO and found.media.container == "mp4" and not found.media.truncated
    assert [s.codec for s in used(found.media)] == ["h264", "aac"]
    assert found.media.duration_ms == pytest.approx(2000, abs=60)
    assert [f.at_ms for f in found.frames] == [0, 520, 1000, 1520]
    assert found.frames[0].novelty == 1.0 and found.frames[0].rgb.shape == (120, 160, 3)
    assert found.samples.size == found.media.duration_ms * 16
    assert 0.4 < np.abs(found.samples[8000:16000]).max() < 0.6


def test_colours_and_tone_survive(make):
    red = np.zeros((120, 160, 3), np.uint8) + np.array([200, 30, 40], np.uint8)
    found = read(make("a.mp4", Picture(paint=lambda *_: red), Sound(samples=sine(2, hertz=1000))))
    assert np.abs(found.frames[0].rgb.astype(int) - red).max() < 12
    spectrum = np.abs(np.fft.rfft(found.samples[1600:17600]))
    assert abs(int(spectrum.argmax()) - 1000) <= 1


@pytest.mark.parametrize(
    ("name", "streams", "container"),
    [
        ("a.mkv", [Picture(), Sound(codec="libopus", rate=48_000)], "matroska"),
        ("a.webm", [Picture(codec="libvpx", options={"cpu-used": "8", "deadline": "realtime"})], "matroska"),
        ("a.avi", [Picture(codec="mpeg4"), Sound(codec="libmp3lame")], "avi"),
        ("a.ts", [Picture(), Sound()], "mpegts"),
        ("a.mpg", [Picture(codec="mpeg2video"), Sound(codec="mp2")], "mpeg"),
        ("a.mov", [Picture(codec="mjpeg", pixels="yuvj420p"), Sound(codec="pcm_s16le")], "mp4"),
        ("a.flv", [Picture(codec="flv"), Sound(codec="libmp3lame")], "flv"),
        ("a.wmv", [Picture(codec="wmv2"), Sound(codec="wmav2")], "asf"),
        ("a.gif", [Picture(codec="gif", pixels="rgb8", fps=10)], "gif"),
        ("a.ogg", [Sound(codec="libopus", rate=48_000)], "ogg"),
        ("a.flac", [Sound(codec="flac")], "flac"),
        ("a.wav", [Sound(codec="pcm_s16le")], "wav"),
        ("a.mp3", [Sound(codec="libmp3lame")], "mp3"),
        ("a.aac", [Sound(codec="aac")], "aac"),
        ("a.m4a", [Sound(codec="alac")], "mp4"),
        ("a.aiff", [Sound(codec="pcm_s16be")], "aiff"),
        ("a.w64", [Sound(codec="pcm_s16le")], "w64"),
        ("a.caf", [Sound(codec="pcm_s16le")], "caf"),
        ("a.mka", [Sound(codec="ac3")], "matroska"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_container_is_read_whatever_it_is_called(make, name, streams, container):
    path = make(name, *streams)
    path = path.rename(path.with_name("recording.txt"))
    found = read(path)
    assert found.media.container == container and not found.media.truncated
    assert found.media.duration_ms == pytest.approx(2000, abs=200)
    if any(isinstance(stream, Sound) for stream in streams):
        assert np.abs(found.samples[8000:16000]).max() > 0.3
    if any(isinstance(stream, Picture) for stream in streams):
        assert len(found.frames) >= 4


def test_samples_do_not_depend_on_the_profile(make):
    path = make("a.mp4", Picture(seconds=8), Sound(samples=sine(8)))
    clip_ms = 3_000
    profiles = [dataclasses.replace(p, clip_ms=clip_ms) for p in (QUICK, FULL, FORENSIC)]
    quick, full, forensic = (read(path, profile) for profile in profiles)
    for other in (full, forensic):
        assert [c.span for c in other.clips] == [c.span for c in quick.clips]
        assert all(np.array_equal(a.samples, b.samples) for a, b in zip(quick.clips, other.clips, strict=True))
        assert other.media == quick.media
    assert [f.at_ms for f in quick.frames] == [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000]
    assert [f.at_ms for f in forensic.frames][:4] == [0, 200, 400, 600]


def test_a_second_reading_is_the_same(make):
    path = make("a.mp4", Picture(seconds=4), Sound(samples=sine(4)))
    first, second = read(path, SHORT, using=BOXES[0]), read(path, SHORT, using=BOXES[-1])
    assert first.media == second.media
    assert [c.span for c in first.clips] == [c.span for c in second.clips]
    assert first.samples.tobytes() == second.samples.tobytes()
    assert [(f.at_ms, f.novelty) for f in first.frames] == [(f.at_ms, f.novelty) for f in second.frames]
    assert all(a.rgb.tobytes() == b.rgb.tobytes() for a, b in zip(first.frames, second.frames, strict=True))


@pytest.mark.parametrize("first_clip", [1, 2, 3, 99])
def test_reading_can_begin_at_a_later_clip(make, first_clip):
    path = make("a.mp4", Picture(seconds=9), Sound(samples=sine(9)))
    whole, rest = read(path, SHORT), read(path, SHORT, first_clip=first_clip)
    assert len(whole.clips) == 4 and rest.media == whole.media
    expected = whole.clips[first_clip:]
    assert [c.index for c in rest.clips] == [c.index for c in expected]
    for a, b in zip(rest.clips, expected, strict=True):
        assert a.span == b.span and np.array_equal(a.samples, b.samples)
        assert [(f.at_ms, f.novelty) for f in a.frames] == [(f.at_ms, f.novelty) for f in b.frames]
        assert all(np.array_equal(f.rgb, g.rgb) for f, g in zip(a.frames, b.frames, strict=True))


def test_clips_join_without_gaps_and_cut_in_the_pause(make):
    samples = sine(8)
    samples[round(2.4 * 44_100) : round(2.8 * 44_100)] = 0
    found = read(make("a.mp4", Picture(seconds=8), Sound(samples=samples)), SHORT)
    spans = [c.span for c in found.clips]
    assert spans[0].start_ms == 0 and spans[-1].end_ms == found.media.duration_ms
    assert all(a.end_ms == b.start_ms for a, b in itertools.pairwise(spans))
    assert 2400 < spans[0].end_ms < 2800
    assert all(c.samples.size == c.span.length_ms * 16 for c in found.clips)


def test_without_sound_clips_have_their_full_length(make):
    found = read(make("a.mp4", Picture(seconds=8)), SHORT)
    assert [c.span.length_ms for c in found.clips] == [3000, 3000, 2000]
    assert all(c.samples is None for c in found.clips)


def test_rotation_is_applied(make):
    def corner(_, width, height):
        picture = np.zeros((height, width, 3), np.uint8)
        picture[: height // 2, : width // 2] = 255
        return picture

    found = read(make("a.mp4", Picture(paint=corner, rotation=90)))
    rgb = found.frames[0].rgb
    assert rgb.shape == (160, 120, 3) and used(found.media)[0].rotation == 90
    # Turned counter-clockwise, the upper left corner comes to lie at the lower left.
    assert rgb[120, 30].min() > 200 and rgb[30, 30].max() < 50 and rgb[120, 90].max() < 50


def test_frames_are_scaled_down_but_never_up(make):
    path = make("a.mp4", Picture(size=(320, 180), seconds=0.2))
    assert read(path).frames[0].rgb.shape == (180, 320, 3)
    small = dataclasses.replace(FULL, long_side_px=160)
    assert read(path, small).frames[0].rgb.shape == (90, 160, 3)


def test_points_that_are_not_square_are_made_square(make):
    found = read(make("a.mp4", Picture(aspect=Fraction(2, 1), seconds=0.4)))
    assert found.frames[0].rgb.shape == (60, 160, 3)
    assert "square" in used(found.media)[0].note.en


@pytest.mark.parametrize(
    "picture",
    [
        Picture(pixels="yuv420p10le", seconds=0.4),
        Picture(codec="mjpeg", pixels="yuvj444p", size=(161, 121), seconds=0.4),
        Picture(codec="ffv1", pixels="gray", size=(33, 17), seconds=0.4),
        Picture(codec="libx264", pixels="yuv444p", size=(101, 77), seconds=0.4),
    ],
    ids=["10 bit", "odd", "grey", "444"],
)
def test_odd_sizes_and_depths(make, picture):
    frame = read(make("a.mkv", picture)).frames[0]
    assert frame.rgb.shape == (picture.size[1], picture.size[0], 3)
    wanted = moving(0, *picture.size).astype(int)
    if picture.pixels != "gray":
        assert np.abs(frame.rgb.astype(int) - wanted).mean() < 25
    else:
        assert np.ptp(frame.rgb.astype(int), axis=2).max() == 0


def test_variable_frame_rate_keeps_its_times(make):
    times = [0.0, 0.1, 0.9, 1.0, 2.5, 2.6, 4.2]
    found = read(make("a.mkv", Picture(times=times)))
    assert [f.at_ms for f in found.frames] == [0, 900, 1000, 2500, 4200]


def test_sound_that_starts_late_is_padded(make):
    found = read(make("a.mkv", Picture(seconds=3), Sound(codec="pcm_s16le", samples=sine(2), start=1.0)))
    assert np.abs(found.samples[: 16 * 980]).max() == 0
    assert np.abs(found.samples[16 * 1010 : 16 * 1100]).max() > 0.3
    sound = used(found.media)[1]
    assert sound.start_ms == pytest.approx(1000, abs=2) and "padded" in sound.note.en


def test_pictures_that_start_late_keep_their_time(make):
    found = read(make("a.mkv", Picture(times=[1.0, 1.5, 2.0]), Sound(codec="pcm_s16le", samples=sine(3))))
    assert [f.at_ms for f in found.frames] == [1000, 1500, 2000]
    assert np.abs(found.samples[:1600]).max() > 0.3


def test_sound_longer_than_pictures_and_the_reverse(make):
    longer = read(make("a.mkv", Picture(seconds=1), Sound(codec="pcm_s16le", samples=sine(9))), SHORT)
    assert longer.media.duration_ms == pytest.approx(9000, abs=5)
    assert [len(c.frames) for c in longer.clips] == [2] + [0] * (len(longer.clips) - 1)
    shorter = read(make("b.mkv", Picture(seconds=9), Sound(codec="pcm_s16le", samples=sine(1))), SHORT)
    assert shorter.media.duration_ms == pytest.approx(9000, abs=5)
    assert shorter.samples.size == shorter.media.duration_ms * 16 and np.abs(shorter.samples[17_000:]).max() == 0
    assert "ends" in used(shorter.media)[1].note.en


def test_the_first_of_several_sounds_is_used_and_the_other_named(make):
    loud, soft = Sound(samples=sine(2, level=0.8)), Sound(samples=sine(2, level=0.01))
    found = read(make("a.mp4", Picture(), loud, soft))
    assert np.abs(found.samples).max() > 0.5
    assert [s.used for s in found.media.streams] == [True, True, False]
    assert "another audio stream" in found.media.streams[2].note.en


def test_six_channels_are_mixed_without_clipping(make):
    six = np.stack([sine(2, level=0.9)] * 6)
    found = read(make("a.mkv", Sound(codec="pcm_s16le", samples=six, layout="5.1", rate=48_000), Picture()))
    assert 0.3 < np.abs(found.samples[1600:-1600]).max() <= 1.0
    assert "6 channels" in next(s for s in used(found.media) if s.kind is StreamKind.AUDIO).note.en


@pytest.mark.parametrize("channels", [3, 9, 12])
def test_channels_without_a_place_are_mixed_too(tmp_path, channels):
    path = tmp_path / "a.wav"
    tone = (sine(1, rate=22_050) * 20_000).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(np.repeat(tone[:, None], channels, axis=1).tobytes())
    found = read(path)
    assert found.media.duration_ms == 1000
    assert np.abs(found.samples).max() == pytest.approx(0.305, abs=0.01)


def test_a_change_of_rate_on_the_way(make):
    one = make("a.aac", Sound(samples=sine(1)))
    two = make("b.aac", Sound(samples=np.stack([sine(1, rate=22_050)] * 2), rate=22_050, layout="stereo"))
    one.write_bytes(one.read_bytes() + two.read_bytes())
    found = read(one)
    assert found.media.duration_ms == pytest.approx(2000, abs=150)
    assert "format changes" in used(found.media)[0].note.en
    assert np.abs(np.fft.rfft(found.samples[20_000:28_000])).argmax() == pytest.approx(220, abs=1)


def test_spliced_transport_streams_go_on(make):
    path = make("a.ts", Picture(), Sound())
    path.write_bytes(path.read_bytes() * 2)
    found, keys = read(path), read(path, QUICK)
    assert found.media.duration_ms == pytest.approx(4000, abs=150) == keys.media.duration_ms
    assert "jump" in used(found.media)[0].note.en and len(found.frames) == 8


def test_tags_in_an_old_encoding_do_no_harm(make):
    path = make("a.mp3", Sound(codec="libmp3lame", samples=sine(1)))
    text = b"\0Stra\xdfe"
    frame = b"TIT2" + len(text).to_bytes(4, "big") + b"\0\0" + text
    path.write_bytes(b"ID3\3\0\0" + bytes([0, 0, 0, len(frame)]) + frame + path.read_bytes())
    assert read(path).media.duration_ms == pytest.approx(1000, abs=100)


def test_samples_that_are_no_numbers_become_silence(make):
    samples = sine(2)
    samples[44_100:44_200] = np.nan
    samples[60_000] = np.inf
    found = read(make("a.wav", Sound(codec="pcm_f32le", samples=samples)))
    assert np.isfinite(found.samples).all() and np.abs(found.samples).max() <= 1
    assert "no numbers" in used(found.media)[0].note.en


def test_a_cover_picture_is_no_video(tmp_path):
    import av

    path = tmp_path / "song.mp3"
    with av.open(str(path), "w") as container:
        sound = container.add_stream("libmp3lame", rate=44_100, layout="mono")
        cover = container.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 64, 64, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        container.start_encoding()
        picture = av.VideoFrame.from_ndarray(moving(0, 64, 64), format="rgb24").reformat(format="yuvj420p")
        picture.pts = 0
        container.mux(cover.encode(picture))
        container.mux(cover.encode(None))
        for first in range(0, 44_100, 1152):
            frame = av.AudioFrame.from_ndarray(sine(1)[None, first : first + 1152], format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 44_100, first
            container.mux(sound.encode(frame))
        container.mux(sound.encode(None))
    found = read(path)
    assert found.media.kind is MediaKind.AUDIO and not found.frames
    assert "cover" in next(s for s in found.media.streams if s.kind is StreamKind.VIDEO).note.en


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "avi", "ogg", "flac", "wav"])
def test_a_file_cut_off_in_the_middle(make, suffix):
    if suffix in {"ogg", "flac", "wav"}:
        codec = {"ogg": "libopus", "flac": "flac", "wav": "pcm_s16le"}[suffix]
        noise = np.random.default_rng(1).normal(0, 0.2, 48_000 * 4).astype(np.float32)
        path = make(f"a.{suffix}", Sound(codec=codec, samples=noise, rate=48_000))
    else:
        codec = "aac" if suffix != "avi" else "libmp3lame"
        options = {"movflags": "faststart"} if suffix == "mp4" else {}
        path = make(f"a.{suffix}", Picture(seconds=4), Sound(samples=sine(4), codec=codec), options=options)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 6 // 10])
    found = read(path)
    assert found.media.truncated
    assert 1000 < found.media.duration_ms < 3600
    assert found.samples.size == found.media.duration_ms * 16


def test_an_mp4_without_its_index_says_so(make):
    path = make("a.mp4", Picture())
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(Damaged, match=r"a\.mp4: its index is missing"):
        read(path)


def test_a_lying_duration_does_not_matter(make):
    path = make("a.mp4", Picture(seconds=2), Sound(samples=sine(2)))
    data = bytearray(path.read_bytes())
    for box, offset in ((b"mvhd", 20), (b"tkhd", 24), (b"mdhd", 20)):
        at = -1
        while (at := data.find(box, at + 1)) >= 0:
            data[at + offset : at + offset + 4] = (2**31 - 5).to_bytes(4, "big")
    path.write_bytes(data)
    assert read(path).media.duration_ms == pytest.approx(2000, abs=60)


def test_a_video_without_frames_is_damaged(tmp_path):
    import av

    path = tmp_path / "empty.mp4"
    with av.open(str(path), "w", options={"movflags": "empty_moov+frag_keyframe"}) as container:
        out = container.add_stream("libx264", rate=25)
        out.width, out.height, out.pix_fmt = 64, 64, "yuv420p"
        container.start_encoding()
    with pytest.raises(Damaged, match=r"empty\.mp4: "):
        read(path)


def test_hard_cuts_are_found_by_the_forensic_profile(make):
    def scenes(index, width, height):
        level = 40 if index < 33 else 200
        return np.full((height, width, 3), level, np.uint8)

    found = read(make("a.mp4", Picture(seconds=3, paint=scenes)), FORENSIC)
    assert [f.at_ms for f in found.frames if f.cut] == [1320]
    assert next(f for f in found.frames if f.cut).novelty > 0.4
    still = [f for f in found.frames if f.at_ms not in {0, 1320}]
    assert max(f.novelty for f in still) < 0.02


def test_a_codec_outside_the_list_is_refused_by_name(make):
    with pytest.raises(NotAllowed, match="qtrle"):
        read(make("a.mov", Picture(codec="qtrle", pixels="rgb24", seconds=0.4)))


def test_a_second_stream_with_a_foreign_codec_is_left_out(make):
    found = read(make("a.mov", Picture(codec="qtrle", pixels="rgb24", seconds=1), Sound(samples=sine(1))))
    assert found.media.kind is MediaKind.AUDIO
    assert "not on the list" in found.media.streams[0].note.en


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(max_pixels=10_000), "160 x 120"),
        (Limits(max_streams=1), "more than the 1 streams"),
        (Limits(max_duration_ms=60_000 // 60), "lasts longer"),
    ],
    ids=["pixels", "streams", "duration"],
)
def test_limits_hold(make, limits, sentence):
    with pytest.raises(TooLarge, match=sentence):
        read(make("a.mp4", Picture(seconds=4), Sound(samples=sine(4))), limits=limits)


def test_too_little_memory_for_a_video_is_said(make):
    # Less than the child has when it begins: nothing more can be had.
    with pytest.raises(TooLarge, match="needs more than the 150 MB"):
        read(make("a.mp4", Picture(size=(1280, 720), seconds=0.2)), limits=Limits(memory_bytes=150 * 2**20))


def test_too_little_memory_for_a_picture_is_said(tmp_path):
    from PIL import Image

    path = tmp_path / "a.png"
    Image.new("L", (10_000, 8_000)).save(path, compress_level=1)
    with pytest.raises(TooLarge, match="needs more than the 400 MB"):
        read(path, limits=Limits(memory_bytes=400 * 2**20))


def test_other_forms_of_samples_come_as_parts(make):
    path = make("a.wav", Sound(codec="pcm_s16le", samples=np.stack([sine(2), 0 * sine(2)]), layout="stereo"))
    with Decoder(sample_rate=48_000, channels=2).open(identify(path), FULL) as reading:
        parts = list(reading.parts())
    assert parts[0].samples.shape == (96_000, 2)
    assert np.abs(parts[0].samples[:, 0]).max() > 0.4 and np.abs(parts[0].samples[:, 1]).max() < 0.01


def test_leaving_early_ends_the_child(make):
    path = make("a.mp4", Picture(seconds=8), Sound(samples=sine(8)))
    with pytest.raises(KeyboardInterrupt), Decoder().open(identify(path), SHORT) as reading:
        next(iter(reading))
        raise KeyboardInterrupt
    assert reading._child.returncode is not None


def test_a_file_that_changed_since_it_was_identified_is_refused(make):
    path = make("a.wav", Sound(codec="pcm_s16le"))
    source = identify(path)
    path.write_bytes(path.read_bytes() + b"more")
    with pytest.raises(NotReadable, match="changed"), Decoder().open(source, FULL):
        pass


def test_a_starved_process_knows_it():
    """In a process of its own, as the decoder is: one that ran many tests may get freed memory back."""
    code = """
import resource
from pathlib import Path
from aima.media.reader import SPARE_BYTES, is_starved
before = is_starved()
mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (mapped + SPARE_BYTES // 2, resource.RLIM_INFINITY))
print(before, is_starved())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
