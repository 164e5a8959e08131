"""What the child gives up before it looks at the first byte of a recording."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Iterable

from aima.media import landlock, seccomp

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4
LANDLOCK, SECCOMP, LIMITS = "landlock", "seccomp", "limits"
ALL = (LIMITS, LANDLOCK, SECCOMP)


def lock(memory_bytes: int, cpu_seconds: int, using: Iterable[str] = ALL) -> list[str]:
    """Cap memory, processor time and files, then close the doors; the names of the guards that hold.

    Standard error is cut off first: from here on nothing that the process prints can be trusted.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY) if os.access(os.devnull, os.W_OK) else -1
    if nowhere >= 0:
        os.dup2(nowhere, 2)
        os.close(nowhere)
    else:
        os.close(2)
    steps = {LIMITS: lambda: limit(memory_bytes, cpu_seconds), LANDLOCK: landlock.apply, SECCOMP: seccomp.apply}
    return [name for name in ALL if name in using and steps[name]()]


def limit(memory_bytes: int, cpu_seconds: int) -> bool:
    """Resource limits of the kernel, and an end with the parent; false where this system knows no such limits."""
    try:
        import resource
    except ImportError:
        return False
    caps = (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 16),
    )
    for which, cap in caps:
        hard = resource.getrlimit(which)[1]
        held = cap if hard == resource.RLIM_INFINITY else min(cap, hard)
        resource.setrlimit(which, (held, held))
    if hasattr(signal, "SIGXFSZ"):
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return True
