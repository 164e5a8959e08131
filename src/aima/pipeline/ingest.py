"""Which recordings are meant: files by name, and what lies in folders, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def recordings(paths: Iterable[Path], leave_out: Path | None = None) -> Iterator[tuple[Path, bool]]:
    """Each file with whether it came from a folder; folders are walked by name, hidden files and links left out.

    A folder that may not be read comes as if it had been named by hand, so that it is refused and not passed over.
    `leave_out` is a folder that is not entered: what AIMA keeps is no recording.
    """
    for path in paths:
        if path.is_dir():
            yield from _walk(path, leave_out)
        else:
            yield path, False


def _walk(top: Path, leave_out: Path | None) -> Iterator[tuple[Path, bool]]:
    closed: list[OSError] = []
    for folder, below, names in os.walk(top, onerror=closed.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        if leave_out is not None and below:
            below[:] = [name for name in below if not _same(Path(folder, name), leave_out)]
        for name in sorted(names):
            found = Path(folder, name)
            if not name.startswith(".") and not found.is_symlink():
                yield found, True
    for error in closed:
        yield Path(error.filename), False


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
