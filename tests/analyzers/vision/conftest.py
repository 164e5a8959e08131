"""Pictures and clips that the tests of the vision analyzers look at: real faces, drawn people and text."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data
from PIL import Image, ImageDraw, ImageFont

from aima.model.clip import Clip, Frame
from aima.model.media import MediaId
from aima.model.span import Span

FACE = (172, 73, 106)
"""Left, top and side of the face in the astronaut's picture."""


class Studio:
    """Makes pictures and clips."""

    def __init__(self):
        import matplotlib

        self._font = str(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf")
        self._sample = str(Path(matplotlib.get_data_path()) / "sample_data/grace_hopper.jpg")

    def plain(self, width=960, height=540, colour=(128, 128, 128)):
        return np.full((height, width, 3), colour, np.uint8)

    def astronaut(self):
        return skimage.data.astronaut()

    def admiral(self):
        return cv2.cvtColor(cv2.imread(self._sample), cv2.COLOR_BGR2RGB)

    def photo(self, name):
        return np.ascontiguousarray(getattr(skimage.data, name)()[..., :3])

    def with_face(self, side, x=300, y=100, turn=0, person=None, canvas=None):
        """The portrait scaled so that its face has `side` pixels, turned by quarter turns and pasted at x, y."""
        person = self.astronaut() if person is None else person
        canvas = self.plain() if canvas is None else canvas.copy()
        factor = side / FACE[2]
        small = cv2.resize(person, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        small = np.rot90(small, turn)
        part = small[: canvas.shape[0] - y, : canvas.shape[1] - x]
        canvas[y : y + part.shape[0], x : x + part.shape[1]] = part
        return canvas

    def written(self, *lines, size=36, width=960, height=540):
        image = Image.new("RGB", (width, height), (30, 40, 60))
        draw = ImageDraw.Draw(image)
        for row, line in enumerate(lines):
            font = ImageFont.truetype(self._font, size)
            draw.text((60, 40 + 2 * size * row), line, font=font, fill=(240, 240, 240))
        return np.asarray(image)

    def figure(self, tall=250, width=640, height=360, x=320):
        """A standing figure as a dark outline on a bright ground."""
        picture = np.full((height, width, 3), 200, np.uint8)
        unit, top = tall / 8, (height - tall) / 2

        def at(right, down):
            return int(x + right * unit), int(top + down * unit)

        dark = (40, 40, 40)
        cv2.ellipse(picture, at(0, 0.55), (int(0.42 * unit), int(0.55 * unit)), 0, 0, 360, dark, -1)
        trunk = [at(-0.9, 1.4), at(-0.25, 1.1), at(0.25, 1.1), at(0.9, 1.4), at(0.6, 4.2), at(-0.6, 4.2)]
        cv2.fillPoly(picture, [np.array(trunk)], dark)
        for side in (-1, 1):
            cv2.line(picture, at(side * 0.85, 1.6), at(side * 1.05, 4.1), dark, int(0.4 * unit))
            cv2.line(picture, at(side * 0.32, 4.0), at(side * 0.45, 7.8), dark, int(0.55 * unit))
        return cv2.GaussianBlur(picture, (5, 5), 0)

    def clip(self, *pictures, every_ms=500, start_ms=0, index=0, cuts=(), still=False, novelties=None):
        """A clip of these pictures, with novelty as the decoder measures it."""
        frames, before = [], None
        for position, picture in enumerate(pictures):
            small = cv2.resize(picture, (64, 36), interpolation=cv2.INTER_AREA).mean(axis=2)
            novelty = 1.0 if before is None else min(1.0, float(np.abs(small - before).mean()) / 255)
            if novelties is not None:
                novelty = novelties[position]
            frames.append(Frame(start_ms + position * every_ms, picture, novelty, cut=position in cuts))
            before = small
        span = Span(start_ms, start_ms + (1 if still else max(1, len(pictures)) * every_ms))
        return Clip(MediaId("0" * 64), index, span, None, tuple(frames), still=still)


@pytest.fixture(scope="session")
def studio():
    return Studio()
