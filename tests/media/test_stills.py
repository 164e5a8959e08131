from __future__ import annotations

import dataclasses
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from aima.errors import Damaged, NotAllowed, TooLarge
from aima.model.analysis import FULL
from aima.model.media import MediaKind
from tests.media.makers import moving, read

RED = (220, 30, 40)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_is_one_still_clip(tmp_path, format):
    path = tmp_path / "picture.mp4"
    Image.new("RGB", (64, 40), RED).save(path, format)
    found = read(path)
    assert found.media.kind is MediaKind.IMAGE and found.media.duration_ms == 0
    (clip,) = found.clips
    assert clip.still and clip.samples is None and clip.span.length_ms == 1 and clip.frames[0].novelty == 1
    assert clip.frames[0].rgb.shape == (40, 64, 3)
    assert np.abs(clip.frames[0].rgb.astype(int) - RED).max() < 12
    assert (found.media.streams[0].width, found.media.streams[0].height) == (64, 40)


def test_it_is_scaled_to_the_profile(tmp_path):
    path = tmp_path / "a.png"
    Image.fromarray(moving(0, 400, 300)).save(path)
    assert read(path, dataclasses.replace(FULL, long_side_px=100)).frames[0].rgb.shape == (75, 100, 3)


def test_exif_rotation_is_applied(tmp_path):
    path = tmp_path / "a.jpg"
    picture = Image.new("RGB", (60, 30), "black")
    picture.paste(RED, (0, 0, 30, 30))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    picture.save(path, exif=exif, quality=95)
    rgb = read(path).frames[0].rgb
    assert rgb.shape == (60, 30, 3)
    assert rgb[10, 15, 0] > 150 and rgb[50, 15].max() < 60


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "CMYK", "1", "I;16"])
def test_every_depth_becomes_rgb(tmp_path, mode):
    grey = np.full((20, 30), 128, np.uint8)
    if mode == "I;16":
        picture = Image.fromarray(np.full((20, 30), 128 * 257, np.uint16))
    elif mode in {"RGBA", "LA"}:
        picture = Image.merge(mode, [Image.fromarray(grey)] * (len(mode) - 1) + [Image.new("L", (30, 20), 0)])
    else:
        picture = Image.fromarray(grey).convert("RGB").convert(mode)
    path = tmp_path / "a"
    picture.save(path, "JPEG" if mode == "CMYK" else "PNG", **({"quality": 95} if mode == "CMYK" else {}))
    rgb = read(path).frames[0].rgb
    wanted = {"RGBA": 255, "LA": 255, "1": 128}.get(mode, 128)
    assert rgb.shape == (20, 30, 3) and abs(float(rgb.mean()) - wanted) < 6


def test_a_huge_picture_is_refused_by_its_header(tmp_path):
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    path = tmp_path / "huge.png"
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b""))
    with pytest.raises(TooLarge, match=r"huge\.png: its picture of 50000 x 50000 points"):
        read(path)


def test_a_picture_cut_off_is_shown_as_far_as_it_goes(tmp_path):
    path = tmp_path / "a.jpg"
    Image.fromarray(moving(0, 400, 300)).save(path, quality=90)
    path.write_bytes(path.read_bytes()[:8000])
    found = read(path)
    assert found.media.truncated and found.frames[0].rgb[:20].std() > 5


@pytest.mark.parametrize("format", ["WEBP", "PNG", "AVIF"])
def test_animated_pictures_are_refused(tmp_path, format):
    path = tmp_path / "a"
    frames = [Image.fromarray(moving(k, 32, 32)) for k in range(0, 30, 10)]
    frames[0].save(path, format, save_all=True, append_images=frames[1:], duration=100)
    with pytest.raises(NotAllowed, match="animated"):
        read(path)


def test_a_picture_that_is_only_a_head_is_damaged(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    with pytest.raises(Damaged, match=r"a\.png: "):
        read(path)
