"""What components are made from in the contract tests."""

import pytest

from aima.fusion.policy_file import load_policy
from aima.model.analysis import FULL
from aima.model.plugins import Given


@pytest.fixture(scope="session")
def given():
    return Given(FULL, "auto", load_policy(None))
