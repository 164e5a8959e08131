"""The recording as a file object without a name, so that no demuxer can be led by it (child only)."""

from __future__ import annotations

import io
import os


class Recording(io.RawIOBase):
    """An open descriptor; `furthest` is how far it was read."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor
        self.size = os.fstat(descriptor).st_size
        self._at = 0
        self.furthest = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes from here."""
        part = self.read_at(self._at, size if size >= 0 else self.size - self._at)
        self._at += len(part)
        return part

    def read_at(self, offset: int, count: int) -> bytes:
        """Up to `count` bytes from `offset`."""
        part = os.pread(self._descriptor, count, offset) if 0 <= offset < self.size and count > 0 else b""
        if part:
            self.furthest = max(self.furthest, offset + len(part))
        return part

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go there."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """Where it is."""
        return self._at
