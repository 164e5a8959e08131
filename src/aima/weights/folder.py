"""A configured model folder: is everything there, and which bytes are they."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from aima.errors import ModelMissing


def require(folder: Path, needed: Iterable[str], what: str) -> None:
    """Raises `ModelMissing` where a file is missing or empty; a pattern ("vocabulary.*") wants at least one."""
    if not folder.is_dir():
        raise ModelMissing(f"{what}: {folder} is not a folder; name the folder that holds the model's files.")
    for pattern in needed:
        if not any(path.is_file() and path.stat().st_size > 0 for path in folder.glob(pattern)):
            raise ModelMissing(f"{what}: {pattern} is missing or empty in {folder}; copy or convert the model again.")


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and contents of the files in the folder (not below), in order of name, as hex.

    It belongs to the identity of every result. A file is read again only when its size or time of change differ.
    """
    total = hashlib.sha256()
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_file() and not path.name.startswith("."):
            facts = path.stat()
            total.update(f"{path.name}\0{_sha256(path.resolve(), facts.st_size, facts.st_mtime_ns)}\n".encode())
    return total.hexdigest()


@lru_cache(maxsize=256)
def _sha256(path: Path, size: int, changed_ns: int) -> str:  # noqa: ARG001  (both are there for the cache's key)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
