"""Ogg files with several recordings one after the other (RFC 3533, 4): FFmpeg decodes only the first of them rightly.

What would not be heard must not be passed over in silence, so such a file is refused and its owner told to split it.
"""

from __future__ import annotations

from aima.media.sniff import ReadAt

_HEAD = 27
_BEGINS = 2
_BLOCK = 1 << 18


def has_second_link(read_at: ReadAt, size: int) -> bool:
    """Whether a stream begins after the pages of another one have come; walks from page to page."""
    at, block_at, block = 0, 0, b""
    data_seen = False
    while at + _HEAD <= size:
        if not block_at <= at <= block_at + len(block) - _HEAD - 255:
            block_at, block = at, read_at(at, _BLOCK)
        head = block[at - block_at : at - block_at + _HEAD + 255]
        if len(head) < _HEAD or head[:4] != b"OggS":
            return False  # damaged from here on; the demuxer finds what can be found
        begins = bool(head[5] & _BEGINS)
        if begins and data_seen:
            return True
        data_seen = data_seen or not begins
        at += _HEAD + head[26] + sum(head[_HEAD : _HEAD + head[26]])
    return False
