"""Bytes to clips: identity, probing, sandboxed decoding, cutting. The only room that knows PyAV.

`identify` names a file by its content, `Decoder` reads it in a sandboxed child process and gives `Reading`s of clips.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aima.media.decode import Decoder as Decoder
    from aima.media.identity import Source as Source
    from aima.media.identity import identify as identify
    from aima.media.limits import Limits as Limits
    from aima.media.reading import Reading as Reading
    from aima.media.sandbox import Guard as Guard
    from aima.media.sandbox import can_decode as can_decode
    from aima.media.sandbox import guards as guards

_HOME = {
    "Decoder": "decode",
    "Guard": "sandbox",
    "Limits": "limits",
    "Reading": "reading",
    "Source": "identity",
    "can_decode": "sandbox",
    "guards": "sandbox",
    "identify": "identity",
}


def __getattr__(name: str) -> object:
    # The child process imports this package too, and must not load what only the parent needs.
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(import_module(f"aima.media.{_HOME[name]}"), name)
