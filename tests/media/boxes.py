"""Which sandboxes this machine holds; a test of one that it does not hold is left out by name."""

import pytest

from aima.media import bubblewrap, landlock, seccomp
from aima.media.sandbox import Sandbox

HELD = {
    Sandbox.BUBBLEWRAP: bubblewrap.program() is not None,
    Sandbox.LANDLOCK: landlock.version() > 0 and seccomp.available(),
}
BOXES = tuple(box for box, holds in HELD.items() if holds)
"""At least one, or nothing can be decoded here."""


def in_box(box, *more):
    """A parameter that is left out where the machine cannot hold the sandbox."""
    left_out = pytest.mark.skipif(not HELD.get(box, True), reason=f"this machine does not hold {box} (see aima doctor)")
    return pytest.param(box, *more, marks=left_out, id=str(box))
