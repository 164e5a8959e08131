"""Settings from the environment, checked before anything is done with them."""

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from aima.errors import BadSetting
from aima.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in [name for name in os.environ if name.startswith("AIMA_")]:
        monkeypatch.delenv(name)


def test_without_any_everything_has_its_default(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    found = read_settings()
    assert found.home_folder == tmp_path / "aima" and found.policy is None and not found.unsafe_decoder
    assert 1 <= found.worker_count <= (os.cpu_count() or 1)


def test_the_environment_is_read_and_an_empty_variable_is_none(monkeypatch):
    monkeypatch.setenv("AIMA_WORKERS", "3")
    monkeypatch.setenv("AIMA_POLICY", "")
    monkeypatch.setenv("AIMA_UNSAFE_DECODER", "true")
    found = read_settings()
    assert (found.worker_count, found.policy, found.unsafe_decoder) == (3, None, True)


def test_what_is_given_goes_before_the_environment_and_none_is_not_given(monkeypatch):
    monkeypatch.setenv("AIMA_WORKERS", "3")
    assert read_settings(workers=2).workers == 2
    assert read_settings(workers=None).workers == 3


@pytest.mark.parametrize("name", ["home", "policy", "whisper"])
def test_paths_are_whole_wherever_the_command_was_given(name, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert getattr(read_settings(**{name: "~/a"}), name) == tmp_path / "a"
    assert getattr(read_settings(**{name: "b"}), name) == tmp_path / "b"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WORKERS", "many"),
        ("WORKERS", "-1"),
        ("MAX_DURATION_H", "0"),
        ("MAX_MEGAPIXELS", "inf"),
        ("DECODER_MEMORY_MB", "10"),
        ("UNSAFE_DECODER", "perhaps"),
    ],
)
def test_a_wrong_one_is_named_in_one_sentence(monkeypatch, name, value):
    monkeypatch.setenv(f"AIMA_{name}", value)
    with pytest.raises(BadSetting, match=rf"^AIMA_{name}: \w.*docs/settings.md\)$"):
        read_settings()


def test_they_never_change():
    with pytest.raises(ValidationError):
        read_settings().workers = 5
    assert all(field.description for field in Settings.model_fields.values())
    assert isinstance(read_settings(home="/x").home, Path)
