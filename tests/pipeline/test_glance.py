"""What the first bytes tell is enough to turn a file away."""

import os
from pathlib import Path

import pytest

import aima
from aima.errors import NotAllowed, NotReadable
from aima.media import Decoder
from aima.pipeline.glance import glance


@pytest.mark.parametrize("content", [b"a letter\n" * 9, b"PK\x03\x04" + bytes(90), b"#EXTM3U\n", b"\x89\x01\xff" * 99])
def test_what_is_no_recording_is_neither_hashed_nor_given_to_a_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(content)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("this was not to be read")

    monkeypatch.setattr("aima.pipeline.flow.identify", never)
    monkeypatch.setattr(Decoder, "open", never)
    with aima.open(tmp_path / "home") as home, pytest.raises(NotAllowed) as refused:
        home.analyze(path, "quick")
    assert refused.value.name == "film.mp4"


def test_others_pass(recording: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    open_before = os.listdir("/proc/self/fd")  # noqa: PTH208 - numbers
    glance(recording)
    glance(tmp_path / "empty")
    for path in (tmp_path, tmp_path / "missing", Path("/dev/zero")):
        with pytest.raises(NotReadable):
            glance(path)
    assert os.listdir("/proc/self/fd") == open_before  # noqa: PTH208
