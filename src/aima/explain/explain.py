"""One coherent explanation by a language model, every sentence of it checked; the assessment stays as it is.

The rules have decided before anything is asked. What comes back is a value beside the assessment: sentences that
passed, sentences that were struck and why, the model's own figures, and at most one finding that asks for review.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pydantic import JsonValue

from aima.endpoints.asking import Asker
from aima.explain.answer import WholeAnswer, whole_schema
from aima.explain.compare import compare
from aima.explain.judging import anchored, checked, discarded, distinct, too_bare, too_few
from aima.explain.prompts import PROMPT_VERSION
from aima.explain.reduce import SEED, TEMPERATURE, Task, Told, tell
from aima.model.analysis import digest
from aima.model.assessment import Assessment
from aima.model.chat import Endpoint
from aima.model.explanation import Explanation, Outcome, Part, Supported
from aima.model.policy import Explaining, Policy
from aima.model.timeline import Timeline
from aima.model.words import Language, Words, words

MOST_SENTENCES = 12
"""In each list of the answer."""

_DISCARDED = words(
    "Die Prüfung ließ {kept} von {said} Sätzen des Sprachmodells stehen, davon {reasoning} der Begründung; das ist zu "
    "wenig, darum wurde die Antwort als Ganzes verworfen.",
    "The check left {kept} of {said} sentences of the language model standing, {reasoning} of them reasoning; that is "
    "too few, so the answer was thrown away as a whole.",
)
_BARE = words(
    "Die Prüfung ließ {kept} von {said} Sätzen des Sprachmodells stehen, davon {anchored} mit einem Zitat, einer Zeit "
    "oder einer nummerierten Person; an bloßen Schlüssen lässt sich nichts vergleichen, darum wurde die Antwort als "
    "Ganzes verworfen.",
    "The check left {kept} of {said} sentences of the language model standing, {anchored} of them with a quotation, a "
    "time or a numbered person; mere conclusions leave nothing to compare, so the answer was thrown away as a whole.",
)


def explain(
    timeline: Timeline, assessment: Assessment, policy: Policy, asker: Asker, language: Language
) -> Explanation:
    """Ask, check, compare. Never raises for what an endpoint or a model does; `outcome` and `problem` tell of it.

    The same observations and the same kept answers give the same explanation.
    """
    task = Task("explanation", language, Part.REASONING, WholeAnswer, whole_schema(MOST_SENTENCES), MOST_SENTENCES)
    told = tell(timeline, assessment, policy, asker, task)
    made = _blank(assessment, asker.model.endpoint, language, told)
    if told.value is None:
        outcome = Outcome.FAILED if told.survived else Outcome.DISCARDED
        return made.model_copy(update={"outcome": outcome})
    said = told.value.said()
    passed, struck = checked(said, told.evidence, timeline, assessment)
    kept = distinct(passed)
    estimate = told.value.estimate
    problem = _too_little(kept, len(struck), len(said), policy.explaining)
    if problem is not None:
        return made.model_copy(
            update={
                "outcome": Outcome.DISCARDED,
                "problem": _both(problem, made.problem),
                "estimate": estimate,  # for the record alone
                "struck": (*made.struck, *struck, *discarded(kept, told.evidence)),
            }
        )
    return made.model_copy(
        update={
            "outcome": Outcome.KEPT,
            "estimate": estimate,
            "sentences": kept,
            "struck": (*made.struck, *struck),
            "findings": compare(estimate, assessment, policy.explaining, kept),
        }
    )


def _blank(assessment: Assessment, endpoint: Endpoint, language: Language, told: Told[WholeAnswer]) -> Explanation:
    """All that is known whatever was answered."""
    return Explanation(
        outcome=Outcome.FAILED,
        problem=told.problem,
        model=endpoint.model,
        prompt_version=PROMPT_VERSION,
        language=language,
        parameters=_parameters(endpoint, told),
        digest_sha256=told.digest_sha256,
        assessment_sha256=hashlib.sha256(assessment.model_dump_json().encode()).hexdigest(),
        struck=tuple(told.struck),
        exchanges=tuple(told.exchanges),
    )


def _parameters(endpoint: Endpoint, told: Told[WholeAnswer]) -> dict[str, JsonValue]:
    return {
        "temperature": TEMPERATURE,
        "seed": SEED,
        "max_tokens": told.answer_tokens,
        "context_tokens": endpoint.context_tokens,
        "budget_tokens": endpoint.budget_tokens,
        "schema_sha256": digest(dict(whole_schema(MOST_SENTENCES))),
        "windows": told.windows,
        "levels": told.levels,
    }


def _too_little(kept: Sequence[Supported], struck: int, said: int, limits: Explaining) -> Words | None:
    """Why the answer is thrown away as a whole: nothing of it is shown as supported then."""
    different = len(kept) + struck
    reasoning = sum(sentence.part is Part.REASONING for sentence in kept)
    if too_few(reasoning, len(kept), said, limits):
        return _DISCARDED.fill(said=different, kept=len(kept), reasoning=reasoning)
    if too_bare(kept, limits):
        return _BARE.fill(said=different, kept=len(kept), anchored=anchored(kept))
    return None


def _both(first: Words, second: Words | None) -> Words:
    return first if second is None else words(f"{first.de} {second.de}", f"{first.en} {second.en}")
