"""What the doctor learns about a server."""

import json
import time

import pytest

from aima.endpoints import probe as probing
from aima.endpoints.probe import Probe, blind, probe
from aima.model.chat import ChatAnswer
from tests.endpoints.parts import InMemory, endpoint
from tests.endpoints.scripted import (
    always,
    answering,
    closed_port,
    error,
    lists,
    reply,
    says,
    scripted,
    silence,
    slow_drip,
)

OK = '{"ok": true}'


def found(script, *, pictures=False, **settings):
    with scripted(script) as server:
        return probe(endpoint(server.url, **settings), pictures=pictures)


def test_a_good_server_has_no_problem():
    assert found(answering(OK)) == Probe(True, True, "json_schema")
    assert found(answering(OK), pictures=True) == Probe(True, True, "json_schema", pictures=True)


@pytest.mark.parametrize(
    "more",
    [
        {"max_model_len": 4096},
        {"meta": {"n_ctx": 4096, "n_ctx_train": 9}},
        {"context_length": 4096},
        {"context_window": 4096},
    ],
)
def test_the_context_is_read_where_a_server_tells(more):
    seen = found(lambda got: says(OK) if got.chat else lists("other", "m", **more))
    assert (seen.model_listed, seen.context) == (True, 4096)


@pytest.mark.parametrize("value", [0, -1, "4096", True, None, 1e9, 10**30, [4096]])
def test_a_senseless_context_is_none(value):
    assert found(lambda got: says(OK) if got.chat else lists("m", max_model_len=value)).context is None


def test_a_model_that_is_not_listed_may_still_answer():
    assert found(answering(OK, models=("m:latest",))) == Probe(True, False, "json_schema")
    seen = found(lambda got: error(404, "no such model") if got.chat else lists("other"))
    assert (seen.model_listed, seen.schema, seen.problem.code) == (False, None, "model")


@pytest.mark.parametrize("listing", [error(404), reply(405, b""), reply(200, b'{"data": null}'), lists()])
def test_a_server_without_a_list_is_asked_all_the_same(listing):
    assert found(lambda got: says(OK) if got.chat else listing) == Probe(True, None, "json_schema")


@pytest.mark.parametrize("form", ["json_object", "text"])
def test_the_way_to_json_is_told(form):
    allowed = {"json_object": ("json_object",), "text": ()}[form]

    def script(got):
        if not got.chat:
            return lists("m")
        asked = got.body.get("response_format", {}).get("type", "")
        return says(OK) if not asked or asked in allowed else error(400, "no")

    assert found(script).schema == form


def test_a_model_that_does_not_write_json_is_told():
    seen = found(answering("Gladly!"))
    assert (seen.schema, seen.problem.code) == ("none", "schema")


def test_a_model_without_eyes_is_told():
    def script(got):
        if not got.chat:
            return lists("m")
        return error(400, "no images here") if "image_url" in json.dumps(got.body) else says(OK)

    seen = found(script, pictures=True)
    assert (seen.schema, seen.pictures, seen.problem.code) == ("json_schema", False, "pictures")
    assert found(script) == Probe(True, True, "json_schema")


@pytest.mark.parametrize(
    ("parts", "code"),
    [(error(401), "key"), (reply(200, b"<html>", "text/html"), "protocol"), (reply(302, b""), "redirect"),
     (reply(200, b'{"data": 7}'), "protocol"), (reply(200, b"[" * 10**5), "protocol")],
)  # fmt: skip
def test_a_wrong_server_is_told_by_its_listing(parts, code):
    seen = found(always(lambda: parts))
    assert (seen.reachable, seen.problem.code) == (True, code)


def test_a_server_that_is_not_there_or_not_allowed():
    gone = probe(endpoint(f"http://127.0.0.1:{closed_port()}/v1"), pictures=True)
    assert (gone.reachable, gone.problem.code) == (False, "away")
    assert probe(endpoint("http://203.0.113.9/v1"), pictures=True).problem.code == "remote"
    assert probe(endpoint("nowhere"), pictures=False).problem.code == "address"


@pytest.mark.parametrize("parts", [silence, lambda: slow_drip(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10**4)])
def test_it_has_an_end(parts, monkeypatch):
    monkeypatch.setattr(probing, "LONGEST_S", 0.4)
    start = time.monotonic()
    seen = found(always(parts))
    assert time.monotonic() - start < 3
    assert (seen.reachable, seen.problem.code) == (True, "loading")
    seen = found(lambda got: parts() if got.chat else lists("m"), timeout_s=0.3)
    assert (seen.model_listed, seen.problem.code) == (True, "slow")
    assert "0.3 s" in seen.problem.en


def test_a_model_that_is_not_given_the_picture_does_not_see():
    """Some servers drop it in silence; the tokens that they count tell."""
    seen = found(lambda got: says(OK) if got.chat else lists("m"), pictures=True)
    assert (seen.schema, seen.pictures, seen.problem.code) == ("json_schema", False, "pictures")


def test_a_server_that_breaks_over_a_model_it_does_not_list():
    def script(got):
        return error(500) if got.chat else lists("other")

    seen = found(script)
    assert (seen.model_listed, seen.problem.code) == (False, "model")


def test_a_server_that_counts_no_tokens_is_not_called_blind():
    assert blind(InMemory(lambda request: ChatAnswer('{"ok": true}'))) is None
