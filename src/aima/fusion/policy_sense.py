"""What a policy must get right beyond its types: complete tables, weights that agree with the rules, a kept order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from aima.fusion.names import ADDED, AGE_RULE, HARD_RULES, SIGNALS, TRUST
from aima.model.capabilities import BY_NAME, Modality
from aima.model.finding import Stance
from aima.model.policy import Look, Policy, Term


def nonsense(policy: Policy) -> tuple[str, ...]:
    """Every problem of a policy whose keys and types are right, one sentence each."""
    return (
        *_headings(policy),
        *_signals(policy),
        *_trust(policy),
        *_modalities(policy),
        *_thresholds(policy),
        *_hard_rules(policy),
        *_coverage(policy),
        *_look(policy.look, {term.term for term in policy.vocabulary}),
        *_vocabulary(policy),
    )


def _headings(policy: Policy) -> Iterator[str]:
    for key in ("name", "version"):
        if not getattr(policy, key).strip():
            yield f"`{key}` must be a text, not empty"


def _signals(policy: Policy) -> Iterator[str]:
    yield from _missing("signals", SIGNALS, policy.signals, "a rule speaks under it")
    for name, signal in policy.signals.items():
        stance = SIGNALS.get(name)
        if stance is Stance.SUPPORTS and signal.weight_db < 0:
            yield f"`signals.{name}.weight_db` must be 0 or more, for its rule supports, not {signal.weight_db}"
        if stance is Stance.CONCERNS and signal.weight_db > 0:
            yield f"`signals.{name}.weight_db` must be 0 or less, for its rule raises a concern, not {signal.weight_db}"
        if stance is Stance.NEUTRAL and signal.weight_db != 0:
            yield f"`signals.{name}.weight_db` must be 0, for its rule states a fact only, not {signal.weight_db}"


def _trust(policy: Policy) -> Iterator[str]:
    yield from _missing("trust", TRUST, policy.trust, "every witness needs one")
    for name, value in policy.trust.items():
        if not 0.0 <= value <= 1.0:
            yield f"`trust.{name}` must lie from 0 to 1, not {value}"


def _modalities(policy: Policy) -> Iterator[str]:
    weights = policy.modality_weights
    yield from _missing("modality_weights", [m.value for m in Modality], [m.value for m in weights], "it needs one")
    for modality, weight in weights.items():
        if weight < 0:
            yield f"`modality_weights.{modality.value}` must be 0 or more, not {weight}"
    total = math.fsum(weights.values())
    if abs(total - 1.0) > 0.001:
        yield f"the `modality_weights` must add up to 1, not {total:g}"


def _thresholds(policy: Policy) -> Iterator[str]:
    limits = policy.thresholds
    if not limits.critical_below <= limits.high_below <= limits.medium_below:
        yield (
            "`thresholds` must keep critical_below <= high_below <= medium_below, not "
            f"{limits.critical_below:g}, {limits.high_below:g}, {limits.medium_below:g}"
        )


def _hard_rules(policy: Policy) -> Iterator[str]:
    names = [rule.name for rule in policy.hard_rules]
    yield from _missing("hard_rules", HARD_RULES, names, "a rule can trigger it")
    for name, count in Counter(names).items():
        if count > 1:
            yield f"the hard rule `{name}` must stand once in `hard_rules`, not {count} times"
    for rule in policy.hard_rules:
        if rule.name == AGE_RULE and (rule.risk != "critical" or rule.reviewers < 2 or rule.at_trust > 0):
            yield (
                f"the hard rule `{AGE_RULE}` must have risk critical, at least 2 reviewers and at_trust 0: "
                "a cue that somebody may be a minor is never left to one person"
            )


def _coverage(policy: Policy) -> Iterator[str]:
    for kind in ("video", "audio", "image"):
        weights: Mapping[str, float] = getattr(policy.coverage, kind)
        for name, weight in weights.items():
            if name not in BY_NAME:
                yield f"`coverage.{kind}.{name}` names no capability{_meant(name, BY_NAME)}"
            if weight < 0:
                yield f"`coverage.{kind}.{name}` must be 0 or more, not {weight}"
        if math.fsum(weights.values()) <= 0:
            yield f"`coverage.{kind}` must list at least one capability with a weight above 0"


def _look(look: Look, terms: set[str]) -> Iterator[str]:
    total = math.fsum((look.concerning, look.persons, look.objects, look.novelty))
    if total > 1.001:
        yield f"the shares of `look` (concerning, persons, objects, novelty) must add up to at most 1, not {total:g}"
    for term in look.terms:
        if term not in terms:
            yield f"`look.terms` names `{term}`, which is no term of the `vocabulary`{_meant(term, terms)}"
    for name, count in Counter(question.name for question in look.questions).items():
        if count > 1:
            yield f"the question `{name}` must stand once in `look.questions`, not {count} times"
    for question in look.questions:
        if not question.ask.strip() or not question.thing.strip():
            yield f"the question `{question.name}` in `look.questions` must have an `ask` and a `thing`, not blanks"


def _vocabulary(policy: Policy) -> Iterator[str]:
    if not policy.vocabulary:
        yield "the `vocabulary` must have at least one term"
    for term in policy.vocabulary:
        if not all(form.strip() for form in term.forms):
            yield f"the term `{term.term}` ({term.language}) in `vocabulary` must not have an empty form"
        for form in term.forms:
            yield from (f"the form `{form}` of the term `{term.term}` {problem}" for problem in _bad_form(form, term))


def _bad_form(form: str, term: Term) -> Iterator[str]:
    words = form.rstrip("!").split()
    if words and words[-1] == "...":
        yield "must not end with `...`, which stands for words before or between others"
    if any(not part for word in words for part in word.split("|")):
        yield "must have a word on both sides of each `|`"
    if term.spot and any(sign in form for sign in ("!", "|", "..")):
        yield "must be plain words, because `spot = true` has it listened for"


def _missing(table: str, needed: Iterable[str], written: Iterable[str], why: str) -> Iterator[str]:
    there, wanted = set(written), tuple(needed)
    strange = there - set(wanted)
    for name in wanted:
        if name not in there:
            near = get_close_matches(name, sorted(strange), n=1, cutoff=0.8 if name in ADDED else 0.6)
            if name in ADDED and not near:
                continue
            hint = f" (is it the `{near[0]}` you wrote?)" if near else ""
            yield f"`{table}` must have `{name}`, because {why}{hint}"


def _meant(wrong: str, known: Iterable[str]) -> str:
    near = get_close_matches(wrong, sorted(known), n=1, cutoff=0.6)
    return f" (did you mean `{near[0]}`?)" if near else ""
