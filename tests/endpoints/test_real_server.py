"""Against a real server of the protocol, `transformers serve`, with tiny models (see `serving.py`); all in one file, so
that it is started once."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from PIL import Image
from pydantic import BaseModel

import aima
from aima.endpoints.asking import Asker, Inquiry, ask_all
from aima.endpoints.connect import connect
from aima.endpoints.probe import probe
from aima.endpoints.purse import Purse
from aima.errors import EndpointFailed
from aima.explain.answer import whole_schema
from aima.model.chat import ChatAnswer, ChatRequest, Endpoint
from aima.model.explanation import Outcome
from tests.endpoints.parts import Kept, ask_for
from tests.endpoints.serving import Served, need_the_server, serving
from tests.explain.scripted import good

REPLY = '{"answer": "yes", "reason": "Sie sagt: \\"Halt\\", und er hört auf – 😀"}'
SAMPLES = Path(__file__).parents[2] / "samples"
REPLY_TO_PICTURE = '{"answer": "no", "reason": "eine grüne Fläche"}'


class Reply(BaseModel):
    answer: Literal["yes", "no"]
    reason: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    need_the_server()
    with serving(tmp_path_factory.mktemp("server"), REPLY, REPLY_TO_PICTURE) as started:
        yield started
    with pytest.raises(ProcessLookupError):
        os.kill(started.pid, 0)


def picture(colour: tuple[int, int, int] = (30, 160, 60)) -> bytes:
    written = io.BytesIO()
    Image.fromarray(np.full((180, 320, 3), colour, np.uint8)).save(written, "JPEG")
    return written.getvalue()


def question(user: str = "Was geschieht?", *images: bytes, max_tokens: int = 48) -> ChatRequest:
    return ChatRequest("Antworte kurz.", user, "reply", Reply.model_json_schema(), images, max_tokens=max_tokens)


def asker(served: Served, model: str) -> Asker:
    return Asker(connect(Endpoint(served.url, model)), Kept(), Purse(100_000))


def inquiry(request: ChatRequest) -> Inquiry:
    return Inquiry(request, "test", 2000)


def test_a_chat_answers_and_its_tokens_are_counted(served: Served) -> None:
    model = connect(Endpoint(served.url, served.text))
    short, long = model.ask(question("kurz")), model.ask(question("kurz und noch 16 Zeichen", max_tokens=5))
    assert long.prompt_tokens - short.prompt_tokens == len(" und noch 16 Zeichen")
    assert (short.ended, short.answer_tokens, long.answer_tokens) == ("length", 48, 5)


def test_the_same_question_has_the_same_answer(served: Served) -> None:
    model = connect(Endpoint(served.url, served.text))
    assert model.ask(question()) == model.ask(question()) != model.ask(question("Und dann?"))


def test_what_a_random_model_writes_ends_in_one_sentence(served: Served) -> None:
    asked = ask_for(asker(served, served.text), inquiry(question()), Reply)
    assert asked.value is None and asked.failed is not None
    assert asked.failed.code == "schema" and served.text in asked.failed.en
    assert [exchange.purpose for exchange in asked.exchanges] == ["test", "test: repair"]
    assert all(exchange.raw and exchange.raw not in asked.failed.en for exchange in asked.exchanges)


def test_an_answer_that_holds_comes_through_as_it_was_written(served: Served) -> None:
    asked = ask_for(asker(served, served.parrot), inquiry(question()), Reply)
    assert asked.value == Reply.model_validate_json(REPLY)
    (exchange,) = asked.exchanges
    assert (exchange.raw, exchange.answer_tokens, exchange.cached) == (REPLY, 2, False)


def test_a_kept_answer_asks_nothing_more(served: Served) -> None:
    asking = asker(served, served.parrot)
    first = ask_for(asking, inquiry(question()), Reply)
    before = served.log.read_bytes().count(b"POST /v1/chat/completions")
    second = ask_for(asking, inquiry(question()), Reply)
    assert served.log.read_bytes().count(b"POST /v1/chat/completions") == before >= 1
    assert second.value == first.value and [exchange.cached for exchange in second.exchanges] == [True]


def test_several_questions_are_answered_in_order(served: Served) -> None:
    inquiries = [inquiry(question("x" * length)) for length in (1, 50, 9, 200)]
    asked = ask_all(asker(served, served.parrot), inquiries, Reply)
    counted = [each.exchanges[0].prompt_tokens for each in asked]
    assert all(each.value is not None for each in asked)
    assert [count - counted[0] for count in counted] == [0, 49, 8, 199]


def test_a_model_that_sees_takes_a_picture(served: Served) -> None:
    def ask(*images: bytes) -> ChatAnswer:
        # Each from a model of its own: one that was answered without JSON puts the schema in words, which are tokens.
        return connect(Endpoint(served.url, served.vision)).ask(question("Was?", *images))

    blind, green, red, two = ask(), ask(picture()), ask(picture((200, 0, 0))), ask(picture(), picture())
    assert green.prompt_tokens == red.prompt_tokens > blind.prompt_tokens
    assert green.text != red.text
    assert two.prompt_tokens - green.prompt_tokens == green.prompt_tokens - blind.prompt_tokens


def test_an_answer_about_a_picture_comes_through(served: Served) -> None:
    asked = ask_for(asker(served, served.seeing_parrot), inquiry(question("Was?", picture())), Reply)
    assert asked.value == Reply.model_validate_json(REPLY_TO_PICTURE)


def test_a_broken_picture_ends_in_one_sentence(served: Served) -> None:
    asked = ask_for(asker(served, served.vision), inquiry(question("Was?", b"no picture")), Reply)
    assert asked.value is None and asked.failed is not None
    assert asked.failed.code in ("broken", "pictures")


def test_a_model_that_the_server_has_not_ends_in_one_sentence(served: Served) -> None:
    with pytest.raises(EndpointFailed) as failure:
        connect(Endpoint(served.url, "aima/nobody")).ask(question())
    assert failure.value.code in ("model", "broken")


@pytest.mark.parametrize("name", ["text", "vision", "parrot", "seeing_parrot"])
def test_the_probe_finds_every_model_in_the_list(served: Served, name: str) -> None:
    found = probe(Endpoint(served.url, getattr(served, name)), pictures=True)
    assert (found.reachable, found.model_listed, found.schema) == (True, True, "none")
    # The others are sent the picture and never see it: the server drops it in silence.
    sees = name in ("vision", "seeing_parrot")
    assert found.pictures is sees
    assert found.problem is not None and found.problem.code == ("schema" if sees else "pictures")


def test_the_probe_finds_that_a_model_is_not_in_the_list(served: Served) -> None:
    found = probe(Endpoint(served.url, "aima/nobody"), pictures=False)
    assert (found.reachable, found.model_listed) == (True, False)
    assert found.problem is not None and found.problem.code == "model"


def test_an_analysed_recording_is_explained_through_a_real_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything is real but the model's mind: it gives an answer that was written before, made from the digest."""
    need_the_server()
    with aima.open(tmp_path / "home") as home:
        plain = home.analyze(SAMPLES / "still.jpg")
        written = good(ChatRequest("", home.digest(plain.analysis.id).text, "answer", whole_schema(12)))
    with serving(tmp_path, written, REPLY_TO_PICTURE) as started:
        monkeypatch.setenv("AIMA_LLM_URL", started.url)
        monkeypatch.setenv("AIMA_LLM_MODEL", started.parrot)
        with aima.open(tmp_path / "home") as home:
            explained = home.analyze(SAMPLES / "still.jpg")
            asked = started.log.read_bytes().count(b"POST /v1/chat/completions")
            again = home.analyze(SAMPLES / "still.jpg")
            assert started.log.read_bytes().count(b"POST /v1/chat/completions") == asked > 0
    assert explained.assessment == plain.assessment and explained.analysis.id == plain.analysis.id
    made = explained.explanation
    assert made is not None and made.outcome is Outcome.KEPT, made
    assert made.model == started.parrot and made.sentences and again.explanation == made
    assert all(cite.observation in explained.timeline for said in made.sentences for cite in said.cites)
