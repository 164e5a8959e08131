"""Which addresses are asked, and that nothing is sent to any other."""

import socket
import threading
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aima.endpoints import wire
from aima.endpoints.address import check_endpoint, is_near, look_up
from aima.endpoints.connect import connect
from aima.endpoints.sentences import SENTENCES
from aima.errors import EndpointFailed
from tests.endpoints.parts import code, endpoint, question
from tests.endpoints.scripted import answering, scripted

PUBLIC, PUBLIC_6 = "203.0.113.7", "2001:db8::7"


def answers(*addresses: str, port: int = 80):
    """What a resolver gives for these addresses."""
    return [
        (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
        if ":" in address
        else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
        for address in addresses
    ]


@pytest.fixture
def connected(monkeypatch):
    """The addresses that would have been connected to; none is."""
    tried = []

    def note(address, wait_s):
        tried.append(address[1][0])

    monkeypatch.setattr(wire, "_connect", note)
    return tried


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.9.9.9", "::1", "10.1.2.3", "172.31.0.1", "192.168.178.20", "169.254.3.4", "100.64.0.1",
     "fd00::1", "fe80::1", "fe80::1%eth0", "::ffff:192.168.0.1"],
)  # fmt: skip
def test_the_machine_and_its_private_network_are_near(address):
    assert is_near(address)


@pytest.mark.parametrize(
    "address",
    [PUBLIC, PUBLIC_6, "8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "0.0.0.0", "::", "255.255.255.255",
     "224.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1", "", "localhost", "127.1", "0x7f000001",
     "2130706433", "127.0.0.1 ", "1270.0.0.1"],
)  # fmt: skip
def test_all_else_is_far(address):
    assert not is_near(address)


@pytest.mark.parametrize(
    "url",
    ["", "localhost:8000", "127.0.0.1", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http:///v1", "https://:80",
     "http://127.0.0.1:0/", "http://127.0.0.1:99999/", "http://127.0.0.1:x/", "http://[::1/", "http://user:pass@127.0.0.1/",
     "http://@127.0.0.1/", "http://127.0.0.1/v1?key=1", "http://127.0.0.1/v1#x", "http://127.0.0.1/ v1", "http://a\nb/",
     "http://127.0.0.1\\@203.0.113.7/", "http://127.0.0.1/\x00", "javascript:alert(1)", "http://" + "a" * 3000],
)  # fmt: skip
def test_what_is_no_address_is_told_before_anything_is_sent(url):
    with pytest.raises(EndpointFailed) as raised:
        connect(endpoint(url))
    assert raised.value.code == "address"
    assert "AIMA_LLM_URL" in raised.value.en and "pass" not in raised.value.en


@given(st.text(max_size=60) | st.text("htps:/[]@.0127%?#-\\ aé", max_size=40).map("http://".__add__))
def test_whatever_url_is_given_it_is_taken_or_refused(url):
    try:
        check_endpoint(endpoint(url))
    except EndpointFailed as failed:
        assert failed.code in SENTENCES


@pytest.mark.parametrize("key", ["with space", "line\nbreak", "ümlaut", "tab\t", "nul\x00", "\U0001f511"])
def test_a_key_that_cannot_be_sent_is_told_and_not_repeated(key):
    with pytest.raises(EndpointFailed) as raised:
        connect(endpoint("http://127.0.0.1/v1", key=key))
    assert raised.value.code == "key_characters" and key not in raised.value.en


@pytest.mark.parametrize(
    "url", [f"http://{PUBLIC}/v1", f"https://{PUBLIC}:8443/v1", f"http://[{PUBLIC_6}]/", "http://224.0.0.1:1/"]
)
def test_a_far_address_in_figures_is_refused_without_the_network(url, connected):
    assert code(url) == "remote"
    assert connected == []


@pytest.mark.parametrize("url", ["http://0.0.0.0:8000/v1", "http://[::]:8000/v1"])
def test_an_address_that_a_server_listens_at_is_none_to_connect_to(url, connected):
    assert code(url) == "address" == code(url, allow_remote=True)
    assert connected == []


@pytest.mark.parametrize("model", ["", " "])
def test_a_model_without_a_name_is_told_before_anything_is_sent(model, connected):
    with pytest.raises(EndpointFailed, match="AIMA_LLM_MODEL names no model") as raised:
        check_endpoint(replace(endpoint("http://127.0.0.1:8000/v1"), model=model))
    assert raised.value.code == "unnamed" and connected == []


@pytest.mark.parametrize(
    "found", [[PUBLIC], ["127.0.0.1", PUBLIC], [PUBLIC, "127.0.0.1"], ["::1", PUBLIC_6], ["::ffff:8.8.8.8"]]
)
def test_a_name_that_leads_away_is_refused_before_any_connection(found, connected, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers(*found))
    assert code("http://model.example/v1") == "remote"
    assert connected == []


def test_a_person_may_allow_it(connected, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers(PUBLIC, PUBLIC_6))
    assert code("http://model.example/v1", allow_remote=True) == "away"
    assert connected == [PUBLIC, PUBLIC_6] * 2


def test_a_key_does_not_cross_the_internet_in_the_clear(connected, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers(PUBLIC))
    assert code("http://model.example/v1", allow_remote=True, key="k") == "key_in_clear"
    assert code(f"http://{PUBLIC}/v1", allow_remote=True, key="k") == "key_in_clear"
    assert connected == []
    assert code("https://model.example/v1", allow_remote=True, key="k") == "away"
    assert connected == [PUBLIC, PUBLIC]


def test_a_name_is_looked_up_once_and_what_was_judged_is_connected_to(monkeypatch):
    """A second look-up that leads elsewhere (DNS rebinding) never happens, for there is none."""
    with scripted(answering("x")) as server:
        asked = []

        def resolve(host, port, *_, **__):
            asked.append((host, port))
            return answers("127.0.0.1" if len(asked) == 1 else PUBLIC, port=port)

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        model = connect(endpoint(f"http://model.example:{server.port}/v1"))
        assert model.ask(question()).text == "x"
        assert asked == [("model.example", server.port)]
        assert server.got[0].headers["Host"] == f"model.example:{server.port}"
        assert code(f"http://model.example:{server.port}/v1") == "remote"
    assert len(server.got) == 1


def test_a_name_that_nobody_knows_is_away(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert code("http://model.invalid/v1") == "away"


def test_a_resolver_that_hangs_is_not_waited_for(monkeypatch):
    end = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [end.wait(5)][:0])
    start = time.monotonic()
    with pytest.raises(EndpointFailed) as raised:
        look_up(endpoint("http://model.example"), "model.example", 80, 0.2)
    end.set()
    assert raised.value.code == "away" and time.monotonic() - start < 3


def test_a_host_with_many_addresses_does_not_take_longer(connected, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers(*(f"10.0.0.{number}" for number in range(40))))
    assert code("http://model.example/v1") == "away"
    assert len(connected) == 8
