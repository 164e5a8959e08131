"""Landlock by system call: the process gives up every right on files, TCP ports and other processes.

Linux 5.13 and later (`Documentation/userspace-api/landlock.rst`). No rule is added, so nothing is allowed; descriptors
that are open already go on working, and the recording comes as one.
"""

from __future__ import annotations

import ctypes
import os
import struct
from pathlib import Path

_CREATE_RULESET, _RESTRICT_SELF = 444, 446  # the same on all architectures
_VERSION = 1
_PR_SET_NO_NEW_PRIVS = 38
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # how many rights on files each version knows
_FILE_RIGHTS_NOW = 16


def version() -> int:
    """The kernel's Landlock version, 0 where there is none."""
    libc = ctypes.CDLL(None, use_errno=True)
    return max(0, int(libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)))


def apply() -> bool:
    """Give up all rights for this process; False where the kernel cannot hold it.

    It holds for the calling thread and what that starts, so there must be no other thread yet.
    """
    known = version()
    threads = Path("/proc/self/task")  # not there within bubblewrap, which holds all threads anyway
    if known == 0 or (threads.is_dir() and len(list(threads.iterdir())) != 1):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    attributes = ruleset(known)
    descriptor = libc.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    if descriptor < 0:
        return False
    held = libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 and libc.syscall(_RESTRICT_SELF, descriptor, 0) == 0
    os.close(descriptor)
    return bool(held)


def ruleset(known: int) -> bytes:
    """`struct landlock_ruleset_attr`: every right that this version knows is handled, hence denied."""
    parts = [(1 << _FILE_RIGHTS.get(known, _FILE_RIGHTS_NOW)) - 1]
    if known >= 4:
        parts.append(0b11)  # TCP: bind, connect
    if known >= 6:
        parts.append(0b11)  # abstract UNIX sockets, signals
    return struct.pack(f"={len(parts)}Q", *parts)
