"""A model server on 127.0.0.1 whose replies a test writes: right, wrong, slow, broken or hostile.

    with scripted(answering('{"ok": true}')) as server:
        ...connect(Endpoint(url=server.url, model="m"))...
        assert server.asked[0].body["max_tokens"] == 64

A script is a function of the request (`Got`) that gives the reply in parts: bytes are sent as they are, headers too, a
number is a pause in seconds (it ends when the server is closed). After the last part the connection is closed. The
server records every request it got. It stops by itself when the block is left.
"""

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Parts = Iterable[bytes | float]
MOST_BYTES = 64 * 2**20
"""An endless reply ends here all the same."""


@dataclass(frozen=True)
class Got:
    """One request as it came. `body` is its JSON, `None` where there is none; `at` is monotonic time in seconds."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any
    at: float

    @property
    def chat(self) -> bool:
        """Whether it is a question to the model."""
        return self.method == "POST"

    @property
    def pictures(self) -> int:
        """How many pictures the question holds."""
        contents = [message["content"] for message in self.body["messages"]]
        return sum(part["type"] == "image_url" for content in contents if isinstance(content, list) for part in content)

    @property
    def text(self) -> str:
        """All text of the question, system and user."""
        parts = [message["content"] for message in self.body["messages"]]
        return "\n".join(
            part if isinstance(part, str) else "\n".join(piece.get("text", "") for piece in part) for part in parts
        )


Script = Callable[[Got], Parts]


@dataclass
class Scripted:
    """The running server: its base address and what it was asked."""

    url: str
    port: int
    got: list[Got] = field(default_factory=list)

    @property
    def asked(self) -> list[Got]:
        """The questions to the model, without the listing of models."""
        return [request for request in self.got if request.chat]


@contextmanager
def scripted(script: Script, security: ssl.SSLContext | None = None) -> Iterator[Scripted]:
    """Serve until the block is left; with `security` over TLS."""
    closed = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body = json.loads(raw) if raw else None
            got = Got(self.command, self.path, dict(self.headers.items()), body, time.monotonic())
            server.got.append(got)
            self.close_connection = True
            sent = 0
            try:
                for part in script(got):
                    if closed.is_set() or sent > MOST_BYTES:
                        return
                    if isinstance(part, bytes):
                        self.wfile.write(part)
                        sent += len(part)
                    else:
                        closed.wait(min(part, 60))
            except OSError:
                return  # the other side has hung up, as it should where a reply is too long or too slow

        do_GET = do_POST = _serve  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            return  # a connection that was cut before a request came

    with Server(("127.0.0.1", 0), Handler) as http:
        if security is not None:
            http.socket = security.wrap_socket(http.socket, server_side=True, do_handshake_on_connect=False)
        server = Scripted(f"{'https' if security else 'http'}://127.0.0.1:{http.server_port}/v1", http.server_port)
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            closed.set()
            http.shutdown()
            thread.join(5)


def reply(status: int, body: bytes, content_type: str = "application/json", **headers: str) -> Parts:
    """A whole HTTP answer; `retry_after="1"` becomes the header `Retry-After`."""
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", f"Content-Type: {content_type}"]
    lines += [f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-').title()}: {value}" for name, value in headers.items()]
    return ["\r\n".join(lines).encode() + b"\r\n\r\n" + body]


def completion(text: Any, ended: str = "stop", prompt_tokens: int = 10, answer_tokens: int = 5) -> bytes:
    """The body of a chat completion with this text."""
    choice = {"index": 0, "finish_reason": ended, "message": {"role": "assistant", "content": text}}
    usage = {
        "prompt_tokens": prompt_tokens,
        "completion_tokens": answer_tokens,
        "total_tokens": prompt_tokens + answer_tokens,
    }
    whole = {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": usage}
    return json.dumps(whole).encode()


def says(text: Any, ended: str = "stop", prompt_tokens: int = 10, answer_tokens: int = 5) -> Parts:
    """A good answer with this text."""
    return reply(200, completion(text, ended, prompt_tokens, answer_tokens))


def error(status: int, message: str = "no", code: str | None = None, **headers: str) -> Parts:
    """An error in the manner of the OpenAI protocol."""
    return reply(status, json.dumps({"error": {"message": message, "type": "e", "code": code}}).encode(), **headers)


def lists(*models: str, **more: Any) -> Parts:
    """The listing of models; `more` stands in each entry."""
    entries = [{"id": name, "object": "model", "created": 0, "owned_by": "x", **more} for name in models]
    return reply(200, json.dumps({"object": "list", "data": entries}).encode())


def answering(*texts: str, models: tuple[str, ...] = ("m",)) -> Script:
    """Lists the models and says these texts, one a question; the last one again and again."""
    left = list(texts)
    lock = threading.Lock()

    def script(got: Got) -> Parts:
        if not got.chat:
            return lists(*models)
        with lock:
            return says(left.pop(0) if len(left) > 1 else left[0], prompt_tokens=10 + 100 * got.pictures)

    return script


def always(parts: Callable[[], Parts]) -> Script:
    """The same parts to everybody, made anew each time."""
    return lambda got: parts()


def in_turn(*replies: Parts) -> Script:
    """One reply a request, in order; the last one again and again."""
    left = [list(parts) for parts in replies]
    lock = threading.Lock()

    def script(got: Got) -> Parts:
        with lock:
            return left.pop(0) if len(left) > 1 else left[0]

    return script


def slow_drip(whole: bytes, pause_s: float = 0.05) -> Parts:
    """A byte at a time."""
    for byte in whole:
        yield bytes([byte])
        yield pause_s


def silence() -> Parts:
    """Nothing at all, for a minute or until the server is closed."""
    yield 60.0


def endless(head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n") -> Parts:
    """A body that does not end."""
    yield head
    while True:
        yield b"x" * 65536


def closed_port() -> int:
    """A port of 127.0.0.1 at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def full_backlog() -> Iterator[int]:
    """A port of 127.0.0.1 that takes no connection and does not refuse one either: attempts time out."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = []
        try:
            for _ in range(3):  # a backlog of zero holds one or two connections that nobody accepts
                first = socket.socket()
                first.setblocking(False)
                first.connect_ex(listener.getsockname())
                waiting.append(first)
            time.sleep(0.05)
            yield int(listener.getsockname()[1])
        finally:
            for first in waiting:
                first.close()
