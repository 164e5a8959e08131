"""Still images by Pillow: size first, then pixels, upright and as RGB (child only)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from aima.media.job import Job
from aima.media.reasons import Reason
from aima.media.sniff import Format


def preload() -> None:
    """Import what reading will need, as nothing can be imported once the sandbox is on."""
    import importlib

    from PIL import Image, ImageFile, ImageOps

    for name in ("Jpeg", "Mpo", "Png", "WebP", "Avif", "Tiff"):
        importlib.import_module(f"PIL.{name}ImagePlugin")
    Image.preinit()
    # Its own guard knows one number for all; the header's size is checked here, before any pixel is decoded.
    Image.MAX_IMAGE_PIXELS = None
    assert ImageOps and ImageFile
    avif = importlib.import_module("PIL.AvifImagePlugin")
    vars(avif)["DEFAULT_MAX_THREADS"] = 1


def read(file: Any, format: Format, job: Job) -> tuple[NDArray[np.uint8], bool, tuple[int, int]]:
    """RGB uint8 `[H, W, 3]` within the job's long side, whether the file was cut off, and its width and height.

    Raises `Reason` for what is damaged, too large or animated.
    """
    from PIL import Image, ImageFile, UnidentifiedImageError

    truncated = False
    try:
        image = _open(file, format, job)
        size = image.size
        try:
            image.load()
        except OSError:
            truncated = True
            ImageFile.LOAD_TRUNCATED_IMAGES = True
            file.seek(0)
            image = _open(file, format, job)
            image.load()
        return scaled(image, job.long_side_px), truncated, size
    except MemoryError as error:
        raise Reason("memory", job.memory_bytes >> 20) from error
    except (OSError, ValueError, SyntaxError, EOFError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise Reason("unreadable", format.name) from error
    except (ArithmeticError, LookupError, TypeError, AttributeError, NotImplementedError) as error:
        # What Pillow's parsers let through on damaged headers.
        raise Reason("failed", type(error).__name__) from error


def scaled(image: Any, long_side_px: int) -> NDArray[np.uint8]:
    """An opened image upright, as RGB on white, its long side at most so many points."""
    from PIL import Image, ImageOps

    image = ImageOps.exif_transpose(image)
    image = rgb(image)
    scale = min(1.0, long_side_px / max(image.size))
    if scale < 1:
        size = tuple(max(1, round(side * scale)) for side in image.size)
        image = image.resize(size, Image.Resampling.BOX if scale < 0.5 else Image.Resampling.BILINEAR)
    return np.ascontiguousarray(np.asarray(image, dtype=np.uint8))


def rgb(image: Any) -> Any:
    """Grey, palette, 16-bit, CMYK and transparent images as 8-bit RGB; what is transparent becomes white."""
    from PIL import Image

    if image.mode.startswith("I") or image.mode == "F":
        values = np.asarray(image, dtype=np.float64)
        top = 65535.0 if values.max(initial=0) > 255 or image.mode.startswith("I;16") else 255.0
        grey = np.clip(np.round(values * (255.0 / top)), 0, 255).astype(np.uint8)
        return Image.fromarray(grey).convert("RGB")
    if image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info:
        picture = image.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture).convert("RGB")
    return image.convert("RGB")


def _open(file: Any, format: Format, job: Job) -> Any:
    from PIL import Image

    image = Image.open(file, formats=[format.reader])
    width, height = image.size
    if width * height > job.max_image_pixels:
        raise Reason("pixels", width, height, job.max_image_pixels)
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise Reason("animated", format.name)
    return image
