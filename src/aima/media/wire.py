"""The framed protocol between child and parent: one byte of kind, eight of length, then that many bytes.

The parent does not trust what comes: every length is bounded before anything is allocated for it.
"""

from __future__ import annotations

import json
import os
import select
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

_HEAD = struct.Struct("=BQ")
PROGRESS = struct.Struct("=QQ")
"""Milliseconds of media reached, bytes of the file read."""
CLIP = struct.Struct("=IQQQI")
"""Index, start and end in milliseconds, bytes of samples (0: no sound), number of frames."""
FRAME = struct.Struct("=QIIdB")
"""Time in milliseconds, height, width, novelty, whether it follows a cut."""
MAX_TEXT = 1 << 18


class Tag(IntEnum):
    """The kinds of message.

    `CLIP` is followed by its samples, then by each frame's head and points, without heads of messages; `LOOK` is one
    frame's head, followed by its points.
    """

    READY = 1
    OPENED = 2
    PROGRESS = 3
    CLIP = 4
    END = 5
    REFUSED = 6
    LOOK = 7


class Nonsense(Exception):
    """The other side does not keep to the protocol."""


class Gone(Exception):
    """The other side ended before it said so."""


class TooSlow(Exception):
    """Nothing came for too long. `overall` says that it is the sum of all waiting that was too long."""

    def __init__(self, overall: bool) -> None:
        super().__init__("waited too long")
        self.overall = overall


class Sender:
    """The child's end; a write waits until the parent reads, which is what holds the child back."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def send(self, tag: Tag, content: bytes | memoryview = b"") -> None:
        """One message. Raises `BrokenPipeError` where nobody listens any more."""
        self.write(_HEAD.pack(tag, len(content)))
        self.write(content)

    def send_json(self, tag: Tag, value: object) -> None:
        """One message of JSON."""
        self.send(tag, json.dumps(value).encode())

    def write(self, content: bytes | memoryview) -> None:
        """Bytes without a head, whose length was announced before."""
        view = memoryview(content)
        while view:
            view = view[os.write(self._descriptor, view) :]


@dataclass(slots=True)
class Patience:
    """How long to wait: `still` seconds without any sign, and until `granted` seconds of waiting are used up."""

    still: float
    granted: float
    used: float = 0.0


class Receiver:
    """The parent's end."""

    def __init__(self, descriptor: int, patience: Patience) -> None:
        self._descriptor = descriptor
        self.patience = patience
        self._poll = select.poll()
        self._poll.register(descriptor, select.POLLIN)

    def head(self, allowed: Sequence[Tag]) -> tuple[Tag, int]:
        """The kind and length of the next message. Raises `Nonsense`, `Gone` or `TooSlow`."""
        tag, length = _HEAD.unpack(self.take(_HEAD.size))
        if tag not in allowed:
            raise Nonsense
        return Tag(tag), length

    def take(self, length: int) -> bytes:
        """So many bytes, at most `MAX_TEXT`."""
        if length > MAX_TEXT:
            raise Nonsense
        buffer = bytearray(length)
        self.fill(memoryview(buffer))
        return bytes(buffer)

    def json(self, length: int) -> object:
        """A JSON value of so many bytes."""
        try:
            return json.loads(self.take(length))
        except (ValueError, RecursionError) as error:
            raise Nonsense from error

    def fill(self, view: memoryview) -> None:
        """Read until the buffer is full."""
        view = view.cast("B")
        while view:
            self._wait()
            count = os.readv(self._descriptor, [view])
            if count == 0:
                raise Gone
            view = view[count:]

    def _wait(self) -> None:
        patience = self.patience
        left = min(patience.still, patience.granted - patience.used)
        begun = time.monotonic()
        ready = self._poll.poll(max(0.0, left) * 1000)
        patience.used += time.monotonic() - begun
        if not ready:
            raise TooSlow(overall=patience.used >= patience.granted)
