"""What comes back from `ask`, whatever a server does: an answer or one sentence, in time."""

import json
import logging
import os
import subprocess
import sys
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aima.endpoints.connect import connect, read_answer
from aima.endpoints.sentences import SENTENCES
from aima.errors import EndpointFailed
from aima.model.chat import ChatAnswer, Endpoint
from tests.endpoints.parts import code, endpoint, failure, question
from tests.endpoints.scripted import (
    always,
    answering,
    closed_port,
    completion,
    endless,
    error,
    full_backlog,
    in_turn,
    reply,
    says,
    scripted,
    silence,
    slow_drip,
)

JPEG = b"\xff\xd8\xff\xe0 not really a picture"
HTML = b"<html><body>Sign in to the hotel</body></html>"


def test_a_question_goes_out_whole_and_the_answer_comes_back():
    with scripted(answering('{"name": "fig", "count": 2}')) as server:
        answer = connect(endpoint(server.url)).ask(question(max_tokens=33))
    assert answer == ChatAnswer('{"name": "fig", "count": 2}', "stop", prompt_tokens=10, answer_tokens=5)
    sent = server.asked[0]
    assert sent.path == "/v1/chat/completions"
    assert [message["role"] for message in sent.body["messages"]] == ["system", "user"]
    assert [sent.body[name] for name in ("model", "max_tokens", "temperature", "seed", "stream")] == [
        "m", 33, 0.0, 7, False]  # fmt: skip
    assert sent.body["response_format"]["json_schema"]["schema"]["required"] == ["name", "count"]


def test_pictures_go_out_as_data_and_in_order():
    with scripted(answering("x")) as server:
        connect(endpoint(server.url)).ask(question("what?", JPEG, JPEG + b"2"))
    content = server.asked[0].body["messages"][1]["content"]
    assert [part["type"] for part in content] == ["text", "image_url", "image_url"]
    assert content[1]["image_url"]["url"].startswith("data:image/jpeg;base64,/9j/")


def test_what_is_no_text_is_sent_as_text():
    with scripted(answering("x")) as server:
        assert connect(endpoint(server.url)).ask(question("wei\udcdf.mp4\x00 \U0001f600")).text == "x"
    assert server.asked[0].body["messages"][1]["content"] == "wei\ufffd.mp4\ufffd \U0001f600"


def test_only_what_a_server_needs_is_sent(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-environment")
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "sk-admin")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-ünïcode")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project")
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{closed_port()}")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Spy: ü\nAuthorization: Bearer stolen\nHost: elsewhere")
    with scripted(answering("x")) as server:
        connect(endpoint(server.url)).ask(question())
        connect(endpoint(server.url, key="secret-of-mine")).ask(question())
    without, with_key = ({name.lower(): value for name, value in got.headers.items()} for got in server.asked)
    expected = {"host", "accept", "content-type", "content-length", "user-agent", "accept-encoding", "connection"}
    assert set(without) == expected
    assert set(with_key) == expected | {"authorization"}
    assert with_key["authorization"] == "Bearer secret-of-mine"
    assert (without["user-agent"], without["accept-encoding"]) == ("aima", "identity")
    assert without["host"] == f"127.0.0.1:{server.port}"


def test_proxies_of_the_environment_are_ignored(monkeypatch):
    with scripted(answering("by the proxy")) as proxy, scripted(answering("direct")) as server:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        assert connect(endpoint(server.url)).ask(question()).text == "direct"
    assert (len(proxy.got), len(server.got)) == (0, 1)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_a_sentence_and_never_a_second_request(status):
    with scripted(answering("taken")) as elsewhere:
        away = reply(status, b"", location=elsewhere.url + "/chat/completions")
        with scripted(always(lambda: away)) as server:
            assert code(server.url, key="k") == "redirect"
    assert (len(elsewhere.got), len(server.got)) == (0, 1)


LATIN = "Sprecherin sagt: NEIN, ich will das nicht"
CASES = {
    "key": [error(401, LATIN), error(403, LATIN), error(400, LATIN, "invalid_api_key")],
    "model": [
        error(404, 'model "m" not found, try pulling it first'),
        error(404, "The model `m` does not exist."),
        error(400, "no", "model_not_found"),
        error(500, "m is not a local folder and is not a valid model identifier"),
    ],
    "path": [error(404, LATIN), reply(404, HTML, "text/html"), reply(404, b'{"detail":"Not Found"}'), error(405)],
    "context": [
        error(400, LATIN, "context_length_exceeded"),
        error(400, "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens"),
        error(400, "The input (9000 tokens) is longer than the model's context length (8192 tokens)."),
        error(400, "the request exceeds the available context size. try increasing the context size"),
        reply(413, HTML, "text/html"),
    ],
    "refused": [error(400, LATIN), error(418, LATIN), error(422, "x" * 700 + "context length")],
    "protocol": [
        reply(200, HTML, "text/html"),
        reply(200, b"[" * 200_000),
        reply(200, b'{"choices": []}'),
        reply(200, b'{"object": "error", "message": "no"}'),
        reply(200, b"null"),
        reply(204, b""),
        [b"SSH-2.0-OpenSSH_9.6\r\nhello\r\n\r\n"],
        [b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"],
    ],
    "garbage": [says(None), says(7), says([{"type": "text", "text": "x"}])],
}


@pytest.mark.parametrize(("expected", "parts"), [(name, parts) for name, all_ in CASES.items() for parts in all_])
def test_each_failure_has_its_code_without_another_attempt(expected, parts):
    with scripted(always(lambda: parts)) as server:
        model = connect(endpoint(server.url))
        failed = failure(model)
    assert failed.code == expected
    assert len(server.got) == (3 if expected == "refused" and b" 418 " not in parts[0] else 1)
    assert "NEIN" not in failed.en + failed.de + repr(failed)
    assert failed.en.endswith(".") and failed.de.endswith(".") and "{" not in failed.en + failed.de


@pytest.mark.parametrize("status", [400, 422, 500])
def test_a_model_that_takes_no_pictures_is_told(status):
    no = error(status, "image input is not supported - hint: you may need to provide the mmproj")
    with scripted(always(lambda: no)) as server:
        assert code(server.url, question("what?", JPEG)) == "pictures"
    assert len(server.got) == 1
    with scripted(always(lambda: error(422, "Input should be something else"))) as server:
        assert code(server.url, question("what?", JPEG)) == "pictures"


@pytest.mark.parametrize("kind", ["json_schema", "json_object"])
def test_a_server_that_knows_no_schema_is_asked_in_words_and_that_is_remembered(kind):
    refused = {"json_schema"} if kind == "json_schema" else {"json_schema", "json_object"}

    def script(got):
        asked = got.body.get("response_format", {}).get("type")
        return (
            error(400, f"{asked} of response_format is not supported by the model") if asked in refused else says("x")
        )

    with scripted(script) as server:
        model = connect(endpoint(server.url))
        for _ in range(2):
            assert model.ask(question()).text == "x"
    assert model.mode == ("json_object" if kind == "json_schema" else "text")
    assert len(server.got) == len(refused) + 2
    assert "matching this schema: {" not in server.got[0].text
    assert "matching this schema: {" in server.got[-1].text


def test_a_server_that_takes_a_schema_and_ignores_it_is_told_in_words_from_then_on():
    with scripted(answering("Gladly! What about?", "{}", "Gladly!")) as server:
        model = connect(endpoint(server.url))
        for _ in range(4):
            model.ask(question())
    assert ["matching this schema" in got.text for got in server.got] == [False, True, True, True]
    held = answering("{}", "{}", "{}")
    with scripted(held) as server:
        model = connect(endpoint(server.url))
        for _ in range(3):
            model.ask(question())
    assert [got.body["response_format"]["type"] for got in server.got] == ["json_schema"] * 3


def test_what_passes_is_tried_again_after_pauses_that_rise_and_vary(monkeypatch):
    runs = []
    for _ in range(6):
        pauses = []
        monkeypatch.setattr(time, "sleep", pauses.append)
        with scripted(in_turn(error(429, "x"), error(503, "x"), reply(504, HTML), says("at last"))) as server:
            assert connect(endpoint(server.url)).ask(question()).text == "at last"
        assert len(server.got) == 4
        runs.append(tuple(pauses))
    for first, second, third in runs:
        assert 0.375 <= first <= 0.5 and 0.75 <= second <= 1 and 1.5 <= third <= 2
    assert len(set(runs)) > 1


def test_a_broken_connection_is_tried_again():
    cut = [b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", 0.01]
    with scripted(in_turn(cut, says("whole"))) as server:
        assert connect(endpoint(server.url)).ask(question()).text == "whole"
    assert len(server.got) == 2


@pytest.mark.parametrize(
    ("expected", "parts"),
    [("busy", error(429, "x")), ("broken", error(500, "x")), ("broken", reply(502, HTML)), ("broken", [b""])],
)
def test_what_does_not_pass_ends_in_time(expected, parts):
    start = time.monotonic()
    with scripted(always(lambda: parts)) as server:
        assert code(server.url, timeout_s=1.2) == expected
    assert time.monotonic() - start < 3
    assert len(server.got) == 2  # the pause before a third does not fit


def test_a_server_may_ask_to_wait_as_long_as_there_is_time():
    with scripted(in_turn(error(429, retry_after="1"), says("x"))) as server:
        assert connect(endpoint(server.url)).ask(question()).text == "x"
    assert server.got[1].at - server.got[0].at > 0.95
    for wait in ("100", "inf", "1e999", "-5", "Wed, 21 Oct 2099 07:28:00 GMT", "1" * 400):
        start = time.monotonic()
        with scripted(always(lambda wait=wait: error(429, retry_after=wait, x_should_retry="true"))) as server:
            assert code(server.url, timeout_s=0.6) == "busy"
        assert time.monotonic() - start < 3


def test_a_server_may_not_say_what_is_tried_again():
    with scripted(always(lambda: error(400, "no", x_should_retry="true"))) as server:
        assert code(server.url) == "refused"
    assert len(server.got) == 3  # once in each mode


@pytest.mark.parametrize(
    "parts",
    [
        silence,
        lambda: slow_drip(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 4000, 0.02),
        lambda: slow_drip(b"".join(reply(200, completion("x" * 4000)))[:-1], 0.02),
        lambda: (part for _ in range(1000) for part in (b"HTTP/1.1 100 Continue\r\n\r\n", 0.02)),
    ],
    ids=["silence", "header", "body", "continue"],
)
def test_the_time_of_one_answer_is_over_when_it_is_over(parts):
    start = time.monotonic()
    with scripted(always(parts)) as server:
        assert code(server.url, timeout_s=0.5) == "slow"
        assert 0.4 < time.monotonic() - start < 2


@pytest.mark.parametrize(
    "head",
    [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"HTTP/1.1 500 x\r\n\r\n"],
)
def test_endless_text_is_cut_off(head):
    def parts():
        yield head
        while True:
            yield b"10000\r\n" + b"x" * 65536 + b"\r\n"

    start = time.monotonic()
    with scripted(always(parts)) as server:
        assert code(server.url) == "endless"
    assert time.monotonic() - start < 10
    assert len(server.got) == 1


def test_a_packed_answer_is_not_unpacked():
    import gzip

    bomb = gzip.compress(b" " * 50_000_000)
    with scripted(always(lambda: reply(200, bomb, content_encoding="gzip"))) as server:
        assert code(server.url) == "protocol"


def test_an_endless_header_ends():
    with scripted(always(lambda: endless(b"HTTP/1.1 200 OK\r\nX: "))) as server:
        assert code(server.url) in ("protocol", "endless")


def test_a_server_that_is_not_there_is_not_waited_for():
    model = connect(endpoint(f"http://127.0.0.1:{closed_port()}/v1"))
    start = time.monotonic()
    first = failure(model)
    assert time.monotonic() - start < 3
    assert first.code == "away"
    start = time.monotonic()
    assert [failure(model).en for _ in range(50)] == [first.en] * 50
    assert time.monotonic() - start < 0.5


def test_a_server_that_takes_no_connection_is_given_up_in_time():
    with full_backlog() as port:
        start = time.monotonic()
        assert code(f"http://127.0.0.1:{port}/v1", connect_s=0.4) == "away"
        assert 0.7 < time.monotonic() - start < 3


def test_after_two_silences_nobody_waits_a_third_time():
    with scripted(always(silence)) as server:
        model = connect(endpoint(server.url, timeout_s=0.3))
        assert [failure(model).code for _ in range(4)] == ["slow"] * 4
    assert len(server.got) == 2


def test_a_wrong_key_is_tried_once():
    with scripted(always(lambda: error(401))) as server:
        model = connect(endpoint(server.url, key="wrong"))
        assert [failure(model).code for _ in range(3)] == ["key"] * 3
    assert len(server.got) == 1


def test_keys_and_words_of_the_server_stand_in_no_message(caplog):
    secret = "sk-dont-tell-0815"
    caplog.set_level(logging.DEBUG)
    spoken = f"the key {secret} is wrong, and she said: {LATIN}"
    with scripted(always(lambda: error(401, spoken))) as server:
        model = connect(endpoint(server.url, key=secret))
        try:
            model.ask(question(LATIN))
        except EndpointFailed as failed:
            told = [str(failed), repr(failed), failed.de, "".join(traceback.format_exception(failed))]
            assert failed.__cause__ is None and failed.__context__ is None
    told += [repr(model.endpoint), repr(model), caplog.text]
    assert not [text for text in told if secret in text or "NEIN" in text]


def test_the_log_of_the_client_stays_quiet_whatever_the_environment_says():
    script = (
        "from aima.endpoints.connect import connect; from aima.model.chat import *; import sys\n"
        "m = connect(Endpoint(sys.argv[1], 'm'))\n"
        "m.ask(ChatRequest('s', 'the secret question', 'x', {}))\n"
    )
    with scripted(answering("the secret answer")) as server:
        done = subprocess.run(
            [sys.executable, "-c", script, server.url],
            env={**os.environ, "OPENAI_LOG": "debug"},
            check=False,
            capture_output=True,
            text=True,
            timeout=30,
        )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_nothing_heavy_is_loaded_before_the_first_question():
    script = "import sys, aima.endpoints.asking, aima.endpoints.probe; print({'openai', 'httpx2'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=30)
    assert done.stdout.strip() == "set()"


def test_several_threads_may_ask():
    with scripted(lambda got: says(got.text.splitlines()[1])) as server:
        model = connect(endpoint(server.url))
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda number: model.ask(question(str(number))).text, range(8)))
    assert answers == [str(number) for number in range(8)]


def test_every_sentence_fits_every_endpoint_and_has_a_way_out():
    for name, sentence in SENTENCES.items():
        for text in (sentence.de, sentence.en):
            assert text.endswith(".") and "\n" not in text and len(text) < 300, name
            assert "{name}" in text or "doctor" in text or name in ("broken", "refused"), name


@pytest.mark.parametrize("usage", [None, {}, [], {"prompt_tokens": -1}, {"prompt_tokens": "9"}, {"prompt_tokens": 1e9},
                                   {"prompt_tokens": 10**12}, {"prompt_tokens": True}])  # fmt: skip
def test_a_senseless_count_is_no_count(usage):
    raw = json.loads(completion("x"))
    raw["usage"] = usage
    assert read_answer(json.dumps(raw).encode(), endpoint("http://x")).prompt_tokens == 0


def test_text_that_nobody_could_store_is_mended():
    answer = read_answer(
        b'{"choices":[{"message":{"content":"a\\u0000b\\ud800c\\ud83d\\ude00"}}]}', endpoint("http://x")
    )
    assert answer == ChatAnswer("a\ufffdb\ufffdc\U0001f600", "other")


ODD_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["choices", "message", "content", "error", "usage", "finish_reason", "code"]), inner, max_size=5
    ),
    max_leaves=20,
)  # fmt: skip
ODD_BODY = st.binary(max_size=300) | ODD_JSON.map(lambda value: json.dumps(value).encode())
ODD_HEAD = st.binary(max_size=60) | st.builds(
    "HTTP/1.1 {} x\r\nContent-Length: {}\r\nContent-Encoding: {}\r\n\r\n".format,
    st.integers(100, 999).filter(lambda status: status not in (429, 500, 502, 503, 504)),
    st.integers(-1, 300),
    st.sampled_from(["", "gzip", "br"]),
).map(str.encode)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(head=ODD_HEAD, body=ODD_BODY)
def test_whatever_bytes_come_back_it_is_an_answer_or_a_sentence(head, body):
    with scripted(always(lambda: [head, body])) as server:
        try:
            answer = connect(Endpoint(server.url, "m", timeout_s=0.4)).ask(question())
        except EndpointFailed as failed:
            assert failed.code in SENTENCES
        else:
            assert answer.text.encode() is not None
