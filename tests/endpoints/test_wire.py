"""Deadlines, byte limits and secured connections of the lowest floor."""

import shutil
import socket
import ssl
import subprocess
import time

import pytest

from aima.endpoints import transport
from aima.endpoints.connect import connect
from aima.endpoints.wire import LEAST_BYTES, MOST_BYTES, REACH, Allowance, Wire
from aima.errors import EndpointFailed
from tests.endpoints.parts import code, endpoint, question
from tests.endpoints.scripted import answering, full_backlog, scripted


def test_an_allowance_counts_seconds_and_bytes():
    allowance = Allowance(endpoint("http://x", timeout_s=0.2), max_tokens=10)
    assert 0 < allowance.seconds_left() <= 0.2
    assert allowance.has_time_for(0.1) and not allowance.has_time_for(0.3)
    allowance.take(LEAST_BYTES)
    with pytest.raises(EndpointFailed) as endless:
        allowance.take(100_000)
    time.sleep(0.21)
    with pytest.raises(EndpointFailed) as slow:
        allowance.seconds_left()
    assert (endless.value.code, slow.value.code) == ("endless", "slow")
    with pytest.raises(EndpointFailed):
        Allowance(endpoint("http://x"), max_tokens=10**9).take(MOST_BYTES + 1)


def test_sockets_of_files_are_none_of_its_business():
    wire = Wire(endpoint("http://x"), Allowance(endpoint("http://x"), 1))
    with pytest.raises(EndpointFailed):
        wire.connect_unix_socket("/run/docker.sock")


def test_a_server_that_does_not_read_holds_nobody_up():
    """The question is larger than what the system keeps for a server that reads nothing."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        start = time.monotonic()
        pictures = tuple(bytes(4_000_000) for _ in range(3))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        assert code(url, question("x", *pictures), timeout_s=1.0) == "slow"
        assert time.monotonic() - start < 3


def test_pauses_end_with_the_time():
    start = time.monotonic()
    Wire(endpoint("http://x"), Allowance(endpoint("http://x", timeout_s=0.1), 1)).sleep(30)
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    ("value", "seconds"), [(b"2", 2), (b"0.5", 0.5), (b"-1", 0), (b"nan", 0), (b"inf", 0), (b"soon", 0), (b"\xff", 0)]
)
def test_what_a_server_asks_to_wait(value, seconds):
    assert transport._wait_asked_for([(b"X", b"9"), (b"retry-After", value)]) == seconds


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """The files of a certificate for model.example, made for this run, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=model.example"
    )
    command += " -addext subjectAltName=DNS:model.example -keyout key.pem -out certificate.pem"
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    return folder / "certificate.pem", folder / "key.pem"


@pytest.fixture
def secured(certificate, monkeypatch):
    """A server over TLS whose name leads to this machine, and the names that it was asked for."""
    names = []
    security = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    security.load_cert_chain(*certificate)
    security.sni_callback = lambda _socket, name, _context: names.append(name)
    with scripted(answering("x"), security) as server:
        resolve = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: resolve("127.0.0.1", *rest, **more))
        yield server, names


def test_a_secured_server_is_asked_by_its_name(secured, certificate, monkeypatch, tmp_path):
    server, names = secured
    keys = tmp_path / "session-keys"
    monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    assert connect(endpoint(f"https://model.example:{server.port}/v1", key="k")).ask(question()).text == "x"
    assert names == ["model.example"]
    assert server.got[0].headers["Authorization"] == "Bearer k"
    assert not keys.exists()
    assert code(f"https://another.example:{server.port}/v1", key="k") == "certificate"
    assert len(server.got) == 1


def test_a_server_that_nobody_vouches_for_gets_nothing(secured):
    server, _ = secured
    assert code(f"https://model.example:{server.port}/v1", key="k") == "certificate"
    assert server.got == []


def test_a_server_that_does_not_speak_tls_is_told():
    with scripted(answering("x")) as server:
        assert code(server.url.replace("http:", "https:")) == "certificate"
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(1)
        start = time.monotonic()
        assert code(f"https://127.0.0.1:{silent.getsockname()[1]}/v1", connect_s=0.2) == "away"
        assert time.monotonic() - start < 3


def test_the_whole_time_is_less_than_the_time_to_connect():
    with full_backlog() as port:
        start = time.monotonic()
        assert code(f"http://127.0.0.1:{port}/v1", connect_s=10, timeout_s=0.3) in ("away", "slow")
        assert time.monotonic() - start < 3


def test_two_servers_that_are_away_leave_two_of_ten_seconds_for_the_rest():
    assert 2 * REACH * endpoint("http://127.0.0.1:1").connect_s <= 8
