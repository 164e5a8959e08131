"""The example dossier as a fixture."""

from __future__ import annotations

import pytest

from aima.reports.dossier import Dossier
from tests.reports.example import example


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """The talk of two minutes."""
    return example()
