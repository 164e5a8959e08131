"""A Whisper model in CTranslate2's format: checked before anything loads it, so that nothing is ever downloaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aima.errors import ModelMissing
from aima.weights.folder import fingerprint, require

NAME = "whisper"
# Without tokenizer.json faster-whisper would fetch one from a model hub.
NEEDED = ("model.bin", "config.json", "tokenizer.json", "vocabulary.*")


@dataclass(frozen=True, slots=True)
class WhisperFolder:
    """A complete folder and the fingerprint of its bytes."""

    path: Path
    sha256: str


def whisper_folder(models: Mapping[str, Path]) -> WhisperFolder:
    """The configured folder, complete. Raises `ModelMissing` where none is configured or a file is missing."""
    path = models.get(NAME)
    if path is None:
        raise ModelMissing(
            "No Whisper model is configured: name a CTranslate2 Whisper folder by AIMA_WHISPER, "
            "or put it into models/whisper of the home."
        )
    require(path, NEEDED, "The Whisper model cannot be used")
    return WhisperFolder(path, fingerprint(path))
