"""A small seccomp filter: what a decoder needs after its imports, and nothing else.

An allow-list of system calls in classic BPF (Linux, `Documentation/userspace-api/seccomp_filter.rst`). Everything else,
opening any file, sockets, new processes or threads, executing, `ptrace`, executable memory, answers EPERM.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER = 1
_TSYNC = 1  # the filter holds for every thread there may be

_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000  # 1 is EPERM
_NR_AT, _ARCH_AT, _ARGUMENTS_AT = 0, 4, 16
_PROT_EXEC, _AT_EMPTY_PATH = 4, 0x1000


@dataclass(frozen=True, slots=True)
class Machine:
    """Numbers of one architecture: its audit name, the call that installs a filter, and the calls allowed."""

    audit: int
    seccomp: int
    mmap: int
    mprotect: int
    tgkill: int
    newfstatat: int
    free: tuple[int, ...]


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(word) for word in text.split())


MACHINES: Mapping[str, Machine] = {
    "x86_64": Machine(
        0xC000003E,
        seccomp=317,
        mmap=9,
        mprotect=10,
        tgkill=234,
        newfstatat=262,
        # read write close fstat poll lseek munmap brk rt_sig{action,procmask,return} pread64 readv writev sched_yield
        # mremap madvise nanosleep getpid exit gettimeofday getrusage times sigaltstack gettid time futex
        # sched_getaffinity restart_syscall clock_{gettime,getres,nanosleep} exit_group set_robust_list getrandom
        # membarrier rseq
        free=_numbers(
            "0 1 3 5 7 8 11 12 13 14 15 17 19 20 24 25 28 35 39 60 96 98 100 131 186 201 202 204 219 "
            "228 229 230 231 273 318 324 334"
        ),
    ),
    "aarch64": Machine(
        0xC00000B7,
        seccomp=277,
        mmap=222,
        mprotect=226,
        tgkill=131,
        newfstatat=79,
        free=_numbers(
            "63 64 57 80 73 62 215 214 134 135 139 67 65 66 124 216 233 101 172 93 169 165 153 132 "
            "178 98 123 128 113 114 115 94 99 278 283 293"
        ),
    ),
}


def available() -> bool:
    """Whether this kernel and architecture can hold the filter."""
    machine = MACHINES.get(platform.machine())
    if machine is None:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    # A filter at address 0 is refused with EFAULT where filters are known, with EINVAL or ENOSYS where not.
    libc.syscall(machine.seccomp, _SET_MODE_FILTER, _TSYNC, None)
    return ctypes.get_errno() == errno.EFAULT


def apply() -> bool:
    """Install the filter for the whole process; it cannot be taken off. False where it cannot be held."""
    machine = MACHINES.get(platform.machine())
    if machine is None:
        return False
    instructions = b"".join(program(machine, os.getpid()))
    buffer = ctypes.create_string_buffer(instructions, len(instructions))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    held = Program(len(instructions) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.syscall(machine.seccomp, _SET_MODE_FILTER, _TSYNC, ctypes.byref(held)) == 0)


def program(machine: Machine, pid: int) -> Iterator[bytes]:
    """The filter as BPF instructions of 8 bytes each; a process may signal only itself (`pid`)."""
    yield _instruction(_LOAD, _ARCH_AT)
    yield _instruction(_JUMP_IF_EQUAL, machine.audit, on_true=1)
    yield _instruction(_RETURN, _KILL)
    yield _instruction(_LOAD, _NR_AT)
    for number in machine.free:
        yield _instruction(_JUMP_IF_EQUAL, number, on_false=1)
        yield _instruction(_RETURN, _ALLOW)
    for number in (machine.mmap, machine.mprotect):
        yield from _only(number, argument=2, test=(_JUMP_IF_ANY_BIT, _PROT_EXEC), allow_if=False)
    yield from _only(machine.tgkill, argument=0, test=(_JUMP_IF_EQUAL, pid), allow_if=True)
    # How the C library asks about an open descriptor; with a path it would ask about any file.
    yield from _only(machine.newfstatat, argument=3, test=(_JUMP_IF_ANY_BIT, _AT_EMPTY_PATH), allow_if=True)
    yield _instruction(_RETURN, _REFUSE)


def _only(number: int, argument: int, test: tuple[int, int], allow_if: bool) -> Iterator[bytes]:
    yield _instruction(_JUMP_IF_EQUAL, number, on_false=4)
    yield _instruction(_LOAD, _ARGUMENTS_AT + 8 * argument)
    yield _instruction(test[0], test[1], on_false=1)
    yield _instruction(_RETURN, _ALLOW if allow_if else _REFUSE)
    yield _instruction(_RETURN, _REFUSE if allow_if else _ALLOW)


def _instruction(code: int, value: int, on_true: int = 0, on_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, on_true, on_false, value)
