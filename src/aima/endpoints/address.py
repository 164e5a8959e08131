"""Where a model server may lie: on this machine or in its private network, unless a person allowed more.

The names of a server are looked up once a connection; what they lead to is judged, and that very address is connected
to, so that no second look-up can lead elsewhere (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import re
import socket
from threading import Thread
from urllib.parse import SplitResult, urlsplit

from aima.endpoints.sentences import failed
from aima.model.chat import Endpoint

NEAR = tuple(
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "100.64.0.0/10",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)
"""Loopback, private (RFC 1918, RFC 4193), link-local (RFC 3927, RFC 4291) and carrier-grade (RFC 6598) addresses."""
MAX_ADDRESSES = 4
SockAddress = tuple[int, tuple[str, int] | tuple[str, int, int, int]]
"""The family and the address of a socket, as `socket.connect` takes it."""


def is_near(address: str) -> bool:
    """Whether an IP address lies on this machine or in a private network, also one of IPv4 inside IPv6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return any(found in network for network in NEAR if network.version == found.version)


def check_endpoint(endpoint: Endpoint) -> None:
    """Refuse what can be refused without the network: no URL, a far address in figures, a key that is none.

    Raises `EndpointFailed` (address, remote, key_in_clear, key_characters, unnamed).
    """
    parts = _parts(endpoint)
    if parts is None or parts.hostname is None:
        raise failed("address", endpoint)
    if not re.fullmatch(r"[!-~]*", endpoint.key):
        raise failed("key_characters", endpoint)
    if not endpoint.model.strip():
        raise failed("unnamed", endpoint)
    try:
        literal = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return
    if literal.is_unspecified:  # servers print where they listen (0.0.0.0), and it gets copied
        raise failed("address", endpoint)
    judge(endpoint, [str(literal)])


def _parts(endpoint: Endpoint) -> SplitResult | None:
    """The URL in parts, `None` where it is none that can be asked."""
    if not re.fullmatch(r"[!-~\u00a1-\uffff]{1,2000}", endpoint.url) or "\\" in endpoint.url:
        return None
    try:
        parts = urlsplit(endpoint.url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        return None
    return None if "@" in parts.netloc or parts.query or parts.fragment else parts


def judge(endpoint: Endpoint, addresses: list[str]) -> None:
    """Refuse addresses of which one is too far. Raises `EndpointFailed` (remote, key_in_clear)."""
    if all(is_near(address) for address in addresses):
        return
    if not endpoint.allow_remote:
        raise failed("remote", endpoint)
    if endpoint.key and not endpoint.url.lower().startswith("https:"):
        raise failed("key_in_clear", endpoint)


def look_up(endpoint: Endpoint, host: str, port: int, wait_s: float) -> list[SockAddress]:
    """The addresses of a host, judged, in the resolver's order, at most four.

    The resolver knows no time-out, so it runs in a thread of its own that is left behind where it takes too long.
    Raises `EndpointFailed` (away, remote, key_in_clear).
    """
    found: list[SockAddress] = []
    finished: list[bool] = []

    def resolve() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            answers = []
        found.extend((int(family), address) for family, _, _, _, address in answers)  # type: ignore[misc]
        finished.append(True)

    thread = Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(wait_s)
    if not finished or not found:
        raise failed("away", endpoint)
    judge(endpoint, [str(address[0]) for _, address in found])
    return found[:MAX_ADDRESSES]
