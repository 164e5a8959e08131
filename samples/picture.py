"""The pictures: captions (DejaVu Sans), a neutral room, black, and the face that moves through the room.

The face is Eileen Collins in NASA's portrait S93-40464 (public domain), which scikit-image carries as `astronaut`.
Only its upper part is used, so that name tag and patch do not add text that the truth would have to list.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from samples.script import HEIGHT, SCENES, WALKS, WIDTH, Caption, Scene, Walk

PORTRAIT = (40, 0, 370, 330)
"""What is used of the picture: left, top, right, bottom."""
FACE = (176, 62, 274, 186)
"""Forehead to chin and cheek to cheek in the picture, marked by hand."""
Picture = NDArray[np.uint8]
Rectangle = tuple[float, float, float, float]


@cache
def font(size_px: int) -> ImageFont.FreeTypeFont:
    """DejaVu Sans, from matplotlib, which carries it."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("DejaVu Sans is taken from matplotlib: install requirements/dev.txt")
    return ImageFont.truetype(Path(spec.origin).parent / "mpl-data/fonts/ttf/DejaVuSans.ttf", size_px)


@cache
def portrait(zoom: float) -> Image.Image:
    """The face and shoulders, `zoom` times as large, with a soft edge (alpha)."""
    from skimage.data import astronaut

    cut = Image.fromarray(astronaut()).crop(PORTRAIT)
    size = (round(cut.width * zoom), round(cut.height * zoom))
    edge = 26
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).rectangle((edge, edge, size[0] - edge, size[1] - edge), fill=255)
    whole = cut.resize(size, Image.Resampling.LANCZOS)
    whole.putalpha(mask.filter(ImageFilter.GaussianBlur(edge / 2)))
    return whole


@cache
def room() -> Image.Image:
    """A wall and a floor in warm grey, a little brighter in the middle."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float64)
    light = 150 + 34 * np.exp(-(((x - WIDTH / 2) / 620) ** 2) - ((y - 240) / 420) ** 2)
    light = np.where(y > HEIGHT * 0.82, light * 0.72, light)
    return Image.fromarray((light[:, :, None] * np.array([1.0, 0.97, 0.92])).astype(np.uint8))


def lettered(size: tuple[int, int], colour: tuple[int, int, int], captions: Sequence[Caption]) -> Image.Image:
    """A plain picture with centred captions."""
    picture = Image.new("RGB", size, colour)
    write(picture, captions)
    return picture


def write(picture: Image.Image, captions: Sequence[Caption]) -> None:
    """Write the captions, centred, onto the picture."""
    draw = ImageDraw.Draw(picture)
    for caption in captions:
        type_ = font(caption.size_px)
        left = (picture.width - draw.textlength(caption.text, font=type_)) / 2
        draw.text((left, caption.top * picture.height), caption.text, font=type_, fill=(244, 241, 232))


def scene_at(at_ms: int) -> Scene:
    """The scene that is shown at a moment."""
    return next(scene for scene in reversed(SCENES) if scene.start_ms <= at_ms)


def walk_at(at_ms: int) -> tuple[Walk, int, int] | None:
    """The walk of a moment with the centre x and top y of the portrait, in pixels."""
    for walk in WALKS:
        times = [time for time, _, _ in walk.way]
        if times[0] <= at_ms < times[-1]:
            x = np.interp(at_ms, times, [x for _, x, _ in walk.way])
            y = np.interp(at_ms, times, [y for _, _, y in walk.way])
            return walk, round(float(x)), round(float(y))
    return None


def face_at(at_ms: int) -> Rectangle | None:
    """Left, top, right, bottom of the whole face in pixels, also where it is partly or wholly outside; or `None`."""
    found = walk_at(at_ms)
    if found is None or scene_at(at_ms).look != "room":
        return None
    walk, centre, top = found
    left = centre - portrait(walk.zoom).width // 2
    x0, y0, x1, y1 = ((FACE[i] - PORTRAIT[i % 2]) * walk.zoom for i in range(4))
    return left + x0, top + y0, left + x1, top + y1


def is_seen(face: Rectangle | None) -> bool:
    """Whether the whole face lies in the picture."""
    return face is not None and face[0] >= 0 and face[1] >= 0 and face[2] <= WIDTH and face[3] <= HEIGHT


def picture_at(at_ms: int) -> Picture:
    """The picture of a moment, uint8 `[720, 1280, 3]`."""
    scene = scene_at(at_ms)
    if scene.look == "black":
        return np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    if scene.look in ("title", "card"):
        return _card(scene)
    picture = room().copy()
    found = walk_at(at_ms)
    if found is not None:
        walk, centre, top = found
        face = portrait(walk.zoom)
        picture.paste(face, (centre - face.width // 2, top), face)
    return np.asarray(picture)


@cache
def _card(scene: Scene) -> Picture:
    colour = (24, 38, 66) if scene.look == "title" else (116, 34, 30)
    return np.asarray(lettered((WIDTH, HEIGHT), colour, scene.captions))


def still(captions: Sequence[Caption]) -> tuple[Picture, Rectangle]:
    """The sample photograph, uint8 `[720, 960, 3]`, and where the face is in it (pixels)."""
    picture = Image.new("RGB", (960, 720), (58, 62, 70))
    face = portrait(1.5)
    left, top = (960 - face.width) // 2, 8
    picture.paste(face, (left, top), face)
    write(picture, captions)
    x0, y0, x1, y1 = ((FACE[i] - PORTRAIT[i % 2]) * 1.5 for i in range(4))
    return np.asarray(picture), (left + x0, top + y0, left + x1, top + y1)
