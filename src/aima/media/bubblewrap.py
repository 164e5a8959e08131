"""bubblewrap: own namespaces without network, and a file system that holds what Python needs, read-only.

<https://github.com/containers/bubblewrap>. The recording is not among the files: it comes as an open descriptor.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from aima.media import launching

_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/etc/ld.so.cache", "/etc/alternatives", "/nix/store", "/gnu/store")


@functools.cache
def program() -> str | None:
    """Where bubblewrap is, if it works here with what the child needs (user namespaces may be forbidden)."""
    found = shutil.which("bwrap")
    if found is None:
        return None
    probe = [*wrapper(found), *launching.python("import encodings, ctypes, struct")]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter inside the sandbox, no outside input
            probe, stdin=subprocess.DEVNULL, capture_output=True, timeout=20, check=False, env=launching.ENVIRONMENT
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found if done.returncode == 0 else None


def wrapper(found: str) -> Sequence[str]:
    """The command line up to the program that is to run inside."""
    binds = [argument for path in needed() for argument in ("--ro-bind", path, path)]
    return [
        *(found, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"),
        *binds,
        *("--remount-ro", "/", "--chdir", "/", "--"),
    ]


@functools.cache
def needed() -> Sequence[str]:
    """The files and folders that Python, its libraries and the child's code lie in, outermost only."""
    paths = [Path(path) for path in _SYSTEM]
    paths += [Path(launching.executable()), Path(sys.base_prefix), Path(sys.base_exec_prefix)]
    paths += [Path(path) for name in ("stdlib", "platstdlib") if (path := sysconfig.get_path(name))]
    paths += [launching.PACKAGE, *_libraries()]
    return outermost(path for path in paths if path.exists())


def outermost(paths: Iterable[Path]) -> Sequence[str]:
    """Sorted, without what lies in another one of them."""
    kept: list[Path] = []
    for path in sorted(set(paths)):
        if not any(path.is_relative_to(other) for other in kept):
            kept.append(path)
    return [str(path) for path in kept]


def _libraries() -> Iterable[Path]:
    # A wheel's shared libraries lie beside its package ("av.libs"), so the folder above is what is needed.
    for name in launching.LIBRARIES:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            yield Path(spec.origin).parent.parent
