"""Which sandbox this machine can hold, and how a child is started in it."""

from __future__ import annotations

import functools
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec

from aima.errors import SandboxMissing
from aima.media import bubblewrap, landlock, launching, lock, seccomp

_PIPE_BYTES = 1 << 20


class Sandbox(StrEnum):
    """What holds the child from outside its own code."""

    BUBBLEWRAP = "bubblewrap"
    LANDLOCK = "landlock"
    NONE = "none"

    @property
    def demands(self) -> frozenset[str]:
        """The guards that the child must report before it is trusted with a recording."""
        if self is Sandbox.BUBBLEWRAP:
            return frozenset({lock.LIMITS})
        return frozenset(lock.ALL) if self is Sandbox.LANDLOCK else frozenset()


@dataclass(frozen=True, slots=True)
class Guard:
    """One guard, whether this machine holds it, and one sentence about it."""

    name: str
    holds: bool
    sentence: str


def choose(unsafe: bool = False) -> Sandbox:
    """The best sandbox there is. Raises `SandboxMissing` where there is none and `unsafe` was not asked for."""
    if bubblewrap.program() is not None:
        return Sandbox.BUBBLEWRAP
    if landlock.version() and seccomp.available() and _knows_limits():
        return Sandbox.LANDLOCK
    if unsafe:
        return Sandbox.NONE
    raise SandboxMissing(
        "this machine can put the decoder into no sandbox; install bubblewrap, or use a kernel with Landlock and "
        "seccomp, or accept the risk with --unsafe-decoder"
    )


def can_decode(unsafe: bool = False) -> bool:
    """Whether a recording can be decoded here at all."""
    try:
        return choose(unsafe) in Sandbox
    except SandboxMissing:
        return False


def start(sandbox: Sandbox, command: Sequence[str], recording: int, errors: int) -> subprocess.Popen[bytes]:
    """Start the child with the recording as its standard input and a pipe as its standard output."""
    wrapper: Sequence[str] = ()
    if sandbox is Sandbox.BUBBLEWRAP:
        found = bubblewrap.program()
        if found is None:
            raise SandboxMissing("bubblewrap is missing or does not work here; install it")
        wrapper = bubblewrap.wrapper(found)
    child = subprocess.Popen(  # noqa: S603 - our own interpreter; the recording's name is not among the arguments
        [*wrapper, *command],
        stdin=recording,
        stdout=subprocess.PIPE,
        stderr=errors,
        cwd="/",
        env=launching.ENVIRONMENT,
        bufsize=0,
        start_new_session=True,  # Ctrl-C reaches the parent alone, which then ends the child
    )
    if child.stdout is not None:
        _widen(child.stdout.fileno())
    return child


@functools.cache
def guards() -> tuple[Guard, ...]:
    """What this machine holds, for `aima doctor`."""
    wrapped, rights, filters = bubblewrap.program() is not None, landlock.version(), seccomp.available()
    return (
        Guard(
            "bubblewrap",
            wrapped,
            "The decoder runs in its own namespaces, without network and without your files."
            if wrapped
            else "bubblewrap is not installed or may not make namespaces; install the package `bubblewrap`.",
        ),
        Guard(
            "landlock",
            rights > 0,
            f"The kernel takes all rights on files from the decoder (Landlock version {rights})."
            if rights
            else "The kernel has no Landlock (Linux 5.13 and later, if it is switched on).",
        ),
        Guard(
            "seccomp",
            filters,
            "The decoder can open no file or connection and start no process (system calls are filtered)."
            if filters
            else "System calls cannot be filtered on this kernel or processor.",
        ),
        Guard(
            "limits",
            _knows_limits(),
            "Memory, processor time and files of the decoder are capped by the kernel."
            if _knows_limits()
            else "This system knows no resource limits, so a hostile recording can exhaust it.",
        ),
    )


def _widen(descriptor: int) -> None:
    """A larger pipe where the system allows it: fewer turns between the two processes."""
    import fcntl

    resize = getattr(fcntl, "F_SETPIPE_SZ", None)
    if resize is None:
        return
    try:
        fcntl.fcntl(descriptor, resize, _PIPE_BYTES)
    except PermissionError:
        return  # over this user's quota; the usual size does as well


def _knows_limits() -> bool:
    return find_spec("resource") is not None
