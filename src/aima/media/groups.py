"""Stretches of a video stream that can be decoded by themselves: from a key frame to the next one (child only).

Nothing is decoded here and nothing is sought: the packets are walked through in the order of the file, by the same
clock as the first reading. Where a search by time would land is decided by an index that may lie, and after a leap of
the timestamps it lands elsewhere in all honesty; what was walked through stands where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

MOST_BYTES = 64 << 20
"""Packets kept for one group; a group that is larger comes without them."""
ENDLESS_MS = 1 << 62


@dataclass(slots=True)
class Group:
    """The packets from one key frame on that are shown before the next key frame, which is the last of them or near.

    It speaks for the times from `start_ms` up to, not including, `end_ms`. `first`: the stream begins with it.
    """

    start_ms: int
    first: bool
    end_ms: int = ENDLESS_MS
    packets: list[Any] = field(default_factory=list)
    is_whole: bool = True
    """Whether the packets are all there."""
    _bytes: int = 0

    @property
    def key(self) -> Any:
        """The key frame's packet."""
        return self.packets[0]

    def add(self, packet: Any) -> None:
        """One packet more."""
        self._bytes += packet.size
        if self._bytes > MOST_BYTES:
            self.is_whole = False
            self.packets.clear()
        if self.is_whole:
            self.packets.append(packet)


def groups(placed: Iterable[tuple[Any, int]]) -> Iterator[Group]:
    """The groups of packets that come with the time in milliseconds at which each is shown, in order of the file.

    A group ends with the next key frame and what is shown before that although it is stored after it (frames that
    rest on both).
    """
    current: Group | None = None
    before: Group | None = None
    latest_ms = -1
    for packet, at_ms in placed:
        # One that is shown before what was stored before it is no beginning, whatever it says.
        if current is None or (packet.is_keyframe and at_ms > latest_ms):
            if before is not None:
                yield before
            before, current = current, Group(at_ms, first=current is None)
            if before is not None:
                before.end_ms = at_ms
                before.add(packet)
        elif before is not None:
            if at_ms >= current.start_ms:
                yield before
                before = None
            else:
                before.add(packet)
        current.add(packet)
        latest_ms = max(latest_ms, at_ms)
    yield from (group for group in (before, current) if group is not None)
