"""Lock files: held by the operating system for the life of a process, so a killed one leaves nothing locked."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from aima.errors import StoreBusy
from aima.stores.home import unusable

_RETRY_S = 0.05


@contextmanager
def locked(path: Path, busy: str, wait_s: float = 0.0) -> Iterator[None]:
    """Hold the lock file at `path`; raises `StoreBusy` with the sentence `busy` after `wait_s` seconds.

    The file exists only while the lock is held, because its name may tell which recording was here.
    """
    handle = _acquire(path, wait_s)
    if handle is None:
        raise StoreBusy(busy)
    try:
        yield
    finally:
        with suppress(FileNotFoundError):
            path.unlink()
        fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove the lock files that killed processes left behind."""
    for path in sorted(folder.glob("*.lock")):
        # One that is held belongs to a process that is at work, and stays.
        with suppress(StoreBusy), locked(path, "held"):
            pass


def _acquire(path: Path, wait_s: float) -> int | None:
    deadline = time.monotonic() + wait_s
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise unusable(path, error) from error
        if _try_lock(handle):
            if _is_still(path, handle):
                return handle
            os.close(handle)  # its holder removed the file while we waited for it: lock the new one
            continue
        os.close(handle)
        if time.monotonic() >= deadline:
            return None
        time.sleep(_RETRY_S)


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
