"""Asks a vision-language model about chosen pictures; its answers become drafts of one modest witness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aima.endpoints.asking import Asked, Asker, Inquiry, ask_all
from aima.look.answers import Answers, Told, read_answers
from aima.look.choose import Moment
from aima.look.picture import Picture
from aima.look.prompt import PROMPT_VERSION, estimate_tokens, make_request
from aima.model import kinds
from aima.model.explanation import Exchange
from aima.model.media import Media, MediaKind
from aima.model.observation import Draft
from aima.model.policy import Policy, Question
from aima.model.span import Span
from aima.model.words import Words

__all__ = ["PROMPT_VERSION", "SPEAKS_FOR_MS", "UNSURE_FACTOR", "Looked", "Sight", "look"]

SPEAKS_FOR_MS = 1000
"""How long a stretch one picture speaks for; what came after it nobody has looked at."""
UNSURE_FACTOR = 0.5
"""An answer "cannot tell" counts as half as sure: it is no finding, only a note that somebody has looked."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A picture to ask about: why this one, its own time in the recording, and what is shown (faces masked or not)."""

    moment: Moment
    at_ms: int
    picture: Picture


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of one picture. Questions without an answer are missing from `drafts_by_question`.

    `dropped` counts answers that made no sense; `problem` says why there are none at all.
    """

    moment: Moment
    drafts_by_question: Mapping[str, tuple[Draft, ...]] = field(default_factory=dict)
    exchanges: tuple[Exchange, ...] = ()
    dropped: int = 0
    problem: Words | None = None

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """All of them, in the order of the policy's questions."""
        return tuple(draft for drafts in self.drafts_by_question.values() for draft in drafts)


def look(sights: Sequence[Sight], policy: Policy, media: Media, asker: Asker) -> tuple[Looked, ...]:
    """Ask all questions of the policy about each picture; the results are in the order of the pictures.

    Asks nothing where the policy has no questions. Raises nothing for what a server or a model does.
    """
    questions = policy.look.questions
    if not questions:
        return tuple(Looked(sight.moment) for sight in sights)
    inquiries = [_inquiry(sight, number, len(sights), questions) for number, sight in enumerate(sights, 1)]
    asked = ask_all(asker, inquiries, Answers)
    return tuple(_looked(sight, one, policy, media) for sight, one in zip(sights, asked, strict=True))


def _inquiry(sight: Sight, number: int, count: int, questions: Sequence[Question]) -> Inquiry:
    request = make_request(sight.picture, questions)
    return Inquiry(request, f"picture {number} of {count}", estimate_tokens(request, sight.picture))


def _looked(sight: Sight, asked: Asked[Answers], policy: Policy, media: Media) -> Looked:
    if asked.value is None:
        return Looked(sight.moment, exchanges=asked.exchanges, problem=asked.problem)
    told, dropped = read_answers(asked.value.answers, policy.look.questions, sight.picture)
    span = _span(sight.at_ms, media)
    by_name = {question.name: question for question in policy.look.questions}
    drafts = {
        name: tuple(_draft(one, by_name[name], span, policy.look.confidence) for one in found)
        for name, found in told.items()
    }
    return Looked(sight.moment, drafts, asked.exchanges, dropped)


def _draft(told: Told, question: Question, span: Span, confidence: float) -> Draft:
    kind = kinds.BY_NAME[question.kind]
    payload = kind.payload.model_validate(
        {
            "label": told.label,
            "source": "asked",
            "question": question.name,
            "answer": told.answer,
            "reason": told.reason,
        }
    )
    sure = confidence * (UNSURE_FACTOR if told.answer == "cannot_tell" else 1.0)
    return Draft(kind, span, payload, confidence=sure, box=told.box)


def _span(at_ms: int, media: Media) -> Span:
    """The stretch that a picture speaks for, within the recording; all of it for a still image."""
    whole = media.span
    if media.kind is MediaKind.IMAGE:
        return whole
    start = min(max(at_ms, 0), whole.end_ms - 1)
    return Span(start, min(start + SPEAKS_FOR_MS, whole.end_ms))
