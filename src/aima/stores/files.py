"""Files for people (dossiers, exports): there whole or not at all, and readable by their owner alone."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from aima.errors import StoreError, StoreFull
from aima.stores.home import NO_SPACE


def write_whole(target: Path, parts: Iterable[bytes]) -> None:
    """Write beside the target, then put it in its place; folders on the way are made.

    Raises `StoreFull` or `StoreError`; then the target is as it was before.
    """
    beside: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            beside = Path(file.name)
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
        beside = None
    except OSError as error:
        if error.errno in NO_SPACE:
            raise StoreFull(f"{target}: no space left; make room and run the same command again") from None
        raise StoreError(f"{target} cannot be written: {(error.strerror or 'unknown reason').lower()}") from None
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)
