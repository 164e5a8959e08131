"""What servers' errors mean, and that long ones, which repeat the question, are not read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aima.endpoints.sentences import SENTENCES
from aima.endpoints.verdicts import code_of


def body(message, **more):
    return json.dumps({"error": {"message": message, **more}}).encode()


@pytest.mark.parametrize(
    ("status", "raw", "expected"),
    [
        (404, body('model "llama9" not found, try pulling it first', type="api_error"), "model"),  # Ollama
        (404, body("The model `x` does not exist.", type="NotFoundError", code=404), "model"),  # vLLM
        (404, b'{"object":"error","message":"The model `x` does not exist.","code":404}', "model"),  # older vLLM
        (404, body("File Not Found", type="not_found_error", code=404), "path"),  # llama.cpp
        (404, b"404 page not found", "path"),  # Ollama without /v1
        (400, body("This model's maximum context length is 2048 tokens.", code="context_length_exceeded"), "context"),
        (400, body("Requested token count exceeds the model's maximum context length"), "context"),  # SGLang
        (400, body("the request exceeds the available context size", type="exceed_context_size_error"), "context"),
        (400, body("'response_format' of type 'json_schema' is not supported with this model."), "refused"),
        (400, body("failed to parse grammar"), "refused"),
        (401, body("model not found"), "key"),
        (429, body("context length"), "busy"),
        (400, b'{"error": "invalid model name"}', "model"),
        (500, body("image input is not supported"), "broken"),
        (500, b"[" * 100_000, "broken"),
        (400, b"[1]", "refused"),
        (400, b'{"error": [1]}', "refused"),
        (200, b"", "protocol"),
        (103, b"", "protocol"),
        (999, b"", "broken"),
    ],
)  # fmt: skip
def test_known_errors(status, raw, expected):
    assert code_of(status, raw, pictures=False) == expected


def test_pictures_are_only_meant_where_some_were_sent():
    refused = body("m is not a multimodal model", code=400)
    assert code_of(400, refused, pictures=True) == "pictures"
    assert code_of(400, refused, pictures=False) == "refused"


def test_a_message_that_repeats_the_question_is_not_read():
    assert code_of(400, body("said: the context length " + "x" * 600), pictures=False) == "refused"


@given(st.integers(100, 999), st.binary(max_size=200), st.booleans())
def test_every_answer_has_a_code_with_a_sentence(status, raw, pictures):
    assert code_of(status, raw, pictures=pictures) in SENTENCES
