"""OpenCV, imported at first use and held to one thread.

The pipeline runs analyzers side by side, so that a library that starts threads of its own only takes cores from the
others; and sums over one thread are the same on every run.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

RGB = NDArray[np.uint8]
"""uint8 `[H, W, 3]`."""
Grey = NDArray[np.uint8]
"""uint8 `[H, W]`."""


def opencv() -> Any:
    """The module `cv2`, single-threaded. Untyped, because its own stubs do not know numpy's narrower arrays."""
    import cv2

    if cv2.getNumThreads() != 1:
        cv2.setNumThreads(1)
    return cv2


def grey_of(rgb: RGB) -> Grey:
    """Brightness by Rec. 601, as OpenCV weighs it."""
    cv2 = opencv()
    grey: Grey = cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2GRAY)
    return grey


def within(rgb: RGB, long_side_px: int) -> RGB:
    """The picture, or a copy whose longer side has `long_side_px` pixels where it is larger; no side falls below 1."""
    height, width = rgb.shape[:2]
    factor = long_side_px / max(height, width)
    if factor >= 1:
        return rgb
    cv2 = opencv()
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small: RGB = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    return small


def laplacian_variance(grey: Grey) -> float:
    """Variance of the Laplacian, a measure of focus (Pech-Pacheco et al. 2000); 0 where there is nothing to measure."""
    cv2 = opencv()
    if min(grey.shape[:2]) < 3:
        return 0.0
    return float(cv2.Laplacian(grey, cv2.CV_32F).var())
