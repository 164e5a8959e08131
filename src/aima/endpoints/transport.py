"""What lies between the official client and the wire: whole answers, few headers, and when to try again.

Only what a server needs is sent: no environment variable, no proxy, no fact about this machine gets into a request.
Only what AIMA reads comes back: status and body, not decompressed, without the server's headers.
"""

from __future__ import annotations

import math
import ssl
from typing import TYPE_CHECKING, Any, Self, cast

from aima.endpoints.sentences import failed
from aima.endpoints.verdicts import PASSING, code_of
from aima.endpoints.wire import Allowance, Wire
from aima.model.chat import Endpoint

if TYPE_CHECKING:
    import httpx2

RETRIES = 3
FIRST_PAUSE_S = 0.5
"""The client pauses half a second before its second attempt and doubles that each time, less up to a quarter of it."""
_HUNG_UP = ("peer closed connection", "Server disconnected")
"""How httpcore2 and h11 say that a connection ended too early; what else they say is that it speaks no HTTP."""
SENT = frozenset({"host", "content-type", "content-length", "accept"})


class Transport:
    """Carries one question with its attempts (a transport of httpx2, by shape)."""

    def __init__(self, endpoint: Endpoint, allowance: Allowance, *, pictures: bool) -> None:
        import httpcore2

        self._endpoint = endpoint
        self._allowance = allowance
        self._pictures = pictures
        self._attempts = 0
        backend = cast("Any", Wire(endpoint, allowance))
        security = _security() if endpoint.url.lower().startswith("https") else None
        self._pool = httpcore2.ConnectionPool(ssl_context=security, http2=False, network_backend=backend)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._pool.close()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The whole answer to one attempt.

        Raises `EndpointFailed` where another attempt makes no sense, httpx2's `NetworkError` where it does.
        """
        import httpcore2
        import httpx2

        self._attempts += 1
        try:
            status, body, wait_s = self._exchange(request)
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException) as error:
            if isinstance(error, httpcore2.RemoteProtocolError) and not str(error).startswith(_HUNG_UP):
                raise failed("protocol", self._endpoint) from None
            if self._may_try_again(0.0):
                raise httpx2.NetworkError("the connection broke") from None
            raise failed("broken", self._endpoint) from None
        again = status in PASSING and code_of(status, body, pictures=self._pictures) in ("busy", "broken")
        again = again and self._may_try_again(wait_s)
        headers = {"Content-Type": "application/json", "X-Should-Retry": "true" if again else "false"}
        if again and wait_s:
            headers["Retry-After"] = str(wait_s)
        return httpx2.Response(status, headers=headers, content=body)

    def _exchange(self, request: httpx2.Request) -> tuple[int, bytes, float]:
        """Status, body and the seconds that the server asks to wait."""
        import httpcore2

        headers = [(name, value) for name, value in request.headers.raw if name.decode("latin-1").lower() in SENT]
        headers += [(b"User-Agent", b"aima"), (b"Accept-Encoding", b"identity"), (b"Connection", b"close")]
        if self._endpoint.key:
            headers.append((b"Authorization", f"Bearer {self._endpoint.key}".encode()))
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        sent = httpcore2.Request(method=request.method, url=url, headers=headers, content=request.read())
        answer = self._pool.handle_request(sent)
        try:
            body = answer.read()
        finally:
            answer.close()
        return answer.status, body, _wait_asked_for(answer.headers)

    def _may_try_again(self, wait_s: float) -> bool:
        """Whether an attempt and the time for its pause are left."""
        pause = max(wait_s, FIRST_PAUSE_S * 2 ** (self._attempts - 1))
        return self._attempts <= RETRIES and self._allowance.has_time_for(pause + 0.1)


def _wait_asked_for(headers: list[tuple[bytes, bytes]]) -> float:
    """The seconds in `Retry-After`; none where it is missing, a date or nonsense."""
    for name, value in headers:
        if name.lower() == b"retry-after":
            try:
                seconds = float(value)
            except ValueError:
                return 0.0
            return seconds if math.isfinite(seconds) and seconds > 0 else 0.0
    return 0.0


def _security() -> ssl.SSLContext:
    """TLS 1.2 or later with the certificates that this machine trusts; no key log, whatever the environment says."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    return context
