"""Small pictures of a clip, kept so that a dossier can show what was seen after the recording is gone."""

from __future__ import annotations

from io import BytesIO

from aima.model.clip import Clip, Frame
from aima.stores.base import Still

PER_CLIP = 4
"""Stills kept of one clip: those that show most that is new."""
LONG_SIDE_PX = 480
APART_MS = 1000


def pick_stills(clip: Clip) -> tuple[Still, ...]:
    """Up to `PER_CLIP` stills of the frames with the greatest novelty, at least a second apart, in order of time."""
    picked: list[Frame] = []
    for frame in sorted(clip.frames, key=lambda frame: (-frame.novelty, frame.at_ms)):
        if len(picked) == PER_CLIP:
            break
        if all(abs(frame.at_ms - other.at_ms) >= APART_MS for other in picked):
            picked.append(frame)
    return tuple(Still(frame.at_ms, _jpeg(frame)) for frame in sorted(picked, key=lambda frame: frame.at_ms))


def _jpeg(frame: Frame) -> bytes:
    from PIL import Image

    image = Image.fromarray(frame.rgb)
    image.thumbnail((LONG_SIDE_PX, LONG_SIDE_PX))
    written = BytesIO()
    image.save(written, "JPEG", quality=72, optimize=True)
    return written.getvalue()
