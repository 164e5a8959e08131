"""Short ids: five letters and digits that name an observation in a digest, and that cannot be guessed.

They come out of the SHA-256 of the observation's own id, so the same observation has the same short id on every
machine, and an invented one hits nothing. The first sign is a letter and the second a digit, so that no id is a word
or a time. The alphabet is Crockford's base 32 in lower case (no i, l, o, u).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

from aima.model.observation import ObservationId

LENGTH = 5
_LETTERS = "abcdefghjkmnpqrstvwxyz"
_DIGITS = "0123456789"
_SIGNS = _DIGITS + _LETTERS
_LONGEST = 16
_FIRST = tuple(_LETTERS[byte % len(_LETTERS)] for byte in range(256))
_SECOND = tuple(_DIGITS[byte % len(_DIGITS)] for byte in range(256))
_OTHERS = bytes(ord(_SIGNS[byte % len(_SIGNS)]) for byte in range(256))


def short_ids(ids: Sequence[ObservationId]) -> dict[ObservationId, str]:
    """The short id of each; where several begin alike they get as many signs more as tell them apart.

    Like git's abbreviations they depend on which observations there are, and not on their order.
    """
    alike: dict[str, list[ObservationId]] = defaultdict(list)
    whole = {id: spelled(id) for id in ids}
    for id, signs in whole.items():
        alike[signs[:LENGTH]].append(id)
    found = {}
    for short, group in alike.items():
        length = LENGTH if len(group) == 1 else _telling_apart([whole[id] for id in group])
        found.update({id: short if length == LENGTH else whole[id][:length] for id in group})
    return found


def spelled(id: ObservationId) -> str:
    """All 16 signs of one id: a letter, a digit, then base 32."""
    hashed = sha256(id.encode("utf-8", "surrogatepass")).digest()
    return _FIRST[hashed[0]] + _SECOND[hashed[1]] + hashed[2:_LONGEST].translate(_OTHERS).decode("ascii")


def _telling_apart(group: Sequence[str]) -> int:
    lengths = range(LENGTH + 1, _LONGEST + 1)
    return next((n for n in lengths if len({signs[:n] for signs in group}) == len(group)), _LONGEST)
