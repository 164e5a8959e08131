"""Keeps the log of native libraries off the terminal.

TensorFlow Lite and Abseil write notes for their own developers straight to file descriptor 2 when a graph is made, and
no setting stops them before Abseil's logging is initialised, which MediaPipe's Python package never does. So the
descriptor points to a memory file for that moment; what is none of those notes is written to stderr afterwards.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

NOTES = (
    b"INFO: Created TensorFlow Lite",
    b"WARNING: All log messages before absl::InitializeLog()",
    b"inference_feedback_manager.cc",
    b"landmark_projection_calculator.cc",
)
"""What the notes begin with or contain; nothing in them concerns a user."""
STDERR = 2
_redirecting = threading.Lock()


@contextmanager
def notes_dropped() -> Iterator[None]:
    """Within it, known notes of native libraries do not reach stderr; everything else does, at the end."""
    with _redirecting:
        try:
            kept = os.dup(STDERR)
        except OSError:  # there is no stderr, so nothing can reach it
            yield
            return
        with tempfile.TemporaryFile() as memory:
            os.dup2(memory.fileno(), STDERR)
            try:
                yield
            finally:
                os.dup2(kept, STDERR)
                os.close(kept)
                memory.seek(0)
                rest = without_notes(memory.read())
                if rest:
                    os.write(STDERR, rest)


def without_notes(written: bytes) -> bytes:
    """The lines that are none of the known notes."""
    return b"".join(line for line in written.splitlines(keepends=True) if not any(note in line for note in NOTES))
