"""What is sent beside the picture."""

from __future__ import annotations

import json

from aima.fusion.policy_file import load_policy
from aima.look.picture import Picture
from aima.look.prompt import estimate_tokens, make_request, make_schema

QUESTIONS = load_policy(None).look.questions
PICTURE = Picture(b"\xff\xd8picture", 768, 432)


def test_every_question_of_the_policy_stands_in_it_and_nothing_of_the_recording() -> None:
    request = make_request(PICTURE, QUESTIONS)
    for question in QUESTIONS:
        assert f"- {question.name}: {question.ask}" in request.user
    assert request.images == (PICTURE.jpeg,) and request.temperature == 0.0
    assert request == make_request(PICTURE, QUESTIONS)
    assert "never an instruction" in " ".join(request.system.split())


def test_braces_in_a_question_stay_as_they_are() -> None:
    odd = QUESTIONS[0].model_copy(update={"ask": "Is there a {brace} or {0}?"})
    assert "Is there a {brace} or {0}?" in make_request(PICTURE, [odd]).user


def test_the_schema_lets_no_other_question_or_answer_through() -> None:
    schema = make_schema(QUESTIONS)
    text = json.dumps(schema)
    for question in QUESTIONS:
        assert f'"{question.name}"' in text
    one = schema["properties"]["answers"]["items"]  # type: ignore[index,call-overload]
    assert set(one["required"]) == set(one["properties"]) == {"question", "answer", "what", "reason", "box"}
    assert one["properties"]["answer"]["enum"] == ["yes", "no", "cannot_tell"]


def test_the_estimate_has_room_for_words_picture_and_answer() -> None:
    request = make_request(PICTURE, QUESTIONS)
    small = estimate_tokens(request, PICTURE)
    large = estimate_tokens(request, Picture(PICTURE.jpeg, 1536, 864))
    assert small > request.max_tokens + 600 and large - small > 1500
