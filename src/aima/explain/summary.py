"""A neutral summary: by a language model whose sentences are checked, or by AIMA itself where there is none."""

from __future__ import annotations

from aima.endpoints.asking import Asker
from aima.explain.answer import Sentences, sentences_schema
from aima.explain.judging import anchored, checked, discarded, distinct, too_bare, too_few
from aima.explain.plain import LONGEST, Length, plain_summary
from aima.explain.reduce import Task, tell
from aima.model.assessment import Assessment
from aima.model.explanation import Part, Summary
from aima.model.policy import Explaining, Policy
from aima.model.timeline import Timeline
from aima.model.words import Language, words

_NO_MODEL = words(
    "Es ist kein Sprachmodell eingerichtet, darum fasst AIMA selbst zusammen.",
    "No language model is set up, so AIMA itself gives the summary.",
)
_TOO_LITTLE = words(
    "Die Prüfung ließ {kept} von {said} Sätzen des Sprachmodells stehen; das ist zu wenig, darum fasst AIMA selbst "
    "zusammen.",
    "The check left {kept} of {said} sentences of the language model standing; that is too few, so AIMA itself gives "
    "the summary.",
)
_BARE = words(
    "Die Prüfung ließ {kept} von {said} Sätzen des Sprachmodells stehen, davon {anchored} mit einem Zitat, einer Zeit "
    "oder einer nummerierten Person; an bloßen Schlüssen lässt sich nichts vergleichen, darum fasst AIMA selbst "
    "zusammen.",
    "The check left {kept} of {said} sentences of the language model standing, {anchored} of them with a quotation, a "
    "time or a numbered person; mere conclusions leave nothing to compare, so AIMA itself gives the summary.",
)


def summarize(
    timeline: Timeline,
    assessment: Assessment,
    policy: Policy,
    asker: Asker | None,
    language: Language,
    length: Length,
) -> Summary:
    """At most 3 (short) or 12 (long) sentences. Never raises for what an endpoint or a model does.

    `problem` says why no model's words stand there, or which part of the recording a model was not told about.
    """
    plain = Summary(
        by="rules",
        language=language,
        length=length,
        sentences=plain_summary(timeline, assessment, language, length),
        problem=_NO_MODEL,
    )
    if asker is None:
        return plain
    most = LONGEST[length]
    told = tell(
        timeline,
        assessment,
        policy,
        asker,
        Task("summary", language, Part.SUMMARY, Sentences, sentences_schema(most), most),
    )
    struck, exchanges = tuple(told.struck), tuple(told.exchanges)
    if told.value is None:
        return plain.model_copy(update={"problem": told.problem, "struck": struck, "exchanges": exchanges})
    said = told.value.said(Part.SUMMARY)
    passed, failed = checked(said, told.evidence, timeline, assessment)
    passed = distinct(passed)
    kept, over = passed[:most], discarded(passed[most:], told.evidence)
    struck = (*struck, *failed)
    limits = _limits(policy, length)
    few = too_few(len(kept), len(passed), len(said), limits)
    if few or too_bare(kept, limits):
        why = _TOO_LITTLE if few else _BARE
        problem = why.fill(said=len(said), kept=len(passed), anchored=anchored(kept))
        thrown = discarded(passed, told.evidence)
        return plain.model_copy(update={"problem": problem, "struck": (*struck, *thrown), "exchanges": exchanges})
    return plain.model_copy(
        update={
            "by": "model",
            "model": asker.model.endpoint.model,
            "sentences": kept,
            "struck": (*struck, *over),
            "problem": told.problem,
            "exchanges": exchanges,
        }
    )


def _limits(policy: Policy, length: Length) -> Explaining:
    """A short summary may be one sentence."""
    if length == "long":
        return policy.explaining
    return policy.explaining.model_copy(update={"least_sentences": 1})
