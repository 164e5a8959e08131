"""How the child's interpreter is started: isolated, without `site`, with no more environment than it needs."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
LIBRARIES = ("av", "numpy", "PIL")
ENVIRONMENT: Mapping[str, str] = {
    # Threads made by an import would stay outside of the sandbox that is put on afterwards.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "LC_ALL": "C.UTF-8",
    "PATH": os.defpath,
    # Some Python builds find their own shared library by it.
    **({"LD_LIBRARY_PATH": os.environ["LD_LIBRARY_PATH"]} if "LD_LIBRARY_PATH" in os.environ else {}),
}


def executable() -> str:
    """The interpreter itself, not a virtual environment's link to it."""
    return os.path.realpath(sys.executable)


def python(code: str, *arguments: str) -> Sequence[str]:
    """The command that runs `code`: no user site, no start-up files, no current folder, nothing written."""
    folders = [str(PACKAGE.parent)]
    for name in LIBRARIES:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            folders.append(str(Path(spec.origin).parent.parent))
    start = f"import sys; sys.path[:0] = {list(dict.fromkeys(folders))!r}; {code}"
    return [executable(), "-I", "-S", "-B", "-c", start, *arguments]
