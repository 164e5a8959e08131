from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path

import pytest

from aima.errors import NotReadable
from aima.media.identity import identify


def test_a_file_is_known_by_its_bytes(tmp_path):
    path = tmp_path / "a.bin"
    path.write_bytes(b"recording" * 300_000)
    source = identify(path)
    assert source.id == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (source.size_bytes, source.name, source.path) == (2_700_000, "a.bin", path)


def test_what_is_no_readable_file_is_refused_with_a_sentence(tmp_path):
    (tmp_path / "empty").touch()
    os.mkfifo(tmp_path / "pipe")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "socket"))
    cases = {
        tmp_path / "missing.mp4": "no such file",
        tmp_path / "empty": "is empty",
        tmp_path / "empty" / "below": "no such file",
        tmp_path: "a folder",
        tmp_path / "pipe": "a pipe",
        tmp_path / "socket": "a socket",
        Path("/dev/zero"): "a device",
        tmp_path / ("x" * 300): "cannot be read",
    }
    for path, words in cases.items():
        with pytest.raises(NotReadable, match=words) as raised:
            identify(path)
        assert str(raised.value).startswith(path.name)
    server.close()


def test_no_permission(tmp_path, monkeypatch):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"1234")

    def forbidden(*_):
        raise PermissionError(13, "Permission denied")

    # The tests may run as root, whom no mode keeps out.
    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(NotReadable, match="permission"):
        identify(path)


def test_a_file_that_grows_while_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"1234")
    real = os.readv

    def slow(descriptor, buffers):
        count = real(descriptor, buffers)
        with path.open("ab") as more:
            more.write(b"5" if count == 4 else b"")
        return count

    monkeypatch.setattr(os, "readv", slow)
    with pytest.raises(NotReadable, match="changed"):
        identify(path)
