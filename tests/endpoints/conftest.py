"""A test begins without what the machine has set for the client."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever the machine has set, a test begins without it."""
    for name in ("OPENAI_API_KEY", "OPENAI_LOG", "OPENAI_CUSTOM_HEADERS", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield
