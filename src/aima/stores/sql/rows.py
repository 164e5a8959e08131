"""Drafts as rows and back, exactly; and the seal that tells whether the rows of a clip are those that were stored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aima.errors import BadUse
from aima.model import kinds
from aima.model.observation import Box, Draft, Observation, ObservationId, RunId, Vector, observation_id
from aima.model.span import Span

COLUMNS = (
    "position",
    "kind",
    "start_ms",
    "end_ms",
    "confidence",
    "subject",
    "payload",
    "box",
    "space",
    "dimension",
    "vector",
    "sources",
)
"""The columns of a row in the order of its values, after `run` and `clip`."""
Row = Sequence[Any]
_DECIMALS = 1e5  # `Vector.of` keeps five decimals


def to_row(position: int, draft: Draft) -> tuple[Any, ...]:
    """The values of `COLUMNS`, with Python's numbers instead of numpy's.

    Raises `BadUse` for a kind that could not be read back.
    """
    if kinds.BY_NAME.get(draft.kind.name) is not draft.kind:
        raise BadUse(f"{draft.kind.name} is not a kind of aima.model.kinds, so it cannot be stored.")
    box, vector = draft.box, draft.vector
    return (
        position,
        draft.kind.name,
        int(draft.span.start_ms),
        int(draft.span.end_ms),
        draft.confidence,
        draft.subject,
        draft.payload.model_dump_json(),
        None if box is None else json.dumps([float(v) for v in (box.x, box.y, box.w, box.h)]),
        None if vector is None else vector.space,
        None if vector is None else len(vector.values),
        None if vector is None else pack(vector.values),
        json.dumps(draft.sources) if draft.sources else None,
    )


def from_row(run: RunId, clip: int, row: Row) -> Observation:
    """The observation that `to_row` was given; raises `ValueError` or `KeyError` where the row is damaged."""
    position, kind_name, start_ms, end_ms, confidence, subject, payload, box, space, dimension, vector, sources = row
    kind = kinds.BY_NAME[kind_name]
    draft = Draft(
        kind,
        Span(start_ms, end_ms),
        kind.payload.model_validate_json(payload),
        confidence,
        subject,
        None if box is None else Box(*json.loads(box)),
        None if vector is None else Vector(space, unpack(vector, dimension)),
        () if sources is None else tuple(ObservationId(source) for source in json.loads(sources)),
    )
    return Observation(observation_id(run, clip, position), run, clip, draft)


def pack(values: Sequence[float]) -> bytes:
    """Little-endian float32 where that gives the same numbers back, float64 where it does not (large numbers)."""
    wide = np.asarray(values, "<f8")
    with np.errstate(over="ignore"):  # what is too large for float32 comes back as infinity, so it is kept wide
        narrow = wide.astype("<f4")
    return narrow.tobytes() if np.array_equal(_kept(narrow), wide) else wide.tobytes()


def unpack(blob: bytes, dimension: int) -> tuple[float, ...]:
    """The numbers that `pack` was given."""
    if len(blob) == 8 * dimension:
        return tuple(np.frombuffer(blob, "<f8").tolist())
    if len(blob) != 4 * dimension:
        raise ValueError(f"{len(blob)} bytes are no vector of {dimension} numbers")
    return tuple(_kept(np.frombuffer(blob, "<f4")).tolist())


def _kept(narrow: NDArray[np.float32]) -> NDArray[np.float64]:
    # The nearest number with five decimals is the one that was rounded to five decimals before.
    return np.asarray(np.rint(narrow.astype(np.float64) * _DECIMALS) / _DECIMALS)


def sealed(run: RunId, clip: int, span: Span, rows: Iterable[Row]) -> str:
    """SHA-256 over the rows of one clip of one run, in order of position, as hex.

    It tells whether they are those that were stored, so that a changed byte on the disk does not become evidence.
    """
    together = hashlib.sha256(f"{run}:{clip}:{span.start_ms}:{span.end_ms}".encode())
    for row in rows:
        text = "\x1f".join("" if value is None else str(value) for value in (*row[:10], row[11]))
        together.update(text.encode())
        if row[10] is not None:
            together.update(row[10])
        together.update(b"\x1e")
    return together.hexdigest()


def seal_of_texts(texts: Iterable[str]) -> str:
    """SHA-256 over several texts, each with its length, as hex."""
    together = hashlib.sha256()
    for text in texts:
        data = text.encode()
        together.update(f"{len(data)}:".encode() + data)
    return together.hexdigest()
