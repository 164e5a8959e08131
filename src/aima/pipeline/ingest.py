"""Which recordings are meant: files by name, and what lies in folders, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def recordings(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Each file with whether it came from a folder; folders are walked by name, hidden files and links left out."""
    for path in paths:
        if not path.is_dir():
            yield path, False
            continue
        for folder, below, names in os.walk(path, followlinks=False):
            below[:] = sorted(name for name in below if not name.startswith("."))
            for name in sorted(names):
                found = Path(folder, name)
                if not name.startswith(".") and not found.is_symlink():
                    yield found, True
