from __future__ import annotations

import pytest

from aima.errors import NotAllowed
from aima.media.chained import has_second_link
from tests.media.makers import Sound, read


def judged(data: bytes) -> bool:
    return has_second_link(lambda offset, count: data[offset : offset + count], len(data))


def test_one_recording_is_no_chain_and_two_are(make):
    path = make("a.ogg", Sound(codec="libopus", rate=48_000))
    data = path.read_bytes()
    assert not judged(data) and not judged(data[:-50]) and not judged(data + b"rest")
    assert judged(data + data)


def test_a_chain_is_refused_rather_than_half_heard(make):
    path = make("a.ogg", Sound(codec="libopus", rate=48_000))
    path.write_bytes(path.read_bytes() * 2)
    with pytest.raises(NotAllowed, match=r"a\.ogg: it is several recordings"):
        read(path)
