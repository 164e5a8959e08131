from __future__ import annotations

import pytest

from aima.media.sniff import sniff
from aima.media.truncation import ends_early
from tests.media.makers import Picture, Sound


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.mp4", "aac"),
        ("a.wav", "pcm_s16le"),
        ("a.aiff", "pcm_s16be"),
        ("a.ogg", "libopus"),
        ("a.mka", "aac"),
        ("a.avi", "libmp3lame"),
    ],
)
def test_a_whole_file_is_whole_and_every_part_of_it_is_not(make, name, codec):
    rate = 48_000
    streams = [Sound(codec=codec, rate=rate)] + ([Picture(codec="mpeg4")] if name.endswith("avi") else [])
    data = make(name, *streams).read_bytes()

    def judged(part: bytes) -> bool:
        def read_at(offset: int, count: int) -> bytes:
            return part[offset : offset + count]

        return ends_early(sniff(read_at), read_at, len(part))

    assert not judged(data)
    assert all(judged(data[: len(data) * k // 10]) for k in range(3, 10))
    assert not judged(data + b"\0" * 100) or name.endswith("ogg")
