"""Whether a file ends in the middle: its own structure promises more bytes than there are.

Containers that are written as a stream (MP3, ADTS, MPEG, FLV) promise nothing, and nothing is said about them.
"""

from __future__ import annotations

from collections.abc import Callable

from aima.media.sniff import Format, ReadAt

_MAX_BOXES = 10_000


def ends_early(format: Format, read_at: ReadAt, size: int) -> bool:
    """Whether a container of this format and size in bytes was cut off."""
    check = _CHECKS.get(format.reader)
    return check is not None and check(read_at, size)


def _boxes(read_at: ReadAt, size: int) -> bool:
    """ISO 14496-12: boxes one after the other; one of length 0 reaches to the end."""
    at = 0
    for _ in range(_MAX_BOXES):
        head = read_at(at, 16)
        if len(head) < 8:
            return len(head) > 0
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length == 0:
            return False
        if length < 8:
            return False  # what follows is no box, so nothing is promised
        at += length
        if at > size:
            return True
    return False


def _riff(read_at: ReadAt, size: int) -> bool:
    """RIFF and FORM give the length of all that follows; 0 and the largest number stand for "not known"."""
    head = read_at(0, 8)
    order = "big" if head[:4] == b"FORM" else "little"
    length = int.from_bytes(head[4:8], order)  # type: ignore[arg-type]
    return head[:4] in {b"RIFF", b"FORM"} and length not in {0, 0xFFFFFFFF} and length + 8 > size + 1


def _ogg(read_at: ReadAt, size: int) -> bool:
    """RFC 3533: the last page carries the mark of the stream's end, and is complete."""
    tail_at = max(0, size - 3 * 65_536)
    tail = read_at(tail_at, size - tail_at)
    last = tail.rfind(b"OggS")
    page = tail[last:]
    if last < 0 or len(page) < 27 or len(page) < 27 + page[26]:
        return True
    complete = len(page) >= 27 + page[26] + sum(page[27 : 27 + page[26]])
    return not (complete and page[5] & 4)


def _matroska(read_at: ReadAt, size: int) -> bool:
    """RFC 8794: the Segment after the EBML head says how long it is; all ones stand for "not known"."""
    head = read_at(0, 64)
    first = _vint(head, 4)
    if first is None:
        return False
    at = first[1] + first[0]
    segment = read_at(at, 16)
    length = _vint(segment, 4) if segment[:4] == b"\x18\x53\x80\x67" else None
    if length is None:
        return False
    unknown = length[0] == (1 << 7 * (length[1] - 4)) - 1
    return not unknown and at + length[1] + length[0] > size


def _vint(data: bytes, at: int) -> tuple[int, int] | None:
    """A variable-length number and the position behind it."""
    if at >= len(data) or data[at] == 0:
        return None
    width = 9 - data[at].bit_length()
    if at + width > len(data):
        return None
    return int.from_bytes(data[at : at + width], "big") & ((1 << 7 * width) - 1), at + width


_CHECKS: dict[str, Callable[[ReadAt, int], bool]] = {
    "mov": _boxes,
    "avi": _riff,
    "wav": _riff,
    "aiff": _riff,
    "ogg": _ogg,
    "matroska": _matroska,
}
