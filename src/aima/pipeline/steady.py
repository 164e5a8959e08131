"""Whether a recording is still the one that was identified, while it is being analysed.

Results are kept under the hash of the bytes. A file that is written to meanwhile would put what was read of other bytes
under that hash for good, so nothing is committed that was read after a change.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aima.errors import NotReadable
from aima.media import Source
from aima.media.identity import reopen

Check = Callable[[], None]
"""Raises `NotReadable` where the file was changed since it was identified; moved or deleted, it is still the same."""


@contextmanager
def steady(source: Source) -> Iterator[Check]:
    """A check for as long as the context holds. Raises `NotReadable` where it is another file already."""
    descriptor = reopen(source)

    def check() -> None:
        status = os.fstat(descriptor)
        if (status.st_size, status.st_mtime_ns) != (source.size_bytes, source.modified_ns):
            raise NotReadable(source.name, "the file was changed while it was analysed; analyse it when it is complete")

    try:
        yield check
    finally:
        os.close(descriptor)
