"""AIMA turns recordings into evidence that a person can check.

import aima

with aima.open() as home:
    dossier = home.analyze("interview.mp4")
    for observation in dossier.timeline:
        print(observation.span, observation.kind, observation.draft.payload)
    print(dossier.assessment.risk, dossier.assessment.consent_score)
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

# ONNX Runtime otherwise keeps an identity of this machine in the user's folder and reports to its maker; it reads this
# once, when it is loaded. AIMA sends nothing anywhere, whoever asks, so it is no setting.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
# faster-whisper brings a client for a model hub, and must not use it.
os.environ["HF_HUB_OFFLINE"] = "1"

if TYPE_CHECKING:
    from aima.app import App as App
    from aima.app import open_app as open

    __version__: str

__all__ = ["App", "__version__", "open"]


def __getattr__(name: str) -> Any:
    """Load the program at its first use: `import aima` alone costs nothing."""
    if name == "__version__":
        from importlib.metadata import version

        return version("aima")
    if name in ("App", "open"):
        from aima import app

        return app.App if name == "App" else app.open_app
    raise AttributeError(f"module 'aima' has no attribute {name!r}")
