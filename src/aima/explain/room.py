"""How many tokens each question may take, from the model's context and the budget of an analysis."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from aima.explain.digesting.tokens import count
from aima.explain.prompts import Goal, Prompt, Step, prompt
from aima.model.chat import Endpoint

ANSWER_TOKENS: Mapping[Goal, int] = {"explanation": 2048, "summary": 1024}
"""Room for the last answer; a small context gives a quarter of itself."""
WINDOW_ANSWER_TOKENS = 1024
WINDOWS_SHARE = 0.7
"""Of the budget for windows at most; the rest is for the questions over their results, which show lines again."""
RESULTS_TOKENS = 1280
"""What one window hands on: eight sentences, each with the lines that it rests on."""
MARGIN = 20
"""One part in so many of the context stays free, for the count of tokens is an estimate."""


@dataclass(frozen=True, slots=True)
class Room:
    """Tokens: `shown` for the head and the lines of one question, `total` for all windows, the head with each.

    `answer` and `window_answer` bound the answers. The budget pays for all windows and questions over their results.
    """

    shown: int
    total: int
    answer: int
    window_answer: int


def room(endpoint: Endpoint, goal: Goal, schema: Mapping[str, JsonValue], share: float = 1.0) -> Room:
    """The room at this endpoint; `share` of what would fit is used, less after a server found a question too long.

    What is shown may come out below zero where the context does not even hold the frame; nothing can be made of that.
    """
    context = endpoint.context_tokens
    answer, window_answer = min(ANSWER_TOKENS[goal], context // 4), min(WINDOW_ANSWER_TOKENS, context // 4)
    frame = max(tokens_of(prompt(goal, step, "en", "", most=10, number=999, count=999)) for step in Step)
    frame += count(json.dumps(dict(schema)))
    shown = int((context - context // MARGIN - frame - answer) * share)
    whole, each = frame + answer + max(0, shown), frame + window_answer + max(1, shown)
    questions = int(_windows_share(max(1, shown)) * max(0, endpoint.budget_tokens - whole)) // each
    if questions < 2:
        return Room(shown, min(shown, endpoint.budget_tokens - frame - answer), answer, window_answer)
    return Room(shown, shown * questions, answer, window_answer)


def _windows_share(shown: int) -> float:
    """What the windows may take of the budget: so much that what they tell can still be condensed.

    Their results take `RESULTS_TOKENS / shown` questions a window, half as many a level later, and so on: twice that.
    Where a small context shows little at a time, that is as much as the windows themselves.
    """
    return min(WINDOWS_SHARE, 1 / (1 + 2 * RESULTS_TOKENS / shown))


def tokens_of(asked: Prompt) -> int:
    """Of both texts of a question."""
    return count(asked.system) + count(asked.user)
