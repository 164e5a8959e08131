"""Opens the stores of a home; the one place that chooses an adapter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aima.stores.base import Stores

BUSY_MS = 5_000
"""How long to wait for another process that writes, in milliseconds."""


def open_stores(home: Path, busy_ms: int = BUSY_MS) -> Stores:
    """The stores of this home, which is made where it is missing; to be used with `with`, or closed by `close()`.

    Raises `StoreError` where the home cannot be used, `StoreCorrupt` where its database cannot be read, `StoreFull`
    where there is no space, `StoreBusy` where another process keeps it locked for longer than `busy_ms`.
    """
    from aima.stores.sql.stores import SqlStores  # SQLAlchemy takes half a second

    return SqlStores(home, busy_ms)
