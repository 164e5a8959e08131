"""Words that were spoken and count: consent and refusal, a safeword, coercion, intoxication, distress, pain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import ClassVar

from aima.fusion import talk
from aima.fusion.conclude import conclude
from aima.fusion.names import IN_PLAY
from aima.fusion.talk import Said, Uncounted
from aima.model.citing import quoted
from aima.model.finding import Finding
from aima.model.plugins import RuleSpec
from aima.model.policy import Policy
from aima.model.timeline import Timeline
from aima.model.words import Words, words

_SAYS: Mapping[str, Words] = {
    "consent_clear": words("{who} stimmt deutlich zu: {quote}", "{who} agrees clearly: {quote}"),
    "consent_word": words("{who} sagt ein zustimmendes Wort: {quote}", "{who} says an agreeing word: {quote}"),
    "refusal": words("{who} lehnt deutlich ab: {quote}", "{who} refuses clearly: {quote}"),
    "refusal_word": words("{who} sagt ein ablehnendes Wort: {quote}", "{who} says a refusing word: {quote}"),
    "withdrawal": words(
        "{who} will aufhören oder zieht die Einwilligung zurück: {quote}", "{who} wants it to stop: {quote}"
    ),
    "safeword_used": words("{who} sagt ein Sicherheitswort: {quote}", "{who} says a safeword: {quote}"),
    "coercion": words(
        "{who} setzt unter Druck oder spricht von Zwang: {quote}",
        "{who} puts on pressure or speaks of coercion: {quote}",
    ),
    "intoxication": words(
        "{who} spricht von Rausch oder Benommenheit: {quote}", "{who} speaks of intoxication: {quote}"
    ),
    "distress_words": words("{who} äußert Not oder Angst: {quote}", "{who} voices distress or fear: {quote}"),
    "pain_words": words("{who} äußert Schmerz: {quote}", "{who} voices pain: {quote}"),
}
_SIGNAL: Mapping[str, str] = {
    "withdrawal": "withdrawal",
    "coercion": "coercion",
    "intoxication": "intoxication",
    "distress": "distress_words",
    "pain": "pain_words",
}
_HARD: Mapping[str, str] = {
    "coercion": "coercion",
    "safeword_used": "safeword_used",
    "distress_words": "distress",
    "intoxication": "intoxication",
}
_ALWAYS_HARD = frozenset({"coercion", "safeword_used"})
_PART_OF_PLAY = frozenset({"refusal", "refusal_word", "withdrawal", "distress_words", "pain_words"})
_WHY_NOT: Mapping[Uncounted, Words] = {
    "quoted": words(
        "Stichworte, die zitiert oder gesungen sind oder etwas anderes meinen ({count}-mal); sie wiegen nichts.",
        "Keywords that are quoted, sung or mean something else ({count}×); they weigh nothing.",
    ),
    "negated": words(
        "Verneinte Stichworte ({count}-mal), etwa in der Bitte, nicht aufzuhören; sie wiegen nichts.",
        "Negated keywords ({count}×), as in a request not to stop; they weigh nothing.",
    ),
    "doubt": words(
        "Stichworte in einem Text, dem nicht zu trauen ist ({count}-mal); sie wiegen nichts.",
        "Keywords in text that cannot be trusted ({count}×); they weigh nothing.",
    ),
}
_STRAINED = words(
    "Zustimmende Worte unter hörbarer Anspannung ({count}-mal); sie zählen nicht als Einwilligung.",
    "Agreeing words under audible strain ({count}×); they do not count as agreement.",
)


class WordsSaid:
    """Each spoken keyword that counts is a finding; those that do not count are named together, and weigh nothing."""

    spec: ClassVar[RuleSpec] = RuleSpec("words_said", 2, (*_SAYS, "words_not_counted"))

    def apply(self, timeline: Timeline, policy: Policy) -> Iterator[Finding]:
        """Findings in the order of the talk."""
        strained: list[Said] = []
        for said in talk.spoken(timeline):
            signal = _signal(said, timeline)
            if signal is None:
                continue
            if signal.startswith("consent") and talk.strain(said, timeline, policy):
                strained.append(said)
                continue
            yield _finding(said, signal, timeline, policy)
        yield from _not_counted(timeline, policy, strained)


def _signal(said: Said, timeline: Timeline) -> str | None:
    category = talk.meaning(said)
    if category == "consent":
        return "consent_clear" if said.is_clear else "consent_word"
    if category == "refusal":
        return "refusal" if said.is_clear else "refusal_word"
    if category == "safeword":
        return None if talk.safeword_named(said, timeline) else "safeword_used"
    return _SIGNAL.get(category)


def _finding(said: Said, signal: str, timeline: Timeline, policy: Policy) -> Finding:
    grave = said.keyword.priority in ("high", "critical")
    factor = talk.in_agreed_play(said.span, timeline, policy) if signal in _PART_OF_PLAY else 1.0
    hard = _HARD.get(signal) if grave or signal in _ALWAYS_HARD else None
    return conclude(
        WordsSaid.spec.name,
        signal,
        _SAYS[signal].fill(who=talk.person(said.who), quote=quoted(said.keyword.text)),
        (said.observation,),
        policy,
        factor=factor,
        hard=IN_PLAY if hard is not None and factor < 1.0 else hard,
    )


def _not_counted(timeline: Timeline, policy: Policy, strained: list[Said]) -> Iterator[Finding]:
    doubted = talk.doubted_segments(timeline)
    left_out: dict[Uncounted, list[Said]] = defaultdict(list)
    for said in talk.keywords(timeline):
        reason = talk.uncounted(said, doubted)
        if said.keyword.source == "spoken" and said.keyword.category != "age" and reason is not None:
            left_out[reason].append(said)
    parts = [(_WHY_NOT[reason], found) for reason, found in sorted(left_out.items())]
    for claim, found in (*parts, (_STRAINED, strained)):
        if found:
            observations = [said.observation for said in found]
            counted = claim.fill(count=len(found))
            yield conclude(WordsSaid.spec.name, "words_not_counted", counted, observations, policy)
