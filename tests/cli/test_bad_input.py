"""Bad input is normal input: each bad file gets one clear sentence, and the good file of the call is analysed."""

import json
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.cli.parts import SAMPLES, VOICE, run


def _empty(path: Path) -> None:
    path.touch()


def _text(path: Path) -> None:
    path.write_text("This is a letter and not a film.\n" * 50)


def _cut_mp4(path: Path) -> None:
    """Only the first 100 bytes: no picture can be decoded."""
    path.write_bytes((SAMPLES / "talk.mp4").read_bytes()[:100])


def _playlist(path: Path) -> None:
    other = path.with_name("other.ts")
    other.write_bytes(b"G" * 188)
    path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{other}\n#EXT-X-ENDLIST\n")


def _concat(path: Path) -> None:
    path.write_text(f"ffconcat version 1.0\nfile '{SAMPLES / 'talk.mp4'}'\n")


def _huge_png(path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def _svg(path: Path) -> None:
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>')


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("talk.mp4", b"nothing")


def _no_frames(path: Path) -> None:
    """An AVI whose header promises a video stream and that holds no frame."""
    talk = (SAMPLES / "talk.mp4").read_bytes()
    path.write_bytes(talk[: talk.index(b"mdat") - 4])


BAD: dict[str, Callable[[Path], None]] = {
    "empty.mp4": _empty,
    "letter.mp4": _text,
    "cut.mp4": _cut_mp4,
    "playlist.mp4": _playlist,
    "concat.mp4": _concat,
    "huge.png": _huge_png,
    "drawing.svg": _svg,
    "archive.mp4": _zip,
    "no-frames.mp4": _no_frames,
}


def test_each_is_refused_by_a_sentence_and_the_good_file_is_analysed(tmp_path: Path) -> None:
    for name, make in BAD.items():
        make(tmp_path / name)
    fifo = tmp_path / "pipe.mp4"
    os.mkfifo(fifo)
    bad = [*(tmp_path / name for name in BAD), fifo, Path("/dev/zero"), tmp_path / "missing.mp4"]
    done = run("analyze", *bad, VOICE, "--profile", "quick", "--json", home=tmp_path / "home")
    assert done.returncode == 3, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == len(bad) + 1
    for line, path in zip(lines, bad, strict=False):
        assert line["file"] == str(path)
        assert line["refused"] and "\n" not in line["refused"] and "Traceback" not in line["refused"]
    assert lines[-1]["media"]["kind"] == "audio"
    assert done.stderr == ""


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """Run as root every file may be read, so the permission is taken from another user."""
    if os.geteuid() != 0:
        path = tmp_path / "locked.flac"
        path.write_bytes(VOICE.read_bytes())
        path.chmod(0)
        done = run("analyze", path, home=tmp_path / "home")
        assert done.returncode == 3 and "permission" in done.stderr.lower()
        return
    from aima.errors import NotReadable
    from aima.media import identify

    path = tmp_path / "locked.flac"
    path.write_bytes(VOICE.read_bytes())
    path.chmod(0)
    tmp_path.chmod(0o755)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.setresuid(65534, 65534, 65534)
        try:
            identify(path)
            said = "was read"
        except NotReadable as error:
            said = error.reason
        except BaseException as error:
            said = repr(error)
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    said = os.read(read, 1000).decode()
    os.close(read)
    assert "permission" in said.lower() or "not allowed" in said.lower(), said


def test_samples_that_are_no_numbers_are_survived(tmp_path: Path) -> None:
    path = tmp_path / "nan.wav"
    samples = np.full(16_000, np.nan, "<f4")
    header = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + samples.nbytes, b"WAVE", b"fmt ", 16, 3, 1, 16_000,
                         64_000, 4, 32, b"data", samples.nbytes)  # fmt: skip
    path.write_bytes(header + samples.tobytes())
    done = run("analyze", path, "--json", home=tmp_path / "home")
    assert done.returncode == 0, done.stderr + done.stdout
    assert json.loads(done.stdout)["media"]["duration_ms"] == 1000


def test_a_folder_is_walked_and_what_is_no_recording_is_skipped(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "voice.flac").write_bytes(VOICE.read_bytes())
    (folder / "notes.txt").write_text("notes")
    done = run("analyze", folder, "--profile", "quick", home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert "1 skipped, 1 done" in done.stdout


def test_a_corrupt_database(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert run("list", home=home).returncode == 0
    database = home / "aima.sqlite"
    for beside in home.glob("aima.sqlite-*"):
        beside.unlink()
    database.write_bytes(b"not a database, but long enough to look like a file" * 100)
    done = run("analyze", VOICE, home=home)
    assert done.returncode == 2 and str(database) in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("prior_db", "prior_dbs"), "prior_dbs"),
        (("prior_db = ", 'prior_db = "x" #'), "prior_db"),
        (("[thresholds]", "[thresholds"), "TOML"),
    ],
)
def test_a_policy_that_cannot_be_used(tmp_path: Path, change: tuple[str, str], named: str) -> None:
    text = run("policy", "show").stdout
    assert change[0] in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(*change, 1))
    for words in (("analyze", VOICE, "--policy", path), ("policy", "check", path)):
        done = run(*words, home=tmp_path / "home" if words[0] == "analyze" else None)
        assert done.returncode == 2, done.stdout
        assert path.name in done.stderr and named in done.stderr and "Traceback" not in done.stderr


def test_bad_use(tmp_path: Path) -> None:
    assert run("analyze").returncode == 2
    assert run("analyze", VOICE, "--profile", "deep", home=tmp_path).returncode == 2
    assert run("show", "feedbeef", home=tmp_path).returncode == 2
    done = run("list", AIMA_HOME=str(tmp_path), AIMA_WORKERS="many")
    assert done.returncode == 2 and "AIMA_WORKERS" in done.stderr
    assert run("export", "x", "--to", tmp_path / "x", "--format", "pdf", home=tmp_path).returncode == 2


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    """A limit on the size of a file stands for the disk: the database cannot grow."""
    import resource

    home = tmp_path / "home"
    assert run("list", home=home).returncode == 0
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    limit = (home / "aima.sqlite").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        done = run("analyze", SAMPLES / "still.jpg", "--profile", "quick", home=home)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert done.returncode in (2, 3) and "space" in done.stderr and "Traceback" not in done.stderr
    again = run("analyze", SAMPLES / "still.jpg", "--profile", "quick", home=home)
    assert again.returncode == 0, again.stderr
