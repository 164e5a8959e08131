"""The home: one folder that holds everything AIMA keeps, readable by its owner alone.

HOME/            0700
  FORMAT         the layout of this folder; a newer one is left alone
  aima.sqlite    0600, with -wal and -shm beside it while it is open
  dossiers/      one HTML file an analysis, 0600
  locks/         one file a recording that is worked on right now
  models/        models that the user put there
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from aima.errors import StoreError, StoreFull

FORMAT = 1
"""The layout this version writes; it rises only when an older AIMA could do harm in a newer home."""
DATABASE = "aima.sqlite"
"""The name of the database within the home."""
LOCKS = "locks"
"""The folder of the lock files within the home."""
_MARKER = "FORMAT"
_MARKER_TEXT = re.compile(r"AIMA home, format (\d{1,6})\s*\Z")
NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""How the operating system says that a disk, a quota or a file is full."""


def make_home(home: Path) -> Path:
    """Make the folder where it is missing (0700) and return it; raises `StoreError` where it cannot be used."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        (home / LOCKS).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise unusable(home, error) from error
    _check_format(home)
    return home


def is_settled(home: Path) -> bool:
    """Whether a database was completed in this home before: an empty one is then a loss, not a beginning."""
    return (home / _MARKER).exists()


def settle(home: Path) -> None:
    """Write the marker; done last, so that a home that was killed while it was made is simply made again."""
    if is_settled(home):
        return
    try:
        handle = os.open(home / _MARKER, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"AIMA home, format {FORMAT}\n")
    except OSError as error:
        raise unusable(home, error) from error


def unusable(path: Path, error: OSError) -> StoreError:
    """The operating system's refusal as a sentence for a person."""
    if error.errno in NO_SPACE:
        return StoreFull(f"There is no space left for {path}; make room and run the same command again.")
    if isinstance(error, FileExistsError | NotADirectoryError):
        return StoreError(f"{path} cannot be the home because a file is in the way; name another folder by --home.")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return StoreError(f"{path} cannot be written; give yourself the right to write there or use --home.")
    return StoreError(f"{path} cannot be used ({os.strerror(error.errno or 0)}); name another folder by --home.")


def _check_format(home: Path) -> None:
    marker = home / _MARKER
    try:
        text = marker.read_bytes()[:64].decode("ascii", "replace")
    except FileNotFoundError:
        return
    except OSError as error:
        raise unusable(marker, error) from error
    found = _MARKER_TEXT.match(text)
    # An empty marker is what a full disk leaves; the database then tells whether all is well.
    if text and found is None:
        raise StoreError(f"{marker} does not say that {home} is a home of AIMA; name another folder by --home.")
    if found is not None and int(found[1]) > FORMAT:
        raise StoreError(f"{home} was made by a newer AIMA; update AIMA or name another folder by --home.")
