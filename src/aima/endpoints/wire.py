"""The lowest floor of a question: sockets that hold a deadline and a byte limit at every read and write.

`Wire` is a network backend for httpcore2 (its `NetworkBackend` and `NetworkStream`, by shape), so that the official
client speaks through it. What can never become an answer ends in `EndpointFailed`, which the client passes on without
another attempt; a connection that broke ends in httpcore2's own errors, after which the client tries again.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

from aima.endpoints.address import SockAddress, look_up
from aima.endpoints.sentences import failed
from aima.model.chat import Endpoint

ATTEMPTS = 2
PAUSE_S = 0.2
REACH = 2.5
"""Reaching a server, its name's look-up and both attempts together, may take this many times `connect_s`."""
MOST_BYTES = 4 * 2**20
LEAST_BYTES = 256 * 1024
BYTES_PER_TOKEN = 64


class Allowance:
    """What one answer may take as a whole, over all its attempts: seconds and bytes."""

    def __init__(self, endpoint: Endpoint, max_tokens: int) -> None:
        self._endpoint = endpoint
        self._ends = time.monotonic() + endpoint.timeout_s
        self._bytes = min(MOST_BYTES, LEAST_BYTES + BYTES_PER_TOKEN * max_tokens)

    def seconds_left(self) -> float:
        """More than nothing. Raises `EndpointFailed` (slow) where the time is over."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise failed("slow", self._endpoint)
        return left

    def has_time_for(self, seconds: float) -> bool:
        """Whether so much time is left."""
        return self._ends - time.monotonic() > seconds

    def take(self, size: int) -> None:
        """Count bytes that came. Raises `EndpointFailed` (endless) where they are too many."""
        self._bytes -= size
        if self._bytes < 0:
            raise failed("endless", self._endpoint)


class Wire:
    """Connects to judged addresses of one endpoint, and to nothing else."""

    def __init__(self, endpoint: Endpoint, allowance: Allowance) -> None:
        self._endpoint = endpoint
        self._allowance = allowance

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the allowance decides
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> WireStream:
        """A connection to the host, at most two attempts. Raises `EndpointFailed` (away, remote, slow, ...)."""
        ends = time.monotonic() + min(REACH * self._endpoint.connect_s, self._allowance.seconds_left())
        addresses = look_up(self._endpoint, host, port, min(self._endpoint.connect_s, ends - time.monotonic()))
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(PAUSE_S)
            for address in addresses:
                wait = min(self._endpoint.connect_s / len(addresses), ends - time.monotonic())
                connection = _connect(address, wait) if wait > 0 else None
                if connection is not None:
                    return WireStream(connection, self._endpoint, self._allowance)
        raise failed("away", self._endpoint)

    def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> WireStream:
        """No endpoint lies behind such a socket. Raises `EndpointFailed` (address)."""
        raise failed("address", self._endpoint)

    def sleep(self, seconds: float) -> None:
        """Pause, but never longer than there is time."""
        time.sleep(min(seconds, self._allowance.seconds_left()))


def _connect(address: SockAddress, wait_s: float) -> socket.socket | None:
    """A connected socket, `None` where nobody answers there in time."""
    family, where = address
    try:
        connection = socket.socket(family, socket.SOCK_STREAM)
    except OSError:  # a machine without this family
        return None
    try:
        connection.settimeout(wait_s)
        connection.connect(where)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError:
        connection.close()
        return None
    return connection


class WireStream:
    """One connection; every read and write ends with the allowance."""

    def __init__(self, connection: socket.socket, endpoint: Endpoint, allowance: Allowance) -> None:
        self._connection = connection
        self._endpoint = endpoint
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the allowance decides
        """What has come, nothing at the end. Raises `EndpointFailed` (slow, endless) or httpcore2's `ReadError`."""
        import httpcore2

        self._connection.settimeout(self._allowance.seconds_left())
        try:
            data = self._connection.recv(max_bytes)
        except TimeoutError:
            raise failed("slow", self._endpoint) from None
        except OSError:
            raise httpcore2.ReadError from None
        self._allowance.take(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the allowance decides
        """Send all of it. Raises `EndpointFailed` (slow) or httpcore2's `WriteError`."""
        import httpcore2

        view = memoryview(buffer)
        while view:
            self._connection.settimeout(self._allowance.seconds_left())
            try:
                view = view[self._connection.send(view) :]
            except TimeoutError:
                raise failed("slow", self._endpoint) from None
            except OSError:
                raise httpcore2.WriteError from None

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - the allowance decides
    ) -> WireStream:
        """The same connection, secured for this name. Raises `EndpointFailed` (certificate, away)."""
        self._connection.settimeout(min(REACH * self._endpoint.connect_s, self._allowance.seconds_left()))
        try:
            secured = ssl_context.wrap_socket(self._connection, server_hostname=server_hostname)
        except (ssl.SSLError, ValueError):
            self.close()
            raise failed("certificate", self._endpoint) from None
        except OSError:  # time-outs too
            self.close()
            raise failed("away", self._endpoint) from None
        return WireStream(secured, self._endpoint, self._allowance)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore2 asks of a stream: its security layer; connections are never used twice."""
        if info == "ssl_object" and isinstance(self._connection, ssl.SSLSocket):
            return self._connection
        return False if info == "is_readable" else None
