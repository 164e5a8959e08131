import os
from pathlib import Path

import pytest

from aima.errors import ModelMissing
from aima.weights.folder import fingerprint, require
from aima.weights.packaged import packaged
from aima.weights.whisper import NEEDED, whisper_folder


def complete(folder: Path) -> Path:
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_text(name)
    return folder


def test_a_complete_folder_is_accepted_with_its_fingerprint(tmp_path: Path) -> None:
    folder = whisper_folder({"whisper": complete(tmp_path)})
    assert folder.path == tmp_path
    assert len(folder.sha256) == 64


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "vocabulary.txt"])
def test_a_missing_or_empty_file_is_named(tmp_path: Path, name: str) -> None:
    complete(tmp_path)
    (tmp_path / name).write_text("")
    with pytest.raises(ModelMissing, match=name.split(".")[0]):
        whisper_folder({"whisper": tmp_path})
    (tmp_path / name).unlink()
    with pytest.raises(ModelMissing, match=name.split(".")[0]):
        whisper_folder({"whisper": tmp_path})


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="not a folder"):
        require(tmp_path / "nowhere", NEEDED, "The model")


def test_the_fingerprint_follows_contents_and_names_and_not_times(tmp_path: Path) -> None:
    first = fingerprint(complete(tmp_path))
    os.utime(tmp_path / "model.bin", ns=(1, 1))
    (tmp_path / ".hidden").write_text("x")
    assert fingerprint(tmp_path) == first
    (tmp_path / "model.bin").write_text("another")
    changed = fingerprint(tmp_path)
    assert changed != first
    (tmp_path / "model.bin").rename(tmp_path / "model2.bin")
    assert fingerprint(tmp_path) not in (first, changed)


def test_packaged_files_are_found_without_importing() -> None:
    assert packaged("faster_whisper", "assets/silero_vad_v6.onnx").is_file()
    for package, path in (("faster_whisper", "assets/none.onnx"), ("no_such_package_here", "x")):
        with pytest.raises(ModelMissing, match="install"):
            packaged(package, path)
