"""Which recordings are meant by files and folders."""

import errno
import os
from pathlib import Path

from aima.pipeline.ingest import recordings


def made(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return paths


def test_files_are_taken_as_they_are_named_even_where_there_is_nothing(tmp_path: Path) -> None:
    (hidden,) = made(tmp_path, ".hidden.mp4")
    missing = tmp_path / "missing.mp4"
    assert list(recordings([missing, hidden])) == [(missing, False), (hidden, False)]


def test_folders_are_walked_by_name_whatever_order_the_disk_has(tmp_path: Path) -> None:
    b, a, deep = made(tmp_path, "b.mp4", "a.wav", "c/deep.mp4")
    assert list(recordings([tmp_path])) == [(a, True), (b, True), (deep, True)]


def test_hidden_files_and_folders_and_links_are_left_out(tmp_path: Path) -> None:
    outside, seen, *_ = made(tmp_path, "outside.mp4", "in/seen.mp4", "in/.hidden.mp4", "in/.git/x.mp4")
    (tmp_path / "in/link.mp4").symlink_to(outside)
    (tmp_path / "in/loop").symlink_to(tmp_path / "in", target_is_directory=True)
    assert list(recordings([tmp_path / "in"])) == [(seen, True)]


def test_the_order_of_the_call_is_kept_and_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    one, two = made(tmp_path, "z/1.mp4", "a/2.mp4")
    assert [path for path, _ in recordings([tmp_path / "z", tmp_path / "empty", tmp_path / "a"])] == [one, two]


def test_the_home_is_not_entered_and_a_closed_folder_is_not_passed_over(tmp_path: Path, monkeypatch) -> None:
    home, closed, seen = tmp_path / "home", tmp_path / "closed", tmp_path / "seen.wav"
    for folder in (home, closed):
        folder.mkdir()
        (folder / "inside.wav").touch()
    seen.touch()
    assert list(recordings([tmp_path], leave_out=home)) == [(seen, True), (closed / "inside.wav", True)]
    real = os.scandir

    def scandir(path):
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert list(recordings([tmp_path], leave_out=home)) == [(seen, True), (closed, False)]
