"""What the benchmark of missing model servers sets up."""

import socket

import pytest

from aima.settings import read_settings
from benchmarks.endpoint_away import both, closed_port, full_backlog, unset


def test_nobody_listens_at_a_closed_port():
    with socket.socket() as trying, pytest.raises(ConnectionRefusedError):
        trying.connect(("127.0.0.1", closed_port()))


def test_nobody_answers_at_a_full_backlog():
    with full_backlog() as port, socket.socket() as trying:
        trying.settimeout(0.3)
        with pytest.raises(TimeoutError):
            trying.connect(("127.0.0.1", port))


def test_the_settings_are_those_of_both_models_or_of_none(monkeypatch):
    for name, value in both(8000).items():
        monkeypatch.setenv(name, value)
    assert read_settings().llm_url == read_settings().vlm_url == "http://127.0.0.1:8000/v1"
    for name, value in unset().items():
        monkeypatch.setenv(name, value)
    assert read_settings().llm_url == read_settings().vlm_url == ""
