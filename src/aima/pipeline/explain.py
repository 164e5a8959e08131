"""A stored result to its explanation and its summary: asked once, checked, kept beside the result."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

from aima.endpoints.asking import Watch, unwatched
from aima.explain.answer import whole_schema
from aima.explain.digesting.digest import make_digest
from aima.explain.explain import MOST_SENTENCES, explain
from aima.explain.parts import Digest
from aima.explain.prompts import PROMPT_VERSION
from aima.explain.room import room
from aima.explain.summary import summarize
from aima.model.analysis import Analysis
from aima.model.assessment import Assessment
from aima.model.chat import Endpoint
from aima.model.explanation import Explanation, Outcome, Summary
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import Language
from aima.pipeline.advisers import Advisers, asker_for
from aima.reports.dossier import Dossier
from aima.stores.base import Stores


def explain_result(
    stores: Stores,
    analysis: Analysis,
    timeline: Timeline,
    assessment: Assessment,
    policy: Policy,
    advisers: Advisers,
    *,
    anew: bool = False,
    again: bool = False,
    watch: Watch = unwatched,
) -> Explanation | None:
    """Ask the language model about a stored result and keep what it said, `None` where nobody is set up.

    An explanation that is there already stays, unless the asking failed, something else would be asked now, or it is
    to be made `anew` (from answers that are kept, as far as they go) or with everything asked `again`. One about this
    very result is not given up for an asking that failed; what is returned tells of the failure all the same. It never
    raises for what an endpoint does.
    """
    if advisers.llm is None:
        return stores.explanations.get(analysis.id)
    kept = stores.explanations.get(analysis.id)
    if kept is not None and not (anew or again) and _still_fits(kept, assessment, advisers.llm.endpoint, advisers):
        return kept
    asker = asker_for(advisers.llm, stores, analysis, again=again, watch=watch)
    explanation = explain(timeline, assessment, policy, asker, advisers.language)
    if explanation != kept and not _worse(explanation, kept):
        stores.explanations.put(analysis.id, explanation)
    return explanation


def _worse(made: Explanation, kept: Explanation | None) -> bool:
    """Whether nothing came of an asking, and something is there about the same result."""
    if made.outcome is not Outcome.FAILED or kept is None:
        return False
    return kept.outcome is not Outcome.FAILED and kept.assessment_sha256 == made.assessment_sha256


def _still_fits(kept: Explanation, assessment: Assessment, endpoint: Endpoint, advisers: Advisers) -> bool:
    """Whether it came to something, and the same would be asked of the same model with the same room today."""
    asked = (kept.model, kept.language, kept.prompt_version, kept.assessment_sha256)
    about = sha256(assessment.model_dump_json().encode()).hexdigest()
    now = (endpoint.model, advisers.language, PROMPT_VERSION, about)
    room_then = (kept.parameters.get("context_tokens"), kept.parameters.get("budget_tokens"))
    same_room = room_then == (endpoint.context_tokens, endpoint.budget_tokens)
    return kept.outcome is not Outcome.FAILED and asked == now and same_room


def summarize_result(
    stores: Stores,
    dossier: Dossier,
    advisers: Advisers,
    language: Language,
    *,
    short: bool,
    again: bool = False,
    watch: Watch = unwatched,
) -> Summary:
    """A neutral summary of an analysed recording; AIMA's own where no model is set up or too little of it stands."""
    asker = (
        None if advisers.llm is None else asker_for(advisers.llm, stores, dossier.analysis, again=again, watch=watch)
    )
    length: Literal["short", "long"] = "short" if short else "long"
    return summarize(dossier.timeline, dossier.assessment, dossier.policy, asker, language, length)


def digest_of(timeline: Timeline, assessment: Assessment, policy: Policy, endpoint: Endpoint) -> Digest:
    """What the language model of this endpoint is shown at first.

    Raises `EndpointFailed` where its context is too small.
    """
    space = room(endpoint, "explanation", whole_schema(MOST_SENTENCES))
    return make_digest(timeline, assessment, policy, window_tokens=space.shown, total_tokens=space.total)
