"""How many tokens a text takes, estimated without a tokenizer: a cost for each pair of neighbouring kinds of signs.

Which tokenizer a server uses is not known before it answers, and its vocabulary is no part of AIMA. Byte-pair
encodings split where the kind of sign changes and merge letters within words, so the kind of a sign and of the one
before it tell most of what it costs. The costs are in thousandths of a token, fitted to the dearest of four
vocabularies (docs/benchmarks.md); whole numbers, so that the parts of a text add up to the whole exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_CHUNK = 4_096
# Line end, space, a to z, A to Z, digit, other ASCII, accented Latin, other alphabets, East Asian, other signs, rest.
_END, _SPACE, _SMALL, _BIG, _DIGIT, _MARK, _LATIN, _LETTER, _WIDE, _SIGN, _FAR = range(11)
# Rows: the sign before; columns: the sign itself, both in the order above. A line end costs the same after any sign.
_COSTS = np.array(
    [
        [600, 310, 410, 410, 620, 620, 3300, 720, 1540, 3300, 3090],  # after a line end
        [600, 0, 0, 530, 3300, 910, 0, 980, 1530, 1190, 1700],  # after space
        [600, 590, 180, 0, 1730, 0, 2060, 290, 1540, 1660, 3090],  # after small
        [600, 0, 1480, 310, 240, 0, 3300, 720, 1540, 1720, 3090],  # after big
        [600, 1050, 1780, 2320, 930, 1050, 930, 720, 1550, 280, 3090],  # after digit
        [600, 0, 750, 2070, 0, 530, 0, 2650, 1540, 860, 2660],  # after mark
        [600, 0, 1690, 3300, 1030, 0, 3300, 720, 1540, 1550, 3090],  # after latin
        [600, 0, 580, 720, 1030, 2750, 930, 310, 1550, 1550, 3090],  # after letter
        [600, 290, 360, 720, 1030, 820, 930, 720, 1030, 1550, 3090],  # after wide
        [600, 0, 760, 2150, 0, 2360, 930, 720, 1550, 530, 3090],  # after sign
        [600, 70, 360, 720, 1030, 1710, 930, 720, 1550, 0, 2060],  # after far
    ],
    np.int64,
)


def count(text: str) -> int:
    """Tokens of a text, rounded up; 0 for none."""
    return -(-milli(text) // 1000)


def milli(text: str) -> int:
    """Thousandths of a token; two texts with a line end between them cost what both cost and `LINE_END`."""
    return int(_signs(text).sum())


def millis(lines: Sequence[str]) -> NDArray[np.int64]:
    """Thousandths of a token of each line, int64 `[N]`; many at once, and the same as one by one."""
    return np.concatenate([np.zeros(0, np.int64), *_summed(lines)])


def _summed(lines: Sequence[str]) -> Iterator[NDArray[np.int64]]:
    for start in range(0, len(lines), _CHUNK):
        some = lines[start : start + _CHUNK]
        costs = _signs("\n".join(["", *some]))
        lengths = np.fromiter((len(text) for text in some), np.int64, len(some))
        starts = np.concatenate([[0], np.cumsum(lengths + 1)[:-1]])
        # Each line is summed with the line end before it, so that an empty one is a stretch as well.
        yield np.add.reduceat(costs, starts) - LINE_END


def _signs(text: str) -> NDArray[np.int64]:
    """What each sign of a text costs after the one before it; a text begins as after a line end."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _KINDS[np.minimum(codes, 0xFFFF)]
    before = np.concatenate([np.full(1, _END, np.uint8), kinds[:-1]]) if kinds.size else kinds
    costs: NDArray[np.int64] = _COSTS[before, kinds]
    return costs


def _kinds_of_signs() -> NDArray[np.uint8]:
    """The kind of every sign of the basic plane, uint8 `[65536]`; the last stands for all beyond."""
    kinds = np.full(0x10000, _WIDE, np.uint8)
    kinds[:0x20] = _SIGN
    kinds[0x20:0x7F] = _MARK
    kinds[ord("\n")] = _END
    kinds[ord(" ")] = _SPACE
    kinds[ord("a") : ord("z") + 1] = _SMALL
    kinds[ord("A") : ord("Z") + 1] = _BIG
    kinds[ord("0") : ord("9") + 1] = _DIGIT
    kinds[0x7F:0xC0] = _SIGN
    kinds[0xC0:0x250] = _LATIN
    kinds[0x250:0x2000] = _LETTER
    kinds[0x2000:0x2E80] = _SIGN
    kinds[0xD800:] = _FAR
    return kinds


_KINDS = _kinds_of_signs()
LINE_END = int(_COSTS[_SMALL, _END])
"""What a line end costs, whatever stands before it."""
