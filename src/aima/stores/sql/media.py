"""Recordings and their stills."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Row, insert, select, update

from aima.errors import NotFound
from aima.model.media import Media, MediaId, MediaKind, Stream, StreamKind
from aima.model.words import Words
from aima.stores.base import Still
from aima.stores.sql import tables
from aima.stores.sql.engine import Database


class SqlMedia:
    """`MediaStore` over the tables `media` and `stills`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, media: Media, source: str) -> None:
        """Insert or update."""
        values = {
            "name": media.name,
            "source": source,
            "size_bytes": media.size_bytes,
            "kind": media.kind.value,
            "container": media.container,
            "duration_ms": media.duration_ms,
            "truncated": media.truncated,
            "streams": json.dumps([_as_json(stream) for stream in media.streams]),
        }
        with self._database.writing() as connection:
            changed = connection.execute(update(tables.media).where(tables.media.c.id == media.id).values(values))
            if changed.rowcount == 0:
                connection.execute(insert(tables.media).values(id=media.id, **values))

    def get(self, id: MediaId) -> Media:
        """Raises `NotFound`."""
        with self._database.decoding():
            return _media_of(self._row(id))

    def source(self, id: MediaId) -> str:
        """The path it was last read from. Raises `NotFound`."""
        return str(self._row(id).source)

    def stills(self, id: MediaId) -> Sequence[Still]:
        """The kept stills in order of time."""
        columns = tables.stills.c
        with self._database.reading() as connection:
            found = connection.execute(
                select(columns.at_ms, columns.jpeg).where(columns.media == id).order_by(columns.at_ms)
            )
            return tuple(Still(at_ms, jpeg) for at_ms, jpeg in found)

    def _row(self, id: MediaId) -> Row[Any]:
        with self._database.reading() as connection, self._database.decoding():
            row = connection.execute(select(tables.media).where(tables.media.c.id == id)).one_or_none()
        if row is None:
            raise NotFound("This recording is not in this home; analyse it first.")
        return row


def _media_of(row: Row[Any]) -> Media:
    return Media(
        id=MediaId(row.id),
        name=row.name,
        size_bytes=row.size_bytes,
        kind=MediaKind(row.kind),
        container=row.container,
        duration_ms=row.duration_ms,
        streams=tuple(_stream_of(stream) for stream in json.loads(row.streams)),
        truncated=row.truncated,
    )


def _as_json(stream: Stream) -> dict[str, JsonValue]:
    return {**asdict(stream), "note": None if stream.note is None else stream.note.model_dump()}


def _stream_of(text: dict[str, Any]) -> Stream:
    note = None if text["note"] is None else Words.model_validate(text["note"])
    return Stream(**{**text, "kind": StreamKind(text["kind"]), "note": note})
