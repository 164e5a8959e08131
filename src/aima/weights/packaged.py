"""Model files that installed packages carry: found without importing the package."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from aima.errors import ModelMissing


def packaged(package: str, relative: str) -> Path:
    """The file or folder `relative` inside the installed `package`, which is not imported (that may be slow, or fail).

    Raises `ModelMissing` where the package or the file is not there.
    """
    spec = find_spec(package)
    for root in (spec.submodule_search_locations or ()) if spec is not None else ():
        path = Path(root) / relative
        if path.exists():
            return path
    raise ModelMissing(f"{relative} of the package {package} is missing: install the packages of requirements/ again.")
