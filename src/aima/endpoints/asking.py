"""Asks a model for an answer of a given shape: kept answers first, a budget, several at a time, one repair question.

Nothing here raises for what a server or a model does: an `Asked` holds a value or says why there is none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from aima.endpoints.json_text import as_data, find_object
from aima.endpoints.purse import Purse
from aima.endpoints.sentences import failed
from aima.endpoints.several import in_order
from aima.errors import EndpointFailed
from aima.model.chat import AnswerCache, ChatAnswer, ChatModel, ChatRequest
from aima.model.explanation import Exchange
from aima.model.words import Words

ShapeT = TypeVar("ShapeT", bound=BaseModel)
REPEATED_CHARACTERS = 2000
"""How much of an unusable answer is shown to the model again."""
MAY_HAVE_WORKED = frozenset({"slow", "endless", "broken", "garbage"})
"""Failures after which the model may have spent tokens that nobody counted."""


Watch = Callable[[str], None]
"""Hears what a question is for that is being waited for ("window 3 of 7"), in the calling thread."""


def unwatched(_: str) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Asker:
    """All that is needed to ask: the model, the answers kept so far, and the tokens that may be spent.

    `again` asks anew although an answer is kept, and keeps the new one. `watch` hears what is being waited for.
    """

    model: ChatModel
    cache: AnswerCache
    purse: Purse
    again: bool = False
    watch: Watch = unwatched


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question, what it is for ("window 3 of 7"), and the tokens it may take: prompt and room for the answer."""

    request: ChatRequest
    purpose: str
    tokens: int


@dataclass(frozen=True, slots=True)
class Asked(Generic[ShapeT]):
    """What came of one question: the value, or `failed` that says why not; and every exchange on the way.

    The codes of `failed` are those of `endpoints.sentences` ("budget" and "schema" among them).
    """

    value: ShapeT | None
    exchanges: tuple[Exchange, ...] = ()
    failed: EndpointFailed | None = None

    @property
    def problem(self) -> Words | None:
        """Why there is no value, in both languages; `None` where there is one."""
        return None if self.failed is None else Words(de=self.failed.de, en=self.failed.en)


def ask_all(asker: Asker, inquiries: Sequence[Inquiry], shape: type[ShapeT]) -> list[Asked[ShapeT]]:
    """All questions, answered in order, as many at a time as the endpoint's `concurrency` says.

    A kept answer costs nothing. Else the estimate is set aside, in order and before anything is asked, and a question
    for which the budget has no room is not asked. An answer that is no JSON of this shape is asked for once more. What
    led to a value is kept as soon as it is there: the same questions later ask nothing and give the same exchanges,
    and of questions that are interrupted only those in hand are asked again.
    """
    talks = [_Talk(inquiry, shape) for inquiry in inquiries]
    _round(asker, [_Turn(talk, talk.inquiry.request, talk.inquiry.purpose, talk.inquiry.tokens) for talk in talks])
    repairs = [_repair(talk, talk.verdict) for talk in talks if isinstance(talk.verdict, str)]
    _round(asker, repairs)
    return [_finish(asker, talk) for talk in talks]


@dataclass(slots=True)
class _Talk(Generic[ShapeT]):
    """One question with the answers so far; a second one is the repair.

    `verdict` is the value of the last answer, or what is wrong with it; `None` where there is no answer.
    """

    inquiry: Inquiry
    shape: type[ShapeT]
    answered: list[tuple[str, Exchange, ChatAnswer]] = field(default_factory=list)
    verdict: ShapeT | str | None = None
    failed: EndpointFailed | None = None


@dataclass(frozen=True, slots=True)
class _Turn(Generic[ShapeT]):
    """What is to be asked next in one talk."""

    talk: _Talk[ShapeT]
    request: ChatRequest
    purpose: str
    tokens: int


def _round(asker: Asker, turns: Sequence[_Turn[ShapeT]]) -> None:
    """Answer each turn from the kept answers, or ask; every question once, however often it occurs."""
    endpoint = asker.model.endpoint
    by_digest: dict[str, list[_Turn[ShapeT]]] = {}
    for turn in turns:
        by_digest.setdefault(turn.request.digest(endpoint.model), []).append(turn)
    due: dict[str, _Turn[ShapeT]] = {}
    for digest, same in by_digest.items():
        kept = None if asker.again else asker.cache.get(digest)
        if kept is not None:
            _note(asker, same, digest, kept, cached=True)
        elif asker.purse.set_aside(same[0].tokens):
            due[digest] = same[0]
        else:
            _note(asker, same, digest, failed("budget", endpoint, budget=asker.purse.budget), cached=False)

    waiting = dict.fromkeys(due)

    def heard(digest: str, answer: ChatAnswer | EndpointFailed) -> None:
        asker.purse.pay(due[digest].tokens, _cost(answer, due[digest].tokens))
        _note(asker, by_digest[digest], digest, answer, cached=False)
        del waiting[digest]
        _tell(asker, due, waiting)

    _tell(asker, due, waiting)
    in_order(lambda digest: _ask(asker.model, due[digest].request), list(due), endpoint.concurrency, heard)


def _tell(asker: Asker, due: Mapping[str, _Turn[ShapeT]], waiting: Mapping[str, None]) -> None:
    """Say what is being waited for: the first of the questions that have no answer yet."""
    first = next(iter(waiting), None)
    if first is not None:
        asker.watch(due[first].purpose)


def _ask(model: ChatModel, request: ChatRequest) -> ChatAnswer | EndpointFailed:
    try:
        return model.ask(request)
    except EndpointFailed as failure:
        return failure


def _cost(answer: ChatAnswer | EndpointFailed, estimate: int) -> int:
    """What the server counted; the estimate where it counted nothing but may have worked."""
    if isinstance(answer, EndpointFailed):
        return estimate if answer.code in MAY_HAVE_WORKED else 0
    return answer.prompt_tokens + answer.answer_tokens or estimate


def _note(
    asker: Asker, turns: Sequence[_Turn[ShapeT]], digest: str, answer: ChatAnswer | EndpointFailed, *, cached: bool
) -> None:
    """Write an answer down in every talk that asked for it; what led to a value is kept at once."""
    for turn in turns:
        talk = turn.talk
        if isinstance(answer, EndpointFailed):
            talk.failed, talk.verdict = answer, None
            continue
        exchange = Exchange(
            purpose=turn.purpose,
            request_sha256=digest,
            raw=answer.text,
            prompt_tokens=answer.prompt_tokens,
            answer_tokens=answer.answer_tokens,
            cached=cached,
        )
        talk.answered.append((digest, exchange, answer))
        talk.verdict = _judge(answer, talk.shape)
        if not isinstance(talk.verdict, str):
            _keep(asker, talk)


def _keep(asker: Asker, talk: _Talk[ShapeT]) -> None:
    for digest, exchange, answer in talk.answered:
        if not exchange.cached:
            asker.cache.put(digest, answer, replace=asker.again)


def _judge(answer: ChatAnswer, shape: type[ShapeT]) -> ShapeT | str:
    """The value of an answer, or what is wrong with it."""
    found = find_object(answer.text)
    if found is None:
        cut = answer.ended == "length"
        return "it was cut off before its end, so answer more briefly" if cut else "it holds no readable JSON object"
    try:
        return shape.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[:3]
        return "; ".join(f"{'.'.join(map(str, wrong['loc'])) or 'the object'}: {wrong['msg']}" for wrong in first)[:500]


def _repair(talk: _Talk[ShapeT], wrong: str) -> _Turn[ShapeT]:
    """The one further question: the same, the answer as data (it may repeat what was recorded), and what was wrong."""
    first = talk.inquiry.request
    schema = json.dumps(dict(first.schema), sort_keys=True, ensure_ascii=False)
    said = as_data(talk.answered[-1][2].text[:REPEATED_CHARACTERS])
    addition = (
        f"\n\nYour last answer, as a JSON string, was: {said}\nIt cannot be used: {as_data(wrong)}.\n"
        f"Answer the same question again, with JSON only, matching this schema: {schema}"
    )
    tokens = talk.inquiry.tokens + len(addition) // 2
    return _Turn(talk, replace(first, user=first.user + addition), f"{talk.inquiry.purpose}: repair", tokens)


def _finish(asker: Asker, talk: _Talk[ShapeT]) -> Asked[ShapeT]:
    """The value of the last answer with its exchanges, or why there is none."""
    exchanges = tuple(exchange for _, exchange, _ in talk.answered)
    # Where only the repair was too long, the question itself was not, and asking with less would not help.
    repair_too_long = talk.failed is not None and talk.failed.code == "context" and bool(exchanges)
    if talk.failed is not None and not repair_too_long:
        return Asked(None, exchanges, talk.failed)
    if isinstance(talk.verdict, str) or talk.verdict is None:
        return Asked(None, exchanges, failed("schema", asker.model.endpoint))
    return Asked(talk.verdict, exchanges)
