"""Who a file is: the SHA-256 of its bytes, read as a stream."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from aima.errors import NotReadable
from aima.model.media import MediaId

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file with the identity of its content. `modified_ns` lets a later opening notice that it was changed."""

    path: Path
    id: MediaId
    size_bytes: int
    name: str
    modified_ns: int = 0


def identify(path: Path) -> Source:
    """Read the file once and name it by its bytes.

    Raises `NotReadable` for what is missing, no regular file, not permitted, empty, or vanishes while it is read.
    """
    descriptor, status = open_regular(path)
    try:
        digest = hashlib.sha256()
        buffer = bytearray(_BLOCK)
        view = memoryview(buffer)
        size = 0
        while count := os.readv(descriptor, [buffer]):
            digest.update(view[:count])
            size += count
        after = os.fstat(descriptor)
    except OSError as error:
        raise NotReadable(path.name, _sentence(error)) from error
    finally:
        os.close(descriptor)
    if size == 0:
        raise NotReadable(path.name, "the file is empty; nothing can be analysed in it")
    if (after.st_size, after.st_mtime_ns) != (status.st_size, status.st_mtime_ns) or size != status.st_size:
        raise NotReadable(path.name, "the file changed while it was read; wait until it is complete")
    return Source(path, MediaId(digest.hexdigest()), size, path.name, status.st_mtime_ns)


def reopen(source: Source) -> int:
    """A descriptor on an identified file, read-only. Raises `NotReadable` where it is not the same any more."""
    descriptor, status = open_regular(source.path)
    changed = status.st_size != source.size_bytes
    if changed or (source.modified_ns and status.st_mtime_ns != source.modified_ns):
        os.close(descriptor)
        raise NotReadable(source.name, "the file changed since it was identified; analyse it again")
    return descriptor


def open_regular(path: Path) -> tuple[int, os.stat_result]:
    """Open a regular file read-only, never waiting for a pipe and never touching a device. Raises `NotReadable`."""
    name = path.name or str(path)
    try:
        _demand_regular(name, path.stat())
        # O_NONBLOCK: whatever took the place of the file since then cannot hold us up.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    except (OSError, ValueError) as error:
        raise NotReadable(name, _sentence(error)) from error
    try:
        status = os.fstat(descriptor)
        _demand_regular(name, status)
        os.set_blocking(descriptor, True)
    except NotReadable:
        os.close(descriptor)
        raise
    return descriptor, status


_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


def _demand_regular(name: str, status: os.stat_result) -> None:
    if stat.S_ISREG(status.st_mode):
        return
    what = next((word for test, word in _KINDS if test(status.st_mode)), "no regular file")
    raise NotReadable(name, f"this is {what}; give a file that holds a recording")


def _sentence(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "there is no such file; check the path"
    if isinstance(error, PermissionError):
        return "it may not be read; give this user permission to read it"
    reason = (error.strerror or "").lower() if isinstance(error, OSError) else "its path cannot be used"
    return f"it cannot be read ({reason or type(error).__name__}); check the path and the disk"
