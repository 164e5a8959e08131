"""Which recordings are meant by files and folders."""

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
